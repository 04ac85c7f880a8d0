"""Tell sound from the background of a clip: from silence, and from the noise of the room where a voice was recorded.

A constant offset and a hum hide where speech ends. In a clip that is never silent, the swing of each step is therefore
measured instead of its peak: neither moves far in 2 ms. They stay in the sound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from audionews.audio.measure import FLOOR

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Value = TypeVar("_Value", bound=np.generic)
_STEP = 0.002  # s in which the sound is looked at
_FRAME = 0.02  # s in which noise is looked at
_SILENT = 0.08  # share of a clip that is far below where there is no noise: its pauses and its ends
_SPEECH = 95  # percentile of the frames that are as loud as speech
_HELD, _STEADY = 6, 4.0  # frames that noise lasts at least, and the ratio it keeps: speech stops or fades out earlier
_LOUDEST = 0.09  # share of speech: what is as steady and louder is a fricative
_LEAST = 0.05  # share of a clip that its noise fills at least
_PLACES, _ALIKE = 2, 2.5  # places where it is heard, as loud within this ratio: one soft fricative is no noise
_TOP, _ABOVE = 90, 1.4  # percentile of its frames that noise reaches, and how far over it sound is heard
_CLICK, _BURST = 2, 2.0  # steps a click in the noise lasts, and how far it rises over what is heard; a stop's is louder


def heard(samples: NDArray[np.int16], rate: int) -> tuple[NDArray[np.bool_], int, bool]:
    """Tell where a clip sounds: for each step of so many samples; and whether there is noise between.

    Sound is what comes within 45 dB of the clip's peak, and in a noisy clip stands 3 dB over what its noise reaches.
    """
    size, steps = max(1, round(_STEP * rate)), round(_FRAME / _STEP)
    whole = samples[: len(samples) // size * size].reshape(-1, size)
    high, low = whole.max(axis=1, initial=-32768).astype(np.int32), whole.min(axis=1, initial=32767).astype(np.int32)
    peaks = np.maximum(high, -low)
    silent = peaks.max(initial=0) * FLOOR
    quiet = (_frames(peaks, steps) <= silent / 2).all(axis=1)
    if quiet.sum() >= _SILENT * len(quiet):
        return peaks > silent, size, False
    swings = (high - low) / 2
    silent = swings.max(initial=0) * FLOOR
    noisy = _ABOVE * _noise(_frames(swings, steps).max(axis=1))
    if noisy <= silent:
        return swings > silent, size, False
    return _lasting(swings, noisy, steps), size, True


def _lasting(swings: NDArray[np.float64], noisy: float, steps: int) -> NDArray[np.bool_]:
    """Tell where a noisy clip sounds: where its swings stand over `noisy`, and not as a click far from all others."""
    sounding = swings > noisy
    near = np.convolve(sounding, np.ones(2 * steps + 1))[steps : steps + len(swings)]
    return sounding & ((near > _CLICK) | (swings > _BURST * noisy))


def _noise(frames: NDArray[np.float64]) -> float:
    """Return what the noise of a clip with these frames reaches: what is soft, lasts and comes again; 0 without any."""
    if len(frames) < _HELD:
        return 0.0
    windows = np.lib.stride_tricks.sliding_window_view(frames, _HELD)
    highest = windows.max(axis=1)
    steady = highest <= np.maximum(_STEADY * windows.min(axis=1), 1)
    found = steady & (highest <= _LOUDEST * np.percentile(frames, _SPEECH))
    noisy = np.convolve(found, np.ones(_HELD)) > 0.5
    if noisy.mean() < _LEAST:
        return 0.0
    level = np.median(frames[noisy])
    edges = np.flatnonzero(np.diff(noisy, prepend=False, append=False)).reshape(-1, 2)
    alike = sum(level / _ALIKE <= np.median(frames[first:last]) <= level * _ALIKE for first, last in edges)
    return float(np.percentile(frames[noisy & (frames <= level * _ALIKE)], _TOP)) if alike >= _PLACES else 0.0


def _frames(values: NDArray[_Value], steps: int) -> NDArray[_Value]:
    """Return values in rows of `steps`; what is left over at the end is in none."""
    return values[: len(values) // steps * steps].reshape(-1, steps)
