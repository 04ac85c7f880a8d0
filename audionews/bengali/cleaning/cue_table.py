"""The cues of `data/clean_cues.tsv`, and which of them a text can have at all."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from audionews.bengali.cleaning.cue_index import index
from audionews.bengali.cleaning.phrases import LETTER, SIGNS, expression, forms, narrowed
from audionews.bengali.script.lazy_pattern import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audionews.bengali.cleaning.indexed_phrases import Phrase

WORDS = LazyPattern(rf"{LETTER}+")
"""The words of a text as phrases see them."""
_EDGE = rf"(?>(?:(?!{LETTER})[^#@©/])*)"
_LABEL_END = r"\s*(?:[:|\]»>]|›|[-–—](?=\s|$|[-:]|[–—])|(?:[.!]|(?>…+)|।)*\s*$|[(\[]?\d+[)\]]?\s*$)"
# Every label has this: a class of three stretches of characters, one beyond Latin, would take 0.1 ms to compile.
SHAPES = {
    "whole": rf"{_EDGE}(?:%s)(?!{LETTER}){_EDGE}$",
    "label": rf"{_EDGE}(?:%s)(?!{LETTER}){_LABEL_END}",
    "start": rf"{_EDGE}(?:%s)(?!{LETTER})",
    "glued": rf"{_EDGE}(?:%s)(?={LETTER})",
    "mosaic": rf"{_EDGE}(?:(?:%s){_EDGE}){{2,}}$",
    "tail": rf"(?<={LETTER})(?:%s){_EDGE}$",
    "end": rf"(?<!{LETTER})(?:%s)(?!{LETTER}){_EDGE}$",
    "inside": rf"(?<!{LETTER})(?:%s)(?!{LETTER})",
    "name": "(?:%s)",
    "company": rf"(?<!{LETTER})(?:%s)(?!{LETTER})",
    "only": rf"(?>(?:(?!{LETTER}).)*)(?<!{LETTER})(?:%s)(?!{LETTER})(?>(?:(?!{LETTER}).)*)",
}
"""What a phrase becomes by where it must stand."""


class Grade(IntEnum):
    """How much a cue says; the comment of the table tells what follows from it."""

    AGAINST = 0
    HINT = 1
    ENOUGH = 2
    ALWAYS = 3
    HEADING = 4


class Cue:
    """A row of the table, with those of its alternatives that a text may have by its words."""

    def __init__(self, phrase: Phrase, parts: list[int], filled: frozenset[int]) -> None:
        self.number = phrase.row
        """Line of the row in its file."""
        self.reason = phrase.reason
        """A reason of `data/clean_reasons.tsv`, or `news`."""
        self.grade = _GRADES[phrase.grade]
        """How much it says."""
        self.place = phrase.place
        """Where in a text it must stand: a key of the shapes above."""
        self._parts = parts
        self._company = phrase.company
        self._filled = filled

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """Match at `at`, the first alternative that does."""
        return next((found for part in self._parts if (found := _pattern(part, text).match(text, at))), None)

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """Find the first match from `at` on, of several in one place that of the first alternative."""
        first = None
        for part in self._parts:
            found = _pattern(part, text).search(text, at)
            if found and (not first or found.start() < first.start()):
                first = found
        return first

    def company(self, text: str) -> Iterator[Iterator[re.Match[str]]]:
        """Yield what must stand elsewhere in the text, too: for each list all that is of it."""
        for phrases in self._company:
            parts = (part for number in phrases for part in _parts_of(number, self._filled))
            yield (found for part in parts for found in _pattern(part, text).finditer(text))


def possible(text: str) -> list[Cue]:
    """Return the cues that a text can have by its words, those that say most first: few expressions are asked."""
    words = WORDS.findall(text)
    said = [*words, *filter(text.__contains__, SIGNS)]
    found = _always().union(*map(_with, said), _from(words[0]) if words else ())
    if not found:
        return []
    phrases, parts = index().phrases, index().parts
    filled = _filled(said)
    asked: dict[int, list[int]] = {}
    for part in sorted([part for part in found if filled.issuperset(parts[part].slots)]):
        number = parts[part].phrase
        if len(words) <= phrases[number].most:
            asked.setdefault(number, []).append(part)
    cues = (Cue(phrases[number], each, filled) for number, each in asked.items() if _may_be_made_of(number, words))
    return sorted(cues, key=lambda cue: -cue.grade)


@lru_cache(maxsize=16_384)
def name_of(phrase: str) -> tuple[str, int]:
    """Return the kind of a name of `clean_words.tsv` and the line of its row; empty and 0 for what is none."""
    words = WORDS.findall(phrase)
    filled = _filled(words)
    for part in sorted(_names(words[0])):
        number, _, slots = index().parts[part]
        if filled.issuperset(slots) and _pattern(part, phrase).fullmatch(phrase):
            found = index().phrases[number]
            return found.reason, found.row
    return "", 0


def begins_name(word: str) -> bool:
    """Tell a word with which a name of `clean_words.tsv` may begin."""
    return bool(_names(word))


_GRADES = {grade.name.lower(): grade for grade in Grade}


def _filled(words: Iterable[str]) -> frozenset[int]:
    """Return the slots that a text with these words and signs fills."""
    return frozenset().union(*map(_fills, words))


@lru_cache(maxsize=16_384)
def _fills(word: str) -> frozenset[int]:
    return frozenset().union(*index().fills.among(forms(word)))


def _may_be_made_of(number: int, words: list[str]) -> bool:
    """Tell whether a text of these words has no other, where a phrase allows none."""
    every = _every(number)
    return not every or not any(forms(word).isdisjoint(every) for word in words)


@cache
def _every(number: int) -> frozenset[str]:
    return frozenset(index().phrases[number].every)


def _parts_of(number: int, filled: frozenset[int]) -> Iterator[int]:
    """Yield the parts of a phrase that a text can have which fills these slots."""
    phrase, parts = index().phrases[number], index().parts
    return (part for part in range(phrase.parts, phrase.parts + phrase.many) if filled.issuperset(parts[part].slots))


def _pattern(part: int, text: str) -> re.Pattern[str]:
    """Return the expression of a part; of large classes it has only what the text can have."""
    number, phrase, _ = index().parts[part]
    return _compiled(index().phrases[number].place, narrowed(phrase, text))


@lru_cache(maxsize=8_192)
def _compiled(place: str, phrase: str) -> re.Pattern[str]:
    return re.compile(SHAPES[place] % expression(phrase), re.DOTALL)


@cache
def _always() -> frozenset[int]:
    return frozenset(index().always)


@lru_cache(maxsize=16_384)
def _with(word: str) -> frozenset[int]:
    """Return which parts may stand anywhere in a text with this word."""
    return frozenset().union(*index().within.among(forms(word)))


@lru_cache(maxsize=16_384)
def _from(word: str) -> frozenset[int]:
    """Return which parts may match from a text's first word on; names are asked for by themselves."""
    return _beginning(word) - _names(word)


@lru_cache(maxsize=16_384)
def _names(word: str) -> frozenset[int]:
    phrases, parts = index().phrases, index().parts
    return frozenset(part for part in _beginning(word) if phrases[parts[part].phrase].place == "name")


def _beginning(word: str) -> frozenset[int]:
    return frozenset().union(*index().first.among(forms(word)))
