"""Measure loudness by ITU-R BS.1770-4: K-weighting, blocks of 400 ms, two gates.

A sound is reduced once to the mean square of each 100 ms (`energies`). The energies of sounds that follow one another
are simply concatenated: so a programme of any length can be measured while it is written.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEP = 0.1
"""Seconds that one energy stands for: a quarter of a gating block, since blocks overlap by 75 %."""
SILENCE = -70.0
"""LUFS of the absolute gate, and by definition of a sound that has no block above it."""
_OFFSET = -0.691  # LUFS, BS.1770-4 formula (2)
_RATE = 48_000  # Hz for which the standard gives its coefficients
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGHPASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def energies(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Return the K-weighted mean square of each 100 ms of `samples` (mono, full scale 1).

    A last step shorter than 100 ms is filled up with zeros. The filter is applied to each step's spectrum (Parseval's
    theorem), with the response that BS.1770-4 prescribes at 48 kHz, whatever `rate` (Hz) is.
    """
    size = round(rate * STEP)
    count = -(-len(samples) // size)
    found = np.empty(count, np.float32)
    weights = _weights(rate, size)
    whole = len(samples) // size
    for first in range(0, whole, 64):  # steps at a time: their spectra stay in the processor's cache
        last = min(first + 64, whole)
        found[first:last] = _weighed(samples[first * size : last * size].reshape(-1, size), weights)
    if whole < count:
        rest = np.zeros((1, size), np.float32)
        rest[0, : len(samples) - whole * size] = samples[whole * size :]
        found[whole:] = _weighed(rest, weights)
    return found


def _weighed(steps: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    spectra = np.fft.rfft(steps, axis=1).view(np.float32)
    np.multiply(spectra, spectra, out=spectra)
    weighed: NDArray[np.float32] = np.einsum("ij,j->i", spectra, weights)  # `@` would wake a thread a processor
    return weighed


@cache
def _weights(rate: int, size: int) -> NDArray[np.float32]:
    """Return the factor for the square of each real and imaginary part in a spectrum of `size` samples."""
    frequencies = np.minimum(np.fft.rfftfreq(size, 1 / rate), _RATE / 2)
    z = np.exp(-2j * np.pi * frequencies / _RATE)
    response = np.ones_like(z)
    for above, below in (_SHELF, _HIGHPASS):
        response *= np.polyval(above[::-1], z) / np.polyval(below[::-1], z)
    weights = 2 * np.abs(response) ** 2 / size**2
    if size % 2 == 0:
        weights[-1] /= 2
    return np.repeat(weights, 2).astype(np.float32)


def integrated(steps: NDArray[np.float32]) -> float:
    """Return the gated loudness (LUFS) of a programme whose `energies` are `steps`; at least `SILENCE`."""
    if len(steps) < 4:
        steps = np.pad(steps, (0, 4 - len(steps)))
    sums = np.concatenate(([0.0], np.cumsum(steps, dtype=np.float64)))
    blocks = (sums[4:] - sums[:-4]) / 4
    loud = blocks[blocks > _energy(SILENCE)]
    if not len(loud):
        return SILENCE
    loud = loud[loud > loud.mean() / 10]  # relative gate: 10 LU below what passes the absolute one
    return _lufs(float(loud.mean()))


def _lufs(energy: float) -> float:
    return float(_OFFSET + 10 * np.log10(energy))


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))
