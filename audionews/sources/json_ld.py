"""JSON-LD: what a news page says of itself to search engines (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audionews.sources.html_tree import words

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    "BlogPosting",
    "LiveBlogPosting",
}
_PICTURES, _FILMS = {"ImageGallery", "MediaGallery"}, {"VideoObject", "VideoGallery"}
_MOST_CHARACTERS, _MOST_NODES = 1_000_000, 2_000
_OPENINGS, _CLOSINGS = ("/*", "//", "<!--", "<![CDATA[", "*/"), ("*/", "-->", "]]>", "/*", "//")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/h\d|/li)\b[^>]{0,80}>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{1,300}>")


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
    free: bool = True
    """False where the page says that it is for subscribers."""
    kind: str = ""
    """`story`, `pictures`, `film`, or nothing."""


def json_ld_of(tree: HtmlElement) -> JsonLd:
    """Return what the JSON-LD of a page says of its story; what cannot be read is passed over."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    for node in nodes:
        if _types(node) & _STORIES:
            return _story(node)
    if any(_types(node) & _PICTURES for node in nodes):
        return JsonLd(kind="pictures")
    return JsonLd(kind="film" if any(_types(node) & _FILMS for node in nodes) else "")


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
            waiting.extend(
                one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in one
            )


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
    r"""Return a body as lines; some sites escape it twice, some leave their tags in."""
    text = html.unescape(html.unescape(value)) if isinstance(value, str) else ""
    text = _TAGS.sub("", _BREAKS.sub("\n", text)) if "<" in text else text
    return "\n".join(line for line in map(words, text.splitlines()) if line)
