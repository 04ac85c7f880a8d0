"""Who may ask, how much and how often: keys, sizes, rates."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.support.errors import AudionewsError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 256 * 1024
"""Largest body of a request."""
MOST_CHARACTERS = 20_000
"""Longest text: half an hour of sound."""
PATIENCE = 20.0
"""Seconds in which the body of a request must have come."""
_CLIENTS = 1000  # addresses that are remembered


class Refused(AudionewsError):  # noqa: N818 - it is the answer, not a fault
    """A request is not done; `status` is HTTP's, `code` what OpenAI's clients know it by."""

    def __init__(self, status: int, message: str, code: str, *, param: str | None = None, wait: int = 0) -> None:
        super().__init__(message)
        self.status, self.code, self.param, self.wait = status, code, param, wait


@dataclass
class Gate:
    """Lets requests through."""

    key: str | None = None
    """What every client must bring; None where none is asked for."""
    a_minute: int = 240
    """Requests of one client address in a minute, at most."""
    at_once: int = 8
    """Texts that are spoken at once; further ones are told to come again."""
    clock: Callable[[], float] = time.monotonic
    """Tells the time, in seconds."""
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _busy: int = 0

    def let_in(self, client: str, authorization: str) -> None:
        """Let a request in, by its client's address and its header.

        Raises:
            Refused: it has not the key, or comes too often.
        """
        given = authorization.removeprefix("Bearer ").strip()
        if self.key is not None and not secrets.compare_digest(given.encode(), self.key.encode()):
            raise Refused(401, "Incorrect API key provided.", "invalid_api_key")
        now = self.clock()
        with self._lock:
            left, seen = self._left.pop(client, (float(self.a_minute), now))
            left = min(float(self.a_minute), left + (now - seen) * self.a_minute / 60)
            if len(self._left) >= _CLIENTS:
                self._left.pop(next(iter(self._left)))
            self._left[client] = (left - 1 if left >= 1 else left, now)
        if left < 1:
            raise Refused(429, f"More than {self.a_minute} requests a minute.", "rate_limit_exceeded", wait=1)

    def begin(self) -> None:
        """Take a place among those that are served at once; `end` gives it back.

        Raises:
            Refused: all are taken.
        """
        with self._lock:
            if self._busy >= self.at_once:
                raise Refused(429, f"{self.at_once} texts are being spoken.", "rate_limit_exceeded", wait=2)
            self._busy += 1

    def end(self) -> None:
        """Give a place back."""
        with self._lock:
            self._busy -= 1
