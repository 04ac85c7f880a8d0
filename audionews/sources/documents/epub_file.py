"""EPUB books (EPUB 2 and 3): the chapters in reading order, each with its heading.

EbookLib is AGPL; what a reader aloud needs of the format is the package, its spine and its table of contents.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from audionews.model import Skipped
from audionews.sources import html_tree
from audionews.sources.charsets import MOST_BYTES, decode
from audionews.sources.documents.archive import Archive
from audionews.sources.documents.document_text import Paragraph, article_of
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from audionews.model import Article
    from audionews.sources.source_protocol import Content

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_HEADING = re.compile(r"(<h([1-6])\b[^<>]{0,500}>)", re.IGNORECASE)
_EMPTY = re.compile(r"<(title|script|style|a|span|div|p|i|b|em)\b([^<>]{0,500})/>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b.{0,100000}?</head\s*>", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(r"<(?:body|section|div|nav)\b[^<>]{0,300}epub:type\s*=\s*[\"']([\w\s-]{1,100})", re.IGNORECASE)
_UNREAD = {
    "toc",
    "cover",
    "titlepage",
    "copyright-page",
    "landmarks",
    "index",
    "colophon",
    "page-list",
    "halftitlepage",
}
_MARK = 0xE000  # private characters mark the headings while markup becomes lines
_MARKED = re.compile("^[\ue001-\ue006]")


class EpubSource:
    """EPUB books."""

    name, schemes, endings, media = "epub", (), (".epub",), ("application/epub+zip",)

    def read(self, content: Content) -> Iterator[Article | Skipped]:
        """Yield the article that a book is: every chapter under its heading; and which of its chapters are not there.

        Raises:
            SourceError: it is damaged or protected, or nothing in it is Bengali.
        """
        archive = Archive(content.data)
        path = next((one.get("full-path") for one in archive.xml(_CONTAINER).iter("{*}rootfile")), None)
        if not path:
            raise SourceError("It is damaged: it names no package.")
        package = archive.xml(path)
        chapters = list(_spine(package, posixpath.dirname(path)))
        _check_protection(archive, chapters)
        labels = _labels(archive, package, posixpath.dirname(path))
        title = next((one.text for one in package.iter("{http://purl.org/dc/elements/1.1/}title")), None)
        read = (list(_chapter(archive.read(name), labels.get(name))) for name in chapters if name in archive.names)
        yield article_of(content, list(_in_one(read, title or "")), title=title)
        if missing := [name for name in chapters if name not in archive.names]:
            more = f", and {len(missing) - 1} more" if missing[1:] else ""
            yield Skipped(content.source, f"A chapter is missing from the book: {missing[0]}{more}.")


def _in_one(chapters: Iterable[list[Paragraph]], title: str) -> Iterator[Paragraph]:
    """Yield the chapters' lines; what stands alone before one, as a part's heading does, goes before its heading."""
    before: list[str] = []
    for chapter in chapters:
        if all(line.level for line in chapter):
            before += [line.text for line in chapter if not _same(line.text, title)]
            continue
        if before:
            heading = chapter[0].text if chapter[0].level else ""
            yield Paragraph(": ".join(filter(None, [*before, heading])), 1)
            before = []
            yield from chapter[1 if heading else 0 :]
        else:
            yield from chapter
    yield from (Paragraph(text) for text in before)


def _spine(package: _Element, folder: str) -> Iterator[str]:
    """Yield the parts of the archive that are the chapters, in reading order."""
    items = {one.get("id"): one for one in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        yield _part(folder, item.get("href") or "")


def _part(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _check_protection(archive: Archive, chapters: list[str]) -> None:
    """Pass if the chapters are not encrypted; typefaces may be."""
    if _ENCRYPTION not in archive.names:
        return
    locked = {unquote(one.get("URI") or "") for one in archive.xml(_ENCRYPTION).iter("{*}CipherReference")}
    if locked & set(chapters):
        raise SourceError("Its chapters are encrypted (DRM).")


def _labels(archive: Archive, package: _Element, folder: str) -> dict[str, str]:
    """Return what the table of contents calls the parts: of EPUB 3's navigation, else of EPUB 2's NCX."""
    found: dict[str, str] = {}
    for item in package.iter("{*}item"):
        name = _part(folder, item.get("href") or "")
        if name not in archive.names:
            continue
        here = posixpath.dirname(name)
        if "nav" in (item.get("properties") or "").split():
            for link in archive.xml(name).iter("{*}a"):
                found.setdefault(_part(here, link.get("href") or ""), "".join(link.itertext()))
        elif item.get("media-type") == "application/x-dtbncx+xml":
            for point in archive.xml(name).iter("{*}navPoint"):
                target, label = point.find("{*}content"), point.find("{*}navLabel")
                if target is not None and label is not None:
                    found.setdefault(_part(here, target.get("src") or ""), "".join(label.itertext()))
    return {name: words for name, label in found.items() if (words := html_tree.words(label))}


def _chapter(data: bytes, label: str | None) -> Iterator[Paragraph]:
    """Yield the lines of a chapter; one without a heading gets what the table of contents calls it."""
    markup = _HEAD.sub("", decode(data, declared=html_tree.declared(data), lenient=True))
    kind = _TYPE.search(markup[:3000])
    if kind and _UNREAD & set(kind[1].lower().split()):
        return
    if len(data) > MOST_BYTES:
        raise SourceError("One of its chapters is larger than any chapter needs.")
    markup = _EMPTY.sub(r"<\1\2></\1>", markup)
    marked = _HEADING.sub(lambda one: f"{one[1]}{chr(_MARK + int(one[2]))}", markup)
    lines = html_tree.lines(marked)
    if label and lines and not any(_MARKED.match(line) for line in lines):
        lines = lines[1:] if _same(lines[0], label) else lines
        yield Paragraph(label, 1)
    first = min((line[0] for line in lines if _MARKED.match(line)), default="")
    for line in lines:
        level = 1 + ord(line[0]) - ord(first) if _MARKED.match(line) else 0  # books begin with h1, h2 or h3
        yield Paragraph((line[1:].rstrip("।. ") if level else line).strip(), level)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one) == re.sub(r"\W", "", other)
