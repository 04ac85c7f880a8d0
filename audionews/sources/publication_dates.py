"""The dates that feeds, pages and front matter write, in the many ways they write them.

The standards are tried first; what follows neither is searched for a clock and a day, by numbers and by the month
names of several languages. dateparser would know more of them, but takes a second to load, guesses ("may 5" is a day of
this year) and knows no Bangla calendar. A date that cannot be read is None, never today.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from audionews.bengali.calendar import BanglaDate, bangla_date
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows
from audionews.sources.line_kinds import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९", "01234567890123456789")
_GLUED = re.compile(
    r"(?<=[0-9]{4})(?=[০-৯])|(?<=[০-৯]{4})(?=[0-9])"
    r"|(?<=[a-z])(?=[A-Z][a-z]{2,8} \d{1,2}, \d{4})|(?<=, 20[0-9]{2})(?=[0-9]{1,2} [Mm]in)"
)
"""Where a date in Latin digits is followed by the same in Bengali ones (21.11.2026২১ নভেম্বর ২০২৬), or it touches who
wrote before it and the minutes of reading behind it (Site AdminJuly 26, 20259 Mins Read)."""
_MOST = 200  # characters; more is no date
_YEARS = {"g": range(1900, 2200), "b": range(1300, 1600)}
_DHAKA = timedelta(hours=6)
_SECONDS = re.compile(r"-?\d{9,10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_MIDNIGHT = re.compile(r"(?<=\d[T ])24(?=:?00)")
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?![\d:])")
_LOOSE_CLOCK = re.compile(
    r"(?<![\d.])(\d{1,2})(?:(?:\.|\s?:\s?)(\d{2})|\s*টা(?:য়)?(?:\s*(\d{1,2})\s*মি\w*)?|(?=\s*[ap]\.?m\b))(?![\d.]\d)"
)
_OFFSET = re.compile(r"\s*\(?(?:(?:gmt|utc)\s?([+-]\d{1,2})(?::?(\d{2}))?|([+-]\d{2}):?(\d{2}))(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})(?:\s?[-/.]\s?(?P<d>\d{1,2}))?(?!\d)")
_GLUED_CLOCK = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\d{1,2}:\d\d)")  # a year's
_FULL_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_SHORT_YEAR = re.compile(r"(?:^|[:ঃ]\s*)(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1\d{2}\s*(?:$|[,|/;)])")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s?([-/.])\s?(?P<m>\d{1,2})\s?\2\s?(?P<y>\d{4}|\d{2})(?!\d)")


_DIGIT = re.compile(r"\d")
_DAY_OF_MONTH = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
"""What every day has: no pattern with the names of months is made for a text without it."""


class _Word(NamedTuple):
    """A word of the table."""

    kind: str
    value: str


class _Day(NamedTuple):
    """A day as it is written."""

    year: int
    month: int
    day: int
    calendar: str = "g"


def month_first(written: Iterable[str]) -> bool | None:
    """Tell whether dates in numbers (11/23/2025) name the month before the day; None where none of them can tell."""
    for text in written:
        for match in _DAY_FIRST.finditer(text.translate(_DIGITS)):
            one, other = int(match["d"]), int(match["m"])
            if max(one, other) > 12 >= min(one, other):
                return other > 12
    return None


def names_year(written: str) -> bool:
    """Tell a line that names a year: in four digits, or in two behind a day and a month (২৩ এপ্রিল ২২, ১০:৩০)."""
    text = _GLUED_CLOCK.sub(r"\1 ", canonical(_GLUED.sub(" ", written).translate(_DIGITS)).casefold())
    if _FULL_YEAR.search(text) or _SHORT_YEAR.search(text):
        return True
    return _DAY_OF_MONTH.search(text) is not None and _short_year().search(text) is not None


def stated(written: str) -> str:
    """Return what of a line tells the day of publishing, where other days stand before it."""
    found = pattern("stated").search(written)
    return written[found.start() :] if found and found.start() and names_year(written[found.start() :]) else written


def moment(written: str, zone: tzinfo, *, american: bool = False) -> datetime | None:
    """Return the time that `written` names, None where it names none; without a zone of its own it is in `zone`.

    `american`: in dates of numbers the month comes before the day.
    """
    written = _GLUED_CLOCK.sub(r"\1 ", " ".join(_GLUED.sub(" ", written[: 2 * _MOST]).translate(_DIGITS).split()))
    if not _DIGIT.search(written) or len(written) > _MOST:
        return None
    if american:
        written = _DAY_FIRST.sub(r"\g<m>\2\g<d>\2\g<y>", written, count=1)
    for parse in (_counted, _standard, _searched, _mailed):
        try:
            found = parse(written, zone)
            found = found if found is None or found.tzinfo else found.replace(tzinfo=zone)
            if found:
                found.astimezone(UTC)  # a year that no other zone can hold is no date
        except (ValueError, TypeError, OverflowError, IndexError, OSError):
            continue
        if found:
            return found
    return None


def _counted(written: str, _zone: tzinfo) -> datetime | None:
    """Read seconds or milliseconds since 1970."""
    if _SECONDS.fullmatch(written):
        return datetime.fromtimestamp(float(written), UTC)
    return datetime.fromtimestamp(int(written) / 1000, UTC) if _MILLISECONDS.fullmatch(written) else None


def _standard(written: str, _zone: tzinfo) -> datetime:
    """Read ISO 8601, whose day may end at 24:00."""
    early, ends = _MIDNIGHT.subn("00", written, count=1)
    return datetime.fromisoformat(early) + timedelta(days=ends)


def _mailed(written: str, _zone: tzinfo) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(written)


def _searched(written: str, zone: tzinfo) -> datetime | None:
    """Look for a clock with its zone, and a day, anywhere in what is written."""
    text = canonical(written).casefold()
    clock = _CLOCK.search(text) or _hours().search(text)
    minutes, rest = _offset(text, clock.end()) if clock else (None, text)
    if clock:
        rest = f"{text[: clock.start()]} | {rest}"
    day, rest = _day(rest)
    if day is None:
        return None
    if clock is None and (clock := _LOOSE_CLOCK.search(rest)):
        minutes, _ = _offset(rest, clock.end())
    at, days = _time(clock, text) if clock else (time(), 0)
    there = zone if minutes is None else timezone(timedelta(minutes=minutes))
    return datetime.combine(_gregorian(day, zone, _weekday(text)), at, there) + timedelta(days=days)


def _offset(text: str, at: int) -> tuple[int | None, str]:
    """Return the minutes east of Greenwich that are written after a clock that ends at `at`, and what follows."""
    half = re.compile(rf"\s*(?:{_alternatives('half')})\b\.?").match(text, at)
    at = half.end() if half else at
    if numbers := _OFFSET.match(text, at):
        hours, minutes = numbers[1] or numbers[3], numbers[2] or numbers[4] or "0"
        size = abs(int(hours)) * 60 + int(minutes)
        return -size if hours.startswith("-") else size, text[numbers.end() :]
    named = re.compile(rf"\s*\(?({_alternatives('zone')})\b").match(text, at)
    return (int(_words()[named[1]].value), text[named.end() :]) if named else (None, text[at:])


def _time(clock: re.Match[str], text: str) -> tuple[time, int]:
    """Return the time of day and, for 24:00, the one day that it adds."""
    hour, minute = int(clock[1]), int(clock[2] or 0)
    second = 0
    if clock.re is _LOOSE_CLOCK:
        minute = int(clock[2] or clock[3] or 0)
    elif clock.re is _CLOCK:
        second = min(int(clock[3] or 0), 59)  # a leap second
    named = re.search(rf"(?<![^\W\d])({_alternatives('half')})(?!\w)", text)
    half = _words()[named[1]].value if named and hour <= 12 else ""
    if half:
        late = half == "pm" or (half == "noon" and hour < 6) or (half == "night" and 6 <= hour < 12)
        midday = half == "noon" and hour >= 6
        hour = hour if midday else hour % 12 + 12 * late
    return time(hour % 24 if hour == 24 else hour, minute, second), int(hour == 24)


def _day(text: str) -> tuple[_Day | None, str]:
    """Return the day that `text` names, of a Gregorian and a Bangla one the Gregorian, and the text around it."""
    found = sorted(_days(text), key=lambda one: one[0].calendar != "g")
    if not found:
        return None, text
    day, match = found[0]
    return day, f"{text[: match.start()]} {text[match.end() :]}"


def _days(text: str) -> Iterator[tuple[_Day, re.Match[str]]]:
    for numbers in (_YEAR_FIRST, _DAY_FIRST):
        if match := numbers.search(text):
            month, day = int(match["m"]), int(match["d"] or 1)
            if month > 12 >= day and numbers is _DAY_FIRST:  # 11/23/2019, as Americans write
                month, day = day, month
            yield _Day(_year(match["y"]), month, day), match
    for words in _worded() if _DAY_OF_MONTH.search(text) else ():
        for match in words.finditer(text):
            kind, number = _months()[match["m"]]
            year = _year(match["y"])
            if year in _YEARS[kind]:
                yield _Day(year, number, int(match["d"]), kind), match


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 70 else 1900)


def _weekday(text: str) -> int | None:
    """Return the one day of the week that a text names, from Monday on."""
    named = {at for at, (name, *_) in enumerate(rows("weekdays")) if canonical(name) in text}
    return named.pop() if len(named) == 1 else None


def _parts(day: BanglaDate) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _gregorian(day: _Day, zone: tzinfo, weekday: int | None) -> date:
    """Return a day of either calendar; the Bangla one is that of `zone`, unless the weekday tells another.

    Raises:
        ValueError: there is no such day.
    """
    if day.calendar == "g":
        if day.year not in _YEARS["g"]:
            raise ValueError(day.year)
        return date(day.year, day.month, day.day)
    near = date(day.year + 593, 4, 14) + timedelta(days=round(30.44 * (day.month - 1)) + day.day - 1)
    there = zone.utcoffset(datetime.combine(near, time())) == _DHAKA
    found = [
        one
        for locale in (("bn-BD", "bn-IN") if there else ("bn-IN", "bn-BD"))
        for one in (near + timedelta(days) for days in range(-5, 6))
        if _parts(bangla_date(one, locale)) == day[:3]
    ]
    if not found:
        raise ValueError(day)
    return next((one for one in found if one.weekday() == weekday), found[0])


@cache
def _words() -> dict[str, _Word]:
    lines = (Path(__file__).parent / "date_words.tsv").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {canonical(word): _Word(kind, value) for kind, word, value in cells}


@cache
def _months() -> dict[str, tuple[str, int]]:
    """Return for each name of a month, in lower case, its calendar and number."""
    found = {word: ("g", int(one.value)) for word, one in _words().items() if one.kind == "month"}
    return found | {
        name.casefold().rstrip("."): (calendar, int(number))
        for name, _, calendar, number in rows("months")
        if calendar in _YEARS
    }


@cache
def _alternatives(kind: str) -> str:
    names = [word for word, one in _words().items() if one.kind == kind] if kind != "month" else list(_months())
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


@cache
def _short_year() -> re.Pattern[str]:
    """Return the pattern of a day whose year has two digits; what follows shows that they count nothing else."""
    day = rf"(?<!\d)\d{{1,2}}[\s,-]+(?:{_alternatives('month')})\.?[\s,-]+['’]?\d{{2}}"
    return re.compile(rf"{day}\s*(?:$|[,|/;)]|(?:{_alternatives('half')})(?!\w)|[–-]\s|(?<=\s)\d{{1,2}}[:.]\d{{2}})")


@cache
def _hours() -> re.Pattern[str]:
    """Return the pattern of an hour in four digits, as agencies write it (1930 hours)."""
    return re.compile(rf"(?<!\d)([01]\d|2[0-3])([0-5]\d)\s*(?=(?:{_alternatives('hours')})(?!\w))")


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of days whose month is named."""
    month = rf"(?<![^\W\d])(?P<m>{_alternatives('month')})(?![^\W\d])[.ঃ]?"
    day = r"(?<!\d)(?P<d>\d{1,2})(?: ?(?:st|nd|rd|th|º|ই|শে|লা|রা|ঠা)(?!\w))?(?!\d)\.?"
    year = r"['’]?(?P<y>\d{4}|\d{2})(?!\d|:\d)"
    gap = r"[\s,|/-]*(?:(?:de|of|del|do)\s)?"
    weekdays = "|".join(re.escape(canonical(name)) for name, *_ in rows("weekdays"))
    weekday = rf"(?:(?:{weekdays}|[a-z]{{3,6}}day)[\s,|]+)?"
    return (
        re.compile(rf"{day}{gap}{month}{gap}{weekday}{year}"),
        re.compile(rf"{month}{gap}{day}[\s,|]+{year}"),
        re.compile(rf"(?<!\d)(?P<y>\d{{4}}){gap}{month}{gap}{day}"),
    )
