"""The pipeline, top to bottom: sources → articles → script → cast → clips → master → episode on the shelf."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

from audionews import __version__, casting, mastering, publish, rundown, sources, synthesis
from audionews.audio.profiles import PROFILES
from audionews.bengali.locales import LOCALES
from audionews.model import Recipe
from audionews.publish import shelf
from audionews.rundown import preset
from audionews.settings import ALSO, NO, ONLY, Settings, cache_folder
from audionews.support import files, store
from audionews.support.errors import NoInputError, UsageError, nearest
from audionews.support.events import Finished, Found, Note, Warned, ignore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Article, Episode, Script, Skipped
    from audionews.rundown import Plan
    from audionews.support.events import OnEvent
    from audionews.synthesis import Cast, Spoken

DEFAULTS = Settings()
MORNING = "morning"
_MORNING_HOUR = 8


@dataclass(frozen=True)
class _Job:
    """One episode to be made."""

    names: tuple[str, ...]
    """What its recipe calls its sources."""
    articles: Sequence[Article]
    skipped: Sequence[Skipped]
    settings: Settings


def make(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> tuple[Path, Episode]:
    """Make one episode of the sources `named`, or bring the one they gave before up to date; return it and its folder.

    Where `settings` ask for an episode an article, it is the first one.

    Raises:
        UsageError: a source is not there, or a setting names what does not exist.
        NoInputError: no source gave anything to read aloud.
        SpeechError: there is no speech to be had.
        AudioError: the sound could not be made.
        StorageError: the episode could not be written; the old one is then untouched.
    """
    return make_all(named, settings, stdin=stdin, on_event=on_event)[0]


def make_all(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> list[tuple[Path, Episode]]:
    """Make what `settings` ask for: the bulletin of the sources `named`, each article as an episode, or both.

    Raises:
        AudionewsError: as `make`.
    """
    _verify(settings)
    articles, skipped = gathered(named, settings, stdin=stdin, on_event=on_event)
    return produce(named, articles, skipped, settings, on_event)


def gathered(
    named: Sequence[str], settings: Settings, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> tuple[Sequence[Article], Sequence[Skipped]]:
    """Return the articles that the sources `named` hold, and what gave none."""
    options = sources.GatherOptions(zone=zone(settings))
    return sources.gather(named, options, stdin=stdin, on_event=on_event)


def produce(
    named: Sequence[str],
    articles: Sequence[Article],
    skipped: Sequence[Skipped],
    settings: Settings,
    on_event: OnEvent = ignore,
) -> list[tuple[Path, Episode]]:
    """Make the episodes of `articles`, which came from the sources `named`."""
    root = files.folder(settings.output)
    jobs = _jobs(tuple(shelf.named(source, root) for source in named), articles, skipped, settings)
    made: list[tuple[Path, Episode]] = []
    for job in jobs:
        try:
            made.append(_make(job, root, made[-1][1] if made else None, on_event))
        except NoInputError:
            if job is jobs[-1] and not made:
                raise
    return made


def _jobs(
    names: tuple[str, ...], articles: Sequence[Article], skipped: Sequence[Skipped], settings: Settings
) -> list[_Job]:
    bulletin = _Job(names, articles, skipped, settings)
    if settings.separate == NO or not articles:
        return [bulletin]
    alone = replace(settings, long_form=True, title=None, separate=ONLY)
    root = settings.output
    each = [_Job(("--separate", shelf.named(one.source, root)), [one], (), alone) for one in articles]
    return each if settings.separate == ONLY else [bulletin, *each]


def _make(job: _Job, root: Path, beside: Episode | None, on_event: OnEvent) -> tuple[Path, Episode]:
    """Make one episode, in the voice of the one `beside` it where the choice is ours and it has none yet."""
    begun = time.monotonic()
    settings = job.settings
    now = datetime.now(zone(settings))
    day = settings.date or now.date()
    found = shelf.place(root, day, job.names)
    clock = _clock(settings, found.episode, now)
    cast = casting.cast(settings, found.episode or beside, on_event)
    recipe = Recipe(job.names, _digest(job, cast, f"{day} {clock}"), clock)
    if found.episode and found.episode.recipe == recipe and not found.episode.degraded and shelf.whole(found):
        on_event(_finished(found.folder, found.episode, begun, unchanged=True))
        return found.folder, found.episode
    written = _written(job.articles, job.skipped, _plan(settings, day, clock), on_event)
    kept = _kept(on_event)
    spoken = _spoken(written, cast, kept, settings, on_event)
    with files.lock(root, waiting=partial(on_event, Note(f"Waiting for another audionews that is writing to {root}."))):
        files.recover(root)
        folder = shelf.place(root, day, job.names).folder
        with shelf.replacing(folder) as hidden:
            episode = mastering.master(written, spoken.clips, kept, settings, hidden, on_event)
            episode = replace(episode, recipe=recipe, degraded=spoken.degraded)
            publish.episode_files(episode, hidden, before=folder)
        publish.show(root, **settings.show)
    on_event(_finished(folder, episode, begun))
    return folder, episode


def write_script(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> Script:
    """Return what would be said of the sources `named`, and what was dropped and why. Changes nothing on disk.

    Raises:
        UsageError: a source is not there, or a setting names what does not exist.
        NoInputError: no source gave anything to read aloud.
    """
    _verify(settings)
    articles, skipped = gathered(named, settings, stdin=stdin, on_event=on_event)
    now = datetime.now(zone(settings))
    plan = _plan(settings, settings.date or now.date(), _clock(settings, None, now))
    return _written(articles, skipped, plan, on_event)


def say(text: str, settings: Settings = DEFAULTS, *, on_event: OnEvent = ignore) -> bytes:
    """Return the MP3 of one text, without greeting and headlines.

    Raises:
        NoInputError: there is nothing to say in it.
        SpeechError, AudioError, StorageError: as `make`.
    """
    _verify(settings)
    day = settings.date or datetime.now(zone(settings)).date()
    written = rundown.plain(text, _plan(settings, day, MORNING))
    if not written.segments:
        raise NoInputError("There is nothing to say in this text.")
    kept = _kept(on_event)
    spoken = _spoken(written, casting.cast(settings, None, on_event), kept, settings, on_event)
    with tempfile.TemporaryDirectory(prefix="audionews-") as hidden:
        made = mastering.master(written, spoken.clips, kept, settings, Path(hidden), on_event)
        return (Path(hidden) / made.audio.file).read_bytes()


def zone(settings: Settings) -> ZoneInfo:
    """Return the time zone in which the programme lives.

    Raises:
        UsageError: there is no such zone.
    """
    try:
        return ZoneInfo(settings.zone)
    except (ValueError, OSError, KeyError) as error:  # KeyError: ZoneInfoNotFoundError
        hint = "Zones are named as Asia/Kolkata or Asia/Dhaka."
        raise UsageError(f"There is no time zone {settings.zone!r}.", hint=hint) from error


def _verify(settings: Settings) -> None:
    """Raise UsageError for a choice that does not exist, before any work is done."""
    zone(settings)
    choices = {
        "preset": preset.names(),
        "locale": list(LOCALES),
        "profile": list(PROFILES),
        "way to separate": [NO, ONLY, ALSO],
    }
    asked = [("preset", settings.preset), ("way to separate", settings.separate)]
    asked += [("locale", settings.locale)] if settings.locale else []
    for what, name in [*asked, *(("profile", name) for name in settings.profiles)]:
        if name not in choices[what]:
            raise UsageError(f"There is no {what} {name!r}.", hint=nearest(name, choices[what]))


def _spoken(written: Script, cast: Cast, kept: store.Store, settings: Settings, on_event: OnEvent) -> Spoken:
    substitutes = casting.understudies(settings, cast)
    return synthesis.speak(written.segments, cast, kept, on_event, understudies=substitutes, jobs=settings.jobs)


def _kept(on_event: OnEvent) -> store.Store:
    return store.Store(cache_folder() / "clips", warn=lambda text: on_event(Warned(text)))


def _written(articles: Sequence[Article], skipped: Sequence[Skipped], plan: Plan, on_event: OnEvent) -> Script:
    written = rundown.write(articles, plan, skipped)
    for number, article in enumerate(written.articles):
        sentences = sum(segment.article == number for segment in written.segments)
        dropped = sum(line.article == number for line in written.dropped)
        on_event(Found(article.source, article.headline or "", sentences, dropped))
    if not written.articles:
        why = "; ".join(f"{one.source}: {one.why}" for one in written.skipped)
        raise NoInputError("No source gave anything to read aloud.", hint=why or "The folder holds no articles.")
    if plan.minutes and (needed := rundown.seconds(written.segments, plan.rate)) > plan.minutes * 60 + 1:
        on_event(Warned(f"The leads alone take about {needed / 60:.1f} minutes, more than {plan.minutes:g}."))
    return written


def _plan(settings: Settings, day: date, clock: str) -> Plan:
    return rundown.Plan(
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
        alone=settings.long_form,
    )


def _clock(settings: Settings, before: Episode | None, now: datetime) -> str:
    """Return the time of day of the greeting: as asked, as it was, now for a new episode of today, else morning."""
    if settings.time:
        return f"{settings.time:%H:%M}"
    if before and before.recipe:
        return before.recipe.time
    return MORNING if settings.date else f"{now:%H:%M}"


def _digest(job: _Job, cast: Cast, when: str) -> str:
    """Return a digest of all that the episode depends on, cheaper than making its script."""
    settings = job.settings
    asked = _plan(settings, date.min, MORNING), settings.profiles, settings.pauses
    return store.key(__version__, when, repr(asked), *cast.prints(), *map(repr, job.articles), *map(repr, job.skipped))


def _finished(folder: Path, episode: Episode, begun: float, *, unchanged: bool = False) -> Finished:
    return Finished(str(folder), episode.duration, time.monotonic() - begun, unchanged)
