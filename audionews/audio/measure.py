"""Measure a clip once, when it is packed, so that the master can plan with it before it plays it.

A clip's sound lies between `start` and `stop`. It is played from `begin` to `end`, some samples more, so that neither
its attack nor its last breath is cut. Pauses are counted from the end of one sound to the start of the next.
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
"""Highest true peak before the encoder, linear: encoding adds up to 0.8 dB, and -1 dBTP is the limit after it."""
DRIVES = (-18.0, -16.0, -14.0, -11.0, -7.0)
"""Loudnesses (LUFS) at which the limiter is tried on a clip, to learn how much of the loudness it takes."""
_USUAL = -14.0  # LUFS: in louder clips the limiter meets so many peaks that those between samples hardly matter
FLOOR = 10 ** (-45 / 20)
"""Share of a clip's peak below which its beginning and end count as silence."""
KEPT = 0.03
"""Seconds played before a clip's sound begins and after it ends."""
FADE = 0.005
"""Seconds over which a clip fades in and out."""


@dataclass(frozen=True, eq=False)
class Measure:
    """Borders and loudness of a clip."""

    start: int
    """Index of the first sample of the sound."""
    stop: int
    """Index after the last sample of the sound."""
    begin: int
    """Index of the first sample that is played."""
    end: int
    """Index after the last sample that is played."""
    lufs: float
    """Gated loudness of the played samples, LUFS; -70 for silence."""
    losses: tuple[float, ...]
    """LU that the limiter takes at each loudness of `DRIVES`."""
    energies: NDArray[np.float32]
    """K-weighted mean square of each 100 ms of the played samples."""


def measure(samples: NDArray[np.int16], rate: int) -> Measure:
    """Measure a clip of mono 16-bit PCM at `rate` Hz."""
    start, stop = trim(samples)
    margin = round(KEPT * rate) if stop else 0
    begin, end = max(0, start - margin), min(len(samples), stop + margin)
    sound = faded(samples[begin:end], rate)
    steps = energies(sound, rate)
    lufs = programme(steps)
    return Measure(start, stop, begin, end, lufs, _losses(sound, rate, lufs, steps), steps)


def programme(steps: NDArray[np.float32]) -> float:
    """Return the loudness (LUFS) of a sound with these energies and silence on both sides."""
    return integrated(np.pad(steps, 3))


def _losses(sound: NDArray[np.float32], rate: int, lufs: float, steps: NDArray[np.float32]) -> tuple[float, ...]:
    """Return how many LU the limiter takes at each of `DRIVES`, from its gain and the energy of each block."""
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
    """Return the index of the first sample within 45 dB of the peak and that after the last; (0, 0) for silence."""
    if not len(samples):
        return 0, 0
    peak = max(int(samples.max()), -int(samples.min()))
    loud = np.flatnonzero((samples > peak * FLOOR) | (samples < -peak * FLOOR))
    if not peak or not len(loud):
        return 0, 0
    return int(loud[0]), int(loud[-1]) + 1


def faded(samples: NDArray[np.int16], rate: int) -> NDArray[np.float32]:
    """Return 16-bit `samples` as floats of full scale 1, faded in and out over `FADE` seconds."""
    sound = samples * np.float32(1 / 32768)
    size = min(round(FADE * rate), len(sound) // 2)
    ramp = np.linspace(0, 1, size, endpoint=False, dtype=np.float32)
    sound[:size] *= ramp
    sound[len(sound) - size :] *= ramp[::-1]
    return sound
