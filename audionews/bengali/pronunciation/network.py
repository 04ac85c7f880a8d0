"""The small convolutional network behind `phonemes`, run forward in numpy, some words at a time.

A unit's first vector is a sum of table rows: what it and its neighbours are, how far either end of the word is, how
many vowels stand before and after. Two layers mix it with those around it; a last product scores the sounds.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audionews.bengali.pronunciation.graphemes import VOWELS
from audionews.bengali.pronunciation.ngrams import SOUNDS, Ngrams

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

STEPS = 11  # distances told apart, the last being ten and more
REACH = 2  # units that one layer sees to either side

USUAL = 0.35  # how much it counts that a way to say a word is usual
DOUBTFUL = 1.5  # lead in score below which the n-grams are asked
OPEN, MOST = 2.0, 2  # lead below which another choice is open then as well; choices that are asked about

ALONE = 2**19 - 1
"""Multiplications that numpy's OpenBLAS does in one thread. It shares out more, and where cores are busy, waiting for
the other thread takes many times longer than the work."""

TOGETHER = 32
"""Words looked at together: of more, the numbers no longer stay in the processor's cache."""

_KEPT = 256
"""Layouts that are kept: those of single words, of which the news has some forty."""

_GAP = "\0" * REACH
_TAPS = np.arange(2 * REACH + 1)


@dataclass(frozen=True)
class Network:
    """Trained weights, and what their rows and columns stand for."""

    table: Floats
    """Rows summed for the first layer: five for each unit, after those for pairs of distances and vowel counts."""
    layers: list[tuple[Floats, Floats]]
    """Weights (taps x channels, channels) and biases of the other two; then those of the scores."""
    code: dict[int, str]
    """From a unit's code point to the character whose code point is its place in the table, for `str.translate`."""
    shape: dict[int, str]
    """From a unit's code point to "V" if it is a vowel, else "C"."""
    column: dict[str, int]
    """From a sound to its column of scores; "" is silence."""
    grams: Ngrams | None
    """Asked where two sounds have nearly the same score, if there are any."""

    def choose(self, word: str, options: list[tuple[str, ...]]) -> list[str]:
        """Return for each unit of a `word` the best of the sounds that are its `options`."""
        return self._chosen(word, options, self._scores([word], [options])[0])

    def choose_all(self, words: list[str], options: list[list[tuple[str, ...]]]) -> list[list[str]]:
        """Return what `choose` does for each of some words; many take half the time that they would one by one."""
        found: list[list[str]] = []
        for at in range(0, len(words), TOGETHER):
            some, theirs = words[at : at + TOGETHER], options[at : at + TOGETHER]
            found += map(self._chosen, some, theirs, self._scores(some, theirs))
        return found

    def _chosen(self, word: str, options: list[tuple[str, ...]], scores: list[list[float]]) -> list[str]:
        chosen = [heard[0] for heard in options]
        doubts: list[tuple[float, int, str]] = []
        column, rows = self.column, iter(scores)
        for at, heard in enumerate(options):
            if len(heard) == 1:
                continue
            score = next(rows)
            ranked = sorted([(score[column[sound]], sound) for sound in heard])
            best, sound = ranked[-1]
            chosen[at] = sound
            if (lead := best - ranked[-2][0]) < OPEN:
                doubts.append((lead, at, ranked[-2][1]))
        if self.grams and doubts and min(doubts)[0] < DOUBTFUL:
            self._ask(self.grams, word, chosen, sorted(doubts)[:MOST])
        return chosen

    def _ask(self, grams: Ngrams, word: str, chosen: list[str], doubts: list[tuple[float, int, str]]) -> None:
        """Put into `chosen` those sounds of `doubts` (loss in score, unit, sound) with which it is more usual."""
        units = [ord(unit) * SOUNDS for unit in word.translate(self.code)]
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
        wanted = [at for at, heard in enumerate(options) if len(heard) > 1]
        least = (float("inf"), 0, "")
        for at, score in zip(wanted, self._scores([word], [options])[0], strict=True):
            next_best, sound = max((score[self.column[sound]], sound) for sound in options[at] if sound != chosen[at])
            least = min(least, (score[self.column[chosen[at]]] - next_best, at, sound))
        return least

    def _scores(self, words: list[str], options: list[list[tuple[str, ...]]]) -> list[list[list[float]]]:
        """Return for each word the scores of all sounds, for each of its units that has a choice."""
        wanted = [[at for at, heard in enumerate(theirs) if len(heard) > 1] for theirs in options]
        if not any(wanted):
            return [[] for _ in words]
        written = _GAP + _GAP.join(words) + _GAP
        codes = np.frombuffer(written.translate(self.code).encode("utf-32-le"), np.uint32)
        starts, inside, windows = _layout(tuple(map(len, words)))
        places = [_places(word.translate(self.shape)) for word in words if word]
        ends = places[0] if len(places) == 1 else np.concatenate(places)
        rows = np.concatenate((ends, codes.take(windows) + _TAPS), axis=1)
        hidden = np.zeros((len(codes), self.table.shape[1]), np.float32)
        summed = np.add.reduce(self.table.take(rows, axis=0), axis=1)
        hidden[inside] = np.maximum(summed, 0, out=summed)
        mixed = _product(hidden.take(windows, axis=0), *self.layers[0])
        summed += np.maximum(mixed, 0, out=mixed)
        hidden[inside] = summed
        asked = [start + at for start, theirs in zip(starts, wanted, strict=True) for at in theirs]
        mixed = _product(hidden.take(windows.take(asked, axis=0), axis=0), *self.layers[1])
        product = _product(summed.take(asked, axis=0) + np.maximum(mixed, 0, out=mixed), *self.layers[2])
        scores = iter(product.tolist())
        return [list(islice(scores, len(theirs))) for theirs in wanted]


def _product(rows: Floats, weights: Floats, bias: Floats) -> Floats:
    """Return each of `rows`, flattened, times `weights`, plus `bias`."""
    flat, most = rows.reshape(len(rows), -1), max(1, ALONE // weights.size)
    product: Floats
    if len(flat) <= most:
        product = flat.dot(weights)
    else:
        product = np.concatenate([flat[at : at + most].dot(weights) for at in range(0, len(flat), most)])
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
    code = {ord(unit): chr(place(at)) for at, unit in enumerate("\0" + units)}
    shape = {ord(unit): "V" if unit in vowels else "C" for unit in units}
    layers = [(get["w" + name], get["b" + name]) for name in "12o"]
    parts = [stored[f"gram_{part}"] for part in ("keys", "logs", "backs") if f"gram_{part}" in stored]
    grams = Ngrams(*parts) if parts else None
    return Network(get["table"], layers, code, shape, {sound: at for at, sound in enumerate(sounds)}, grams)


def place(unit: int) -> int:
    """Return where in the table the rows of a unit begin, by its number; 0 is the gap."""
    return 2 * STEPS**2 + unit * len(_TAPS)


@lru_cache(maxsize=_KEPT)
def _layout(lengths: tuple[int, ...]) -> tuple[list[int], Ints | slice, Ints]:
    """Return how words of some lengths lie in a row with a gap at either end and between them.

    Where each begins among the units of all; where each unit lies; and what its layers see.
    """
    starts = [0, *accumulate(lengths)][:-1]
    inside = np.arange(sum(lengths)) + np.repeat(np.arange(1, len(lengths) + 1) * REACH, lengths)
    windows = (inside - REACH)[:, None] + _TAPS
    return starts, slice(REACH, -REACH) if len(lengths) == 1 else inside, windows


@lru_cache(maxsize=10_000)
def _places(shape: str) -> Ints:
    """Return for each unit the rows of its distances from start and end: in units, and in vowels."""
    at, vowels = np.arange(len(shape)), np.cumsum([mark == "V" for mark in shape])
    steps = np.minimum([at, vowels, at[::-1], vowels[-1] - vowels], STEPS - 1)
    return (steps[:2] * STEPS + steps[2:] + [[0], [STEPS**2]]).T
