"""How many requests may run at once: fewer when the service asks for it, more again while it answers."""

from __future__ import annotations


class Limiter:
    """Additive increase, multiplicative decrease (Chiu and Jain 1989), as TCP does it; begins at its most."""

    def __init__(self, most: int) -> None:
        self._most = self._limit = float(max(1, most))
        self._lowered = float("-inf")

    @property
    def allowed(self) -> int:
        """Return how many requests may run at once."""
        return int(self._limit)

    def succeeded(self) -> None:
        """Raise the limit: by one for as many successes as it allows at once."""
        self._limit = min(self._most, self._limit + 1 / self._limit)

    def refused(self, begun: float, now: float) -> bool:
        """Halve the limit for a request begun at `begun`; return whether that was done.

        A burst of refusals halves it once: requests that ran before the last time it was halved say nothing new.
        """
        if begun < self._lowered:
            return False
        self._limit = max(1.0, self._limit / 2)
        self._lowered = now
        return True
