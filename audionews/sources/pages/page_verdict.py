"""Whether a page carries a story; if not, what it is: a list, a gallery, a film, a stub for subscribers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources import html_tree
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.page_lists import is_list
from audionews.sources.pages.page_titles import titles_of
from audionews.sources.pages.story_block import NOISE
from audionews.sources.pasted.pasted_lists import list_reasons
from audionews.sources.pasted.told_lines import is_link
from audionews.sources.running_text import DARI, stems
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import ArticleLine
    from audionews.sources.pages.json_ld import JsonLd
    from audionews.sources.pages.parsed_page import ParsedPage

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_LINE = 20  # characters; shorter lines say nothing of whether there is a story
_LEAST = 40  # characters; less is a caption
_WORDS = 4  # of the shortest headline
_WHOLE = 700  # characters; a subscriber's page with more than that carries its story
_BARE = 100  # letters; a page with fewer waits for its scripts
_ROWS = frozenset({"list", "table"})
_SCANT = 250  # characters of prose on a page of pictures or a film that are no story
_PICTURES = LazyPattern(
    r"/(?:photos?|pictures?|gallery|galleries|photo-?gallery|photostory|web-?stor(?:y|ies))(?:/|$)", re.IGNORECASE
)
_FILM = LazyPattern(r"/(?:videos?|watch|live-?tv|shorts|reels?)(?:/|$)", re.IGNORECASE)
_FRONT = LazyPattern(r"https?://[^/?#]+/?(?:index\.\w+)?", re.IGNORECASE)
_SECTION = LazyPattern(r"/(?:category|tags?|author|search)/|/page/\d+/?$|[?&](?:s|q|cat|tag|author)=", re.IGNORECASE)
_LISTING = frozenset({"archive", "search-results", "blog", "view-category", "path-frontpage", "path-taxonomy"})
"""Classes that WordPress, Joomla and Drupal give the body of a list."""
_STORY = frozenset({"single", "single-post", "view-article", "node-type-article"})
"""The same of a story."""
_WALL = LazyPattern(
    r"(?:পড়তে|পড়ার জন্য|বাকি|সম্পূর্ণ|পুরো).{0,60}(?:সাবস্ক্রাইব|সাবস্ক্রিপশন|গ্রাহক|লগ ?ইন|সদস্য)"
    r"|(?:সাবস্ক্রাইবার|গ্রাহক)\S{0,3} জন্য|subscribe(?:rs)? (?:to (?:read|continue)|only)|to continue reading",
    re.IGNORECASE,
)
_MOST = 80  # lines by which a list is told
_BEHIND = 6  # lines behind the prose in which a wall says what it is


def judge(page: ParsedPage, said: JsonLd, lines: Sequence[ArticleLine], headline: str | None) -> None:
    """Pass a page that carries a story.

    Args:
        page: the page.
        said: what its JSON-LD says.
        lines: the lines of its story.
        headline: its headline, where one was found.

    Raises:
        SourceError: it does not; the sentence says what it is.
    """
    tree, path = page.tree, urlsplit(page.url or "").path
    texts = [line.text for line in lines if line.role.rstrip("?") not in NOISE or is_link(line.text)][:_MOST]
    lines = [line for line in lines if line.role.rstrip("?") not in NOISE]
    prose = sum(len(line.text) for line in lines if len(line.text) > _LINE or line.role in {"verse", *_ROWS})
    kind = (html_tree.meta(tree, "og:type") or "").lower()
    is_article = said.kind == "story" or (kind == "article" and not _is_front(page)) or bool(_classes(page) & _STORY)
    if prose < _SCANT and (said.kind == "pictures" or _PICTURES.search(path)):
        raise SourceError("It is a picture gallery, not a story.")
    if prose < _SCANT and (said.kind == "film" or kind.startswith("video") or _FILM.search(path)):
        raise SourceError("It is a video, not a story.")
    if prose < _WHOLE and _is_missing([*titles_of(tree), headline or ""], lines):
        raise SourceError("It says that there is no such page.")
    claims = not is_article and _claims_list(page, said)
    if (is_list(page, titles_of(tree), is_article=is_article, claims=claims) and len(said.body) < _SCANT) or (
        said.kind != "story" and list_reasons(texts, _evidence(page, lines, headline, is_article, claims))
    ):
        raise SourceError(f"It is a list of stories, not a story.{_feed(page)}")
    shown = html_tree.letters(" ".join(line.text for line in lines))
    whole = bool(said.body) and html_tree.letters(said.body) in shown
    if prose < _WHOLE and ((not said.free and not whole) or _ends_at_wall(page)):
        raise SourceError("It is for subscribers: only its beginning is shown.")
    rows = sum(len(line.text) for line in lines if line.role == "table" or (line.role == "list" and not _tells(line)))
    if prose - (0 if page.heading else rows) < _LEAST:  # rows alone are a list's, where no headline stands over them
        if page.root.links > 0.5 * page.root.letters > 0:
            raise SourceError(f"It is a list of stories, not a story.{_feed(page)}")
        if page.root.letters < _BARE and next(page.tree.iter("script", "iframe", "frame"), None) is not None:
            raise SourceError(
                "It shows its story by scripts or in a frame, which are not read.",
                hint="Save its text, or the page as the browser shows it.",
            )
        raise SourceError("No story was found on it.")


def _is_missing(titles: Sequence[str], lines: Sequence[ArticleLine]) -> bool:
    """Tell the notice that a page is not there, sent as though it were one: its title and its prose both say so."""
    return any(map(pattern("missing").search, titles)) and any(pattern("sought").search(line.text) for line in lines)


def _tells(line: ArticleLine) -> bool:
    return DARI.search(line.text) is not None


def _evidence(
    page: ParsedPage, lines: Sequence[ArticleLine], headline: str | None, is_article: bool, claims: bool
) -> dict[str, float]:
    """Return what of a page besides the words of its story tells a list from one."""
    name = page.heading or (headline if headline and _is_title(page, headline) else "")
    heading, told = stems(name), [line.text for line in lines if _tells(line)][:_MOST]
    return {
        "claimed": float(claims),
        "disclaimed": float(is_article),
        "nameless": float(not name),
        "headlined": sum(bool(heading & stems(text)) for text in told) / max(len(told), 1),
    }


def _is_title(page: ParsedPage, headline: str) -> bool:
    """Tell a headline, longer than a section's name, that the page's head gives as its title."""
    own = html_tree.letters(headline)
    return len(headline.split()) >= _WORDS and any(own in html_tree.letters(one) for one in titles_of(page.tree))


def _claims_list(page: ParsedPage, said: JsonLd) -> bool:
    """Tell what calls itself a section, topic, author or search: by its address, its body's classes, its JSON-LD."""
    tree = page.tree
    addresses = (page.url, html_tree.link(tree, "canonical"), html_tree.meta(tree, "og:url"))
    return (
        said.kind == "list"
        or bool(_classes(page) & _LISTING)
        or any(_SECTION.search(address) for address in addresses if address)
    )


def _classes(page: ParsedPage) -> set[str]:
    """Return the classes of the page's body, by which systems that make pages tell what a page is."""
    body = page.tree.find("body")
    return set((body.get("class") or "").split()) if body is not None else set()


def _is_front(page: ParsedPage) -> bool:
    """Tell a site's front page, of which some say that it is an article."""
    tree = page.tree
    named = (page.url, html_tree.link(tree, "canonical"), html_tree.meta(tree, "og:url"))
    return any(_FRONT.fullmatch(address) for address in named if address)


def _feed(page: ParsedPage) -> str:
    """Return a sentence that names the feed a page offers; empty where it offers none."""
    for media in _FEEDS:
        if feed := html_tree.link(page.tree, "alternate", media):
            return f" Its feed is {web_address(feed, page.url or '') or feed}."
    return ""


def _ends_at_wall(page: ParsedPage) -> bool:
    """Tell whether the prose ends where the page asks for a subscription."""
    behind = [line.text for _, line in page.lines[page.last : page.last + 1 + _BEHIND]]
    return any(
        _WALL.search(text) and not pattern("regularly").search(text) and not pattern("freely").search(text)
        for text in behind
    )
