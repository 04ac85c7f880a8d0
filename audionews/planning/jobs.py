"""From settings to one episode's plan: its day, the hour of its greeting, and the digest of all it depends on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.planning.choices import zone
from audionews.planning.lexica import lexicon
from audionews.rundown.plan import Plan
from audionews.settings import ALL
from audionews.support import store
from audionews.support.package import package_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audionews.model import Article, Episode, Skipped
    from audionews.settings import Settings, Show
    from audionews.support.declaration import Setting
    from audionews.synthesis.cast import Cast

MORNING = "morning"
_MORNING_HOUR = 8


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


def plan(settings: Settings, named: Sequence[str], day: date, clock: str) -> Plan:
    """Return what the rundown of the sources `named` needs to know."""
    return Plan(
        date=day,
        hour=_MORNING_HOUR if clock == MORNING else int(clock[:2]),
        programme=settings.programme,
        sections=settings.sections,
        text=settings.text,
        rate=settings.sound.rate,
        lexicon=Lexicon.of(settings.text.lexicon).over(lexicon(named, settings.text.lexicon_file)),
    )


def digest(job: Job, plan: Plan, cast: Cast, show: Show) -> str:
    """Return a digest of all that an episode depends on, cheaper than making its script.

    That is every setting that is not declared irrelevant, what the show's tags say, the content of the files that
    settings name, the words of all lexicons, the readers, the articles, and the package's own code and tables.
    """
    return store.key(
        package_digest(),
        *(f"{setting.group}.{setting.name}={_told(value)}" for setting, value in relevant(job.settings, show)),
        repr(sorted(plan.lexicon.entries.items())),
        *cast.fingerprints(),
        *map(repr, (*job.articles, *job.skipped)),
    )


def relevant(settings: Settings, show: Show) -> list[tuple[Setting, Any]]:
    """Return the settings that an episode depends on, with their values; those of the show as `show` has them."""
    groups = vars(settings) | {"show": show}
    return [(setting, getattr(groups[setting.group], setting.name)) for setting in ALL if not setting.irrelevant]


def _told(value: Any) -> str:
    """Return a value as part of the digest: a file by its content, so that another one under its name counts."""
    path = Path(value) if isinstance(value, str | Path) else None
    try:
        content = path.read_bytes() if path and path.is_file() else b""
    except (OSError, ValueError):  # a text that is no path
        content = b""
    return repr(value) + (hashlib.sha256(content).hexdigest() if content else "")
