"""The way to a server: one connection a request, to an address that was vetted, and never past its deadline.

A name is resolved once, every address is vetted, and the connection goes to that very address, while the host
name stays in the request and in the TLS handshake. So a name that resolves differently a moment later gains nothing.
"""

from __future__ import annotations

import contextlib
import os
import ssl
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from audionews.support.errors import UsageError
from audionews.support.net.address import vetted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from audionews.support.net.address import Resolve

_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


class Transport(httpx.BaseTransport):
    """Sends each request over a connection of its own, through the environment's proxy where there is one."""

    def __init__(self, resolve: Resolve, now: Callable[[], float], *, allow_private: bool, seconds: float) -> None:
        """Take how names are resolved, a clock, and the seconds that a whole exchange may last."""
        self._resolve, self._now = resolve, now
        self._allow_private, self._seconds = allow_private, seconds
        self._context = _tls()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`; the answer's stream closes the connection.

        Raises:
            SourceError: the host is at an address that is refused.
            httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError: as they say.
            OSError: the name has no address.
        """
        pool = self._pool(request.url)
        try:
            answer = pool.handle_request(_plain(request))
        except BaseException:
            pool.close()
            raise
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer, pool))

    def _pool(self, url: httpx.URL) -> httpcore.ConnectionPool:
        proxy = _proxy(url)
        deadline = self._now() + self._seconds
        if proxy is None:
            return httpcore.ConnectionPool(
                ssl_context=self._context, network_backend=_Backend(self._addresses, self._now, deadline)
            )
        with contextlib.suppress(OSError):  # a name that only the proxy knows is the proxy's to judge
            self._addresses(url.host, url.port or 443)
        plain = _Backend(lambda host, _port: [host], self._now, deadline)
        return httpcore.HTTPProxy(
            str(proxy.url), proxy_auth=proxy.raw_auth, ssl_context=self._context, network_backend=plain
        )

    def _addresses(self, host: str, port: int) -> list[str]:
        return vetted(host, self._resolve(host, port), allow_private=self._allow_private)


class _Backend(httpcore.NetworkBackend):
    """Connects to vetted addresses, one after the other, within the deadline."""

    def __init__(self, addresses: Resolve, now: Callable[[], float], deadline: float) -> None:
        self._addresses, self._now, self._deadline = addresses, now, deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._now, self._deadline)
        raise failure


class _Timed(httpcore.NetworkStream):
    """A connection that ends at its deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, now: Callable[[], float], deadline: float) -> None:
        self._stream, self._now, self._deadline = stream, now, deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - self._now()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole exchange took too long")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Timed(secured, self._now, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Stream(httpx.SyncByteStream):
    """The bytes of an answer; closing it closes the connection."""

    def __init__(self, answer: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._answer, self._pool = answer, pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
        self._pool.close()


def _plain(request: httpx.Request) -> httpcore.Request:
    url = request.url
    return httpcore.Request(
        method=request.method,
        url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        extensions={"timeout": request.extensions.get("timeout", {})},
    )


def _proxy(url: httpx.URL) -> httpx.Proxy | None:
    """Return the proxy that the environment names for `url` (HTTPS_PROXY, NO_PROXY and their like, or the system)."""
    if urllib.request.proxy_bypass(url.host):
        return None
    proxies = urllib.request.getproxies()
    named = proxies.get(url.scheme) or proxies.get("all")
    if named is None:
        return None
    proxy = httpx.Proxy(named if "://" in named else f"http://{named}")
    if proxy.url.scheme not in {"http", "https"}:
        raise UsageError(f"Proxies of the kind {proxy.url.scheme} are not supported.", hint="Name an HTTP proxy.")
    return proxy


def _tls() -> ssl.SSLContext:
    """Return a verifying context: the user's certificates where the environment names them, else certifi's.

    Raises:
        UsageError: the environment names certificates that cannot be read.
    """
    named = next(filter(None, map(os.environ.get, _CERTIFICATES)), None)
    if named is None:
        import certifi

        named = certifi.where()
    try:
        is_folder = Path(named).is_dir()
        return ssl.create_default_context(cafile=None if is_folder else named, capath=named if is_folder else None)
    except OSError as error:
        raise UsageError(f"{named} holds no certificates: {error.strerror or error}.") from error
