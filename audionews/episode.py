"""The pipeline, top to bottom: sources → articles → script → cast → clips → master → episode on the shelf."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from audionews import casting, publish, sources
from audionews.planning import jobs
from audionews.planning.choices import validate, zone
from audionews.planning.jobs import MORNING, Job
from audionews.publish import manifest
from audionews.publish.render.forms import COVER, forms_of
from audionews.publish.show import episode_folders, shows
from audionews.rundown import retelling
from audionews.rundown.headings import split_at_headings
from audionews.settings import CHAPTERS, NO, ONLY, Settings
from audionews.sources import reading_queue
from audionews.support import files, own_files, scratch, staging
from audionews.support.errors import NoInputError, NotReady
from audionews.support.events import Finished, Found, Note, Warned, ignore
from audionews.support.value_kinds import QUEUE
from audionews.synthesis import cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from audionews.audio.live import LiveSound
    from audionews.bengali import Change
    from audionews.model import Article, Episode, Recipe, Script, Skipped
    from audionews.planning.estimate import Estimate
    from audionews.publish.show.site import ShowReport
    from audionews.rundown.plan import Plan
    from audionews.settings import Show
    from audionews.sources.read_history import ReadHistory
    from audionews.sources.reading_queue import QueueItem
    from audionews.support.events import OnEvent
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast, Spoken
    from audionews.synthesis.speaking import OnClip
    from audionews.synthesis.verification import Verifier

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

    What is told of the reading queue leaves it once all episodes are whole.

    Raises:
        AudionewsError: as `make`.
    """
    validate(settings)
    queued = queue_of(named, settings)
    articles, skipped = load_articles(named, settings, queued=queued, stdin=stdin, on_event=on_event)
    each = [one for source in named for one in ([item.source for item in queued] if source == QUEUE else [source])]
    made = produce(each, articles, skipped, settings, on_event)
    if queued:
        reading_queue.tell(reading_queue.place(settings.run.output), queued, lost={one.source for one in skipped})
    return made


def queue_of(named: Sequence[str], settings: Settings, since: datetime | None = None) -> list[QueueItem]:
    """Return what `queue` among the sources `named` stands for: what waits, and what was told since a moment.

    Raises:
        StorageError: the queue cannot be read.
    """
    return reading_queue.taken(reading_queue.place(settings.run.output), since) if QUEUE in named else []


def load_articles(
    named: Sequence[str],
    settings: Settings,
    *,
    seen: ReadHistory | None = None,
    now: datetime | None = None,
    queued: Sequence[QueueItem] | None = None,
    stdin: BinaryIO | None = None,
    on_event: OnEvent = ignore,
) -> tuple[list[Article], list[Skipped]]:
    """Return the articles that the sources `named` hold, and what gave none; entries of feeds only if not yet `seen`.

    The source `queue` is what is `queued`; where that is None, whatever waits on the reading queue.

    Raises:
        UsageError: a path that is not there, or an address that is none.
        NoInputError: the reading queue alone is asked for, nothing waits there, and there is no history of days.
    """
    options = sources.GatherOptions(
        zone=zone(settings.programme),
        run=settings.run,
        gathering=settings.gathering,
        cache=cache.cache_store(),
        now=now,
        seen=seen,
        queue=queue_of(named, settings) if queued is None else queued,
    )
    if set(named) == {QUEUE} and not options.queue and seen is None:
        raise NoInputError("Nothing waits on the reading queue.", hint="audionews add https://example.org/story.html")
    return sources.gather(named, options, stdin=stdin, on_event=on_event)


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
    show = show_of(root, settings, on_event)
    found = episode_folders.place(root, day, job.names, job.edition)
    clock = jobs.clock(settings, found.episode)
    plan = jobs.plan(settings, job.named, day, clock, edition=job.edition)
    contents = jobs.contents(job, plan)

    def recipe_of(cast: Cast) -> Recipe:
        return jobs.recipe(job.names, contents, settings, cast, show, clock)

    cast = casting.cast(settings, found.episode or beside, on_event)
    recipe = recipe_of(cast)
    _LOG.debug("%s: %s", found.folder, _standing(found, recipe))
    if found.episode and is_current(found, recipe):
        return unchanged(found.folder, found.episode, settings, begun, on_event)
    if found.episode and is_corrected(found, on_event):
        return unchanged(found.folder, found.episode, settings, begun, on_event)
    if casting.only_remembers(cast):
        cast = casting.cast(settings, None, on_event)
        recipe = recipe_of(cast)
    plan = replace(plan, speakers=1 + len(cast.speakers))
    written = written_of(job.articles, job.skipped, plan, on_event)
    order = Order(root, day, cast, show, settings, found.episode, begun, edition=job.edition)
    return record(written, recipe, order, on_event)


def is_current(found: episode_folders.EpisodeFolder, recipe: Recipe) -> bool:
    """Tell whether the episode at `found` is whole, as it was meant, and made by just that recipe."""
    return (
        found.episode is not None
        and found.episode.recipe == recipe
        and not found.episode.degraded
        and episode_folders.whole(found)
    )


def is_corrected(found: episode_folders.EpisodeFolder, on_event: OnEvent) -> bool:
    """Tell whether an episode was corrected, and warn that it stays: what it was made of knows nothing of that."""
    if not (found.episode and found.episode.corrections):
        return False
    why = "to make it of its sources again would take the correction back."
    on_event(Warned(f"{found.folder} was corrected, and stays as it is: {why}"))
    return True


def unchanged(
    folder: Path, episode: Episode, settings: Settings, begun: float, on_event: OnEvent
) -> tuple[Path, Episode]:
    """Return an episode that is up to date, once feed and list tell of it."""
    settle(folder.parent, settings, on_event)
    on_event(_finished(folder, episode, begun, unchanged=True))
    return folder, replace(episode, folder=folder)


@dataclass(frozen=True)
class Order:
    """Where an episode belongs, and by whom and how it is to be spoken."""

    root: Path
    """The folder of all episodes."""
    day: date
    """Its date."""
    cast: Cast
    """Who speaks."""
    show: Show
    """What the show says of itself."""
    settings: Settings
    """How it is made."""
    before: Episode | None
    """What it replaces."""
    begun: float
    """When the work on it began, on the monotonic clock."""
    folder: Path | None = None
    """Its folder; None finds the one that belongs to its recipe."""
    fresh: frozenset[int] = frozenset()
    """Indexes of the segments that are spoken again, though the cache has them."""
    edition: int | None = None
    """Which of its day's editions it is."""


def record(written: Script, recipe: Recipe | None, order: Order, on_event: OnEvent) -> tuple[Path, Episode]:
    """Have a script spoken, master it, and put the episode and all its forms in its place; return both.

    Raises:
        SpeechError, AudioError, StorageError: as `make`.
    """
    from audionews import mastering
    from audionews.audio.live import LiveSound

    settings = order.settings
    store = cache.cache_store(lambda text: on_event(Warned(text)))
    asked = mastering.Delivery(settings.sound, settings.pauses, settings.run.jobs)
    with ExitStack() as work:
        file = work.enter_context(files.growing(episode_folders.live_sound(order.root)))
        live = LiveSound(file) if file else None
        with mastering.ahead(written, store, asked, live) as on_clip:
            spoken = _spoken(written, order.cast, store, settings, on_event, on_clip, fresh=order.fresh)
        work.enter_context(_alone(order.root, on_event))
        names = recipe.sources if recipe else ()
        folder = order.folder or episode_folders.place(order.root, order.day, names, order.edition).folder
        with episode_folders.replacing(folder) as hidden:
            publish.keep_cover(folder, hidden, cover=settings.page.cover, kept=order.folder is not None)
            place = replace(order, folder=folder)
            episode = assembled(written, spoken, recipe, place, store, hidden, on_event, live=live)
        _told(publish.update_show(order.root, **settings.show.given), on_event)
        cache.settle(store, len({clip.key for clip in spoken.clips if clip}) - spoken.fresh, spoken.fresh)
    on_event(_finished(folder, episode, order.begun))
    return folder, replace(episode, folder=folder)


def assembled(  # noqa: PLR0913 - what was said, and where the work stands
    written: Script,
    spoken: Spoken,
    recipe: Recipe | None,
    order: Order,
    kept: Store,
    hidden: Path,
    on_event: OnEvent,
    *,
    live: LiveSound | None = None,
) -> Episode:
    """Master a script whose clips are `kept`, put the episode and its forms into the folder `hidden`, and return it.

    The folder of the order is the one that `hidden` will replace; pictures in it that are the same are linked.
    `live` is what is heard of it while it is made.

    Raises:
        AudioError, StorageError: as `make`.
    """
    from audionews import mastering

    settings, page = order.settings, order.settings.page
    cover, pictures = b"", list[bytes]()
    if COVER in forms_of(recipe):
        face, old = page.typeface, order.folder
        cover = publish.cover_file(
            written.title, order.day, hidden, cover=page.cover, typeface=face, before=old
        ).read_bytes()
        headlines = [article.headline or "" for article in written.articles]
        paths = publish.chapter_files(headlines, order.day, hidden, typeface=face, before=old)
        pictures = [path.read_bytes() for path in paths]
    asked = mastering.Delivery(settings.sound, settings.pauses, settings.run.jobs)
    episode = mastering.master(
        written, spoken.clips, kept, asked, hidden, on_event, show=order.show, cover=cover, pictures=pictures, live=live
    )
    made = jobs.made(settings, order.before)
    episode = replace(episode, recipe=recipe, degraded=spoken.degraded, made=made, edition=order.edition)
    publish.episode_files(
        episode,
        hidden,
        show=order.show,
        cover=page.cover,
        typeface=page.typeface,
        language=page.language,
        epub_audio=page.epub_audio,
        vtt_words=page.vtt_words,
        before=order.folder,
    )
    return episode


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
    show = show_of(root, settings, on_event)
    cast = casting.assigned(casting.cast(settings, before, on_event), written, settings)
    recipe = before.recipe
    if recipe and (written != retelling.with_readers(original, original) or jobs.noted(settings) != recipe.settings):
        digest = jobs.digest(jobs.said(written), settings, cast, show)
        recipe = replace(recipe, digest=digest, settings=jobs.noted(settings))
    order = Order(root, before.date, cast, show, settings, before, begun, folder, frozenset(fresh), before.edition)
    return record(written, recipe, order, on_event)


def show_of(root: Path, settings: Settings, on_event: OnEvent) -> Show:
    """Return what the show says of itself, and warn where its feed moves because the settings say so."""
    publish.claimed(root)
    before = shows.read(root)
    show = shows.changed(before, settings.show.given)
    if before.base_url and show.base_url != before.base_url:
        moves = f"The feed moves from {before.base_url} to {show.base_url}, as base_url in the settings says."
        on_event(Warned(f"{moves} Take it out there to keep what `audionews feed` set."))
    return shows.told(show, shows.identity(root))


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
        episode_folders.recover(root)
        with staging.unfinished(root):
            yield


def settle(root: Path, settings: Settings, on_event: OnEvent = ignore) -> None:
    """Finish what a killed run left in `root`: its leftovers go, and feed and list tell again of what is there.

    Raises:
        StorageError: `root` could not be written to.
    """
    if not publish.is_settled(root, **settings.show.given):
        with _alone(root, on_event):
            _told(publish.update_show(root, **settings.show.given), on_event)


def _told(report: ShowReport, on_event: OnEvent) -> None:
    """Warn of episodes that feed and list leave out."""
    for sentence in report.damaged:
        on_event(Warned(f"An episode is left out of the feed: {sentence}"))


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
    return written_of(articles, skipped, plan, on_event)


def explained(written: Script, named: Sequence[str], settings: Settings) -> list[list[Change]]:
    """Return for each segment of `written` what its spoken text changes: as what, by which rule."""
    from audionews.bengali import explain

    words = jobs.plan(settings, named, written.date, MORNING).lexicon
    return [explain(segment.text, written.locale, words) for segment in written.segments]


def estimate_of(written: Script, settings: Settings, on_event: OnEvent = ignore) -> Estimate:
    """Return what a script would cost. Asks no speech service anything.

    Raises:
        UsageError: an engine or a voice is not there.
        NotReady: the engine lacks something.
    """
    from audionews.planning import estimate

    cast = casting.assigned(casting.cast(settings, None, on_event, ask=False), written, settings)
    return estimate.of(written, cast, casting.fallbacks(settings, cast), cache.cache_store(), settings)


def say(text: str, settings: Settings = DEFAULTS, *, on_event: OnEvent = ignore) -> bytes:
    """Return the MP3 of one text, without greeting and headlines.

    Raises:
        NoInputError: there is nothing to say in it.
        SpeechError, AudioError, StorageError: as `make`.
    """
    from audionews import mastering

    written = script_of(text, settings)
    store = cache.cache_store(lambda text: on_event(Warned(text)))
    asked = mastering.Delivery(settings.sound, settings.pauses, settings.run.jobs)
    with mastering.ahead(written, store, asked) as on_clip:
        spoken = _spoken(written, casting.cast(settings, None, on_event), store, settings, on_event, on_clip)
    with scratch.folder() as hidden:
        made = mastering.master(written, spoken.clips, store, asked, hidden, on_event)
        sound = own_files.content(hidden / made.audio.file)
    cache.trim(store)
    return sound


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


def _spoken(
    written: Script,
    cast: Cast,
    store: Store,
    settings: Settings,
    on_event: OnEvent,
    on_clip: OnClip,
    *,
    fresh: frozenset[int] = frozenset(),
) -> Spoken:
    from audionews.planning import estimate
    from audionews.synthesis.recording import forget
    from audionews.synthesis.speaking import speak

    cast.engine.ready()
    cast = casting.assigned(cast, written, settings)
    for number in fresh:
        forget(store, cast.part(written.segments[number]), written.segments[number])
    for share in estimate.of_shares(written, cast, store, settings):
        if share.matters:
            on_event(Note(f"{share.engine}: {estimate.told(share)}."))
    return speak(
        written.segments,
        cast,
        store,
        on_event,
        fallbacks=casting.fallbacks(settings, cast),
        jobs=settings.run.jobs,
        on_clip=on_clip,
        verifier=_verifier(written, store, settings, on_event) if settings.verify.on else None,
    )


def _verifier(written: Script, store: Store, settings: Settings, on_event: OnEvent) -> Verifier | None:
    """Return who hears what is spoken; None, with a line, where nobody can."""
    from audionews.engines.transcription import transcriber
    from audionews.synthesis.verification import Verifier

    try:
        listener = transcriber(settings.verify, offline=settings.run.offline)
    except NotReady as error:
        on_event(Warned(f"Nothing is verified: {error} {error.hint or ''}".rstrip()))
        return None
    if listener.network:
        on_event(Note(f"Verifying: the sound goes to {listener.name}."))
    names = {word for article in written.articles for word in (article.headline or "").split()}
    seconds = 60 * settings.verify.minutes
    share = settings.verify.share
    return Verifier(listener, store, on_event, locale=written.locale, share=share, seconds=seconds, names=names)


def written_of(articles: Sequence[Article], skipped: Sequence[Skipped], plan: Plan, on_event: OnEvent) -> Script:
    """Return the script of `articles`.

    Raises:
        NoInputError: there is nothing in them that can be read aloud.
    """
    from audionews.rundown import order, shorten

    written = order.write(articles, plan, skipped)
    tell(written, on_event)
    if not written.articles:
        why = "; ".join(f"{skipped.source}: {skipped.why}" for skipped in written.skipped)
        raise NoInputError("No source gave anything to read aloud.", hint=why or "The folder holds no articles.")
    most = plan.programme.max_minutes
    if most and (needed := shorten.seconds(written.segments, plan.rate)) > most * 60 + 1:
        on_event(Warned(f"The leads alone take about {needed / 60:.1f} minutes, more than {most:g}."))
    return written


def tell(written: Script, on_event: OnEvent) -> None:
    """Tell of each story in a script."""
    for number, article in enumerate(written.articles):
        sentences = sum(segment.article == number for segment in written.segments)
        dropped = sum(line.article == number for line in written.dropped)
        on_event(Found(article.source, article.headline or "", sentences, dropped))


def _finished(folder: Path, episode: Episode, begun: float, *, unchanged: bool = False) -> Finished:
    return Finished(str(folder), episode.duration, time.monotonic() - begun, unchanged)
