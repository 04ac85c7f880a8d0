"""The pass that finds the time of day over each entry of a live blog: the stamp goes, its clock is said.

The stamp as it stands (`১৩ নভেম্বর ২০২৫ ১৮:৪০`) is a mark of the page and would be said ten times over; when
something happened is news.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from audionews.bengali.cleaning.furniture import is_stamp
from audionews.bengali.cleaning.lines import CLOCK, Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import LETTER, PhrasePattern, bordered

_SURE, _LEAST = 3, 2  # entries of one day that are a live blog whatever stands over their stamps, and entries at least
_NEAR = 3  # lines below its stamp in which an entry begins: a name, a button may stand between
_CLOCK = PhrasePattern(rf"({bordered('<half-day>')}\s*)?{CLOCK.source}(\s*<half-day>(?!{LETTER}))?", re.IGNORECASE)


def mark_entries(page: Page) -> None:
    """Note for the first line of each entry of a live blog the time of day that stands over it."""
    if "live-stamp" in page.asked.keep:
        return  # the stamps are read as they are
    lines = page.lines
    stamps = [at for at, line in enumerate(lines) if _is_over_entry(line)]
    first = next((at for at in stamps if at > page.span[0]), len(lines))
    stamps = [at for at in stamps if at >= first or _is_alike(lines[at], lines[min(first, len(lines) - 1)])]
    opened = [
        (stamp, at) for stamp, end in pairwise([*stamps, len(lines)]) if (at := _opening(page, stamp, end)) is not None
    ]
    if len(opened) >= _LEAST and _are_entries(page, [stamp for stamp, _ in opened]):
        for stamp, at in opened:
            lines[at].hour = _hour(lines[stamp].raw)


def _are_entries(page: Page, stamps: Sequence[int]) -> bool:
    """Tell the stamps of entries from the dates of several stories, which stand below headlines and differ by day."""
    ended = sum(_is_prose_over(page, stamp) for stamp in stamps[1:])
    days = {_CLOCK.sub("", page.lines[stamp].raw).strip(" ,|") for stamp in stamps}
    return ended == len(stamps) - 1 or (len(stamps) >= _SURE and len(days) == 1)


def _is_over_entry(line: Line) -> bool:
    dropped = line.reason == "live-stamp" or (line.reason == "furniture" and line.found.role.startswith("date"))
    return dropped and line.clock and is_stamp(line)


def _is_alike(one: Line, other: Line) -> bool:
    """Tell two stamps that are written alike; a date under the headline seldom is."""
    return len(one.text.split()) == len(other.text.split())


def _opening(page: Page, stamp: int, end: int) -> int | None:
    """Return the first line below a stamp that stays."""
    below = range(stamp + 1, min(end, stamp + 1 + _NEAR))
    return next((at for at in below if page.stays(page.lines[at])), None)


def _is_prose_over(page: Page, stamp: int) -> bool:
    """Tell a stamp behind the text of the entry before; that of another story stands below a headline."""
    above = (page.lines[at] for at in range(stamp - 1, -1, -1))
    return next((line.prose for line in above if page.stays(line)), False)


def _hour(stamp: str) -> str:
    """Return the time of day in a stamp as it is written, with the word for its half of the day."""
    found = _CLOCK.search(stamp)
    return found[0].strip() if found else ""
