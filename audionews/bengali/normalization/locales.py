"""The two ways of reading, West Bengal's and Bangladesh's: two sets of tables behind one shape."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from audionews.bengali.script import tables

LOCALES = ("bn-IN", "bn-BD")


class Locale(NamedTuple):
    """The words in which one locale says numbers, days, hours and money."""

    name: str
    """`bn-IN` or `bn-BD`."""
    numbers: tuple[str, ...]
    """The words for 0 to 99, by index."""
    hundreds: Mapping[int, str]
    """One word for each of 1-9 and 11-19 hundreds: 3 → তিনশো."""
    days: Mapping[int, str]
    """Day of the month → its name in a date: 23 → তেইশে."""
    two: Mapping[str, str]
    """Classifier → দুই said together with it: টি → দুটি."""
    words: Mapping[str, str]
    """All else that differs, by its English name in `locale.tsv`."""


@cache
def locale(name: str) -> Locale:
    """Return the tables of `name`; raises ValueError for a locale that is neither bn-IN nor bn-BD."""
    if name not in LOCALES:
        raise ValueError(f"no such locale: {name!r} (one of {', '.join(LOCALES)})")
    column = 1 + LOCALES.index(name)
    numbers = {int(row[0]): row[column] for row in tables.rows("numbers")}
    return Locale(
        name=name,
        numbers=tuple(numbers[n] for n in range(100)),
        hundreds={n // 100: word for n, word in numbers.items() if n >= 100},
        days={int(row[0]): row[column] for row in tables.rows("days")},
        two={row[0]: row[column] for row in tables.rows("classifiers")},
        words={row[0]: row[column] for row in tables.rows("locale")},
    )
