"""Mends habits of typing and accidents of conversion before a text is read: বিশ^কাপ, দু:খ, কর ্মী, &quot;.

Each habit is a row of `data/habits.tsv`. `codepoints` makes equal letters equal strings, and tells nobody; what is
mended here changes letters, so that each repair is told (`normalization.explain`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import HASANTA, canonical
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
def _habits() -> tuple[_Habit, ...]:
    rows = tables.numbered("habits")
    taken = {sign for _, (_, sign, _, _) in rows}
    return tuple(
        _Habit(name, _plain(sign), _plain(pattern), _plain(meant), number)
        for number, row in rows
        for name, sign, pattern, meant in _spread(row, taken)
    )


def _spread(row: tuple[str, ...], taken: set[str]) -> Iterator[tuple[str, ...]]:
    """Yield the row for each of its signs, or for every accented letter of a kind that has no row of its own."""
    if row[1][0] != "{":
        for sign in row[1].split("|"):
            yield row[0], sign, row[2].replace("{G}", sign), row[3]
    for kind, pairs in tables.rows("bijoy"):
        for glyph, text in (pair.split("=", 1) for pair in pairs.split() if f"{{{kind}}}" == row[1]):
            if glyph.isalpha() and "\u00bf" < glyph < "\u0100" and glyph not in taken:
                yield row[0], glyph, row[2].replace("{G}", glyph), row[3].replace("{T}", text)


@cache
def _signs() -> tuple["re.Pattern[str]", dict[str, list[str]], dict[str, list[str]]]:
    """Return the signs of one character; the longer ones by the conjunct in them; and those with a reph by its side."""
    signs = dict.fromkeys(habit.sign for habit in _habits())
    characters = "".join(sign for sign in signs if len(sign) == 1 and not sign.isspace())
    longer: dict[str, list[str]] = {}
    with_reph: dict[str, list[str]] = {}
    for sign in filter(lambda sign: sign not in characters, signs):
        if _REPH in sign:
            before, after = sign.split(_REPH, 2)[:2]
            with_reph.setdefault(before[-1:] + _REPH if before else _REPH + after[:1], []).append(sign)
        else:
            conjunct = re.search(_CONJUNCT, sign)
            longer.setdefault(conjunct[0] if conjunct else sign, []).append(sign)
    return re.compile(f"[{re.escape(characters)}]"), longer, with_reph


_REPH = "\u09b0" + HASANTA
_CONJUNCT = r"\u09a4\u09cd\u09ae|\u09b8\u09cd\u09a8"  # those that many signs have in common


def _present(text: str) -> list[str]:
    """Return the signs that are in `text`: a look at each would take longer than all the rest."""
    characters, longer, with_reph = _signs()
    present = sorted(set(characters.findall(text)))
    for part in filter(text.__contains__, longer):
        present += filter(text.__contains__, longer[part])
    before, *parts = text.split(_REPH)
    for part in parts:
        for sign in (*with_reph.get(before[-1:] + _REPH, ()), *with_reph.get(_REPH + part[:1], ())):
            if sign not in present and sign in text:
                present.append(sign)
        before = part
    return present


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
