"""Feeds: RSS and Atom through feedparser, JSON Feed and OPML by their short specifications."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audionews.sources import html_tree
from audionews.sources.charsets import decode
from audionews.sources.publication_dates import moment
from audionews.sources.web_addresses import plain_address, web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

MOST_ITEMS = 500
_MOST_FEEDS = 200
_WHOLE = 200  # characters; a text of its own element that is longer and does not trail off is the whole story
_WHOLE_SUMMARY = 600  # characters; for a description, which is mostly a teaser
_MOST_TAGS = 100_000  # opening and closing; a hundred long stories with their markup
_LONG_TAG, _MOST_ATTRIBUTES = re.compile(r"<[A-Za-z][^<>]{3000,}"), 300  # over these feedparser takes quadratic time
_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_TEASER = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|»|বিস্তারিত|আরও পড়ুন|Read more|Continue reading)[\s.\])]*$", re.IGNORECASE
)


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed."""

    link: str | None
    """Address of its page, without the marks of trackers."""
    title: str | None
    """Its headline."""
    text: str
    """The whole story as lines; empty where the feed has only a teaser."""
    published: datetime | None
    """When it was published or, failing that, updated."""
    updated: datetime | None
    """When it was last changed, where the feed says so."""
    section: str | None
    """Its first category."""
    image: str | None
    """Address of its picture."""


@dataclass(frozen=True)
class Feed:
    """What a feed holds, in its own order."""

    title: str | None
    """Name of the paper."""
    items: tuple[FeedEntry, ...]
    """Its entries, at most MOST_ITEMS."""


def read_feed(data: bytes, url: str, *, zone: tzinfo, charset: str | None = None) -> Feed:
    """Return the entries of a feed.

    Args:
        data: RSS, Atom or JSON Feed.
        url: where it came from; relative addresses begin there.
        zone: the time zone of dates that name none.
        charset: the encoding its server names.

    Raises:
        SourceError: it cannot be read, or declares entities.
    """
    text = _safe(data, charset)
    feed = _from_json(text, url, zone) if text.lstrip().startswith("{") else _from_xml(text, url, zone)
    if not feed.items:
        raise SourceError("The feed holds no entries.")
    return feed


def read_list(data: bytes, charset: str | None = None) -> list[str]:
    """Return the addresses that an OPML list names, as they are written, each once.

    Raises:
        SourceError: it cannot be read, declares entities, or names none.
    """
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, encoding="utf-8")
    try:
        root = lxml.etree.fromstring(_DECLARED.sub("", _safe(data, charset)).encode(), parser)
        found = [one.get("xmlUrl") or one.get("xmlurl") for one in root.iter("outline")] if root is not None else []
    except (lxml.etree.LxmlError, ValueError) as error:  # ValueError: half a character, smuggled in by number
        raise SourceError("The list cannot be read.") from error
    addresses = list(dict.fromkeys(one.strip() for one in found if one and one.strip()))
    if not addresses:
        raise SourceError("The list names no feeds.")
    return addresses[:_MOST_FEEDS]


def _safe(data: bytes, charset: str | None) -> str:
    """Return the text of an XML or JSON document.

    Raises:
        SourceError: it declares entities, which nothing honest needs and bombs are made of, or is a bomb otherwise.
    """
    text = decode(data, declared=charset or html_tree.declared(data))
    crowded = any(tag.count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(text))
    if crowded or text.count("<") + text.count("&lt;") > _MOST_TAGS:
        raise SourceError("It has more elements than any feed needs.")
    if _ENTITIES.search(text):
        raise SourceError("Its DOCTYPE declares entities, which is not read.")
    return text


def _from_xml(text: str, url: str, zone: tzinfo) -> Feed:
    import feedparser

    heads = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    # a stream, never bytes: those feedparser would first try as the name of a file
    try:
        parsed = feedparser.parse(io.BytesIO(_DECLARED.sub("", text).encode()), response_headers=heads)
    except Exception as error:
        raise SourceError("The feed cannot be read.") from error
    if not parsed.entries and parsed.get("bozo"):
        raise SourceError(f"The feed cannot be read ({html_tree.words(str(parsed.bozo_exception))[:80]}).")
    items = tuple(_entry(one, url, zone) for one in parsed.entries[:MOST_ITEMS])
    return Feed(html_tree.words(parsed.feed.get("title") or "") or None, items)


def _entry(entry: Any, url: str, zone: tzinfo) -> FeedEntry:
    bodies = [one.get("value") or "" for one in entry.get("content") or []]
    whole = _whole("\n".join(html_tree.lines(max(bodies, key=len))), _WHOLE) if bodies else ""
    updated = moment(dict.get(entry, "updated") or "", zone)  # feedparser's own `get` passes off other dates as this
    tags = (html_tree.words(tag.get("term") or "") for tag in entry.get("tags") or [])
    return FeedEntry(
        link=_address(entry.get("link"), url),
        title=_title(entry.get("title")),
        text=whole or _whole("\n".join(html_tree.lines(entry.get("summary") or "")), _WHOLE_SUMMARY),
        published=moment(entry.get("published") or entry.get("created") or "", zone) or updated,
        updated=updated,
        section=next(filter(None, tags), None),
        image=_address(next(_pictures(entry), None), url),
    )


def _pictures(entry: Any) -> Iterator[str]:
    for one in (*(entry.get("media_content") or []), *(entry.get("enclosures") or [])):
        if one.get("medium") == "image" or (one.get("type") or "").startswith("image/"):
            yield one.get("url") or one.get("href") or ""
    for one in entry.get("media_thumbnail") or []:
        yield one.get("url") or ""


def _from_json(text: str, url: str, zone: tzinfo) -> Feed:
    """Read a JSON Feed (jsonfeed.org, version 1.1)."""
    try:
        feed = json.loads(text, strict=False)
        rows = [one for one in feed["items"] if isinstance(one, dict)][:MOST_ITEMS]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise SourceError("The feed cannot be read: it is no JSON Feed.") from error
    title = feed.get("title")
    items = tuple(_row({key: value for key, value in one.items() if value}, url, zone) for one in rows)
    return Feed(html_tree.words(title) or None if isinstance(title, str) else None, items)


def _row(row: dict[str, Any], url: str, zone: tzinfo) -> FeedEntry:
    written = {key: value for key, value in row.items() if isinstance(value, str)}
    tags = row.get("tags") if isinstance(row.get("tags"), list) else []
    updated = moment(written.get("date_modified") or "", zone)
    plain = filter(None, map(html_tree.words, written.get("content_text", "").splitlines()))
    whole = "\n".join(html_tree.lines(written.get("content_html", "")) or plain)
    return FeedEntry(
        link=_address(written.get("url") or written.get("external_url"), url),
        title=_title(written.get("title")),
        text=_whole(whole, _WHOLE),
        published=moment(written.get("date_published") or "", zone) or updated,
        updated=updated,
        section=next((html_tree.words(tag) for tag in tags or [] if isinstance(tag, str) and tag.strip()), None),
        image=_address(written.get("image") or written.get("banner_image"), url),
    )


def _title(written: str | None) -> str | None:
    return html_tree.words(" ".join(html_tree.lines(written))) or None if written else None


def _whole(text: str, least: int) -> str:
    """Return `text` if it is a whole story and no teaser, else nothing."""
    return text if len(text) >= least and not _TEASER.search(text[-200:]) else ""


def _address(written: str | None, base: str) -> str | None:
    found = web_address(written, base) if written else None
    return plain_address(found) if found else None
