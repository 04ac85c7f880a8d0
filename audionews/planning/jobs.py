"""From settings to one episode's plan: its day, the hour of its greeting, and the digest of all it depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.model import Recipe
from audionews.planning.choices import zone
from audionews.planning.lexica import words
from audionews.publish.manifest import script_json
from audionews.publish.show import episode_folders
from audionews.rundown.plan import Plan
from audionews.settings import ALL, BY_KEY
from audionews.support import own_files, store
from audionews.support.config import Value
from audionews.support.errors import StorageError
from audionews.support.package import package_digest
from audionews.support.value_kinds import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audionews.model import Article, Episode, Script, Skipped
    from audionews.settings import Settings, Show
    from audionews.support.declaration import Setting
    from audionews.synthesis.cast import Cast

MORNING = "morning"
_MORNING_HOUR = 8
_WRITING = {"programme", "sections", "text"}
"""The groups that decide what is said, and nothing once that is written."""
_NOTED = {"programme", "sections", "sound", "pauses", "page"}
_UNTOLD = {"title", "typeface"}  # the manifest has the one, and the other may be a path


@dataclass(frozen=True)
class Job:
    """One episode that is to be made."""

    named: tuple[str, ...]
    """Its sources, as the user named them."""
    names: tuple[str, ...]
    """What its recipe calls them."""
    articles: Sequence[Article]
    """What they hold."""
    skipped: Sequence[Skipped]
    """What of them gave nothing."""
    settings: Settings
    """How it is made."""
    edition: int | None = None
    """Which of its day's editions it is; None for a programme without editions."""


def day(settings: Settings) -> date:
    """Return the date of an episode that is made now."""
    return settings.programme.date or datetime.now(zone(settings.programme)).date()


def clock(settings: Settings, before: Episode | None = None) -> str:
    """Return the time of day of the greeting: as asked, as it was, now for a new episode of today, else morning."""
    programme = settings.programme
    if programme.time:
        return f"{programme.time:%H:%M}"
    if before and before.recipe:
        return before.recipe.time
    return MORNING if programme.date else f"{datetime.now(zone(programme)):%H:%M}"


def made(settings: Settings, before: Episode | None = None) -> datetime | None:
    """Return when an episode was first made, in the programme's zone; what it was `before` it stays.

    One with a date is made at that day's hour of its greeting, so that it can be made again; never in the future.
    """
    if before:
        return before.made
    programme = settings.programme
    now = datetime.now(zone(programme)).replace(microsecond=0)
    if programme.date is None:
        return now
    asked = programme.time or time(_MORNING_HOUR)
    return min(now, datetime.combine(programme.date, asked, now.tzinfo))


def plan(
    settings: Settings,
    named: Sequence[str],
    day: date,
    clock: str,
    *,
    edition: int | None = None,
    speakers: int | None = None,
) -> Plan:
    """Return what the rundown of the sources `named` needs to know; `speakers` is how many voices there are."""
    return Plan(
        date=day,
        hour=_MORNING_HOUR if clock == MORNING else int(clock[:2]),
        programme=settings.programme,
        sections=settings.sections,
        text=settings.text,
        rate=settings.sound.rate,
        edition=edition or 1,
        speakers=settings.voices.speakers if speakers is None else speakers,
        lexicon=words(named, settings.text),
    )


def digest(contents: str, settings: Settings, cast: Cast, show: Show) -> str:
    """Return a digest of all that an episode depends on; `contents` stands for what is said (`contents`, `said`).

    That is every setting that is not declared irrelevant, what the show's tags say, the content of the files that
    settings name, the readers, and the package's own code and tables.
    """
    told = [(setting, value) for setting, value in relevant(settings, show) if setting.group not in _WRITING]
    return store.key(package_digest(), *_listed(told), contents, *cast.fingerprints())


def recipe(names: Sequence[str], contents: str, settings: Settings, cast: Cast, show: Show, clock: str) -> Recipe:
    """Return what an episode is made from, as its manifest keeps it.

    Args:
        names: of its sources, as `episode_folders.named` has them.
        contents: stands for what is said (`contents`, `said`).
        settings: all of them.
        cast: who reads.
        show: what it belongs to.
        clock: the time of day of the greeting (`clock`).
    """
    return Recipe(episode_folders.recorded(names), digest(contents, settings, cast, show), clock, noted(settings))


def contents(job: Job, plan: Plan) -> str:
    """Return a digest of what a script is made from, cheaper than making it: articles, settings, all lexicons."""
    groups = vars(job.settings)
    told = [
        (setting, getattr(groups[setting.group], setting.name))
        for setting in ALL
        if setting.group in _WRITING and not setting.irrelevant
    ]
    return store.key(
        *_listed(told), repr(sorted(plan.lexicon.entries.items())), *map(repr, (*job.articles, *job.skipped))
    )


def said(script: Script) -> str:
    """Return a digest of what a script says and shows, however it came to be."""
    own = [(segment.reader, segment.pinned, segment.speaker) for segment in script.segments]
    return store.key(script_json(script), repr(own))


def relevant(settings: Settings, show: Show) -> list[tuple[Setting, Any]]:
    """Return the settings that an episode depends on, with their values; those of the show as `show` has them."""
    groups = vars(settings) | {"show": show}
    return [(setting, getattr(groups[setting.group], setting.name)) for setting in ALL if not setting.irrelevant]


def noted(settings: Settings) -> dict[str, Any]:
    """Return what a manifest keeps of `settings`, as JSON has it.

    Those are the ones that shape an episode and are not at their default; none names a person or a file.
    """
    groups = vars(settings)
    found = {
        setting.key: getattr(groups[setting.group], setting.name)
        for setting in ALL
        if setting.group in _NOTED
        and setting.key
        and not setting.irrelevant
        and setting.kind is not FILE
        and setting.name not in _UNTOLD
    }
    return {key: _plain(value) for key, value in found.items() if value != BY_KEY[key].default}


def _plain(value: Any) -> Any:
    """Return the value of a setting as JSON gives it back."""
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def as_noted(values: Mapping[str, Value], recipe: Recipe | None, origin: str) -> dict[str, Value]:
    """Return `values` of settings with those that a manifest keeps in place of all that shape an episode.

    An episode whose recipe keeps none has today's. `origin` names the manifest in messages.

    Raises:
        UsageError: a value does not fit.
    """
    if recipe is None or recipe.settings is None:
        return dict(values)
    others = {key: value for key, value in values.items() if key not in BY_KEY or BY_KEY[key].group not in _NOTED}
    kept = {key: value for key, value in recipe.settings.items() if key in BY_KEY}
    return others | {key: Value(BY_KEY[key].fitting(value, origin), origin) for key, value in kept.items()}


def _listed(told: Sequence[tuple[Setting, Any]]) -> list[str]:
    return [f"{setting.group}.{setting.name}={_told(value)}" for setting, value in told]


def _told(value: Any) -> str:
    """Return a value as part of the digest: a file by its content, so that another one under its name counts."""
    try:
        content = own_files.content(Path(value)) if isinstance(value, str | Path) else b""
    except (StorageError, ValueError):  # a text that is no path, or a file that is larger than any that is used
        content = b""
    return repr(value) + (hashlib.sha256(content).hexdigest() if content else "")
