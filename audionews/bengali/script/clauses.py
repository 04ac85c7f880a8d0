"""Parts long sentences where a reader would breathe: for engines with a limit, and for lines of subtitles.

The pieces are chosen together, not one by one: of all ways to part the text the one is taken that breaks at
the best places into the evenest pieces (the shortest path of Knuth and Plass, 1981, with Bengali costs).
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

_SIGNS = r"[\u0981-\u0983\u09bc\u09be-\u09cc\u09d7\u09e2\u09e3\u200c\u200d]*"
_CLUSTER = LazyPattern(rf"\S{_SIGNS}(?:\u09cd\u200c?\S{_SIGNS})*")
_PUNCTUATION = dict.fromkeys("।৷?!|", 0.0) | {
    ";": 1.0,
    ":": 1.5,
    "–": 1.5,
    "—": 1.5,
    ",": 2.0,
    "…": 2.0,
    "-": 3.0,
}
_BEFORE, _AFTER, _SPACE, _GENITIVE, _CLINGING, _INSIDE = (
    4.0,
    9.0,
    14.0,
    18.0,
    24.0,
    60.0,
)  # what a break costs
_PIECE = 2.0  # what a piece costs: fewer are better
_RAGGED = 9.0  # what an empty piece would cost beyond that; the half-full one a quarter of it
_EDGE = " \t\"'‘’“”()[],;:।?!"


def cut(text: str, limit: int) -> list[str]:
    """Return `text` in pieces of at most `limit` characters, parted at clause ends if possible.

    Pieces are stripped of outer white space; nothing else is lost or changed. A word is broken only where it
    is longer than a piece by itself, and then between letters, not within one.

    Raises:
        ValueError: if `limit` is less than 1.
    """
    if limit < 1:
        raise ValueError(f"a piece cannot have {limit} characters: give at least 1")
    text = text.strip()
    if len(text) <= limit:
        return [text] if text else []
    words = _words(text, limit)
    chosen = _cheapest(words, limit)
    return [text[start:end] for start, end in chosen]


def _words(text: str, limit: int) -> list[tuple[int, int, float]]:
    """The unbreakable parts of the text: start, end, and what a break behind each costs."""
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    parts: list[tuple[int, int, float]] = []
    for index, (start, end) in enumerate(spans):
        cuts = _inner_cuts(text, start, end, limit) if end - start > limit else [start, end]
        parts += [(a, b, _INSIDE) for a, b in pairwise(cuts[:-1])]
        following = text[slice(*spans[index + 1])] if index + 1 < len(spans) else ""
        parts.append((cuts[-2], end, _cost(text[start:end], following)))
    return parts


def _inner_cuts(text: str, start: int, end: int, limit: int) -> list[int]:
    """Where to break a word longer than a piece: between letters, a vowel sign staying with its consonant."""
    cuts, room = [start], start + limit
    for found in _CLUSTER.finditer(text, start, end):
        while found.end() > room:
            cuts.append(found.start() if found.start() > cuts[-1] else room)
            room = cuts[-1] + limit
    return [*cuts, end]


def _cost(word: str, following: str) -> float:
    """What a break between two words costs."""
    mark = word.rstrip("\"'’”)]»")[-1:]
    if mark in _PUNCTUATION:
        return _PUNCTUATION[mark]
    word, following = (canonical(w).strip(_EDGE) for w in (word, following))
    if following in _class("clings") or word in _class("binds") or word[-1:].isdigit():
        return _CLINGING
    if following in _class("before"):
        return _BEFORE
    if word in _class("after"):
        return _AFTER
    return _GENITIVE if word.endswith("ের") else _SPACE


def _cheapest(words: Sequence[tuple[int, int, float]], limit: int) -> list[tuple[int, int]]:
    """The spans of the cheapest way to part the text, by dynamic programming over its words."""
    best = [0.0] + [float("inf")] * len(words)
    back = [0] * (len(words) + 1)
    for last in range(1, len(words) + 1):
        end, cost = words[last - 1][1], words[last - 1][2]
        for first in range(last - 1, -1, -1):
            length = end - words[first][0]
            if length > limit:
                break
            price = best[first] + _PIECE + _RAGGED * (1 - length / limit) ** 2 + (cost if last < len(words) else 0)
            if price < best[last]:
                best[last], back[last] = price, first
    spans, last = [], len(words)
    while last:
        spans.append((words[back[last]][0], words[last - 1][1]))
        last = back[last]
    return spans[::-1]


@cache
def _class(kind: str) -> frozenset[str]:
    return frozenset(word for label, line in rows("clause_words") if label == kind for word in line.split())
