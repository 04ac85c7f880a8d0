"""What is read beside the sound, made from a finished episode alone: manifest, transcripts, page, book, feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from audionews.model import Episode
    from audionews.publish.show.site import ShowReport


def episode_files(
    episode: Episode,
    folder: Path,
    *,
    cover: Path | None = None,
    typeface: str | None = None,
    language: str = "bn",
    epub_audio: str = "embed",
    before: Path | None = None,
) -> list[Path]:
    """Write everything that stands beside the MP3 of `episode` into `folder`, the manifest last; return the paths.

    `cover` is the user's own picture, `typeface` a font file or family to prefer, `language` that of the page's
    labels; `epub_audio` is `embed` or `none`. From `before`, the folder that will be replaced, what has not
    changed is linked: web servers and caches see no new file.

    Raises:
        StorageError: a file could not be written.
        UsageError: the user's picture is none; the language is unknown.
    """
    from audionews.publish import manifest
    from audionews.publish.render import chapters, epub, transcript
    from audionews.publish.render.caption_cues import cues
    from audionews.publish.render.episode_page import page

    shown = cues(episode)
    picture = cover_file(
        episode.title,
        episode.date,
        folder,
        language=episode.language,
        cover=cover,
        typeface=typeface,
        before=before,
    )
    texts = {
        "chapters.json": chapters.chapters_json(episode),
        "transcript.vtt": transcript.vtt(shown),
        "transcript.srt": transcript.srt(shown),
        "transcript.txt": transcript.plain(episode),
        "index.html": page(episode, language),
    }
    for name, text in texts.items():
        _put(folder / name, text, before)
    book = epub.write(episode, folder, audio=epub_audio)
    return [picture, *(folder / name for name in texts), book, manifest.write(episode, folder)]


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
    """Put the cover of an episode into `folder`, unless it is there; return its path.

    It can be called before the sound is made, which bears the cover in its tags. The parameters are those of
    `episode_files`; a picture in `folder` that was not made here is the user's own and stays.

    Raises:
        StorageError: it could not be written.
        UsageError: the user's picture is none.
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


def update_show(
    root: Path, *, cover: Path | None = None, typeface: str | None = None, **changes: str | bool | None
) -> ShowReport:
    """Rebuild feed, list, OPML and cover in `root` from the episodes there; the feed is written last.

    `changes` are fields of `shows.Show` (`base_url`, `title`, `author`, …); they are remembered in `show.json`,
    None leaves a field as it was. `cover` is the user's own picture.

    Raises:
        StorageError: a file could not be written, or `show.json` is damaged.
        UsageError: there is no such field, the base URL is none, or the picture is none.
    """
    from audionews.publish.show import shows, site

    return site.build(root, shows.changed(shows.read(root), changes), cover=cover, typeface=typeface)


def is_settled(root: Path, **changes: str | bool | None) -> bool:
    """Tell whether `update_show` with `changes` has nothing to do in `root`: the last run there came to its end.

    Raises:
        StorageError, UsageError: as `show`.
    """
    from audionews.publish.show import shows
    from audionews.support import files

    if not files.is_tidy(root) or not (root / shows.FEED).is_file():
        return False
    return not changes or shows.changed(before := shows.read(root), changes) == before
