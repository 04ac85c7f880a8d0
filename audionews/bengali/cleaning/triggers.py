"""Which beginnings of words a phrase cannot do without, so that a page asks few of the many cues.

A phrase of the cue tables is read once, without compiling it: `(আরও|আরো) পড়ুন` requires a word that begins
with আরও or আরো, and one that begins with পড়ু. A text without them cannot match.
"""

import re
from collections.abc import Iterable
from functools import cache

from audionews.bengali.script.tables import rows

REACH = 4  # characters of a word's beginning
_TOKEN = re.compile(r"\\.|\[[^\]]*\]|<[a-z-]+>|\{[0-9,]+\}\??|\(\?<?[:=!]|[()|?*+#~… ]|[^\\\[<{()|?*+#~… ]+")
_WORD = re.compile(r"[\w\u0980-\u09ff]+")

_CLASS = re.compile("<[a-z-]+>")
_SIGN = re.compile(r"\\[|\[]|[/©]")
_SET = re.compile(r"(?<!\\)\[[^\]]*\]")
_DIGITS = frozenset("0123456789০১২৩৪৫৬৭৮৯")

Beginnings = frozenset[str]
"""Beginnings of words, of which a match has at least one."""


@cache
def requirements(phrase: str) -> tuple[Beginnings, ...]:
    """Return what every match of `phrase` has, the rarest first; empty if nothing is known of it."""
    return tuple(sorted(_choice(_TOKEN.findall(phrase), 0)[0], key=_commonness))


def beginnings(words: Iterable[str]) -> set[str]:
    """Return every beginning of up to REACH characters of the words of a text."""
    return {word[:length] for word in words for length in range(1, REACH + 1)}


def words_of(phrase: str) -> set[str]:
    """Return the beginning of each word that stands in a phrase, and its classes as <name>.

    Among them, and the words of those classes, are all that the phrase may require. To look is far cheaper than to
    read the phrase's structure, which most pages never ask for.
    """
    words = set(_WORD.findall(phrase))
    found = {word[:REACH] for word in words}
    found |= {word[:-1] for word in words if len(word) <= REACH}  # where ? or * makes its last character optional
    if "#" in phrase:
        found |= _DIGITS
    return found.union(_CLASS.findall(phrase)) if "<" in phrase else found


@cache
def classes() -> dict[str, set[str]]:
    """Return for each beginning of a word the classes, as <name>, in which it stands."""
    found: dict[str, set[str]] = {}
    for name, words in rows("clean_words"):
        for word in words_of(words):
            found.setdefault(word, set()).add(f"<{name}>")
    return found


@cache
def signs(phrase: str) -> frozenset[str]:
    """Return the strokes and signs of a phrase; one that requires no word requires one of these."""
    return frozenset(found[-1] for found in _SIGN.findall(_SET.sub("", phrase)))


def _choice(tokens: list[str], at: int) -> tuple[list[Beginnings], int]:
    """Read alternatives up to a closing bracket; of several, a match has the requirement of one."""
    known: list[list[Beginnings]] = []
    while True:
        found, at = _sequence(tokens, at)
        known.append(found)
        if at == len(tokens) or tokens[at] == ")":
            break
        at += 1
    if len(known) == 1:
        return known[0], at
    if not all(known):
        return [], at
    rarest = (found[0] if len(found) == 1 else min(found, key=_commonness) for found in known)
    return [frozenset().union(*rarest)], at


def _sequence(tokens: list[str], at: int) -> tuple[list[Beginnings], int]:
    """Read parts that follow one another: all that are not optional and begin a word are required."""
    known: list[Beginnings] = []
    begins = True  # a word begins here
    while (part := tokens[at] if at < len(tokens) else "|") not in (")", "|"):
        if part[0] == "(":
            found, at = _choice(tokens, at + 1)
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if part[0] != "(":
            found = _part(part, following)
        optional = following in ("?", "*") and _WORD.match(part) is None
        at += 2 if following in ("?", "*", "+") else 1
        if not optional and part[:2] != "(?":  # what stands around a match is not in it
            known += found if begins else []
            begins = part in (" ", r"\.")
    return known, at


def _commonness(found: Beginnings) -> tuple[int, int]:
    return len(found), -min(map(len, found), default=0)


def _part(part: str, following: str) -> list[Beginnings]:
    """What a class, a number or a literal requires; a character before `?` is not required."""
    if part.startswith("<"):
        return list(_class(part[1:-1]))
    if part == "#":
        return [_DIGITS]
    found = _WORD.match(part)
    if not found:
        return []
    word = found[0][:-1] if following in ("?", "*") and found.end() == len(part) else found[0]
    return [frozenset({word[:REACH]})] if word else []


@cache
def _class(name: str) -> tuple[Beginnings, ...]:
    return requirements("|".join(row[1] for row in rows("clean_words") if row[0] == name))
