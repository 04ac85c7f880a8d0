"""Breath: commas where a newsreader would pause in a long clause that has none (table `breath`).

Only for the voice: what is read keeps its own punctuation. A clause longer than one breath is divided at its
strongest boundary, the one nearest the middle among equals, and its parts again.
"""

import re
from functools import cache

from audionews.bengali.script.tables import rows

LONGEST = 10
"""Words said in one breath: some four seconds at a newsreader's pace."""

SHORTEST = 3
"""A pause after fewer words sounds like a stumble."""

_CLAUSE = re.compile(r"[^,;:।?!\n—–]+")


def with_breaths(text: str, longest: int = LONGEST) -> str:
    """Return `text` with a comma at each breath; nothing else is changed, and short clauses not at all."""
    return _CLAUSE.sub(lambda match: _divided(match[0], longest), text)


def _divided(clause: str, longest: int) -> str:
    words = list(re.finditer(r"\S+", clause))
    if len(words) <= longest:
        return clause
    spoken = [match[0] for match in words]
    place = max(range(SHORTEST, len(words) - SHORTEST + 1), key=lambda at: _rank(spoken, at), default=0)
    if not place or _strength(spoken, place) <= 0:
        return clause
    end = words[place - 1].end()
    return f"{_divided(clause[:end], longest)},{_divided(clause[end:], longest)}"


def _rank(words: list[str], at: int) -> tuple[int, int]:
    """Return how good a breath before word `at` is: strength first, then nearness to the middle."""
    return _strength(words, at), -abs(2 * at - len(words))


def _strength(words: list[str], at: int) -> int:
    before, after = words[at - 1], words[at]
    if ("never", after) in _table():
        return 0
    endings = (("after", f"-{before[cut:]}") for cut in range(1, len(before)))
    places = [("after", before), ("before", after), *endings]
    return max(_table().get(place, 0) for place in places)


@cache
def _table() -> dict[tuple[str, str], int]:
    """Return the strength of each place: (side, word or -ending)."""
    return {(side, word): int(strength) for side, word, strength in rows("breath")}
