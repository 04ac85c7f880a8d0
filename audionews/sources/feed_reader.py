"""Feeds: RSS and Atom through feedparser, JSON Feed and OPML by their short specifications."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from audionews.model import Skipped
from audionews.sources import html_tree
from audionews.sources.broken_letters import BROKEN, without_broken
from audionews.sources.charsets import decode
from audionews.sources.publication_dates import moment
from audionews.sources.source_protocol import FeedEntry, Lead
from audionews.sources.web_addresses import plain_address, web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from audionews.sources.source_protocol import Content

_MOST_FEEDS = 200
_WHOLE = 200  # characters; a text of its own element that is longer and does not trail off is the whole story
_WHOLE_SUMMARY = 600  # characters; for a description, which is mostly a teaser
_MOST_TAGS = 100_000  # opening and closing; a hundred long stories with their markup
_LONG_TAG, _MOST_ATTRIBUTES = re.compile(r"<[A-Za-z][^<>]{3000,}"), 300  # over these feedparser takes quadratic time
_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_BEGIN = re.compile(r"<\?xml\s|<(?:\w+:)?(?:rss|feed|rdf|opml)[\s>]", re.IGNORECASE)
_CDATA_TWICE = re.compile(r"<!\[CDATA\[(?=\s*<!\[CDATA\[)|\]\]>(?=\s*\]\]>)")
_CDATA_SIGNS = re.compile(r"<!\[CDATA\[|\]\]>")
_ESCAPED = re.compile(
    r"&(?:#\d{2,7}|#x[\da-fA-F]{2,6}|[a-zA-Z]{2,8}\d{0,2});|</?(?:p|br|div|b|i|em|strong|a|span)\b[^<>]{0,500}>"
)
_MOST_ESCAPES = 4
_TEASER = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|»|বিস্তারিত|আরও পড়ুন|Read more|Continue reading)[\s.\])]*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Feed:
    """What a feed holds, in its own order."""

    title: str | None
    """Name of the paper."""
    items: tuple[FeedEntry, ...]
    """Its entries."""


class FeedSource:
    """Feeds of every kind."""

    name, schemes = "feed", ()
    endings = (".xml", ".rss", ".atom")
    media = ("application/rss+xml", "application/atom+xml", "application/feed+json")

    def read(self, content: Content) -> Iterator[FeedEntry]:
        """Yield the entries of a feed.

        Raises:
            SourceError: it cannot be read, or has none.
        """
        feed = read_feed(content.data, content.url or "", zone=content.zone, charset=content.charset)
        yield from (replace(one, site=feed.title) for one in feed.items)


class FeedListSource:
    """OPML lists of feeds."""

    name, schemes, endings, media = "opml", (), (".opml",), ("text/x-opml",)

    def read(self, content: Content) -> Iterator[Lead | Skipped]:
        """Yield the feeds that a list names.

        Raises:
            SourceError: it cannot be read, or names none.
        """
        addresses = read_list(content.data, content.charset)
        yield from map(Lead, addresses[:_MOST_FEEDS])
        if len(addresses) > _MOST_FEEDS:
            yield Skipped(content.source, f"Only {_MOST_FEEDS} of its {len(addresses)} feeds are read, the first.")


def read_feed(data: bytes, url: str, *, zone: tzinfo, charset: str | None = None) -> Feed:
    """Return the entries of a feed.

    Args:
        data: RSS, Atom or JSON Feed.
        url: where it came from; relative addresses begin there, those of a saved feed where it says it lives.
        zone: the time zone of dates that name none.
        charset: the encoding its server names.

    Raises:
        SourceError: it cannot be read, or declares entities.
    """
    text = _safe(data, charset)
    feed = _from_json(text, url, zone) if text.lstrip().startswith("{") else _from_xml(_begun(text), url, zone)
    if not feed.items:
        raise SourceError("The feed holds no entries.")
    return replace(feed, items=tuple(_told_apart(feed.items)))


def read_list(data: bytes, charset: str | None = None) -> list[str]:
    """Return the addresses that an OPML list names, as they are written, each once.

    Raises:
        SourceError: it cannot be read, declares entities, or names none.
    """
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, encoding="utf-8")
    try:
        root = lxml.etree.fromstring(_DECLARED.sub("", _begun(_safe(data, charset))).encode(), parser)
        found = [one.get("xmlUrl") or one.get("xmlurl") for one in root.iter("outline")] if root is not None else []
    except (lxml.etree.LxmlError, ValueError) as error:  # ValueError: half a character, smuggled in by number
        raise SourceError("The list cannot be read.") from error
    addresses = list(dict.fromkeys(one.strip() for one in found if one and one.strip()))
    if not addresses:
        raise SourceError("The list names no feeds.")
    return addresses


def _safe(data: bytes, charset: str | None) -> str:
    """Return the text of an XML or JSON document.

    Raises:
        SourceError: it declares entities, which nothing honest needs and bombs are made of, or is a bomb otherwise.
    """
    text = decode(data, declared=charset or html_tree.declared(data), lenient=True)
    crowded = any(tag.count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(text))
    if crowded or text.count("<") + text.count("&lt;") > _MOST_TAGS:
        raise SourceError("It has more elements than any feed needs.")
    if _ENTITIES.search(text):
        raise SourceError("Its DOCTYPE declares entities, which is not read.")
    return text


def _begun(text: str) -> str:
    """Return an XML document without what a program wrote before its beginning by mistake (warnings, blank lines)."""
    begin = _BEGIN.search(text)
    return text[begin.start() :] if begin else text


def _told_apart(entries: Sequence[FeedEntry]) -> Iterator[FeedEntry]:
    """Yield the entries, each with its name; those at one address, or at a site's front door, by more than that."""
    links = Counter(one.link for one in entries)
    names: set[str | None] = {None}
    for one in entries:
        name = one.name
        if one.link and name == one.link and (links[name] > 1 or urlsplit(name).path in {"", "/"}):
            name = f"{one.link} ({one.title or one.text[:40]})"
        if name in names:
            name = (
                next((more for number in count(2) if (more := f"{name} {number}") not in names), None) if name else name
            )
        names.add(name)
        yield replace(one, name=name)


def _from_xml(text: str, url: str, zone: tzinfo) -> Feed:
    import feedparser

    heads = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    document = _CDATA_TWICE.sub("", _DECLARED.sub("", text)).encode()
    # a stream, never bytes: those feedparser would first try as the name of a file
    try:
        parsed = feedparser.parse(
            io.BytesIO(document), response_headers=heads, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        raise SourceError("The feed cannot be read.") from error
    if not parsed.entries and parsed.get("bozo"):
        raise SourceError(f"The feed cannot be read ({html_tree.words(str(parsed.bozo_exception))[:80]}).")
    homes = [one.get("href") for one in parsed.feed.get("links") or [] if one.get("rel") == "self"]
    base = next(filter(None, map(web_address, filter(None, (url, *homes, parsed.feed.get("link"))))), url)
    return Feed(
        _title(parsed.feed.get("title")), tuple(_entry(one, base, zone) for one in parsed.entries if _is_story(one))
    )


def _is_story(entry: Any) -> bool:
    """Tell what an export of WordPress calls a published post from its pictures, menus, pages and drafts."""
    kind, state = entry.get("wp_post_type") or "post", entry.get("wp_status") or "publish"
    return kind == "post" and state in {"publish", "private"}


def _entry(entry: Any, url: str, zone: tzinfo) -> FeedEntry:
    bodies = [one.get("value") or "" for one in entry.get("content") or []]
    whole = _whole(_lines(max(bodies, key=len)), _WHOLE) if bodies else ""
    edited = dict.get(entry, "updated") or ""  # feedparser's own `get` passes off other dates as this
    tags = (html_tree.words(tag.get("term") or "") for tag in entry.get("tags") or [])
    written = _Written(
        link=entry.get("link") or "",
        title=entry.get("title") or "",
        text=whole or _whole(_lines(entry.get("summary") or ""), _WHOLE_SUMMARY),
        published=entry.get("published") or entry.get("created") or "",
        edited=edited,
        section=next(filter(None, tags), None),
        image=next(_pictures(entry), ""),
    )
    return _made(written, url, zone)


class _Written(NamedTuple):
    """An entry as its feed writes it; missing parts are empty."""

    link: str
    title: str
    text: str
    published: str
    edited: str
    section: str | None
    image: str


def _made(entry: _Written, url: str, zone: tzinfo) -> FeedEntry:
    """Return the entry of a feed at `url`."""
    address = web_address(entry.link, url) if entry.link else None
    page = plain_address(address) if address else None
    fragment = urlsplit(address).fragment if address else ""
    text, broken = without_broken(entry.text)
    dates = (entry.published, entry.edited)
    published, updated = (moment(written, zone) for written in dates)
    picture = web_address(entry.image, url) if entry.image else None
    return FeedEntry(
        link=page,
        name=f"{page}#{fragment}" if fragment else page,
        title=_title(entry.title),
        text=text,
        broken=broken,
        published=published or updated,
        undated=None if published or updated else next(filter(None, map(html_tree.words, dates)), None),
        updated=updated,
        section=entry.section,
        image=picture and plain_address(picture),
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
        rows = [one for one in feed["items"] if isinstance(one, dict)]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise SourceError("The feed cannot be read: it is no JSON Feed.") from error
    written = {key: value for key, value in feed.items() if isinstance(value, str) and value}
    homes = (url, written.get("feed_url", ""), written.get("home_page_url", ""))
    base = next(filter(None, map(web_address, homes)), url)
    items = tuple(_row({key: value for key, value in one.items() if value}, base, zone) for one in rows)
    return Feed(_title(written.get("title")), items)


def _row(row: dict[str, Any], url: str, zone: tzinfo) -> FeedEntry:
    written = {key: value for key, value in row.items() if isinstance(value, str)}
    dates = {key: str(value) for key, value in row.items() if isinstance(value, (str, int, float))}
    tags = row.get("tags") if isinstance(row.get("tags"), list) else []
    plain = filter(None, map(html_tree.words, written.get("content_text", "").splitlines()))
    entry = _Written(
        link=written.get("url") or written.get("external_url", ""),
        title=written.get("title", ""),
        text=_whole(_lines(written.get("content_html", "")) or "\n".join(plain), _WHOLE),
        published=dates.get("date_published", ""),
        edited=dates.get("date_modified", ""),
        section=next((html_tree.words(tag) for tag in tags or [] if isinstance(tag, str) and tag.strip()), None),
        image=written.get("image") or written.get("banner_image", ""),
    )
    return _made(entry, url, zone)


def _title(written: str | None) -> str | None:
    return html_tree.words(_lines(written).replace("\n", " ").replace(BROKEN, "")) or None if written else None


def _lines(written: str) -> str:
    """Return the lines of a piece of HTML, also of one that was escaped, or wrapped in CDATA, once too often."""
    text = written
    for _ in range(_MOST_ESCAPES):
        text = "\n".join(html_tree.lines(_CDATA_SIGNS.sub("", text)))
        if not _ESCAPED.search(text):
            break
    return text


def _whole(text: str, least: int) -> str:
    """Return `text` if it is a whole story and no teaser, else nothing."""
    return text if len(text) >= least and not _TEASER.search(text[-200:]) else ""
