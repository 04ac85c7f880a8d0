"""Make the package document of the book: metadata, list of files, reading order, accessibility."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from audionews.publish.render.credits import authors, called, paper, speakers
from audionews.publish.render.epub_text import HEAD, BookChapter, clock_value, heading
from audionews.publish.render.markup import Markup, xml
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.model import Episode
    from audionews.publish.render.labels import Words
    from audionews.settings import Show

ACTIVE = "-epub-media-overlay-active"
"""Class that readers give the sentence being read aloud; `book.css` has its colours."""
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""What the book claims, in the words that the standard sets (EPUB Accessibility 1.1, section 4.1.3)."""
_BOOKS = uuid.uuid5(uuid.NAMESPACE_URL, "audionews:book")


def package(episode: Episode, chapters: list[BookChapter], words: Words, show: Show, *, spoken: bool) -> str:
    """Return package.opf of a book of `show`; `spoken` if it has sound and overlays.

    The table of contents is the reader's own, and not in the reading order, which would tell every headline once more.
    """
    attributes = {
        "xmlns": "http://www.idpf.org/2007/opf",
        "version": "3.0",
        "unique-identifier": "id",
        "xml:lang": words.language,
        "prefix": "a11y: http://www.idpf.org/epub/vocab/package/a11y/#",
    }
    metadata = xml(
        "metadata",
        {"xmlns:dc": "http://purl.org/dc/elements/1.1/"},
        *_about(episode, words, show),
        *_access(words, show, spoken=spoken),
        *(_times(episode, chapters, words) if spoken else ()),
    )
    manifest = xml("manifest", None, *_items(episode, chapters, spoken=spoken))
    order = ["title", *(chapter.name for chapter in chapters)]
    spine = xml("spine", None, *(xml("itemref", {"idref": name}) for name in order))
    return f"{HEAD}{xml('package', attributes, metadata, manifest, spine)}\n"


def _about(episode: Episode, words: Words, show: Show) -> Iterable[Markup]:
    identifier = uuid.uuid5(_BOOKS, f"{episode.date} {episode.audio.sha256}")
    yield xml("dc:identifier", {"id": "id"}, f"urn:uuid:{identifier}")
    yield xml("dc:title", None, heading(episode, words))
    yield xml("dc:language", None, words.language)
    yield xml("dc:creator", {"id": "creator"}, escape.line(show.author))
    yield _meta("role", "prd", refines="#creator", scheme="marc:relators")  # who produces the programme
    yield xml("dc:publisher", None, escape.line(show.title))
    houses = dict.fromkeys(name for story in episode.articles for name in (paper(story), *authors(story)) if name)
    for number, name in enumerate(houses, 1):
        yield xml("dc:contributor", {"id": f"by{number}"}, name)
        yield _meta("role", "aut", refines=f"#by{number}", scheme="marc:relators")
    yield xml("dc:date", None, episode.date.isoformat())
    for source in dict.fromkeys(filter(None, (escape.address(story.url) for story in episode.articles))):
        yield xml("dc:source", None, source)
    made = episode.made.astimezone(UTC) if episode.made else datetime.combine(episode.date, time(), UTC)
    yield _meta("dcterms:modified", f"{made:%Y-%m-%dT%H:%M:%SZ}")


def _meta(name: str, value: str, **more: str) -> Markup:
    return xml("meta", {"property": name, **more}, value)


def _access(words: Words, show: Show, *, spoken: bool) -> Iterable[Markup]:
    """Return the accessibility metadata (EPUB Accessibility 1.1, sections 2.2 and 4)."""
    yield _meta("dcterms:conformsTo", CONFORMS, id="conforms")
    yield _meta("a11y:certifiedBy", escape.line(show.author), refines="#conforms")
    modes = ["textual", "visual", *(["auditory"] if spoken else [])]
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability"]
    features += ["ARIA", "unlocked"]
    yield from (_meta("schema:accessMode", mode) for mode in modes)
    yield _meta("schema:accessModeSufficient", "textual")
    if spoken:
        yield _meta("schema:accessModeSufficient", "auditory")
        features.append("synchronizedAudioText")
    yield from (_meta("schema:accessibilityFeature", feature) for feature in features)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", words["access_spoken" if spoken else "access_silent"])


def _times(episode: Episode, chapters: list[BookChapter], words: Words) -> Iterable[Markup]:
    voiced = [chapter for chapter in chapters if chapter.clips]
    for chapter in voiced:
        yield _meta("media:duration", clock_value(chapter.duration), refines=f"#{chapter.name}-overlay")
    yield _meta("media:duration", clock_value(sum(chapter.duration for chapter in voiced)))
    narrators = [f"{called(speaker)} ({words['synthetic']})" for speaker in speakers(episode.segments)]
    yield from (_meta("media:narrator", name) for name in narrators or [words["reader"]])
    yield _meta("media:active-class", ACTIVE)


def _items(episode: Episode, chapters: list[BookChapter], *, spoken: bool) -> Iterable[Markup]:
    def item(name: str, href: str, kind: str, **more: str | None) -> Markup:
        return xml("item", {"id": name, "href": href, "media-type": kind, **more})

    yield item("nav", "nav.xhtml", "application/xhtml+xml", properties="nav")
    yield item("title", "title.xhtml", "application/xhtml+xml")
    yield item("style", "style.css", "text/css")
    yield item("cover", "cover.jpg", "image/jpeg", properties="cover-image")
    if spoken:
        yield item("sound", escape.quoted(episode.audio.file), "audio/mpeg")
    for chapter in chapters:
        overlay = f"{chapter.name}-overlay" if spoken and chapter.clips else None
        yield item(chapter.name, f"{chapter.name}.xhtml", "application/xhtml+xml", **{"media-overlay": overlay})
        if overlay:
            yield item(overlay, f"{chapter.name}.smil", "application/smil+xml")
