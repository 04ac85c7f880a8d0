"""Call several functions side by side, and return their results in order."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

T = TypeVar("T")
_LONGEST_WAIT = 0.5  # s; Windows hears Ctrl-C only between waits that have an end


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(
    works: Sequence[Callable[[], T]], jobs: int, on_done: Callable[[int], None] = lambda _: None
) -> list[T]:
    """Call each of `works`, at most `jobs` at once; return their results in the order of `works`.

    `on_done` is called in the caller's thread with the number of those that have ended. The threads are daemons: Ctrl-C
    takes effect at once, and unfinished calls do not keep the program from ending.

    Raises:
        BaseException: the first error (in the order of `works`), once all have ended.
    """
    results = in_lanes(works, [None] * len(works), jobs, on_done)
    return [results[number] for number in range(len(works))]


def in_lanes(
    works: Sequence[Callable[[], T]],
    lanes: Sequence[Hashable | None],
    jobs: int,
    on_done: Callable[[int], None] = lambda _: None,
    deadline: float | None = None,
) -> dict[int, T]:
    """Return what `works` return, by their index, as far as they end before the `deadline` (of `time.monotonic`).

    Works of one lane run one after the other, so that none keeps a thread waiting for another of its own; None is no
    lane. After the deadline none is begun, and those that run are left to themselves.

    Raises:
        BaseException: the first one (in order) that a work raised.
    """
    line = _Line(lanes)
    ended: queue.Queue[int] = queue.Queue()
    results: dict[int, T] = {}
    errors: dict[int, BaseException] = {}

    def labour() -> None:
        while (number := line.take()) is not None:
            try:
                results[number] = works[number]()
            except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
                errors[number] = error
            line.leave(number)
            ended.put(number)

    for _ in range(min(jobs, len(works))):
        threading.Thread(target=labour, daemon=True).start()
    count = 0
    while count < len(works) and (deadline is None or time.monotonic() < deadline):
        left = _LONGEST_WAIT if deadline is None else min(_LONGEST_WAIT, max(deadline - time.monotonic(), 0.0))
        with contextlib.suppress(queue.Empty):
            ended.get(timeout=left)
            count += 1
            on_done(count)
    line.close()
    if errors:
        raise errors[min(errors)]
    return dict(results)


class _Line:
    """Works that wait for a thread."""

    def __init__(self, lanes: Sequence[Hashable | None]) -> None:
        self._lanes, self._waiting = lanes, list(range(len(lanes)))
        self._taken: set[Hashable] = set()
        self._changed = threading.Condition()

    def take(self) -> int | None:
        """Return the first work whose lane is free, once there is one; None when no more wait."""
        with self._changed:
            while self._waiting:
                for number in self._waiting:
                    if self._lanes[number] is None or self._lanes[number] not in self._taken:
                        self._waiting.remove(number)
                        self._taken.add(self._lanes[number])
                        return number
                self._changed.wait()
        return None

    def leave(self, number: int) -> None:
        """Free the lane of a work that has ended."""
        with self._changed:
            self._taken.discard(self._lanes[number])
            self._changed.notify_all()

    def close(self) -> None:
        """Let nothing more be taken."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()
