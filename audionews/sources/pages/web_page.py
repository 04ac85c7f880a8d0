"""A web page to an article: the story without what stands around it, or why the page is none.

Blocks first: the visible page is laid out, its blocks get roles, and the one that holds the prose is walked. JSON-LD,
meta elements and the visible page check one another.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audionews.bengali.script.bijoy import looks_like_bijoy, to_unicode
from audionews.bengali.script.sentences import split_sentences
from audionews.model import Article, ArticleLine
from audionews.sources import html_tree
from audionews.sources.broken_letters import BROKEN, without_broken
from audionews.sources.pages.json_ld import JsonLd, json_ld_of
from audionews.sources.pages.page_body import body_lines, with_author_note
from audionews.sources.pages.page_dates import published
from audionews.sources.pages.page_headline import find_headline
from audionews.sources.pages.page_verdict import judge
from audionews.sources.pages.parsed_page import ParsedPage, take_apart
from audionews.sources.pages.story_block import NOISE
from audionews.sources.running_text import is_bengali
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from datetime import tzinfo

    from lxml.html import HtmlElement

_NOWHERE = "http://localhost/"  # where a saved page is, for links without a host
_NUMBER = re.compile(r"(?:/page)?/?[0-9]{0,3}/?$")
_PAGED = re.compile(r"(?:/|[?&](?:page|p|pg|paged)=|page[-/]?)[2-9]\d?/?(?:\?|&|$)")
_BYLINE = 80  # characters of the longest byline


def next_page(tree: HtmlElement, url: str | None) -> str | None:
    """Return the address of the page on which a story goes on: the same one with the next number."""
    links = [one.get("href") for one in tree.iter("link", "a") if "next" in (one.get("rel") or "").lower().split()]
    for written in filter(None, links):
        there, here = web_address(written, url or _NOWHERE), urlsplit(url or written)
        if there is None:
            continue
        parts = urlsplit(there)
        own = (_NUMBER.sub("", here.path), here.netloc or parts.netloc)
        if url is None or (own == (_NUMBER.sub("", parts.path), parts.netloc) and there != url):
            return there if _PAGED.search(f"{parts.path}?{parts.query}") else None
    return None


def read_page(data: bytes, source: str, *, zone: tzinfo, url: str | None = None, charset: str | None = None) -> Article:
    """Return the article on a page.

    Its lines keep what stands in the story's block and belongs to other things, with its role: the cleaner drops it
    and says so. Its text is without that.

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
    page = take_apart(tree, url)
    said = json_ld_of(tree, page.facts)
    site = said.site or html_tree.meta(tree, "og:site_name", "application-name")
    headline = find_headline(tree, page.lines, page.first, page.prose, said.headline, site, zone)
    byline = _byline(page, said, site)
    lines = with_author_note(body_lines(page, said.body, headline), byline)
    title = headline.text if headline else None
    judge(page, said, lines, title)
    lines = [part for line in lines for part in _whole(line)]
    lines, title = _unicode(lines, title)
    text = "\n".join(line.text for line in lines if line.role.rstrip("?") not in NOISE)
    if not is_bengali(text):
        raise SourceError("It has no Bengali text.")
    return Article(
        source=source,
        text=text,
        headline=title,
        published=published(page, said.published, headline.at if headline else None, zone),
        url=_canonical(tree, url),
        site=site,
        section=said.section or html_tree.meta(tree, "article:section", "section"),
        image=_image(tree, said, url),
        lines=tuple(lines),
        byline=byline,
    )


def _whole(line: ArticleLine) -> list[ArticleLine]:
    """Return a line without the sentences that hold a broken letter, and those apart, as no part of the story."""
    if BROKEN not in line.text or line.role.rstrip("?") in NOISE:
        return [line]
    kept, _ = without_broken(line.text)
    broken = [one for one in split_sentences(line.text) if BROKEN in one]
    return [replace(line, text=kept)] * bool(kept) + [ArticleLine(one, role="navigation") for one in broken]


def _unicode(lines: list[ArticleLine], title: str | None) -> tuple[list[ArticleLine], str | None]:
    """Return lines and headline in Unicode where they were typed for Bijoy fonts, else as they are."""
    if not looks_like_bijoy("\n".join(line.text for line in lines)):
        return lines, title
    return [replace(line, text=to_unicode(line.text)) for line in lines], to_unicode(title) if title else None


def _byline(page: ParsedPage, said: JsonLd, site: str | None) -> str | None:
    """Return who wrote a story, where JSON-LD, a meta element or a block of that role says so."""
    shown = (
        line.text
        for block, line in page.lines[max(0, page.first - 15) : page.first]
        if block.role in {"byline", "author"} and not line.prose
    )
    for name in (said.author, html_tree.meta(page.tree, "author", "article:author"), *shown):
        if name and len(name) <= _BYLINE and name != site and "://" not in name:
            return name
    return None


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    """Return the page's lasting address; one on another site is not believed."""
    named = html_tree.link(tree, "canonical") or html_tree.meta(tree, "og:url")
    address = web_address(named, url or "") if named else None
    if address is None or url is None:
        return address or url
    return address if _owner(address) == _owner(url) else url


def _owner(url: str) -> str:
    """Return host and port, without the prefixes of a site's mobile or bare twin."""
    parts = urlsplit(url)
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", parts.netloc.lower())


def _image(tree: HtmlElement, said: JsonLd, url: str | None) -> str | None:
    named = said.image or html_tree.meta(tree, "og:image", "twitter:image")
    return web_address(named, url or "") if named else None
