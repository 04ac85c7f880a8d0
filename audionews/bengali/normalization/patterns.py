"""Patterns that compile when they are first needed, and pieces of patterns that several rules share."""

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeAlias

from audionews.bengali.normalization.numbers import GROUPED
from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN, endings

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    return f"(?:{'|'.join(sorted(sorted(set(words)), key=len, reverse=True)).translate(_ESCAPED)})"


_ESCAPED = str.maketrans(
    {sign: f"\\{sign}" for sign in "\\.^$*+?{}[]()"}
)  # a blank that is escaped takes longer to compile


def tree_of(words: "Iterable[str]") -> str:
    """Return a pattern of many words that prefers the longest, their common beginnings written once.

    It is tried faster than `any_of` wherever a word may begin, and takes longer to compile.
    """
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char.translate(_ESCAPED), {})
        node[_END] = {}
    return f"(?:{_branches(root)})"


_Node: TypeAlias = "dict[str, _Node]"
_END = ""  # marks a node where a word may end


def _branches(node: _Node) -> str:
    return "|".join(char + _rest(child) for char, child in node.items() if char != _END)


def _rest(node: _Node) -> str:
    """Return what follows a character: others in a row, a choice, or a choice that may be left out."""
    text = ""
    while len(node) == 1 and _END not in node:
        char, node = next(iter(node.items()))
        text += char
    return text if len(node) == 1 else f"{text}(?:{_branches(node)}){'?' if _END in node else ''}"


@cache
def months() -> str:
    """Match a month's name in Bengali, or in Latin with a capital or in capitals."""
    names = [row[0] for row in tables.rows("months")]
    return any_of([*names, *(name.upper() for name in names)])


@cache
def cue(kind: str) -> str:
    """Match a word of one kind of cue, from `cues.tsv`."""
    return any_of(_cues()[kind])


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
