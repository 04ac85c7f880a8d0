"""What the head of a page calls it, parted into headline, section and the site's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.html_tree import letters, meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 300  # characters of a headline
SECTION = 4  # words of a section's or a site's name
TOPICAL = 12  # letters of a heading that is more than a section's name
STROKE = LazyPattern(r"[|»]+|::+")
"""What parts a name from a headline and never stands in one."""
_NAMES = LazyPattern(r"(?<!\s)\s+[|–—:-]\s|[|»]")
_SEPARATOR = LazyPattern(r"(?<!\s)\s+[|\-–—:»•·~]+\s+|(?:(?<!\s)\s+)?[|»]\s*|:\s+")
"""The same and what may part one: a headline may have a colon of its own."""


def titles_of(tree: HtmlElement) -> list[str]:
    """Return what the head of a page calls it."""
    return [title for title in (tree.findtext(".//title"), meta(tree, "og:title")) if title]


def parts_of(title: str) -> list[str]:
    """Return the names in a title, of page, section and site; a headline with a colon of its own stays whole."""
    return _NAMES.split(title)


def told_parts(title: str, sites: set[str]) -> list[str]:
    """Return the parts of a title that are no site's name; a part with its own colon stays whole too."""
    if len(title) > LONGEST:
        return []
    whole = without_site(title, sites)
    return [whole, *(part for part in _SEPARATOR.split(whole) if part)] if whole else []


def without_site(title: str, sites: set[str]) -> str:
    """Return a title without the names of the site at its ends."""
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            break
        if _is_site(title[cuts[-1].end() :], sites):
            title = title[: cuts[-1].start()].strip()
        elif _is_site(title[: cuts[0].start()], sites):
            title = title[cuts[0].end() :].strip()
        else:
            break
    return _without_section(title)


def _without_section(title: str) -> str:
    """Return a title without the few words that strokes part from it: a section, a site of unknown name."""
    parts = [part.strip() for part in STROKE.split(title) if part.strip()]
    longest = max(parts, key=len, default=title)
    if len(letters(longest)) < TOPICAL or any(len(part.split()) > SECTION for part in parts if part is not longest):
        return title
    return longest


def _is_site(part: str, sites: set[str]) -> bool:
    """Tell the name of the site, or the beginning of its full name."""
    own = letters(part)
    return own in sites or (len(own) >= TOPICAL and any(site.startswith(own) for site in sites))
