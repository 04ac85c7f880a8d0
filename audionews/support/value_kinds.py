"""The kinds of value that a setting may have: each reads the value itself, what TOML has for it, or its text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

QUEUE = "queue"
"""The source that is the reading queue, and no path."""

_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_YEARS = (1000, 9998)
"""First and last year of a day: feeds write years of four digits, and calendars look some days around."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class ValueKind(NamedTuple):
    """A kind of value."""

    what: str
    """How it is called: `a whole number`."""
    read: Callable[[Any], Any]
    """Takes the value itself, what TOML has for it, or its text; raises ValueError or TypeError for anything else."""
    metavar: str
    """How help texts show it."""
    placed: Callable[[Any, Path], Any] = lambda value, _folder: value
    """Counts relative paths in a value from the folder of the file that names them."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - one kind of error for what does not fit
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(value, list | tuple):
        raise ValueError  # noqa: TRY004 - the same
    return tuple(map(_text, value))


def _patterns(value: Any) -> tuple[str, ...]:
    value = (value,) if isinstance(value, str) else value
    if not isinstance(value, list | tuple):
        raise ValueError  # noqa: TRY004 - the same
    for pattern in value:
        re.compile(_text(pattern))
    return tuple(value)


def _sources(value: Any) -> tuple[str, ...]:
    if isinstance(value, str | Path):
        return _texts(str(value))
    if not isinstance(value, list | tuple):
        raise ValueError  # noqa: TRY004 - the same
    return tuple(str(source) if isinstance(source, Path) else _text(source) for source in value)


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError
    return int(number)


def _signed(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError  # noqa: TRY004 - the same
    number = float(value)
    if not -1e9 < number < 1e9:
        raise ValueError
    return number


def _number(value: Any) -> float:
    number = _signed(value)
    if number < 0:
        raise ValueError
    return number


def _flag(value: Any) -> bool:
    plain = str(value).lower()
    if plain not in _YES | _NO or not isinstance(value, bool | str):
        raise ValueError
    return plain in _YES


def _clock(value: Any) -> time:
    if isinstance(value, datetime):
        value = value.time()
    return value.replace(second=0, microsecond=0) if isinstance(value, time) else time.fromisoformat(_text(value))


def _clocks(value: Any) -> tuple[time, ...]:
    given = value.replace(",", " ").split() if isinstance(value, str) else value
    several = given if isinstance(given, list | tuple) else [given]
    return tuple(sorted(set(map(_clock, several))))


def day(text: str) -> date:
    """Return the date that `text` writes, as 2026-11-23.

    Raises:
        ValueError: it is none, or one so far from ours that calendars and feeds end before it.
    """
    return _near(date.fromisoformat(text))


def _near(found: date) -> date:
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise ValueError(f"the year is not from {_YEARS[0]} to {_YEARS[1]}")
    return found


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return _near(value.date())
    return _near(value) if isinstance(value, date) else day(_text(value))


def _span(value: Any) -> timedelta:
    if isinstance(value, timedelta) and value >= timedelta():
        return value
    found = re.fullmatch(r"(\d{1,5})\s*([mhdw])", _text(value).strip().lower())
    if not found:
        raise ValueError
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _words(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError  # noqa: TRY004 - the same
    return {str(name): _text(meant) for name, meant in value.items()}


def _tables(value: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict) or not all(isinstance(inner, dict) for inner in value.values()):
        raise ValueError
    return value


def _path(value: Any) -> Path:
    if not value:  # as of a variable that is not set: to pathlib, the working folder
        raise ValueError
    return Path(value if isinstance(value, Path) else _text(value)).expanduser()


def _folder_address(value: Any) -> str:
    from audionews.support.escape import address

    made = address(_text(value))
    if made is None or "?" in made or "#" in made:
        raise ValueError
    return made.rstrip("/") + "/"


def _link(value: Any) -> str:
    from audionews.support.escape import address

    made = address(_text(value))
    if made is None:
        raise ValueError
    return made


def _target(value: Any) -> str:
    """Return where a show is published; it is kept in a file, and so holds no password."""
    target = str(value) if isinstance(value, Path) else _text(value).strip()
    if not target or re.search(r"://[^/@]*:[^/@]*@", target):
        raise ValueError
    return target


def _target_beside(value: str, folder: Path) -> str:
    return value if re.match(r"[\w.+@-]{2,}:", value) else str(folder / Path(value).expanduser())


def _beside(value: str, folder: Path) -> str:
    return value if "://" in value or value in {"-", QUEUE} else str(folder / Path(value).expanduser())


TEXT = ValueKind("a text", _text, "TEXT")
TEXTS = ValueKind("a list of texts", _texts, "TEXT")
PATTERNS = ValueKind("a list of regular expressions", _patterns, "REGEX")
WHOLE = ValueKind("a whole number", _whole, "N")
NUMBER = ValueKind("a number that is not negative", _number, "N")
SIGNED = ValueKind("a number", _signed, "N")
FLAG = ValueKind("true or false", _flag, "")
CLOCK = ValueKind('a time of day, as "07:00"', _clock, "HH:MM")
CLOCKS = ValueKind('times of day, as "07:00" or ["07:00", "18:30"]', _clocks, "HH:MM")
DAY = ValueKind('a day, as "2026-11-23"', _day, "YYYY-MM-DD")
SPAN = ValueKind('a length of time, as "24h" or "3d"', _span, "24h")
WORDS = ValueKind("a table of texts", _words, "")
TABLES = ValueKind("a table of tables", _tables, "")
PATH = ValueKind("a path", _path, "PATH", lambda value, folder: folder / value)
FILE = ValueKind("a path of a file", _path, "FILE", lambda value, folder: folder / value)
ADDRESS = ValueKind("the address of a folder, as https://example.org/podcast/", _folder_address, "URL")
LINK = ValueKind("an address of the web, as https://example.org/help", _link, "URL")
TARGET = ValueKind("a folder, host:path or another address, without a password", _target, "TARGET", _target_beside)
SOURCES = ValueKind(
    "a list of sources", _sources, "SOURCE", lambda value, folder: tuple(_beside(source, folder) for source in value)
)
