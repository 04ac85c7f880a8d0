"""The pipeline, top to bottom: sources → articles → script → cast → clips → master → episode on the shelf."""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audionews import __version__, casting, estimate, mastering, publish, rundown, sources, synthesis, upkeep
from audionews.audio.profiles import PROFILES
from audionews.bengali.lexicon import Lexicon
from audionews.bengali.locales import LOCALES
from audionews.bengali.tables import mapping
from audionews.lexica import lexicon
from audionews.model import Recipe
from audionews.publish import shelf
from audionews.rundown import preset
from audionews.settings import Settings
from audionews.sources import GatherOptions
from audionews.support import files, store
from audionews.support.errors import NoInputError, UsageError, nearest
from audionews.support.events import Finished, Found, Note, Warned, ignore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audionews.estimate import Estimate
    from audionews.model import Article, Episode, Script, Skipped
    from audionews.rundown import Plan
    from audionews.support.events import OnEvent
    from audionews.synthesis import Cast, Spoken

DEFAULTS = Settings()
MORNING = "morning"
_MORNING_HOUR = 8


def make(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> tuple[Path, Episode]:
    """Make one episode of the sources `named`, or bring the one they gave before up to date; return it and its folder.

    Raises:
        UsageError: a source is not there, or a setting names what does not exist.
        NoInputError: no source gave anything to read aloud.
        SpeechError: there is no speech to be had.
        AudioError: the sound could not be made.
        StorageError: the episode could not be written; the old one is then untouched.
    """
    begun = time.monotonic()
    _verify(settings)
    articles, skipped = sources.gather(named, _reading(settings), stdin=stdin, on_event=on_event)
    root = files.folder(settings.output)
    names = tuple(shelf.named(source, root) for source in named)
    day = settings.date or datetime.now().astimezone().date()
    found = shelf.place(root, day, names)
    clock = _clock(settings, found.episode)
    cast = casting.cast(settings, found.episode, on_event)
    plan = _plan(settings, day, clock, lexicon(named, settings.lexicon))
    recipe = Recipe(names, _digest(articles, skipped, settings, cast, plan), clock)
    if found.episode and found.episode.recipe == recipe and not found.episode.degraded and shelf.whole(found):
        on_event(_finished(found.folder, found.episode, begun, unchanged=True))
        return found.folder, found.episode
    written = _written(articles, skipped, plan, on_event)
    kept = upkeep.kept(lambda text: on_event(Warned(text)))
    spoken = _spoken(written, cast, kept, settings, on_event)
    with files.lock(root, waiting=partial(on_event, Note(f"Waiting for another audionews that is writing to {root}."))):
        files.recover(root)
        folder = shelf.place(root, day, names).folder
        with shelf.replacing(folder) as hidden:
            episode = mastering.master(written, spoken.clips, kept, settings, hidden, on_event)
            episode = replace(episode, recipe=recipe, degraded=spoken.degraded)
            publish.episode_files(episode, hidden, before=folder)
        publish.show(root)
    upkeep.settle(kept, len({clip.key for clip in spoken.clips if clip}) - spoken.fresh, spoken.fresh)
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
    articles, skipped = sources.gather(named, _reading(settings), stdin=stdin, on_event=on_event)
    day = settings.date or datetime.now().astimezone().date()
    plan = _plan(settings, day, _clock(settings, None), lexicon(named, settings.lexicon))
    return _written(articles, skipped, plan, on_event)


def estimated(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> tuple[Script, Estimate]:
    """Return what would be said of the sources `named`, and what that would cost. Asks no speech service anything.

    Raises:
        UsageError: a source, an engine or a voice is not there.
        NoInputError: no source gave anything to read aloud.
        NotReady: the engine lacks something.
    """
    written = write_script(named, settings, stdin=stdin, on_event=on_event)
    cast = casting.cast(settings, None, on_event, ask=False)
    return written, estimate.of(written, cast, casting.understudies(settings, cast), upkeep.kept(), settings)


def say(text: str, settings: Settings = DEFAULTS, *, on_event: OnEvent = ignore) -> bytes:
    """Return the MP3 of one text, without greeting and headlines.

    Raises:
        NoInputError: there is nothing to say in it.
        SpeechError, AudioError, StorageError: as `make`.
    """
    _verify(settings)
    day = settings.date or datetime.now().astimezone().date()
    written = rundown.plain(text, _plan(settings, day, MORNING, lexicon((), settings.lexicon)))
    if not written.segments:
        raise NoInputError("There is nothing to say in this text.")
    kept = upkeep.kept(lambda text: on_event(Warned(text)))
    spoken = _spoken(written, casting.cast(settings, None, on_event), kept, settings, on_event)
    with tempfile.TemporaryDirectory(prefix="audionews-") as hidden:
        made = mastering.master(written, spoken.clips, kept, settings, Path(hidden), on_event)
        return (Path(hidden) / made.audio.file).read_bytes()


def _reading(settings: Settings) -> GatherOptions:
    return GatherOptions(allow_private=settings.allow_private, offline=settings.offline, cache=upkeep.kept())


def _spoken(written: Script, cast: Cast, kept: store.Store, settings: Settings, on_event: OnEvent) -> Spoken:
    substitutes = casting.understudies(settings, cast)
    return synthesis.speak(written.segments, cast, kept, on_event, understudies=substitutes, jobs=settings.jobs)


def _verify(settings: Settings) -> None:
    """Raise UsageError for a choice that does not exist, before any work is done."""
    choices = {
        "reason": list(mapping("clean_reasons")),
        "preset": preset.names(),
        "locale": list(LOCALES),
        "profile": list(PROFILES),
    }
    asked = [
        *(("reason", r) for r in settings.keep),
        ("preset", settings.preset),
        ("locale", settings.locale),
        *(("profile", p) for p in settings.profiles),
    ]
    for what, name in asked:
        if name not in choices[what]:
            raise UsageError(f"There is no {what} {name!r}.", hint=nearest(name, choices[what]))
    for pattern in settings.drop:
        try:
            re.compile(pattern)
        except re.error as error:
            raise UsageError(f"--drop {pattern!r} is no regular expression: {error}.") from error


def _written(articles: Sequence[Article], skipped: Sequence[Skipped], plan: Plan, on_event: OnEvent) -> Script:
    written = rundown.write(articles, plan, skipped)
    for number, article in enumerate(written.articles):
        sentences = sum(segment.article == number for segment in written.segments)
        dropped = sum(line.article == number for line in written.dropped)
        on_event(Found(article.source, article.headline or "", sentences, dropped))
    if not written.articles:
        why = "; ".join(f"{one.source}: {one.why}" for one in written.skipped)
        raise NoInputError("No source gave anything to read aloud.", hint=why or "The folder holds no articles.")
    return written


def _plan(settings: Settings, day: date, clock: str, words: Lexicon) -> Plan:
    hour = _MORNING_HOUR if clock == MORNING else int(clock[:2])
    return rundown.Plan(
        date=day,
        hour=hour,
        title=settings.title,
        preset=settings.preset,
        locale=settings.locale,
        lexicon=words,
        keep=settings.keep,
        drop=settings.drop,
    )


def _clock(settings: Settings, before: Episode | None) -> str:
    """Return the time of day of the greeting: as asked, as it was, now for a new episode of today, else morning."""
    if settings.time:
        return f"{settings.time:%H:%M}"
    if before and before.recipe:
        return before.recipe.time
    return MORNING if settings.date else f"{datetime.now().astimezone():%H:%M}"


def _digest(articles: Sequence[Article], skipped: Sequence[Skipped], settings: Settings, cast: Cast, plan: Plan) -> str:
    """Return a digest of all that the episode depends on, cheaper than making its script."""
    asked = (replace(plan, lexicon=Lexicon()), sorted(plan.lexicon.entries.items()), settings.profiles)
    return store.key(__version__, *map(repr, asked), *cast.prints(), *map(repr, articles), *map(repr, skipped))


def _finished(folder: Path, episode: Episode, begun: float, *, unchanged: bool = False) -> Finished:
    return Finished(str(folder), episode.duration, time.monotonic() - begun, unchanged)
