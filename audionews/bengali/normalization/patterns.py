"""Patterns that compile when they are first needed, and pieces of patterns that several rules share."""

import re
from functools import cache, cached_property

from audionews.bengali.normalization.numbers import GROUPED
from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN, endings

NUMBER = rf"(?:{GROUPED}(?:\.\d+(?!\.?\d))?|\.\d+)"
"""A whole or decimal number in ASCII digits."""
NOT_IN_WORD = rf"(?<![{BN}])"
WORD_ENDS = rf"(?![{BN}])"
DASH = r" ?[-–—] ?"


PLAIN = rf"{BN} \n।,?!;:\-–—…'‘’\"“”()"
"""What an engine can read: all that `normalize` ever returns, for use inside a regex class."""


class Pattern:
    """A regular expression, its Bengali in canonical spelling, compiled at its first use."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _regex(self) -> "re.Pattern[str]":
        return re.compile(canonical(self.source))

    def match(self, text: str, at: int = 0) -> "re.Match[str] | None":
        """Match at `at`."""
        return self._regex.match(text, at)

    def search(self, text: str) -> "re.Match[str] | None":
        """Find the first match in `text`."""
        return self._regex.search(text)


def any_of(words: "list[str] | tuple[str, ...]") -> str:
    """Return an alternation that prefers the longest word."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


@cache
def months() -> str:
    """Match a month's name in Bengali, or in Latin with a capital."""
    return any_of([row[0] for row in tables.rows("months")])


@cache
def cue(kind: str) -> str:
    """Match a word of one kind of cue, from `cues.tsv`."""
    return any_of([word.strip() for row in tables.rows("cues") if row[0] == kind for word in row[1].split(",")])


ENDED = rf"{endings('word')}{{0,2}}(?![{BN}])"
"""The end of a word whose stem has been matched: no ending, or common ones."""


def nearby(kind: str, *, ended: bool = False) -> Pattern:
    """Return a pattern that finds a cue of `kind` where a word begins, or (`ended`) as a whole word with its ending."""
    return Pattern(NOT_IN_WORD + cue(kind) + (ENDED if ended else ""))
