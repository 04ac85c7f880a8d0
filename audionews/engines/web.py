"""The way to a speech service over HTTP: verified TLS, kept-alive connections, and no wait without an end.

Proxies and root certificates are those the environment names: HTTPS_PROXY, NO_PROXY, REQUESTS_CA_BUNDLE, SSL_CERT_FILE.
"""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib.util import find_spec
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from audionews.support.errors import Never, NotReady, SourceError, SpeechError, TryLater, UsageError
from audionews.support.escape import public
from audionews.support.net.surroundings import HTTP, certificates, proxy_for
from audionews.support.retry import retry_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    import requests

_LOG = logging.getLogger("audionews.engines")

_CROWDED = {429, 503}
_LATER = {302, 403, 408, 409, 425}
"""Status codes after which another attempt may succeed: services also redirect or refuse when asked too often."""
_KEY = {401, 402}
_MOST_BYTES = 64 * 2**20
_CONNECTIONS = 32
_SOCKS = frozenset({"socks4", "socks4a", "socks5", "socks5h"})  # requests knows them where PySocks is installed


class HttpAnswer(NamedTuple):
    """What a service answered."""

    body: bytes
    """Its content."""
    media: str
    """What its header calls that: `audio/pcm;rate=24000`; empty where it does not."""


class _Exchange:
    """A request and its answer, and their end: the connection is cut off then, wherever in the protocol it drips."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self.begun = False
        """Whether anything of the request may have been sent: the connection stood, TLS included."""
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: socket.socket | None) -> None:
        self._socket = connection
        if self.over:
            self._end()

    def cancel(self) -> None:
        self._timer.cancel()
        self._socket = None

    def _end(self) -> None:
        self.over = True
        if (connection := self._socket) is not None:
            with suppress(OSError):
                # of the plain socket: TLS would take its state away from the thread that reads
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


_here = threading.local()


@contextmanager
def _ending(seconds: float) -> Iterator[_Exchange]:
    """Yield what this thread exchanges in the block."""
    exchange = _here.exchange = _Exchange(seconds)
    try:
        yield exchange
    finally:
        _here.exchange = None
        exchange.cancel()


def _watch(adapter: requests.adapters.HTTPAdapter) -> None:
    """Have all connections of an adapter, through proxies too, tell their exchange which they are and how they fare."""
    manager_for = adapter.proxy_manager_for

    def watched_manager(*args: Any, **more: Any) -> Any:
        return _watched(manager_for(*args, **more))

    adapter.proxy_manager_for = watched_manager  # type: ignore[method-assign]
    _watched(adapter.poolmanager)


def _watched(manager: Any) -> Any:
    manager.pool_classes_by_scheme = {
        scheme: _watched_pool(pool) for scheme, pool in manager.pool_classes_by_scheme.items()
    }
    return manager


def _watched_pool(pool: Any) -> Any:
    if getattr(pool, "is_watched", False):
        return pool
    plain = pool.ConnectionCls

    def request(self: Any, *args: Any, **more: Any) -> Any:
        if self.sock is None:  # as it would do itself, with the first bytes
            self.connect()
        if (exchange := getattr(_here, "exchange", None)) is not None:
            exchange.begun = True
        return plain.request(self, *args, **more)

    def getresponse(self: Any) -> Any:
        if (exchange := getattr(_here, "exchange", None)) is not None:
            exchange.watch(self.sock)
        return plain.getresponse(self)

    connection = type(plain.__name__, (plain,), {"request": request, "getresponse": getresponse})
    return type(pool.__name__, (pool,), {"ConnectionCls": connection, "is_watched": True})


class HttpClient:
    """A line to one service, shared by threads; `connect` and `total` are time-outs in seconds."""

    def __init__(self, service: str, *, connect: float, total: float, refuses: frozenset[int] = frozenset()) -> None:
        """Open no connection yet; `refuses` are the status codes beside 401 and 402 that mean a wrong key."""
        self._service, self._connect, self._total, self._keys = service, connect, total, _KEY | refuses

    def send(self, request: requests.PreparedRequest) -> HttpAnswer:
        """Send `request` and return the answer. No redirect is followed: text and key go to nobody else.

        Raises:
            TryLater: no connection, no whole answer in time, too many requests, or a server error.
            Never: the service refuses the text.
            NotReady: the service refuses the key, or the proxy or certificates that are set cannot be used.
        """
        import requests
        import urllib3

        with _ending(self._total) as exchange:
            try:
                return self._answer(request, exchange)
            except (SourceError, UsageError) as error:
                raise NotReady(f"{self._service} cannot be reached: {error}", hint=error.hint) from error
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
                later = TryLater(f"{self._service} cannot be reached: {_plain(error)}.")
                later.charged = exchange.begun
                raise later from error

    def _send(self, request: requests.PreparedRequest, **settings: Any) -> requests.Response:
        # by the adapter: the session reads the body of a redirect whole, and its address, though none is followed
        adapter = self._session.get_adapter(str(request.url))
        return adapter.send(request, timeout=(self._connect, self._total), stream=True, **settings)

    def fault(self, url: str) -> str | None:
        """Return why nothing answers at `url`; None if something does."""
        import requests

        try:
            asked = requests.Request("HEAD", url).prepare()
            with _ending(self._total):
                self._send(asked, **self._surroundings(url)).close()
        except (requests.RequestException, OSError, SourceError, UsageError) as error:
            return _plain(error)
        return None

    def _answer(self, request: requests.PreparedRequest, exchange: _Exchange) -> HttpAnswer:
        import requests
        import urllib3

        settings = self._surroundings(str(request.url))
        media, body = "", bytearray()
        try:
            with self._send(request, **settings) as answer:
                # of the address its host alone: a service may want its key in the path
                _LOG.debug("%s %s: %d", request.method, public(urljoin(str(request.url), "/")), answer.status_code)
                self._accept(answer)
                media = answer.headers.get("Content-Type", "")
                while chunk := answer.raw.read1(65_536, decode_content=True):
                    body += chunk
                    if len(body) > _MOST_BYTES:
                        raise TryLater(f"{self._service} sent more than {_MOST_BYTES // 2**20} MB.")
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError):
            if not exchange.over:
                raise
        if exchange.over:
            raise TryLater(f"{self._service} took more than {self._total:g} s to answer.")
        return HttpAnswer(bytes(body), media)

    def _accept(self, answer: requests.Response) -> None:
        if answer.status_code >= 300:
            refused = self._refusal(answer)
            refused.charged = False
            raise refused

    def _refusal(self, answer: requests.Response) -> SpeechError:
        status = answer.status_code
        said = f"{self._service} answers {status} {answer.reason or ''}".rstrip() + "."
        if status in self._keys:
            return NotReady(said, hint="Check the key of this service.")
        if status in _CROWDED | _LATER or status >= 500:
            delay = retry_after(answer.headers.get("Retry-After"))
            return TryLater(said, delay=delay or None, crowded=status in _CROWDED)
        return Never(said)

    @cached_property
    def _session(self) -> requests.Session:
        import requests

        session = requests.Session()
        for scheme in ("https://", "http://"):
            adapter = requests.adapters.HTTPAdapter(pool_maxsize=_CONNECTIONS)
            _watch(adapter)
            session.mount(scheme, adapter)
        return session

    def _surroundings(self, url: str) -> dict[str, Any]:
        """Return proxies and root certificates that the environment names; certificates are always verified."""
        proxy = proxy_for(url, HTTP | _SOCKS if find_spec("socks") else HTTP)
        return {"proxies": {url.partition(":")[0]: proxy.url} if proxy else {}, "verify": certificates(), "cert": None}


def _plain(error: BaseException) -> str:
    """Return the innermost reason of a chain of network errors, as one short phrase."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    return str(error).rstrip(".")[:200] or type(error).__name__


def is_here(host: str) -> bool:
    """Tell whether `host` is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def fault(host: str, seconds: float) -> str | None:
    """Return why `host` cannot be reached over verified TLS; None if it answers. No text is sent."""
    return HttpClient(host, connect=seconds, total=seconds).fault(f"https://{host}/")
