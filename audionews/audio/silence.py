"""The silences inside a sound: find them, and make them as long as a reader would, without touching what is heard.

A silence is made longer by its own background, played to and fro, and shorter in its middle; at both ends `MARGIN`
seconds of it stay, so that no word loses its attack or its last breath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.measure import FLOOR
from audionews.model import Speech

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

SHORTEST = 0.08
"""Seconds: what is shorter is a stop consonant, no pause."""
MARGIN = 0.03
"""Seconds that stay of a silence at each of its ends."""
_STEP = 0.002  # s in which the peak is looked at

Run = tuple[int, int]
"""First sample of a silence, and the one after its last."""


def silences(samples: NDArray[np.int16], rate: int) -> list[Run]:
    """Return the silences between the first and the last sound: `SHORTEST` or longer, 45 dB under the peak."""
    size = max(1, round(_STEP * rate))
    whole = samples[: len(samples) // size * size].reshape(-1, size)
    peaks = np.maximum(whole.max(axis=1).astype(np.int32), -whole.min(axis=1).astype(np.int32))
    if not len(peaks) or not peaks.max():
        return []
    heard = np.flatnonzero(peaks > peaks.max() * FLOOR)
    gaps = np.flatnonzero(np.diff(heard) * size >= SHORTEST * rate)
    return [(int(heard[gap] + 1) * size, int(heard[gap + 1]) * size) for gap in gaps]


def spaced(speech: Speech, wanted: Mapping[Run, float]) -> Speech:
    """Return `speech` with each silence of `wanted` as many seconds long as it says; words move with their sounds."""
    rate = speech.sample_rate
    parts, last, moved = [], 0, 0
    moves: list[tuple[int, int, int]] = []
    for (start, stop), seconds in sorted(wanted.items()):
        parts += [speech.samples[last:start], _lasting(speech.samples[start:stop], round(seconds * rate), rate)]
        moves.append((start, stop, moved))
        moved += len(parts[-1]) - (stop - start)
        last = stop
    if not moves:
        return speech
    moves.append((len(speech.samples), len(speech.samples), moved))
    words = tuple(
        word._replace(start=_shifted(word.start * rate, moves) / rate, end=_ended(word.start, word.end, moves, rate))
        for word in speech.words
    )
    return Speech(np.concatenate([*parts, speech.samples[last:]]), rate, words)


def _lasting(silence: NDArray[np.int16], length: int, rate: int) -> NDArray[np.int16]:
    """Return `silence` cut or lengthened to `length` samples; it is not cut below its margins."""
    margin = min(round(MARGIN * rate), len(silence) // 2)
    head, middle, tail = silence[:margin], silence[margin : len(silence) - margin], silence[len(silence) - margin :]
    size = max(0, length - 2 * margin)
    if size > len(middle) > 0:
        middle = np.resize(np.concatenate([middle, middle[::-1]]), size)
    elif size > len(middle):
        middle = np.zeros(size, np.int16)
    return np.concatenate([head, middle[:size], tail])


def _shifted(sample: float, moves: list[tuple[int, int, int]]) -> float:
    """Return where a place goes: by what all silences before it grew; one in a silence goes with the sound after it."""
    moved = next((by for start, _, by in moves if sample < start), moves[-1][2])
    return sample + moved


def _ended(start: float, end: float, moves: list[tuple[int, int, int]], rate: int) -> float:
    """Return where a word ends, seconds: where the first silence after its start begins, if that is before its end."""
    stop = end * rate
    silent = next((one for one, _, _ in moves[:-1] if start * rate < one < stop), None)
    return _shifted(min(stop, silent) - 1 if silent is not None else stop, moves) / rate
