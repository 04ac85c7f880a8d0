"""What class words, landmarks and aria attributes say a block of a page is: `page_roles.tsv`, read once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TABLE = Path(__file__).with_name("page_roles.tsv")
_NAMES = re.compile(r"[\s,;]+")
_HASH = re.compile(r"__\w*[A-Z0-9]\w*$|^(?:sc|css|jsx?|svelte|_+)-?[\w-]*\d[\w-]*$")
_LONGEST = 100  # characters of a name that a person gave
_CUTS = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})|[^A-Za-z]+")
_UNHEARD = {"screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"}
_UNSHOWN = {"d-none", "hidden", "mw-editsection"}
_SHOWN = re.compile(r"(?:^|[\s-])(?:sm|md|lg|xl|xxl)[:-](?:block|flex|grid|inline|table|contents)")  # from a width on
_LANDMARKS = {"nav": "navigation", "footer": "footer", "aside": "aside", "header": "header", "menu": "navigation"}
_ARIA = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "tablist": "navigation",
    "contentinfo": "footer",
    "banner": "header",
    "complementary": "aside",
    "search": "navigation",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "alert": "dialog",
    "status": "dialog",
}
_AMP = {
    "amp-sidebar": "navigation",
    "amp-ad": "advert",
    "amp-sticky-ad": "advert",
    "amp-embed": "related",
    "amp-carousel": "related",
    "amp-base-carousel": "related",
    "amp-next-page": "related",
    "amp-social-share": "share",
    "amp-user-notification": "dialog",
    "amp-consent": "dialog",
    "amp-subscriptions": "newsletter",
    "amp-lightbox": "dialog",
    "amp-app-banner": "newsletter",
    "figcaption": "caption",
    "caption": "title",
    "cite": "cite",
    "address": "byline",
    "blockquote": "quote",
}
SMALL = frozenset({"caption", "date", "meta", "byline", "share", "tags"})
"""Roles of lines, not of blocks of prose."""


def class_words(element: HtmlElement) -> frozenset[str]:
    """Return the words of an element's class, id, itemprop and aria labels, pairs of neighbours among them."""
    if not element.attrib:
        return frozenset()
    get = element.get
    labels = (get("aria-label") or "", get("aria-labelledby") or "")
    return _words(get("class") or "", get("id") or "", get("itemprop") or "", *labels)


@lru_cache(4096)
def _words(*values: str) -> frozenset[str]:
    found: set[str] = set()
    for name in (name for value in values for name in _NAMES.split(value[:400])):
        words = [word.lower() for word in _CUTS.split(_HASH.sub("", name[:_LONGEST])) if word]
        found.update(words)
        found.update(f"{one}-{two}" for one, two in pairwise(words))
    return frozenset(found)


@lru_cache(4096)
def is_hidden_class(classes: str | None) -> bool:
    """Tell classes that only screen readers see, or no one."""
    if classes is None:
        return False
    names = set(classes.split())
    return bool(names & _UNHEARD) or (bool(names & _UNSHOWN) and not _SHOWN.search(classes))


def is_unheard(classes: str | None) -> bool:
    """Tell classes that only screen readers see."""
    return classes is not None and not _UNHEARD.isdisjoint(classes.split())


def landmark(element: HtmlElement) -> str:
    """Return what an element's tag or aria role says it is; empty where they say nothing."""
    tag = element.tag
    role = (element.get("role") or "").lower()
    return _ARIA.get(role) or _LANDMARKS.get(tag) or _AMP.get(tag) or ""


@lru_cache(4096)
def named_role(words: frozenset[str]) -> str:
    """Return the role that class words name, the first of the table where they name several; empty for none."""
    return min((_roles()[word] for word in words & _roles().keys()), default=(0, ""))[1]


@cache
def _roles() -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(_TABLE.read_text(encoding="utf-8").splitlines()):
        role, tab, words = line.partition("\t")
        if tab and not line.startswith("#"):
            for word in words.split():
                found.setdefault(word, (number, role))
    return found
