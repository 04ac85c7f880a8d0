"""A web page to an article: the story without what stands around it, or why the page is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from audionews.bengali.script.bijoy import looks_like_bijoy, to_unicode
from audionews.model import Article
from audionews.sources import html_tree
from audionews.sources.json_ld import JsonLd, json_ld_of
from audionews.sources.publication_dates import moment
from audionews.sources.text import is_bengali
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_LONGEST = 400  # characters; no headline is longer
_LEAST = 40  # characters; less is a caption
_WHOLE = 700  # characters; a film's or a subscriber's page with more than that carries its story
_PICTURES = re.compile(
    r"/(?:photos?|pictures?|gallery|galleries|photo-?gallery|photostory|web-?stor(?:y|ies))(?:/|$)", re.IGNORECASE
)
_FILM = re.compile(r"/(?:videos?|watch|live-?tv|shorts|reels?)(?:/|$)", re.IGNORECASE)
_WALL = (
    "সাবস্ক্রাইব করুন",
    "সাবস্ক্রিপশন নিন",
    "গ্রাহক হন",
    "গ্রাহক হোন",
    "লগ ইন করে পড়ুন",
    "subscribe to read",
    "subscribers only",
)
_ITEM = re.compile(r"- \S|[^:©@]{2,30} [0-9০-৯]{1,3}(?:[/–-][0-9০-৯]{1,2})?(?: ?\([^)]{1,20}\))?$")  # a list's, a score
_SENTENCE = re.compile(r"[।.?!…][\"'”’)]*$")
_SEPARATORS = re.compile(r"\s+[|\-–—:»•]\s+|\s*[|»]\s*|:\s+")


def read_page(data: bytes, source: str, *, zone: tzinfo, url: str | None = None, charset: str | None = None) -> Article:
    """Return the article on a page.

    The page's own JSON-LD is believed first, then its meta elements, then what trafilatura finds. In-body plugs
    stay: they are the cleaner's to judge.

    Args:
        data: the page as it came.
        source: what to call it.
        zone: the time zone of dates that name none.
        url: where it came from, after redirects; None for a saved page.
        charset: the encoding its server names.

    Raises:
        SourceError: it is a gallery, a film, a list, for subscribers, empty, or without Bengali.
    """
    tree = html_tree.parse(data, charset)
    said, found = json_ld_of(tree), _extracted(tree, url)
    site = said.site or html_tree.meta(tree, "og:site_name")
    headline = _headline(tree, said, found, site)
    lines = _body(said, found, headline)
    if looks_like_bijoy("\n".join(lines)):
        lines = to_unicode("\n".join(lines)).split("\n")
        headline = to_unicode(headline) if headline else None
    _judge(tree, said, lines, url)
    return Article(
        source=source,
        text="\n".join(lines),
        headline=headline,
        published=_published(tree, said, found, zone),
        url=_canonical(tree, url),
        site=site,
        section=said.section or html_tree.meta(tree, "article:section", "section"),
        image=_image(tree, said, url),
    )


def _extracted(tree: HtmlElement, url: str | None) -> Document | None:
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=True
        )
    except Exception:  # noqa: BLE001 - what a hostile page makes of a library costs that page alone
        return None
    return found if not isinstance(found, dict) else None


def _body(said: JsonLd, found: Document | None, headline: str | None) -> list[str]:
    """Return the story's lines: the page's own where it keeps paragraphs or the page shows less, else those found."""
    lines = map(html_tree.words, ((found.text if found else "") or "").splitlines())
    shown, told = _trimmed([line for line in lines if line], headline), said.body.splitlines()
    size_shown, size_told = sum(map(len, shown)), sum(map(len, told))
    whole = size_told > 0.7 * size_shown
    return told if (whole and len(told) > 1) or size_told > 1.4 * size_shown else shown


def _trimmed(lines: list[str], headline: str | None) -> list[str]:
    """Return the lines between the headline and the last sentence, where only scraps of menus lie outside."""
    if headline in lines[:15]:
        begin = lines.index(headline)
        if not any(map(_SENTENCE.search, lines[:begin])):
            lines = lines[begin + 1 :]
    ends = [number for number, line in enumerate(lines, 1) if len(line) > 60 or _SENTENCE.search(line)]
    return lines[: _behind_list(lines, ends[-1])] if ends else lines


def _behind_list(lines: list[str], end: int) -> int:
    """Return where a list or a table of scores ends that follows the last sentence, perhaps under a heading."""
    for at, line in enumerate(lines[end:], end):
        if _ITEM.match(line):
            end = at + 1
        elif at > end:
            break
    return end


def _headline(tree: HtmlElement, said: JsonLd, found: Document | None, site: str | None) -> str | None:
    """Return the page's headline without the site's name."""
    if said.headline:
        return _without(said.headline, site)
    titles = [
        html_tree.meta(tree, "og:title", "twitter:title"),
        tree.findtext(".//title"),
        found.title if found else None,
    ]
    title = next((html_tree.words(one) for one in titles if one and one.strip()), "")[:_LONGEST]
    for name in ("h1", "h2"):
        for heading in tree.iter(name):
            text = html_tree.words(heading.text_content())
            if len(text) > 8 and (text in title or (name == "h1" and len(title) > 8 and title in text)):
                return text
    first = (found.text or "").partition("\n")[0] if found else ""
    if first and first == _SEPARATORS.split(title)[0]:
        return first  # what the title adds is the site's name
    return _without(title, site) or None


def _without(title: str, site: str | None) -> str:
    parts = _SEPARATORS.split(title)
    if site and len(parts) > 1 and site in {parts[0], parts[-1]}:
        start = title.index(parts[1]) if parts[0] == site else 0
        end = len(title) if parts[-1] != site else title.rindex(parts[-2]) + len(parts[-2])
        return title[start:end]
    return title


def _judge(tree: HtmlElement, said: JsonLd, lines: list[str], url: str | None) -> None:
    """Pass a page that carries a story.

    Raises:
        SourceError: it does not; the sentence says what it is.
    """
    size, path = sum(map(len, lines)), urlsplit(url or "").path
    pictures = sum(1 for _ in tree.iter("figure"))
    if said.kind == "pictures" or (_PICTURES.search(path) and pictures >= len(lines) / 2):
        raise SourceError("It is a picture gallery, not a story.")
    is_film = said.kind == "film" or (html_tree.meta(tree, "og:type") or "").startswith("video") or _FILM.search(path)
    if is_film and size < _WHOLE:
        raise SourceError("It is a video, not a story.")
    visible = html_tree.words(tree.text_content())[:20_000].lower() if size < _WHOLE else ""
    if size < _WHOLE and (not said.free or any(phrase in visible for phrase in _WALL)):
        raise SourceError("It is for subscribers: only its beginning is shown.")
    if said.kind != "story" and not any("।" in line or _SENTENCE.search(line) for line in lines) and _is_list(tree):
        feed = next(filter(None, (html_tree.link(tree, "alternate", media) for media in _FEEDS)), None)
        where = f" Its feed is {urljoin(url or '', feed)}." if feed else ""
        raise SourceError(f"It is a list of stories, not a story.{where}")
    if size < _LEAST:
        raise SourceError("No story was found on it.")
    if not is_bengali(" ".join(lines)):
        raise SourceError("It has no Bengali text.")


def _is_list(tree: HtmlElement) -> bool:
    linked_text = sum(len(html_tree.words(one.text_content())) for one in tree.iter("a"))
    body = tree.find("body")
    return linked_text > 0.5 * len(html_tree.words(body.text_content() if body is not None else ""))


def _published(tree: HtmlElement, said: JsonLd, found: Document | None, zone: tzinfo) -> datetime | None:
    named = html_tree.meta(tree, "article:published_time", "og:published_time", "datePublished", "pubdate", "date")
    shown = next((one.get("datetime") for one in tree.iter("time") if one.get("datetime")), None)
    for written in (said.published, named, shown, found.date if found else None):
        if written and (when := moment(written, zone)):
            return when
    return None


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    """Return the page's lasting address; one on another site is not believed."""
    named = html_tree.link(tree, "canonical") or html_tree.meta(tree, "og:url")
    address = web_address(urljoin(url or "", named)) if named else None
    if address is None or url is None:
        return address or url
    return address if _owner(address) == _owner(url) else url


def _owner(url: str) -> str:
    """Return host and port, without the prefixes of a site's mobile or bare twin."""
    parts = urlsplit(url)
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", parts.netloc.lower())


def _image(tree: HtmlElement, said: JsonLd, url: str | None) -> str | None:
    named = said.image or html_tree.meta(tree, "og:image", "twitter:image")
    return web_address(urljoin(url or "", named)) if named else None
