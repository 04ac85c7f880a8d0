"""The small convolutional network behind `phonemes`, run forward in numpy, some words at a time.

A unit's first vector is a sum of table rows: what it and its neighbours are, how far either end of the word is, how
many vowels stand before and after. Two layers mix it with those around it; a last product scores the sounds.

For one word, numpy's calls take longer than what they compute: there are as few as may be (`layers`), and what a layer
sees is a view of overlapping rows, not a copy.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audionews.bengali.pronunciation.graphemes import LONGEST, VOWELS
from audionews.bengali.pronunciation.layers import REACH, TAPS, Floats, Layer, Room, Rows, middle
from audionews.bengali.pronunciation.ngrams import SOUNDS, Ngrams

STEPS = 11  # distances told apart, the last being ten and more

USUAL = 0.35  # how much it counts that a way to say a word is usual
DOUBTFUL = 1.5  # lead in score below which the n-grams are asked
OPEN, MOST = 2.0, 2  # lead below which another choice is open then as well; choices that are asked about

_SHAPES = 1000
"""Shapes of words whose distances are kept, summed: the news has fewer, and each takes some 4 kB."""

_GAP = "\0" * REACH

Score = Callable[[int], float]
"""Tells a score by its number."""


@dataclass(frozen=True)
class Network:
    """Trained weights, and what their rows and columns stand for."""

    units: Floats
    """For each unit what it adds to the first layer of the five around it, itself among them, in one row."""
    ends: Callable[[str], Floats]
    """From a word's shape to what its distances add to the first layer of its units."""
    layers: tuple[Layer, Layer, Layer]
    """The other two, and that of the scores."""
    room: Room
    """Where it works."""
    code: dict[int, str]
    """From a unit's code point to the character whose code point is its row in `units`, for `str.translate`."""
    shape: dict[int, str]
    """From a unit's code point to "V" if it is a vowel, else "C"."""
    column: dict[str, int]
    """From a sound to its column of scores; "" is silence."""
    grams: Ngrams | None
    """Asked where two sounds have nearly the same score, if there are any."""

    def choose(self, word: str, options: list[tuple[str, ...]]) -> list[str]:
        """Return for each unit of a `word`, LONGEST at most, the best of the sounds that are its `options`."""
        return self._chosen(word, options, *self._scores([word], [options]))

    def choose_all(self, words: list[str], options: list[list[tuple[str, ...]]]) -> list[list[str]]:
        """Return what `choose` does for each of some words; many take less time so."""
        found: list[list[str]] = []
        for start, end in _together(words):
            some, theirs = words[start:end], options[start:end]
            score, rows = self._scores(some, theirs)
            found += [self._chosen(word, heard, score, rows) for word, heard in zip(some, theirs, strict=True)]
        return found

    def _chosen(self, word: str, options: list[tuple[str, ...]], score: Score, rows: Iterator[int]) -> list[str]:
        chosen, column = [heard[0] for heard in options], self.column
        doubts: list[tuple[float, int, str]] = []
        for at, heard in enumerate(options):
            if len(heard) == 1:
                continue
            row = next(rows)
            if len(heard) == 2:  # as most have: sooner than to sort them
                one, other = heard
                lead = score(row + column[one]) - score(row + column[other])
                sound, chosen[at] = (other, one) if (lead, one) > (0, other) else (one, other)
                lead = abs(lead)
            else:
                *_, (second, sound), (best, chosen[at]) = sorted([(score(row + column[one]), one) for one in heard])
                lead = best - second
            if lead < OPEN:
                doubts.append((lead, at, sound))
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
        least, (score, rows) = (float("inf"), 0, ""), self._scores([word], [options])
        for at, heard in enumerate(options):
            if len(heard) > 1:
                row = next(rows)
                known = {sound: score(row + self.column[sound]) for sound in heard}
                lead = known.pop(chosen[at])
                next_best, sound = max((other, sound) for sound, other in known.items())
                least = min(least, (lead - next_best, at, sound))
        return least

    def _scores(self, words: list[str], options: list[list[tuple[str, ...]]]) -> tuple[Score, Iterator[int]]:
        """Return the scores of the sounds by their numbers, and where those of each unit that has a choice begin."""
        _, last, scoring = self.layers
        places: list[int] = []
        start = 0
        for theirs in options:
            places += [at for at, heard in enumerate(theirs, start) if len(heard) > 1]
            start += len(theirs) + REACH
        if not places:
            return float, iter(())
        seen = self._hidden(words).seen(places)
        mixed = last.rectified(seen)
        mixed += middle(seen)
        return scoring.of(mixed).item, count(0, scoring.channels)

    def _hidden(self, words: list[str]) -> Rows:
        """Return the rows in which is what the last layer sees of some words, with REACH of zeros between them."""
        written = _GAP + _GAP.join(words) + _GAP
        codes = np.frombuffer(written.translate(self.code).encode("utf-32-le"), np.uint32)
        rows = self.room.rows(len(codes) - 2 * REACH)
        hidden = rows.hidden
        self.units.take(codes, 0, rows.taken, "clip")
        np.add.reduce(rows.adding, axis=1, out=hidden)
        rows.behind[...] = 0
        gaps = self._add_ends(words, hidden)
        self.layers[0].rectify(hidden)
        if gaps:
            hidden[gaps] = 0
        self.layers[0].rectified(rows.around, rows.product)
        hidden += rows.added
        if gaps:
            hidden[gaps] = 0
        return rows

    def _add_ends(self, words: list[str], hidden: Floats) -> list[int]:
        """Add to the rows of each word what its distances add; return which rows are between words."""
        if len(words) == 1:
            hidden += self.ends(words[0].translate(self.shape))
            return []
        start, gaps = 0, list[int]()
        for word in words:
            end = start + len(word)
            if word:
                hidden[start:end] += self.ends(word.translate(self.shape))
            start = end + REACH
            gaps += range(end, start)
        return gaps[:-REACH]


def _together(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where some words make LONGEST rows or less, with the gaps between them."""
    start, rows = 0, 0
    for at, word in enumerate(words):
        rows += len(word) + REACH
        if rows > LONGEST + REACH:
            yield start, at
            start, rows = at, len(word) + REACH
    yield start, len(words)


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
    first, second, scoring = (Layer(get["w" + name], get["b" + name]) for name in "12o")
    parts = [stored[f"gram_{part}"] for part in ("keys", "logs", "backs") if f"gram_{part}" in stored]
    grams = Ngrams(*parts) if parts else None
    ends, units_rows = np.split(get["table"], [place(0)])
    columns = {sound: at for at, sound in enumerate(sounds)}
    layers, room = (first, second, scoring), Room(ends.shape[1])
    return Network(units_rows.reshape(len(code), -1), _distances(ends), layers, room, code, shape, columns, grams)


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
