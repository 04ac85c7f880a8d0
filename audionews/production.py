"""Script in, episode on the shelf out: spoken, mastered, written in all its forms, told of in feed and list."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from audionews import casting, publish
from audionews.planning import jobs
from audionews.publish.render.forms import COVER, forms_of
from audionews.publish.show import episode_folders, shows
from audionews.support import files
from audionews.support.errors import NotReady
from audionews.support.events import Finished, Note, Warned, ignore
from audionews.synthesis import cache

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from audionews.audio.live import LiveSound
    from audionews.model import Episode, Recipe, Script
    from audionews.publish.show.site import ShowReport
    from audionews.settings import Settings, Show
    from audionews.support.events import OnEvent
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast, Spoken
    from audionews.synthesis.speaking import OnClip
    from audionews.synthesis.verification import Verifier


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
        SpeechError, AudioError, StorageError: as `episode.make`.
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
            spoken = voiced(written, order.cast, store, settings, on_event, on_clip, fresh=order.fresh)
        work.enter_context(_changing(order.root, on_event))
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
        AudioError, StorageError: as `episode.make`.
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


def voiced(
    written: Script,
    cast: Cast,
    store: Store,
    settings: Settings,
    on_event: OnEvent,
    on_clip: OnClip,
    *,
    fresh: frozenset[int] = frozenset(),
) -> Spoken:
    """Have a script spoken by `cast`, the segments `fresh` anew, and return the clips, which are in `store`.

    `on_clip` is told of each clip that is there.

    Raises:
        SpeechError, StorageError: as `record`.
    """
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


def show_of(root: Path, settings: Settings, on_event: OnEvent) -> Show:
    """Return what the show says of itself, and warn where its feed moves because the settings say so."""
    publish.claimed(root)
    before = shows.read(root)
    show = shows.changed(before, settings.show.given)
    if before.base_url and show.base_url != before.base_url:
        moves = f"The feed moves from {before.base_url} to {show.base_url}, as base_url in the settings says."
        on_event(Warned(f"{moves} Take it out there to keep what `audionews feed` set."))
    return shows.told(show, shows.identity(root))


def settle(root: Path, settings: Settings, on_event: OnEvent = ignore) -> None:
    """Finish what a killed run left in `root`: its leftovers go, and feed and list tell again of what is there.

    Raises:
        StorageError: `root` could not be written to.
    """
    if not publish.is_settled(root, **settings.show.given):
        with _changing(root, on_event):
            _told(publish.update_show(root, **settings.show.given), on_event)


def _changing(root: Path, on_event: OnEvent) -> AbstractContextManager[None]:
    note = Note(f"Waiting for another audionews that is writing to {root}.")
    return episode_folders.changing(root, waiting=partial(on_event, note))


def _told(report: ShowReport, on_event: OnEvent) -> None:
    """Warn of episodes that feed and list leave out."""
    for sentence in report.damaged:
        on_event(Warned(f"An episode is left out of the feed: {sentence}"))


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


def _finished(folder: Path, episode: Episode, begun: float, *, unchanged: bool = False) -> Finished:
    return Finished(str(folder), episode.duration, time.monotonic() - begun, unchanged)
