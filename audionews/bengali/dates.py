"""Dates as a paper writes them; `normalize` says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.bengali.tables import rows

if TYPE_CHECKING:
    from datetime import date

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_WEEKDAYS = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার")
_TAILS = {1: "লা", 2: "রা", 3: "রা", 4: "ঠা", **dict.fromkeys(range(5, 19), "ই")}


def weekday(day: date) -> str:
    """Return the name of the day of the week."""
    return _WEEKDAYS[day.weekday()]


def written(day: date) -> str:
    """Return `day` as papers of both countries write it: ২৩শে নভেম্বর, ২০২৬."""
    number = str(day.day).translate(_DIGITS)
    return f"{number}{_TAILS.get(day.day, 'শে')} {month(day)}, {str(day.year).translate(_DIGITS)}"


def month(day: date) -> str:
    """Return the name of the month as we write it ourselves."""
    return next(row[0] for row in rows("months") if row[2:] == ("g", str(day.month)))
