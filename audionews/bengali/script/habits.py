"""Mends habits of typing and accidents of conversion before a text is read: বিশ^কাপ, দু:খ, কর ্মী, &quot;.

Each habit is a row of `data/habits.tsv`. `codepoints` makes equal letters equal strings, and tells nobody; what is
mended here changes letters, so that each repair is told (`normalization.explain`).
"""

import re
from functools import cache
from typing import NamedTuple

from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN


class Repair(NamedTuple):
    """One stretch that is mended."""

    start: int
    """First character, as an index into the text as written."""
    end: int
    """First character behind the stretch."""
    at: int
    """Where what is meant begins in the mended text."""
    meant: str
    """What stands in its place there."""
    habit: str
    """The habit's name: bijoy-residue, visarga-colon, …."""
    line: int
    """Line of `habits.tsv`."""


class Mended(NamedTuple):
    """A text without the habits, and what was mended."""

    text: str
    repairs: tuple[Repair, ...]


class _Habit(NamedTuple):
    name: str
    sign: str
    pattern: str
    meant: str
    line: int


_PLACES = {
    "{L}": f"[{BN}]",
    "{C}": "[\u0995-\u09b9]",
    "{S}": "[\u0981-\u0983\u09bc\u09be-\u09cd\u09d7]",
    "␣": " ",
    "∅": "",
}


def mend(text: str) -> Mended:
    """Return canonical `text` with every habit of `habits.tsv` mended."""
    signs = tuple(sign for sign in _signs() if sign in text and _awake((sign,))[0].search(text))
    if not signs:
        return Mended(text, ())
    awake = _awake(signs)
    parts, repairs, at, length = [], [], 0, 0
    for found in awake[0].finditer(text):
        habit, meant = _meant(awake[1], text, found.start())
        parts += [text[at : found.start()], meant]
        length += found.start() - at
        repairs.append(Repair(found.start(), found.end(), length, meant, habit.name, habit.line))
        at, length = found.end(), length + len(meant)
    return Mended("".join([*parts, text[at:]]), tuple(repairs)) if repairs else Mended(text, ())


def _meant(habits: tuple[_Habit, ...], text: str, at: int) -> tuple[_Habit, str]:
    """Return the first habit that is found at `at`, and what is meant by it."""
    for habit in habits:
        if found := re.compile(habit.pattern, re.MULTILINE).match(text, at):
            return habit, _entity(found[0]) if habit.name == _ENTITY else found.expand(habit.meant)
    raise AssertionError(f"no habit at {at}")  # pragma: no cover - one of them was found there


_ENTITY = "entity"


def _entity(written: str) -> str:
    """Return what an entity of HTML stands for: &quot; → a quote; what stands for nothing is left as it is."""
    from html import unescape

    return canonical(unescape(written))


@cache
def _habits() -> tuple[_Habit, ...]:
    rows = tables.numbered("habits")
    return tuple(
        _Habit(name, _plain(sign), _plain(pattern), _plain(meant), n) for n, (name, sign, pattern, meant) in rows
    )


@cache
def _signs() -> tuple[str, ...]:
    return tuple(dict.fromkeys(habit.sign for habit in _habits()))


@cache
def _awake(signs: tuple[str, ...]) -> tuple["re.Pattern[str]", tuple[_Habit, ...]]:
    """Return one pattern for the habits that have one of these signs, and the habits."""
    habits = tuple(habit for habit in _habits() if habit.sign in signs)
    # Numbered groups would shift in an alternation: there, what a habit repeats of itself is not looked at.
    either = "|".join(f"(?:{habit.pattern})" for habit in habits)
    return re.compile(re.sub(r"(?<!\\)\((?!\?)", "(?:", either), re.MULTILINE), habits


def _plain(cell: str) -> str:
    for written, meant in _PLACES.items():
        cell = cell.replace(written, meant)
    return cell
