"""A log of unattended runs that never grows without end: what each told, with the time, newest last."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from audionews.support import files, own_files
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

MOST = 500_000
"""Bytes of one file; the one before it is kept beside it, with `.1` after its name."""


class RunLog:
    """The log at `path`, in a folder that is there. Its faults are nobody's: a run is worth more than its log."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._new: list[str] = []

    def tell(self, text: str) -> None:
        """Note a line; `write` puts it into the file."""
        self._new.append(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z}  {text}\n")

    def write(self) -> None:
        """Put what was told into the file, whole or not at all."""
        with suppress(OSError, StorageError):
            old = own_files.content(self._path) if self._path.exists() else b""
            if len(old) > MOST:
                files.write(self._path.with_name(f"{self._path.name}.1"), old)
                old = b""
            files.write(self._path, old + "".join(self._new).encode("utf-8", "replace"))
            self._new.clear()
