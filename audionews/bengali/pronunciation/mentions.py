"""Figures and names in a spoken text: what a newsreader gives listeners time to take in when it comes up.

A figure is two number words or more in a row, or one with what it counts. A name is told only where nothing has to be
guessed: in quotation marks, a place of the vocabulary, a family name with the name before it, what follows a form of
address (table `name_signs`), and what somebody knows to be one.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN, endings
from audionews.bengali.script.tables import rows, vocabulary

FIGURE, NAME = "figure", "name"

_QUOTED = re.compile(r"(?<=[‘“])[^\s‘’“”।?!,;:]+(?: [^\s‘’“”।?!,;:]+){0,2}(?=[’”])")
"""Up to three words between quotation marks."""


class Mention(NamedTuple):
    """A figure or a name in a text."""

    begins: int
    """Index of its first character."""
    ends: int
    """Index after its last character, case endings included."""
    kind: str
    """`FIGURE` or `NAME`."""
    what: str
    """What is mentioned, without case endings: the same when it is mentioned again."""


def figures(text: str) -> list[tuple[int, int]]:
    """Return start and end of each number of two words or more, endings of its last word included."""
    return [match.span("number") for match in _figures().finditer(text) if " " in match["number"]]


def mentions(text: str, known: Collection[str] = ()) -> list[Mention]:
    """Return the figures and names of `text` in order, none inside another; `known` are other names, as said."""
    found: list[Mention] = []
    for one in sorted([*_counted(text), *_named(text, known)], key=lambda one: (one.begins, -one.ends)):
        if not found or one.begins >= found[-1].ends:
            found.append(one)
    return found


def _counted(text: str) -> Iterator[Mention]:
    """Yield the figures; এক alone with what it counts is one among others, and no figure."""
    for match in _figures().finditer(text):
        if " " in match["number"] or (match["unit"] and match["digits"] != "এক"):
            yield Mention(*match.span(), FIGURE, f"{match['digits']} {match['unit'] or ''}")


def _named(text: str, known: Collection[str]) -> Iterator[Mention]:
    for match in _QUOTED.finditer(text):
        yield Mention(*match.span(), NAME, match[0])
    for pattern in (_places(), _persons(), *map(_inflected, known)):
        for match in pattern.finditer(text):
            yield Mention(*match.span("whole"), NAME, match["name"])


@cache
def _figures() -> re.Pattern[str]:
    numbers = {word for _, *words in rows("numbers") for word in words} | {said for _, said in rows("scales")}
    word = any_of({*numbers, "শো", "দশমিক"})
    units = {said for table in ("units", "currencies") for _, said in rows(table)}
    units |= {unit.strip() for kind, words in rows("cues") if kind == "count-after" for unit in words.split(",")}
    return re.compile(
        rf"(?<![{BN}])(?P<number>(?P<digits>{word}(?:শো)?(?: {word}(?:শো)?)*)(?:ের|ে|(?<=[িীো])র|তে|কে)?)"
        rf"(?: (?P<unit>{any_of(units)}){endings('word')}?(?![{BN}]))?(?![{BN}])"
    )


@cache
def _places() -> re.Pattern[str]:
    return _inflected(*sorted(vocabulary("place") - _ambiguous()))


@cache
def _persons() -> re.Pattern[str]:
    family, address = any_of(vocabulary("surname") - _ambiguous()), any_of(_signs("address"))
    return re.compile(
        rf"(?<![{BN}])(?:(?P<address>{address} )|)"
        rf"(?P<whole>(?P<name>[{BN}]+ {family}|(?(address)[{BN}]+|(?!))){endings('word')}{{0,2}})(?![{BN}])"
    )


@cache
def _inflected(*names: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{BN}])(?P<whole>(?P<name>{any_of(names)}){endings('word')}{{0,2}})(?![{BN}])")


def _ambiguous() -> frozenset[str]:
    return frozenset(_signs("ambiguous"))


def _signs(kind: str) -> list[str]:
    return [word for row, words in rows("name_signs") if row == kind for word in words.split()]
