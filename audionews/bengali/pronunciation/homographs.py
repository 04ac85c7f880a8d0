"""Words written alike and said differently: their neighbours tell which is meant (table `homographs`)."""

from collections.abc import Sequence
from functools import cache

from audionews.bengali.script.tables import rows

_TRAILING = frozenset(["না", "নি", "তো", "কি", "কেন"])
"""Words that may follow the verb that closes a clause."""


def homograph(words: Sequence[str], at: int) -> str | None:
    """Return the phonemes of the word `at` in the `words` of a clause, None if it is no homograph.

    A clause is what stands between two marks of punctuation; words are in canonical spelling.
    """
    return next((sounds for where, sounds in _table().get(words[at], ()) if _fits(where, words, at)), None)


def _fits(where: str, words: Sequence[str], at: int) -> bool:
    if where == "*":
        return True
    if where == "end":
        return _TRAILING.issuperset(words[at + 1 :])
    side, *named = where.split()
    beside = at - 1 if side == "after" else at + 1
    if not 0 <= beside < len(words):
        return False
    return any(words[beside].endswith(name[1:]) if name[0] == "-" else words[beside] == name for name in named)


@cache
def _table() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each homograph its rows, in order: where, phonemes."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for word, where, sounds, _ in rows("homographs"):
        table[word] = (*table.get(word, ()), (where, sounds))
    return table
