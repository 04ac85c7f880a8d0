"""Finds the reader of a kind of source: ours by what the bytes are, a third party's by scheme, ending or media type.

Ours stand in the same entry points, but are had without reading them, which takes longer than reading an article.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from audionews.sources.sniff import SourceFormat
from audionews.support.errors import SourceError
from audionews.support.strangers import StrangerError, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.metadata import EntryPoint

    from audionews.sources.source_protocol import Source

GROUP = "audionews.sources"
OURS = {
    SourceFormat.TEXT: "audionews.sources.plain_sources:TextSource",
    SourceFormat.PAGE: "audionews.sources.plain_sources:PageSource",
    SourceFormat.LINK: "audionews.sources.plain_sources:LinkSource",
    SourceFormat.FEED: "audionews.sources.feed_reader:FeedSource",
    SourceFormat.LIST: "audionews.sources.feed_reader:FeedListSource",
    SourceFormat.ARCHIVE: "audionews.sources.data_sources:WebArchiveSource",
    SourceFormat.JSON: "audionews.sources.data_sources:JsonSource",
    SourceFormat.XML: "audionews.sources.data_sources:XmlSource",
    SourceFormat.PDF: "audionews.sources.documents.pdf_file:PdfSource",
    SourceFormat.DOCX: "audionews.sources.documents.word_file:WordSource",
    SourceFormat.ODT: "audionews.sources.documents.odt_file:OdtSource",
    SourceFormat.EPUB: "audionews.sources.documents.epub_file:EpubSource",
    SourceFormat.MAIL: "audionews.sources.documents.mail_file:MailSource",
}
"""Where our readers are."""
_PLAIN_ENDINGS = {"", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}
_PLAIN_MEDIA = {"", "text/plain", "text/html", "text/markdown", "application/octet-stream"}


@cache
def ours(kind: SourceFormat) -> Source:
    """Return our reader of a kind."""
    module, _, name = OURS[kind].partition(":")
    made: Source = getattr(import_module(module), name)()
    return made


def by_scheme(scheme: str) -> Source | None:
    """Return the third party's source that reads addresses of a scheme.

    Raises:
        SourceError: its package is broken.
    """
    return _matching(lambda source: scheme in source.schemes, scheme)


def schemes() -> list[str]:
    """Return the schemes that third parties' sources read; those of a broken one are not known."""
    found = set[str]()
    for entry in _foreign():
        try:
            found |= set(_loaded(entry).schemes)
        except SourceError:
            continue
    return sorted(found)


def by_kind(ending: str, media: str) -> Source | None:
    """Return the third party's source that reads files of an `ending` (`.csv`) or answers of a media type.

    Raises:
        SourceError: its package is broken.
    """
    if ending in _PLAIN_ENDINGS and media in _PLAIN_MEDIA:
        return None
    return _matching(lambda source: ending in source.endings or (media and media in source.media), ending)


def _matching(fits: Callable[[Source], object], wanted: str) -> Source | None:
    """Return the first source that fits; a broken one is told only where it may have been the one that is wanted."""
    broken: SourceError | None = None
    for entry in _foreign():
        try:
            source = _loaded(entry)
        except SourceError as error:
            broken = error if entry.name in wanted else broken
            continue
        if fits(source):
            return source
    if broken is not None:
        raise broken
    return None


def _foreign() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    known = set(OURS.values())
    return sorted((one for one in entry_points(group=GROUP) if one.value not in known), key=lambda one: one.name)


def _called(entry: EntryPoint) -> object:
    return entry.load()()


@cache
def _loaded(entry: EntryPoint) -> Source:
    from audionews.sources.source_protocol import Source

    package = entry.dist.name if entry.dist else entry.module
    try:
        made = ask(lambda: _called(entry))
    except StrangerError as error:
        raise SourceError(
            f"The source {entry.name!r} of the package {package} is broken: {error}.",
            hint="Update or remove that package.",
        ) from error
    if not isinstance(made, Source):
        raise SourceError(f"The source {entry.name!r} of the package {package} lacks what docs/sources.md asks for.")
    return made
