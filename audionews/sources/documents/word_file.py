"""Word documents (DOCX, ECMA-376): paragraphs in order, headings by their style, deleted and hidden text left out.

python-docx would give paragraphs too, but neither those of text boxes nor what was deleted under revision.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from audionews.sources.documents.archive import Archive
from audionews.sources.documents.document_text import Paragraph, Run, article_of, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from audionews.model import Article
    from audionews.sources.source_protocol import Content

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_UNREAD = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "footnoteReference", "pPr")} | {
    f"{_COMPATIBLE}Fallback"  # the same text box once more, for old programs
}
_BLANKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


class _Style(NamedTuple):
    base: str = ""
    level: int = 0
    font: str = ""


class WordSource:
    """Word documents."""

    name, schemes, endings = "docx", (), (".docx",)
    media = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)

    def read(self, content: Content) -> Iterator[Article]:
        """Yield the article that a document is.

        Raises:
            SourceError: it is damaged, or nothing in it is Bengali.
        """
        archive = Archive(content.data)
        styles = dict(_styles(archive.xml("word/styles.xml"))) if "word/styles.xml" in archive.names else {}
        core = archive.xml("docProps/core.xml") if "docProps/core.xml" in archive.names else None
        title = core.findtext(_TITLE) if core is not None else None
        paragraphs = [
            Paragraph(line, level) for text, level in _paragraphs(archive, styles) for line in text.split("\n")
        ]
        yield article_of(content, paragraphs, title=title)


def _styles(root: _Element) -> Iterator[tuple[str, _Style]]:
    """Yield the styles by their identifiers, what holds for all as the nameless one."""
    yield "", _Style(font=_font(root.find(f"{_W}docDefaults")))
    for style in root.iter(f"{_W}style"):
        name = _value(style, "name")
        heading = _HEADING.fullmatch(name)
        level = int(heading[1]) if heading else int(name.lower() == "title")
        yield style.get(f"{_W}styleId") or "", _Style(_value(style, "basedOn"), level, _font(style))


def _value(element: _Element, child: str) -> str:
    found = element.find(f"{_W}{child}")
    return (found.get(f"{_W}val") or "") if found is not None else ""


def _font(element: _Element | None) -> str:
    found = next(element.iter(f"{_W}rFonts"), None) if element is not None else None
    return (found.get(f"{_W}ascii") or found.get(f"{_W}hAnsi") or "") if found is not None else ""


def _resolved(styles: dict[str, _Style], name: str) -> _Style:
    """Return a style with what it has from those that it is based on."""
    level, font, seen = 0, "", set[str]()
    while name not in seen:
        seen.add(name)
        style = styles.get(name, _Style())
        level, font, name = level or style.level, font or style.font, style.base
    return _Style("", level, font)


def _paragraphs(archive: Archive, styles: dict[str, _Style]) -> Iterator[tuple[str, int]]:
    root = archive.xml("word/document.xml")
    hidden = {one for unread in root.iter(*_UNREAD) for one in unread.iter(f"{_W}p")}
    for paragraph in root.iter(f"{_W}p"):
        if paragraph in hidden:
            continue
        properties = paragraph.find(f"{_W}pPr")
        style = _resolved(styles, _value(properties, "pStyle") if properties is not None else "")
        yield joined(_runs(paragraph, style, styles)), style.level


def _runs(element: _Element, style: _Style, styles: dict[str, _Style]) -> Iterator[Run]:
    """Yield the runs of a paragraph, not those of paragraphs in a text box of it."""
    for child in element:
        if child.tag in _UNREAD or child.tag == f"{_W}p":
            continue
        if child.tag != f"{_W}r":
            yield from _runs(child, style, styles)
            continue
        properties = child.find(f"{_W}rPr")
        if properties is not None and properties.find(f"{_W}vanish") is not None:
            continue
        named = _resolved(styles, _value(properties, "rStyle")).font if properties is not None else ""
        font = _font(properties) or named or style.font
        pieces = ((part.text or "") if part.tag == f"{_W}t" else _BLANKS.get(part.tag, "") for part in child)
        yield Run("".join(pieces), font)
        yield from _runs(child, style, styles)
