"""True peaks: how high the wave between the samples rises (ITU-R BS.1770-4, annex 2: four times oversampled).

Only samples near the top can hide a peak above it, so only blocks that come near the threshold are oversampled.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32
"""Samples whose peak is found together."""
_REACH = 12  # samples on either side that the interpolation sees
_NEAR = 0.5  # a block whose samples stay below this share of the threshold is not oversampled


def block_peaks(samples: NDArray[np.float32], threshold: float) -> NDArray[np.float32]:
    """Return the true peak of each block of `BLOCK` samples (the last padded with zeros).

    Blocks far below `threshold` (linear, full scale 1) keep their sample peak.
    """
    count = -(-len(samples) // BLOCK)
    padded = np.zeros(count * BLOCK + 2 * _REACH, np.float32)
    padded[_REACH : _REACH + len(samples)] = samples
    inner = padded[_REACH:-_REACH].reshape(count, BLOCK)
    found: NDArray[np.float32] = np.maximum(inner.max(axis=1), -inner.min(axis=1))
    near = np.flatnonzero(found > threshold * _NEAR)
    if len(near):
        windows = np.lib.stride_tricks.sliding_window_view(padded, BLOCK + 2 * _REACH)[near * BLOCK]
        between = windows @ _interpolation()
        found[near] = np.maximum(found[near], np.maximum(between.max(axis=1), -between.min(axis=1)))
    return found


def true_peak(samples: NDArray[np.float32]) -> float:
    """Return the true peak of `samples`, linear, full scale 1; 0 for none."""
    if not len(samples):
        return 0.0
    top = max(float(samples.max()), -float(samples.min()))
    return float(block_peaks(samples, top).max()) if top else 0.0


@cache
def _interpolation() -> NDArray[np.float32]:
    """Return the matrix from a window to the three points between each two samples: a Kaiser-windowed sinc."""
    window = np.arange(BLOCK + 2 * _REACH)[:, None]
    points = _REACH + (np.arange(BLOCK)[:, None] + np.array([0.25, 0.5, 0.75])).ravel()[None, :]
    distance = points - window
    inside = np.clip(1 - (distance / _REACH) ** 2, 0, None)
    weights: NDArray[np.float64] = np.sinc(distance) * np.i0(6.0 * np.sqrt(inside)) / np.i0(6.0) * (inside > 0)
    return weights.astype(np.float32)
