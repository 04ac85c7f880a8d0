"""A story over several pages: those that follow the first are fetched from the same site, a few at most."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.sources import html_tree
from audionews.sources.pages.web_page import next_page, read_page
from audionews.sources.web_addresses import web_address
from audionews.support.errors import AudionewsError, SourceError

if TYPE_CHECKING:
    from audionews.model import Article, ArticleLine
    from audionews.sources.source_protocol import Content

_MOST = 6  # pages of one story
_REFRESH = re.compile(r"\s*(\d{1,4})(?:\.\d{0,3})?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']{1,2000})", re.IGNORECASE)
_SOON = 30  # seconds; a page that waits longer is meant to be looked at
_SAME = 0.8  # share of the first page's lines that would make a following page the same one again


def whole_story(content: Content) -> tuple[Article, str]:
    """Return the story of a page with what its next pages add, and one sentence on what of it is missing.

    Raises:
        SourceError: the page has no story.
    """
    article = _read(content)
    page, seen = content, {content.url}
    for _ in range(_MOST - 1):
        address = next_page(html_tree.parse(page.data, page.charset), page.url) if b"next" in page.data else None
        if address is None or address in seen:
            return article, ""
        seen.add(address)
        try:
            if content.url is None:
                raise SourceError("a saved page has no site")
            page = page.fetch(address)
            more = _read(replace(page, source=content.source, zone=content.zone))
        except (AudionewsError, NotImplementedError):
            return article, "The story goes on on further pages, which could not be read."
        if not _goes_on(article, more):
            return article, ""
        lines = (*article.lines, *(line for line in more.lines if line not in article.lines))
        article = replace(article, lines=lines, text=f"{article.text}\n{more.text}")
    return article, f"The story has more than {_MOST} pages; the rest is not read."


def onward(content: Content) -> str | None:
    """Return where a page without a story sends its reader by itself (`<meta http-equiv=refresh>`), else None."""
    if b"refresh" not in content.data.lower():
        return None
    for element in html_tree.parse(content.data, content.charset).iter("meta"):
        asked = (element.get("http-equiv") or "").lower() == "refresh"
        found = _REFRESH.match(element.get("content") or "") if asked else None
        there = web_address(found[2], content.url or "") if found and int(found[1]) <= _SOON else None
        if there and there.partition("#")[0] != (content.url or "").partition("#")[0]:
            return there
    return None


def _read(content: Content) -> Article:
    return read_page(content.data, content.source, zone=content.zone, url=content.url, charset=content.charset)


def _goes_on(article: Article, more: Article) -> bool:
    """Tell whether a following page has the same headline and other lines."""
    title, other = html_tree.letters(article.headline or ""), html_tree.letters(more.headline or "")
    own = _texts(article.lines)
    return (title in other or other in title) and len(own & _texts(more.lines)) < _SAME * len(own)


def _texts(lines: tuple[ArticleLine, ...]) -> set[str]:
    return {line.text for line in lines if line.text}
