"""Compose the signature tune: struck strings over a drone, in the five notes of raga Bhupali.

It is computed, as sums of decaying partials that pydub lays over one another: no recording of unknown origin is needed.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from audionews.model import Speech

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pydub import AudioSegment

KEY = "tune-2"
"""Key of the tune in the cache. Change it with any change that makes `compose` sound different."""
_RATE = 44_100  # Hz
_LENGTH = 3.6  # s
_TONIC = 293.66  # Hz: Sa on D4
_BEAT = 160  # ms
_SA, _RE, _GA, _PA, _DHA, _HIGH = 1.0, 9 / 8, 5 / 4, 3 / 2, 5 / 3, 2.0  # just intervals of the raga; the octave
_MELODY = (  # beat, note, dB
    (0, _PA, -7),
    (1, _DHA, -7),
    (2, _HIGH * _SA, -5),
    (4, _HIGH * _RE, -6),
    (5, _HIGH * _GA, -3),
    (7, _HIGH * _RE, -7),
    (8, _DHA, -7),
    (9, _HIGH * _SA, -4),
    (9, _GA, -8),
    (9, _PA, -8),
    (9, _SA, -7),
)
_DRUM = ((0, -9), (2, -12), (5, -8), (7, -12), (9, -6))  # beat, dB
_ROOM = ((31, -13), (47, -15), (71, -18), (113, -21), (173, -25))  # echoes: ms, dB
_HEADROOM = 10  # dB that one string stays below full scale, so that all of them together do not clip


def compose() -> Speech:
    """Return the tune: 3.6 s at 44.1 kHz, with its peak at -6 dBFS."""
    tune = _segment(_drone()).apply_gain(-9)
    strings = {note: _segment(_string(_TONIC * note)) for note in {note for _, note, _ in _MELODY}}
    for beat, note, gain in _MELODY:
        tune = tune.overlay(strings[note].apply_gain(gain), position=beat * _BEAT)
    skin = _segment(_skin())
    for beat, gain in _DRUM:
        tune = tune.overlay(skin.apply_gain(gain), position=beat * _BEAT)
    dry = tune
    for delay, gain in _ROOM:
        tune = tune.overlay(dry.apply_gain(gain), position=delay)
    tune = tune.fade_out(1200)
    loud = tune.apply_gain(-6 - tune.max_dBFS)
    return Speech(np.array(loud.get_array_of_samples(), np.int16), _RATE)


def _segment(wave: NDArray[np.float64]) -> AudioSegment:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)  # we ask it for nothing that needs ffmpeg
        from pydub import AudioSegment

    peak = 32767 * 10 ** (-_HEADROOM / 20)
    data = np.rint(wave * (peak / np.abs(wave).max())).astype("<i2").tobytes()
    return AudioSegment(data=data, sample_width=2, frame_rate=_RATE, channels=1)


def _string(pitch: float) -> NDArray[np.float64]:
    """Return a pair of struck strings, a little out of tune with one another: the shimmer of a santoor."""
    time = np.arange(round(2.2 * _RATE)) / _RATE
    sound = np.zeros_like(time)
    for drift in (0.9988, 1.0012):
        tone = np.exp(
            (2j * np.pi * pitch * drift - 0.8) * time
        )  # its powers are the partials, higher ones dying sooner
        partial = np.ones_like(tone)
        for number in range(1, 10):
            partial *= tone
            sound += partial.imag / number**1.1
    return sound * np.exp(-1.3 * time) * np.minimum(1, time / 0.004) * np.minimum(1, (2.2 - time) / 0.4)


def _skin() -> NDArray[np.float64]:
    """Return a soft low drum, its pitch gliding down as a tabla's bayan does."""
    time = np.arange(round(0.4 * _RATE)) / _RATE
    phase = 2 * np.pi * (78 * time + 1.2 * (1 - np.exp(-time / 0.03)))
    return np.sin(phase) * np.exp(-time * 11) * np.minimum(1, time / 0.003) * np.minimum(1, (0.4 - time) / 0.1)


def _drone() -> NDArray[np.float64]:
    """Return Sa and Pa below the melody, swelling slowly: a tanpura."""
    time = np.arange(round(_LENGTH * _RATE)) / _RATE
    sound = np.zeros_like(time)
    for note, strength in ((_SA / 2, 0.25), (_PA / 2, 0.15), (_SA, 0.12), (_SA * 1.003, 0.1)):
        for number in (1, 2, 3):
            sound += strength / number**2 * np.sin(2 * np.pi * _TONIC * note * number * time)
    return sound * np.minimum(1, time / 0.5)
