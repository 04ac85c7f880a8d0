"""The two Bangla calendars: West Bengal's, which follows the sun, and Bangladesh's, which follows Gregorian dates.

West Bengal's months begin on the civil day after the sun's entry into a sign of the sidereal zodiac (sankranti), as the
Surya Siddhanta computes its longitude and with Bengal's midnight rule (S. K. Chatterjee, Indian Calendric System,
1988). The astronomy follows Dershowitz and Reingold, Calendrical Calculations, 4th ed., chapter 20.

Bangladesh (Bangla Academy, since 1426): six months of 31 days, then of 30, Falgun 29, or 30 in a Gregorian leap year.
"""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from datetime import date, timedelta

from audionews.bengali.script.tables import rows

_EPOCH = -1_132_959  # fixed day (date.toordinal) of the Kali Yuga's beginning, midnight at Ujjain
_SIDEREAL_YEAR = 365 + 279_457 / 1_080_000
_ANOMALISTIC_YEAR = 1_577_917_828_000 / (4_320_000_000 - 387)
_CREATION = _EPOCH - 1_955_880_000 * _SIDEREAL_YEAR
_KOLKATA = (88.36 - 75.77) / 360  # days by which Kolkata's midnight comes before Ujjain's

_BANGLADESH_LENGTHS = (31,) * 6 + (30,) * 4 + (29, 30)


@dataclass(frozen=True, slots=True)
class BanglaDate:
    """A day of the Bangla calendar."""

    year: int
    """Year of the Bangabda era: 1433."""
    month: int
    """1 (Boishakh) to 12 (Choitro)."""
    day: int
    """Day of the month, 1 to 32."""

    @property
    def month_name(self) -> str:
        """The month's name: বৈশাখ."""
        return next(row[0] for row in rows("months") if row[2:] == ("b", str(self.month)))


def bangla_date(day: date, locale: str = "bn-IN") -> BanglaDate:
    """Return the day in the calendar of West Bengal (`bn-IN`) or Bangladesh (`bn-BD`)."""
    return _bangladesh(day) if locale == "bn-BD" else _west_bengal(day)


def _bangladesh(day: date) -> BanglaDate:
    year = day.year - (593 if day >= date(day.year, 4, 14) else 594)
    left = (day - date(year + 593, 4, 14)).days
    for month, length in enumerate(_BANGLADESH_LENGTHS, start=1):
        days = length + (month == 11 and calendar.isleap(year + 594))
        if left < days:
            break
        left -= days
    return BanglaDate(year, month, left + 1)


def _west_bengal(day: date) -> BanglaDate:
    """A day belongs to the sign in which the sun stands at its first midnight: the sankranti's own day does not."""
    sign, first = _sign(day), day
    while _sign(first - timedelta(1)) == sign:
        first -= timedelta(1)
    year = day.year - (594 if sign >= 8 and day.month < 5 else 593)
    return BanglaDate(year, sign + 1, (day - first).days + 1)


def _sign(day: date) -> int:
    return int(sun_longitude(day.toordinal() - _KOLKATA) // 30)


def sun_longitude(moment: float) -> float:
    """Return the sun's sidereal longitude, degrees, at `moment`: fixed days (`date.toordinal`) at Ujjain's meridian."""
    anomaly = _sine(_mean(moment, _ANOMALISTIC_YEAR))
    size = 14 / 360 * (1 - abs(anomaly) / 42)
    return (_mean(moment, _SIDEREAL_YEAR) - math.degrees(math.asin(anomaly * size))) % 360


def _mean(moment: float, period: float) -> float:
    return 360 * ((moment - _CREATION) / period % 1)


def _sine(degrees: float) -> float:
    """Return the sine as the Surya Siddhanta's table of 225′ steps has it, with linear interpolation."""
    entry, part = divmod(degrees / 3.75, 1)
    return (1 - part) * _entry(entry) + part * _entry(entry + 1)


def _entry(n: float) -> float:
    exact = 3438 * math.sin(math.radians(n * 3.75))
    error = 0.215 * math.copysign(1, exact) * math.copysign(1, abs(exact) - 1716)
    return round(exact + error) / 3438
