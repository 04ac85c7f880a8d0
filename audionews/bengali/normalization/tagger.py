"""Goes over a text once and asks, wherever something stands that is not plain Bengali, each rule in turn."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from audionews.bengali.normalization import (
    abbreviations,
    addresses,
    algebra,
    almanac,
    capitals,
    clock,
    codes,
    counts,
    dates,
    durations,
    fractions,
    glosses,
    items,
    latin_rules,
    law_lists,
    minus,
    money,
    points,
    repeats,
    romanized_lines,
    scores,
    signs,
    slashes,
    spans,
)
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.locales import locale
from audionews.bengali.normalization.patterns import NOT_IN_WORD, PLAIN
from audionews.bengali.normalization.rules import Change, Context, Hit, Rule
from audionews.bengali.script.endings import BN
from audionews.bengali.script.fold import NOTHING
from audionews.bengali.script.lazy_pattern import LazyPattern

if TYPE_CHECKING:
    from audionews.bengali.normalization.lexicon import Lexicon

_ROOMS = (
    points,
    addresses,
    algebra,
    glosses,
    repeats,
    items,
    money,
    abbreviations,
    almanac,
    dates,
    codes,
    capitals,
    romanized_lines,
    latin_rules,
    durations,
    clock,
    law_lists,
    fractions,
    scores,
    slashes,
    spans,
    counts,
    minus,
    signs,
)
RULES: tuple[Rule, ...] = tuple(chain.from_iterable(room.RULES for room in _ROOMS))
"""All rules in the order in which they are asked: the first that answers decides."""

_NEEDED = frozenset("".join(rule.needs for rule in RULES))
_BESIDE = frozenset("".join(rule.beside for rule in RULES))
_LONGEST = 40
_NUMBER_AND_NEXT = LazyPattern(rf"(\d{{1,5}})[\d,.]{{0,{_LONGEST}}}[%°]? ?.?", re.DOTALL)
"""A number and the character behind it, a blank aside: where `Rule.beside` is looked for, in numbers of some length."""

_NO = re.escape(NOTHING)
_SPACES = LazyPattern("  +")
_GAPS = LazyPattern(
    rf"(?:(?<! ) +)?{_NO}+(?=[,।?!;:)…”’]|$)|^{_NO}+ *|{_NO}+", re.MULTILINE
)  # what a dropped sign leaves behind
_WORD_BEGINS = LazyPattern("[অ-হৎ\u09dc-\u09df]")
_LETTER = LazyPattern(f"[{BN}]")


@lru_cache(maxsize=4096)
def _rules(first: str, present: frozenset[str], beside: frozenset[str], digits: int) -> tuple[Rule, ...]:
    """Return the rules for a kind of first character that may find something.

    The text has these of `_NEEDED`; a number that begins here has these of `_BESIDE` in it or behind it, and begins
    with so many digits.
    """
    needed = [rule for rule in RULES if first in rule.starts and (not rule.needs or not present.isdisjoint(rule.needs))]
    if first != "0":
        return tuple(needed)
    near = [rule for rule in needed if not rule.beside or not beside.isdisjoint(rule.beside)]
    return tuple(rule for rule in near if rule.least <= digits)


_NONE: frozenset[str] = frozenset()


def awake(text: str, at: int, present: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules that may find something at a place of a folded text that has these of the characters needed."""
    first = kind(text[at])
    number = _NUMBER_AND_NEXT.match(text, at) if first == "0" else None
    if number is None:
        return _rules(first, present, _NONE, 0)
    beside = _BESIDE.intersection(number[0]) if len(number[0]) <= _LONGEST else _BESIDE
    return _rules(first, present, beside, len(number[1]))


@cache
def _trigger(*, plain: bool) -> re.Pattern[str]:
    """Find the next place where a rule may begin; in a plain text, that has nothing but `PLAIN`, fewer do."""
    words, signs = [abbreviations.CLOSED, abbreviations.OPEN], list[str]()
    if not plain:
        words += [abbreviations.FIXED, money.written_sign(), latin_rules.NAMED_BEFORE, dates.MONTH_BEFORE]
        signs += [rf"[^{PLAIN}]", r"[-–—](?= ?\d)", r"['’‘](?=\d\d)", glosses.BEGINS, repeats.BEGINS]
    within = "|".join(word.removeprefix(NOT_IN_WORD) for word in words)  # to look behind once is enough
    return re.compile("|".join([*signs, f"{NOT_IN_WORD}(?:{within})"]))


_NOT_PLAIN = LazyPattern(f"[^{PLAIN}]")


def changes(text: str, plain: str, locale_name: str, lexicon: Lexicon | None) -> list[Change]:
    """Return what of canonical `text`, in `plain` form (`fold`), is said otherwise than written, from left to right."""
    context = Context(plain, locale(locale_name))
    trigger = _trigger(plain=not _NOT_PLAIN.search(plain))
    if lexicon:
        trigger = lexicon.trigger(trigger)
    found: list[Change] = []
    at = 0
    place = trigger.search(plain)
    present = _NEEDED.intersection(plain) if place else _NONE
    while place:
        change = (lexicon and _user(lexicon, text, place.start(), context)) or _ask(
            present, text, place.start(), context
        )
        if change and change.start >= (found[-1].end if found else 0):
            found.append(change)
            at = change.end
        else:
            at = place.start() + 1
        place = trigger.search(plain, at)
    return found


def _user(lexicon: Lexicon, text: str, at: int, context: Context) -> Change | None:
    match = lexicon.pattern.match(context.text, at)
    if not match:
        return None
    hit = close(lexicon.entries[match[0]], match.start(), match.end(), context)
    if _LETTER.match(context.text, hit.end):
        return None
    return Change(hit.start, hit.end, text[hit.start : hit.end], "lexicon", "user", hit.spoken)


def _ask(present: frozenset[str], text: str, at: int, context: Context) -> Change | None:
    for rule in awake(context.text, at, present):
        match = rule.pattern.match(context.text, at)
        if match and (said := rule.say(match, context)) is not None:
            hit = said if isinstance(said, Hit) else Hit(match.start(), match.end(), said)
            return Change(hit.start, hit.end, text[hit.start : hit.end], rule.kind, rule.name, hit.spoken, hit.row)
    return None


def kind(char: str) -> str:
    """Return the kind of a first character, as in `Rule.starts`."""
    if "0" <= char <= "9":
        return "0"
    if "A" <= char <= "Z" or "a" <= char <= "z":
        return "A"
    if char in "-–—":
        return "-"
    return "ক" if "\u0980" <= char <= "\u09e3" else "$"


def apply(plain: str, found: list[Change]) -> str:
    """Return a text in `plain` form with the changes made, words kept apart."""
    if not found:
        return plain
    said = _Said()
    at = 0
    for change in found:
        said.add(plain[at : change.start])
        said.add(change.spoken or NOTHING)
        at = change.end
    said.add(plain[at:])
    text = "".join(said.parts)
    return _SPACES.sub(" ", _GAPS.sub("", text) if NOTHING in text else text)


class _Said:
    """Pieces in their order, with a space where two words would run together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._last = ""

    def add(self, piece: str) -> None:
        if not piece:
            return
        if _WORD_BEGINS.match(piece) and _LETTER.match(self._last):
            self.parts.append(" ")
        self.parts.append(piece)
        self._last = piece[-1] if piece != NOTHING else self._last
