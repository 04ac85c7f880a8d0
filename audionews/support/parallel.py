"""Doing several things side by side, with the results in order."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


def side_by_side(works: Sequence[Callable[[], T]], jobs: int) -> list[T]:
    """Return what each of `works` returns, in their order, at most `jobs` running at once.

    The threads are daemons: an interrupt leaves at once, and no half-done work keeps the program from ending.

    Raises:
        BaseException: the first one (in order) that a work raised, once all have ended.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[int, T | None, BaseException | None]] = queue.SimpleQueue()
    for number in range(len(works)):
        waiting.put(number)

    def labour() -> None:
        while True:
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                done.put((number, works[number](), None))
            except BaseException as error:  # noqa: BLE001 - carried to the caller
                done.put((number, None, error))

    for _ in range(min(jobs, len(works))):
        threading.Thread(target=labour, daemon=True).start()
    ended = sorted((done.get() for _ in works), key=lambda one: one[0])
    for _, _, error in ended:
        if error is not None:
            raise error
    return [result for _, result, _ in ended]  # type: ignore[misc]  # None stands only beside an error
