"""The end that a signal brings: of work that was not finished, and of what runs until it is stopped."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""The signals that ask for an end; the last comes when the terminal goes away, and Windows has none."""


class Stopped(BaseException):
    """A signal came. Not KeyboardInterrupt, which typer would turn into exit code 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def until_stopped() -> Iterator[None]:
    """Run what has no other end than a signal: that is no mistake, and needs no word."""
    try:
        yield
    except Stopped:
        return
