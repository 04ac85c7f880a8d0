"""From settings to one episode's plan: its day, the hour of its greeting, and the digest of all it depends on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.planning.choices import zone
from audionews.planning.lexica import lexicon
from audionews.rundown.plan import Plan
from audionews.support import store
from audionews.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audionews.model import Article, Episode, Skipped
    from audionews.settings import Settings
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
    return settings.date or datetime.now(zone(settings)).date()


def clock(settings: Settings, before: Episode | None = None) -> str:
    """Return the time of day of the greeting: as asked, as it was, now for a new episode of today, else morning."""
    if settings.time:
        return f"{settings.time:%H:%M}"
    if before and before.recipe:
        return before.recipe.time
    return MORNING if settings.date else f"{datetime.now(zone(settings)):%H:%M}"


def plan(settings: Settings, named: Sequence[str], day: date, clock: str) -> Plan:
    """Return what the rundown of the sources `named` needs to know."""
    return Plan(
        date=day,
        hour=_MORNING_HOUR if clock == MORNING else int(clock[:2]),
        title=settings.title,
        preset=settings.preset,
        locale=settings.locale,
        sections=settings.sections,
        aliases=settings.aliases,
        heads=settings.heads,
        minutes=settings.max_minutes,
        rate=settings.rate,
        lexicon=Lexicon.of(settings.words).over(lexicon(named, settings.lexicon)),
        keep=settings.keep,
        drop=settings.drop,
        alone=settings.long_form,
    )


def digest(job: Job, plan: Plan, cast: Cast) -> str:
    """Return a digest of all that an episode depends on, cheaper than making its script."""
    words = sorted(plan.lexicon.entries.items())
    asked = (
        replace(plan, lexicon=Lexicon()),
        words,
        job.settings.profiles,
        job.settings.pauses,
        job.settings.story_voices,
        (job.settings.language, job.settings.cover, job.settings.typeface, job.settings.epub_audio),
    )
    given = (*job.articles, *job.skipped)
    return store.key(__version__, *map(repr, asked), *cast.prints(), *map(repr, given))
