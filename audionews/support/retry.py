"""Asking again: when, how often, and when to stop. Pure: clock, sleep and chance come from outside.

tenacity and stamina decide between attempts by decorators and know no wish of the other side (Retry-After); what is
left to write around them is this.
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
    """How long something is asked for again; all times in seconds."""

    attempts: int = 4
    """Attempts in all, the first included."""
    first: float = 1.0
    """Longest wait after the first attempt; it doubles with each further one."""
    longest: float = 30.0
    """Longest single wait, also where the other side wishes a longer one."""
    total: float = 90.0
    """No wait begins that would end later than this after the first attempt."""

    def wait(self, attempt: int, wish: float, chance: float) -> float:
        """Return the wait after failed attempt number `attempt` (from 1).

        Half of it is fixed and half is jitter (`chance` in 0 … 1), and it is never shorter than the other side's
        `wish` within `longest`.
        """
        backoff = min(self.longest, self.first * 2.0 ** min(attempt - 1, 60))
        return max(backoff * (0.5 + chance / 2), min(wish, self.longest))


@dataclass(frozen=True)
class Clock:
    """Time and chance, as the caller wants them."""

    now: Callable[[], float] = time.monotonic
    """Seconds from any beginning; never runs back."""
    sleep: Callable[[float], object] = time.sleep
    """Waits so many seconds, or raises to stop."""
    chance: Callable[[], float] = _random.random
    """A number from 0 to 1."""


def persist(
    work: Callable[[], T],
    wish: Callable[[Exception], float | None],
    patience: Patience,
    clock: Clock | None = None,
) -> T:
    """Return what `work()` returns, asking again while that makes sense.

    Args:
        work: the one thing to do.
        wish: for an error, the seconds after which the other side wishes to be asked again (0 where it wishes
            nothing), or None where it would never help.
        patience: how often and how long.
        clock: the real one where None.

    Raises:
        Exception: the last error of `work`, once it is final or patience has ended.
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
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); 0 where it says nothing."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
