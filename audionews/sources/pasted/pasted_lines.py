"""What one line of a text copied from a browser is: running text, a date, made of known words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.bengali.script.tickers import is_row
from audionews.sources.line_kinds import pattern
from audionews.sources.running_text import DARI, ENDED, stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

LONG = 110
"""Characters of a line without a sentence's end that is running text, nearly; twice as many in pasted text."""
_PROSE = 45  # characters of a line with a sentence's end that is running text
BENGALI = re.compile("[\u0985-\u09b9\u09dc-\u09e1]")
_KNOWN = 320  # characters of a line made of known words, invisible ones among them
INNER = re.compile(r"[।৷॥]\s")
"""A sentence's end within a line."""
_TEASER = 2  # lines of another story's headline and its beginning
_TOLD = 12  # words of a story of which it can be told that it speaks of something else
_ROW = 20  # words of a row of headlines, at least


def without_tickers(lines: Sequence[str]) -> list[str]:
    """Return the lines with the row of headlines, and what heads it, left empty.

    Such a row has no dari, below a line such as ব্রেকিং নিউজ, and running text with one stands below it.
    """
    kept, said = list(lines), [at for at, line in enumerate(lines) if line.strip()]
    last = next((at for at in reversed(said) if is_prose(lines[at]) and DARI.search(lines[at])), -1)
    for head, row in pairwise(said):
        if row < last and pattern("ticker").fullmatch(lines[head].strip()) and _is_row_of_headlines(lines[row]):
            kept[head] = kept[row] = ""
    return kept


def without_teaser(lines: Sequence[str]) -> list[str]:
    """Return the lines with another story's headline and its beginning left empty, where they stand over all.

    The beginning breaks off without a sentence's end and says what its headline does; the story below has next to
    nothing of either.
    """
    kept, said = list(lines), [at for at, line in enumerate(lines) if line.strip()]
    if len(said) <= _TEASER or is_prose(lines[said[0]]) or ENDED.search(lines[said[1]]):
        return kept
    head, begun = lines[said[0]], lines[said[1]].rstrip()
    if not is_prose(begun) or len(begun) > 2 * LONG or not "\u0980" <= begun[-1] <= "\u09e5":
        return kept
    story = {stem for at in said[_TEASER:] if is_prose(lines[at]) for stem in stems(lines[at])}
    topic, own = stems(head), stems(begun)
    if len(story) >= _TOLD and len(topic & own) > 1 and max(len(topic & story), len(own & story)) <= 1:
        kept[said[0]] = kept[said[1]] = ""
    return kept


def _is_row_of_headlines(line: str) -> bool:
    return is_row(line) or (len(line.split()) >= _ROW and not DARI.search(line))


def is_prose(line: str) -> bool:
    """Tell running text from headings, names and tickers."""
    text = line.strip()
    if not BENGALI.search(text) or is_row(text):
        return False
    return len(text) > 2 * LONG or (len(text) >= _PROSE and DARI.search(text) is not None)


def is_sentence(line: str) -> bool:
    """Tell a line that ends with its sentence's dari, however short."""
    return DARI.search(line) is not None and ENDED.search(line) is not None


def kinds_of(line: str) -> frozenset[str]:
    """Return the kinds of words that a line is made of: dates, places, sections; none where it has others."""
    return _kinds_of(line) if len(line) <= _KNOWN else frozenset()


@lru_cache(maxsize=1000)  # several kinds of evidence ask of one page
def _kinds_of(line: str) -> frozenset[str]:
    from audionews.bengali.cleaning.lines import Line  # not for pages

    return Line(line, gap=False).kinds


@lru_cache(maxsize=1000)
def reason_of(line: str) -> str:
    """Return why the cleaner would drop a line for what it says: a credit, a button, a plug; empty if it would not."""
    from audionews.bengali.cleaning.cues import judge  # not for pages
    from audionews.bengali.cleaning.phrases import folded

    return judge(folded(line)).reason


def is_person(line: str) -> bool:
    """Tell a person's name by its family name, or by what it is called by (মুফতি)."""
    from audionews.bengali.cleaning.datelines import is_name, person  # not for pages
    from audionews.bengali.cleaning.lines import Line

    read = Line(line.strip(), gap=False)
    return is_name(read) or person(read) is not None


def is_placed_person(line: str) -> bool:
    """Tell a person's name with a place behind it: who wrote."""
    from audionews.bengali.cleaning.datelines import is_bare_from_place, person  # not for pages
    from audionews.bengali.cleaning.lines import Line

    if "," not in line and "(" not in line:
        return False
    read = Line(line.strip(), gap=False)
    return person(read) is not None or is_bare_from_place(read)


def is_paper(line: str) -> bool:
    """Tell a paper's name by what papers are called by."""
    from audionews.bengali.cleaning.datelines import is_paper as called  # not for pages
    from audionews.bengali.cleaning.lines import Line

    return called(Line(line.strip(), gap=False))


def is_signed_caption(line: str, story: AbstractSet[str]) -> bool:
    """Tell a caption that ends with who took the picture."""
    from audionews.bengali.cleaning.captions import is_signed_caption as signed  # not for pages
    from audionews.bengali.cleaning.lines import Line

    return ("-" in line or "–" in line) and signed(Line(line.strip(), gap=False), story)


def is_telling(line: str) -> bool:
    """Tell a line with a finite verb: no name of a person, section or site."""
    from audionews.bengali.cleaning.datelines import is_telling as tells  # not for pages

    return tells(line)


def is_calendar(line: str) -> bool:
    """Tell a place and a day in several calendars, long as a sentence and parted by daris, perhaps with a button."""
    from audionews.bengali.cleaning.lines import Line  # not for pages

    read = Line(line.strip(), gap=False)
    return ("date" in read.kinds and read.kinds <= {"date", "number", "clock", "place"}) or read.calendar
