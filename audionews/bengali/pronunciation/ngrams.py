"""How usual a way of saying a word is: an n-gram model of what is written together with how it is said.

Such a joint model (Bisani & Ney 2008) remembers longer stretches of words than the network, which asks it where it is
of two minds. An n-gram that was seen has its probability, interpolated as Witten & Bell do (Bell, Cleary & Witten
1990); another has that of its end, times what its beginning leaves for the unseen.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ORDER = 5
"""Units looked at together."""
START, END = 0, 1
"""Stand before the first and behind the last unit."""
SOUNDS = 64
"""As many as there are, at most: a unit and its sound are one number, `unit * SOUNDS + sound`."""

_POWERS = np.array([0x9E3779B1**back % 2**32 for back in range(ORDER)], np.uint32)
_LENGTHS = np.array([[[0x85EBCA6B * length % 2**32]] for length in range(ORDER)], np.uint32)


@dataclass(frozen=True, eq=False)
class Ngrams:
    """Logarithms for n-grams of all lengths, by the sums that `hashed` makes of them."""

    keys: NDArray[np.uint32]
    """The sums, rising."""
    logs: NDArray[np.float16]
    """How likely the last unit is after those before it."""
    backs: NDArray[np.float16]
    """What is left for units that were not seen after it."""

    def log(self, ways: list[list[int]]) -> list[float]:
        """Return how likely each of `ways` to say a word is, all as long; up to a constant."""
        sums = hashed([[START] * ORDER + way + [END] for way in ways])
        at = self.keys.searchsorted(sums)
        seen = self.keys.take(at, mode="clip") == sums
        logs = self.logs.take(at[:, :, 1:], mode="clip").astype(np.float32)
        backs = (self.backs.take(at[:, :, :-1], mode="clip") * seen[:, :, :-1]).astype(np.float32)
        told = np.full(logs.shape[1:], -np.log(len(self.keys)), np.float32)
        for length in range(ORDER):
            if length:
                told += backs[length - 1]
            np.copyto(told, logs[length], where=seen[length, :, 1:])
        likely: list[float] = told.sum(1).tolist()
        return likely


def hashed(words: list[list[int]]) -> NDArray[np.uint32]:
    """Return a number for the n-grams that end at each place but the first ones (lengths from 1, words, places)."""
    numbers = np.array(words, np.uint32)
    width = numbers.shape[1] - ORDER + 1
    found = np.empty((ORDER, len(words), width), np.uint32)
    before: NDArray[np.uint32] | int = 0
    for back in range(ORDER):
        first = ORDER - 1 - back
        before = found[back] = before + numbers[:, first : first + width] * _POWERS[back]
    found += _LENGTHS
    return found
