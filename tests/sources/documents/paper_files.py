"""Documents made by hand, as small as they can be."""
# ruff: noqa: E501 - markup, as it is written

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, str | bytes], *, packed: bool = True) -> bytes:
    """Return a ZIP archive of these parts, the first one not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, part) in enumerate(parts.items()):
            archive.writestr(name, part, zipfile.ZIP_DEFLATED if number and packed else zipfile.ZIP_STORED)
    return out.getvalue()


def docx(body: str, title: str = "") -> bytes:
    """Return a Word document with this body, and the styles Heading1, Old (of Bijoy) and Older (based on it)."""
    styles = (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:rFonts w:ascii="SutonnyMJ"/></w:rPr></w:style>'
        '<w:style w:styleId="Older"><w:name w:val="Older"/><w:basedOn w:val="Old"/></w:style></w:styles>'
    )
    core = f'<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:coreProperties>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>',
            "word/styles.xml": styles,
            "docProps/core.xml": core,
        }
    )


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of a Word document; a run is its text, or markup."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    told = (run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{named}{''.join(told)}</w:p>"


def odt(body: str, *, styles: str = "", title: str = "") -> bytes:
    """Return an OpenDocument text."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "style", "table"))
    spaces += f' xmlns:svg="{ODF}:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><dc:title>{title}</dc:title></office:document-meta>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def epub(
    chapters: dict[str, str],
    *,
    title: str = "",
    labels: dict[str, str] | None = None,
    more: dict[str, str] | None = None,
    packed: bool = True,
) -> bytes:
    """Return a book of chapters by their file names, with a table of contents of `labels`."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    links = "".join(f'<li><a href="{name}">{label}</a></li>' for name, label in (labels or {}).items())
    html = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head>{}</html>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
            "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f'<metadata><dc:title>{title}</dc:title></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav"/>{items}</manifest>'
            f'<spine><itemref idref="nav"/>{spine}</spine></package>',
            "OPS/nav.xhtml": html.format(f"<body><nav><ol>{links}</ol></nav></body>"),
            **{
                f"OPS/{name}": html.format(body if body.startswith("<body") else f"<body>{body}</body>")
                for name, body in chapters.items()
            },
            **(more or {}),
        },
        packed=packed,
    )


@dataclass(frozen=True)
class Printed:
    """A line of a PDF page."""

    text: str
    size: int = 12
    bijoy: bool = False


def pdf(pages: list[list[Printed]], *, title: str = "", unnamed: str = "", picture: bool = False) -> bytes:
    """Return a PDF document whose Bengali letters have a ToUnicode table, and whose Bijoy ones are WinAnsi.

    The letters of `unnamed` are not in that table; with `picture`, each page has one.
    """
    chars = sorted({char for page in pages for line in page if not line.bijoy for char in line.text})
    codes = {char: number for number, char in enumerate(chars, 1)}
    mapped = "\n".join(
        f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items() if char not in unnamed
    )
    table = f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(mapped.splitlines())} beginbfchar\n{mapped}\nendbfchar endcmap end"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+NotoSansBengali /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+NotoSansBengali /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 >>",
        stream(table.encode()),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /GHIJKL+SutonnyMJ-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title <" + ("\ufeff" + title).encode("utf-16-be").hex().encode() + b"> >>",
        stream(
            b"\0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "
        ),
    ]
    kids = []
    for page in pages:
        drawn = ["BT"]
        for number, line in enumerate(page):
            shown = (
                line.text.encode("cp1252").hex() if line.bijoy else "".join(f"{codes[char]:04X}" for char in line.text)
            )
            drawn.append(f"/F{2 if line.bijoy else 1} {line.size} Tf 1 0 0 1 50 {780 - 20 * number} Tm <{shown}> Tj")
        objects.append(stream("\n".join([*drawn, "ET"]).encode()))
        drawing = b" /XObject << /I 8 0 R >>" if picture else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 6 0 R >>%s >> /Contents %d 0 R >>"
            % (drawing, len(objects))
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(body: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (entries, len(body), body)
