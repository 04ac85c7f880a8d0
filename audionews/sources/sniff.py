"""What some bytes are: a feed, a page, a document, text; by how they begin, whatever their name says."""

from __future__ import annotations

import re
from enum import Enum

_LATE = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|opml)\s[^>]{0,500}(?:version|xmlns)", re.IGNORECASE)
_BENGALI = re.compile(rb"\xe0[\xa6\xa7]")
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):", re.MULTILINE)
_ROOT = re.compile(rb"<(?:[a-z]+:)?([a-z]+)[\s>/]", re.IGNORECASE)


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


def sniff(data: bytes, media: str = "") -> SourceFormat:
    """Return what `data` is; `media` (its server's word) decides only between page and text."""
    if document := _document(data):
        return document
    begin = _begin(data[:8192].replace(b"\0", b""))  # what is left of UTF-16 reads as ASCII
    if begin.startswith(b"{") and b"jsonfeed.org/version" in begin[:2000]:
        return SourceFormat.FEED
    root = _ROOT.match(begin)
    name = root[1].lower() if root else b""
    late = _LATE.search(begin) if name not in {b"html", b"head", b"body"} else None
    if late and not _BENGALI.search(begin, 0, late.start()):  # after what a program wrote before it by mistake
        name = late[1].lower()
    if name in {b"rss", b"feed", b"rdf"}:
        return SourceFormat.FEED
    if name == b"opml":
        return SourceFormat.LIST
    is_page = name in {b"html", b"head", b"body"} or b"<!doctype html" in data[:1000].lower() or "html" in media
    return SourceFormat.PAGE if is_page else SourceFormat.TEXT


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
    return SourceFormat.MAIL if is_mail and b"snapshot-content-location" not in names else None


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
