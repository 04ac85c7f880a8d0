"""The arithmetic of the network: layers of rows, and the arrays that it works in.

A word's arrays are small: numpy takes longer to make one, or to stretch a row along the rows of another, than to
multiply or add it. So the arrays are kept, and have the same shape as what is added to them.
"""

from __future__ import annotations

from threading import local
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audionews.bengali.pronunciation.graphemes import LONGEST

Floats = NDArray[np.float32]

REACH = 2  # units that one layer sees to either side
TAPS = 2 * REACH + 1

ALONE = 2**19 - 1
"""Multiplications that numpy's OpenBLAS does in one thread. It shares out more, and where cores are busy, waiting for
the other thread takes many times longer than the work."""

FOUR = 4
"""Rows that OpenBLAS multiplies in one go: two or three take longer than four, five to seven longer than eight."""

_BYTES = 4


class Layer:
    """Weights and biases, by which rows become others."""

    def __init__(self, weights: Floats, bias: Floats) -> None:
        """Keep the `bias` once for each of LONGEST rows."""
        self._weights, self._biases, self.channels = weights, np.tile(bias, (LONGEST, 1)), len(bias)
        self._zeros = np.zeros_like(self._biases)

    def of(self, rows: Floats, out: Floats | None = None) -> Floats:
        """Return what becomes of `rows`, LONGEST at most; in `out`, if that is given."""
        made = self._product(rows, out)
        made += self._biases[: len(rows)]
        return made

    def rectified(self, rows: Floats, out: Floats | None = None) -> Floats:
        """Return what `of` does, with 0 for what is less."""
        return self.rectify(self.of(rows, out))

    def rectify(self, rows: Floats) -> Floats:
        """Put 0 for what is less in rows such as the layer makes; return them."""
        np.maximum(rows, self._zeros[: len(rows)], out=rows)
        return rows

    def _product(self, rows: Floats, out: Floats | None) -> Floats:
        """Return `rows` times the weights; by parts of what is summed, where that is too much for one thread."""
        product: Floats
        if len(rows) * self._weights.size <= ALONE:
            product = np.dot(rows, self._weights, out)
            return product
        depth, some = len(self._weights), ALONE // (len(rows) * self.channels)
        product = np.dot(rows[:, :some], self._weights[:some], out)
        for at in range(some, depth, some):
            product += np.dot(rows[:, at : at + some], self._weights[at : at + some])
        return product


class Rows(NamedTuple):
    """Where some units are worked on: views of a `Room`."""

    hidden: Floats
    """A row for each unit."""
    behind: Floats
    """Those behind, as many as a layer sees: zeros."""
    around: Floats
    """What stands around each unit, five rows as one; filled up to a multiple of FOUR."""
    each: list[Floats]
    """The same, row by row."""
    taken: Floats
    """What each unit, and each of the gaps at either end, adds to those around it, in one row."""
    adding: Floats
    """The same as it adds to each unit: (units, TAPS, channels)."""
    product: Floats
    """What a layer makes of `around`."""
    added: Floats
    """The part of it that is of units."""

    def seen(self, places: list[int]) -> Floats:
        """Return what stands around some units; of two or more, the first again and again up to a multiple of FOUR."""
        each = [self.each[place] for place in places]
        if len(each) > 1:
            each += each[:1] * (-len(each) % FOUR)
        return np.array(each)


class Room(local):
    """Arrays to work in, of each thread its own."""

    def __init__(self, channels: int) -> None:
        """Make them for LONGEST units."""
        most = LONGEST + 2 * REACH
        self._hidden = np.zeros((most, channels), np.float32)
        self._taken = np.zeros((most, TAPS * channels), np.float32)
        self._product = np.zeros((LONGEST, channels), np.float32)
        self._kept: dict[int, Rows] = {}

    def rows(self, count: int) -> Rows:
        """Return the rows for so many units."""
        if count not in self._kept:
            self._kept[count] = self._laid_out(count)
        return self._kept[count]

    def _laid_out(self, count: int) -> Rows:
        end, wide = count + REACH, count + -count % FOUR
        hidden, taken, product = self._hidden[: wide + 2 * REACH], self._taken[: end + REACH], self._product[:wide]
        around = _around(hidden)
        each, adding = list(around), _adding(taken)
        return Rows(hidden[REACH:end], hidden[end:], around, each, taken, adding, product, product[:count])


def middle(around: Floats) -> Floats:
    """Return the row in the middle of those that stand around each unit."""
    channels = around.shape[1] // TAPS
    return around[:, REACH * channels : -REACH * channels]


def _around(rows: Floats) -> Floats:
    """Return for each row but the outermost two what stands around it: five rows as one. A view."""
    count, channels = rows.shape
    shape, strides = (count - 2 * REACH, TAPS * channels), (channels * _BYTES, _BYTES)
    return np.ndarray(shape, np.float32, rows, 0, strides)


def _adding(rows: Floats) -> Floats:
    """Return for each row but the outermost two what the five rows around it add to it: (rows, 5, channels). A view.

    A row's first part is for what stands two behind it, so of those around a row the first part of the first counts.
    """
    count, channels = len(rows) - 2 * REACH, rows.shape[1] // TAPS
    strides = (TAPS * channels * _BYTES, (TAPS + 1) * channels * _BYTES, _BYTES)
    return np.ndarray((count, TAPS, channels), np.float32, rows, 0, strides)
