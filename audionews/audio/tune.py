"""The signature tune: struck strings over a drone, in the five notes of raga Bhupali, computed anew for every machine.

Plain sums of decaying partials: no samples of unknown origin, the same waves everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audionews.model import Speech

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = "tune-1"
"""Changes whenever `compose` gives other sound."""
_RATE = 44_100  # Hz
_LENGTH = 3.4  # s
_TONIC = 293.66  # Hz: Sa on D4
_BEAT = 0.15  # s
_SA, _RE, _GA, _PA, _DHA, _HIGH = 1.0, 9 / 8, 5 / 4, 3 / 2, 5 / 3, 2.0  # just intervals of the raga
_MELODY = (  # beat, note, strength
    (0, _PA, 0.7),
    (1, _DHA, 0.7),
    (2, _HIGH * _SA, 0.9),
    (4, _HIGH * _RE, 0.7),
    (5, _HIGH * _GA, 1.0),
    (7, _HIGH * _RE, 0.6),
    (8, _DHA, 0.7),
    (9, _HIGH * _SA, 1.0),
    (9, _GA, 0.6),
    (9, _PA, 0.6),
    (9, _SA, 0.7),
)
_DRUM = ((0, 0.7), (2, 0.5), (5, 0.8), (7, 0.5), (9, 1.0))  # beat, strength
_ROOM = ((0.031, 0.22), (0.047, 0.17), (0.071, 0.13), (0.113, 0.09), (0.173, 0.06))  # echoes: s, share


def compose() -> Speech:
    """Return the tune, 3.4 s at 44.1 kHz, its peak at half of full scale."""
    sound = _drone()
    for beat, note, strength in _MELODY:
        _add(sound, beat, strength * _string(_TONIC * note))
    for beat, strength in _DRUM:
        _add(sound, beat, strength * _skin())
    for delay, share in _ROOM:
        late = round(delay * _RATE)
        sound[late:] += share * sound[:-late]
    tail = round(0.9 * _RATE)
    sound[-tail:] *= np.cos(np.linspace(0, np.pi / 2, tail)) ** 2
    return Speech(np.rint(sound * (16384 / np.abs(sound).max())).astype(np.int16), _RATE)


def _add(sound: NDArray[np.float64], beat: float, note: NDArray[np.float64]) -> None:
    at = round(beat * _BEAT * _RATE)
    sound[at : at + len(note)] += note[: len(sound) - at]


def _string(pitch: float) -> NDArray[np.float64]:
    """Return a pair of struck strings, a little out of tune with one another: the shimmer of a santoor."""
    time = np.arange(round(1.8 * _RATE)) / _RATE
    sound = np.zeros_like(time)
    for number in range(1, 9):
        stretched = pitch * number * (1 + 0.0004 * number**2)
        strength = np.exp(-time * (1.6 + 0.9 * number)) / number**1.3
        for drift in (0.9988, 1.0012):
            sound += strength * np.sin(2 * np.pi * stretched * drift * time)
    return sound * np.minimum(1, time / 0.004) * np.minimum(1, (1.8 - time) / 0.3)


def _skin() -> NDArray[np.float64]:
    """Return a soft low drum, its pitch gliding down as a tabla's bayan does."""
    time = np.arange(round(0.35 * _RATE)) / _RATE
    phase = 2 * np.pi * (78 * time + 40 * 0.03 * (1 - np.exp(-time / 0.03)))
    return 1.3 * np.sin(phase) * np.exp(-time * 11) * np.minimum(1, time / 0.003)


def _drone() -> NDArray[np.float64]:
    """Return Sa and Pa below the melody, swelling slowly, as a tanpura's bed."""
    time = np.arange(round(_LENGTH * _RATE)) / _RATE
    sound = np.zeros_like(time)
    for note, strength in ((_SA / 2, 0.25), (_PA / 2, 0.15), (_SA, 0.12), (_SA * 1.003, 0.1)):
        sound += strength * sum(np.sin(2 * np.pi * _TONIC * note * k * time) / k**2 for k in (1, 2, 3))
    return sound * np.minimum(1, time / 0.4)
