"""Writes a file of settings for people: every key explained, and set where there is an answer."""

from __future__ import annotations

import json
import re
from datetime import time, timedelta
from itertools import groupby, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.support.value_kinds import TABLES, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audionews.support.declaration import Setting


def toml_template(settings: Mapping[str, Setting], answers: Mapping[str, Any], head: str) -> str:
    """Return a TOML file of `settings`, by key: set where there is an answer, else as comments with their defaults."""
    tables = [made for made in settings.values() if made.kind in {WORDS, TABLES} and "." not in made.key]
    plain = [made for made in settings.values() if "." not in made.key and made not in tables]
    nested = sorted((made for made in settings.values() if "." in made.key), key=lambda made: _table(made, settings))
    blocks = ["\n".join(f"# {line}".rstrip() for line in head.splitlines())]
    blocks += [_entry(made, made.key, answers) for made in plain]
    for table, inner in groupby(nested, lambda made: made.key.partition(".")[0]):
        blocks.append("\n".join([f"[{table}]", *(_entry(made, made.key.partition(".")[2], answers) for made in inner)]))
    blocks += [f"# {made.about}\n[{made.key}]" for made in tables]
    return "\n\n".join(blocks) + "\n"


def with_value(text: str, key: str, value: Any) -> str:
    """Return a TOML file with `key`, which stands in a table and is not set yet, set to `value`; the rest unchanged.

    It takes the line that names it as a comment, as in a file of `toml_template`, else one below its table's head.

    Raises:
        ValueError: the file is written in a way that this does not follow.
    """
    from audionews.support import toml_file

    table, _, name = key.rpartition(".")
    rows = text.splitlines()
    head = next((number for number, row in enumerate(rows) if row.split("#")[0].strip() == f"[{table}]"), None)
    if head is None:
        rows += ["", f"[{table}]"] if rows else [f"[{table}]"]
        head = len(rows) - 1
    inside = takewhile(lambda number: not rows[number].lstrip().startswith("["), range(head + 1, len(rows)))
    place = next((number for number in inside if re.match(rf"#\s*{re.escape(name)}\s*=", rows[number])), -1)
    entry = f"{name} = {toml(value)}"
    if place >= 0:
        rows[place] = entry
    else:
        rows.insert(head + 1, entry)
    made = "\n".join(rows) + "\n"
    if toml_file.tree(made) != _joined(toml_file.tree(text), table, {name: value}):
        raise ValueError("it is written in an unusual way")
    return made


def _joined(tree: dict[str, Any], table: str, entries: dict[str, Any]) -> dict[str, Any]:
    return tree | {table: {**tree.get(table, {}), **entries}}


def _table(made: Setting, settings: Mapping[str, Setting]) -> int:
    """Return the place of a setting's table: where its first setting is declared."""
    table = made.key.partition(".")[0]
    return next(place for place, key in enumerate(settings) if key.startswith(f"{table}."))


def _entry(made: Setting, name: str, answers: Mapping[str, Any]) -> str:
    if made.key in answers:
        return f"# {made.about}\n{name} = {toml(answers[made.key])}"
    return f"# {made.about}\n# {name} = {toml(made.default)}"


def toml(value: Any) -> str:
    """Return a value as TOML has it; None, which TOML has not, as an empty text."""
    if isinstance(value, bool) or (isinstance(value, int | float) and value == value):  # noqa: PLR0124 - not NaN
        return str(value).lower()
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(name)} = {toml(meant)}" for name, meant in value.items()) + "}"
    return json.dumps(shown(value), ensure_ascii=False)


def shown(value: Any) -> str:
    """Return a value as people write it: `24h`, `07:00`, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, timedelta):
        hours = value.total_seconds() / 3600
        return f"{hours:g}h" if hours == int(hours) else f"{value.total_seconds() / 60:g}m"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, tuple | list):
        return ", ".join(map(shown, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
