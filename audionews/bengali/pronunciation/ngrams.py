"""How usual a way of saying a word is: an n-gram model of what is written together with how it is said.

Such a joint model (Bisani & Ney 2008) remembers longer stretches of words than the network, which asks it where it is
of two minds. An n-gram that was seen has its probability, interpolated as Witten & Bell do (Bell, Cleary & Witten
1990); another has that of its end, times what its beginning leaves for the unseen.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

ORDER = 5
"""Units looked at together."""
START, END = 0, 1
"""Stand before the first and behind the last unit."""
SOUNDS = 64
"""As many as there are, at most: a unit and its sound are one number, `unit * SOUNDS + sound`."""

_MASK = 2**32 - 1
_FACTOR = 0x9E3779B1
"""How much more a unit counts than the one behind it: an n-gram's sum goes on from that of its context."""
_POWERS: list[int] = [_FACTOR**back & _MASK for back in range(ORDER)]
_LENGTHS: list[int] = [0x85EBCA6B * (length - 1) & _MASK for length in range(ORDER + 1)]
"""What is added for the length of an n-gram, from none on."""
_FREE = _MASK
"""Marks a slot without an n-gram. That an n-gram has just this sum is unlikely; it would count as not seen."""


class Ngrams:
    """Logarithms for n-grams of all lengths, by the sums that `hashed` makes of them."""

    def __init__(self, keys: NDArray[np.uint32], logs: NDArray[Any], backs: NDArray[Any]) -> None:
        """Lay the n-grams out for look-up.

        `keys` are the sums, rising; `logs` tells how likely the last unit is after those before it, `backs` what is
        left for units that were not seen after it. Each goes to the slot that the first bits of its sum name, or to the
        next one free: a few steps of Python find it there, sooner than numpy would for the dozen that a doubt is about.
        """
        self.keys, self.logs, self.backs = keys, logs, backs
        self._shift = 31 - len(keys).bit_length()
        numbers = np.arange(len(keys))
        slots = numbers + np.maximum.accumulate((keys >> self._shift).astype(np.int64) - numbers)
        size = max(2**32 >> self._shift, int(slots[-1]) + 1) + 1
        self._slots = [_spread(array, slots, size).data for array in (keys, _floats(logs), _floats(backs))]
        self._least = -math.log(len(keys))
        self._logarithm = lru_cache(maxsize=20_000)(self._looked_up)

    def log(self, ways: list[list[int]], first: int = 0, last: int | None = None) -> list[float]:
        """Return how likely each of `ways` to say a word is, all as long; up to a constant.

        Between them, only the units from `first` to `last` may differ: other n-grams are left out.
        """
        stop = len(ways[0]) if last is None else min(last + ORDER - 1, len(ways[0]))
        places, before, known = range(stop - first + 1), (START,) * (ORDER - 1), self._logarithm
        found = []
        for way in ways:
            near = (*before, *way, END)[first : stop + ORDER]
            found.append(sum([known(near[at : at + ORDER]) for at in places]))
        return found

    def _looked_up(self, gram: tuple[int, ...]) -> float:
        """Return the logarithm of the longest end of a gram that was seen, with what its contexts leave for it."""
        _, logs, backs = self._slots
        contexts = [0, *accumulate(map(mul, gram[-2::-1], _POWERS))]
        log, seen, last = self._least, 0, gram[-1]
        for length in range(ORDER, 0, -1):  # mostly the first or the second is there
            if (slot := self._slot(last + _FACTOR * contexts[length - 1] + _LENGTHS[length] & _MASK)) >= 0:
                log, seen = logs[slot], length
                break
        for length in range(max(seen, 1), ORDER):
            if (slot := self._slot(contexts[length] + _LENGTHS[length] & _MASK)) < 0:
                break
            log += backs[slot]
        return log

    def _slot(self, key: int) -> int:
        """Return the slot of a sum, or -1."""
        keys, slot = self._slots[0], key >> self._shift
        while (here := keys[slot]) != key:
            if here == _FREE:
                return -1
            slot += 1
        return slot


def hashed(gram: Sequence[int]) -> int:
    """Return the sum of an n-gram: a number of 32 bits."""
    total: int = sum(map(mul, reversed(gram), _POWERS))
    return total + _LENGTHS[len(gram)] & _MASK


def _floats(array: NDArray[Any]) -> NDArray[np.float32]:
    return array.astype(np.float32)


def _spread(values: NDArray[Any], slots: NDArray[np.int64], size: int) -> NDArray[Any]:
    """Return an array of a size with `values` in their `slots`, and `_FREE` in the others."""
    spread = np.full(size, _FREE, values.dtype)
    spread[slots] = values
    return spread
