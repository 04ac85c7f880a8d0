"""Many shows in one file, each with its settings: made side by side, none held by another, or by its failure.

preset = "betar"                # for all
[shows.dhaka]                   # for one of them; its tables are [shows.dhaka.voices] and so on
sources = ["https://example.org/dhaka.xml"]
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from audionews.settings import BY_KEY, Settings, settings_from_values
from audionews.support.config import Value, from_environment, from_tables
from audionews.support.errors import AudionewsError, UsageError, nearest
from audionews.support.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from audionews.batch.crews import Crew

TABLE = "shows"
_OUTPUT = "output"


@dataclass(frozen=True)
class ShowRun:
    """What became of a show's day."""

    show: str
    """Its name in the file."""
    told: str
    """The run in one line."""
    code: int = 0
    """The exit code that it would have had alone."""
    findings: int = 0
    """Sources that were skipped, and sentences that another voice spoke."""
    document: Mapping[str, Any] = field(default_factory=dict)
    """The run for programs."""


def read(path: Path, flags: Mapping[str, Value], only: Sequence[str] = ()) -> dict[str, Settings]:
    """Return the settings of the shows in a file, those of `only` where some are named.

    A show without an output folder has one of its name beside the file.

    Raises:
        UsageError: the file or a value in it cannot be meant so, or two shows have one folder.
    """
    tables = from_tables(path, BY_KEY, TABLE)
    for name in only:
        if name not in tables:
            raise UsageError(f"There is no show {name!r} in {path}.", hint=nearest(name, list(tables)))
    above = {**from_environment(os.environ, BY_KEY), **flags}
    found = {}
    for name, values in tables.items():
        own = {_OUTPUT: Value(path.parent / slug(name), str(path)), **values, **above}
        found[name] = settings_from_values(own)
    _apart(found, path)
    return {name: settings for name, settings in found.items() if not only or name in only}


def _apart(shows: Mapping[str, Settings], path: Path) -> None:
    owners: dict[Path, str] = {}
    for name, settings in shows.items():
        other = owners.setdefault(settings.run.output.absolute(), name)
        if other != name:
            hint = "Give each its own: output = …"
            raise UsageError(f"{path}: {other} and {name} have one folder, {settings.run.output}.", hint=hint)


def run(shows: Mapping[str, Settings], crew: Crew, work: Callable[..., ShowRun], *arguments: Any) -> Iterator[ShowRun]:
    """Yield what becomes of each show as it ends: `work` is called with its name, its settings and `arguments`."""
    for name, settings in shows.items():
        crew.submit((name,), work, name, settings, *arguments)
    for _ in shows:
        done = crew.result()
        if done.error is None:
            yield done.value
        else:
            code = done.error.exit_code if isinstance(done.error, AudionewsError) else AudionewsError.exit_code
            yield ShowRun(done.ticket[0], f"failed: {done.error}", code)
