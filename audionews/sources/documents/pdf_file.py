"""PDF documents with a text layer, read by pypdf (BSD, pure Python); a scan says that it is one.

pdfium lays out better, but does not say in which typeface a letter is set, which Bijoy text needs.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from itertools import takewhile
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from audionews.bengali.script.visual_order import in_spoken_order
from audionews.model import Skipped
from audionews.sources.documents import pdf_fonts
from audionews.sources.documents.document_text import Paragraph, Run, article_of, joined
from audionews.support.errors import SourceError
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.model import Article
    from audionews.sources.source_protocol import Content

_MOST_PAGES = 2000
_LEAST_LETTERS = 40  # on a page; a scan has a page number and the name of its program at most
_EDGE = 3  # lines at the top and bottom of a page among which running heads stand
_REPEATED = 3  # pages
_LARGER = 1.15  # times the usual size of type, from which on a line is a heading
_LONGEST_HEADING = 120  # characters
_ENDED = re.compile(r"[।৷|.?!…:][\"'’”»)\]]*$")
_NUMBER = re.compile(r"^[\W\d]*$")


class PrintedLine(NamedTuple):
    """A line as it is printed."""

    text: str
    size: float


class PdfSource:
    """PDF documents."""

    name, schemes, endings, media = "pdf", (), (".pdf",), ("application/pdf",)

    def read(self, content: Content) -> Iterator[Article | Skipped]:
        """Yield the article that a document is, and what of it is missing.

        Raises:
            SourceError: it is damaged, protected or a scan, nothing in it is Bengali, or pypdf is not installed.
        """
        try:
            import pypdf
        except ImportError as error:
            raise SourceError("PDF documents need the library pypdf.", hint=how_to_add("documents")) from error
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every small fault of a file
        try:
            document: Any = pypdf.PdfReader(io.BytesIO(content.data))
            pages, title = _opened(document)
        except SourceError:
            raise
        except pypdf.errors.DependencyError as error:
            raise SourceError("It is encrypted in a way that needs the package cryptography.") from error
        except Exception as error:  # a damaged file meets any of them
            raise SourceError(f"It is damaged ({type(error).__name__}).") from error
        pictures = sum(_is_picture(page, lines) for page, lines in zip(document.pages, pages, strict=True))
        if pictures == len(pages) or not any(pages):
            raise SourceError(
                "It is a scan: pictures of pages, without their text.",
                hint="Run it through text recognition (OCR) first.",
            )
        yield article_of(content, list(_paragraphs(_without_margins(pages))), title=title)
        if pictures:
            yield Skipped(content.source, f"{pictures} of its {len(pages)} pages are pictures without their text.")


def _is_picture(page: Any, lines: Sequence[PrintedLine]) -> bool:
    """Tell whether a page has a picture and hardly a letter."""
    letters = sum(sum(map(str.isalpha, line.text)) for line in lines)
    return letters < _LEAST_LETTERS and "/XObject" in (page.get("/Resources") or {})


def _opened(document: Any) -> tuple[list[list[PrintedLine]], str]:
    """Return the lines of each page, and the title.

    Raises:
        SourceError: it is protected, or far too long.
    """
    if document.is_encrypted and not document.decrypt(""):
        raise SourceError("It is protected by a password.")
    if len(document.pages) > _MOST_PAGES:
        raise SourceError(f"It has more than {_MOST_PAGES} pages.")
    mended = set[int]()
    for page in document.pages:
        pdf_fonts.mend(page, mended)
    return [list(_lines(page)) for page in document.pages], str((document.metadata or {}).get("/Title") or "")


def _lines(page: Any) -> Iterator[PrintedLine]:
    """Yield the lines of a page in the order in which they are drawn."""
    runs: list[tuple[Run, float]] = []

    def visit(text: str, _around: Any, matrix: Sequence[float], font: Any, size: float) -> None:
        if text:
            scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
            runs.append((Run(text, str((font or {}).get("/BaseFont", "")).lstrip("/")), (size or 0.0) * scale))

    has_blanks = pdf_fonts.has_blanks(page.extract_text(visitor_text=visit))
    runs = [(Run(pdf_fonts.without_guesses(run.text, has_blanks=has_blanks), run.font), size) for run, size in runs]
    line: list[tuple[Run, float]] = []
    for run, size in runs:
        first, *others = run.text.split("\n")
        line.append((Run(first, run.font), size))
        for more in others:
            yield from _line(line)
            line = [(Run(more, run.font), size)]
    yield from _line(line)


def _line(runs: Sequence[tuple[Run, float]]) -> Iterator[PrintedLine]:
    text = " ".join(in_spoken_order(joined(run for run, _ in runs)).split())
    if text:
        yield PrintedLine(text, max((size for run, size in runs if run.text.strip()), default=0.0))


def _without_margins(pages: Sequence[Sequence[PrintedLine]]) -> list[PrintedLine]:
    """Return all lines without page numbers and the heads that run over the pages."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})

    def is_margin(line: PrintedLine) -> bool:
        runs_on = len(pages) >= _REPEATED and edges[_key(line)] >= _REPEATED
        return runs_on or _NUMBER.match(line.text) is not None

    kept: list[PrintedLine] = []
    for page in pages:
        top = len(list(takewhile(is_margin, page[:_EDGE])))
        bottom = len(list(takewhile(is_margin, reversed(page[-_EDGE:]))))
        kept += page[top : max(top, len(page) - bottom)]
    return kept


def _key(line: PrintedLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _paragraphs(lines: Sequence[PrintedLine]) -> Iterator[Paragraph]:
    """Yield headings and paragraphs: a line ends one that ends a sentence well before the usual width."""
    if not lines:
        return
    usual = median(line.size for line in lines for _ in line.text)
    width = sorted(len(line.text) for line in lines)[int(0.9 * (len(lines) - 1))]
    text = ""
    for line in lines:
        if line.size > _LARGER * usual and len(line.text) <= _LONGEST_HEADING and not _ENDED.search(line.text):
            if text:
                yield Paragraph(text)
            yield Paragraph(line.text, 1 if line.size > 1.5 * usual else 2)
            text = ""
            continue
        text = f"{text} {line.text}".strip()
        if _ENDED.search(line.text) and len(line.text) < 0.9 * width:
            yield Paragraph(text)
            text = ""
    if text:
        yield Paragraph(text)
