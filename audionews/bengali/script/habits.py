"""Mends habits of typing and accidents of conversion before a text is read: বিশ^কাপ, দু:খ, কর ্মী, &quot;.

Each habit is a row of `data/habits.tsv`. `codepoints` makes equal letters equal strings, and tells nobody; what is
mended here changes letters, so that each repair is told (`normalization.explain`).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from typing import NamedTuple

from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import HASANTA, canonical
from audionews.bengali.script.endings import BN
from audionews.bengali.script.lazy_pattern import LazyPattern


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
    line: int
    name: str
    pattern: str
    meant: str


_BLANK = "␣"
_PLACES = {
    "{L}": f"[{BN}]",
    "{C}": "[\u0995-\u09b9]",
    "{S}": "[\u0981-\u0983\u09bc\u09be-\u09cd\u09d7]",
    _BLANK: " ",
    "∅": "",
}


def mend(text: str) -> Mended:
    """Return canonical `text` with every habit of `habits.tsv` mended."""
    signs = tuple(sign for sign in _present(text) if _awake((sign,))[0].search(text))
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
def _by_sign() -> dict[str, list[_Habit]]:
    """Return the habits by their signs, what is short in the table not yet written out: a text has few of them."""
    rows = tables.numbered("habits")
    taken = {row[1] for _, row in rows}
    habits: dict[str, list[_Habit]] = {}
    for line, (name, signs, pattern, meant) in rows:
        for sign, text in _accented(signs[1:-1], taken) if signs[0] == "{" else zip(signs.split("|"), repeat("")):
            habit = _Habit(line, name, pattern.replace("{G}", sign), meant.replace("{T}", text))
            habits.setdefault(sign.replace(_BLANK, " "), []).append(habit)
    return habits


def _accented(kind: str, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each accented letter of a kind that has no row of its own, and what it stands for."""
    for name, pairs in tables.rows("bijoy"):
        for glyph, text in (pair.split("=", 1) for pair in pairs.split() if name == kind):
            if glyph.isalpha() and "\u00bf" < glyph < "\u0100" and glyph not in taken:
                yield glyph, text


@cache
def _signs() -> tuple[list[str], dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Return those with a stray vowel; other long ones by a part that many have; with a reph by what is beside it.

    That is the character before the reph, or, where there is none, the one behind it.
    """
    stray, longer = list[str](), dict[str, list[str]]()
    before, behind = dict[str, list[str]](), dict[str, list[str]]()
    for sign in _by_sign():
        if len(sign) == 1:
            continue
        if _STRAY.search(sign):
            stray.append(sign)
        elif _REPH in sign:
            left, right = sign.split(_REPH, 2)[:2]
            (before.setdefault(left[-1:], []) if left else behind.setdefault(right[:1], [])).append(sign)
        else:
            longer.setdefault(next(filter(sign.__contains__, _PARTS), sign), []).append(sign)
    return stray, longer, before, behind


@cache
def _characters() -> "re.Pattern[str]":
    """Find a sign of one character."""
    return re.compile(f"[{re.escape(''.join(sign for sign in _by_sign() if len(sign) == 1))}]")


_REPH = "\u09b0" + HASANTA
_STRAY = LazyPattern(f" {_PLACES['{S}']}|[\u09be-\u09cc][\u09be-{HASANTA}]")
"""A vowel or other sign that stands on no letter, or on another: many signs have one, and hardly a text."""
_PARTS = (f"\u09a4{HASANTA}\u09ae", f"\u09b8{HASANTA}\u09a8", ".", "-")  # what many signs have in common


def _present(text: str) -> list[str]:
    """Return the signs that are in `text`: a look at each would take longer than all the rest."""
    stray, longer, before, behind = _signs()
    present = sorted(set(_characters().findall(text)))
    if _STRAY.search(text):
        present += filter(text.__contains__, stray)
    for part in filter(text.__contains__, longer):
        present += filter(text.__contains__, longer[part])
    parts = text.split(_REPH)
    if len(parts) > 1:  # each neighbour of a reph once: a text has as many rephs as it is long
        beside = [before[char] for char in {part[-1:] for part in parts[:-1]} & before.keys()]
        beside += [behind[char] for char in {part[:1] for part in parts[1:]} & behind.keys()]
        present += sorted(sign for signs in beside for sign in signs if sign in text)
    return present


@cache
def _awake(signs: tuple[str, ...]) -> tuple["re.Pattern[str]", tuple[_Habit, ...]]:
    """Return one pattern for the habits that have one of these signs, and the habits."""
    found = sorted({habit for sign in signs for habit in _by_sign()[sign]})
    habits = tuple(habit._replace(pattern=_plain(habit.pattern), meant=_plain(habit.meant)) for habit in found)
    # Numbered groups would shift in an alternation: there, what a habit repeats of itself is not looked at.
    either = "|".join(f"(?:{habit.pattern})" for habit in habits)
    return re.compile(re.sub(r"(?<!\\)\((?!\?)", "(?:", either), re.MULTILINE), habits


def _plain(cell: str) -> str:
    for written, meant in _PLACES.items():
        cell = cell.replace(written, meant)
    return cell
