"""Services on loopback, and an environment that leads to them."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import described_services
import pytest
import services
import trustme


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def roots(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("roots") / "roots.pem"
    authority.cert_pem.write_to_path(path)
    return path


def context(authority: trustme.CA, *hosts: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(made)
    return made


@pytest.fixture
def google(authority: trustme.CA, roots: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[services.Service]:
    """Google Translate behind a CONNECT proxy, trusted through the environment."""
    server = services.Service(
        services.GoogleTalker, context(authority, "translate.google.com", "translate.google.co.in")
    )
    with server.running(), services.tunnel(server.port).running() as proxy:
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        for name in ("NO_PROXY", "no_proxy", "SSL_CERT_FILE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(roots))
        yield server


@pytest.fixture(scope="session")
def shapes_server(authority: trustme.CA) -> Iterator[tuple[services.Service, int]]:
    """Every service that we describe, under its true name, and the port of a CONNECT proxy to them."""
    tls = context(authority, *described_services.HOSTS.values())
    server = services.Service(described_services.ShapeTalker, tls)
    with server.running(), services.tunnel(server.port).running() as proxy:
        yield server, proxy.port


@pytest.fixture
def shapes(
    shapes_server: tuple[services.Service, int], roots: Path, monkeypatch: pytest.MonkeyPatch
) -> services.Service:
    """The described services, trusted and found through the environment, with the keys that they want."""
    server, port = shapes_server
    server.behave, server.texts, server.headers = services.well, [], []
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
    for name in ("NO_PROXY", "no_proxy", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(roots))
    for name, value in described_services.SECRETS.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture
def edge(authority: trustme.CA, roots: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Edge's service behind a CONNECT proxy, trusted through the environment."""
    pytest.importorskip("edge_tts.communicate")
    edge_service = pytest.importorskip("edge_service")  # needs aiohttp
    monkeypatch.setenv("SSL_CERT_FILE", str(roots))
    tls = context(authority, "speech.platform.bing.com")
    with edge_service.EdgeService(tls).running() as server, services.tunnel(server.port).running() as proxy:
        for name in ("HTTPS_PROXY", "https_proxy", "WSS_PROXY", "wss_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield server
