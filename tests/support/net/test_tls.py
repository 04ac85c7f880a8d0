"""TLS: the certificate must be of the name that was asked for, though the connection goes to an address."""

from __future__ import annotations

import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
import trustme

from audionews.support.errors import SourceError
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock, Patience

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.end_headers()
        self.wfile.write(self.headers["Host"].encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Serve as news.example with a certificate of an authority that SSL_CERT_FILE names."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def fetcher() -> Fetcher:
    return Fetcher(
        Reach(allow_private=True, patience=Patience(attempts=1)),
        resolve=lambda *_: ["127.0.0.1"],
        clock=Clock(sleep=lambda _: None),
    )


def test_the_name_asked_for_is_the_name_verified(port: int) -> None:
    assert fetcher().fetch(f"https://news.example:{port}/").content.decode() == f"news.example:{port}"
    with pytest.raises(SourceError, match="certificate"):
        fetcher().fetch(f"https://other.example:{port}/")


def test_an_unknown_authority_is_refused(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    for name in ("SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SourceError, match="certificate"):
        fetcher().fetch(f"https://news.example:{port}/")
