"""Settings from a TOML file and from the environment: values checked by kind, each with where it came from.

Knows nothing of what the settings mean: the keys and their kinds are handed in (`audionews/settings.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

NAME = "audionews.toml"
PREFIX = "AUDIONEWS_"
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True)
class Key:
    """One setting."""

    name: str
    """Its place in the file, with dots: `sections.order`."""
    kind: ValueKind
    """Turns what the file or the environment says into the value."""
    about: str
    """One line for people."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.replace(".", "_").upper()


@dataclass(frozen=True)
class Value:
    """What a setting was given, and by whom."""

    value: Any
    """Of the key's kind."""
    origin: str
    """`--preset`, `AUDIONEWS_PRESET`, `audionews.toml:3`, or `default`."""


class ValueKind:
    """A kind of value; `read` takes what TOML gives, or text from the environment, and raises ValueError."""

    def __init__(self, what: str, read: Callable[[Any], Any], path: Callable[[Any, Path], Any] | None = None) -> None:
        self.what, self.read = what, read
        self.placed = path or (lambda value, _folder: value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - one kind of error for what does not fit
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004 - the same
    return tuple(map(_text, value))


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError
    return int(number)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError  # noqa: TRY004 - the same
    number = float(value)
    if not 0 <= number < 1e9:
        raise ValueError
    return number


def _flag(value: Any) -> bool:
    plain = str(value).lower()
    if plain not in _YES | _NO or not isinstance(value, bool | str):
        raise ValueError
    return plain in _YES


def _clock(value: Any) -> time:
    return value.replace(second=0, microsecond=0) if isinstance(value, time) else time.fromisoformat(_text(value))


def _span(value: Any) -> timedelta:
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


def _beside(value: str, folder: Path) -> str:
    return value if "://" in value or value == "-" else str(folder / Path(value).expanduser())


TEXT = ValueKind("a text", _text)
TEXTS = ValueKind("a list of texts", _texts)
WHOLE = ValueKind("a whole number", _whole)
NUMBER = ValueKind("a number that is not negative", _number)
FLAG = ValueKind("true or false", _flag)
CLOCK = ValueKind('a time of day, as "07:00"', _clock)
SPAN = ValueKind('a length of time, as "24h" or "3d"', _span)
WORDS = ValueKind("a table of texts", _words)
TABLES = ValueKind("a table of tables", _tables)
PATH = ValueKind("a path", lambda value: Path(_text(str(value))).expanduser(), lambda value, folder: folder / value)
SOURCES = ValueKind("a list of sources", _texts, lambda value, folder: tuple(_beside(one, folder) for one in value))


def found(named: Path | None) -> Path | None:
    """Return the file of settings: `named`, else in the working folder, else in the user's config folder.

    Raises:
        UsageError: `named` is not there.
    """
    if named:
        if not named.is_file():
            raise UsageError(f"There is no file {str(named)!r}.", hint="`audionews init` writes one.")
        return named
    return next((path for path in (Path(NAME), user_file()) if path.is_file()), None)


def user_file() -> Path:
    """Return where the user's own settings stand, whether they are there or not."""
    from platformdirs import user_config_path

    return user_config_path("audionews", appauthor=False) / NAME


def from_file(path: Path, keys: Sequence[Key]) -> dict[str, Value]:
    """Return what the file says, by the keys' names; relative paths in it are counted from its folder.

    Raises:
        UsageError: it cannot be read, is no TOML, or has a key that there is not or a value that does not fit; with
            file and line.
    """
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is no UTF-8 text.", hint="Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}.") from error
    known, values = {key.name: key for key in keys}, {}
    for name, raw in _leaves(tree, "", known):
        line = _line(text, name)
        origin = f"{path}:{line}" if line else str(path)
        if name not in known:
            raise UsageError(f"{origin}: there is no setting {name!r}.", hint=nearest(name, list(known)))
        if raw != "":  # so that a line of the template that was switched on without an answer changes nothing
            values[name] = Value(known[name].kind.placed(fitting(known[name], raw, origin), path.parent), origin)
    return values


def from_environment(environment: Mapping[str, str], keys: Sequence[Key]) -> dict[str, Value]:
    """Return what the variables `AUDIONEWS_*` say, by the keys' names.

    Raises:
        UsageError: a value does not fit.
    """
    return {
        key.name: Value(fitting(key, environment[key.variable], key.variable), key.variable)
        for key in keys
        if environment.get(key.variable, "") and key.kind not in {WORDS, TABLES}
    }


def fitting(key: Key, raw: Any, origin: str) -> Any:
    """Return `raw` as the key's kind has it; `origin` says who gave it.

    Raises:
        UsageError: it does not fit.
    """
    try:
        return key.kind.read(raw)
    except (ValueError, TypeError) as error:
        raise UsageError(f"{origin}: {key.name} is not {key.kind.what}: {raw!r}.", hint=key.about) from error


def _leaves(tree: Mapping[str, Any], before: str, known: Mapping[str, Key]) -> Iterator[tuple[str, Any]]:
    """Yield every value with its dotted name, down to the known keys and no deeper."""
    for name, value in tree.items():
        whole = before + name
        if isinstance(value, dict) and any(key.startswith(f"{whole}.") for key in known):
            yield from _leaves(value, f"{whole}.", known)
        else:
            yield whole, value


def _line(text: str, name: str) -> int | None:
    """Return the line on which `name` is set, or None where it is written in a way that this does not follow."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[{1,2}\s*([^\]\s]+)\s*\]", line):
            table = head[1].replace('"', "") + "."
            if table == f"{name}.":
                return number
        elif (entry := re.match(r"\s*([^=#\s]+)\s*=", line)) and table + entry[1].replace('"', "") == name:
            return number
    return None
