"""OpenDocument texts (ODT, ISO/IEC 26300): paragraphs and headings in order, notes and revisions left out.

odfpy has had no release since 2020.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.sources.documents.archive import Archive
from audionews.sources.documents.document_text import Paragraph, Run, article_of, joined
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from audionews.model import Article
    from audionews.sources.source_protocol import Content

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _OFFICE, _FO = (f"{_OASIS}{name}:1.0}}" for name in ("text", "style", "office", "xsl-fo-compatible"))
_SVG = f"{_OASIS}svg-compatible:1.0}}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_UNREAD = {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_TEXT}table-of-content", f"{_OFFICE}annotation"}
_BLANKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


class OdtSource:
    """OpenDocument texts."""

    name, schemes, endings, media = "odt", (), (".odt",), ("application/vnd.oasis.opendocument.text",)

    def read(self, content: Content) -> Iterator[Article]:
        """Yield the article that a document is.

        Raises:
            SourceError: it is damaged or protected, or nothing in it is Bengali.
        """
        archive = Archive(content.data)
        if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise SourceError("It is protected by a password.")
        fonts = dict[str, str]()
        for part in ("styles.xml", "content.xml"):
            if part in archive.names:
                fonts |= _fonts(archive.xml(part), fonts)
        meta = archive.xml("meta.xml") if "meta.xml" in archive.names else None
        title = next((one.text for one in meta.iter(_TITLE)), None) if meta is not None else None
        body = next(archive.xml("content.xml").iter(f"{_OFFICE}body"), None)
        if body is None:
            raise SourceError("It is damaged: it has no body.")
        yield article_of(content, list(_paragraphs(body, fonts)), title=title)


def _fonts(root: _Element, known: dict[str, str]) -> dict[str, str]:
    """Return the typeface of each style that names one, itself or through its parents."""
    faces = {one.get(f"{_STYLE}name"): one.get(f"{_SVG}font-family") for one in root.iter(f"{_STYLE}font-face")}
    found = dict(known)
    parents = dict[str, str]()
    for style in root.iter(f"{_STYLE}style", f"{_STYLE}default-style"):
        name = style.get(f"{_STYLE}name") or ""
        parents[name] = style.get(f"{_STYLE}parent-style-name") or ""
        for text in style.iter(f"{_STYLE}text-properties"):
            face = text.get(f"{_STYLE}font-name")
            if family := faces.get(face) or text.get(f"{_FO}font-family") or face:
                found[name] = family.strip("'\"")
    for name, parent in parents.items():
        if name not in found and parent in found:
            found[name] = found[parent]
    return found


def _paragraphs(body: _Element, fonts: dict[str, str]) -> Iterator[Paragraph]:
    for element in body:
        if element.tag in _UNREAD:
            continue
        if element.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            level = int(element.get(f"{_TEXT}outline-level") or 1) if element.tag == f"{_TEXT}h" else 0
            text = joined(_runs(element, fonts.get("", ""), fonts))
            yield from (Paragraph(line, level) for line in text.split("\n"))
            for frame in element.iter(f"{_OASIS}drawing:1.0}}text-box"):
                yield from _paragraphs(frame, fonts)
        else:
            yield from _paragraphs(element, fonts)


def _runs(element: _Element, inherited: str, fonts: dict[str, str]) -> Iterator[Run]:
    font = fonts.get(element.get(f"{_TEXT}style-name") or "", inherited)
    yield Run(element.text or "", font)
    for child in element:
        if child.tag in _BLANKS:
            yield Run(_BLANKS[child.tag], font)
        elif child.tag not in _UNREAD and not str(child.tag).startswith(f"{_OASIS}drawing"):
            yield from _runs(child, font, fonts)
        yield Run(child.tail or "", font)
