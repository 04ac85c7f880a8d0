"""Weighs what a line or sentence says: the cues of `data/clean_cues.tsv`, summed up for each reason."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from audionews.bengali.cleaning.cue_table import Cue, possible
from audionews.bengali.cleaning.phrases import LETTER
from audionews.bengali.script.tables import rows

_FIRST = "related-link"  # the reason that is given where two have equal evidence
ENOUGH = 3  # the sum of weights at which evidence drops a sentence
_SURE = 9
_HEADING = 10
_LABELS = {"furniture": 2, "tags": 2, "copyright": 4, "credit": 5}  # weights of labels before a sentence
_LABELLED = 3  # words behind a label that make no sentence
_TITLED = 3  # weight of a credit's label before a title in quotes, which may be shown or praised
_LONGEST = 700  # characters; no plug is longer, and what a hostile line costs stays bounded
_TAIL = 120  # characters in which a cue at the end is looked for
_WORDS = re.compile(rf"{LETTER}+")
_QUOTED = re.compile(r"‘[^‘’]{1,120}(?:’|$)|“[^“”]{1,120}(?:”|$)|\"[^\"]{1,120}\"|(?<!\w)'[^']{1,120}'(?!\w)")
_QUOTED_FIRST = re.compile(r"\s*[‘“'\"][^’”'\"]{2,80}[’”'\"]\s*[-\w\u0980-\u09ff]")
_SPEAKER_BEHIND = re.compile(r": (?:[\u0980-\u09ff]+ ?){1,4}$")
_LIST_NUMBER = re.compile(r"\W*[0-9০-৯]{1,2}[.)।]\s")
_SPEAKER = re.compile(r"[^\W\d_][^:ঃ।]{1,30}[:ঃ]\s")
DARI_END = re.compile(r"[।|॥৷.][\s\"'’”»)\]]*$")


class Verdict(NamedTuple):
    """What the cues make of a text."""

    reason: str
    """A reason of `data/clean_reasons.tsv`; empty where the text stays."""
    sure: bool
    """Nothing can speak against it."""
    bare: bool
    """The cue is all there is: a heading, whose block follows."""
    row: str = ""
    """The rows of `data/clean_cues.tsv` that decided: `clean_cues.tsv:212`, several by +."""


KEPT = Verdict("", sure=False, bare=False)


def judge(text: str) -> Verdict:
    """Weigh one sentence, or a line without sentences; `text` is canonical and in lower case."""
    if len(text) > _LONGEST:
        return KEPT
    words = _WORDS.findall(text)
    cues = _candidates(words)
    if not cues:
        return KEPT
    sums: Counter[str] = Counter()
    where: dict[str, list[int]] = {}
    bare = False
    for cue, found in _matches(text, cues):
        sums[cue.reason] += _weight(cue, text, found)
        where.setdefault(cue.reason, []).append(cue.number)
        bare = bare or (cue.weight >= _HEADING and not text[found.end() :].strip(" :ঃ-–—|.…!।]»›>"))
    if not sums:
        return KEPT
    reason, weight = max(sums.items(), key=lambda item: (min(item[1], _SURE), -_rank(item[0])))
    row = "clean_cues.tsv:" + "+".join(map(str, where[reason][: 1 if weight >= _SURE else None]))
    if weight >= _SURE:
        return Verdict(reason, sure=True, bare=bare, row=row)
    if reason == "plug" and _is_spoken(text, cues):
        return KEPT
    return Verdict(reason, sure=False, bare=bare, row=row) if weight + _news(text, cues) >= ENOUGH else KEPT


def _weight(cue: Cue, text: str, found: re.Match[str]) -> int:
    """Return what a match weighs; a label before a whole sentence is less sure (প্রতিবেদন: বৃষ্টি হল রাজ্যে।)."""
    if cue.place != "label" or cue.reason not in _LABELS:
        return cue.weight
    if cue.reason == "credit" and _QUOTED_FIRST.match(text, found.end()):
        return _TITLED
    told = DARI_END.search(text)
    return _LABELS[cue.reason] if told and len(_WORDS.findall(text, found.end())) > _LABELLED else cue.weight


def _candidates(words: list[str]) -> list[Cue]:
    """Return the cues that may match, the heaviest first, and of each reason only if together they may be enough."""
    found = possible(words)
    sums: Counter[str] = Counter()
    for cue in found:
        sums[cue.reason] += cue.weight
    return [cue for cue in found if sums[cue.reason] >= ENOUGH or cue.weight < 0]


def _matches(text: str, cues: Iterable[Cue]) -> Iterator[tuple[Cue, re.Match[str]]]:
    """The cues for dropping that match, each once; inside a text, none over the words of a heavier one."""
    open_text = _unquoted(text)
    taken: list[tuple[int, int]] = []
    label = 0  # where a label ends: no cue at the end says the same again
    linked = False
    for cue in cues:
        if linked and cue.weight < _HEADING:
            return  # nothing outweighs it
        if cue.reason == "news":
            continue
        if cue.place == "inside":
            found = _free(cue, open_text, taken)
        elif cue.place == "end":
            found = cue.pattern.search(open_text, max(label, len(text) - _TAIL))
        elif cue.place == "only":
            found = _made_of(cue, text)
        elif cue.place != "whole" and _QUOTED_FIRST.match(text):
            found = None
        else:
            found = cue.pattern.match(text)
        if found:
            label = found.end() if cue.place == "label" else label
            linked = linked or (cue.reason == _FIRST and cue.weight >= _SURE)
            yield cue, found


def _free(cue: Cue, text: str, taken: list[tuple[int, int]]) -> re.Match[str] | None:
    for found in cue.pattern.finditer(text):
        if all(found.end() <= start or found.start() >= end for start, end in taken):
            taken.append(found.span())
            return found
    return None


def _made_of(cue: Cue, text: str) -> re.Match[str] | None:
    """The last match of a cue whose words, in any order and number, are the whole text."""
    at, found = 0, None
    while at < len(text):
        found = cue.pattern.match(text, at)
        if not found:
            return None
        at = found.end()
    return found


def _news(text: str, cues: Iterable[Cue]) -> int:
    """What speaks for news, zero or less. Foreign headings report too: without a dari it counts a third."""
    weight = sum(cue.weight for cue in cues if cue.reason == "news" and cue.pattern.search(_unquoted(text)))
    return weight if DARI_END.search(text) else -(-weight // 3)


def _is_spoken(text: str, cues: Iterable[Cue]) -> bool:
    """Tell an answer (অধিনায়ক: মাঠে আসুন …), a headline's quotation (পাশে থাকুন: মন্ত্রী), a step of advice."""
    if _LIST_NUMBER.match(text):
        return True
    speaker = _SPEAKER.match(text) or _SPEAKER_BEHIND.search(text)
    if not speaker:
        return False
    label = [cue for cue in cues if cue.place == "inside" and cue.pattern.search(speaker[0])]
    return all("outlet" in cue.phrase for cue in label)


def _unquoted(text: str) -> str:
    """The text without quotations: what others are quoted as saying is not the paper's own voice."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


@cache
def _rank(reason: str) -> int:
    return [row[0] for row in rows("clean_reasons")].index(reason)
