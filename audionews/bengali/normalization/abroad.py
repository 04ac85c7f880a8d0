"""Names from abroad, told by their letters to be of a group of languages, read letter by letter (table `abroad`)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows

SCIENCE = "science"
"""The Latin of science, in table `abroad`."""
_VOWELS = frozenset("aeiouy")
_KINDS = {"vowel": _VOWELS, "consonant": frozenset("bcdfghjklmnpqrstvwxz"), "front": frozenset("eiy")}


class _LettersAbroad(NamedTuple):
    letters: str
    before: frozenset[str]
    behind: frozenset[str]
    written: str


def _beside(column: str) -> frozenset[str]:
    return frozenset(one for name in column.replace(";", "|").split("|") if name for one in _KINDS.get(name, {name}))


@cache
def _table(language: str) -> dict[str, list[_LettersAbroad]]:
    """Return the rows of one group of languages by their first letter, the longest and most special ones first."""
    table: dict[str, list[_LettersAbroad]] = {}
    for languages, letters, beside, written in ((*row, "")[:4] for row in rows("abroad")):
        if languages == "*" or language in languages.split("|"):
            before, _, behind = beside.partition("+")
            table.setdefault(letters[0], []).append(_LettersAbroad(letters, _beside(before), _beside(behind), written))
    return {letter: sorted(found, key=lambda row: -len(row.letters)) for letter, found in table.items()}


def _fits(row: _LettersAbroad, word: str, at: int) -> bool:
    end = at + len(row.letters)
    before, behind = word[at - 1] if at else "^", word[end] if end < len(word) else "$"
    first = "first" in row.before and not _VOWELS & set(word[:at])
    return (
        word.startswith(row.letters, at)
        and (not row.before or before in row.before or first)
        and (not row.behind or behind in row.behind)
    )


def read(word: str, language: str) -> str:
    """Return a name (small ASCII letters) in Bengali letters, read as a group of languages is."""
    said, at = "", 0
    while at < len(word):
        row = next((row for row in _table(language)[word[at]] if _fits(row, word, at)), None)
        if row is None:
            at += 1
            continue
        said = joined(said, row.written)
        at += len(row.letters)
    return canonical(said)
