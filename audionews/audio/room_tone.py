"""The tone of a quiet room: what is heard between sentences instead of digital black.

It is noise that falls by 3 dB an octave, as a room's does. It is made of a circle of samples, and each place of a part
has its own sample of it: so chunks that are encoded apart continue one another, and the same part always sounds the
same.
"""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 1
"""Part of the key of every encoded chunk that has room tone. Raise it with any change of its samples."""
PERIOD = 1 << 17
"""Samples after which it repeats: some three seconds."""
_LOWEST, _HIGHEST = 80.0, 9_000.0  # Hz


def stretch(rate: int, level: float | None, start: int, length: int) -> NDArray[np.float32]:
    """Return `length` samples of the tone at `rate` Hz from place `start` on, at `level` dBFS; silence for None."""
    if level is None:
        return np.zeros(length, np.float32)
    found: NDArray[np.float32] = np.take(_circle(rate), np.arange(start, start + length), mode="wrap")
    return found * np.float32(10 ** (level / 20))


@cache
def _circle(rate: int) -> NDArray[np.float32]:
    """Return `PERIOD` samples whose end continues in their beginning, of root mean square 1.

    Phases come from `random`, whose numbers are the same in every version of Python.
    """
    chance = random.Random(1)  # noqa: S311 - noise, no secret
    phases = 2j * np.pi * np.array([chance.random() for _ in range(PERIOD // 2 + 1)])
    hertz = np.fft.rfftfreq(PERIOD, 1 / rate)
    heard = (hertz >= _LOWEST) & (hertz <= _HIGHEST)
    strength = np.where(heard, 1 / np.sqrt(np.maximum(hertz, _LOWEST)), 0)
    samples = np.fft.irfft(strength * np.exp(phases), PERIOD)
    even: NDArray[np.float32] = (samples / np.sqrt(np.mean(samples**2))).astype(np.float32)
    return even
