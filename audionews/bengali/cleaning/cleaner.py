"""From the text of a web page to the paragraphs a newsreader would read, and what was dropped and why."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from audionews.bengali.cleaning import furniture
from audionews.bengali.cleaning.cues import DARI_END, judge
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.prefixes import without_prefix
from audionews.bengali.cleaning.related_blocks import close_blocks
from audionews.bengali.cleaning.sentence_cuts import cut_sentences, has_credit, has_credit_behind, is_seen

_QUOTATION = 6  # lines that one may go on for
_SUBHEAD = 5  # words
_LEADS = 3  # paragraphs that may begin with a dateline: a summary or a caption may stand before the lead


class DroppedLine(NamedTuple):
    """A line or sentence that is not spoken."""

    text: str
    """As it came, without outer white space."""
    reason: str
    """A reason of `data/clean_reasons.tsv`."""


@dataclass(frozen=True)
class Cleaned:
    """What of a page is news, and what is not."""

    paragraphs: list[str]
    """Headline, paragraphs and subheads in their order, as they came save outer white space."""
    dropped: list[DroppedLine]
    """The rest, in its order."""


def clean(text: str, *, keep: Collection[str] = (), drop: Sequence[str] = (), links: Collection[str] = ()) -> Cleaned:
    """Tell the news in `text` from the web page around it.

    Line by line, on evidence: what the line says, its shape, its neighbours, what was said before. No line is
    lost: each is a paragraph, or dropped with a reason, or parted between the two.

    Args:
        text: a page's text, a paragraph or heading a line.
        keep: reasons of `data/clean_reasons.tsv` for which nothing is dropped.
        drop: regular expressions; a line in which one is found is dropped.
        links: lines of `text` that are nothing but a link, where the page's markup is known.

    Raises:
        re.error: if an expression of `drop` is none.
    """
    patterns = [re.compile(pattern) for pattern in drop]
    lines = _read(text, {link.strip() for link in links})
    headline = False
    _mark_quotations(lines)
    for line in lines:
        _judge(line, patterns, headline=not headline)
        headline = headline or not line.reason
    _mark_captions(lines)
    furniture.mark(lines)
    close_blocks(lines)
    _mark_repeats(lines)
    return _gather(lines, keep)


def _read(text: str, links: Collection[str]) -> list[Line]:
    lines: list[Line] = []
    gap = False
    for raw in text.splitlines():
        if stripped := raw.strip():
            lines.append(Line(stripped, gap, linked=stripped in links))
        gap = not stripped
    return lines


def _mark_quotations(lines: Sequence[Line]) -> None:
    """Mark the lines of a quotation that runs over line breaks: what the speaker asks is news."""
    for at, line in enumerate(lines):
        if line.raw.rfind("“") > line.raw.rfind("”"):
            for end, later in enumerate(lines[at + 1 : at + 1 + _QUOTATION], at + 1):
                if "“" in later.raw.partition("”")[0]:
                    break
                if "”" in later.raw:
                    for inside in lines[at : end + 1]:
                        inside.quoted = True
                    break


def _judge(line: Line, patterns: Sequence[re.Pattern[str]], *, headline: bool) -> None:
    if any(pattern.search(line.raw) or pattern.search(line.text) for pattern in patterns):
        line.reason = "user"
        return
    if not line.words:
        line.reason = "furniture"
        return
    if all(word.startswith("#") for word in line.text.split()):
        line.reason = "tags"
        return
    if len(line.sentences) > 1 and line.prose:
        return
    verdict = judge(line.text)
    if line.quoted and (not verdict.sure or verdict.reason == "plug"):
        return
    if headline and line.bengali and not verdict.sure and not line.prose:
        return  # a headline may ask the reader to look or to know
    line.reason = verdict.reason or _by_shape(line)
    line.heads = verdict.reason if verdict.bare else ""


def _mark_captions(lines: Sequence[Line]) -> None:
    """Mark captions over their credit.

    A caption ends in no dari. It says in a second sentence where and when that was, or it stands behind the story's
    byline, or within the story and is longer than a subhead.
    """
    first = next((at for at, line in enumerate(lines) if line.prose and not line.reason), len(lines))
    for at, (line, below) in enumerate(pairwise(lines)):
        if not line.reason and _is_said_below(line, below):
            line.reason = "credit"
        if not line.reason and below.reason == "credit" and not DARI_END.search(line.text):
            seen = len(line.sentences) > 1 and is_seen(line.sentences[-1])
            apart = at > 1 and lines[at - 1].reason not in ("", "repeat")
            if seen or (len(line.sentences) == 1 and (apart or (at > first and len(line.words) > _SUBHEAD))):
                line.reason = "credit"


def _is_said_below(line: Line, below: Line) -> bool:
    """Tell a caption that its picture's text says once more, with the credit: ময়দান। and ময়দান। ছবি: পিটিআই।."""
    length = len(line.words)
    return 1 < length < len(below.words) and below.words[:length] == line.words and has_credit_behind(below.raw)


def _by_shape(line: Line) -> str:
    """The reason to drop a line that says nothing against itself."""
    if not line.bengali and not line.kinds:
        return "foreign"
    return "credit" if not line.prose and has_credit(line.raw) else ""


def _mark_repeats(lines: Sequence[Line]) -> None:
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        words = tuple(line.words)
        if not line.reason and len(words) > 2 and words in seen:
            line.reason = "repeat"
        seen.add(words)


def _gather(lines: Sequence[Line], keep: Collection[str]) -> Cleaned:
    cleaned = Cleaned([], [])
    leads = [line for line in lines if line.prose and not line.reason][:_LEADS]
    for line in lines:
        if line.reason and line.reason not in keep:
            cleaned.dropped.append(DroppedLine(line.raw, line.reason))
            continue
        for text, reason in _pieces(line, keep, lead=line in leads):
            if reason:
                cleaned.dropped.append(DroppedLine(text, reason))
            else:
                cleaned.paragraphs.append(text)
    return cleaned


def _pieces(line: Line, keep: Collection[str], *, lead: bool) -> Iterator[tuple[str, str]]:
    """The line's prefix, then what of it stays, then what goes."""
    rest = line.raw
    if lead and "furniture" not in keep:
        prefix, rest = without_prefix(line.raw)
        if prefix:
            yield prefix, "furniture"
    kept, gone = cut_sentences(line, rest, keep)
    if kept:
        yield kept, ""
        yield from gone
    else:
        yield rest, gone[0][1]
