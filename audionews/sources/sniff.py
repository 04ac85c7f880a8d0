"""What some bytes are: a feed, a list of feeds, a page, or text; by how they begin, whatever their name says."""

from __future__ import annotations

import re
from enum import Enum

_LATE = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|opml)\s[^>]{0,500}(?:version|xmlns)", re.IGNORECASE)
_BENGALI = re.compile(rb"\xe0[\xa6\xa7]")
_ROOT = re.compile(rb"<(?:[a-z]+:)?([a-z]+)[\s>/]", re.IGNORECASE)


class SourceFormat(Enum):
    """What a source turned out to be."""

    FEED = "feed"
    LIST = "list of feeds"
    PAGE = "page"
    TEXT = "text"


def sniff(data: bytes, media: str = "") -> SourceFormat:
    """Return what `data` is; `media` (its server's word) decides only between page and text."""
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
