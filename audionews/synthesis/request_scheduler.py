"""Decide which request to an engine runs next, and when to give the engine up; with a clock and without threads.

Requests run in their order, as many at once as the concurrency limit allows. One that failed waits, and is then tried
again before those behind it. The engine is given up when no request at all has succeeded for some time, or when the run
takes too long; a few failures in a row are not enough: even where four requests in ten fail, every sentence is spoken
in the end.
"""

from __future__ import annotations

import heapq
import sys
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from audionews.support.errors import AudioError, NotReady, SpeechError, TryLater
from audionews.support.retry import Clock, Patience

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

T = TypeVar("T", bound="Hashable")
_LEAST, _FIRST = 24, 12
"""Fewest failures in a row before an engine can be given up: after a success, and where no request ever succeeded.

Fewer may be chance: where 45 requests in 100 fail, one episode in thirty meets 12 failures in a row, and none 24.
"""
_REFUSED = 6
"""Refusals ("too many requests") in a row that are enough as well: after the waits asked for, failures are few."""
_STUCK = 2
"""Requests to an engine on this machine that never returned, after which no more threads are given to it."""
_MINUTE = 60.0
_TICK = 0.2
"""Longest wait in seconds before time-outs are checked again and Ctrl-C is noticed."""


@dataclass(frozen=True)
class Policy:
    """How long to go on trying; all times in seconds."""

    patience: Patience = field(
        default_factory=lambda: Patience(attempts=sys.maxsize, first=0.5, longest=4.0, total=120.0)
    )
    """Waits between attempts at one request: limited by time, not by number; short, since `drought` ends the run."""
    wish: float = 10.0
    """Longest wait that a service's answer can ask for; longer ones are shortened to it."""
    drought: float = 15.0
    """Give up after this long without any success."""
    start: float = 5.0
    """Give up after this long if no request has ever succeeded: most likely there is no network."""
    slow: float = 3.0
    """A request to a network engine that has run for longer no longer counts against the concurrency limit."""
    silence: float = 60.0
    """A request to a network engine that has run for longer has failed."""
    stuck: float = 300.0
    """The same for an engine on this machine; it is given up when that has happened twice."""
    run: float = 300.0
    """Give a network engine up after this long for all requests together, plus `each` for each of them."""
    each: float = 5.0
    """Time added to `run` for each request; more where the engine takes few a minute."""


class ConcurrencyLimit:
    """How many requests may run at once: additive increase, multiplicative decrease (Chiu and Jain 1989), as in TCP.

    It begins at its highest value.
    """

    def __init__(self, most: int) -> None:
        self._most = self._limit = float(max(1, most))
        self._lowered = float("-inf")

    @property
    def allowed(self) -> int:
        """The number of requests that may run at once."""
        return int(self._limit)

    def succeeded(self) -> None:
        """Raise the limit a little: by one after as many successes as it allows requests at once."""
        self._limit = min(self._most, self._limit + 1 / self._limit)

    def refused(self, begun: float, now: float) -> bool:
        """Halve the limit, unless the refused request began (at `begun`) before it was last halved.

        So a burst of refusals halves it only once. Return whether it was halved.
        """
        if begun < self._lowered:
            return False
        self._limit = max(1.0, self._limit / 2)
        self._lowered = now
        return True


class RequestScheduler(Generic[T]):
    """The requests to one engine, until each has succeeded or failed for good, or the engine is given up."""

    def __init__(
        self,
        requests: Iterable[T],
        policy: Policy,
        most: int,
        clock: Clock,
        *,
        network: bool,
        minute: int | None = None,
    ) -> None:
        """Begin with `requests`, at most `most` of them at once and `minute` in any minute (None: no limit)."""
        self._policy, self._clock, self._network = policy, clock, network
        self._minute = minute
        self._begins: deque[float] = deque(maxlen=minute or 1)
        self._ready = list(enumerate(requests))
        self._number = {request: number for number, request in self._ready}
        self._later: list[tuple[float, int, T]] = []
        self._running: dict[T, float] = {}
        self._attempts: dict[T, int] = {}
        self._first: dict[T, float] = {}
        self._most = max(1, most)
        self._limiter = ConcurrencyLimit(most)
        self._begun = self._success = clock.now()
        each = max(policy.each, _MINUTE / minute) if minute else policy.each
        self._end = self._begun + policy.run + each * len(self._ready)
        self._any = False
        self._failures = self._refusals = self._refused = self._stuck = 0
        self._closed_until = self._begun
        self._last = TryLater("It does not answer.")
        self._broken: NotReady | None = None

    @property
    def idle(self) -> bool:
        """Whether no request waits or runs."""
        return not (self._ready or self._later or self._running)

    def take(self) -> tuple[T, int] | None:
        """Take the next request that may run now; return it with the number of this attempt, None if all must wait."""
        now = self._clock.now()
        while self._later and self._later[0][0] <= now:
            _, number, request = heapq.heappop(self._later)
            heapq.heappush(self._ready, (number, request))
        if not self._ready or now < max(self._closed_until, self._paced_until) or not self._room(now):
            return None
        _, request = heapq.heappop(self._ready)
        self._running[request] = now
        self._begins.append(now)
        self._first.setdefault(request, now)
        self._attempts[request] = self._attempts.get(request, 0) + 1
        return request, self._attempts[request]

    def wait(self) -> float:
        """Return after how many seconds to call `take` again, if no request ends before."""
        now = self._clock.now()
        waits = [self._later[0][0] - now] if self._later else []
        waits += [until - now for until in (self._closed_until, self._paced_until) if until > now]
        return max(0.001, min([_TICK, *waits]))

    def runs(self, request: T, attempt: int) -> bool:
        """Tell whether this attempt still counts: the request has neither ended nor been tried again since."""
        return request in self._running and self._attempts[request] == attempt

    def spoke(self, request: T) -> None:
        """Note that `request` succeeded."""
        self._limiter.succeeded()
        self._success, self._any = self._clock.now(), True
        self._closed_until = self._success
        self._failures = self._refusals = self._refused = 0
        del self._running[request]

    def failed(self, request: T, error: Exception) -> bool:
        """Note that `request` failed; return whether it will be asked again."""
        begun = self._running.pop(request)
        if isinstance(error, NotReady):
            self._broken = error
        if not isinstance(error, TryLater | AudioError):
            return False
        now = self._clock.now()
        self._failures += 1
        self._last = error if isinstance(error, TryLater) else TryLater(str(error), hint=error.hint)
        wish = getattr(error, "delay", None) or 0.0
        crowded = getattr(error, "crowded", False)
        self._refused = self._refused + 1 if crowded else 0
        if crowded:
            self._crowded(begun, now, wish)
        elif self._failures % (2 * self._limiter.allowed) == 0:
            self._close(now, self._failures // (2 * self._limiter.allowed), 0.0)
        wait = self._wait(self._attempts[request], wish)
        if now + wait > self._first[request] + self._policy.patience.total:
            return False
        heapq.heappush(self._later, (now + wait, self._number[request], request))
        return True

    def forget(self, requests: Iterable[T]) -> None:
        """Drop `requests` that wait: another piece of their sentence has failed for good."""
        gone = set(requests)
        self._ready = [entry for entry in self._ready if entry[1] not in gone]
        self._later = [entry for entry in self._later if entry[2] not in gone]
        heapq.heapify(self._ready)
        heapq.heapify(self._later)

    def overdue(self) -> list[T]:
        """Return the requests that have run for longer than the engine may take."""
        most = self._policy.silence if self._network else self._policy.stuck
        late = [request for request, begun in self._running.items() if self._clock.now() - begun > most]
        self._stuck += 0 if self._network else len(late)
        return late

    def given_up(self) -> SpeechError | None:
        """Return the error for which the engine should be given up; None while it should not."""
        if self._broken:
            return self._broken
        now = self._clock.now()
        enough = self._failures >= (_LEAST if self._any else _FIRST) or self._refused >= _REFUSED
        limit = self._policy.drought if self._any else self._policy.start
        drought = enough and now - self._success >= limit
        too_long = self._network and now > self._end and not self.idle
        return self._last if drought or too_long or self._stuck >= _STUCK else None

    @property
    def _paced_until(self) -> float:
        """When the next request may begin, so that no minute sees more than the engine takes."""
        full = self._minute is not None and len(self._begins) == self._minute
        return self._begins[0] + _MINUTE if full else self._begun

    def _room(self, now: float) -> bool:
        """Tell whether one more request may run; those that have run for long do not count: they block nothing."""
        lively = sum(not self._network or now - begun < self._policy.slow for begun in self._running.values())
        return lively < self._limiter.allowed and len(self._running) < self._most

    def _crowded(self, begun: float, now: float, wish: float) -> None:
        """Lower the limit; from the second round of refusals without a success on, pause all requests for a while."""
        if not self._limiter.refused(begun, now):
            return
        self._refusals += 1
        if self._refusals > 1:
            self._close(now, self._refusals, wish)

    def _close(self, now: float, rounds: int, wish: float) -> None:
        """Pause all requests, for longer the more `rounds` brought no success."""
        self._closed_until = max(self._closed_until, now + self._wait(rounds, wish))

    def _wait(self, attempt: int, wish: float) -> float:
        return max(self._policy.patience.wait(attempt, 0.0, self._clock.chance()), min(wish, self._policy.wish))
