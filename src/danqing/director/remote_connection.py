"""How an endpoint is reached: its address, its certificate, the environment's proxies; and in words why it is not."""

from __future__ import annotations

import ssl
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from danqing.core.errors import ProviderError, ProviderUnreachableError, RequestError

if TYPE_CHECKING:
    import httpx2

LIKE = "the base URL is like https://api.example.com/v1."


def client_library() -> Any:
    """httpx2.

    Raises:
        ProviderUnreachableError: it is not installed.
    """
    try:
        import httpx2
    except ImportError:
        raise ProviderUnreachableError(
            "Endpoints are reached with httpx2, which is not installed; run: pip install 'danqing[director]'"
        ) from None
    return httpx2


def address(base_url: str) -> tuple[str, str]:
    """The address to post to, and the host as it is shown.

    Raises:
        RequestError: it is no address, or holds what does not belong there.
    """
    base_url = base_url.strip()
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not host or not base_url.isprintable() or " " in base_url:
        raise RequestError("The base URL of an endpoint is like https://api.example.com/v1.")
    if parts.username is not None or parts.query or parts.fragment:
        raise RequestError("The base URL of an endpoint holds no name, password or query; give the key by itself.")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{parts.netloc}{path}/chat/completions", f"{shown}:{port}" if port else shown


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine that asks."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def opened(url: str) -> httpx2.Client:
    """A client for an address; no proxy stands between a machine and itself.

    Raises:
        ProviderUnreachableError: the environment names a proxy or certificates that cannot be used.
    """
    httpx = client_library()
    try:
        own = is_this_machine(urlsplit(url).hostname or "")
        client: httpx2.Client = httpx.Client(transport=httpx.HTTPTransport() if own else None)
    except ImportError:
        raise ProviderUnreachableError(
            "The environment names a SOCKS proxy, which takes a package that is not installed; run: pip install socksio"
        ) from None
    except OSError:  # ssl's errors are of these
        raise ProviderUnreachableError(
            "SSL_CERT_FILE or SSL_CERT_DIR of the environment names what holds no certificates; correct or unset it."
        ) from None
    except (httpx.InvalidURL, ValueError):
        raise ProviderUnreachableError(
            "The environment (http_proxy, https_proxy, all_proxy) names a proxy that is none; one is like "
            "http://proxy.example.com:3128."
        ) from None
    return client


def no_connection(error: Exception, url: str, host: str) -> ProviderError:
    """Why there is no connection, from what the client library says of it."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return ProviderUnreachableError(
            f"{host} shows a certificate that is not trusted here ({cause.verify_message.rstrip('.')}); "
            f"SSL_CERT_FILE can name a file of certificates to trust instead."
        )
    if cause is not None:
        return ProviderUnreachableError(f"{host} does not speak https; check whether its address begins with http://.")
    if _by_proxy(url):
        return ProviderUnreachableError(
            f"Nothing answers at {host} by way of the proxy that the environment names; check both."
        )
    return ProviderUnreachableError(f"Nothing answers at {host}; check the address.")


def _by_proxy(url: str) -> bool:
    parts, proxies = urlsplit(url), getproxies()
    host = parts.hostname or ""
    return bool({parts.scheme, "all"} & set(proxies)) and not is_this_machine(host) and not proxy_bypass(host)
