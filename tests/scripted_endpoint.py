"""An endpoint that is scripted answer by answer, on 127.0.0.1, for tests of what asks one."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from danqing.director.remote import RemoteProvider

KEY = "sk-a-very-secret-key"
OWN_CERTIFICATE = Path(__file__).with_name("own_certificate.pem")  # of 127.0.0.1, with its key, signed by itself
USAGE = {"prompt_tokens": 1000, "completion_tokens": 500}
Script = Callable[[BaseHTTPRequestHandler], None]


class Endpoint:
    """A server that plays one script a request, the last one for all that follow, and keeps what it was asked.

    Args:
        encrypted: whether it speaks https, with :data:`OWN_CERTIFICATE`.
    """

    def __init__(self, *, encrypted: bool = False) -> None:
        self.scripts: list[Script] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.paths.append(self.path)
                outer.headers.append(dict(self.headers.items()))
                outer.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                outer.scripts[min(len(outer.asked), len(outer.scripts)) - 1](self)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if encrypted:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(OWN_CERTIFICATE)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"http{'s' if encrypted else ''}://127.0.0.1:{self.server.server_address[1]}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.over.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def provider(self, **options: Any) -> RemoteProvider:
        return RemoteProvider(self.url, "painter", **{"key": KEY, "backoff_s": 0.01, **options})


def reply(content: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Script:
    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return play


def completion(text: object, finish: str = "stop", **more: object) -> Script:
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **more}}
    return reply(json.dumps({"choices": [choice], "usage": USAGE}).encode())


def told_error(data: object, status: int = 200) -> Script:
    return reply(json.dumps(data).encode(), status)


def failure(status: int, message: str, **headers: str) -> Script:
    return reply(json.dumps({"error": {"message": message}}).encode(), status, **headers)


def events(*pieces: str, end: str | None = "stop", done: bool = True) -> Script:
    lines: list[dict[str, Any]] = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
    lines += [{"choices": [{"delta": {}, "finish_reason": end}]}, {"choices": [], "usage": USAGE}] if end else []
    text = ": a remark\n\n" + "".join(f"data: {json.dumps(line)}\n\n" for line in lines) + "data: [DONE]\n\n" * done
    return reply(text.encode(), kind="text/event-stream; charset=utf-8")


def hang(endpoint: Endpoint) -> Script:
    def play(handler: BaseHTTPRequestHandler) -> None:
        endpoint.over.wait(60)

    return play


def trickle(endpoint: Endpoint) -> Script:
    """Each byte comes soon enough for a limit by the byte, the whole never."""

    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        while not endpoint.over.wait(0.02):
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return

    return play
