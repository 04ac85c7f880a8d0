"""Which services are described: ours, a file each under `services/`, and the user's tables `[engines.http.NAME]`.

A user's table for a service of ours changes what it says and leaves the rest.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from audionews.engines.http.description import BODIES, Service, described
from audionews.support import toml_file
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@cache
def shipped() -> tuple[str, ...]:
    """Return the names of the services that we describe, sorted."""
    found = files(__package__).joinpath("services").iterdir()
    return tuple(sorted(path.name.removesuffix(".toml") for path in found if path.name.endswith(".toml")))


def service(name: str, own: Mapping[str, Any]) -> Service:
    """Return the service called `name`, which is among ours or in `own`, the user's descriptions by name.

    Raises:
        UsageError: its description is wrong.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"engines.http.{name} is no name that can be typed.", hint="Take small letters and digits.")
    ours = _shipped(name) if name in shipped() else {}
    given = own.get(name, {})
    if not isinstance(given, dict):
        raise UsageError(f"engines.http.{name} is no table.")
    return described(name, _merged(ours, given))


@cache
def _shipped(name: str) -> dict[str, Any]:
    return toml_file.tree(files(__package__).joinpath("services", f"{name}.toml").read_text(encoding="utf-8"))


def _merged(ours: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(ours)
    if any(kind in own for kind in BODIES):
        merged = {key: value for key, value in merged.items() if key not in BODIES}
    for key, value in own.items():
        before = merged.get(key)
        both = isinstance(before, dict) and isinstance(value, dict) and key not in BODIES
        merged[key] = {**before, **value} if both and isinstance(before, dict) else value
    return merged
