"""Check the feed and its cover: the rules of Apple, Spotify and Podcasting 2.0, and that its files are as it says."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from audionews.publish.check.finding import FEED, Finding, parsed
from audionews.publish.show import shows
from audionews.publish.show.feed import NAMESPACES
from audionews.support import own_files
from audionews.support.errors import AbsentError, DamagedError
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from xml.etree.ElementTree import Element

CATEGORIES = {
    *("Arts", "Business", "Comedy", "Education", "Fiction", "Government", "Health & Fitness", "History", "Leisure"),
    *("Kids & Family", "Music", "News", "Religion & Spirituality", "Science", "Society & Culture", "Sports"),
    *("Technology", "True Crime", "TV & Film"),
}
"""Apple Podcasts' categories."""
_DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d)? ([+-]\d{4}|GMT)")
_CHANNEL = ["title", "description", "link", "language", "itunes:image", "itunes:category", "itunes:explicit"]
_CHANNEL += ["itunes:author", "itunes:owner", "podcast:medium", "podcast:locked"]
_ITEM = ["title", "guid", "pubDate", "enclosure", "itunes:duration", "podcast:transcript", "podcast:chapters"]


def checked(path: Path) -> Iterator[Finding]:
    """Check the feed at `path`, and the files that it names if it lies in a show's folder."""
    place = str(path)
    try:
        channel = parsed(own_files.content(path)).find("channel")
    except (AbsentError, DamagedError, ValueError) as error:
        yield Finding("feed.xml", place, f"It cannot be read: {line(str(error))}.", FEED)
        return
    if channel is None:
        yield Finding("feed.channel", place, "It is no RSS feed.", FEED)
        return
    for tag in _CHANNEL:
        if channel.find(tag, NAMESPACES) is None:
            yield Finding("feed.channel", place, f"The show has no <{tag}>.", FEED)
    yield from _show(path, channel)
    items = channel.findall("item")
    for number, item in enumerate(items, 1):
        yield from _item(path, item, f"{place}: item {number}")
    yield from _items(place, items)
    yield from cover(path.parent / "cover.jpg")


def _text(element: Element, tag: str) -> str:
    return element.findtext(tag, "", NAMESPACES)


def _attribute(element: Element, tag: str, name: str) -> str:
    found = element.find(tag, NAMESPACES)
    return found.get(name, "") if found is not None else ""


def _show(path: Path, channel: Element) -> Iterator[Finding]:
    place = str(path)
    if _attribute(channel, "itunes:category", "text") not in CATEGORIES:
        yield Finding(
            "feed.category", place, "Its category is none of Apple's.", "Set it: audionews feed --category News"
        )
    if _text(channel, "itunes:explicit") not in {"true", "false"}:
        yield Finding("feed.explicit", place, "<itunes:explicit> is neither true nor false.", FEED)
    try:
        show, known = shows.read(path.parent), shows.identity(path.parent)
    except DamagedError as error:
        yield Finding("show.json", str(path.parent / shows.NAME), str(error), error.hint or FEED)
        return
    if channel.find("atom:link", NAMESPACES) is None:
        mend = "Say where it will be served: audionews feed --base-url URL"
        yield Finding("feed.base-url", place, "Its links are relative: no podcast app can follow them.", mend)
    elif show.base_url and known.guid and _text(channel, "podcast:guid") != known.guid:
        yield Finding("feed.guid", place, "<podcast:guid> is another than show.json's, which is kept for life.", FEED)


def _item(path: Path, item: Element, place: str) -> Iterator[Finding]:
    for tag in _ITEM:
        if item.find(tag, NAMESPACES) is None:
            yield Finding("feed.item", place, f"The episode has no <{tag}>.", FEED)
    if _date(item) is None:
        yield Finding("feed.date", place, "<pubDate> is no date by RFC 822.", FEED)
    if not _text(item, "itunes:duration").isdigit():
        yield Finding("feed.duration", place, "<itunes:duration> is no number of seconds.", FEED)
    if _attribute(item, "podcast:transcript", "type") != "text/vtt":
        yield Finding("feed.transcript", place, "The first transcript is not WebVTT.", FEED)
    if _attribute(item, "podcast:chapters", "type") != "application/json+chapters":
        yield Finding("feed.chapters", place, "The chapters have not the type application/json+chapters.", FEED)
    yield from _enclosures(path, item, place)


def _enclosures(path: Path, item: Element, place: str) -> Iterator[Finding]:
    sounds = [(each, each.get("url", "")) for each in item.findall("enclosure")]
    others = item.findall("podcast:alternateEnclosure", NAMESPACES)
    sounds += [(each, _attribute(each, "podcast:source", "uri")) for each in others]
    for each, url in sounds:
        file = path.parent.joinpath(*unquote(url.partition("?")[0]).split("/")[-2:])
        kind = "audio/opus" if file.suffix == ".opus" else "audio/mpeg"
        if each.get("type") != kind:
            yield Finding("feed.type", place, f"The sound has not the type {kind}.", FEED)
        if file.is_file() and each.get("length") != str(file.stat().st_size):
            yield Finding("feed.length", place, f"{file.name} has another length than the feed says.", FEED)
        elif not file.is_file() and (path.parent / shows.NAME).is_file():
            yield Finding("feed.sound", place, f"There is no {line(file.name)}.", FEED)


def _date(item: Element) -> datetime | None:
    text = _text(item, "pubDate")
    try:  # the standard library's parser accepts dates that podcast apps do not: the form is checked first
        return parsedate_to_datetime(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _items(place: str, items: list[Element]) -> Iterator[Finding]:
    guids = [_text(item, "guid") for item in items]
    if len(set(guids)) < len(guids):
        yield Finding("feed.guid", place, "Two episodes have the same <guid>.", FEED)
    dates = [date for date in map(_date, items) if date]
    if any(one < other for one, other in pairwise(dates)):
        yield Finding("feed.order", place, "The episodes are not sorted, newest first.", FEED)


def cover(path: Path) -> Iterator[Finding]:
    """Check a cover: JPEG or PNG, square, 1400 to 3000 pixels, RGB, at most 500 kB."""
    from audionews.publish.render.cover import BYTES, LEAST, SIZE, picture

    try:
        data = own_files.content(path)
        with picture(data, "JPEG", "PNG") as image:
            kind, (width, height), mode = image.format, image.size, image.mode
    except (AbsentError, DamagedError, ValueError):
        yield Finding("cover", str(path), "It is no picture, JPEG or PNG, that can be shown.", FEED)
        return
    if width != height or not LEAST <= width <= SIZE or mode != "RGB":
        what = f"{kind}, {width} × {height}, {mode}; it should be a square JPEG in RGB, {LEAST} to {SIZE} pixels."
        yield Finding("cover.form", str(path), what, FEED)
    if len(data) > BYTES:
        yield Finding("cover.size", str(path), f"It has more than {BYTES} bytes.", FEED)
