"""Pieces of patterns that several rules share."""

import re
from functools import cache

from audionews.bengali import tables
from audionews.bengali.codepoints import canonical
from audionews.bengali.endings import BN
from audionews.bengali.numbers import GROUPED

NUMBER = rf"(?:{GROUPED}(?:\.\d+(?!\.?\d))?|\.\d+)"
"""A whole or decimal number in ASCII digits."""
NOT_IN_WORD = rf"(?<![{BN}])"
WORD_ENDS = rf"(?![{BN}])"
DASH = r" ?[-–—] ?"


def compiled(pattern: str, flags: int = 0) -> "re.Pattern[str]":
    """Compile a pattern whose Bengali is brought to the canonical spelling first."""
    return re.compile(canonical(pattern), flags)


def any_of(words: "list[str] | tuple[str, ...]") -> str:
    """Return an alternation that prefers the longest word."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) + ")"


@cache
def months() -> str:
    """Match a month's name in Bengali, or in Latin with a capital."""
    return any_of([row[0] for row in tables.rows("months")])


@cache
def cue(name: str) -> str:
    """Match a word of one kind of cue, from `cues.tsv`."""
    return any_of([row[1] for row in tables.rows("cues") if row[0] == name])
