"""HTML from bytes to a tree: the charset found and honoured, the size and depth bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audionews.sources.charsets import CONTROLS, MOST_BYTES, decode
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|encoding=["']([\w.-]{1,40})["']""", re.IGNORECASE
)
_MOST_TAGS = 150_000  # opening and closing; twenty times a long page, and a second or two of work
_MOST_ATTRIBUTES = 1000  # of one element: the library's time grows with their square
_LONG_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"';{}()]|\"[^\"]*\"|'[^']*'){800,}")
"""A tag of many attributes: each character in one way only, or the time explodes; what has ; or { is a script."""
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "article",
    "ul",
    "ol",
}
_UNSAID = {"script", "style", "figure", "table", "iframe", "noscript", "svg", "video", "audio", "form", "button"}
_STRAY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_SPACES = re.compile(r"\s+")
_SHORTCODES = re.compile(  # of WordPress, in an export: pictures with their captions, films
    r"\[(caption|embed|gallery|video|audio|playlist|youtube)\b[^\]\n]{0,400}\].{0,2000}?\[/\1\]", re.DOTALL
)
_NO_LETTERS = re.compile(r"[^\w\u0980-\u09ff]+|_+")


def parse(data: bytes, charset: str | None = None) -> HtmlElement:
    """Return the tree of a page.

    Args:
        data: the page.
        charset: the encoding that its server names; it goes before what the page says of itself.

    Raises:
        SourceError: too large, empty, or in no encoding that can be read.
    """
    import lxml.etree
    import lxml.html

    if len(data) > MOST_BYTES:
        raise SourceError(f"It is larger than {MOST_BYTES // 1_000_000} MB.")
    text = decode(data, declared=charset or declared(data), lenient=True)
    if "[/" in text:
        text = _SHORTCODES.sub("", text)
    if text.count("<") > _MOST_TAGS:
        raise SourceError("It has more elements than any story needs.")
    if any(len(_VALUE.sub("=", tag[0]).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise SourceError("It has an element with more attributes than any page needs.")
    # libxml2 cuts off trees deeper than 255 unless asked for huge ones; nothing that walks them here is recursive
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree: HtmlElement = lxml.html.document_fromstring(text.encode(), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise SourceError("It is empty." if not text.strip() else "It is no HTML that can be read.") from error
    return tree


def declared(data: bytes) -> str | None:
    """Return the encoding that a page or an XML document names in its head."""
    found = _CHARSET.search(data[:4096])
    name = (found[1] or found[2]).decode("ascii").lower() if found else None
    return "utf-8" if name and name.startswith(("utf-16", "utf-32")) else name  # or it could not have been read here


def metas(tree: HtmlElement, names: Sequence[str]) -> list[str]:
    """Return the contents of the meta elements so named, in whatever case (by name, property or itemprop), in order."""
    found: dict[str, str] = {}
    known = {name.lower(): name for name in names}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            name = known.get((element.get(key) or "").lower(), "")
            if name and name not in found and (content := words(element.get("content") or "")):
                found[name] = content
    return [found[name] for name in names if name in found]


def meta(tree: HtmlElement, *names: str) -> str | None:
    """Return the content of the first of the named meta elements that has one."""
    return next(iter(metas(tree, names)), None)


def link(tree: HtmlElement, relation: str, media: str | None = None) -> str | None:
    """Return where the first `<link>` of a relation (and media type) leads, as it is written."""
    for element in tree.iter("link"):
        if relation in (element.get("rel") or "").lower().split() and media in {None, element.get("type")}:
            target = (element.get("href") or "").strip()
            if target:
                return target
    return None


def words(text: str) -> str:
    """Return `text` on one line, without the controls and half characters that escapes can smuggle in."""
    return _SPACES.sub(" ", _STRAY.sub("", text.translate(CONTROLS))).strip()


def letters(text: str) -> str:
    """Return `text` without blanks and signs: what two spellings of one sentence have in common."""
    return _NO_LETTERS.sub("", text.casefold())


def _broken(text: str | None) -> str:
    return "\n" + _STRAY.sub("", text or "")


def lines(fragment: str) -> list[str]:
    """Return the text of a piece of HTML, one paragraph or heading a line; what no one reads aloud is left out."""
    if "<" not in fragment and "&" not in fragment:
        return [line for line in map(words, fragment.splitlines()) if line]
    try:
        tree = parse(fragment.encode("utf-8", "ignore"), "utf-8")
    except SourceError:
        return []
    for element in [one for one in tree.iter() if one.tag in _UNSAID]:
        element.drop_tree()
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.text, element.tail = _broken(element.text), _broken(element.tail)
    return [line for line in map(words, tree.text_content().split("\n")) if line]
