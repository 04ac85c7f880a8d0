"""Dates as a paper writes them; `normalize` says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.bengali.script.tables import rows

if TYPE_CHECKING:
    from datetime import date

    from audionews.bengali.normalization.locales import Locale

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
# Hour of the day → its part, for the first hour in which the part begins (Bengali broadcast usage).
_PARTS = ((0, "night"), (4, "dawn"), (6, "morning"), (12, "noon"), (15, "afternoon"), (18, "evening"), (20, "night"))


def weekday(day: date) -> str:
    """Return the name of the day of the week."""
    return rows("weekdays")[day.weekday()][0]


def written(day: date) -> str:
    """Return `day` as papers of both countries write it: ২৩শে নভেম্বর, ২০২৬."""
    return f"{_day(day.day)} {month(day)}, {digits(day.year)}"


def bangla(day: date, locale: str = "bn-IN") -> str:
    """Return `day` in the Bangla calendar of West Bengal (`bn-IN`) or Bangladesh: ৬ই অগ্রহায়ণ, ১৪৩৩ বঙ্গাব্দ."""
    from audionews.bengali.calendar import bangla_date

    found = bangla_date(day, locale)
    return f"{_day(found.day)} {found.month_name}, {digits(found.year)} বঙ্গাব্দ"


def part_of_day(hour: int, loc: Locale) -> str:
    """Return the part of the day that `hour` (0-23) falls in: 7 → সকাল."""
    return loc.words[next(name for first, name in reversed(_PARTS) if hour >= first)]


def month(day: date) -> str:
    """Return the name of the month as we write it ourselves."""
    return next(row[0] for row in rows("months") if row[2:] == ("g", str(day.month)))


def _day(number: int) -> str:
    return f"{digits(number)}{rows('days')[number - 1][3]}"


def digits(number: int) -> str:
    """Return `number` in Bengali digits."""
    return str(number).translate(_DIGITS)
