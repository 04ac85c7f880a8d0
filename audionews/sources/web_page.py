"""A web page to an article: the story without what stands around it, or why the page is none.

Blocks first: the visible page is laid out, its blocks get roles, and the one that holds the prose is walked. JSON-LD,
meta elements and the visible page check one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from audionews.bengali.script.bijoy import looks_like_bijoy, to_unicode
from audionews.model import Article, ArticleLine
from audionews.sources import html_tree
from audionews.sources.json_ld import JsonLd, PageFacts, json_ld_of
from audionews.sources.page_blocks import Block, visible
from audionews.sources.page_cards import mark_roles
from audionews.sources.page_dates import published
from audionews.sources.page_headline import Headline, find_headline
from audionews.sources.page_prose import ENDED, measure
from audionews.sources.story_block import NOISE, StoryBlock, find_story, is_list
from audionews.sources.story_lines import story_lines
from audionews.sources.text import is_bengali
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from datetime import tzinfo

    from lxml.html import HtmlElement

    from audionews.sources.page_lines import TextLine

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_LINE = 20  # characters; shorter lines say nothing of whether there is a story
_LEAST = 40  # characters; less is a caption
_WHOLE = 700  # characters; a film's or a subscriber's page with more than that carries its story
_SCANT = 250  # characters of prose on a page of pictures or a film that are no story
_PICTURES = re.compile(
    r"/(?:photos?|pictures?|gallery|galleries|photo-?gallery|photostory|web-?stor(?:y|ies))(?:/|$)", re.IGNORECASE
)
_FILM = re.compile(r"/(?:videos?|watch|live-?tv|shorts|reels?)(?:/|$)", re.IGNORECASE)
_WALL = re.compile(
    r"(?:পড়তে|পড়ার জন্য|বাকি|সম্পূর্ণ|পুরো).{0,60}(?:সাবস্ক্রাইব|সাবস্ক্রিপশন|গ্রাহক|লগ ?ইন|সদস্য)"
    r"|(?:সাবস্ক্রাইবার|গ্রাহক)\S{0,3} জন্য|subscribe(?:rs)? (?:to (?:read|continue)|only)|to continue reading",
    re.IGNORECASE,
)
_BEHIND = 6  # lines behind the prose in which a wall says what it is


@dataclass(frozen=True)
class _Page:
    """A page taken apart."""

    tree: HtmlElement
    root: Block
    story: StoryBlock

    @cached_property
    def lines(self) -> list[tuple[Block, TextLine]]:
        """All visible lines that have text, each with its block."""
        found: list[tuple[Block, TextLine]] = []
        waiting: list[tuple[Block, Block | TextLine]] = [(self.root, self.root)]
        while waiting:
            parent, item = waiting.pop()
            if isinstance(item, Block):
                waiting.extend((item, inner) for inner in reversed(item.items))
            elif item.text:
                found.append((parent, item))
        return found

    @cached_property
    def first(self) -> int:
        """Index of the story's first line of prose; of its first line where it has none."""
        inside = {id(line) for line in self.story.block.lines()}
        here = [at for at, (_, line) in enumerate(self.lines) if id(line) in inside]
        return next((at for at in here if self.lines[at][1].prose), here[0] if here else len(self.lines) - 1)


def read_page(data: bytes, source: str, *, zone: tzinfo, url: str | None = None, charset: str | None = None) -> Article:
    """Return the article on a page.

    In-body plugs stay: they are the cleaner's to judge.

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
    page = _taken_apart(tree, url)
    said = json_ld_of(tree, _facts(page, url))
    site = said.site or html_tree.meta(tree, "og:site_name", "application-name")
    headline = find_headline(tree, page.lines, page.first, _text(page.story), said.headline, site, zone)
    lines = _body(page, said, headline)
    _judge(page, said, lines, url)
    title = headline.text if headline else None
    if looks_like_bijoy("\n".join(line.text for line in lines)):
        lines = [ArticleLine(to_unicode(line.text), line.tag, line.path, line.link_share, line.role) for line in lines]
        title = to_unicode(title) if title else None
    if not is_bengali(" ".join(line.text for line in lines)):
        raise SourceError("It has no Bengali text.")
    return Article(
        source=source,
        text="\n".join(line.text for line in lines),
        headline=title,
        published=published(tree, said.published, page.lines, headline.at if headline else None, page.first, zone),
        url=_canonical(tree, url),
        site=site,
        section=said.section or html_tree.meta(tree, "article:section", "section"),
        image=_image(tree, said, url),
        lines=tuple(lines),
    )


def _taken_apart(tree: HtmlElement, url: str | None) -> _Page:
    root = visible(tree, url)
    measure(root)
    mark_roles(root)
    return _Page(tree, root, find_story(root))


def _text(story: StoryBlock) -> str:
    return " ".join(line.text for line in story.block.lines() if line.prose)


def _facts(page: _Page, url: str | None) -> PageFacts:
    """Return what of a page its JSON-LD must agree with."""
    tree = page.tree
    addresses = (url, html_tree.link(tree, "canonical"), html_tree.meta(tree, "og:url"))
    titles = [tree.findtext(".//title"), html_tree.meta(tree, "og:title", "twitter:title")]
    headings = [line.text for block, line in page.lines if block.tag in {"h1", "h2"}]
    known = (html_tree.letters(one) for one in (*titles, *headings[:10]) if one)
    return PageFacts(
        tuple(one for one in addresses if one),
        tuple(one for one in known if one),
        html_tree.letters(" ".join(line.text for _, line in page.lines)),
    )


def _body(page: _Page, said: JsonLd, headline: Headline | None) -> list[ArticleLine]:
    """Return the story's lines: those shown, or what JSON-LD gives where the page shows much less of it."""
    shown = [line for line in story_lines(page.story) if line.role.rstrip("?") not in NOISE]
    shown = _before(page, headline) + _below(shown, headline)
    told = [ArticleLine(line, "p") for line in said.body.splitlines()]
    size_shown = sum(len(line.text) for line in shown if line.role not in NOISE)
    if sum(len(line.text) for line in told) > 1.4 * size_shown:
        return told
    return shown


def _before(page: _Page, headline: Headline | None) -> list[ArticleLine]:
    """Return the prose that stands between the headline and the story's block: a summary, the lead."""
    inside = {id(line) for line in page.story.block.lines()}
    start = next((at for at, (_, line) in enumerate(page.lines) if id(line) in inside), 0)
    if headline is None or headline.at is None or headline.at >= start:
        return []
    found = []
    for block, line in page.lines[headline.at + 1 : start]:
        if line.prose and line.link_share < 0.3 and not _has_role(block, page):
            found.append(ArticleLine(line.text, "p", "", line.link_share, "summary"))
    return found


def _has_role(block: Block, page: _Page) -> bool:
    inner: Block | None = block
    while inner is not None and inner is not page.root:
        if inner.role in NOISE:
            return True
        inner = inner.parent
    return False


def _below(lines: list[ArticleLine], headline: Headline | None) -> list[ArticleLine]:
    """Return the lines below the headline where it stands in the story's block and only scraps stand over it."""
    if headline is None:
        return lines
    own = html_tree.letters(headline.text)
    for at, line in enumerate(lines[:15]):
        if html_tree.letters(line.text) == own:
            return lines if any(ENDED.search(one.text) for one in lines[:at]) else lines[at + 1 :]
    return lines


def _judge(page: _Page, said: JsonLd, lines: list[ArticleLine], url: str | None) -> None:
    """Pass a page that carries a story.

    Raises:
        SourceError: it does not; the sentence says what it is.
    """
    tree, path = page.tree, urlsplit(url or "").path
    prose = sum(len(line.text) for line in lines if len(line.text) > _LINE or line.role in {"verse", "list", "table"})
    kind = (html_tree.meta(tree, "og:type") or "").lower()
    is_article = said.kind == "story" or kind == "article"
    if is_list(page.story, is_article=is_article) and len(said.body) < _SCANT:
        raise SourceError(f"It is a list of stories, not a story.{_feed(tree, url)}")
    if prose < _SCANT and (said.kind == "pictures" or _PICTURES.search(path)):
        raise SourceError("It is a picture gallery, not a story.")
    if prose < _SCANT and (said.kind == "film" or kind.startswith("video") or _FILM.search(path)):
        raise SourceError("It is a video, not a story.")
    if prose < _WHOLE and (not said.free or _ends_at_wall(page)):
        raise SourceError("It is for subscribers: only its beginning is shown.")
    if prose < _LEAST or not any(line.text for line in lines):
        if page.root.links > 0.5 * page.root.letters > 0:
            raise SourceError(f"It is a list of stories, not a story.{_feed(tree, url)}")
        raise SourceError("No story was found on it.")


def _feed(tree: HtmlElement, url: str | None) -> str:
    """Return a sentence that names the feed a page offers; empty where it offers none."""
    for media in _FEEDS:
        if feed := html_tree.link(tree, "alternate", media):
            return f" Its feed is {urljoin(url or '', feed)}."
    return ""


def _ends_at_wall(page: _Page) -> bool:
    """Tell whether the prose ends where the page asks for a subscription."""
    inside = {id(line) for line in page.story.block.lines()}
    last = max((at for at, (_, line) in enumerate(page.lines) if id(line) in inside and line.prose), default=-1)
    return any(_WALL.search(line.text) for _, line in page.lines[last : last + 1 + _BEHIND])


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
