"""The look-ahead limiter: keeps true peaks under a ceiling by turning the level down smoothly, never by clipping.

Around each peak the reduction (in dB) rises in a straight line before it (look-ahead) and falls in another after it
(release). Where lines of several peaks overlap, the strongest counts; running maxima find it without a loop over
samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.peaks import BLOCK, block_peaks

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 1
"""Part of the key of every encoded chunk. Raise it with any change that limits the same samples to others."""
_SPAN = 2048 * BLOCK  # samples at a time, in the processor's cache and below what BLAS would share among threads
_ATTACK = 1200.0  # dB/s: a peak of 6 dB is met 5 ms ahead
_RELEASE = 50.0  # dB/s: slow enough not to follow the voice's pitch


def limit(samples: NDArray[np.float32], rate: int, ceiling: float) -> NDArray[np.float32]:
    """Turn `samples` (mono, full scale 1) down where a true peak would exceed `ceiling` (linear)."""
    nodes = reduction(block_peaks(samples, ceiling), rate, ceiling)
    if nodes is None:
        return samples
    limited = np.empty_like(samples)
    for first in range(0, len(samples), _SPAN):
        last = min(first + _SPAN, len(samples))
        at = first // BLOCK
        lines = _lines(nodes[at : at + _SPAN // BLOCK + 1]).ravel()
        np.multiply(samples[first:last], lines[: last - first], out=limited[first:last])
    return limited


def _lines(nodes: NDArray[np.float32]) -> NDArray[np.float32]:
    ramp = np.linspace(0, 1, BLOCK, endpoint=False, dtype=np.float32)
    lines: NDArray[np.float32] = np.stack([nodes[:-1], nodes[1:]], axis=1) @ np.stack([1 - ramp, ramp])
    return lines


def reduction(peaks: NDArray[np.float32], rate: int, ceiling: float) -> NDArray[np.float32] | None:
    """Return the limiter's gain (linear) at the borders of blocks with true peaks of `peaks`; None if none is too high.

    Between two borders the gain moves in a straight line; both are low enough for the block between them.
    """
    if not len(peaks) or peaks.max() <= ceiling:
        return None
    needed = 20 * np.log10(np.maximum(peaks, ceiling) / ceiling, dtype=np.float64)
    time = np.arange(len(needed)) * (BLOCK / rate)
    after = np.maximum.accumulate(needed + _RELEASE * time) - _RELEASE * time
    before = np.maximum.accumulate((after - _ATTACK * time)[::-1])[::-1] + _ATTACK * time
    nodes = np.maximum(np.append(before, 0.0), np.append(0.0, before))
    gains: NDArray[np.float64] = 10 ** (-nodes / 20)
    return gains.astype(np.float32)
