"""Goes over a text once and asks, wherever something stands that is not plain Bengali, each rule in turn."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from audionews.bengali.normalization import (
    abbreviations,
    addresses,
    capitals,
    clock,
    codes,
    counts,
    dates,
    durations,
    fractions,
    glosses,
    latin_rules,
    minus,
    money,
    signs,
    slashes,
    spans,
)
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.locales import locale
from audionews.bengali.normalization.patterns import PLAIN
from audionews.bengali.normalization.rules import Change, Context, Hit, Rule
from audionews.bengali.script.endings import BN
from audionews.bengali.script.fold import NOTHING, fold

if TYPE_CHECKING:
    from audionews.bengali.normalization.lexicon import Lexicon

_ROOMS = (
    addresses,
    glosses,
    money,
    abbreviations,
    dates,
    codes,
    capitals,
    latin_rules,
    durations,
    clock,
    fractions,
    slashes,
    spans,
    counts,
    minus,
    signs,
)
RULES: tuple[Rule, ...] = tuple(chain.from_iterable(room.RULES for room in _ROOMS))
"""All rules in the order in which they are asked: the first that answers decides."""

_NEEDED = frozenset("".join(rule.needs for rule in RULES))

_NO = re.escape(NOTHING)
_SPACES = re.compile("  +")
_GAPS = re.compile(rf" *{_NO}+(?=[,।?!;:)…”’]|$)|^{_NO}+ *|{_NO}+", re.MULTILINE)  # what a dropped sign leaves behind
_WORD_BEGINS = re.compile("[অ-হৎ\u09dc-\u09df]")
_LETTER = re.compile(f"[{BN}]")


@lru_cache(maxsize=256)
def _rules(present: frozenset[str]) -> dict[str, tuple[Rule, ...]]:
    """By their kind of first character, the rules that may find something in a text with these of `_NEEDED`."""
    awake = [rule for rule in RULES if not rule.needs or not present.isdisjoint(rule.needs)]
    return {kind: tuple(rule for rule in awake if kind in rule.starts) for kind in "0A-ক$"}


@cache
def _trigger() -> re.Pattern[str]:
    """Find the next place where a rule may begin."""
    crowned = latin_rules.NAMED_BEFORE
    words_too = (
        glosses.BEGINS,
        abbreviations.CLOSED,
        abbreviations.OPEN,
        abbreviations.FIXED,
        money.written_sign(),
        crowned,
    )
    return re.compile("|".join((rf"[^{PLAIN}]", r"[-–—](?= ?\d)", r"['’‘](?=\d\d)", *words_too)))


def changes(text: str, locale_name: str, lexicon: Lexicon | None) -> list[Change]:
    """Return what of canonical `text` is said otherwise than written, from left to right."""
    plain = fold(text)
    context = Context(plain, locale(locale_name))
    trigger = lexicon.trigger(_trigger()) if lexicon else _trigger()
    found: list[Change] = []
    at = 0
    place = trigger.search(plain)
    rules = _rules(_NEEDED.intersection(plain)) if place else {}
    while place:
        change = (lexicon and _user(lexicon, text, place.start(), context)) or _ask(rules, text, place.start(), context)
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


def _ask(rules: dict[str, tuple[Rule, ...]], text: str, at: int, context: Context) -> Change | None:
    for rule in rules[_kind(context.text[at])]:
        match = rule.pattern.match(context.text, at)
        if match and (said := rule.say(match, context)) is not None:
            hit = said if isinstance(said, Hit) else Hit(match.start(), match.end(), said)
            return Change(hit.start, hit.end, text[hit.start : hit.end], rule.kind, rule.name, hit.spoken, hit.row)
    return None


def _kind(char: str) -> str:
    if "0" <= char <= "9":
        return "0"
    if "A" <= char <= "Z" or "a" <= char <= "z":
        return "A"
    if char in "-–—":
        return "-"
    return "ক" if "\u0980" <= char <= "\u09e3" else "$"


def apply(text: str, found: list[Change]) -> str:
    """Return `text` with the changes made, words kept apart, the rest in plain form."""
    text = fold(text)
    said = _Said()
    at = 0
    for change in found:
        said.add(text[at : change.start])
        said.add(change.spoken or NOTHING)
        at = change.end
    said.add(text[at:])
    return _SPACES.sub(" ", _GAPS.sub("", "".join(said.parts))) if found else text


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
