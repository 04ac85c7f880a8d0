"""The small convolutional network behind `phonemes`, run forward in numpy.

Each unit is a vector: what it is, how far from either end of the word, how many vowels stand before and
after. Layers of width-five convolutions with residual sums mix each unit with its neighbours; the last is a
score for each sound. Words are laid end to end with empty rows between, so one pass is a few large matrix
products.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audionews.bengali.units import VOWELS, sounds

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

REACH = 2
"""Units that one layer sees to either side."""

STEPS = 11
"""Distances told apart, the last being ten and more."""

IMPOSSIBLE = np.float32(-1e9)

_TAPS = np.arange(-REACH, REACH + 1)
_PASS = 96
"""Words a pass: what is multiplied then stays in the processor's cache."""

_BLOCK = 16
"""Rows multiplied at once: 16 x 128 x 128 is as much as OpenBLAS does on one thread (interface/gemm.c)."""

_MANY = 192
"""Rows from which on one large product is faster."""

_LONGEST = 64
"""Units looked at together: no word is longer, and what is must not fill the memory."""


@dataclass(frozen=True)
class Network:
    """Trained weights, and what their rows and columns stand for."""

    arrays: dict[str, Floats]
    """`unit` (units, 48), `ends` `vowels` (pairs of steps, 48), `w0` `b0` … `wo` `bo`: see `_scores`."""
    code: dict[int, str]
    """From a unit's code point to the character whose code point is its row, for `str.translate`."""
    labels: list[str]
    """Sounds, in the order of the scores' columns; "" is silence."""

    vowel: dict[int, str]
    """From a unit's code point to "V" if it is a vowel, else "C"."""

    def choose(self, words: list[str], options: list[list[tuple[str, ...]]]) -> list[str]:
        """Return the best-scored sound of each unit that has more than one, for all `words` in order.

        `words` are strings of units, `options` the sounds of each unit of each word.
        """
        pieces = [word[at : at + _LONGEST] for word in words for at in range(0, len(word), _LONGEST)]
        places = [heard for word in options for heard in word]
        row, penalties = _penalties(tuple(self.labels))
        chosen: list[str] = []
        done = 0
        for start in range(0, len(pieces), _PASS):
            part = pieces[start : start + _PASS]
            here = places[done : done + sum(map(len, part))]
            done += len(here)
            rows = [row[heard] for heard in here if len(heard) > 1]
            if rows:
                scores = self._scores(part, np.array([len(heard) > 1 for heard in here])) + penalties[rows]
                chosen += [self.labels[best] for best in scores.argmax(1).tolist()]
        return chosen

    def _scores(self, words: list[str], wanted: NDArray[np.bool_]) -> Floats:
        """Return scores (wanted units, labels)."""
        arrays = self.arrays
        gap = "\0" * REACH
        laid = (gap + gap.join(words) + gap).translate(self.code).encode("latin-1")
        codes = np.frombuffer(laid, np.uint8)
        at = np.flatnonzero(codes)
        hidden = arrays["unit"].take(codes, axis=0)
        hidden[at] += self._whereabouts(words)
        mixed = np.zeros((len(codes), len(arrays["b0"])), np.float32)
        mixed[at] = self._layer(0, hidden, at)
        mixed[at] += self._layer(1, mixed, at)
        at = at[wanted]
        last: Floats = mixed[at] + self._layer(2, mixed, at)
        return _product(last[None], arrays["wo"][None]) + arrays["bo"]

    def _layer(self, number: int, rows: Floats, at: Ints) -> Floats:
        """Return the rectified convolution of `rows` (all, channels) at the places `at`."""
        weights = self.arrays[f"w{number}"]
        if len(at) > _MANY:
            windows = rows.take(np.add.outer(at, _TAPS), axis=0).reshape(len(at), -1)
            mixed: Floats = windows @ weights.reshape(windows.shape[1], -1)
        else:
            mixed = _product(rows.take(np.add.outer(_TAPS, at), axis=0), weights)
        mixed += self.arrays[f"b{number}"]
        return np.maximum(mixed, 0, out=mixed)

    def _whereabouts(self, words: list[str]) -> Floats:
        """Return the vectors (units, 48) of each unit's distance from the ends, in units and in vowels."""
        ends = [step for word in words for step in _from_ends(len(word))]
        vowels = [step for word in words for step in _from_vowels(word.translate(self.vowel))]
        found: Floats = self.arrays["ends"].take(ends, axis=0) + self.arrays["vowels"].take(vowels, axis=0)
        return found


def _product(left: Floats, right: Floats) -> Floats:
    """Return the sum over taps of `left` (taps, rows, n) times `right` (taps, n, m), in blocks of few rows.

    Larger products would wake OpenBLAS's threads, whose waiting costs a busy machine ten times the work.
    """
    taps, rows, width = left.shape
    block = min(rows, _BLOCK)
    padded = np.zeros((taps, -(-rows // block) * block, width), np.float32)
    padded[:, :rows] = left
    products = padded.reshape(taps, -1, block, width) @ right[:, None]
    total: Floats = products.sum(0).reshape(padded.shape[1], -1)[:rows]
    return total


@cache
def network() -> Network:
    """Return the network that ships, loaded once (some milliseconds)."""
    with files("audionews.bengali").joinpath("data", "phonemes.npz").open("rb") as file:
        return parse(dict(np.load(file)))


def parse(stored: dict[str, NDArray[Any]]) -> Network:
    """Return the network in the arrays of a model file."""
    arrays = {name: array.astype(np.float32) for name, array in stored.items() if array.ndim}
    alphabet, labels = str(stored["units"]), str(stored["sounds"]).split("|")
    code = {ord(unit): chr(row) for row, unit in enumerate(alphabet, 1)}
    arrays["unit"][0] = 0  # the gaps between words
    for name, before, after in (("ends", "start", "end"), ("vowels", "left", "right")):
        pairs = arrays.pop(before)[:, None] + arrays.pop(after)[None]
        arrays[name] = pairs.reshape(STEPS * STEPS, -1)
    for name in ("w0", "w1", "w2"):
        arrays[name] = arrays[name].reshape(len(_TAPS), -1, arrays[name].shape[1])
    vowel = {ord(unit): "V" if unit in VOWELS + "Y" else "C" for unit in alphabet}
    return Network(arrays, code, labels, vowel)


@cache
def _from_ends(length: int) -> list[int]:
    """Return for each unit of a word the row of its distances from the first and the last unit."""
    return [_pair(at, length - 1 - at) for at in range(length)]


@lru_cache(maxsize=10_000)
def _from_vowels(shape: str) -> list[int]:
    """Return for each unit the row of its counts of vowels: up to it, itself included, and after it."""
    return [_pair(shape.count("V", 0, at + 1), shape.count("V", at + 1)) for at in range(len(shape))]


def _pair(before: int, after: int) -> int:
    return min(before, STEPS - 1) * STEPS + min(after, STEPS - 1)


@cache
def _penalties(labels: tuple[str, ...]) -> tuple[dict[tuple[str, ...], int], Floats]:
    """Return the row of each set of sounds in the table, and the rows: 0 where allowed, else impossible."""
    heard = {row[2] for unit in sounds().values() for row in unit}
    allowed = [[label in options for label in labels] for options in heard]
    return {options: at for at, options in enumerate(heard)}, np.where(allowed, 0, IMPOSSIBLE).astype("f4")
