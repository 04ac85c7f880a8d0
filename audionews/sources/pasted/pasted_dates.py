"""When text copied from a browser was published, by score over the lines around its headline and behind its story."""

from __future__ import annotations

from datetime import datetime, time
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows
from audionews.sources.html_tree import letters
from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.pasted_headline import may_be_headline
from audionews.sources.pasted.pasted_lines import BENGALI, LONG, is_calendar, is_prose, kinds_of
from audionews.sources.publication_dates import moment, names_year, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

_OVER = 3  # lines over the headline in which a date of publishing may stand
_UNDER = 7  # lines under it
_CLOSING, _ALONE = 3, 40  # lines behind the story in which a date may close it; characters of one that is nothing else
_SIGNED = 60  # characters of a name and the day that closes a story
_NAMES = 3  # words of a name beside a date
_LEADS = 3  # paragraphs that may begin with a dateline
_DATELINE = 70  # characters in which a story's dateline ends
_WORDS = LazyPattern(r"[^\W\d_][^\d\s,.:|]*")
_OPENS = LazyPattern(r"[:ঃ।]")
_DAY_IN_FRONT = LazyPattern(r"[0-9০-৯]{1,2} \S{2,12},? [12১২][0-9০-৯]{3}, ?")
_STAMP_IN_FRONT = LazyPattern(r" ?date [12][0-9]{3}-[01][0-9]-[0-3][0-9] (?=\S)")
_MASTHEAD = 160  # characters of a masthead with its day
_YEARS = LazyPattern(r"(?<![0-9০-৯])[12১২][0-9০-৯]{3}(?![0-9০-৯])")
_GLUED_YEAR = LazyPattern(r"(?<=[0-9০-৯]{4})(?=[\u0985-\u09b9][\u0980-\u09ff]{2})")
_IN_BRACKETS = LazyPattern(r"\(\s?([0-9০-৯]{1,2} [^\s\d০-৯।()]{2,12})\)")
_WORD_BEGINS = LazyPattern(r"[\u0985-\u09b9][\u0980-\u09ff]{2}")  # no ending of the weekday's
_IN_FIGURES = LazyPattern(
    r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]|(?<![0-9০-৯])[0-3০-৩]?[0-9০-৯]([./-])[01০১]?[0-9০-৯]\1[12১২][0-9০-৯]{3}(?![0-9০-৯])"
)
_ZONE = LazyPattern(r" [A-Z][a-z]{2,9}/[A-Z][a-z]{2,12}\s*$")
_MIDNIGHT = LazyPattern(r"(?<![0-9০-৯])(?:00:00|০০:০০)")  # no reader's clock
_WHEN = {"date", "number", "clock"}
_WHERE = {"place", "outlet", "desk"}

_CALLED = 4.0  # what calls itself the day of publishing
_CHANGED = -0.5  # or of a change
_UNDER_HEAD, _LATER, _BEHIND, _RIGHT_OVER, _DATED_LINE = 3.0, 1.0, 1.5, 0.5, 1.0
_READING = -9.0  # the day on which the page was read


class _Dated(NamedTuple):
    """A line that may tell the day."""

    written: str
    score: float


class DayOfText(NamedTuple):
    """When a text was published."""

    when: datetime
    written: str
    """What tells it: a line, or a part of one."""


def with_days_apart(text: str) -> str:
    """Return a text in which a day that was glued to its lead stands on a line of its own.

    ৫ মে ২০২৬, সোমবারঢাকার…; `date 2026-05-05 ঢাকার…`, as some pages for telephones have it.
    """
    return "\n".join(map(_with_day_apart, text.split("\n")))


def _with_day_apart(line: str) -> str:
    if stamped := _STAMP_IN_FRONT.match(line):
        return f"{stamped[0].strip()}\n{line[stamped.end() :]}"
    if len(line) < _MASTHEAD and (glued := _GLUED_YEAR.search(line)):
        front, rest = line[: glued.start()], line[glued.start() :]
        masthead = len(_YEARS.findall(front)) > 1 and is_calendar(front) and not kinds_of(rest.split()[0])
        return f"{front}\n{rest}" if masthead else line
    found = _DAY_IN_FRONT.match(line) if line[:1].isdigit() else None
    if not found or "date" not in kinds_of(found[0]):
        return line
    for name, *_ in rows("weekdays"):
        rest = canonical(line[found.end() :])
        behind = rest.removeprefix(canonical(name))
        if behind != rest and _WORD_BEGINS.match(behind):
            return f"{found[0]}{name}\n{behind}"
    return line


def find_date(lines: Sequence[str], start: int, zone: tzinfo) -> DayOfText | None:
    """Return the date that stands between the headline in line `start` and the story, over it, in it or behind it.

    Over a headline stands the day on which the page was read, unless it is called that of publishing, or is the only
    one and names no weekday. Within the story one alone counts, and behind it one may close it.
    """
    found = (one for one in _dated(lines, start, zone) if one.score > 0 and names_year(one.written))
    for one in sorted(found, key=lambda one: -one.score):
        if when := moment(stated(one.written), zone):
            return DayOfText(when, one.written)
    return _agreed(lines, start, zone)


def _agreed(lines: Sequence[str], start: int, zone: tzinfo) -> DayOfText | None:
    """Return the day over the story if its dateline or a lead's day in brackets is of that day or the one before.

    Neither names a year.
    """
    over = start + (not may_be_headline(lines[start].strip(), zone))
    days = [moment(line, zone) for line in lines[:over] if len(line) < LONG and names_year(line)]
    below = lines[over:] if any(days) else ()
    leads = [line for line in below if line.strip() and not names_year(line)][: _UNDER + _LEADS]
    said = [part.rpartition(",")[2] for line in leads for part in _datelines(line)]
    told = [part for line in [line for line in leads if is_prose(line)][:_LEADS] for part in _IN_BRACKETS.findall(line)]
    for part in (*said, *told):
        for day in filter(None, days if "date" in kinds_of(part) else ()):
            same = moment(f"{part} {day.year}", zone)
            if same and 0 <= (day.date() - same.date()).days <= 1:
                return DayOfText(datetime.combine(day, time(), day.tzinfo), part)
    return None


def _dated(lines: Sequence[str], start: int, zone: tzinfo) -> Iterator[_Dated]:
    opens = not may_be_headline(lines[start].strip(), zone)  # a text may begin with desk and date
    below = [line for line in lines[start + 1 :] if line.strip()]
    near = [*lines[start : start + opens], *below[:_UNDER]]
    told = [at for at, line in enumerate(lines) if is_prose(line)]
    last = max(told, default=len(lines))
    under = list(takewhile(lambda line: not is_prose(line), near))
    days = [line for line in lines[start:last] if len(line) < _ALONE and _is_only_date(line)]
    calendar = not told and len(days) > 2  # nothing else is told
    yield _Dated(lines[start], _called(lines[start]))
    yield from (_Dated(part, _LATER) for part in _titled_days(lines, start))
    for at, line in enumerate(under):
        reading = opens and (_is_day(line) if at == 0 else _is_same_day(line, under[0], zone))
        yield _Dated(line, _called(line) + (_READING if reading else _UNDER_HEAD * (not calendar)))
    for line in near[len(under) :]:
        alone = [line] == days or ("|" in line and _is_stamped_name(line))
        yield _Dated(line, _called(line) + _LATER * alone)  # several are those of what is told
    over = [line for line in lines[:start] if line.strip()][-_OVER:]
    printed = any(pattern("leaf").search(line) for line in over)  # a page of the paper: the day is the issue's
    blogged = any(pattern("blogged").match(line) for line in lines[last:])  # a blog: the day is the post's
    for at, line in enumerate(reversed(over)):
        day = pattern("leaf").sub("", line).strip(" |")
        near_enough = (at == 0 and (_is_stamp(line) or (blogged and is_calendar(line)))) or (
            (printed or _MIDNIGHT.search(line)) and _is_only_date(day)
        )
        yield _Dated(day, _called(line) + _RIGHT_OVER * bool(near_enough))
    behind = [line for line in lines[last + 1 :] if line.strip()][:_CLOSING]
    closing = True
    for line in behind:
        yield _Dated(line, _called(line) + _BEHIND * (closing and _closes(line)))
        yield from (_Dated(part, _BEHIND) for part in line.split("/")[1:] if _is_only_date(part))
        closing = closing and not BENGALI.search(line)  # what stands below may be another story's
    for line in (lines[at] for at in told[:_LEADS]):
        for part in _datelines(line):
            kinds = kinds_of(part)
            yield _Dated(part, _DATED_LINE * ("date" in kinds and kinds <= _WHEN | _WHERE))


def _titled_days(lines: Sequence[str], start: int) -> Iterator[str]:
    """Yield the days in a page's title: it has the headline, the site and the day between strokes."""
    head = letters(lines[start])
    for line in lines[:start]:
        parts = line.split("|") if "|" in line else []
        if any(letters(part) == head for part in parts):
            yield from (part for part in map(str.strip, parts) if _is_only_date(part) or pattern("day").fullmatch(part))


def _datelines(line: str) -> list[str]:
    """Return what stands before colons or daris where a line begins."""
    return _OPENS.split(line[:_DATELINE])[:-1]


def _called(line: str) -> float:
    """Weigh what a line says of its date."""
    if len(line) >= LONG or pattern("lived").match(line):
        return _READING  # or when somebody was born
    if stated(line) != line:
        return _CALLED
    if not pattern("published").match(line):
        return 0.0
    return _CALLED + _CHANGED * (pattern("changed").match(line) is not None)


def _closes(line: str) -> bool:
    from audionews.bengali.cleaning.furniture import is_signed_day  # not for pages

    if "|" in line and _is_stamped_name(line):
        return True
    return (len(line) < _ALONE and _is_only_date(line)) or (len(line) < _SIGNED and is_signed_day(line))


def _is_only_date(line: str) -> bool:
    if _IN_FIGURES.fullmatch(line.strip()):
        return True
    kinds = kinds_of(_ZONE.sub("", line))
    if _IN_FIGURES.search(line) and kinds and kinds <= _WHEN:
        return True
    return "date" in kinds and kinds <= _WHEN


def _is_stamped_name(line: str) -> bool:
    """Tell a day and, behind strokes, a few names (Site Admin | July 26, 2025 4:50 PM)."""
    parts = [part.strip() for part in line.split("|") if part.strip()]
    days = [part for part in parts if names_year(part) and _is_only_date(part)]
    return len(days) == 1 < len(parts) and all(len(part.split()) <= _NAMES for part in parts if part not in days)


def _is_stamp(line: str) -> bool:
    """Tell a date in which the month is the only word: a masthead's has the weekday, or other calendars' months."""
    return len(line) < _ALONE and _is_only_date(line) and len(_WORDS.findall(line)) <= 1


def _is_same_day(line: str, other: str, zone: tzinfo) -> bool:
    """Tell a day that a masthead has twice."""
    one, first = moment(line, zone), moment(other, zone)
    return _is_day(other) and one is not None and first is not None and one.date() == first.date()


def _is_day(line: str) -> bool:
    """Tell a day with its weekday or in several calendars and nothing else, as a masthead has it."""
    return pattern("published").match(line) is None and is_calendar(line) and not _is_stamp(line)
