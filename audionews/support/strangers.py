"""Call what others wrote: it may raise anything, end the program or never return, and must cost itself alone."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from audionews.support.errors import AudionewsError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds for a call that should answer at once: an import of a large library on a small machine takes ten."""


class StrangerError(Exception):
    """A stranger's code broke, or did not return; the message says how."""


def ask(work: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Return what `work` returns. It runs in a thread of its own, which is left to itself when its time is over.

    Raises:
        AudionewsError: as `work`, on purpose.
        StrangerError: it raised anything else, ended its thread, or took more than `seconds`.
    """
    found: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - also SystemExit, which would end the thread without a word
            errors.append(error)

    thread = threading.Thread(target=run, name="stranger", daemon=True)
    thread.start()
    thread.join(seconds)
    if found:
        return found[0]
    if not errors:
        raise StrangerError(f"no answer within {seconds:g} s")
    if isinstance(errors[0], AudionewsError):
        raise errors[0]
    raise StrangerError(described(errors[0])) from errors[0]


def ours(error: BaseException) -> AudionewsError:
    """Return an error as one of ours, which can be handed to another process whatever it was."""
    return error if isinstance(error, AudionewsError) else AudionewsError(described(error))


def described(error: BaseException) -> str:
    """Return an error of a stranger's in a few words, whatever its own text may do."""
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 - its __str__ is theirs too
        said = ""
    return f"{type(error).__name__}: {said[:300]}" if said else type(error).__name__
