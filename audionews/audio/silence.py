"""The silences inside a sound: find them, and make them as long as a reader would, without touching what is heard.

A silence is made longer by its own background, played to and fro, and shorter in its middle; at both ends `MARGIN`
seconds of it stay, so that no word loses its attack or its last breath. Some voices were recorded in a noisy room: what
is silent is then told by the noise in which their clips end.
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
_FRAME = 0.02  # s in which noise is looked at
_STEADY, _LOUDEST = 2.0, 0.1  # noise: a ratio of its loudest frame to its softest, and the share of a clip's peak
_ABOVE, _PAUSED = 2.0, 4.0  # how far over the noise sound is heard, and how far what a pause may have reaches
_SUSTAINED = 3  # frames of sound in a row that are speech, and no click in the noise

Run = tuple[int, int]
"""First sample of a silence, and the one after its last."""


def silences(samples: NDArray[np.int16], rate: int) -> list[Run]:
    """Return the silences between the first and the last sound: `SHORTEST` or longer, 45 dB under the peak.

    In a noisy clip, what rises up to 12 dB over its noise is silence too.
    """
    size = max(1, round(_STEP * rate))
    whole = samples[: len(samples) // size * size].reshape(-1, size)
    peaks = np.maximum(whole.max(axis=1).astype(np.int32), -whole.min(axis=1).astype(np.int32))
    if not len(peaks) or not peaks.max():
        return []
    heard = np.flatnonzero(peaks > max(peaks.max() * FLOOR, _PAUSED * noise(samples, rate)))
    gaps = np.flatnonzero(np.diff(heard) * size >= SHORTEST * rate)
    return [(int(heard[gap] + 1) * size, int(heard[gap + 1]) * size) for gap in gaps]


def noise(samples: NDArray[np.int16], rate: int) -> float:
    """Return the peak of the noise in which a clip ends, 0 where it ends in silence or in speech.

    Noise is what stays the same for some 0.1 s; what fades out is speech.
    """
    levels = _frames(samples, rate)
    last = levels[-8:-2]  # some end in a fade
    if len(levels) < 16 or last.max() > _LOUDEST * levels.max() or last.max() > _STEADY * last.min():
        return 0.0
    return float(last.max())


def _frames(samples: NDArray[np.int16], rate: int) -> NDArray[np.int32]:
    """Return the peak of each `_FRAME` seconds, the last of which ends with the clip."""
    size = round(_FRAME * rate)
    whole = samples[len(samples) % size :].reshape(-1, size).astype(np.int32)
    peaks: NDArray[np.int32] = np.abs(whole).max(axis=1, initial=0)
    return peaks


def without_noisy_ends(speech: Speech) -> Speech:
    """Return `speech` without the noise before its first word and after its last, where it is in noise."""
    samples, rate = speech.samples, speech.sample_rate
    floor = noise(samples, rate)
    if not floor or floor < FLOOR * np.abs(samples.astype(np.int32)).max():
        return speech
    loud = _frames(samples, rate) > _ABOVE * floor
    speaking = np.convolve(loud, np.ones(_SUSTAINED), "valid") == _SUSTAINED
    if not speaking.any():
        return speech
    size, ahead = round(_FRAME * rate), len(samples) % round(_FRAME * rate)
    margin = round(MARGIN * rate)
    first = max(0, ahead + int(speaking.argmax()) * size - margin)
    last = min(len(samples), ahead + (len(loud) - int(speaking[::-1].argmax())) * size + margin)
    shift, end = first / rate, (last - first) / rate
    words = (word._replace(start=max(0.0, word.start - shift), end=min(end, word.end - shift)) for word in speech.words)
    return Speech(samples[first:last], rate, tuple(word for word in words if word.start < word.end))


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
