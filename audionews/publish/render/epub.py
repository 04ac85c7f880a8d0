"""Make a book that reads itself aloud of an episode: EPUB 3.3 with Media Overlays; same episode, same bytes."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

from audionews.publish.render.epub_package import package
from audionews.publish.render.epub_text import HEAD, chapters, document, navigation, overlay, title_page
from audionews.publish.render.labels import Words, template
from audionews.settings import Show
from audionews.support import escape, files
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from audionews.model import Episode

NAME = "episode.epub"
_CONTAINER = (
    f'{HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def write(episode: Episode, folder: Path, *, audio: str = "embed", show: Show | None = None) -> Path:
    """Write the book of `episode` into `folder`, which holds its MP3 and its cover; return its path.

    `audio` is `embed`, or `none` for a book without sound; `show` is the show that it belongs to.

    Raises:
        StorageError: it could not be written.
        UsageError: `audio` is neither `embed` nor `none`.
    """
    if audio not in {"embed", "none"}:
        raise UsageError(f"--epub-audio is {escape.line(audio)!r}.", hint="It is embed or none.")
    place, sound = folder / NAME, folder / episode.audio.file
    with files.writing(place) as file, zipfile.ZipFile(file, "w") as book:
        for name, text in texts(episode, show, spoken=audio == "embed"):
            book.writestr(_entry(name, len(text.encode())), text.encode())
        _copy(book, "EPUB/cover.jpg", folder / "cover.jpg")
        if audio == "embed":
            _copy(book, _sound(episode), sound)
    return place


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    """Return a zip entry without time and system of its making; not compressed, as zlib's output differs by version."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr, entry.file_size = 3, 0o644 << 16, size
    return entry


def _copy(book: zipfile.ZipFile, name: str, path: Path) -> None:
    with files.storing(path), path.open("rb") as source, book.open(_entry(name, path.stat().st_size), "w") as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _sound(episode: Episode) -> str:
    return f"EPUB/{episode.audio.file}"


def texts(episode: Episode, show: Show | None = None, *, spoken: bool) -> Iterable[tuple[str, str]]:
    """Return name and content of each text file of the book, in order; with overlays if the book is `spoken`."""
    words = Words(episode.language)
    parts = chapters(episode)
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER
    yield "EPUB/package.opf", package(episode, parts, words, show or Show(), spoken=spoken)
    yield "EPUB/nav.xhtml", navigation(parts, words)
    yield "EPUB/style.css", template("book.css")
    yield "EPUB/title.xhtml", title_page(episode, words)
    for chapter in parts:
        yield f"EPUB/{chapter.name}.xhtml", document(chapter, words)
        if spoken and chapter.clips:
            yield f"EPUB/{chapter.name}.smil", overlay(episode, chapter)
