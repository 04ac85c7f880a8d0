"""Patterns that compile when they are first needed, and pieces of patterns that several rules share."""

from __future__ import annotations

from functools import cache

from audionews.bengali.normalization.numbers import GROUPED
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN, endings
from audionews.bengali.script.lazy_pattern import LazyPattern

NUMBER = rf"(?:{GROUPED}(?:\.\d+(?!\.?\d))?|\.\d+)"
"""A whole or decimal number in ASCII digits."""
NOT_IN_WORD = rf"(?<![{BN}])"
WORD_ENDS = rf"(?![{BN}])"
DASH = r" ?[-–—] ?"


PLAIN = rf"{BN} \n।,?!;:\-–—…'‘’\"“”()"
"""What an engine can read: all that `normalize` ever returns, for use inside a regex class."""


class Pattern(LazyPattern):
    """A regular expression that compiles at its first use, its Bengali in canonical spelling."""

    @property
    def pattern(self) -> str:
        """The expression in canonical spelling."""
        return canonical(self.source)


@cache
def months() -> str:
    """Match a month's name in Bengali, or in Latin with a capital or in capitals."""
    return any_of([*month_names()])


@cache
def month_names() -> frozenset[str]:
    """Return all names of months, as `months` matches them."""
    names = [row[0] for row in tables.rows("months")]
    return frozenset([*names, *(name.upper() for name in names)])


@cache
def cue(kind: str) -> str:
    """Match a word of one kind of cue, from `cues.tsv`."""
    return any_of(_cues()[kind])


def cue_words(kind: str) -> list[str]:
    """Return the words of one kind of cue."""
    return _cues()[kind]


def initials(*kinds: str) -> str:
    """Return the first characters of the cues of some kinds."""
    return "".join({word[0] for kind in kinds for word in _cues()[kind]})


@cache
def _cues() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for kind, listed in tables.rows("cues"):
        words.setdefault(kind, []).extend(word.strip() for word in listed.split(","))
    return words


ENDED = rf"{endings('word')}{{0,2}}(?![{BN}])"
"""The end of a word whose stem has been matched: no ending, or common ones."""


def nearby(kind: str, *, ended: bool = False) -> Pattern:
    """Return a pattern that finds a cue of `kind` where a word begins, or (`ended`) as a whole word with its ending."""
    return Pattern(NOT_IN_WORD + cue(kind) + (ENDED if ended else ""))
