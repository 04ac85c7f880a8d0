"""The pipeline, top to bottom: sources → articles → script → cast → clips → master → episode on the shelf."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from audionews import casting, production, scripting
from audionews.planning import jobs
from audionews.planning.choices import validate
from audionews.planning.jobs import Job
from audionews.publish import manifest
from audionews.publish.show import episode_folders
from audionews.rundown import retelling
from audionews.rundown.headings import split_at_headings
from audionews.settings import CHAPTERS, DEFAULTS, NO, ONLY, Settings
from audionews.sources import reading_queue
from audionews.support import files, own_files, scratch
from audionews.support.errors import NoInputError
from audionews.support.events import Warned, ignore
from audionews.support.value_kinds import QUEUE
from audionews.synthesis import cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from audionews.model import Article, Episode, Recipe, Script, Skipped
    from audionews.support.events import OnEvent
    from audionews.synthesis.cast import Cast

_LOG = logging.getLogger("audionews")


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

    What is told of the reading queue leaves it once all episodes are whole.

    Raises:
        AudionewsError: as `make`.
    """
    validate(settings)
    queued = scripting.queue_of(named, settings)
    articles, skipped = scripting.load_articles(named, settings, queued=queued, stdin=stdin, on_event=on_event)
    each = [one for source in named for one in ([item.source for item in queued] if source == QUEUE else [source])]
    made = produce(each, articles, skipped, settings, on_event)
    if queued:
        reading_queue.tell(reading_queue.place(settings.run.output), queued, lost={one.source for one in skipped})
    return made


def produce(
    named: Sequence[str],
    articles: Sequence[Article],
    skipped: Sequence[Skipped],
    settings: Settings,
    on_event: OnEvent = ignore,
    *,
    edition: int | None = None,
) -> list[tuple[Path, Episode]]:
    """Make the episodes of `articles`, which came from the sources `named`; the bulletin is that `edition` of its day.

    Raises:
        AudionewsError: as `make`.
    """
    root = files.folder(settings.run.output)
    wanted = list(_jobs(tuple(named), articles, skipped, settings, edition))
    made: list[tuple[Path, Episode]] = []
    for job in wanted:
        try:
            made.append(_make(job, root, made[0][1] if made else None, on_event))
        except NoInputError:  # of one article among others, where each has an episode
            if job is wanted[-1] and not made:
                raise
    return made


def _jobs(
    named: tuple[str, ...],
    articles: Sequence[Article],
    skipped: Sequence[Skipped],
    settings: Settings,
    edition: int | None,
) -> Iterator[Job]:
    root, separate = settings.run.output, settings.programme.separate
    if articles and settings.programme.split == CHAPTERS:
        yield from _chapter_jobs(articles, settings)
        return
    if separate != ONLY or not articles:
        names = tuple(episode_folders.named(source, root) for source in named)
        yield Job(named, names, articles, skipped, settings, edition)
    if separate != NO:
        alone = settings.having(long_form=True, title=None, separate=ONLY)
        for article in articles:
            names = ("--separate", episode_folders.named(article.source, root))
            yield Job((article.source,), names, (article,), (), alone)


def _chapter_jobs(articles: Sequence[Article], settings: Settings) -> Iterator[Job]:
    """Yield an episode for each chapter of each article, called after both."""
    root = settings.run.output
    for article in articles:
        for chapter in split_at_headings(article):
            book, heading = settings.programme.title or article.headline, chapter.headline
            title = ": ".join(dict.fromkeys(filter(None, (book, heading)))) or None
            alone = settings.having(long_form=True, title=title, separate=ONLY)
            names = ("--split", episode_folders.named(article.source, root), chapter.source.rpartition("#")[2])
            yield Job((chapter.source,), names, (chapter,), (), alone)


def _make(job: Job, root: Path, beside: Episode | None, on_event: OnEvent) -> tuple[Path, Episode]:
    """Make one episode; where the engine is ours to choose, that of its older self, else of the one `beside` it."""
    begun = time.monotonic()
    settings, day = job.settings, jobs.day(job.settings)
    show = production.show_of(root, settings, on_event)
    found = episode_folders.place(root, day, job.names, job.edition)
    clock = jobs.clock(settings, found.episode)
    plan = jobs.plan(settings, job.named, day, clock, edition=job.edition)
    contents = jobs.contents(job, plan)

    def recipe_of(cast: Cast) -> Recipe:
        return jobs.recipe(job.names, contents, settings, cast, show, clock)

    cast = casting.cast(settings, found.episode or beside, on_event)
    recipe = recipe_of(cast)
    _LOG.debug("%s: %s", found.folder, _standing(found, recipe))
    if found.episode and production.is_current(found, recipe):
        return production.unchanged(found.folder, found.episode, settings, begun, on_event)
    if found.episode and production.is_corrected(found, on_event):
        return production.unchanged(found.folder, found.episode, settings, begun, on_event)
    if casting.only_remembers(cast):
        cast = casting.cast(settings, None, on_event)
        recipe = recipe_of(cast)
    plan = replace(plan, speakers=1 + len(cast.speakers))
    written = scripting.written_of(job.articles, job.skipped, plan, on_event)
    order = production.Order(root, day, cast, show, settings, found.episode, begun, edition=job.edition)
    return production.record(written, recipe, order, on_event)


def remake(
    folder: Path,
    settings: Settings = DEFAULTS,
    edit: Callable[[Script], Script] = lambda script: script,
    *,
    recast: bool = False,
    fresh: Sequence[int] = (),
    on_event: OnEvent = ignore,
) -> tuple[Path, Episode]:
    """Make the episode in `folder` again from its own manifest, after `edit` has changed its script; return both.

    No source is read. A segment is spoken as it was, by the voice that spoke it, unless `edit` changes its `spoken` or
    its `reader`; one without a reader has the voice that its role had, as has one that a fallback spoke. Only what is
    not in the cache is spoken. Without any change the same recipe stays, so that `make` of the sources finds the
    episode unchanged; a changed one it makes anew.

    Args:
        folder: the episode's; the folder around it is the show's.
        settings: how it is made, those that its manifest keeps included (`jobs.values_of`).
        edit: is called with the script as the manifest has it, and returns the one to make.
        recast: segments without a reader have the voices of `settings`, not those that the episode had.
        fresh: indexes of segments to be spoken again, though the cache has them.
        on_event: is told what happens.

    Raises:
        StorageError: there is no manifest, or no place for the episode.
        UsageError: a voice, or a setting, that does not exist.
        SpeechError, AudioError: as `make`.
    """
    begun = time.monotonic()
    validate(settings)
    before = manifest.load(folder)
    original = retelling.script_of(before, retelling.locale_of(settings.programme))
    written = edit(original)
    root = folder.parent
    if not recast:
        written = retelling.with_readers(written, original)
        settings = settings.changed(voices=casting.as_before(settings.voices))
    show = production.show_of(root, settings, on_event)
    cast = casting.assigned(casting.cast(settings, before, on_event), written, settings)
    recipe = before.recipe
    if recipe and (written != retelling.with_readers(original, original) or jobs.noted(settings) != recipe.settings):
        digest = jobs.digest(jobs.said(written), settings, cast, show)
        recipe = replace(recipe, digest=digest, settings=jobs.noted(settings))
    order = production.Order(
        root, before.date, cast, show, settings, before, begun, folder, frozenset(fresh), before.edition
    )
    return production.record(written, recipe, order, on_event)


def _standing(found: episode_folders.EpisodeFolder, recipe: Recipe) -> str:
    """Return what becomes of the episode that was in a folder, for the log."""
    if found.episode is None:
        return "a new episode"
    if found.episode.recipe != recipe:
        return "its recipe has changed"
    whole = "whole" if episode_folders.whole(found) else "not whole"
    return f"the recipe is the same, the sound {whole}, {len(found.episode.degraded)} sentences degraded"


def say(text: str, settings: Settings = DEFAULTS, *, on_event: OnEvent = ignore) -> bytes:
    """Return the MP3 of one text, without greeting and headlines.

    Raises:
        NoInputError: there is nothing to say in it.
        SpeechError, AudioError, StorageError: as `make`.
    """
    from audionews import mastering

    written = scripting.script_of(text, settings)
    store = cache.cache_store(lambda text: on_event(Warned(text)))
    asked = mastering.Delivery(settings.sound, settings.pauses, settings.run.jobs)
    with mastering.ahead(written, store, asked) as on_clip:
        spoken = production.voiced(written, casting.cast(settings, None, on_event), store, settings, on_event, on_clip)
    with scratch.folder() as hidden:
        made = mastering.master(written, spoken.clips, store, asked, hidden, on_event)
        sound = own_files.content(hidden / made.audio.file)
    cache.trim(store)
    return sound
