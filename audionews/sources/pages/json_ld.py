"""JSON-LD: what a news page says of itself to search engines (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audionews.sources.html_tree import letters, lines, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_STORIES = {
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BackgroundNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "SatiricalArticle",
    "Report",
    "Recipe",
    "BlogPosting",
    "LiveBlogPosting",
}
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
_PICTURES, _FILMS = {"ImageGallery", "MediaGallery"}, {"VideoObject", "VideoGallery"}
_LISTS = {"CollectionPage", "SearchResultsPage", "ProfilePage"}
_MOST_CHARACTERS, _MOST_NODES = 1_000_000, 2_000
_OPENINGS, _CLOSINGS = ("/*", "//", "<!--", "<![CDATA[", "*/"), ("*/", "-->", "]]>", "/*", "//")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_BREAKS = re.compile(r"\n")
_CODE = re.compile(
    r"(?:@|(?<![\w.#-]))[\w.#-]*\{[^{}]{0,300}\}|(?<!\w\.)\b\w+(?:\.\w+)+\((?:[^()]|\([^()]{0,200}\)){0,50}\);?",
    re.ASCII,
)


@dataclass(frozen=True)
class JsonLd:
    """What the page says; None or empty where it says nothing."""

    headline: str | None = None
    """Headline of the story."""
    body: str = ""
    """Its text, one paragraph a line where the page keeps them apart."""
    published: str | None = None
    """Date as written."""
    section: str | None = None
    """Section it stands in."""
    site: str | None = None
    """Name of the publisher."""
    image: str | None = None
    """Address of its picture."""
    author: str | None = None
    """Who wrote it."""
    free: bool = True
    """False where the page says that it is for subscribers."""
    kind: str = ""
    """`story`, `pictures`, `film`, `list`, or nothing."""


@dataclass(frozen=True)
class PageFacts:
    """What a page shows that its JSON-LD can be checked with."""

    addresses: tuple[str, ...] = ()
    """Where it is, by all that name it."""
    titles: tuple[str, ...] = ()
    """Letters of its titles and headings."""
    prose: str = ""
    """Letters of its visible text."""


def json_ld_of(tree: HtmlElement, page: PageFacts | None = None) -> JsonLd:
    """Return what the JSON-LD of a page says of its story; what cannot be read is passed over.

    Of several stories' nodes the one is believed that is about `page`: its address, headline or body agrees. One that
    is about another page is not, even alone. Of list entries none is.
    """
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    stories = [node for node in nodes if _types(node) & _STORIES]
    if stories and (node := _about(stories, page)):
        return _story(node)
    own = nodes if page is None else [node for node in nodes if _agreement(node, page) > 0]
    dates = (_text(node.get(key)) for node in own for key in ("datePublished", "uploadDate"))
    kind = "pictures" if any(_types(node) & _PICTURES for node in own) else ""
    kind = kind or ("film" if any(_types(node) & _FILMS for node in own) else "")
    kind = kind or ("list" if any(_types(node) & _LISTS for node in nodes) else "")
    return JsonLd(kind=kind, published=next(filter(None, dates), None))


def _about(stories: Sequence[dict[str, Any]], page: PageFacts | None) -> dict[str, Any] | None:
    if page is None:
        return stories[0]
    best = max(stories, key=lambda node: _agreement(node, page))
    return best if _agreement(best, page) >= 0 else None


def _agreement(node: dict[str, Any], page: PageFacts) -> int:
    """Weigh what speaks for a node's being about a page, less what speaks against it."""
    weight = 0
    addresses = {_text(node.get(key), "@id", "url") for key in ("url", "mainEntityOfPage", "@id")} - {None}
    paths = {_path(one) for one in addresses if one} - {""}
    own = {_path(one) for one in page.addresses} - {""}
    if paths and own:
        weight += 4 if paths & own else -2
    title = letters(_text(node.get("headline")) or _text(node.get("name")) or "")
    if title and page.titles:
        weight += 3 if any(title in one or one in title for one in page.titles) else -1
    body = letters(_lines(node.get("articleBody"))[:600])[:80]
    if len(body) > 40 and page.prose:
        weight += 4 if body in page.prose else -3
    return weight


def _path(address: str) -> str:
    """Return what of an address tells pages of a site apart."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a broken host
        return address
    path = parts.path.rstrip("/").removesuffix("/amp")
    return f"{path}?{parts.query}" if parts.query else path


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = _unwrapped((script.text or "")[:_MOST_CHARACTERS])
            for attempt in (text, _LAST_COMMA.sub(r"\1", text)):
                try:
                    yield json.loads(attempt, strict=False)
                except (ValueError, RecursionError):
                    continue
                break


def _unwrapped(text: str) -> str:
    """Return a script without the comment signs that hid it from old browsers."""
    text = text.strip()
    for opening in _OPENINGS:
        text = text.removeprefix(opening).lstrip()
    for closing in _CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    return text


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a document from the outside in: itself, lists, graphs and main entities."""
    waiting, count = deque([root]), 0
    while waiting and count < _MOST_NODES:
        one, count = waiting.popleft(), count + 1
        if isinstance(one, list):
            waiting.extend(one[:_MOST_NODES])
        elif isinstance(one, dict):
            yield one
            waiting.extend(one[key] for key in _INNER if key in one)


def _types(node: dict[str, Any]) -> set[str]:
    return {str(one).rpartition("/")[2] for one in _list(node.get("@type"))}


def _story(node: dict[str, Any]) -> JsonLd:
    return JsonLd(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        body=_lines(node.get("articleBody")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        section=_text(node.get("articleSection")),
        site=_text(node.get("publisher")),
        image=_text(node.get("image"), "url", "contentUrl", "@id") or _text(node.get("thumbnailUrl")),
        author=_text(node.get("author")),
        free=str(node.get("isAccessibleForFree", True)).strip().lower() not in {"false", "no", "0"},
        kind="story",
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any, *keys: str) -> str | None:
    """Return the first text in a value: itself, the first of a list, or the name of an object."""
    for one in _list(value)[:5]:
        found = (
            next((one[key] for key in (*keys, "name", "@value") if key in one), None) if isinstance(one, dict) else one
        )
        if isinstance(found, str) and (line := words(html.unescape(html.unescape(found)))):
            return line
    return None


def _lines(value: Any) -> str:
    r"""Return a body as lines; some sites escape it twice, some leave their tags and code in."""
    text = html.unescape(html.unescape(value)) if isinstance(value, str) else ""
    found = lines(_BREAKS.sub("<br>", text)) if "<" in text else map(words, text.splitlines())
    return "\n".join(line for line in (words(_CODE.sub("", line)) for line in found) if line)
