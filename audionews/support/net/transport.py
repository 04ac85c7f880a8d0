"""The way to a server: one connection a request, to an address that was vetted, and never past its deadline.

A name is resolved once, every address is vetted, and the connection goes to that very address, while the host
name stays in the request and in the TLS handshake. So a name that resolves differently a moment later gains nothing.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from audionews.support.net import address, response_head
from audionews.support.net.connecting import first_to_answer, interleaved
from audionews.support.net.surroundings import ProxySetting, proxy_for, tls_context

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    from audionews.support.net.address import Resolve


class UnreachableProxyError(httpcore.ProxyError):
    """The proxy itself cannot be reached; the sentence names the setting."""


class Transport(httpx.BaseTransport):
    """Sends each request over a connection of its own, through the environment's proxy where there is one."""

    def __init__(self, resolve: Resolve, now: Callable[[], float], *, allow_private: bool, seconds: float) -> None:
        """Take how names are resolved, a clock, and the seconds that a whole exchange may last."""
        self._resolve, self._now = resolve, now
        self._allow_private, self._seconds = allow_private, seconds
        self._context = tls_context()
        self._answering: dict[str, str] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`; the answer's stream closes the connection.

        Raises:
            SourceError: the host is at an address that is refused, or the proxy setting cannot be used.
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
        proxy = proxy_for(str(url))
        deadline = self._now() + self._seconds
        if proxy is None:
            backend = _Backend(self._addresses, self._now, deadline, self._answering)
            return httpcore.ConnectionPool(ssl_context=self._context, network_backend=backend)
        with contextlib.suppress(OSError):  # a name that only the proxy knows is the proxy's to judge
            self._addresses(url.host, url.port or 443)
        backend = _Backend(address.resolve, self._now, deadline, self._answering, proxy)
        named = httpx.Proxy(proxy.url)
        return httpcore.HTTPProxy(
            str(named.url), proxy_auth=named.raw_auth, ssl_context=self._context, network_backend=backend
        )

    def _addresses(self, host: str, port: int) -> list[str]:
        return address.vetted(host, self._resolve(host, port), allow_private=self._allow_private)


class _Backend(httpcore.NetworkBackend):
    """Connects to the first vetted address that answers, within the deadline, and remembers it in `answering`."""

    def __init__(
        self,
        addresses: Resolve,
        now: Callable[[], float],
        deadline: float,
        answering: dict[str, str],
        proxy: ProxySetting | None = None,
    ) -> None:
        self._addresses, self._now, self._deadline = addresses, now, deadline
        self._answering, self._proxy = answering, proxy
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        def connect(to: str) -> httpcore.NetworkStream:
            return self._backend.connect_tcp(to, port, timeout, local_address, socket_options)

        try:
            known = self._answering.get(host)
            order = sorted(interleaved(self._addresses(host, port)), key=lambda one: one != known)
            self._answering[host], stream = first_to_answer(order, connect, lambda late: late.close())
        except (OSError, httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            if self._proxy is None:
                raise
            reason = str(error) or type(error).__name__
            raise UnreachableProxyError(f"{self._proxy.shown}, which {self._proxy.setting} names: {reason}") from error
        return _Timed(stream, self._now, self._deadline)


class _Timed(httpcore.NetworkStream):
    """A connection that ends at its deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, now: Callable[[], float], deadline: float) -> None:
        self._stream, self._now, self._deadline = stream, now, deadline
        self._head: bytes | None = b""
        """What has come of the answer's head; None once it is through."""

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - self._now()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole exchange took too long")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while self._head is not None:
            piece = self._stream.read(max_bytes, self._left(timeout))
            self._head += piece
            if not piece or response_head.is_whole(self._head):
                head, self._head = self._head, None
                return response_head.mended(head)
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
        content=request.read(),
        extensions={"timeout": request.extensions.get("timeout", {})},
    )
