"""The look-ahead limiter: keeps true peaks under the ceiling by turning the level down smoothly, never by clipping.

A peak's reduction in dB falls off in straight lines before it (look-ahead) and after it (release); the strongest
line counts at each moment. Running maxima find that without a loop over samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.peaks import BLOCK, block_peaks

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 1
"""Part of the key of everything that went through the limiter."""
_ATTACK = 1200.0  # dB/s: a peak of 6 dB is met 5 ms ahead
_RELEASE = 50.0  # dB/s: slow enough not to follow the voice's pitch


def limit(samples: NDArray[np.float32], rate: int, ceiling: float) -> NDArray[np.float32]:
    """Return `samples` (mono, full scale 1) with no true peak above `ceiling` (linear)."""
    peaks = block_peaks(samples, ceiling)
    if not len(peaks) or peaks.max() <= ceiling:
        return samples
    needed = 20 * np.log10(np.maximum(peaks, ceiling) / ceiling)
    nodes = 10 ** (-_nodes(needed, BLOCK / rate) / 20)
    ramp = np.linspace(0, 1, BLOCK, endpoint=False, dtype=np.float32)
    gains = nodes[:-1, None] + (nodes[1:] - nodes[:-1])[:, None] * ramp
    return samples * gains.astype(np.float32).ravel()[: len(samples)]


def _nodes(needed: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    """Return the reduction in dB at the borders of the blocks; each block is left and right of enough of it."""
    time = np.arange(len(needed)) * step
    after = np.maximum.accumulate(needed + _RELEASE * time) - _RELEASE * time
    before = np.maximum.accumulate((after - _ATTACK * time)[::-1])[::-1] + _ATTACK * time
    nodes: NDArray[np.float64] = np.maximum(np.append(before, 0.0), np.append(0.0, before))
    return nodes
