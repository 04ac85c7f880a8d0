"""Which beginnings of words a phrase cannot do without, so that a page asks few of the many cues.

A phrase of the cue tables is read once, without compiling it. Of what must stand in any match the rarest
part gives the triggers: `(আরও|আরো) পড়ুন` has {পড়ু}. A text without any of them cannot match.
"""

import re
from collections.abc import Iterable
from functools import cache

from audionews.bengali.tables import rows

REACH = 4  # characters of a word's beginning
_TOKEN = re.compile(r"\\.|\[[^\]]*\]|<[a-z-]+>|\{[0-9,]+\}\??|\(\?<?[:=!]|[()|?*+#~… ]|[^\\\[<{()|?*+#~… ]+")
_WORD = re.compile(r"[\w\u0980-\u09ff]+")

_DIGITS = frozenset("0123456789০১২৩৪৫৬৭৮৯")

Triggers = frozenset[str] | None  # None: nothing is known, every text may match


def triggers(phrase: str) -> Triggers:
    """Return beginnings of words of which every match of `phrase` has one, or None if there are none."""
    return _choice(_TOKEN.findall(phrase), 0)[0]


def beginnings(words: Iterable[str]) -> set[str]:
    """Return every beginning of up to REACH characters of the words of a text."""
    return {word[:length] for word in words for length in range(1, REACH + 1)}


def _choice(tokens: list[str], at: int) -> tuple[Triggers, int]:
    """Read alternatives up to a closing bracket: a match has one of theirs, so each must have some."""
    known: list[Triggers] = []
    while True:
        found, at = _sequence(tokens, at)
        known.append(found)
        if at == len(tokens) or tokens[at] == ")":
            break
        at += 1
    joined: set[str] = set()
    for found in known:
        if found is None:
            return None, at
        joined |= found
    return frozenset(joined), at


def _sequence(tokens: list[str], at: int) -> tuple[Triggers, int]:
    """Read parts that follow one another: any one that must be there will do, the fewest are best."""
    best: Triggers = None
    begins = True  # a word begins here
    while at < len(tokens) and tokens[at] not in (")", "|"):
        part = tokens[at]
        if part.startswith("("):
            found, at = _choice(tokens, at + 1)
        else:
            found = _part(part, tokens[at + 1 : at + 2])
        optional = tokens[at + 1 : at + 2] in (["?"], ["*"]) and _WORD.match(part) is None
        at += 2 if tokens[at + 1 : at + 2] in (["?"], ["*"], ["+"]) else 1
        if optional:
            continue
        if begins and found is not None and (best is None or _rarity(found) > _rarity(best)):
            best = found
        begins = part == " "
    return best, at


def _rarity(found: frozenset[str]) -> tuple[int, int]:
    return -len(found), min(map(len, found), default=0)


def _part(part: str, following: list[str]) -> Triggers:
    """What a class, a number or a literal requires; a character before `?` is not required."""
    if part.startswith("<"):
        return _class(part[1:-1])
    if part == "#":
        return _DIGITS
    found = _WORD.match(part)
    if not found:
        return None
    word = found[0][:-1] if following in (["?"], ["*"]) and found.end() == len(part) else found[0]
    return frozenset({word[:REACH]}) if word else None


@cache
def _class(name: str) -> Triggers:
    return triggers("|".join(row[1] for row in rows("clean_words") if row[0] == name))
