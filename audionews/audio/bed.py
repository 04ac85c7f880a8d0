"""A quiet bed of sound under some cues: looped, faded in and out, and ducked while someone speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.loudness import SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from audionews.audio.chunks import Placed
    from audionews.audio.clip import Packed

VERSION = 1
"""Part of the key of what has a bed."""
_UNDER, _BETWEEN = -27.0, -19.0  # LU against the programme, under speech and in pauses
_DUCK = 0.2  # s from one to the other
_IN, _OUT = 0.4, 0.8  # s
_CLEAR = 0.2  # s of silence left at the end for the join with what follows


def runs(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Yield the stretches of a chunk that lie on one bed."""
    run: list[Placed] = []
    for clip in placed:
        if run and run[-1].bed != clip.bed:
            yield run
            run = []
        if clip.bed:
            run.append(clip)
    if run:
        yield run


def laid(bed: Packed, run: Sequence[Placed], target: float) -> tuple[float, NDArray[np.float32], int]:
    """Return the bed under `run` as it is heard: its start (s from the start of the part), samples, rate (Hz)."""
    rate, start, stop = bed.sample_rate, run[0].start, run[-1].start + run[-1].length
    end = stop + max(0.0, min(_OUT, run[-1].pause - _CLEAR))
    loop = bed.samples() * np.float32(1 / 32768)
    if not len(loop) or bed.measure.lufs <= SILENCE:
        return start, np.zeros(0, np.float32), rate
    heard = np.resize(loop, round((end - start) * rate))
    points = [(clip.start + edge, level) for clip in run for edge, level in _edges(clip.length)]
    time = start + np.arange(len(heard)) / rate
    at, wanted = (list(axis) for axis in zip(*points, strict=True))
    levels = np.interp(time, at, wanted) + target - bed.measure.lufs
    fades = np.minimum(1, np.minimum((time - start) / _IN, (end - time) / max(end - stop, 0.02)))
    heard *= (10 ** (levels / 20) * np.clip(fades, 0, 1)).astype(np.float32)
    return start, heard, rate


def _edges(length: float) -> tuple[tuple[float, float], ...]:
    return (-_DUCK, _BETWEEN), (0.0, _UNDER), (length, _UNDER), (length + _DUCK, _BETWEEN)
