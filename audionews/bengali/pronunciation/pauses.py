"""Where a newsreader pauses inside a sentence, and for how long: at marks (table `pauses`), and to breathe.

Breaths are commas in a long clause that has none (table `breath`). They are only for the voice: what is read keeps its
own punctuation. A clause longer than one breath is divided at its strongest boundary, the one nearest the middle among
equals, and its parts again. A quotation is set off by a breath on both sides.
"""

import re
from functools import cache

from audionews.bengali.script.tables import rows

LONGEST = 10
"""Words said in one breath: some four seconds at a newsreader's pace."""

SHORTEST = 3
"""A pause after fewer words sounds like a stumble."""

_CLAUSE = re.compile(r"[^,;:।?!\n—–]+")
_MARKS = re.compile(r"[,;:–—…।৷?!]+")
_QUOTED = re.compile(r"(?<=[^\s,;:।?!(—–-])(?= “[^”]{12,}”)|(?<=”)(?= [^\s,;:।?!)—–-])")
"""The places before and after a quotation of some words where no mark stands."""


def with_breaths(text: str, longest: int = LONGEST) -> str:
    """Return `text` with a comma at each breath; nothing else is changed, and short clauses not at all."""
    set_off = _QUOTED.sub(",", text)
    return _CLAUSE.sub(lambda match: _divided(match[0], longest), set_off)


def pause_places(text: str) -> list[tuple[int, float]]:
    """Return where a reader pauses inside `text`, and for how many seconds.

    A place is the index in `text` of the first character that is not yet said.
    """
    marked = with_breaths(text)
    found, place, last = [], 0, len(text.rstrip("।৷?!….,;:–—-”’\"') "))
    for at, letter in enumerate(marked):
        written = place < len(text) and text[place] == letter
        if _MARKS.match(letter) and 0 < place < last and not _joins(marked, at):
            found.append((place, _seconds(letter) if written else _seconds("breath")))
        place += written
    return found


def _joins(text: str, at: int) -> bool:
    """Tell whether a mark stands inside a word or a number, or next to another mark that is longer or as long."""
    after = text[at + 1 : at + 2]
    return bool(after and not after.isspace() and after not in "”’\"')")


def _seconds(mark: str) -> float:
    return next(float(seconds) for marks, seconds in rows("pauses") if mark in marks)


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
