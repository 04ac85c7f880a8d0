"""Find true peaks: the highest points of the wave, also between samples (ITU-R BS.1770-4, annex 2).

That takes four times oversampling, which is slow. Only few blocks of a sound can exceed a threshold between their
samples, those whose samples are loud and bend sharply; only these are oversampled.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32
"""Samples in a block."""
_REACH = 12  # samples on either side that the interpolation sees
_ROWS = 48  # blocks at a time: a larger product would wake a BLAS thread on every processor, at three times the cost
_NEAR = 0.65  # share of the threshold below which a block's samples leave no room for a peak above it
_BEND = 0.5  # share of the second difference that bounds the rise of a sine between samples, up to 3/8 of the rate


def block_peaks(samples: NDArray[np.float32], threshold: float) -> NDArray[np.float32]:
    """Return the true peak of each block of `BLOCK` samples (the last may be shorter).

    Blocks whose true peak cannot reach `threshold` (linear, full scale 1) keep their sample peak.
    """
    if not len(samples):
        return np.zeros(0, np.float32)
    firsts = np.arange(0, len(samples), BLOCK)
    found: NDArray[np.float32] = np.maximum.reduceat(np.abs(samples), firsts)
    loud = np.flatnonzero(found > threshold * _NEAR)
    if not len(loud):
        return found
    padded = np.zeros(len(firsts) * BLOCK + 2 * _REACH, np.float32)
    padded[_REACH : _REACH + len(samples)] = samples
    windows = np.lib.stride_tricks.sliding_window_view(padded, BLOCK + 2 * _REACH)[::BLOCK]
    bends = _highest(np.diff(windows[loud, _REACH - 1 : 1 - _REACH], 2))
    near = loud[found[loud] + _BEND * bends > threshold]
    for first in range(0, len(near), _ROWS):
        some = near[first : first + _ROWS]
        found[some] = np.maximum(found[some], _highest(windows[some] @ _interpolation()))
    return found


def true_peak(samples: NDArray[np.float32]) -> float:
    """Return the true peak of `samples`, linear, full scale 1; 0 for none."""
    top = max(float(samples.max(initial=0)), -float(samples.min(initial=0)))
    return float(block_peaks(samples, top).max()) if top else 0.0


def _highest(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    highest: NDArray[np.float32] = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    return highest


@cache
def _interpolation() -> NDArray[np.float32]:
    """Return the matrix from a window to the three points between each two samples: a Kaiser-windowed sinc."""
    window = np.arange(BLOCK + 2 * _REACH)[:, None]
    points = _REACH + (np.arange(BLOCK)[:, None] + np.array([0.25, 0.5, 0.75])).ravel()[None, :]
    distance = points - window
    inside = np.clip(1 - (distance / _REACH) ** 2, 0, None)
    weights: NDArray[np.float64] = np.sinc(distance) * np.i0(6.0 * np.sqrt(inside)) / np.i0(6.0) * (inside > 0)
    return weights.astype(np.float32)
