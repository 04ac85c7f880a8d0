"""The small convolutional network behind `phonemes`, run forward in numpy, some words at a time.

A unit's first vector is a sum of table rows: what it and its neighbours are, how far either end of the word is, how
many vowels stand before and after. Two layers mix it with those around it; a last product scores the sounds.

For one word, numpy's calls take longer than what they compute: there are as few as may be, and what a layer sees is a
view of overlapping rows, not a copy.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audionews.bengali.pronunciation.graphemes import VOWELS
from audionews.bengali.pronunciation.ngrams import SOUNDS, Ngrams

Floats = NDArray[np.float32]

STEPS = 11  # distances told apart, the last being ten and more
REACH = 2  # units that one layer sees to either side
TAPS = 2 * REACH + 1

USUAL = 0.35  # how much it counts that a way to say a word is usual
DOUBTFUL = 1.5  # lead in score below which the n-grams are asked
OPEN, MOST = 2.0, 2  # lead below which another choice is open then as well; choices that are asked about

ALONE = 2**19 - 1
"""Multiplications that numpy's OpenBLAS does in one thread. It shares out more, and where cores are busy, waiting for
the other thread takes many times longer than the work."""

TOGETHER = 32
"""Words looked at together: of more, the numbers no longer stay in the processor's cache."""

_SHAPES = 1000
"""Shapes of words whose distances are kept, summed: the news has fewer, and each takes some 4 kB."""

_GAP = "\0" * REACH
_BYTES, _ZERO = 4, np.float32(0)


@dataclass(frozen=True)
class Network:
    """Trained weights, and what their rows and columns stand for."""

    units: Floats
    """For each unit what it adds to the first layer of the five around it, itself among them, in one row."""
    ends: Callable[[str], Floats]
    """From a word's shape to what its distances add to the first layer of its units."""
    layers: list[tuple[Floats, Floats]]
    """Weights (taps x channels, channels) and biases of the other two; then those of the scores."""
    code: dict[int, str]
    """From a unit's code point to the character whose code point is its row in `units`, for `str.translate`."""
    shape: dict[int, str]
    """From a unit's code point to "V" if it is a vowel, else "C"."""
    column: dict[str, int]
    """From a sound to its column of scores; "" is silence."""
    grams: Ngrams | None
    """Asked where two sounds have nearly the same score, if there are any."""

    def choose(self, word: str, options: list[tuple[str, ...]]) -> list[str]:
        """Return for each unit of a `word` the best of the sounds that are its `options`."""
        return self._chosen(word, options, self._scores([word], [options]))

    def choose_all(self, words: list[str], options: list[list[tuple[str, ...]]]) -> list[list[str]]:
        """Return what `choose` does for each of some words; many take half the time that they would one by one."""
        found: list[list[str]] = []
        for at in range(0, len(words), TOGETHER):
            some, theirs = words[at : at + TOGETHER], options[at : at + TOGETHER]
            scores = self._scores(some, theirs)
            found += [self._chosen(word, heard, scores) for word, heard in zip(some, theirs, strict=True)]
        return found

    def _chosen(self, word: str, options: list[tuple[str, ...]], scores: Iterator[float]) -> list[str]:
        chosen = [heard[0] for heard in options]
        doubts: list[tuple[float, int, str]] = []
        for at, heard in enumerate(options):
            if len(heard) == 1:
                continue
            *_, (second, sound), (best, chosen[at]) = sorted([(next(scores), sound) for sound in heard])
            if best - second < OPEN:
                doubts.append((best - second, at, sound))
        if self.grams and doubts and min(doubts)[0] < DOUBTFUL:
            self._ask(self.grams, word, chosen, sorted(doubts)[:MOST])
        return chosen

    def _ask(self, grams: Ngrams, word: str, chosen: list[str], doubts: list[tuple[float, int, str]]) -> None:
        """Put into `chosen` those sounds of `doubts` (loss in score, unit, sound) with which it is more usual."""
        units = [place(ord(unit)) * SOUNDS for unit in word.translate(self.code)]
        ways = [(0.0, [unit + self.column[sound] for unit, sound in zip(units, chosen, strict=True)])]
        for loss, at, other in doubts:
            ways += [(lost + loss, [*way[:at], units[at] + self.column[other], *way[at + 1 :]]) for lost, way in ways]
        places = [at for _, at, _ in doubts]
        usual = grams.log([way for _, way in ways], min(places), max(places))
        best = max(range(len(ways)), key=lambda way: USUAL * usual[way] - ways[way][0])
        for number, (_, at, other) in enumerate(doubts):
            if best >> number & 1:
                chosen[at] = other

    def least_sure(self, word: str, options: list[tuple[str, ...]], chosen: list[str]) -> tuple[float, int, str]:
        """Return the unit of a `word` whose `chosen` sound leads least: its lead, which one, and the next best sound.

        The lead is infinite where there is nothing to choose; it is negative where the n-grams chose otherwise.
        """
        least, scores = (float("inf"), 0, ""), self._scores([word], [options])
        for at, heard in enumerate(options):
            if len(heard) > 1:
                known = {sound: next(scores) for sound in heard}
                lead = known.pop(chosen[at])
                next_best, sound = max((other, sound) for sound, other in known.items())
                least = min(least, (lead - next_best, at, sound))
        return least

    def _scores(self, words: list[str], options: list[list[tuple[str, ...]]]) -> Iterator[float]:
        """Return the scores of the units' options, word by word, where a unit has a choice."""
        places, asked, start = list[int](), list[tuple[str, ...]](), 0
        for theirs in options:
            places += [at for at, heard in enumerate(theirs, start) if len(heard) > 1]
            asked += [heard for heard in theirs if len(heard) > 1]
            start += len(theirs) + REACH
        if not asked:
            return iter(())
        written = _GAP + _GAP.join(words) + _GAP
        codes = np.frombuffer(written.translate(self.code).encode("utf-32-le"), np.uint32)
        apart = codes[REACH:-REACH, None] > 0 if len(words) > 1 else None
        ends = self._ends(words)
        hidden = np.zeros((len(codes), ends.shape[1]), np.float32)
        inner, around = hidden[REACH:-REACH], _around(hidden)
        np.add.reduce(_adding(self.units.take(codes, axis=0)), axis=1, out=inner)
        inner += ends
        _rectify(inner, apart)
        inner += _rectify(_product(around, *self.layers[0]), apart)
        mixed = _rectify(_product(around[places], *self.layers[1]))
        mixed += inner.take(places, axis=0)
        product, column = _product(mixed, *self.layers[2]), self.column
        firsts = range(0, product.size, product.shape[1])
        picks = [first + column[sound] for first, heard in zip(firsts, asked, strict=True) for sound in heard]
        return iter(product.take(picks).tolist())

    def _ends(self, words: list[str]) -> Floats:
        """Return what `ends` gives for each word, with rows of no meaning between them."""
        if len(words) == 1:
            return self.ends(words[0].translate(self.shape))
        between, parts = np.zeros((REACH, self.units.shape[1] // TAPS), np.float32), list[Floats]()
        for word in words:
            parts += [self.ends(word.translate(self.shape)), between] if word else [between]
        return np.concatenate(parts[:-1])


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


def _rectify(rows: Floats, inside: NDArray[np.bool_] | None = None) -> Floats:
    """Put 0 for what is less, and outside of words; return the same rows."""
    np.maximum(rows, _ZERO, out=rows)
    if inside is not None:
        rows *= inside
    return rows


def _product(rows: Floats, weights: Floats, bias: Floats) -> Floats:
    """Return `rows` times `weights`, plus `bias`."""
    product: Floats
    if len(rows) * weights.size <= ALONE:
        product = rows.dot(weights)
    else:
        most = max(1, ALONE // weights.size)
        product = np.concatenate([rows[at : at + most].dot(weights) for at in range(0, len(rows), most)])
    product += bias
    return product


@cache
def network() -> Network:
    """Return the network that ships, loaded once (some milliseconds)."""
    with files("audionews.bengali").joinpath("data", "phonemes.npz").open("rb") as file:
        return parse(dict(np.load(file)))


def parse(stored: dict[str, NDArray[Any]], vowels: str = VOWELS + "Y") -> Network:
    """Return the network in the arrays of a model file that `tools/` made; some of its units are `vowels`."""
    get = {name: array.astype(np.float32) for name, array in stored.items() if array.dtype == np.float16}
    units, sounds = str(stored["units"]), str(stored["sounds"]).split("|")
    code = {ord(unit): chr(at) for at, unit in enumerate("\0" + units)}
    shape = {ord(unit): "V" if unit in vowels else "C" for unit in units}
    layers = [(get["w" + name], get["b" + name]) for name in "12o"]
    parts = [stored[f"gram_{part}"] for part in ("keys", "logs", "backs") if f"gram_{part}" in stored]
    grams = Ngrams(*parts) if parts else None
    ends, units_rows = np.split(get["table"], [place(0)])
    columns = {sound: at for at, sound in enumerate(sounds)}
    return Network(units_rows.reshape(len(code), -1), _distances(ends), layers, code, shape, columns, grams)


def place(unit: int) -> int:
    """Return where in the table the rows of a unit begin, by its number; 0 is the gap."""
    return 2 * STEPS**2 + unit * TAPS


def _distances(rows: Floats) -> Callable[[str], Floats]:
    """Return what sums, for each unit of a word of some shape, the rows of its distances from start and end."""

    @lru_cache(maxsize=_SHAPES)
    def summed(shape: str) -> Floats:
        at, vowels = np.arange(len(shape)), np.cumsum([mark == "V" for mark in shape])
        steps = np.minimum([at, vowels, at[::-1], vowels[-1] - vowels], STEPS - 1)
        in_units, in_vowels = steps[:2] * STEPS + steps[2:] + [[0], [STEPS**2]]
        both: Floats = rows.take(in_units, axis=0) + rows.take(in_vowels, axis=0)
        return both

    return summed
