"""Doing several things side by side, with the results in order."""

from __future__ import annotations

import contextlib
import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


def side_by_side(
    works: Sequence[Callable[[], T]], jobs: int, on_done: Callable[[int], None] = lambda _: None
) -> list[T]:
    """Return what each of `works` returns, in their order, at most `jobs` running at once.

    `on_done` is told in the caller's thread how many have ended. The threads are daemons: an interrupt leaves at
    once, and no half-done work keeps the program from ending.

    Raises:
        BaseException: the first one (in order) that a work raised, once all have ended.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    ended: queue.SimpleQueue[int] = queue.SimpleQueue()
    results: dict[int, T] = {}
    errors: dict[int, BaseException] = {}
    for number in range(len(works)):
        waiting.put(number)

    def labour() -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                number = waiting.get_nowait()
                try:
                    results[number] = works[number]()
                except BaseException as error:  # noqa: BLE001 - carried to the caller
                    errors[number] = error
                ended.put(number)

    for _ in range(min(jobs, len(works))):
        threading.Thread(target=labour, daemon=True).start()
    for count in range(1, len(works) + 1):
        while not _one_of(ended):
            pass
        on_done(count)
    if errors:
        raise errors[min(errors)]
    return [results[number] for number in range(len(works))]


def _one_of(ended: queue.SimpleQueue[int]) -> bool:
    """Wait a moment for something to end: Windows hears Ctrl-C only between waits that have an end."""
    try:
        ended.get(timeout=0.5)
    except queue.Empty:
        return False
    return True
