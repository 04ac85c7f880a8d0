"""Takes the phrases of the cue tables apart: their alternatives, and the words that each cannot do without.

What comes of it is kept in `data/clean_index.txt` (`cue_index`), so that of all phrases only those whose words a text
has are ever made into regular expressions, which takes longer than to match them.
"""

from __future__ import annotations

from typing import NamedTuple

from audionews.bengali.cleaning.phrases import LETTER, REACH, SIGNS, words_of
from audionews.bengali.script.lazy_pattern import LazyPattern

_ITEM = LazyPattern(
    rf"(?P<group>\(\?<?[:=!]|\()|(?P<close>\))|(?P<bar>\|)|<(?P<of>[a-z-]+)>"
    rf"|(?P<word>{LETTER}+(?![?*+{{])|{LETTER})|(?P<number>#)|(?P<tail>~)|(?P<edge>[\^$]|\\b)"
    r"|(?P<open>…|\.|\\[wWdDS]|\[[^\]]*\])|(?P<space> )|(?P<mark>\\.|[^\\?*+{])"
)
_COUNT = LazyPattern(r"(?:(?P<maybe>[?*]|\{0?,[0-9]*\}|\{0,?[0-9]*\})|\+|\{[0-9,]+\})\??")
_LETTERS = LazyPattern(rf"\[{LETTER}+\]")
_DIGITS = frozenset(f"{digit}*" for digit in "0123456789০১২৩৪৫৬৭৮৯")

Forms = frozenset[str]
"""Words, their beginnings with * behind, their ends with * before."""


class Alternative(NamedTuple):
    """One alternative of a phrase."""

    text: str
    """The alternative, in the language of `phrases`."""
    slots: list[Forms]
    """Of each, a text in which it matches has at least one, as a word or a sign."""
    firsts: Forms
    """What its first word is one of; empty if it may be any."""


class _Item(NamedTuple):
    kind: str
    text: str
    inner: list[list[_Item]]
    maybe: bool
    again: bool


def parts(phrase: str, *, left: bool = True, right: bool = True) -> list[Alternative]:
    """Return the alternatives of a phrase in its order.

    Args:
        phrase: in the language of `phrases`.
        left: no letter may stand right before it.
        right: no letter may stand right behind it.
    """
    return [
        Alternative(text, _slots(items, left=left, right=right), _firsts(items, right=right) if left else frozenset())
        for text, items in _alternatives(phrase)
    ]


def beginnings(phrase: str) -> Forms:
    """Return the beginnings of all words of a phrase; empty if any may stand in it."""
    found = _all(_parsed(phrase)[0])
    return found if found is not None else frozenset()


def _alternatives(phrase: str) -> list[tuple[str, list[_Item]]]:
    """Return the alternatives, those of a class or group that is all there is among them."""
    found: list[tuple[str, list[_Item]]] = []
    for items, text in zip(*_parsed(phrase), strict=True):
        only = items[0] if len(items) == 1 and not items[0].maybe and not items[0].again else None
        if only and only.kind in ("group", "of"):
            found += _alternatives(only.text)
        else:
            found.append((text, items))
    return found


def _parsed(phrase: str) -> tuple[list[list[_Item]], list[str]]:
    alternatives, texts, at = _read(phrase, 0)
    if at < len(phrase):
        raise ValueError(f"unbalanced ) in {phrase!r}")
    return alternatives, texts


def _read(phrase: str, at: int) -> tuple[list[list[_Item]], list[str], int]:
    """Return the alternatives that begin at `at`, their texts, and where the bracket closes behind them."""
    alternatives: list[list[_Item]] = [[]]
    texts: list[str] = []
    begin = at
    while at < len(phrase):
        found = _ITEM.match(phrase, at)
        if not found or found["close"]:
            break
        at = found.end()
        if found["bar"]:
            texts.append(phrase[begin : found.start()])
            alternatives.append([])
            begin = at
            continue
        kind, text = str(found.lastgroup), found[0]
        inner: list[list[_Item]] = []
        if kind == "group":
            inner, _, close = _read(phrase, at)
            kind = "group" if text in ("(", "(?:") else "edge"
            text, at = phrase[at:close], close + 1
        elif kind == "of":
            text = "|".join(words_of(found["of"]))
            inner = _parsed(text)[0]
        count = _COUNT.match(phrase, at)
        at = count.end() if count else at
        alternatives[-1].append(_Item(kind, text, inner, bool(count and count["maybe"]), bool(count)))
    return alternatives, [*texts, phrase[begin:at]], at


def _slots(items: list[_Item], *, left: bool, right: bool) -> list[Forms]:
    found: list[Forms] = []
    for at, item in enumerate(items):
        starts = _parted(items[:at][::-1], left, last=True)
        ends = _parted(items[at + 1 :], right, last=False)
        if item.maybe:
            continue
        if item.kind == "word" and (starts or ends):
            found.append(_word(item.text, begun=starts, ended=ends))
        elif item.kind == "number" and starts:
            found.append(_DIGITS)
        elif item.kind == "mark" and item.text.strip("\\") in SIGNS:
            found.append(frozenset(item.text.strip("\\")))
        elif item.inner and item.kind != "edge":
            inside = [
                _slots(each, left=starts and not item.again, right=ends and not item.again) for each in item.inner
            ]
            if len(inside) == 1:
                found += inside[0]
            elif all(inside):
                found.append(frozenset().union(*(rarest(each) for each in inside)))
    return found


def rarest(slots: list[Forms]) -> Forms:
    """Return the slot that the fewest texts will have: that of the longest words."""
    return max(slots, key=lambda slot: (min(len(form) for form in slot), -len(slot), sorted(slot)))


def _word(text: str, *, begun: bool = True, ended: bool = False) -> Forms:
    if not begun:
        return frozenset({f"*{text[-REACH:]}"})
    return frozenset({text if ended else f"{text[:REACH]}*"})


def _parted(items: list[_Item], border: bool, *, last: bool) -> bool:
    """Tell whether these items, nearest first, can put no letter beside what they stand next to."""
    if not items:
        return border
    item, rest = items[0], items[1:]
    if item.kind == "edge":
        return _parted(rest, border, last=last)
    if item.kind in ("word", "number", "open"):
        return False
    if item.inner:
        beyond = not item.again and _parted(rest, border, last=last)
        apart = all(_parted(each[::-1] if last else each, beyond, last=last) for each in item.inner)
    else:
        apart = item.kind != "tail" or last  # an ending takes all letters, so that none follows
    return apart and (not item.maybe or _parted(rest, border, last=last))


def _firsts(items: list[_Item], *, right: bool) -> Forms:
    found, ended = _first(items, right)
    return found if ended and found is not None else frozenset()


def _first(items: list[_Item], right: bool) -> tuple[Forms | None, bool]:
    """Return what the first word is one of (None if any), and whether there is one in every match."""
    found: Forms = frozenset()
    for at, item in enumerate(items):
        ended = not item.maybe
        if item.kind in ("edge", "space", "mark"):
            continue
        if item.kind == "word":
            found |= _word(item.text, ended=_parted(items[at + 1 :], right, last=False))
        elif item.kind == "number":
            found |= _DIGITS
        elif item.inner:
            behind = not item.again and _parted(items[at + 1 :], right, last=False)
            for each in item.inner:
                inside, sure = _first(each, behind)
                if inside is None:
                    return None, True
                found |= inside
                ended = ended and sure
        else:
            return None, True
        if ended:
            return found, True
    return found, False


def _all(alternatives: list[list[_Item]]) -> Forms | None:
    found: Forms = frozenset()
    for item in (item for items in alternatives for item in items):
        if item.kind == "word":
            found |= _word(item.text)
        elif item.kind == "number":
            found |= _DIGITS
        elif item.kind == "open":
            if not _LETTERS.fullmatch(item.text):
                return None
            found = found.union(*(_word(letter) for letter in item.text[1:-1]))
        elif item.inner and item.kind != "edge":
            inside = _all(item.inner)
            if inside is None:
                return None
            found |= inside
    return found
