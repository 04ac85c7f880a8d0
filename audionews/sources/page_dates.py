"""When a page was published: only where a page states it, else not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audionews.sources.html_tree import meta
from audionews.sources.publication_dates import moment
from audionews.sources.story_block import NOISE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from lxml.html import HtmlElement

    from audionews.sources.page_blocks import Block
    from audionews.sources.page_lines import TextLine

_METAS = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datePublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "DC.date.issued",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "cXenseParse:recs:publishtime",
    "date",
)
_BESIDE = 8  # lines above the headline in which a date may stand
_LONGEST = 120  # characters of a line that tells a date
_UPDATED = re.compile(r"(?:আপডেট|সর্বশেষ|হালনাগাদ|updated?|modified)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9০-৯])(?:[12][0-9]{3}|[১২][০-৯]{3})(?![0-9০-৯])")


def published(
    tree: HtmlElement,
    said: str | None,
    lines: Sequence[tuple[Block, TextLine]],
    headline: int | None,
    first: int,
    zone: tzinfo,
) -> datetime | None:
    """Return when a page says that it was published.

    Args:
        tree: the page.
        said: the date in the JSON-LD of its story.
        lines: its visible lines with their blocks.
        headline: index of the headline's line.
        first: index of the story's first line of prose.
        zone: the time zone of dates that name none.
    """
    for written in (said, *(meta(tree, name) for name in _METAS), *_marked(tree), *_stamped(lines, first)):
        if written and (when := moment(written, zone)):
            return when
    start = headline if headline is not None else first
    for written in _shown(lines, start, first):
        if when := moment(written, zone):
            return when
    return _in_header(tree, lines, start, zone)


def _marked(tree: HtmlElement) -> Iterator[str]:
    """Yield what microdata says."""
    for element in tree.iter():
        if isinstance(element.tag, str) and "datePublished" in (element.get("itemprop") or ""):
            yield element.get("content") or element.get("datetime") or element.text_content()


def _stamped(lines: Sequence[tuple[Block, TextLine]], first: int) -> Iterator[str]:
    """Yield the `<time>` elements above the story, those of the published date first."""
    found = [(block, line) for block, line in lines[: first + 1] if line.stamp and not _is_others(block)]
    yield from (line.stamp for _, line in sorted(found, key=lambda one: _UPDATED.search(one[1].text) is not None))


def _is_others(block: Block) -> bool:
    inner: Block | None = block
    while inner is not None:
        if inner.role in {"related", "comments", "navigation", "footer", "aside", "advert"}:
            return True
        inner = inner.parent
    return False


def _shown(lines: Sequence[tuple[Block, TextLine]], start: int, first: int) -> Iterator[str]:
    """Yield the lines beside the headline that may tell a date: below it, then above it."""
    below = [line for block, line in lines[start : first + 1] if _may_tell(block, line)]
    above = [
        line
        for block, line in reversed(lines[max(0, start - _BESIDE) : start])
        if _may_tell(block, line) and not _is_masthead(block)
    ]
    for line in sorted(below, key=lambda one: _UPDATED.search(one.text) is not None) + above:
        yield line.text


def _may_tell(block: Block, line: TextLine) -> bool:
    return (
        len(line.text) <= _LONGEST
        and not line.prose
        and _YEAR.search(line.text) is not None
        and not (_is_others(block) and block.role not in NOISE - {"related", "comments", "footer"})
    )


def _is_masthead(block: Block) -> bool:
    """Tell the head of the whole page, whose date is today's."""
    inner = block.parent
    while inner is not None:
        if inner.mark in {"header", "navigation"} or inner.words & {
            "header",
            "masthead",
            "topbar",
            "top-bar",
            "navbar",
        }:
            return True
        inner = inner.parent
    return False


def _in_header(tree: HtmlElement, lines: Sequence[tuple[Block, TextLine]], start: int, zone: tzinfo) -> datetime | None:
    """Return the date in the page's head where its title tells the same day: else that is the day of reading."""
    title = moment(tree.findtext(".//title") or "", zone)
    if title is None:
        return None
    for _, line in lines[:start]:
        if len(line.text) <= _LONGEST and (when := moment(line.text, zone)) and when.date() == title.date():
            return when
    return None
