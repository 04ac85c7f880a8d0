"""The small convolutional network behind `phonemes`, run forward in numpy.

Each unit is a vector: what it is, how far from either end of the word, how many vowels stand before and
after. Layers of width-five convolutions with residual sums mix each unit with its neighbours; the last is a
score for each sound. Words are laid end to end with empty rows between, so one pass is a few large matrix
products.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audionews.bengali.units import VOWELS, sounds

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

REACH = 2
"""Units that one layer sees to either side."""

IMPOSSIBLE = np.float32(-1e9)

_TAPS = np.arange(-REACH, REACH + 1)
_PASS = 48
"""Words a pass: what is multiplied then stays in the processor's cache."""

_LONGEST = 64
"""Units looked at together: no word is longer, and what is must not fill the memory."""


@dataclass(frozen=True)
class Network:
    """Trained weights, and what their rows and columns stand for."""

    arrays: dict[str, Floats]
    """`unit` (units, 48), `start` `end` `left` `right` (steps, 48), `w0` `b0` … `wo` `bo`: see `_scores`."""
    code: dict[int, str]
    """From a unit's code point to the character whose code point is its row, for `str.translate`."""
    labels: list[str]
    """Sounds, in the order of the scores' columns; "" is silence."""

    vowel: NDArray[np.int_]
    """1 in the rows of units that are vowels."""

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
        hidden = np.zeros((len(codes), arrays["unit"].shape[1]), np.float32)
        hidden[at] = arrays["unit"][codes[at]] + self._whereabouts(words, codes, at)
        mixed = np.zeros((len(codes), len(arrays["b0"])), np.float32)
        mixed[at] = self._layer(0, hidden, at)
        mixed[at] += self._layer(1, mixed, at)
        at = at[wanted]
        last: Floats = mixed[at] + self._layer(2, mixed, at)
        result: Floats = last @ arrays["wo"] + arrays["bo"]
        return result

    def _layer(self, number: int, rows: Floats, at: Ints) -> Floats:
        """Return the rectified convolution of `rows` (all, channels) at the places `at`."""
        windows = rows.take(at[:, None] + _TAPS, axis=0).reshape(len(at), -1)
        mixed: Floats = windows @ self.arrays[f"w{number}"]
        mixed += self.arrays[f"b{number}"]
        return np.maximum(mixed, 0, out=mixed)

    def _whereabouts(self, words: list[str], codes: NDArray[np.uint8], at: Ints) -> Floats:
        """Return the vectors (units, 48) of each unit's distance from the ends, in units and in vowels."""
        lengths = np.array([len(word) for word in words])
        last = np.cumsum(lengths + REACH) - 1
        vowels = np.cumsum(self.vowel[codes])
        before, after = np.repeat(last - lengths, lengths), np.repeat(last, lengths)
        seen = vowels[at]
        steps = {
            "start": at - before - 1,
            "end": after - at,
            "left": seen - vowels[before],
            "right": vowels[after] - seen,
        }
        top = len(self.arrays["start"]) - 1
        total: Floats = sum(self.arrays[name][np.minimum(step, top)] for name, step in steps.items())
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
    vowel = np.array([0, *(unit in VOWELS + "Y" for unit in alphabet)], int)
    return Network(arrays, code, labels, vowel)


@cache
def _penalties(labels: tuple[str, ...]) -> tuple[dict[tuple[str, ...], int], Floats]:
    """Return the row of each set of sounds in the table, and the rows: 0 where allowed, else impossible."""
    heard = {row[2] for unit in sounds().values() for row in unit}
    allowed = [[label in options for label in labels] for options in heard]
    return {options: at for at, options in enumerate(heard)}, np.where(allowed, 0, IMPOSSIBLE).astype("f4")
