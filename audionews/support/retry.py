"""Retry: after which wait, how often, and when to stop. Clock, sleep and chance are parameters, for tests.

tenacity and stamina decorate functions and do not know the wait that the other side asks for (Retry-After); the code
needed around them would be no shorter than this module.
"""

from __future__ import annotations

import random as _random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How long to go on retrying; all times in seconds."""

    attempts: int = 4
    """Number of attempts, the first included."""
    first: float = 1.0
    """Longest wait after the first attempt; it doubles with each further attempt."""
    longest: float = 30.0
    """Longest single wait, also where the other side asks for a longer one."""
    total: float = 90.0
    """Stop rather than begin a wait that would end later than this after the first attempt."""

    def wait(self, attempt: int, wish: float, chance: float) -> float:
        """Return the wait, in seconds, after failed attempt number `attempt` (counted from 1).

        Half of it is fixed and half is random (`chance` is 0 … 1). It is at least `wish`, the wait that the other side
        asked for, and at most `longest`.
        """
        backoff = min(self.longest, self.first * 2.0 ** min(attempt - 1, 60))
        return max(backoff * (0.5 + chance / 2), min(wish, self.longest))


@dataclass(frozen=True)
class Clock:
    """Time, sleep and chance; tests replace them."""

    now: Callable[[], float] = time.monotonic
    """Returns seconds since any fixed moment; never decreases."""
    sleep: Callable[[float], object] = time.sleep
    """Waits for a number of seconds; may raise, to stop the retries."""
    chance: Callable[[], float] = _random.random
    """Returns a random number from 0 to 1."""


def persist(
    work: Callable[[], T],
    wish: Callable[[Exception], float | None],
    patience: Patience,
    clock: Clock | None = None,
) -> T:
    """Call `work()` until it succeeds, and return its result.

    Args:
        work: the function to call.
        wish: is called with an error of `work`; returns the seconds that the other side asked to wait (0 if it did
            not ask), or None if no further attempt can help.
        patience: how often and how long to try.
        clock: time, sleep and chance; None for the real ones.

    Raises:
        Exception: the last error of `work`, if no further attempt can help or `patience` is exhausted.
    """
    clock = clock or Clock()
    begun, attempt = clock.now(), 0
    while True:
        attempt += 1
        try:
            return work()
        except Exception as error:
            wished = wish(error)
            if wished is None or attempt >= patience.attempts:
                raise
            wait = patience.wait(attempt, wished, clock.chance())
            if clock.now() - begun + wait > patience.total:
                raise
        clock.sleep(wait)


def retry_after(value: str | None, now: datetime | None = None) -> float:
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); 0 without one it can read."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
