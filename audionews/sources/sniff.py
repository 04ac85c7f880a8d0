"""What some bytes are: a feed, a list of feeds, a page, or text; by how they begin, whatever their name says."""

from __future__ import annotations

import re
from enum import Enum

_SKIPPED = re.compile(
    rb"(?:\s|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?[^>]{0,500}>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,300}(?:\[.*?\]\s*)?>)*",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(rb"<(?:[a-z]+:)?([a-z]+)[\s>/]", re.IGNORECASE)


class Kind(Enum):
    """What a source turned out to be."""

    FEED = "feed"
    LIST = "list of feeds"
    PAGE = "page"
    TEXT = "text"


def sniff(data: bytes, media: str = "") -> Kind:
    """Return what `data` is; `media` (its server's word) decides only between page and text."""
    head = data[:8192].replace(b"\0", b"")
    begins = _SKIPPED.match(head)
    rest = head[begins.end() :] if begins else head
    if rest.startswith(b"{") and b"jsonfeed.org/version" in rest[:2000]:
        return Kind.FEED
    root = _ROOT.match(rest)
    name = root[1].lower() if root else b""
    if name in {b"rss", b"feed", b"rdf"}:
        return Kind.FEED
    if name == b"opml":
        return Kind.LIST
    is_page = name in {b"html", b"head", b"body"} or b"<!doctype html" in head[:1000].lower() or "html" in media
    return Kind.PAGE if is_page else Kind.TEXT
