"""Manners towards a site: what its robots.txt allows, and one request at a time with a pause between."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from audionews.support.errors import SourceError
from audionews.support.net.reservations import of_robots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from protego import Protego

    from audionews.support.retry import Clock

_MOST_SILENCES = 2
_LONGEST_PAUSE = 10.0  # s; a Crawl-delay of minutes is meant for crawlers of whole sites


class Site:
    """One origin (scheme, host, port): its rules and its queue."""

    def __init__(self, pause: float, clock: Clock) -> None:
        """Take the pause between two requests in seconds, and the clock to measure it."""
        self._pause, self._clock = pause, clock
        self._turn, self._asking = threading.Lock(), threading.Lock()
        self._next = clock.now()
        self._rules: Protego | None = None
        self._failure: SourceError | None = None
        self._silences = 0
        self.reserved = ""
        """What of it reserves its texts from text and data mining, once its rules are known."""

    def check(self) -> None:
        """Pass if there is hope for an answer.

        Raises:
            SourceError: it has not answered twice in a row.
        """
        if self._silences >= _MOST_SILENCES:
            raise SourceError(f"The site did not answer {_MOST_SILENCES} times; it is not asked again in this run.")

    def silent(self) -> None:
        """Note that it did not answer in time, however often it was asked."""
        self._silences += 1

    def spoke(self) -> None:
        """Note that it answered."""
        self._silences = 0

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until it is this thread's turn to ask the site something."""
        with self._turn:
            wait = self._next - self._clock.now()
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                self._next = self._clock.now() + self._pause

    def permit(self, url: str, agent: str, read: Callable[[], bytes]) -> None:
        """Pass if the site lets `agent` fetch `url`; `read` fetches its robots.txt, once.

        As RFC 9309, section 2.3.1: no file allows all, a file that cannot be had now allows nothing.

        Raises:
            SourceError: it does not.
        """
        with self._asking:
            if self._rules is None and self._failure is None:
                self._learn(agent, read)
        if self._failure is not None:
            raise SourceError(str(self._failure), hint=self._failure.hint)
        if self._rules is not None and not self._rules.can_fetch(url, agent):
            raise SourceError("The site's robots.txt does not allow programs to read it.")

    def _learn(self, agent: str, read: Callable[[], bytes]) -> None:
        from protego import Protego

        try:
            text = read().decode("utf-8", "replace")
        except SourceError as error:
            self._failure = error
            return
        rules = self._rules = Protego.parse(text)
        self.reserved = of_robots(text, lambda other: rules.can_fetch("/", other) or not rules.can_fetch("/", agent))
        self._pause = max(self._pause, min(self._rules.crawl_delay(agent) or 0.0, _LONGEST_PAUSE))
