"""What holds articles without being one: JSON of an API, web archives, news XML, sitemaps. Read rightly or refused."""

from __future__ import annotations

import json
import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from audionews.model import Article
from audionews.sources.charsets import decode
from audionews.sources.html_tree import lines, words
from audionews.sources.pasted.front_matter import front_matter
from audionews.sources.pasted.text import read_text
from audionews.sources.publication_dates import moment
from audionews.sources.running_text import is_bengali
from audionews.sources.source_protocol import FeedEntry
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lxml.etree import _Element

    from audionews.sources.source_protocol import Content

_BODIES = ("articleBody", "content_html", "content_text", "body", "content", "text", "story", "description")
_TITLES = ("headline", "title", "name", "heading")
_DATES = (
    "datePublished",
    "date_published",
    "published",
    "publishedAt",
    "published_at",
    "pubDate",
    "date",
    "created_at",
)
_MOST, _DEEPEST = 500, 8
_LEAST = 60  # characters; less is a summary
_BLOCKS = {"p", "hl1", "hl2", "hr2", "li", "h1", "h2", "h3", "h4"}
_RENDERED = ("rendered", "value", "text", "html")
_LAST_COMMA = re.compile(r",(\s*[}\]])")


class JsonSource:
    """JSON with an article in it, or several, as APIs and static sites give it."""

    name, schemes = "json", ()
    endings, media = (".json",), ("application/json", "application/ld+json")

    def read(self, content: Content) -> Iterator[Article]:
        """Yield the articles: objects that have a headline and a body in Bengali.

        Raises:
            SourceError: none is there.
        """
        text = decode(content.data, declared=content.charset)
        try:
            root = _root(text)
        except (ValueError, RecursionError) as error:
            if not front_matter(text)[0]:
                raise SourceError("It is JSON that is broken.", hint="Save its article as text.") from error
            yield read_text(text, content.source, zone=content.zone)
            return
        if isinstance(root, dict) and {"schema", "segments", "audio"} <= root.keys():
            raise SourceError("It is the manifest of an episode, not an article.")
        found = [article for node in _objects(root, 0) if (article := _article(node, content))][:_MOST]
        if not found:
            raise SourceError("It is JSON without an article in it.", hint="Save its article as text.")
        yield from found


def _root(text: str) -> Any:
    """Return what JSON says; of JSON Lines, which has an object a line, all of them.

    Raises:
        ValueError: it is neither.
    """
    try:
        return json.loads(_LAST_COMMA.sub(r"\1", text), strict=False)
    except ValueError:
        rows = [row for row in text.splitlines() if row.strip()]
        if len(rows) < 2 or not all(row.strip().startswith("{") for row in rows[:2]):
            raise
        return [json.loads(row, strict=False) for row in rows]


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the outermost objects that have a body."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:_MOST]:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        if _first(value, _BODIES) and _first(value, _TITLES):
            yield value
            return
        for one in value.values():
            yield from _objects(one, depth + 1)


def _first(node: dict[str, Any], keys: tuple[str, ...]) -> str:
    """Return the text of the first of the keys that has one."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, dict):
            value = next((value[one] for one in _RENDERED if isinstance(value.get(one), str)), None)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _article(node: dict[str, Any], content: Content) -> Article | None:
    body = "\n".join(lines(_first(node, _BODIES)))
    if len(body) < _LEAST or not is_bengali(body):
        return None
    title = " ".join(lines(_first(node, _TITLES)))
    return Article(
        source=content.source,
        text=body,
        headline=title or None,
        published=moment(_first(node, _DATES), content.zone),
        url=web_address(_first(node, ("url", "link", "permalink")), content.url or "") or content.url,
        section=_first(node, ("articleSection", "section", "category")) or None,
    )


class WebArchiveSource:
    """Pages saved by a browser with all that they show, in one file."""

    name, schemes = "web-archive", ()
    endings, media = (".mhtml", ".mht"), ("multipart/related", "application/x-mimearchive")

    def read(self, content: Content) -> Iterator[Article]:
        """Yield the story of the page.

        Raises:
            SourceError: it has none; the sentence says what it is.
        """
        from audionews.sources.pages.web_page import read_page

        mail = message_from_bytes(content.data, policy=policy.default)
        page = next((part for part in mail.walk() if part.get_content_type() in _PAGES), None)
        data = page.get_payload(decode=True) if page is not None else None
        if page is None or not isinstance(data, bytes):
            raise SourceError("It is a web archive (MHTML) without a page in it.")
        named = str(page.get("Content-Location") or mail.get("Snapshot-Content-Location") or "")
        charset = page.get_content_charset()
        yield read_page(data, content.source, zone=content.zone, url=web_address(named), charset=charset)


_PAGES = {"text/html", "application/xhtml+xml"}


class XmlSource:
    """News in XML (NITF, NewsML-G2) and sitemaps of news; other XML is refused by name."""

    name, schemes = "xml", ()
    endings, media = (".xml", ".nitf"), ("application/xml", "text/xml")

    def read(self, content: Content) -> Iterator[Article | FeedEntry]:
        """Yield the article, or the entries of a sitemap.

        Raises:
            SourceError: it is XML of another kind.
        """
        root = _parsed(decode(content.data, declared=content.charset))
        kind = _tag(root)
        if kind == "urlset" and (found := list(_sitemap(root, content.zone))):
            yield from found
        elif kind in {"urlset", "sitemapindex"}:
            raise SourceError("It is a sitemap: addresses without stories.", hint="Name the site's feed instead.")
        elif kind in {"nitf", "newsitem", "newsmessage", "newsml"}:
            yield _news(root, content)
        else:
            raise SourceError(f"It is XML of a kind that is not read (<{kind}>).", hint="Save its article as text.")


def _parsed(text: str) -> _Element:
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        root = lxml.etree.fromstring(text.encode(), parser)
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise SourceError("It is XML that is broken.", hint="Save its article as text.")
    return root


def _tag(element: _Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _said(root: _Element, *names: str) -> str:
    """Return the text of the first element of one of the names."""
    for name in names:
        for element in root.iter():
            if _tag(element) == name and (text := words("".join(element.itertext()))):
                return text
    return ""


def _sitemap(root: _Element, zone: tzinfo) -> Iterator[FeedEntry]:
    for url in root:
        address, title = web_address(_said(url, "loc")), _said(url, "title")
        if address and title:
            date = _said(url, "publication_date", "lastmod")
            yield FeedEntry(
                link=address, name=address, title=title, published=moment(date, zone), site=_said(url, "name")
            )


def _news(root: _Element, content: Content) -> Article:
    body = next((one for one in root.iter() if _tag(one) in {"body.content", "body", "inlinexml", "datacontent"}), root)
    inner = next((one for one in body.iter() if _tag(one) == "body.content"), body)
    told = [words("".join(one.itertext())) for one in inner.iter() if _tag(one) in _BLOCKS]
    headline = _said(root, "hl1", "headline", "title")
    text = "\n".join(line for line in told if line and line != headline)
    if not is_bengali(text):
        raise SourceError("It has no Bengali text.")
    stated = [
        one.get("norm") or one.get("date.publication") for one in root.iter() if _tag(one) in {"date.issue", "pubdata"}
    ]
    date = next((one for one in stated if one), "") or _said(root, "versioncreated", "contentcreated", "firstcreated")
    return Article(
        source=content.source,
        text=text,
        headline=headline or None,
        published=moment(date, content.zone),
        url=content.url,
        byline=_said(root, "byline", "by", "creator") or None,
        agency=_said(root, "distributor", "provider") or None,
    )
