"""The way to a speech service over HTTP: verified TLS, kept-alive connections, and no wait without an end.

Proxies and root certificates are those the environment names: HTTPS_PROXY, NO_PROXY, REQUESTS_CA_BUNDLE, SSL_CERT_FILE.
"""

from __future__ import annotations

import logging
import time
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from audionews.support.errors import Never, NotReady, SourceError, TryLater, UsageError
from audionews.support.escape import public
from audionews.support.net.surroundings import HTTP, certificates, proxy_for
from audionews.support.retry import retry_after

if TYPE_CHECKING:
    import requests

_LOG = logging.getLogger("audionews.engines")

_CROWDED = {429, 503}
_LATER = {302, 403, 408, 409, 425}
"""Status codes after which another attempt may succeed: services also redirect or refuse when asked too often."""
_KEY = {401, 402}
_MOST_BYTES = 64 * 2**20
_CONNECTIONS = 32
_SOCKS = frozenset({"socks4", "socks4a", "socks5", "socks5h"})  # requests knows them where PySocks is installed


class HttpClient:
    """A line to one service, shared by threads; `connect` and `total` are time-outs in seconds."""

    def __init__(self, service: str, *, connect: float, total: float) -> None:
        self._service, self._connect, self._total = service, connect, total

    def send(self, request: requests.PreparedRequest) -> bytes:
        """Send `request` and return the body of the answer.

        Raises:
            TryLater: no connection, no whole answer in time, too many requests, or a server error.
            Never: the service refuses the text.
            NotReady: the service refuses the key, or the proxy or certificates that are set cannot be used.
        """
        import requests
        import urllib3

        try:
            return self._exchange(request)
        except (SourceError, UsageError) as error:
            raise NotReady(f"{self._service} cannot be reached: {error}", hint=error.hint) from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise TryLater(f"{self._service} cannot be reached: {_plain(error)}.") from error

    def fault(self, url: str) -> str | None:
        """Return why nothing answers at `url`; None if something does."""
        import requests

        timeouts = (self._connect, self._total)
        try:
            asked = requests.Request("HEAD", url).prepare()
            self._session.send(asked, timeout=timeouts, allow_redirects=False, **self._surroundings(url)).close()
        except (requests.RequestException, OSError, SourceError, UsageError) as error:
            return _plain(error)
        return None

    def _exchange(self, request: requests.PreparedRequest) -> bytes:
        deadline = time.monotonic() + self._total
        settings = self._surroundings(str(request.url))
        timeouts = (self._connect, self._total)
        with self._session.send(request, stream=True, timeout=timeouts, allow_redirects=False, **settings) as answer:
            _LOG.debug("%s %s: %d", request.method, public(str(request.url)), answer.status_code)
            self._accept(answer)
            body = bytearray()
            # read1 returns with whatever has come, so that a slow drip meets the deadline too.
            while chunk := answer.raw.read1(65_536, decode_content=True):
                body += chunk
                if time.monotonic() > deadline:
                    raise TryLater(f"{self._service} took more than {self._total:g} s to answer.")
                if len(body) > _MOST_BYTES:
                    raise TryLater(f"{self._service} sent more than {_MOST_BYTES // 2**20} MB.")
        return bytes(body)

    def _accept(self, answer: requests.Response) -> None:
        status = answer.status_code
        if status < 300:
            return
        said = f"{self._service} answers {status} {answer.reason or ''}".rstrip() + "."
        if status in _KEY:
            raise NotReady(said, hint="Check the key of this service.")
        if status in _CROWDED | _LATER or status >= 500:
            delay = retry_after(answer.headers.get("Retry-After"))
            raise TryLater(said, delay=delay or None, crowded=status in _CROWDED)
        raise Never(said)

    @cached_property
    def _session(self) -> requests.Session:
        import requests

        session = requests.Session()
        for scheme in ("https://", "http://"):
            session.mount(scheme, requests.adapters.HTTPAdapter(pool_maxsize=_CONNECTIONS))
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


def fault(host: str, seconds: float) -> str | None:
    """Return why `host` cannot be reached over verified TLS; None if it answers. No text is sent."""
    return HttpClient(host, connect=seconds, total=seconds).fault(f"https://{host}/")
