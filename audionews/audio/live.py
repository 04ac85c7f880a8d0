"""A programme's sound as far as it is ready, for whoever listens while the rest is still being spoken.

It is the first output's frames without tag and Info frame, in the order in which they will be heard. What is spoken or
levelled again once it was written here stays as it was: the finished file alone is the programme.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO


class LiveSound:
    """Takes the chunks of a programme, and writes each once all before it are written."""

    def __init__(self, file: BinaryIO) -> None:
        """Take the file to write to; where it cannot be written, nobody listens, and that is all."""
        self._file: BinaryIO | None = file
        self._ready: dict[int, Sequence[bytes]] = {}
        self._parts = self._chunks = 0
        self._lock = threading.Lock()

    def part(self, number: int, chunks: Sequence[bytes]) -> None:
        """Take the frames of each chunk of part `number`, from 0, which was encoded ahead."""
        with self._lock:
            if number >= self._parts:
                self._ready.setdefault(number, chunks)
            while (now := self._ready.pop(self._parts, None)) is not None:
                self._parts += 1
                self._write(now)

    def chunk(self, number: int, frames: bytes) -> None:
        """Take the frames of chunk `number` of the whole programme, from 0: those that are missing are written."""
        with self._lock:
            if number == self._chunks:
                self._write([frames])

    def _write(self, chunks: Sequence[bytes]) -> None:
        self._chunks += len(chunks)
        try:
            if self._file is not None:
                self._file.write(b"".join(chunks))
                self._file.flush()
        except OSError:
            self._file = None
