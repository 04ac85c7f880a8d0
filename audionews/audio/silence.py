"""The silences inside a sound: find them, and make them as long as a reader would, without touching what is heard.

A silence is made longer by its own background, played to and fro, and shorter in its middle; at both ends `MARGIN`
seconds of it stay, so that no word loses its attack or its last breath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.background import heard
from audionews.model import Speech

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

SHORTEST = 0.08
"""Seconds: what is shorter is a stop consonant, no pause."""
MARGIN = 0.03
"""Seconds that stay of a silence at each of its ends."""
_SUSTAINED = 0.06  # s of sound on end, at least, in what is speech and no click in the noise
_CLOSED = 0.12  # s that a stop at the end of a word may be closed before it is heard
_BLEND = 0.008  # s over which two places of a background are joined

Run = tuple[int, int]
"""First sample of a silence, and the one after its last."""


def silences(samples: NDArray[np.int16], rate: int) -> list[Run]:
    """Return the silences between the first and the last sound that are `SHORTEST` or longer (see `background`)."""
    sounding, size, _ = heard(samples, rate)
    at = np.flatnonzero(sounding)
    gaps = np.flatnonzero(np.diff(at) * size >= SHORTEST * rate)
    return [(int(at[gap] + 1) * size, int(at[gap + 1]) * size) for gap in gaps]


def without_noisy_ends(speech: Speech) -> Speech:
    """Return `speech` without the noise before its first word and after its last, where it is in noise.

    The `MARGIN` that stays fades, so that neither noise nor an offset of the recording sets in with a click, and pauses
    between clips are counted from the words.
    """
    samples, rate = speech.samples, speech.sample_rate
    sounding, size, noisy = heard(samples, rate)
    spoken = _spoken(np.flatnonzero(sounding), size / rate) if noisy else None
    if not spoken:
        return speech
    margin = round(MARGIN * rate)
    first, last = max(0, spoken[0] * size - margin), min(len(samples), spoken[1] * size + margin)
    shift, end = first / rate, (last - first) / rate
    words = (word._replace(start=max(0.0, word.start - shift), end=min(end, word.end - shift)) for word in speech.words)
    sound = _fading(samples[first:last], spoken[0] * size - first, last - spoken[1] * size)
    return Speech(sound, rate, tuple(word for word in words if word.start < word.end))


def _fading(samples: NDArray[np.int16], before: int, after: int) -> NDArray[np.int16]:
    """Return `samples` with the first `before` of them faded in and the last `after` faded out."""
    sound = samples.astype(np.float64)
    sound[:before] *= (np.arange(before) / max(1, before)) ** 2
    sound[len(sound) - after :] *= (np.arange(after)[::-1] / max(1, after)) ** 2
    return np.rint(sound).astype(np.int16)


def _spoken(at: NDArray[np.intp], step: float) -> Run | None:
    """Return the first step that is speech and the one after the last, of steps of `step` seconds at which it sounds.

    Speech is what sounds for a while with no more than a closed stop in it; a click stands alone.
    """
    parts = np.split(at, np.flatnonzero(np.diff(at) * step >= _CLOSED) + 1)
    long = [part for part in parts if len(part) * step >= _SUSTAINED]
    return (int(long[0][0]), int(long[-1][-1]) + 1) if long else None


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
    if size == len(middle):
        return silence
    body = np.resize(np.concatenate([middle, middle[::-1]]), size) if len(middle) else np.zeros(size, np.int16)
    return np.concatenate([head, _led(body, middle, round(_BLEND * rate)), tail])


def _led(body: NDArray[np.int16], middle: NDArray[np.int16], most: int) -> NDArray[np.int16]:
    """Return `body` with its end led over into that of `middle`: a background that jumps would be heard as a click."""
    size = min(most, len(body), len(middle))
    share = np.arange(1, size + 1) / (size + 1)
    end = body[len(body) - size :] * (1 - share) + middle[len(middle) - size :] * share
    return np.concatenate([body[: len(body) - size], np.rint(end).astype(np.int16)])


def _shifted(sample: float, moves: list[tuple[int, int, int]]) -> float:
    """Return where a place goes: by what all silences before it grew; one in a silence goes with the sound after it."""
    moved = next((by for start, _, by in moves if sample < start), moves[-1][2])
    return sample + moved


def _ended(start: float, end: float, moves: list[tuple[int, int, int]], rate: int) -> float:
    """Return where a word ends, seconds: where the first silence after its start begins, if that is before its end."""
    stop = end * rate
    silent = next((one for one, _, _ in moves[:-1] if start * rate < one < stop), None)
    return _shifted(min(stop, silent) - 1 if silent is not None else stop, moves) / rate
