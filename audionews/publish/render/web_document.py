"""Make a whole page around its content: the head, our one style and one script, and a policy that allows no others."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.publish.render.labels import Words, packed
from audionews.publish.render.markup import Markup, html
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

ICONS = {192: "icon-192.png", 512: "icon-512.png"}
"""The show's icon by its side in pixels; the files lie beside feed.xml."""
WEB_MANIFEST = "manifest.webmanifest"
PAPER, DARK = "#fffdf9", "#15171a"
"""Colours of the page, light and dark, as `page.css` has them."""


@dataclass(frozen=True)
class PageHead:
    """What a page says of itself in its head."""

    title: str
    """Its title."""
    description: str = ""
    """What it is about, in one line."""
    script: str = ""
    """Its script."""
    root: str = ""
    """The way from the page to the show's folder: empty, or `../`."""
    preview: Sequence[Markup] = ()
    """Elements for those that show a link to it."""
    fetches: bool = False
    """Whether its script fetches files that lie beside it."""


def web_document(words: Words, head: PageHead, body: Markup) -> str:
    """Return a whole HTML document with our style and `head.script`, and a policy that allows nothing but these two."""
    style, root = packed("page.css"), head.root
    inner = [
        html("meta", {"charset": "utf-8"}),
        html("meta", {"http-equiv": "Content-Security-Policy", "content": policy(style, head)}),
        html("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1, viewport-fit=cover"}),
        html("meta", {"name": "color-scheme", "content": "light dark"}),
        html("meta", {"name": "generator", "content": "audionews"}),
        html("meta", {"name": "theme-color", "content": PAPER, "media": "(prefers-color-scheme: light)"}),
        html("meta", {"name": "theme-color", "content": DARK, "media": "(prefers-color-scheme: dark)"}),
        html("meta", {"name": "description", "content": escape.line(head.description)}) if head.description else "",
        html("link", {"rel": "alternate", "type": "application/rss+xml", "href": f"{root}feed.xml"}),
        html("link", {"rel": "icon", "type": "image/png", "href": f"{root}{ICONS[192]}"}),
        html("link", {"rel": "apple-touch-icon", "href": f"{root}{ICONS[192]}"}),
        html("title", None, escape.line(head.title) or words["show"]),
        *head.preview,
        html("style", None, Markup(style)),
    ]
    ending = [html("script", None, Markup(head.script))] if head.script else []
    about = {"lang": words.language, "data-root": root, "data-digits": words["digits"]}
    tree = html("html", about, html("head", None, *inner), html("body", None, body, *ending))
    return f"<!DOCTYPE html>\n{tree}\n"


def policy(style: str, head: PageHead) -> str:
    """Return the Content Security Policy that allows `style` and a page's script by hash (CSP 3, section 6.7.3.3).

    It allows `file:` as well, so that a page opened from disk finds its sound and its cover; `'self'` has no meaning
    there. Web manifest and service worker are the show's own files.
    """
    own = "'self' file:"
    scripts = f"script-src {_hash(head.script)}; " if head.script else ""
    fetched = "connect-src 'self'; " if head.fetches else ""
    return (
        f"default-src 'none'; {scripts}style-src {_hash(style)}; img-src {own}; media-src {own}; {fetched}"
        "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def masthead(title: str, below: Markup, *, language: str | None = None) -> Markup:
    """Return the head of a page: the cover, and beside it the title with `below` under it."""
    cover = html("img", {"src": "cover.jpg", "alt": "", "width": 112, "height": 112, "loading": "lazy"})
    return html("header", None, cover, html("div", None, html("h1", {"lang": language}, title), below))


def colours(words: Words) -> Markup:
    """Return the choice of a light or a dark page, which the browser remembers."""
    options = [html("option", {"value": name}, words[f"theme_{name}"]) for name in ("auto", "light", "dark")]
    return html("label", None, words["theme"], html("select", {"id": "theme", "autocomplete": "off"}, *options))
