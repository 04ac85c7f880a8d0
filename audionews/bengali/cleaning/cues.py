"""Judges what a line or sentence says, by the cues of `data/clean_cues.tsv`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from audionews.bengali.cleaning.cue_table import WORDS, Cue, Grade, possible
from audionews.bengali.cleaning.lines import joined
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered, folded
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

_FIRST = "related-link"  # the reason that is given where two have equal evidence
_LABELS = {"furniture": Grade.HINT, "tags": Grade.HINT, "copyright": Grade.ENOUGH, "credit": Grade.ENOUGH}
_LABELLED = 3  # words behind a label that make no sentence
_LONGEST = 700  # characters; no plug is longer, and what a hostile line costs stays bounded
_TAIL = 120  # characters in which a cue at the end is looked for
_QUOTED = LazyPattern(r"‘[^‘’]{1,120}(?:’|$)|“[^“”]{1,120}(?:”|$)|\"[^\"]{1,120}\"|'(?<!\w')[^']{1,120}'(?!\w)")
_QUOTED_FIRST = LazyPattern(r"\s*[‘“'\"][^’”'\"]{2,80}[’”'\"]\s*[-\w\u0980-\u09ff]")
_SPEAKER_BEHIND = LazyPattern(r": [\u0980-\u09ff]+(?: [\u0980-\u09ff]+){0,3} ?$")
_LIST_NUMBER = LazyPattern(r"\W*[0-9০-৯]{1,2}[.)।]\s")
_LETTERS = LazyPattern(r"[^\W\d]")
_SPEAKER = LazyPattern(r"[^\W\d_][^:ঃ।]{1,30}[:ঃ]\s")
DARI_END = LazyPattern(r"[।|॥৷.][\s\"'’”»)\]]*$")
_NO_SPEAKER = PhrasePattern(bordered("<social>|<own>|<read>|<follow>|<news>"))


class Verdict(NamedTuple):
    """What the cues make of a text."""

    reason: str
    """A reason of `data/clean_reasons.tsv`; empty where the text stays."""
    sure: bool = False
    """Nothing can speak against it."""
    bare: bool = False
    """The cue is all there is: a heading, whose block follows."""
    row: str = ""
    """The rows of `data/clean_cues.tsv` that decided: `clean_cues.tsv:212`, several by +."""
    opens: bool = False
    """The cue opens a block: what follows in the paragraph is about the same."""
    hint: str = ""
    """The reason that cues name which are not enough by themselves, or were overruled."""


KEPT = Verdict("")


def judge(text: str) -> Verdict:
    """Judge one sentence, or a line without sentences, by its words; `text` is canonical and in lower case."""
    if len(text) > _LONGEST:
        return KEPT
    cues = possible(text)
    found: dict[str, list[tuple[Grade, int]]] = {}
    bare = False
    for cue, match in _matches(text, cues):
        found.setdefault(cue.reason, []).append((_grade(cue, text, match), cue.number))
        bare = bare or (cue.grade is Grade.HEADING and not text[match.end() :].strip(" :ঃ-–—|.…!।]»›>"))
    if not found:
        return KEPT
    reason = min(found, key=lambda reason: (-min(max(found[reason])[0], Grade.ALWAYS), _rank(reason)))
    return _verdict(reason, found[reason], text, cues)._replace(bare=bare)


def block_reason(line: str) -> str:
    """Return the reason for which the block goes that a line heads: one that is nothing but a cue; empty for others."""
    verdict = judge(folded(line).strip())
    return verdict.reason if verdict.bare else ""


def _verdict(reason: str, found: list[tuple[Grade, int]], text: str, cues: Sequence[Cue]) -> Verdict:
    grade = max(found)[0]
    row = joined(f"clean_cues.tsv:{number}" for each, number in found if each is grade or grade < Grade.ALWAYS)
    enough = sum(each is Grade.ENOUGH for each, _ in found)
    if grade >= Grade.ALWAYS or enough > 1:
        return Verdict(reason, sure=True, row=row, opens=grade is Grade.HEADING)
    if not enough or _is_reported(text, cues) or (reason == "plug" and _is_spoken(text)):
        return Verdict("", row=row, hint=reason)
    return Verdict(reason, row=row)


def _grade(cue: Cue, text: str, found: re.Match[str]) -> Grade:
    """Return what a match says; a label before a whole sentence is less sure (প্রতিবেদন: বৃষ্টি হল রাজ্যে।)."""
    if cue.place != "label" or cue.reason not in _LABELS:
        return cue.grade
    if cue.reason == "credit" and _QUOTED_FIRST.match(text, found.end()):
        return Grade.ENOUGH  # the title of something that is shown or praised
    told = DARI_END.search(text)
    return _LABELS[cue.reason] if told and len(WORDS.findall(text, found.end())) > _LABELLED else cue.grade


def _matches(text: str, cues: Iterable[Cue]) -> Iterator[tuple[Cue, re.Match[str]]]:
    """Yield the cues for dropping that match, each once; inside a text, none over the words of one that says more."""
    open_text = _unquoted(text)
    taken: list[tuple[int, int]] = []
    label = 0  # where a label ends: no cue at the end says the same again
    linked = False
    for cue in cues:
        if linked and cue.grade < Grade.HEADING:
            return  # nothing says more
        if cue.reason == "news":
            continue
        if cue.place == "inside":
            found = _free(cue, open_text, taken)
        elif cue.place == "end":
            found = _free(cue, open_text, taken, max(label, len(text) - _TAIL))
        elif cue.place == "tail":
            found = cue.search(text)
        elif cue.place == "only":
            found = _made_of(cue, text)
        elif cue.place != "whole" and _QUOTED_FIRST.match(text):
            found = None
        else:
            found = cue.match(text)
        if found:
            label = found.end() if cue.place == "label" else label
            linked = linked or (cue.reason == _FIRST and cue.grade >= Grade.ALWAYS)
            yield cue, found


def _free(cue: Cue, text: str, taken: list[tuple[int, int]], start: int = 0) -> re.Match[str] | None:
    """Return a match over no words that are taken, and take its words; its company stands anywhere else."""
    match = cue.search(text, start)
    while match and not _is_free(match.span(), taken):
        match = cue.search(text, match.end())
    if not match:
        return None
    own = [match.span()]
    for found in cue.company(text):
        other = next((each.span() for each in found if _is_free(each.span(), own)), None)
        if not other:
            return None
        own.append(other)
    taken.append(match.span())
    return match


def _is_free(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in taken)


def _made_of(cue: Cue, text: str) -> re.Match[str] | None:
    """The last match of a cue whose words, in any order and number, are the whole text; figures alone are none."""
    if not _LETTERS.search(text):
        return None
    at, found = 0, None
    while at < len(text):
        found = cue.match(text, at)
        if not found:
            return None
        at = found.end()
    return found


def _is_reported(text: str, cues: Iterable[Cue]) -> bool:
    """Tell a sentence that speaks of what others did and said; foreign headings do too, so it must end with a dari."""
    against = (cue for cue in cues if cue.grade is Grade.AGAINST)
    return DARI_END.search(text) is not None and any(cue.search(_unquoted(text)) for cue in against)


def _is_spoken(text: str) -> bool:
    """Tell an answer (অধিনায়ক: মাঠে আসুন …), a headline's quotation (পাশে থাকুন: মন্ত্রী), a step of advice."""
    if _LIST_NUMBER.match(text):
        return True
    speaker = _SPEAKER.match(text) or _SPEAKER_BEHIND.search(text)
    return speaker is not None and not _NO_SPEAKER.search(speaker[0])


def _unquoted(text: str) -> str:
    """The text without quotations: what others are quoted as saying is not the paper's own voice."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


@cache
def _rank(reason: str) -> int:
    return [row[0] for row in rows("clean_reasons")].index(reason)
