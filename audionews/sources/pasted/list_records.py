"""The days, ages, counts and sections that stand between the headlines of a list."""

from __future__ import annotations

from datetime import UTC
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.pasted_lines import kinds_of
from audionews.sources.pasted.told_lines import is_ended
from audionews.sources.publication_dates import moment, names_year
from audionews.sources.running_text import DARI

if TYPE_CHECKING:
    from collections.abc import Sequence


SEVERAL = 3  # paragraphs of which it can be told whether they speak of one matter
_STAMP = 60  # characters of a story's day in a list, with its section and place
_STAMPED = {"date", "number", "clock", "section", "place", "outlet", "desk"}
_RECORD = 3  # lines of an entry beside its day
_NAMES = 3  # words of a headline in a list, on average
_AGE = 7  # words of how old a story is, with its section


def are_records(said: Sequence[str]) -> bool:
    """Tell headlines that each have a day, an age, a count or a section beside them, all with a summary or all without.

    A live blog's entries have the time; what happens, or will, is told in the order of its days, the latest last.
    """
    before, *records, behind = _parted(said)
    if len(records) + 1 < SEVERAL:
        return False
    summaries = [[line for line in record if is_ended(line)] for record in records]
    heads = [line for record in records for line in record if not is_ended(line)]
    told = [line for record in summaries for line in record]
    most = max(map(len, summaries))
    alike = (
        all(len(record) <= _RECORD for record in records)
        and all(len(record) == most for record in summaries)
        and most <= 1
        and len(heads) >= len(records)
        and sum(len(line.split()) for line in heads) >= _NAMES * len(records)
        and sum(map(is_ended, [*before, *behind])) <= most
    )
    if not alike:
        return False  # to read days takes longer than all else
    days = [moment(line, UTC) for line in said if is_stamp(line) and names_year(line)]
    latest = len(days) >= SEVERAL and all(one and other and one >= other for one, other in pairwise(days))
    return latest or (not days and all(len(DARI.findall(line)) <= 1 for line in told))


def _parted(said: Sequence[str]) -> list[list[str]]:
    """Return what stands before, between and behind the stamps of a list; stamps that follow one another are one."""
    parts: list[list[str]] = [[]]
    stamped = False
    for line in said:
        stamp = is_stamp(line) or (bool(parts[-1]) and kinds_of(line) == {"section"})
        if stamp and not stamped:
            parts.append([])
        elif not stamp:
            parts[-1].append(line)
        stamped = stamp
    return parts if len(parts) > 1 else [*parts, []]


def is_stamp(line: str) -> bool:
    """Tell how old a story is, its day with the year, or how many pictures it has, perhaps beside section and place."""
    if len(line) > _STAMP:
        return False
    if pattern("counted").fullmatch(line) or (pattern("aged").search(line) and len(line.split()) <= _AGE):
        return True
    kinds = kinds_of(line)
    return "date" in kinds and kinds <= _STAMPED and names_year(line)
