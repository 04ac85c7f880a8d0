"""Make everything beside the sound from a finished episode: manifest, transcripts, page, book, cover, feed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from audionews.model import Episode
    from audionews.publish.delivery.target import Sent
    from audionews.publish.render.cover import Lettering
    from audionews.publish.show.identity import Identity
    from audionews.publish.show.site import ShowReport
    from audionews.settings import Show


def episode_files(  # noqa: PLR0913 - an episode, and all that its forms may be
    episode: Episode,
    folder: Path,
    *,
    show: Show | None = None,
    cover: Path | None = None,
    typeface: str | None = None,
    language: str = "bn",
    epub_audio: str = "embed",
    vtt_words: bool = False,
    before: Path | None = None,
) -> list[Path]:
    """Write the files that `episode` has beside the MP3 into `folder`, the manifest last; return their paths.

    Args:
        episode: the finished episode.
        folder: where its MP3 lies.
        show: the show that it belongs to.
        cover: the user's own picture; None draws one.
        typeface: a font file or family to prefer for a drawn cover.
        language: language of the page's labels.
        epub_audio: `embed` puts the sound into the book, `none` does not.
        vtt_words: marks the time of each word in the WebVTT transcript, where it is known.
        before: the folder that will be replaced; files that have not changed are linked from it, so that web servers
            and caches see no new file.

    Raises:
        StorageError: a file could not be written.
        UsageError: `cover` is no picture, or the language is unknown.
    """
    from audionews.publish import manifest
    from audionews.publish.render import chapters, epub, transcript
    from audionews.publish.render.caption_cues import cues
    from audionews.publish.render.episode_page import page
    from audionews.publish.render.forms import BOOK, COVER, PAGE, forms_of
    from audionews.publish.render.link_preview import web_folder

    shown, folder_name, forms = cues(episode), (before or folder).name, forms_of(episode.recipe)
    texts = {
        "chapters.json": chapters.chapters_json(episode, base=web_folder(show, folder_name)),
        "transcript.vtt": transcript.vtt(shown, words=vtt_words),
        "transcript.srt": transcript.srt(shown),
        "transcript.txt": transcript.plain(episode),
    }
    if PAGE in forms:
        texts["index.html"] = page(episode, language, show=show, folder=folder_name)
    for name, text in texts.items():
        _put(folder / name, text, before)
    made = [folder / name for name in texts]
    if COVER in forms:
        made = [*_pictures(episode, folder, cover=cover, typeface=typeface, before=before), *made]
    if BOOK in forms:
        made.append(epub.write(episode, folder, audio=epub_audio, show=show))
    return [*made, manifest.write(episode, folder)]


def _pictures(
    episode: Episode, folder: Path, *, cover: Path | None, typeface: str | None, before: Path | None
) -> Iterator[Path]:
    """Put all pictures of an episode into `folder`, unless they are there already; yield their paths."""
    title, day, language = episode.title, episode.date, episode.language
    yield cover_file(title, day, folder, language=language, cover=cover, typeface=typeface, before=before)
    yield _card_file(episode, folder, typeface=typeface, before=before)
    headlines = [story.headline for story in episode.articles]
    yield from chapter_files(headlines, day, folder, language=language, typeface=typeface, before=before)


def _put(place: Path, text: str, before: Path | None) -> None:
    from audionews.support import files

    old = before / place.name if before else place
    if before and old.is_file() and not old.is_symlink() and old.read_bytes() == text.encode("utf-8", "ignore"):
        files.link(old, place)
    else:
        files.write(place, text.encode("utf-8", "ignore"))


def cover_file(
    title: str,
    day: date,
    folder: Path,
    *,
    language: str = "bn",
    cover: Path | None = None,
    typeface: str | None = None,
    before: Path | None = None,
) -> Path:
    """Put the cover of an episode into `folder`, unless it is there already; return its path.

    Call it before the sound is made, whose tags hold the cover. The parameters are those of `episode_files`. A picture
    in `folder` that this program did not draw is the user's own, and stays.

    Raises:
        StorageError: it could not be written.
        UsageError: `cover` is no picture.
    """
    from audionews.publish.render import cover as covers
    from audionews.support import files

    words = covers.Lettering(title, day, language)
    place = folder / "cover.jpg"
    if cover:
        files.write(place, covers.adopted(cover))
    elif covers.is_foreign(place) or covers.is_current(place, words, typeface=typeface):
        pass
    elif before and covers.is_current(before / place.name, words, typeface=typeface):
        files.link(before / place.name, place)
    else:
        files.write(place, covers.cover(words, typeface=typeface))
    return place


def keep_cover(folder: Path, hidden: Path, *, cover: Path | None, kept: bool) -> None:
    """Take a user's own cover from the `folder` of an episode that is made again without its settings into `hidden`.

    Nothing is taken where the settings name a `cover`, or the episode is made from its sources (not `kept`).
    """
    from audionews.publish.render import cover as covers
    from audionews.support import files

    old = folder / "cover.jpg"
    if kept and cover is None and covers.is_foreign(old):
        files.link(old, hidden / old.name)


def _card_file(episode: Episode, folder: Path, *, typeface: str | None, before: Path | None) -> Path:
    """Put the picture that apps show for a shared link into `folder`, unless it is there already; return its path."""
    from audionews.publish.render import artwork
    from audionews.publish.render.cover import Lettering

    words = Lettering(episode.title, episode.date, episode.language)
    draw = partial(artwork.card, words, typeface=typeface)
    return _drawn(folder / artwork.CARD, words, draw, typeface=typeface, before=before)


def chapter_files(
    headlines: Sequence[str],
    day: date,
    folder: Path,
    *,
    language: str = "bn",
    typeface: str | None = None,
    before: Path | None = None,
) -> list[Path]:
    """Put a picture for each story into `folder`, unless it is there already; return their paths in order.

    An episode of one story, or of very many, has none. Call it before the sound is made, whose tags hold the pictures.

    Raises:
        StorageError: one could not be written.
    """
    from audionews.publish.render import artwork, chapters
    from audionews.publish.render.cover import Lettering

    made = []
    for story, headline in enumerate(headlines if len(headlines) in chapters.PICTURED else ()):
        words = Lettering(headline, day, language)
        draw = partial(artwork.chapter_picture, words, story, typeface=typeface)
        made.append(_drawn(folder / chapters.chapter_name(story), words, draw, typeface=typeface, before=before))
    return made


def _drawn(
    place: Path, words: Lettering, draw: Callable[[], bytes], *, typeface: str | None, before: Path | None
) -> Path:
    """Draw the picture at `place`, unless it is there, or in the folder `before`, already."""
    from audionews.publish.render import artwork
    from audionews.support import files

    if artwork.is_current(place, words, typeface=typeface):
        pass
    elif before and artwork.is_current(before / place.name, words, typeface=typeface):
        files.link(before / place.name, place)
    else:
        files.write(place, draw())
    return place


def update_show(
    root: Path, *, cover: Path | None = None, typeface: str | None = None, **changes: str | bool | None
) -> ShowReport:
    """Rebuild feed, list, OPML and cover in `root` from the episodes there; the feed is written last.

    Args:
        root: the folder of all episodes.
        cover: the user's own picture; None draws one.
        typeface: a font file or family to prefer for a drawn cover.
        changes: fields of `shows.Show` (`base_url`, `title`, `author`, …), which are then kept in `show.json`; None
            leaves a field unchanged.

    Raises:
        StorageError: a file could not be written, or `show.json` is damaged.
        UsageError: there is no such field, the base URL is no http(s) address, or `cover` is no picture.
    """
    from audionews.publish.show import shows, site

    return site.build(root, shows.changed(shows.read(root), changes), cover=cover, typeface=typeface)


def claimed(root: Path) -> None:
    """Refuse, before any work, a folder whose feed somebody else wrote.

    Raises:
        StorageError: there is such a feed, or it cannot be read.
    """
    from audionews.publish.show import foreign_files

    foreign_files.claim(root)


@contextmanager
def held(root: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the show's folder while the block runs, finished where a killed run left it in between.

    `waiting` is called once if another run holds it.

    Raises:
        StorageError: it is not free for long, or cannot be written to.
    """
    from audionews.publish.show import episode_folders
    from audionews.support import staging

    with episode_folders.held(root, waiting=waiting) as tidy:
        if not tidy or not is_settled(root):
            with staging.unfinished(root):
                update_show(root)
        yield


def deliver(  # noqa: PLR0913 - one a wish of the caller's
    root: Path,
    target: str | None = None,
    *,
    dry_run: bool = False,
    delete: bool = False,
    sending: Callable[[str], None] = lambda _: None,
    waiting: Callable[[], None] = lambda: None,
    allow_private: bool = False,
    new_address: bool = False,
) -> Sent:
    """Copy the show in `root` to `target`, and remove there what it sent before and the show has no longer.

    Args:
        root: the folder of all episodes.
        target: a folder, `host:path` or `rsync://…`, or an address that fsspec supports; None is the show's own.
        dry_run: change nothing, here or there.
        delete: remove there whatever else is not the show's.
        sending: is called with each path when it has been sent.
        waiting: is called once if another run holds `root`.
        allow_private: the hub may be at a private address.
        new_address: give a private show another secret address; what lies under the one before is removed.

    Raises:
        StorageError: a file could not be sent; another call sends the missing ones.
        UsageError: there is no show in `root`, `target` means nothing, or what it needs is not installed.
    """
    from audionews.publish.delivery import target as targets
    from audionews.publish.show import shows
    from audionews.support import files
    from audionews.support.errors import UsageError
    from audionews.support.net import web_sub

    show = shows.read(root)
    wanted = show.target if target is None else target
    if wanted is None:
        raise UsageError(
            "There is no target: a folder, a host or a store that the show goes to.",
            hint="audionews publish user@host:/var/www/news; `target` below [show] in audionews.toml keeps it.",
        )
    holding = partial(held, waiting=waiting)
    known = _rehidden(root, holding, again=new_address and not dry_run) if show.private else shows.identity(root)
    place = f"{wanted.rstrip('/')}/{known.secret}" if wanted.strip() and show.private else wanted
    sent = targets.publish(root, place, holding, dry_run=dry_run, delete=delete, sending=sending)
    if known.retired and not dry_run:
        for gone in known.retired:
            targets.clear(root, f"{wanted.rstrip('/')}/{gone}")
        with holding(root):
            files.write(root / shows.NAME, shows.dump(show, replace(shows.identity(root), retired=())))
    told = shows.told(show, known)
    sent.feed = told.link(shows.FEED) if show.private and show.base_url else None
    if show.hub and show.base_url and shows.FEED in sent.files and not dry_run and not show.private:
        sent.deaf = web_sub.announce(show.hub, show.link(shows.FEED), allow_private=allow_private)
    return sent


def _rehidden(root: Path, holding: Callable[[Path], AbstractContextManager[None]], *, again: bool) -> Identity:
    """Return what a private show is known by, once it has a secret address, with `again` a new one."""
    from audionews.publish.show import identity, shows
    from audionews.support import files, staging

    known = shows.identity(root)
    if again or not known.secret:
        with holding(root), staging.unfinished(root):
            show = shows.read(root)
            known = identity.hidden(shows.identity(root), private=True, again=again)
            files.write(root / shows.NAME, shows.dump(show, known))
            update_show(root)
            known = shows.identity(root)
    return known


def is_settled(root: Path, **changes: str | bool | None) -> bool:
    """Tell whether `update_show` with `changes` would change nothing in `root`, and no run there was interrupted.

    Raises:
        StorageError, UsageError: as `update_show`.
    """
    from audionews.publish.show import episode_index, shows
    from audionews.support import staging

    if not staging.is_tidy(root) or not (root / shows.FEED).is_file() or not episode_index.is_complete(root):
        return False
    return not changes or shows.changed(before := shows.read(root), changes) == before
