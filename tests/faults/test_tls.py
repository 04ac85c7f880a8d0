"""TLS: the certificate must be of the name that was asked for, though the connection goes to an address."""

from __future__ import annotations

import datetime as dt
import os
import ssl
import threading
import warnings
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

from audionews.engines.openai import OpenaiEngine
from audionews.support.errors import AudionewsError, SourceError
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock, Patience

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fault_runs import Row


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


NAME = "authority"
NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(1)
CERTIFICATES: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "its own authority": lambda _: trustme.CA().issue_cert("localhost"),
    "its own authority, of the same name": lambda good: trustme.CA(
        organization_name=NAME, organization_unit_name=NAME
    ).issue_cert("localhost"),
    "self-signed": lambda _: self_signed(),
    "over": lambda good: good.issue_cert("localhost", not_before=NOW - 9 * DAY, not_after=NOW - DAY),
    "not yet": lambda good: good.issue_cert("localhost", not_before=NOW + DAY, not_after=NOW + 9 * DAY),
    "of another host": lambda good: good.issue_cert("other.example"),
    "of all hosts under it": lambda good: good.issue_cert("*.localhost"),
    "of its address alone": lambda good: good.issue_cert("127.0.0.2"),
    "of a name that begins alike": lambda good: good.issue_cert("localhost.example"),
    "of nobody but its common name": lambda good: good.issue_cert("other.example", common_name="localhost"),
}


def self_signed() -> trustme.LeafCert:
    """Return the certificate of an authority, used as a server's."""
    own = trustme.CA()
    return trustme.LeafCert(own.private_key_pem.bytes(), own.cert_pem.bytes(), [])


ROW = pytest.mark.row("TLS: self-signed, expired, of another host, stepping down")


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that is trusted here."""
    made = trustme.CA(organization_name=NAME, organization_unit_name=NAME)
    made.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.setenv(name, str(tmp_path / "authority.pem"))
    return made


@contextmanager
def serving(context: ssl.SSLContext | None, to: str = "") -> Iterator[tuple[int, list[str]]]:
    """Serve under TLS, or without; yield the port, and what was asked. With `to`, redirect there."""
    asked = list[str]()

    class Handler(_Handler):
        def do_GET(self) -> None:
            asked.append(f"{self.path} {self.headers['Authorization']}")
            if to and self.path != "/robots.txt":
                self.send_response(302)
                self.send_header("Location", to)
                self.end_headers()
            else:
                super().do_GET()

        def do_POST(self) -> None:
            self.do_GET()

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of handshakes that fail."""

    server = Quiet(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        server.server_close()


def refused(url: str, key: str) -> bool:
    """Tell whether a page, a download and a speech service at an address are all refused."""
    ways: list[Callable[[], object]] = [
        lambda: fetcher().fetch(f"{url}/"),
        lambda: fetcher().download(f"{url}/", Path(os.devnull), digest=None, most=9999),
        lambda: OpenaiEngine(url=url, key=key, connect=2, total=2).speak("খবর", "any"),
    ]
    for way in ways:
        try:
            way()
        except AudionewsError:
            continue
        return False
    return True


@pytest.mark.slow
@ROW
def test_no_certificate_but_the_right_one_is_taken(
    row: Row, trusted: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY_OF_TESTS", "hunter2")
    for what, certify in CERTIFICATES.items():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certify(trusted).configure_cert(context)
        with row.case(f"a certificate {what}"), serving(context) as (port, asked):
            assert refused(f"https://localhost:{port}", "KEY_OF_TESTS")
            assert not asked, f"{asked} was sent"


@pytest.mark.slow
@ROW
def test_nobody_is_talked_down(row: Row, trusted: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY_OF_TESTS", "hunter2")
    with row.case("no TLS where https was named"), serving(None) as (port, asked):
        assert refused(f"https://localhost:{port}", "KEY_OF_TESTS")
        assert not asked
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trusted.issue_cert("localhost").configure_cert(context)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
        with row.case(f"{version.name} alone"), serving(context) as (port, asked):
            assert refused(f"https://localhost:{port}", "KEY_OF_TESTS")
            assert not asked
    with serving(None) as (plain, told):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trusted.issue_cert("localhost").configure_cert(context)
        with row.case("redirected to http"), serving(context, f"http://localhost:{plain}/") as (port, _):
            with pytest.raises(SourceError, match="https to http"):
                fetcher().download(f"https://localhost:{port}/", Path(os.devnull), digest=None, most=9999)
            with pytest.raises(AudionewsError):
                OpenaiEngine(url=f"https://localhost:{port}", key="KEY_OF_TESTS").speak("খবর", "any")
            assert not told, f"{told} was sent in plain"
