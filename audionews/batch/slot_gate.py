"""A limit over the processes of one machine: files of which each is held by one process, and by none once it dies."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from audionews.support import files
from audionews.support.store import cache_folder

if TYPE_CHECKING:
    from types import TracebackType

    from filelock import BaseFileLock

_PAUSE = 0.05
"""Seconds between two looks for a free one: a request takes ten times as long."""


class SlotGate:
    """Is held by at most so many processes at once."""

    def __init__(self, name: str, most: int) -> None:
        self._name, self._most = name, most
        self._held: BaseFileLock | None = None

    def __enter__(self) -> Self:
        """Wait until there is a place."""
        from filelock import FileLock, Timeout

        folder = files.folder(cache_folder() / "gates")
        while True:
            for number in range(self._most):
                lock = FileLock(folder / f"{self._name}-{number}")
                try:
                    lock.acquire(timeout=0)
                except Timeout:
                    continue
                self._held = lock
                return self
            time.sleep(_PAUSE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the place to another."""
        if self._held is not None:
            self._held.release()
            self._held = None
