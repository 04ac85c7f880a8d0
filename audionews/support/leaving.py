"""What is to be tidied when the program ends, also where it ends at once because threads still wait for somebody."""

from __future__ import annotations

import atexit
import contextlib
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_works: dict[int, Callable[[], object]] = {}
_lock = threading.RLock()
_over = threading.Event()


def entered(context: contextlib.AbstractContextManager[T]) -> T:
    """Enter a context that is left when the program ends; return what it gives."""
    made = context.__enter__()
    at_end(lambda: context.__exit__(None, None, None))
    return made


@contextlib.contextmanager
def begun() -> Iterator[None]:
    """Let the program not end in this block, in which something begins that `at_end` is told of.

    Where it ends already, a thread that would begin something waits for that end instead: threads go on until the
    last moment, and what they began then would stay.
    """
    with _lock:
        late = _over.is_set() and threading.current_thread() is not threading.main_thread()
        if not late:
            yield
    if late:
        threading.Event().wait()


def at_end(work: Callable[[], object]) -> None:
    """Have `work` done when the program ends."""
    with _lock:
        if not _works:
            atexit.register(tidy)
        _works[id(work)] = work


def forget(work: Callable[[], object]) -> None:
    """Take back what `at_end` asked for."""
    with _lock:
        _works.pop(id(work), None)


def tidy() -> None:
    """Do all that is to be done at the end, the last first; nothing keeps the rest from being done."""
    with _lock:
        _over.set()
    while _works:
        with contextlib.suppress(KeyError, Exception):
            _works.popitem()[1]()
