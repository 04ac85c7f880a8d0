"""Dates: a day before its month, days with their endings, dates in figures."""

import re

from audionews.bengali import numbers, tables
from audionews.bengali.endings import BN
from audionews.bengali.normalize.joining import close_number
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import WORD_ENDS, compiled, months

_TAIL = r"(?:[-–'’]?(?:এর|এ|তে|ের|ে|র|ই|ও|মাস[^ ]{0,4}))?"
_SUFFIX = "লা|রা|ঠা|শে|এ|ই|শো|শা|st|nd|rd|th"


def month(n: int) -> str:
    """Return the Bengali name of Gregorian month 1-12."""
    return next(row[1] for row in tables.rows("months") if row[2:] == ("g", str(n)))


def _day(match: "re.Match[str]", sight: Sight) -> str | None:
    return sight.loc.days.get(int(match[1]))


def _suffixed(match: "re.Match[str]", sight: Sight) -> Hit | None:
    n = int(match[1])
    day = sight.loc.days.get(n)
    if day is None or (match[2] == "ই" and n > 18):
        return None
    return close_number(day, match.start(), match.end(), sight)


def _figures(match: "re.Match[str]", sight: Sight) -> Hit | None:
    day, month_, year = int(match["d"]), int(match["m"]), int(match["y"])
    if month_ > 12 >= day:
        day, month_ = month_, day
    if not (0 < day <= 31 and 0 < month_ <= 12):
        return None
    if len(match["y"]) == 2:
        year += 2000 if year < 70 else 1900
    words = f"{sight.loc.days[day]} {month(month_)} {numbers.year(year, sight.loc)}"
    return close_number(words, match.start(), match.end(), sight)


RULES = [
    Rule("day-month", "date", "0", compiled(rf"(0?[1-9]|[12]\d|3[0-2])(?: ?[-–]?(?:{_SUFFIX})){{0,1}}(?= ?,? ?{months()}{_TAIL}(?![{BN}A-Za-z]))"), _day),
    Rule("day-suffix", "date", "0", compiled(rf"(0?[1-9]|[12]\d|3[0-2]) ?-?(লা|রা|ঠা|শে)(?=(?:র|ও|ই|র|-এর|-র|-এ|-তে|)?{WORD_ENDS})"), _suffixed),
    Rule("day-suffix", "date", "0", compiled(rf"([5-9]|1[0-8])(ই){WORD_ENDS}"), _suffixed),
    Rule("figures", "date", "0", re.compile(r"(?P<d>\d{1,2})([/.-])(?P<m>\d{1,2})\2(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\d]|[./-]\d)"), _figures),
    Rule("iso", "date", "0", re.compile(r"(?P<y>(?:1[5-9]|20)\d\d)([/.-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)"), _figures),
]  # fmt: skip
