"""Reaching a host that has several addresses: the next one is tried before the last has given up (RFC 8305).

httpcore tries them one after the other, each for the whole time-out; anyio's way needs an event loop.
"""

from __future__ import annotations

import ipaddress
import queue
import threading
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

C = TypeVar("C")
HEAD_START = 0.25
"""Seconds after which the next address is tried too (RFC 8305, section 5)."""


def interleaved(addresses: Sequence[str]) -> list[str]:
    """Return the addresses with those of the two families by turns, beginning with that of the first one."""
    first = [one for one in addresses if _family(one) == _family(addresses[0])]
    others = [one for one in addresses if one not in first]
    return [one for one in chain(*zip_longest(first, others)) if one is not None]


def _family(address: str) -> int:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).version
    except ValueError:
        return 0


def first_to_answer(
    addresses: Sequence[str], connect: Callable[[str], C], close: Callable[[C], None], head_start: float = HEAD_START
) -> tuple[str, C]:
    """Return the first address that `connect` reaches, and the connection; later ones are closed.

    Raises:
        OSError: there is no address.
        Exception: what the last address raised, where all do.
    """
    if len(addresses) == 1:
        return addresses[0], connect(addresses[0])
    race, waiting = _Race(connect, close), list(addresses)
    failure: Exception = OSError("it has no address")
    while waiting or race.running:
        if waiting:
            race.start(waiting.pop(0))
        result = race.result(head_start if waiting else None)
        if isinstance(result, tuple):
            return result
        failure = result or failure
    raise failure


class _Race(Generic[C]):
    """Attempts that run side by side, of which one wins."""

    def __init__(self, connect: Callable[[str], C], close: Callable[[C], None]) -> None:
        self._connect, self._close = connect, close
        self._ended: queue.Queue[tuple[str, C] | Exception] = queue.Queue()
        self._lock, self._is_won = threading.Lock(), False
        self.running = 0

    def start(self, address: str) -> None:
        threading.Thread(target=self._attempt, args=(address,), daemon=True).start()
        self.running += 1

    def result(self, seconds: float | None) -> tuple[str, C] | Exception | None:
        """Return the winner, or how the next attempt failed, or None where that takes more than `seconds`."""
        try:
            result = self._ended.get(timeout=seconds)
        except queue.Empty:
            return None
        self.running -= 1
        return result

    def _attempt(self, address: str) -> None:
        try:
            made = self._connect(address)
        except Exception as error:  # noqa: BLE001 - carried to the caller
            self._ended.put(error)
            return
        with self._lock:
            is_late, self._is_won = self._is_won, True
        if is_late:
            self._close(made)
        else:
            self._ended.put((address, made))
