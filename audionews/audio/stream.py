"""Write an MP3 file chunk by chunk, behind its tag and its Info frame, and measure it on the way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from audionews.audio import mp3
from audionews.audio.loudness import STEP, integrated
from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from typing import BinaryIO

    from numpy.typing import NDArray

    from audionews.audio.chunks import Encoded


class Stream:
    """One output file: `add` the chunks in order, then `finish`."""

    def __init__(self, file: BinaryIO, tag: bytes, duration: float, rate: int) -> None:
        self._file = file
        self._tag = tag
        self._length = round(duration * rate)
        self._step = mp3.samples_per_frame(rate) / rate / STEP
        self._first: mp3.Frame | None = None
        self._count = self._size = self._music = 0
        self._energies: list[NDArray[np.float32]] = []
        self._measured = 0
        self._peak = 0.0

    def add(self, chunk: Encoded, frames: int) -> None:
        """Write the first `frames` frames of `chunk`."""
        data = chunk.head(frames)
        if self._first is None:
            self._first = mp3.frame(data)
            self._file.write(self._tag + bytes(mp3.leader(self._first).size if self._first else 0))
        self._file.write(data)
        self._count += frames
        self._size += len(data)
        self._music = mp3.crc16(data, self._music)
        self._meter(chunk)

    def _meter(self, chunk: Encoded) -> None:
        due = round(self._count * self._step)
        self._energies.append(chunk.energies[: due - self._measured])
        self._measured = due
        self._peak = max(self._peak, chunk.peak)

    def finish(self) -> None:
        """Write the Info frame at the head of the file, now that the number of frames is known."""
        if self._first is None:
            raise AudioError("There is nothing to play.")
        self._file.seek(len(self._tag))
        self._file.write(mp3.info(self._first, self._count, self._size, self._length, self._music))

    def loudness(self) -> float:
        """Return the integrated loudness (LUFS) of everything written."""
        return integrated(np.concatenate(self._energies))

    def peak(self) -> float:
        """Return the true peak (dBTP) of everything written."""
        return 20 * math.log10(max(self._peak, 1e-6))
