"""What some bytes are: a feed, a page, a document, text; by how they begin, whatever their name says."""

from __future__ import annotations

import re
from enum import Enum

_LATE = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|opml)\s[^>]{0,500}(?:version|xmlns)", re.IGNORECASE)
_BENGALI = re.compile(rb"\xe0[\xa6\xa7]")
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):", re.MULTILINE)
_JSON = re.compile(rb"[\[{]\s*(?:[\[{]\s*)*\"[^\"]{1,60}\"\s*:")
_BLOCKS = re.compile(rb"</(?:p|div|h[1-6]|li|blockquote|figure|table)>|<(?:p|br)\s*/?>|<!-- wp:", re.IGNORECASE)
_HTML = frozenset(
    b"html head body title meta link base h1 h2 h3 h4 h5 h6 p div article section main header nav aside footer ul ol li"
    b" table tbody tr td center hr blockquote figure form script style noscript".split()
)
_INLINE = frozenset(b"a b i u em strong span font br img small big sup sub s q cite code mark".split())
_HEAD = 1_000_000  # bytes in which the first element is looked for, behind comments of any length
_LINK = re.compile(rb"\[InternetShortcut\]|\[Desktop Entry\](?=[^\[]{0,2000}\nURL)", re.IGNORECASE)  # .url, .desktop
_ROOT = re.compile(rb"<(?:[a-z]+:)?([a-z]+[1-6]?)[\s>/]", re.IGNORECASE)


class SourceFormat(Enum):
    """What a source turned out to be."""

    FEED = "feed"
    LIST = "list of feeds"
    PAGE = "page"
    TEXT = "text"
    PDF = "PDF document"
    DOCX = "Word document"
    ODT = "OpenDocument text"
    EPUB = "EPUB book"
    MAIL = "mail"
    ARCHIVE = "web archive (MHTML)"
    JSON = "JSON"
    XML = "XML"
    LINK = "link to a page"


DOCUMENTS = frozenset({SourceFormat.PDF, SourceFormat.DOCX, SourceFormat.ODT, SourceFormat.EPUB, SourceFormat.MAIL})
"""The kinds that carry pictures and typefaces beside their text, and may be larger."""
DOCUMENT_ENDINGS = frozenset({".pdf", ".docx", ".odt", ".epub", ".eml"})
DOCUMENT_MEDIA = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/epub+zip",
    "message/rfc822",
)
MOST_DOCUMENT = 50_000_000
"""Bytes of the largest document."""


_ROOTS = {
    b"rss": SourceFormat.FEED,
    b"feed": SourceFormat.FEED,
    b"rdf": SourceFormat.FEED,
    b"opml": SourceFormat.LIST,
}


def sniff(data: bytes, media: str = "") -> SourceFormat:
    """Return what `data` is; `media` (its server's word) decides only between page and text."""
    if (document := _document(data)) is not None:
        return document
    begin = _begin(data[:_HEAD].replace(b"\0", b""))[:8192]  # what is left of UTF-16 reads as ASCII
    if begin.startswith(b"{") and b"jsonfeed.org/version" in begin[:2000]:
        return SourceFormat.FEED
    if _LINK.match(begin):
        return SourceFormat.LINK
    if _JSON.match(begin):
        return SourceFormat.JSON
    return _markup(begin, data, media)


def _markup(begin: bytes, data: bytes, media: str) -> SourceFormat:
    """Return which kind of markup begins so, text where it is none."""
    root = _ROOT.match(begin)
    name = root[1].lower() if root else b""
    late = _LATE.search(begin) if name not in {b"html", b"head", b"body"} else None
    if late and not _BENGALI.search(begin, 0, late.start()):  # after what a program wrote before it by mistake
        name = late[1].lower()
    if name in _ROOTS:
        return _ROOTS[name]
    if name in _HTML or b"<!doctype html" in data[:1000].lower() or "html" in media:
        return SourceFormat.PAGE
    if root is not None and name not in _INLINE and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return SourceFormat.XML
    return SourceFormat.PAGE if _is_fragment(begin) else SourceFormat.TEXT


def _is_fragment(begin: bytes) -> bool:
    """Tell HTML that begins in mid-text: an export of a post, what an editor holds."""
    return len(_BLOCKS.findall(begin)) > 1


def _document(data: bytes) -> SourceFormat | None:
    """Return which kind of document begins so; the names in a ZIP archive are at its end, too."""
    if b"%PDF-" in data[:1024] and not data.lstrip().startswith(b"<"):
        return SourceFormat.PDF
    if data.startswith(b"PK\x03\x04"):
        if data[38:58] == b"application/epub+zip" or b"META-INF/container.xml" in data:
            return SourceFormat.EPUB
        if data[38:77] == b"application/vnd.oasis.opendocument.text":
            return SourceFormat.ODT
        return SourceFormat.DOCX if b"word/document.xml" in data else None
    head = data[:32_768].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = {name.lower() for name in _FIELD.findall(head)}
    is_mail = (
        _FIELD.match(head) and {b"from", b"date"} <= names and names & {b"message-id", b"received", b"mime-version"}
    )
    if not is_mail:
        archive = _FIELD.match(head) and b"content-type" in names and b"multipart/related" in head.lower()
        return SourceFormat.ARCHIVE if archive else None
    return SourceFormat.ARCHIVE if b"snapshot-content-location" in names else SourceFormat.MAIL


def _begin(head: bytes) -> bytes:
    """Return `head` from its first element on: marks, declarations, comments and the document type passed over."""
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe")
    while (head := head.lstrip()).startswith((b"<?", b"<!")):
        if head.startswith(b"<!--"):
            closing = b"-->"
        else:
            closing = b"?>" if head.startswith(b"<?") else b"]>" if b"[" in head.partition(b">")[0] else b">"
        head = head.partition(closing)[2]
    return head
