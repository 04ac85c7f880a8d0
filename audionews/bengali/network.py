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


@dataclass(frozen=True)
class Network:
    """Trained weights, and what their rows and columns stand for."""

    arrays: dict[str, Floats]
    """`unit` (units, 48), `start` `end` `left` `right` (steps, 48), `w0` `b0` … `wo` `bo`: see `_scores`."""
    code: dict[int, str]
    """From a unit's code point to the character whose code point is its row, for `str.translate`."""
    labels: list[str]
    """Sounds, in the order of the scores' columns; "" is silence."""

    def choose(self, words: list[str], options: list[list[tuple[str, ...]]]) -> list[str]:
        """Return the best-scored sound of each unit that has more than one, for all `words` in order.

        `words` are strings of units, `options` the sounds of each unit of each word.
        """
        wanted = [len(heard) > 1 for word in options for heard in word]
        allowed = _allowed(tuple(self.labels))
        masks = np.array([allowed[heard] for word in options for heard in word if len(heard) > 1])
        scores = self._scores(words, np.array(wanted)) + masks
        return [self.labels[best] for best in scores.argmax(1).tolist()]

    def _scores(self, words: list[str], wanted: NDArray[np.bool_]) -> Floats:
        """Return scores (wanted units, labels)."""
        arrays = self.arrays
        gap = "\0" * REACH
        laid = (gap + gap.join(words) + gap).translate(self.code).encode("latin-1")
        codes = np.frombuffer(laid, np.uint8).astype(np.intp)
        at = np.flatnonzero(codes)
        hidden = np.zeros((len(codes), arrays["unit"].shape[1]), np.float32)
        hidden[at] = arrays["unit"][codes[at]] + self._whereabouts(words, codes[at])
        mixed = np.zeros((len(codes), arrays["b0"].shape[0]), np.float32)
        mixed[at] = self._layer(0, hidden, at)
        mixed[at] += self._layer(1, mixed, at)
        at = at[wanted]
        last: Floats = mixed[at] + self._layer(2, mixed, at)
        result: Floats = last @ arrays["wo"] + arrays["bo"]
        return result

    def _layer(self, number: int, rows: Floats, at: Ints) -> Floats:
        """Return the rectified convolution of `rows` (all, channels) at the places `at`."""
        taps = np.arange(-REACH, REACH + 1)
        windows = rows[at[:, None] + taps].reshape(len(at), -1)
        mixed: Floats = windows @ self.arrays[f"w{number}"] + self.arrays[f"b{number}"]
        return np.maximum(mixed, 0, out=mixed)

    def _whereabouts(self, words: list[str], codes: Ints) -> Floats:
        """Return the vectors (units, 48) of each unit's distance from the ends, in units and in vowels."""
        lengths = np.array([len(word) for word in words])
        ends = np.cumsum(lengths)
        place = np.arange(len(codes))
        first, last = np.repeat(ends - lengths, lengths), np.repeat(ends - 1, lengths)
        vowel = np.isin(codes, [ord(self.code[ord(unit)]) for unit in VOWELS + "Y"])
        count = np.concatenate([[0], np.cumsum(vowel)])
        steps = {
            "start": place - first,
            "end": last - place,
            "left": count[place + 1] - count[first],
            "right": count[last + 1] - count[place + 1],
        }
        tables = [(self.arrays[name], value) for name, value in steps.items()]
        total: Floats = sum(table[np.minimum(value, len(table) - 1)] for table, value in tables)
        return total


@cache
def network() -> Network:
    """Return the network that ships, loaded once (some milliseconds)."""
    with files("audionews.bengali").joinpath("data", "phonemes.npz").open("rb") as file:
        return parse(dict(np.load(file)))


def parse(stored: dict[str, NDArray[Any]]) -> Network:
    """Return the network in the arrays of a model file."""
    arrays = {name: array.astype(np.float32) for name, array in stored.items() if array.ndim}
    code = {ord(unit): chr(row) for row, unit in enumerate(str(stored["units"]), 1)}
    return Network(arrays, code, str(stored["sounds"]).split("|"))


@cache
def _allowed(labels: tuple[str, ...]) -> dict[tuple[str, ...], Floats]:
    """Return for each set of sounds in the table a row of penalties: 0 where allowed, else impossible."""
    heard = {row[2] for unit in sounds().values() for row in unit}
    return {
        options: np.array([0 if label in options else IMPOSSIBLE for label in labels], np.float32)
        for options in heard
    }
