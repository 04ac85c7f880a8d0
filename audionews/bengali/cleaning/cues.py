"""Weighs what a line or sentence says: the cues of `data/clean_cues.tsv`, summed up for each reason."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from audionews.bengali.cleaning.phrases import LETTER, bordered, expression
from audionews.bengali.tables import rows

ENOUGH = 3  # the sum of weights at which evidence drops a sentence
_SURE = 9
_LONGEST = 700  # characters; no plug is longer, and what a hostile line costs stays bounded
_EDGE = rf"(?:(?!{LETTER})[^#@©/])*+"
_LABEL_END = r"\s*(?:[:ঃ|\]»›>]|[-–—](?=\s|$|[-–—:])|[.…!।]*\s*$)"
DARI_END = re.compile(r"[।|॥৷.][\s\"'’”»)\]]*$")
_QUOTED = re.compile(r"‘[^‘’]{1,120}’|“[^“”]{1,120}”|\"[^\"]{1,120}\"|(?<!\w)'[^']{1,120}'(?!\w)")


class Verdict(NamedTuple):
    """What the cues make of a text."""

    reason: str
    """A reason of `data/clean_reasons.tsv`; empty where the text stays."""
    sure: bool
    """Nothing can speak against it."""
    bare: bool
    """The cue is all there is: a heading, whose block follows."""


KEPT = Verdict("", sure=False, bare=False)


@dataclass(frozen=True, slots=True)
class _Cue:
    reason: str
    weight: int
    place: str
    most: int
    phrase: str


@cache
def _cues(place: str) -> tuple[_Cue, ...]:
    found = [
        _Cue(reason, int(weight), place, 10**6 if most == "-" else int(most), phrase)
        for reason, weight, at, most, phrase, *_ in rows("clean_cues")
        if at == place
    ]
    return tuple(sorted(found, key=lambda cue: -abs(cue.weight)))


@cache
def _pattern(place: str) -> re.Pattern[str]:
    """All cues of a place in one expression, each a group `c<index>`."""
    shape = {
        "whole": rf"{_EDGE}(?:%s){_EDGE}$",
        "only": "%s",
        "label": rf"{_EDGE}(?:%s){_LABEL_END}",
        "start": rf"{_EDGE}(?:%s)",
        "end": rf"(?:%s){_EDGE}$",
        "inside": "%s",
    }[place]
    groups = "|".join(f"(?P<c{n}>{expression(cue.phrase)})" for n, cue in enumerate(_cues(place)))
    begin = "" if place in ("whole", "label", "start") else rf"(?<!{LETTER})"
    return re.compile(begin + shape.replace("%s", f"(?:{groups})(?!{LETTER})"))


def judge(text: str) -> Verdict:
    """Weigh one sentence, or a line without sentences; `text` is canonical and in lower case."""
    if len(text) > _LONGEST:
        return KEPT
    words = text.count(" ") + 1
    sums: Counter[str] = Counter()
    bare = False
    for cue, found in _matches(text):
        if words > cue.most:
            continue
        sums[cue.reason] += cue.weight
        bare = bare or (cue.weight >= _SURE and not text[found.end() :].strip(" :ঃ-–—|.…!।]»›>"))
    news = sums.pop("news", 0)
    if not DARI_END.search(text):
        news = -(-news // 3)  # headings report too, also foreign ones: without a dari it counts for little
    if not sums:
        return KEPT
    reason, weight = max(sums.items(), key=lambda item: (min(item[1], _SURE), -_rank(item[0])))
    sure = weight >= _SURE
    return Verdict(reason, sure, bare) if sure or weight + news >= ENOUGH else KEPT


@cache
def _rank(reason: str) -> int:
    return [row[0] for row in rows("clean_reasons")].index(reason)


def _matches(text: str) -> Iterator[tuple[_Cue, re.Match[str]]]:
    for place in ("whole", "label", "start"):
        found = _pattern(place).match(text)
        if found:
            yield _cues(place)[int((found.lastgroup or "c0")[1:])], found
    if found := _end(text):
        yield _cues("end")[int((found.lastgroup or "c0")[1:])], found
    yield from _only(text)
    yield from _inside(text)


def _end(text: str) -> re.Match[str] | None:
    return _pattern("end").search(text, max(0, len(text) - 120))


def _only(text: str) -> Iterator[tuple[_Cue, re.Match[str]]]:
    """Cues whose words are the whole text, in any order and number."""
    for cue in _cues("only"):
        found = _made_of(cue.phrase, text)
        if found:
            yield cue, found


def _made_of(phrase: str, text: str) -> re.Match[str] | None:
    word, at, found = _word(phrase), 0, None
    while at < len(text):
        found = word.match(text, at)
        if not found:
            return None
        at = found.end()
    return found


@cache
def _word(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?!{LETTER}).)*+{bordered(phrase)}(?:(?!{LETTER}).)*+", re.DOTALL)


def _inside(text: str) -> Iterator[tuple[_Cue, re.Match[str]]]:
    """Cues anywhere, each counted once; what others are quoted as saying is not the paper's own voice."""
    quoted = _QUOTED.sub(" ", text)
    seen: set[_Cue] = set()
    for found in _pattern("inside").finditer(quoted if len(quoted) > len(text) // 3 else text):
        cue = _cues("inside")[int((found.lastgroup or "c0")[1:])]
        if cue not in seen:
            seen.add(cue)
            yield cue, found
