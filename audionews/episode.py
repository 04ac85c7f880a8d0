"""The pipeline, top to bottom: sources → articles → script → cast → clips → master → episode on the shelf."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audionews import casting, publish, sources
from audionews.model import Recipe
from audionews.planning import jobs
from audionews.planning.choices import validate, zone
from audionews.planning.jobs import MORNING, Job
from audionews.publish.show import episode_folders, shows
from audionews.rundown.headings import split_at_headings
from audionews.settings import CHAPTERS, NO, ONLY, Settings
from audionews.support import files
from audionews.support.errors import NoInputError
from audionews.support.events import Finished, Found, Note, Warned, ignore
from audionews.synthesis import cache

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from audionews.bengali import Change
    from audionews.model import Article, Episode, Script, Skipped
    from audionews.planning.estimate import Estimate
    from audionews.rundown.plan import Plan
    from audionews.settings import Show
    from audionews.sources.read_history import ReadHistory
    from audionews.support.events import OnEvent
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast, Spoken

_LOG = logging.getLogger("audionews")

DEFAULTS = Settings()


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
    validate(settings)
    articles, skipped = load_articles(named, settings, stdin=stdin, on_event=on_event)
    return produce(named, articles, skipped, settings, on_event)


def load_articles(
    named: Sequence[str],
    settings: Settings,
    *,
    seen: ReadHistory | None = None,
    now: datetime | None = None,
    stdin: BinaryIO | None = None,
    on_event: OnEvent = ignore,
) -> tuple[list[Article], list[Skipped]]:
    """Return the articles that the sources `named` hold, and what gave none; entries of feeds only if not yet `seen`.

    Raises:
        UsageError: a path that is not there, or an address that is none.
    """
    options = sources.GatherOptions(
        zone=zone(settings.programme),
        run=settings.run,
        gathering=settings.gathering,
        cache=cache.cache_store(),
        now=now,
        seen=seen,
    )
    return sources.gather(named, options, stdin=stdin, on_event=on_event)


def produce(
    named: Sequence[str],
    articles: Sequence[Article],
    skipped: Sequence[Skipped],
    settings: Settings,
    on_event: OnEvent = ignore,
) -> list[tuple[Path, Episode]]:
    """Make the episodes of `articles`, which came from the sources `named`.

    Raises:
        AudionewsError: as `make`.
    """
    root = files.folder(settings.run.output)
    wanted = list(_jobs(tuple(named), articles, skipped, settings))
    made: list[tuple[Path, Episode]] = []
    for job in wanted:
        try:
            made.append(_make(job, root, made[0][1] if made else None, on_event))
        except NoInputError:  # of one article among others, where each has an episode
            if job is wanted[-1] and not made:
                raise
    return made


def _jobs(
    named: tuple[str, ...], articles: Sequence[Article], skipped: Sequence[Skipped], settings: Settings
) -> Iterator[Job]:
    root, separate = settings.run.output, settings.programme.separate
    if articles and settings.programme.split == CHAPTERS:
        yield from _chapter_jobs(articles, settings)
        return
    if separate != ONLY or not articles:
        yield Job(named, tuple(episode_folders.named(source, root) for source in named), articles, skipped, settings)
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
    settings, page, day = job.settings, job.settings.page, jobs.day(job.settings)
    show = _show(root, settings, on_event)
    found = episode_folders.place(root, day, job.names)
    clock = jobs.clock(settings, found.episode)
    cast = casting.cast(settings, found.episode or beside, on_event)
    plan = jobs.plan(settings, job.named, day, clock)
    recipe = Recipe(job.names, jobs.digest(job, plan, cast, show), clock)
    _LOG.debug("%s: %s", found.folder, _standing(found, recipe))
    if found.episode and found.episode.recipe == recipe and not found.episode.degraded and episode_folders.whole(found):
        settle(root, settings, on_event)
        on_event(_finished(found.folder, found.episode, begun, unchanged=True))
        return found.folder, replace(found.episode, folder=found.folder)
    from audionews import mastering

    written = _written(job.articles, job.skipped, plan, on_event)
    store = cache.cache_store(lambda text: on_event(Warned(text)))
    spoken = _spoken(written, cast, store, settings, on_event)
    asked = mastering.Delivery(settings.sound, settings.pauses, settings.run.jobs)
    with _alone(root, on_event):
        folder = episode_folders.place(root, day, job.names).folder
        with episode_folders.replacing(folder) as hidden:
            cover = publish.cover_file(
                written.title, day, hidden, cover=page.cover, typeface=page.typeface, before=folder
            ).read_bytes()
            episode = mastering.master(written, spoken.clips, store, asked, hidden, on_event, show=show, cover=cover)
            episode = replace(episode, recipe=recipe, degraded=spoken.degraded, made=jobs.made(settings, found.episode))
            publish.episode_files(
                episode,
                hidden,
                cover=page.cover,
                typeface=page.typeface,
                language=page.language,
                epub_audio=page.epub_audio,
                before=folder,
            )
        publish.update_show(root, **settings.show.given)
    cache.settle(store, len({clip.key for clip in spoken.clips if clip}) - spoken.fresh, spoken.fresh)
    on_event(_finished(folder, episode, begun))
    return folder, replace(episode, folder=folder)


def _show(root: Path, settings: Settings, on_event: OnEvent) -> Show:
    """Return what the show says of itself, and warn where its feed moves because the settings say so."""
    before = shows.read(root)
    show = shows.changed(before, settings.show.given)
    if before.base_url and show.base_url != before.base_url:
        moves = f"The feed moves from {before.base_url} to {show.base_url}, as base_url in the settings says."
        on_event(Warned(f"{moves} Take it out there to keep what `audionews feed` set."))
    return show


def _standing(found: episode_folders.EpisodeFolder, recipe: Recipe) -> str:
    """Return what becomes of the episode that was in a folder, for the log."""
    if found.episode is None:
        return "a new episode"
    if found.episode.recipe != recipe:
        return "its recipe has changed"
    whole = "whole" if episode_folders.whole(found) else "not whole"
    return f"the recipe is the same, the sound {whole}, {len(found.episode.degraded)} sentences degraded"


@contextmanager
def _alone(root: Path, on_event: OnEvent) -> Iterator[None]:
    """Hold the folder of all episodes, tidy; a run that dies in the block is known to the next by what it leaves."""
    waiting = partial(on_event, Note(f"Waiting for another audionews that is writing to {root}."))
    with files.lock(root, waiting=waiting):
        files.recover(root)
        with files.unfinished(root):
            yield


def settle(root: Path, settings: Settings, on_event: OnEvent = ignore) -> None:
    """Finish what a killed run left in `root`: its leftovers go, and feed and list tell again of what is there.

    Raises:
        StorageError: `root` could not be written to.
    """
    if not publish.is_settled(root, **settings.show.given):
        with _alone(root, on_event):
            publish.update_show(root, **settings.show.given)


def write_script(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> Script:
    """Return what would be said of the sources `named`, and what was dropped and why. Changes nothing on disk.

    Raises:
        UsageError: a source is not there, or a setting names what does not exist.
        NoInputError: no source gave anything to read aloud.
    """
    validate(settings)
    articles, skipped = load_articles(named, settings, stdin=stdin, on_event=on_event)
    plan = jobs.plan(settings, named, jobs.day(settings), jobs.clock(settings))
    return _written(articles, skipped, plan, on_event)


def explained(written: Script, named: Sequence[str], settings: Settings) -> list[list[Change]]:
    """Return for each segment of `written` what its spoken text changes: as what, by which rule."""
    from audionews.bengali import explain

    words = jobs.plan(settings, named, written.date, MORNING).lexicon
    return [explain(segment.text, written.locale, words) for segment in written.segments]


def estimated(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> tuple[Script, Estimate]:
    """Return what would be said of the sources `named`, and what that would cost. Asks no speech service anything.

    Raises:
        UsageError: a source, an engine or a voice is not there.
        NoInputError: no source gave anything to read aloud.
        NotReady: the engine lacks something.
    """
    from audionews.planning import estimate

    written = write_script(named, settings, stdin=stdin, on_event=on_event)
    cast = casting.assigned(casting.cast(settings, None, on_event, ask=False), written.articles, settings)
    return written, estimate.of(written, cast, casting.fallbacks(settings, cast), cache.cache_store(), settings)


def say(text: str, settings: Settings = DEFAULTS, *, on_event: OnEvent = ignore) -> bytes:
    """Return the MP3 of one text, without greeting and headlines.

    Raises:
        NoInputError: there is nothing to say in it.
        SpeechError, AudioError, StorageError: as `make`.
    """
    import tempfile

    from audionews import mastering

    written = script_of(text, settings)
    store = cache.cache_store(lambda text: on_event(Warned(text)))
    spoken = _spoken(written, casting.cast(settings, None, on_event), store, settings, on_event)
    with tempfile.TemporaryDirectory(prefix="audionews-") as hidden:
        asked = mastering.Delivery(settings.sound, settings.pauses, settings.run.jobs)
        made = mastering.master(written, spoken.clips, store, asked, Path(hidden), on_event)
        return (Path(hidden) / made.audio.file).read_bytes()


def script_of(text: str, settings: Settings = DEFAULTS) -> Script:
    """Return the script that says one text, without greeting and headlines.

    Raises:
        NoInputError: there is nothing to say in it.
    """
    from audionews.rundown import order

    validate(settings)
    written = order.plain(text, jobs.plan(settings, (), jobs.day(settings), MORNING))
    if not written.segments:
        raise NoInputError("There is nothing to say in this text.")
    return written


def _spoken(written: Script, cast: Cast, store: Store, settings: Settings, on_event: OnEvent) -> Spoken:
    from audionews.synthesis.speaking import speak

    cast.engine.ready()
    cast = casting.assigned(cast, written.articles, settings)
    substitutes = casting.fallbacks(settings, cast)
    return speak(written.segments, cast, store, on_event, fallbacks=substitutes, jobs=settings.run.jobs)


def _written(articles: Sequence[Article], skipped: Sequence[Skipped], plan: Plan, on_event: OnEvent) -> Script:
    from audionews.rundown import order, shorten

    written = order.write(articles, plan, skipped)
    for number, article in enumerate(written.articles):
        sentences = sum(segment.article == number for segment in written.segments)
        dropped = sum(line.article == number for line in written.dropped)
        on_event(Found(article.source, article.headline or "", sentences, dropped))
    if not written.articles:
        why = "; ".join(f"{skipped.source}: {skipped.why}" for skipped in written.skipped)
        raise NoInputError("No source gave anything to read aloud.", hint=why or "The folder holds no articles.")
    most = plan.programme.max_minutes
    if most and (needed := shorten.seconds(written.segments, plan.rate)) > most * 60 + 1:
        on_event(Warned(f"The leads alone take about {needed / 60:.1f} minutes, more than {most:g}."))
    return written


def _finished(folder: Path, episode: Episode, begun: float, *, unchanged: bool = False) -> Finished:
    return Finished(str(folder), episode.duration, time.monotonic() - begun, unchanged)
