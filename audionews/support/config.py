"""Settings as declarations: their kinds, and where a value comes from, each checked and with its origin told.

Knows nothing of what the settings mean: they are declared as groups (`Group`) in `audionews/settings.py`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, dataclass_transform

from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NAME = "audionews.toml"
PREFIX = "AUDIONEWS_"
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Value(NamedTuple):
    """What a setting was given, and by whom."""

    value: Any
    """Of the setting's kind."""
    origin: str
    """`--preset`, `AUDIONEWS_PRESET`, `audionews.toml:3`, or `default`."""


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


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


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
    return Path(value if isinstance(value, Path) else _text(value)).expanduser()


def _folder_address(value: Any) -> str:
    from audionews.support.escape import address

    made = address(_text(value))
    if made is None or "?" in made or "#" in made:
        raise ValueError
    return made.rstrip("/") + "/"


def _beside(value: str, folder: Path) -> str:
    return value if "://" in value or value == "-" else str(folder / Path(value).expanduser())


TEXT = ValueKind("a text", _text, "TEXT")
TEXTS = ValueKind("a list of texts", _texts, "TEXT")
PATTERNS = ValueKind("a list of regular expressions", _patterns, "REGEX")
WHOLE = ValueKind("a whole number", _whole, "N")
NUMBER = ValueKind("a number that is not negative", _number, "N")
SIGNED = ValueKind("a number", _signed, "N")
FLAG = ValueKind("true or false", _flag, "")
CLOCK = ValueKind('a time of day, as "07:00"', _clock, "HH:MM")
DAY = ValueKind('a day, as "2026-11-23"', _day, "YYYY-MM-DD")
SPAN = ValueKind('a length of time, as "24h" or "3d"', _span, "24h")
WORDS = ValueKind("a table of texts", _words, "")
TABLES = ValueKind("a table of tables", _tables, "")
PATH = ValueKind("a path", _path, "PATH", lambda value, folder: folder / value)
FILE = ValueKind("a path of a file", _path, "FILE", lambda value, folder: folder / value)
ADDRESS = ValueKind("the address of a folder, as https://example.org/podcast/", _folder_address, "URL")
SOURCES = ValueKind(
    "a list of sources", _sources, "SOURCE", lambda value, folder: tuple(_beside(source, folder) for source in value)
)
SWITCH = "switch"


class Setting:
    """One setting: its name, kind, default, help, and all the places that may set it."""

    def __init__(self, **declared: Any) -> None:
        for attribute, value in declared.items():
            setattr(self, attribute, value)

    def __set_name__(self, owner: type[Group], name: str) -> None:
        """Take name, key and keyword from the field, where the declaration does not say them."""
        self.name = name
        if self.key is None:
            self.key = f"{owner.table}.{name}" if owner.table else name
        if self.keyword is None:
            self.keyword = "" if owner.table else name

    name: str
    """Its field in the group."""
    group: str
    """The group's field in `Settings`."""
    default: Any
    """What holds where nobody says anything."""
    kind: ValueKind
    """What its values are."""
    about: str
    """One line for people."""
    key: str
    """Its place in the file, with dots: `sections.order`; empty where no file sets it."""
    also: tuple[str, ...]
    """Other keywords of the Python functions that mean it."""
    flag: str
    """Its option on the command line, as typer takes it (`-o,--output`); empty where there is none."""
    switch: Mapping[bool, Any] | None
    """What its option means where that takes no value: `--no-fallback` is ()."""
    keyword: str
    """Its keyword of the Python functions; empty where its table is one, as `show={"title": …}`."""
    choices: tuple[str, ...]
    """The only texts that it may be; empty for any."""
    bounds: tuple[float, float] | None
    """The least and the greatest number that it may be."""
    irrelevant: str
    """Why no finished episode depends on it; empty where one does."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it; empty where none can."""
        return PREFIX + self.key.replace(".", "_").upper() if self.key and self.kind not in {WORDS, TABLES} else ""

    @property
    def option(self) -> str:
        """Its long option, as messages name it: `--since`."""
        return self.flag.rpartition(",")[2].partition("/")[0]

    def fitting(self, raw: Any, origin: str, folder: Path | None = None) -> Any:
        """Return `raw` as the setting has it; `origin` says who gave it, `folder` what relative paths are counted from.

        Raises:
            UsageError: it does not fit; with what would.
        """
        called = self.key or self.name
        try:
            value = self.kind.read(raw)
        except (ValueError, TypeError, re.error) as error:
            hint = f"{self.about} Give {self.kind.what}."
            raise UsageError(f"{origin}: {called} is not {self.kind.what}: {raw!r}.", hint=hint) from error
        for text in value if isinstance(value, tuple) else (value,):
            if self.choices and text not in self.choices:
                raise UsageError(
                    f"{origin}: there is no {called} {text!r}.", hint=nearest(str(text), list(self.choices))
                )
        if self.bounds and not self.bounds[0] <= value <= self.bounds[1]:
            low, high = self.bounds
            raise UsageError(f"{origin}: {called} is {low:g} to {high:g}, not {value:g}.", hint=self.about)
        value = self.kind.placed(value, folder) if folder else value
        if self.kind is FILE and not value.is_file():
            raise UsageError(f"{origin}: there is no file {str(value)!r}.", hint=self.about)
        return value


def setting(  # noqa: PLR0913 - a declaration has all of them
    *,
    default: Any,
    kind: ValueKind,
    about: str,
    key: str | None = None,
    flag: str = "",
    switch: Mapping[bool, Any] | None = None,
    keyword: str | None = None,
    also: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
    bounds: tuple[float, float] | None = None,
    irrelevant: str = "",
) -> Any:
    """Declare a setting in the body of a `Group`; see `Setting` for the parts of a declaration."""
    return Setting(
        default=default,
        kind=kind,
        about=about,
        key=key,
        flag=flag,
        switch=switch,
        keyword=keyword,
        also=also,
        choices=choices,
        bounds=bounds,
        irrelevant=irrelevant,
        group="",
    )


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(setting,))
class Group:
    """Settings that belong together, frozen: a dataclass whose fields are declared by `setting`, or groups themselves.

    It is no dataclass of the standard library: making one costs each command, help included, half a millisecond.
    """

    __slots__ = ("_given",)
    _given: frozenset[str]

    table: ClassVar[str] = ""
    """The table of the file in which its settings stand; empty where they stand before all tables."""
    declared: ClassVar[Mapping[str, Setting]]
    """Its settings, by field."""
    groups: ClassVar[Mapping[str, Group]]
    """The groups in it with their defaults, by field."""

    def __init_subclass__(cls) -> None:
        """Collect what the class body declares."""
        cls.declared = {name: made for name, made in vars(cls).items() if isinstance(made, Setting)}
        cls.groups = {name: made for name, made in vars(cls).items() if isinstance(made, Group)}
        for name, group in cls.groups.items():
            for made in group.declared.values():
                made.group = name

    def __init__(self, **given: Any) -> None:
        defaults = {name: made.default for name, made in self.declared.items()} | dict(self.groups)
        if unknown := given.keys() - defaults.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        object.__setattr__(self, "_given", frozenset(given))
        vars(self).update(defaults | given)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change a group.

        Raises:
            AttributeError: always.
        """
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set to {value!r}")

    def __eq__(self, other: object) -> bool:
        """Tell whether both have the same values."""
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        """Return a number that equal groups share."""
        return hash(repr(self))

    def __repr__(self) -> str:
        """Return how the group is made."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def changed(self, **changes: Any) -> Self:
        """Return the group with other values of some fields."""
        return type(self)(**{**self.given, **changes})

    @property
    def given(self) -> dict[str, Any]:
        """The values that somebody said, by field: not those that hold by default."""
        return {name: value for name, value in vars(self).items() if name in self._given}


def every(root: type[Group]) -> dict[str, Setting]:
    """Return all settings of the groups in `root` that a file can set, by key, in the order of their declaration."""
    settings = (made for group in root.groups.values() for made in group.declared.values())
    return {made.key: made for made in settings if made.key}


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


def from_file(path: Path, settings: Mapping[str, Setting]) -> dict[str, Value]:
    """Return what the file says, by key; relative paths in it are counted from its folder.

    A setting that stands before all tables may as well stand in the table of its group: `since`, `gathering.since`.

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
    known = {f"{made.group}.{made.name}": made for made in settings.values()} | dict(settings)
    values: dict[str, Value] = {}
    for name, raw in _leaves(tree, "", known):
        line = _line(text, name)
        origin = f"{path}:{line}" if line else str(path)
        if name not in known:
            raise UsageError(f"{origin}: there is no setting {name!r}.", hint=nearest(name, list(settings)))
        key = known[name].key
        if key in values:
            raise UsageError(f"{origin}: {key} is set already at {values[key].origin}.", hint="Leave one of them.")
        if raw != "":  # so that a line of the template that was switched on without an answer changes nothing
            values[key] = Value(known[name].fitting(raw, origin, path.parent), origin)
    return values


def from_environment(environment: Mapping[str, str], settings: Mapping[str, Setting]) -> dict[str, Value]:
    """Return what the variables `AUDIONEWS_*` say, by key.

    Raises:
        UsageError: a value does not fit.
    """
    return {
        key: Value(made.fitting(environment[made.variable], made.variable), made.variable)
        for key, made in settings.items()
        if environment.get(made.variable, "")
    }


def _leaves(tree: Mapping[str, Any], before: str, known: Mapping[str, Setting]) -> Iterator[tuple[str, Any]]:
    """Yield every value with its dotted name, down to the known keys and no deeper."""
    for name, value in tree.items():
        whole = before + name
        if isinstance(value, dict) and whole not in known and any(key.startswith(f"{whole}.") for key in known):
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
