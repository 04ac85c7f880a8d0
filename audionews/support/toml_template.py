"""Writes a file of settings for people: every key explained, and set where there is an answer."""

from __future__ import annotations

import json
from datetime import time, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from audionews.support.config import Key


def toml_template(keys: Sequence[Key], answers: Mapping[str, Any], default: Callable[[str], Any], head: str) -> str:
    """Return a TOML file of `keys`: those of `answers` are set, the others stand as comments with their defaults."""
    plain = [key for key in keys if "." not in key.name]
    nested = [key for key in keys if "." in key.name]
    blocks = ["\n".join(f"# {line}".rstrip() for line in head.splitlines())]
    blocks += [_entry(key, key.name, answers, default) for key in plain if not _is_table(default(key.name))]
    for table, inner in groupby(nested, lambda key: key.name.partition(".")[0]):
        entries = [(key, key.name.partition(".")[2]) for key in inner]
        blocks.append("\n".join([f"[{table}]", *(_entry(key, name, answers, default) for key, name in entries)]))
    tables = [key for key in plain if _is_table(default(key.name))]
    blocks += [f"# {key.about}\n[{key.name}]" for key in tables]
    return "\n\n".join(blocks) + "\n"


def _entry(key: Key, name: str, answers: Mapping[str, Any], default: Callable[[str], Any]) -> str:
    if key.name in answers:
        return f"# {key.about}\n{name} = {toml(answers[key.name])}"
    return f"# {key.about}\n# {name} = {toml(default(key.name))}"


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


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
