"""The one way to the web: every page, feed and download passes here, politely, within limits, and nowhere private."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.cookiejar import DefaultCookiePolicy
from importlib import metadata
from typing import TYPE_CHECKING, Self, TypeVar

import httpx

from audionews.support import files
from audionews.support.errors import SourceError
from audionews.support.escape import public
from audionews.support.net.address import Resolve, is_public, resolve
from audionews.support.net.body import ENCODINGS, plain
from audionews.support.net.failures import RefusedError, SilentError, judge, plainly, wish
from audionews.support.net.http_cache import LONGEST_FRESH, Answer, Cache, lifetime
from audionews.support.net.http_messages import answer_of, conditions, content_of, media_of, onward, web_url
from audionews.support.net.reservations import of_ai
from audionews.support.net.robots import Site
from audionews.support.net.transport import Transport
from audionews.support.retry import Clock, Patience, persist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from audionews.support.store import Store

_LOG = logging.getLogger("audionews.support.net")

T = TypeVar("T")
NAME = "audionews"
MOST_BYTES = 5_000_000
"""Largest page or feed, before and after decompression."""
_MOST_RULES = 512_000  # RFC 9309, section 2.5: at least 500 KiB of a robots.txt are to be read
_MOST_HOPS = 6
_NO_HEADERS: Mapping[str, str] = {}
_NO_LIMITS: Mapping[str, int] = {}
_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True)
class Reach:
    """How far, how long and how fast the fetcher goes; times in seconds."""

    allow_private: bool = False
    """Also loopback and private addresses."""
    offline: bool = False
    """Only what the cache holds."""
    cache: Store | None = None
    """Where answers are kept for the next run; None keeps nothing."""
    pause: float = 0.5
    """Least pause between two requests to a public site; a longer Crawl-delay is honoured."""
    connect: float = 8.0
    """Longest wait for a connection."""
    read: float = 12.0
    """Longest wait for the next piece."""
    exchange: float = 30.0
    """Longest whole exchange, however steadily it drips."""
    patience: Patience = field(default=Patience(attempts=3, total=45.0))
    """How often a site that fails is asked again."""


class Fetcher:
    """Fetches over http and https for any number of threads at once."""

    def __init__(
        self,
        reach: Reach | None = None,
        *,
        resolve: Resolve = resolve,
        clock: Clock | None = None,
        today: Callable[[], float] = time.time,
    ) -> None:
        """Take the limits, and from tests a resolver, a clock and the time in seconds since 1970."""
        self._reach, self._clock, self._today = reach or Reach(), clock or Clock(), today
        self._resolve = resolve
        self._cache = Cache(self._reach.cache)
        self._sites: dict[str, Site] = {}
        self._lock = threading.Lock()
        self._client = self._connected()
        self._is_stopped = False
        self.requests = 0
        """Requests sent so far, those for robots.txt included."""

    def __enter__(self) -> Self:
        """Open it for a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what it holds."""
        self._client.close()

    def fetch(self, url: str, *, most: int = MOST_BYTES, most_of: Mapping[str, int] = _NO_LIMITS) -> Answer:
        """Return what is at `url`, from the cache where the site says that it still holds.

        Args:
            url: http or https.
            most: bytes of the largest answer, before and after decompression.
            most_of: the same for some media types.

        Raises:
            SourceError: it is not to be had; the sentence says why.
            UsageError: the environment's proxy or certificates cannot be used.
        """
        held = self._cache.find(url)
        if held and self._may_use(held):
            return held
        site = self._site(web_url(url))
        site.check()
        try:
            answer = self._persistently(lambda: self._received(url, held, most, most_of))
        except SilentError:
            site.silent()
            raise
        site.spoke()
        return answer

    def reservation(self, url: str) -> str:
        """Return what of the site of `url` reserves its texts from mining (robots.txt, ai.txt); nothing if none does.

        Its ai.txt is asked for once, and not again where that fails.
        """
        here = web_url(url)
        site = self._site(here)
        if site.reserved or self._reach.offline:
            return site.reserved
        rules = str(here.copy_with(raw_path=b"/ai.txt"))
        with contextlib.suppress(SourceError):
            held = self._cache.find(rules)
            answer = held if held and self._may_use(held) else self._received(rules, held, _MOST_RULES)
            if "html" not in answer.media:
                site.reserved = of_ai(answer.content.decode("utf-8", "replace"))
        return site.reserved

    def stop(self) -> None:
        """Ask for nothing more, whichever thread wishes it."""
        self._is_stopped = True

    def _may_use(self, held: Answer) -> bool:
        """Tell whether a kept answer does without asking; one of home only for who may go there."""
        left = held.until - self._today()  # more than was ever granted: the clock was ahead when it was kept
        allowed = self._reach.allow_private or not held.private
        return allowed and (self._reach.offline or 0 < left <= LONGEST_FRESH)

    def download(self, url: str, target: Path, *, digest: str | None, most: int) -> str:
        """Put what is at `url` at `target`, if its SHA-256 (lower-case hexadecimal) is `digest`, and return that.

        With a digest of None, whatever comes is taken.

        Raises:
            SourceError: it is not to be had, larger than `most` bytes, or something else.
            StorageError: it cannot be written.
        """
        return self._persistently(lambda: self._written(url, target, digest, most))

    def piece(self, url: str, first: int, after: int, *, most: int) -> bytes:
        """Return bytes `first` up to `after` of what is at `url`; all of it (at most `most`) from who knows no ranges.

        Raises:
            SourceError: they are not to be had.
        """
        ranged = {"Range": f"bytes={first}-{after - 1}", "Accept-Encoding": "identity"}  # RFC 9110, section 14.2

        def ask() -> bytes:
            with self._answered(url, ruled=False, headers=ranged) as (_, response):
                return content_of(response, most, partial=True)

        return self._persistently(ask)

    def _persistently(self, work: Callable[[], T]) -> T:
        if self._reach.offline:
            raise SourceError("It is not in the cache, and --offline forbids to fetch it.")
        return persist(work, wish, self._reach.patience, self._clock)

    def _received(
        self,
        url: str,
        held: Answer | None,
        most: int,
        most_of: Mapping[str, int] = _NO_LIMITS,
        *,
        ruled: bool = True,
    ) -> Answer:
        with self._answered(url, held, ruled=ruled) as (final, response):
            kept = lifetime(response.headers.get("cache-control", ""))
            until = self._today() + (kept or 0.0)
            if response.status_code == 304 and held is not None:
                answer = replace(held, until=until)
            else:
                content = content_of(response, most_of.get(media_of(response), most))
                answer = answer_of(url, final, response, content, until)
                answer = replace(answer, private=not self._is_public(final))
        if kept is not None and (answer.etag or answer.modified or kept) and answer != held:
            self._cache.keep(answer)
        return answer

    def _written(self, url: str, target: Path, digest: str | None, most: int) -> str:
        seen = sha256()
        with self._answered(url, ruled=False) as (_, response), files.writing(target) as file:
            judge(response)
            for piece in plain(response.iter_raw(), response.headers.get("content-encoding", ""), most):
                seen.update(piece)
                file.write(piece)
            if digest not in {None, seen.hexdigest()}:
                raise SourceError(f"What came from {url} is not what it should be (SHA-256 {seen.hexdigest()}).")
        return seen.hexdigest()

    @contextlib.contextmanager
    def _answered(
        self,
        url: str,
        held: Answer | None = None,
        *,
        ruled: bool = True,
        headers: Mapping[str, str] = _NO_HEADERS,
    ) -> Iterator[tuple[httpx.URL, httpx.Response]]:
        """Yield the address and the answer at the end of all redirects; each hop is vetted as the first."""
        here, cookies = web_url(url), httpx.Cookies()  # a jar for this one exchange: nobody is known again
        for _ in range(_MOST_HOPS):
            if ruled:
                self._permit(here)
            with self._asked(here, held, headers, cookies) as response:
                if response.status_code not in _REDIRECTS:
                    yield here, response
                    return
                cookies.extract_cookies(response)
                before, here = here, onward(here, response)
                if not ruled and (before.scheme, here.scheme) == ("https", "http"):
                    raise SourceError("It is redirected from https to http, which a download does not follow.")
        wall = " The site wants cookies that are kept." if cookies else ""
        raise SourceError(f"It is redirected again and again.{wall}")

    @contextlib.contextmanager
    def _asked(
        self, url: httpx.URL, held: Answer | None, more: Mapping[str, str], cookies: httpx.Cookies
    ) -> Iterator[httpx.Response]:
        headers = {**more, **(conditions(held) if held and held.final == str(url) else {})}
        with self._site(url).turn(), plainly():
            if self._is_stopped:
                raise SourceError("It was not fetched: the time for it is over.")
            with self._lock:
                self.requests += 1
            request = self._client.build_request("GET", url, headers=headers)
            cookies.set_cookie_header(request)
            response = self._client.send(request, stream=True)
            _LOG.debug("GET %s: %d", public(str(url)), response.status_code)
            try:
                yield response
            finally:
                response.close()

    def _permit(self, url: httpx.URL) -> None:
        rules = url.copy_with(raw_path=b"/robots.txt", fragment=None)

        def read() -> bytes:
            try:
                return self._persistently(lambda: self._received(str(rules), None, _MOST_RULES, ruled=False)).content
            except RefusedError:
                return b""  # RFC 9309, section 2.3.1.3: unavailable means that all is allowed

        self._site(url).permit(str(url), NAME, read)

    def _site(self, url: httpx.URL) -> Site:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            known = self._sites.get(origin)
        pause = self._reach.pause if known is None and self._is_public(url) else 0.0
        with self._lock:
            return self._sites.setdefault(origin, known or Site(pause, self._clock))

    def _is_public(self, url: httpx.URL) -> bool:
        if not self._reach.allow_private:
            return True
        with contextlib.suppress(OSError, UnicodeError):
            return all(map(is_public, self._resolve(url.host, url.port or 443)))
        return True

    def _connected(self) -> httpx.Client:
        reach = self._reach
        client = httpx.Client(
            transport=Transport(
                self._resolve, self._clock.now, allow_private=reach.allow_private, seconds=reach.exchange
            ),
            headers={
                "User-Agent": f"{NAME}/{_version()} (reads Bengali news aloud to the person who asked for it)",
                "Accept": _ACCEPT,
                "Accept-Encoding": ENCODINGS,
                "Accept-Language": "bn, en;q=0.5",
                "Connection": "close",
            },
            timeout=httpx.Timeout(reach.read, connect=reach.connect),
            trust_env=False,  # the transport reads the environment
        )
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        return client


def _version() -> str:
    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return "0"
