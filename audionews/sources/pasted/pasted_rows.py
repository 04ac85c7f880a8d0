"""Which lines of a text are items of a list, so that none of them is its headline: told by their like beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.line_kinds import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEVERAL, _NEAR = 3, 3  # amounts of a list, at least; lines on either side in which they stand
_MENU, _ITEM = 8, 4  # lines of a menu, at least; words of each, at most
_NAMED = LazyPattern(r"[^:–—-]{2,40}[:–—-]\s*\S.{0,23}")  # a name and how much of it
_AMOUNT = LazyPattern(r"[^\d:।?!]{2,30}\s[\d/.–-]{1,7}\s?[^\s\d।?!]{0,12}(?:\s[^\s\d।?!]{1,12})?")  # no sign between
_NUMBER = LazyPattern(r"\s{0,9}(\d{1,2})[.)]\s")
_SIGN = LazyPattern("[\u2600-\u27bf\U0001f300-\U0001faff]")  # an emoji as a bullet


def is_item(lines: Sequence[str], at: int) -> bool:
    """Tell an item of a list by its neighbour.

    It is a name and an amount as the line beside it, numbered as that is (one more or less), marked by the same emoji;
    or one of a question and its answer.
    """
    line, beside = lines[at], [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
    if any(_is_like(line, other) for other in beside):
        return True
    if not _AMOUNT.fullmatch(line.strip()):
        return False
    near = lines[max(0, at - _NEAR) : at + _NEAR + 1]
    return sum(_AMOUNT.fullmatch(other.strip()) is not None for other in near) >= _SEVERAL


def begins_list(line: str) -> bool:
    """Tell the label of a list with which a story begins: what a dish is made of, which post is offered, a question."""
    return any(pattern(kind).match(line) for kind in ("listing", "asked"))


def _is_like(line: str, other: str) -> bool:
    if _NAMED.fullmatch(line.strip()) and _NAMED.fullmatch(other.strip()):
        return True
    number, next_to = _NUMBER.match(line), _NUMBER.match(other)
    if number and next_to:
        return abs(int(number[1]) - int(next_to[1])) == 1
    if _SIGN.match(line.strip()) and line.strip()[0] == other.strip()[:1]:
        return True
    return all(pattern("asked").match(each) for each in (line, other))


def is_in_menu(lines: Sequence[str], at: int) -> bool:
    """Tell a line among many of a few words each."""
    first = last = at
    while first > 0 and 0 < len(lines[first - 1].split()) <= _ITEM:
        first -= 1
    while last + 1 < len(lines) and 0 < len(lines[last + 1].split()) <= _ITEM:
        last += 1
    return len(lines[at].split()) <= _ITEM and last - first + 1 >= _MENU
