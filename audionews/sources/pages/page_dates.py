"""When a page was published: only where a page states it, else not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.html_tree import link, meta, metas
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.page_prose import HEADINGS
from audionews.sources.publication_dates import moment, month_first, names_year, stated
from audionews.sources.running_text import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from lxml.html import HtmlElement

    from audionews.sources.pages.page_blocks import Block
    from audionews.sources.pages.page_lines import TextLine
    from audionews.sources.pages.parsed_page import ParsedPage

_METAS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datePublished",
    "rnews:datePublished",
    "og:pubdate",
    "bt:pubDate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_at",
    "publication_date",
    "article.published",
    "article_date_original",
    "article.created",
    "release_date",
    "DC.date.issued",
    "DC.date.created",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "cXenseParse:recs:publishtime",
    "date",
)
_BESIDE = 8  # lines above the headline in which a date may stand
_CLOSING = 3  # lines behind the story in which a date may close it
_ALONE = 40  # characters of such a line, where it does not say what date it is
_LONGEST = 120  # characters of a line that tells a date
_FIRST_YEAR = 1995  # no page is older: 1970-01-01 and 0001-01-01 stand for none
_DAY = LazyPattern(r"/(?P<y>20\d\d)(?P<part>[/-]?)(?P<m>0[1-9]|1[0-2])(?P=part)(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_YEAR = LazyPattern(r"(?<!\d)\d{4}(?!\d)")
_UPDATED = LazyPattern(r"(?:আপডেট|সর্বশেষ|হালনাগাদ|updated?|modified)", re.IGNORECASE)


def published(page: ParsedPage, said: str | None, headline: int | None, zone: tzinfo) -> datetime | None:
    """Return when a page says that it was published.

    Args:
        page: the page.
        said: the date in the JSON-LD of its story.
        headline: index of the headline's line.
        zone: the time zone of dates that name none.
    """
    tree, start = page.tree, headline if headline is not None else page.first
    stated = (said, *metas(tree, _METAS), *_marked(tree), *_stamped(page))
    american = _is_american(page)
    for written in (*stated, *_shown(page, start), *_behind(page)):
        if written and (when := moment(written, zone, american=american)) and when.year >= _FIRST_YEAR:
            return when
    return _in_header(page, start, zone) or _in_address(page, zone)


def _is_american(page: ParsedPage) -> bool:
    """Tell a page that names the month before the day: another date on it says so, else its language."""
    told = month_first(line.text for _, line in page.lines if len(line.text) <= _LONGEST)
    if told is not None:
        return told
    locales = (page.tree.get("lang"), page.tree.get("xml:lang"), meta(page.tree, "og:locale"))
    return any((one or "").replace("_", "-").lower() == "en-us" for one in locales)


def _marked(tree: HtmlElement) -> Iterator[str]:
    """Yield what microdata says."""
    for element in tree.iter():
        if isinstance(element.tag, str) and "datePublished" in (element.get("itemprop") or ""):
            yield element.get("content") or element.get("datetime") or element.text_content()


def _stamped(page: ParsedPage) -> Iterator[str]:
    """Yield the `<time>` elements above the story, those of the published date first."""
    found = [line for block, line in page.lines[: page.first + 1] if line.stamp and not _is_others(block)]
    yield from (line.stamp for line in sorted(found, key=lambda one: _UPDATED.search(one.text) is not None))


def _is_others(block: Block) -> bool:
    inner: Block | None = block
    while inner is not None:
        if inner.role in {"related", "comments", "navigation", "footer", "aside", "advert"}:
            return True
        inner = inner.parent
    return False


def _shown(page: ParsedPage, start: int) -> Iterator[str]:
    """Yield the lines beside the headline that may tell a date: below it, then above it."""
    end = page.first + 1 if page.first >= start else start + _BESIDE  # what was taken for the story may be a ticker
    below = [line for block, line in page.lines[start:end] if _may_tell(block, line)]
    above = [
        line
        for block, line in reversed(page.lines[max(0, start - _BESIDE) : start])
        if _may_tell(block, line) and (_is_called(line.text) or not (_is_masthead(block) or _is_of_reading(line.text)))
    ]
    called = [  # below a summary
        line
        for block, line in page.lines[page.first + 1 : min(start + _BESIDE, page.last)]
        if _may_tell(block, line) and (pattern("published").match(line.text) or block.role in {"date", "meta"})
    ]
    for line in sorted(below, key=_rank) + above + called:
        yield stated(line.text)


def _rank(line: TextLine) -> int:
    """Order lines: what says that it is the day of publishing, a bare date, the day of a change."""
    return 2 if _UPDATED.search(line.text) else 1 - _says(line)


def _behind(page: ParsedPage) -> Iterator[str]:
    """Yield a line right behind the story that is a date and little else, as some papers close with it."""
    for block, line in page.lines[page.last : page.last + 1 + _CLOSING] if page.last >= 0 else ():
        if block.tag in HEADINGS or line.link_share:
            break  # of another story
        if (len(line.text) <= _ALONE or _says(line)) and _may_tell(block, line):
            yield line.text


def _may_tell(block: Block, line: TextLine) -> bool:
    short = len(line.text) <= _LONGEST and (not line.prose or _says(line))
    told = short and names_year(line.text) and not _is_others(block)
    return told and block.role != "caption" and not pattern("pictured").match(line.text)


def _says(line: TextLine) -> bool:
    """Tell a line that says what date it is; a paragraph that began so would be a sentence."""
    return pattern("published").match(line.text) is not None and not ENDED.search(line.text)


def _is_called(text: str) -> bool:
    """Tell a line that has the day of publishing, and says so, behind the day of reading."""
    return stated(text) != text


def _is_of_reading(text: str) -> bool:
    """Tell the day of reading: one in the years of several calendars, of an era by name, or called today."""
    several = len(set(_YEAR.findall(text))) > 1
    return several or pattern("era").search(text) is not None or pattern("today").match(text) is not None


def _is_masthead(block: Block) -> bool:
    """Tell the head of the whole page, whose date is today's."""
    if block.words & {"today", "current-date", "topbar", "top-bar"}:
        return True
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


def _in_header(page: ParsedPage, start: int, zone: tzinfo) -> datetime | None:
    """Return the date in the page's head where its title tells the same day: else that is the day of reading."""
    title = moment(page.tree.findtext(".//title") or "", zone)
    if title is None:
        return None
    for _, line in page.lines[:start]:
        if len(line.text) <= _LONGEST and (when := moment(line.text, zone)) and when.date() == title.date():
            return when
    return None


def _in_address(page: ParsedPage, zone: tzinfo) -> datetime | None:
    """Return the day in the page's own address (/2026/11/21/, /2026-11-21/, /20261121/)."""
    for address in (page.url, link(page.tree, "canonical")):
        if found := _DAY.search((address or "").partition("?")[0]):
            return moment(f"{found['y']}-{found['m']}-{found['d']}", zone)
    return None
