"""Settings from a TOML file and from the environment, each with where it came from.

Knows nothing of what the settings mean: they are declared as groups (`support.declaration`) in `audionews/settings.py`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from audionews.support.errors import StorageError, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from audionews.support.declaration import Group, Setting

NAME = "audionews.toml"


class Value(NamedTuple):
    """What a setting was given, and by whom."""

    value: Any
    """Of the setting's kind."""
    origin: str
    """`--preset`, `AUDIONEWS_PRESET`, `audionews.toml:3`, or `default`."""


def every(root: type[Group]) -> dict[str, Setting]:
    """Return all settings of the groups in `root` that a file can set, by key, in the order of their declaration."""
    settings = (made for group in root.groups.values() for made in group.declared.values())
    return {made.key: made for made in settings if made.key}


def found(named: Path | None) -> Path | None:
    """Return the file of settings: `named`, else in the working folder, else in the user's config folder.

    Raises:
        UsageError: `named` is not there.
    """
    from audionews.support.homes import is_file

    if named:
        if not named.is_file():
            raise UsageError(f"There is no file {str(named)!r}.", hint="`audionews init` writes one.")
        return named
    return next((path for path in (Path(NAME), user_file()) if is_file(path)), None)


def user_file() -> Path:
    """Return where the user's own settings stand, whether they are there or not."""
    from audionews.support.homes import config_home

    return config_home() / NAME


def from_file(path: Path, settings: Mapping[str, Setting]) -> dict[str, Value]:
    """Return what the file says, by key; relative paths in it are counted from its folder.

    A setting that stands before all tables may as well stand in the table of its group: `since`, `gathering.since`.

    Raises:
        UsageError: it cannot be read, is no TOML, or has a key that there is not or a value that does not fit; with
            file and line.
    """
    tree, text = _read(path)
    return _fitted(tree, "", path, settings, _lines(text))


def from_tables(path: Path, settings: Mapping[str, Setting], table: str) -> dict[str, dict[str, Value]]:
    """Return what the file says for each table below `table` (`[shows.dhaka]`), over what it says for all.

    Raises:
        UsageError: as `from_file`; or there is no such table.
    """
    tree, text = _read(path)
    lines, tables = _lines(text), tree.pop(table, None)
    if not isinstance(tables, dict) or not all(isinstance(inner, dict) for inner in tables.values()) or not tables:
        raise UsageError(
            f"{path} has no table [{table}.NAME].", hint=f"Each has settings below its own [{table}.NAME]."
        )
    common = _fitted(tree, "", path, settings, lines)
    return {name: common | _fitted(inner, f"{table}.{name}.", path, settings, lines) for name, inner in tables.items()}


def _read(path: Path) -> tuple[dict[str, Any], str]:
    from audionews.support import own_files, toml_file

    try:
        text = own_files.text(path, most=toml_file.MOST_BYTES)
    except StorageError as error:
        raise UsageError(str(error), hint=error.hint or "docs/daily.md shows one.") from error
    try:
        return toml_file.tree(text), text
    except ValueError as error:
        raise UsageError(f"{path} is no TOML: {error}.") from error


def _fitted(
    tree: Mapping[str, Any], before: str, path: Path, settings: Mapping[str, Setting], lines: Mapping[str, int]
) -> dict[str, Value]:
    """Return the settings of a table, whose names in the file begin with `before`."""
    known = {f"{made.group}.{made.name}": made for made in settings.values()} | dict(settings)
    values: dict[str, Value] = {}
    for name, raw in _leaves(tree, "", known):
        line = lines.get(before + name)
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


def _lines(text: str) -> dict[str, int]:
    """Return the line on which each name is set first; names written in a way that this does not follow are missing."""
    table, found = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[{1,2}\s*([^\]\s]+)\s*\]", line):
            table = head[1].replace('"', "") + "."
            found.setdefault(table[:-1], number)
        elif entry := re.match(r"\s*([^=#\s]+)\s*=", line):
            found.setdefault(table + entry[1].replace('"', ""), number)
    return found
