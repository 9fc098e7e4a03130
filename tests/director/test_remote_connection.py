"""Real sockets on 127.0.0.1: certificates, proxies, and addresses at which nothing of use answers."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from danqing.core.errors import ProviderUnreachableError, RequestError
from danqing.director.provider import wish_message
from danqing.director.remote import RemoteProvider
from danqing.director.remote_connection import address, is_this_machine
from scripted_endpoint import KEY, OWN_CERTIFICATE, Endpoint, completion

MESSAGES, SCHEMA = [wish_message("a cat")], {"type": "object"}
DEAD = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.lower().endswith("_proxy") or name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
            monkeypatch.delenv(name)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    made.scripts = [completion('{"name": "cat"}')]
    yield made
    made.close()


def fails(url: str, match: str) -> None:
    with pytest.raises(ProviderUnreachableError, match=match) as caught:
        RemoteProvider(url, "painter", key=KEY, backoff_s=0.01).complete(MESSAGES, SCHEMA)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["", "api.example.com/v1", "ftp://example.com", "http://", "http://[::1", "http://x:port/v1", "http://a..b/v1",
     "http://exa mple.com/v1", "http://ex\tample.com/v1", f"http://{'a' * 64}.com/v1"],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(RequestError, match=r"like https://api\.example\.com/v1"):
        RemoteProvider(url, "painter")


def test_addresses_are_of_names_and_of_both_kinds_of_numbers() -> None:
    assert address("http://[::1]:8080/v1/") == ("http://[::1]:8080/v1/chat/completions", "[::1]:8080")
    assert address("https://münchen.example") == ("https://münchen.example/chat/completions", "münchen.example")
    assert address(" http://10.0.0.1/v1/chat/completions ") == ("http://10.0.0.1/v1/chat/completions", "10.0.0.1")


def test_this_machine_is_known_by_its_own_addresses_alone() -> None:
    assert all(map(is_this_machine, ("localhost", "127.0.0.1", "127.1.2.3", "::1")))
    assert not any(map(is_this_machine, ("127.0.0.1.example.com", "127.example.com", "10.0.0.1", "::2", "")))


def test_a_certificate_that_nobody_vouches_for(monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = Endpoint(encrypted=True)
    endpoint.scripts = [completion('{"name": "cat"}')]
    try:
        fails(endpoint.url, r"certificate that is not trusted here \(self.signed certificate\); SSL_CERT_FILE can")
        assert endpoint.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(OWN_CERTIFICATE))
        assert endpoint.provider().complete(MESSAGES, SCHEMA) == {"name": "cat"}
    finally:
        endpoint.close()


def test_certificates_that_are_not_there(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for bad in ("/nowhere.pem", __file__):
        monkeypatch.setenv("SSL_CERT_FILE", bad)
        fails(endpoint.url, "SSL_CERT_FILE or SSL_CERT_DIR of the environment names what holds no certificates")


def test_https_where_only_http_is_spoken() -> None:
    class Plain(StreamRequestHandler):
        def handle(self) -> None:
            self.request.recv(100)
            self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with ThreadingTCPServer(("127.0.0.1", 0), Plain) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            fails(f"https://127.0.0.1:{server.server_address[1]}/v1", "does not speak https; check whether")
        finally:
            server.shutdown()
            thread.join()


def test_where_no_connection_comes_about_it_is_told_before_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        provider = RemoteProvider(f"https://127.0.0.1:{mute.getsockname()[1]}/v1", "painter")
        with pytest.raises(ProviderUnreachableError, match="Nothing answers at"):
            provider.complete(MESSAGES, SCHEMA, deadline_s=2)


@pytest.mark.parametrize("proxy", [DEAD, "ftp://127.0.0.1:9", "http://proxy:port", "socks5://127.0.0.1:9"])
def test_no_proxy_stands_before_this_machine(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.setenv("all_proxy", proxy)
    assert endpoint.provider().complete(MESSAGES, SCHEMA) == {"name": "cat"}


def test_elsewhere_is_reached_by_the_proxy_of_the_environment(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", endpoint.url.removesuffix("/v1"))
    assert RemoteProvider("http://llm.invalid/v1", "painter").complete(MESSAGES, SCHEMA) == {"name": "cat"}
    assert endpoint.paths == ["http://llm.invalid/v1/chat/completions"]
    monkeypatch.setenv("no_proxy", "llm.invalid")
    fails("http://llm.invalid/v1", "Nothing answers at llm.invalid; check the address")


def test_proxies_that_do_not_help(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    for proxy, match in (
        (DEAD, "Nothing answers at llm.invalid by way of the proxy that the environment names; check both"),
        (endpoint.url.removesuffix("/v1"), r"proxy that the environment names lets nothing through .* \(501"),
        ("ftp://me:secret@127.0.0.1:9", r"names a proxy that is none; one is like http://proxy\.example\.com:3128"),
        ("http://proxy:port", "names a proxy that is none"),
        ("socks5://127.0.0.1:9", "names a SOCKS proxy, .* run: pip install socksio"),
    ):
        monkeypatch.setenv("https_proxy", proxy)
        fails("https://llm.invalid/v1", match)
