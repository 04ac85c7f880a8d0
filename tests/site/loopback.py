"""A web server on loopback for tests: routes to replies, with ETag, gzip and a log of what was asked."""

from __future__ import annotations

import gzip
import threading
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message


@dataclass(frozen=True)
class Reply:
    """What the server says; a body in pieces is sent piece by piece, without a length."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    media: str = "text/html; charset=utf-8"
    etag: bool = False
    """Carry an ETag, and answer 304 to who has it."""
    zipped: bool = False
    """Compress for who can read it."""


Route = "Reply | Callable[[Message], Reply]"


class Loopback:
    """Serves `routes` (path with query → reply, or a function of the request's headers) while the block lasts."""

    def __init__(self, routes: dict[str, Route] | None = None, host: str = "127.0.0.1") -> None:
        self.routes: dict[str, Route] = dict(routes or {})
        self.log: list[str] = []
        self.heads: list[Message] = []
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://{host}:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def slow(self, _headers: Message) -> Reply:
        """Answer nothing as long as the server runs."""
        self.closing.wait(30)
        return Reply()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        return type("Handler", (_Handler,), {"site": self})


class _Handler(BaseHTTPRequestHandler):
    site: Loopback

    def do_GET(self) -> None:
        self.site.log.append(self.path)
        self.site.heads.append(self.headers)
        route = self.site.routes.get(self.path, Reply(b"not here", 404))
        try:
            self._send(route(self.headers) if callable(route) else route)
        except ConnectionError:
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        headers, body, status = {"Content-Type": reply.media, **reply.headers}, reply.body, reply.status
        if reply.etag and isinstance(body, bytes):
            headers["ETag"] = f'"{sha256(body).hexdigest()[:16]}"'
            if self.headers["If-None-Match"] == headers["ETag"]:
                status, body = 304, b""
        if reply.zipped and status == 200 and "gzip" in (self.headers["Accept-Encoding"] or ""):
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        pieces = [body] if isinstance(body, bytes) else body
        if isinstance(body, bytes):
            headers.setdefault("Content-Length", str(len(body)))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value.encode().decode("latin-1"))  # as servers do that never heard of it
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)

    def log_message(self, *_: object) -> None:
        """Say nothing: `log` has it."""
