"""What the master must know about a clip before it plays it: found once, when the clip is packed.

A clip's sound lies between `start` and `stop`; it is played from `begin` to `end`, which leaves its attack and
its last breath whole. Pauses are counted from sound to sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.limiter import reduction
from audionews.audio.loudness import SILENCE, STEP, energies, integrated
from audionews.audio.peaks import BLOCK, block_peaks

if TYPE_CHECKING:
    from numpy.typing import NDArray

CEILING = 10 ** (-1.8 / 20)
"""True peak before the encoder, linear: MP3 adds up to 0.8 dB, and -1 dBTP is the limit after it."""
DRIVES = (-18.0, -16.0, -14.0, -11.0, -7.0)
"""LUFS to which a clip is driven to learn what the limiter takes from it."""
_USUAL = -14.0  # LUFS; beyond it, peaks between samples hardly add to what the limiter takes
FLOOR = 10 ** (-45 / 20)
"""Below this share of its peak, the beginning and end of a clip are silence."""
KEPT = 0.03
"""Seconds played before the first and after the last sound."""
FADE = 0.005
"""Seconds over which a clip fades in and out."""


@dataclass(frozen=True, eq=False)
class Measure:
    """A clip's borders, and the measures of what is played."""

    start: int
    """First sample of the sound."""
    stop: int
    """Sample after the last of the sound."""
    begin: int
    """First sample that is played."""
    end: int
    """Sample after the last that is played."""
    lufs: float
    """Gated loudness, LUFS; -70 for silence."""
    losses: tuple[float, ...]
    """LU that the limiter takes when the clip is driven to each of `DRIVES`."""
    energies: NDArray[np.float32]
    """K-weighted mean square of each 100 ms."""


def measure(samples: NDArray[np.int16], rate: int) -> Measure:
    """Measure a clip of mono 16-bit PCM at `rate` Hz."""
    start, stop = trim(samples)
    kept = round(KEPT * rate) if stop else 0
    begin, end = max(0, start - kept), min(len(samples), stop + kept)
    sound = faded(samples[begin:end], rate)
    steps = energies(sound, rate)
    lufs = programme(steps)
    return Measure(start, stop, begin, end, lufs, _losses(sound, rate, lufs, steps), steps)


def programme(steps: NDArray[np.float32]) -> float:
    """Return the loudness of a sound that stands between pauses, LUFS."""
    return integrated(np.pad(steps, 3))


def _losses(sound: NDArray[np.float32], rate: int, lufs: float, steps: NDArray[np.float32]) -> tuple[float, ...]:
    """Return what the limiter takes at each of `DRIVES`: its gain in each block weighs on the block's energy."""
    if lufs <= SILENCE:
        return (0.0,) * len(DRIVES)
    peaks = block_peaks(sound, CEILING / 10 ** ((_USUAL - lufs) / 20))
    blocks = np.pad(sound, (0, -len(sound) % BLOCK)).reshape(-1, BLOCK)
    power = np.einsum("ij,ij->i", blocks, blocks)
    firsts = np.round(np.arange(len(steps)) * (rate * STEP / BLOCK)).astype(int).clip(0, len(power) - 1)
    whole = np.maximum(np.add.reduceat(power, firsts), 1e-20)
    losses = []
    for drive in DRIVES:
        nodes = reduction(peaks * np.float32(10 ** ((drive - lufs) / 20)), rate, CEILING)
        left = 1 if nodes is None else np.add.reduceat(power * ((nodes[1:] + nodes[:-1]) / 2) ** 2, firsts) / whole
        losses.append(max(0.0, lufs - programme(steps * left)))
    return tuple(losses)


def trim(samples: NDArray[np.int16]) -> tuple[int, int]:
    """Return the first sample within 45 dB of the peak and the one after the last; (0, 0) for silence."""
    if not len(samples):
        return 0, 0
    peak = max(int(samples.max()), -int(samples.min()))
    heard = np.flatnonzero((samples > peak * FLOOR) | (samples < -peak * FLOOR))
    if not peak or not len(heard):
        return 0, 0
    return int(heard[0]), int(heard[-1]) + 1


def faded(samples: NDArray[np.int16], rate: int) -> NDArray[np.float32]:
    """Return `samples` at full scale 1, faded in and out."""
    sound = samples * np.float32(1 / 32768)
    size = min(round(FADE * rate), len(sound) // 2)
    ramp = np.linspace(0, 1, size, endpoint=False, dtype=np.float32)
    sound[:size] *= ramp
    sound[len(sound) - size :] *= ramp[::-1]
    return sound
