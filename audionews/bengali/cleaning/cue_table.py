"""The cues of `data/clean_cues.tsv`, and which of them a text can have at all."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, lru_cache

from audionews.bengali.cleaning.phrases import LETTER, beginnings, expression, starts
from audionews.bengali.script.tables import numbered

_EDGE = rf"(?>(?:(?!{LETTER})[^#@©/])*)"
_LABEL_END = r"\s*(?:[:|\]»›>]|[-–—](?=\s|$|[-–—:])|[.…!।]*\s*$|[(\[]?[0-9০-৯]+[)\]]?\s*$)"
_SHAPES = {
    "whole": rf"{_EDGE}(?:%s)(?!{LETTER}){_EDGE}$",
    "label": rf"{_EDGE}(?:%s)(?!{LETTER}){_LABEL_END}",
    "start": rf"{_EDGE}(?:%s)(?!{LETTER})",
    "glued": rf"{_EDGE}(?:%s)(?={LETTER})",
    "mosaic": rf"{_EDGE}(?:(?:%s){_EDGE}){{2,}}$",
    "tail": rf"(?<={LETTER})(?:%s){_EDGE}$",
    "end": rf"(?<!{LETTER})(?:%s)(?!{LETTER}){_EDGE}$",
    "inside": rf"(?<!{LETTER})(?:%s)(?!{LETTER})",
    "only": rf"(?>(?:(?!{LETTER}).)*)(?<!{LETTER})(?:%s)(?!{LETTER})(?>(?:(?!{LETTER}).)*)",
}
_AND = " & "
_WILD = re.compile(r"…|\.[{*+]|\[")  # what may stand for a word


class Grade(IntEnum):
    """How much a cue says; the comment of the table tells what follows from it."""

    AGAINST = 0
    HINT = 1
    ENOUGH = 2
    ALWAYS = 3
    HEADING = 4


@dataclass(frozen=True, eq=False)
class Cue:
    """A row of the table."""

    number: int
    """Line of the row in its file."""
    reason: str
    """A reason of `data/clean_reasons.tsv`, or `news`."""
    grade: Grade
    """How much it says."""
    place: str
    """Where in a text it must stand: a key of the shapes above."""
    most: int
    """Words that the text may have."""
    phrase: str
    """What it says, in the language of `phrases`."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase at its place; of several parted by &, the first."""
        phrase = self.phrase.partition(_AND)[0]
        if self.place == "inside":
            return _inside(phrase)
        return re.compile(_SHAPES[self.place] % expression(phrase), re.DOTALL)

    @cached_property
    def company(self) -> list[list[re.Pattern[str]]]:
        """What must stand elsewhere in the text, too: of each list one."""
        return [[_inside(name) for name in part.strip("()").split("|")] for part in self.phrase.split(_AND)[1:]]

    @cached_property
    def needed(self) -> set[str]:
        """Beginnings of words of which every match has at least one; empty if it may have none."""
        return beginnings(self.phrase.partition(_AND)[0], needed=True)

    @property
    def anywhere(self) -> bool:
        """It may match behind other words."""
        return self.place in ("inside", "end", "tail") or _WILD.search(self.phrase) is not None


@cache
def table() -> tuple[Cue, ...]:
    """Return all cues, those that say most first."""
    cues = (
        Cue(number, reason, Grade[grade.upper()], place, 10**6 if most == "-" else int(most), phrase)
        for number, (reason, grade, place, most, phrase, *_) in numbered("clean_cues")
    )
    return tuple(sorted(cues, key=lambda cue: -cue.grade))


def possible(words: list[str]) -> list[Cue]:
    """Return the cues that a text of these words can have, those that say most first: few expressions are asked."""
    found = set(_wordless())
    found.update(*map(_with, words), *map(_from, words[:1]))
    return [cue for number in sorted(found) if len(words) <= (cue := table()[number]).most]


@cache
def _inside(phrase: str) -> re.Pattern[str]:
    return re.compile(_SHAPES["inside"] % expression(phrase), re.DOTALL)


@cache
def _wordless() -> frozenset[int]:
    return frozenset(number for number, cue in enumerate(table()) if not cue.needed)


@lru_cache(maxsize=16_384)  # the words of a language are few, and pages repeat them
def _with(word: str) -> frozenset[int]:
    """Return which cues may have a word anywhere in a text, as places in the table."""
    return frozenset().union(*(_index(anywhere=True).get(start, ()) for start in starts(word)))


@lru_cache(maxsize=16_384)
def _from(word: str) -> frozenset[int]:
    """Return which cues may match from a text's first word on."""
    return frozenset().union(*(_index(anywhere=False).get(start, ()) for start in starts(word)))


@cache
def _index(*, anywhere: bool) -> dict[str, set[int]]:
    index: dict[str, set[int]] = {}
    for number, cue in enumerate(table()):
        if cue.anywhere is anywhere:
            for start in cue.needed if anywhere else beginnings(cue.phrase):
                index.setdefault(start, set()).add(number)
    return index
