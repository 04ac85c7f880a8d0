"""When a page was published: only where a page states it, else not at all."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.html_tree import letters, link, meta, metas
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.page_lines import STROKES
from audionews.sources.pages.page_prose import HEADINGS
from audionews.sources.publication_dates import moment, month_first, names_year, stated
from audionews.sources.running_text import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lxml.html import HtmlElement

    from audionews.sources.pages.page_blocks import Block
    from audionews.sources.pages.page_lines import TextLine
    from audionews.sources.pages.parsed_page import ParsedPage

_METAS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
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
_SHORT = 60  # characters of a line in a paragraph that ends with a day
_PARTS = 4  # lines of a day in pieces
_ROW = 3  # dates of one look that stand with other stories, or comments
_WORDS = 4  # of the shortest headline
_LINKED, _MENU = 0.8, 2  # share of links of a line that is one; such lines that make a menu
_SAID, _STAMPED, _NAMED, _BELOW, _ABOVE, _NEAR = 4.0, 3.0, 1.0, 3.0, 2.0, 2.0
_CHANGED, _OTHERS, _LISTED, _APART, _STRANGE = 1.0, 4.0, 4.0, 4.0, 9.0
_ENOUGH = 2.0
_LONGEST = 120  # characters of a line that tells a date
_FIRST_YEAR = 1995  # no page is older: 1970-01-01 and 0001-01-01 stand for none
_YEARS_AHEAD = 2  # of this machine's clock
_DAY = LazyPattern(r"/(?P<y>20\d\d)(?P<part>[/-]?)(?P<m>0[1-9]|1[0-2])(?P=part)(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_YEAR = LazyPattern(r"(?<!\d)\d{4}(?!\d)")
_DAY_LAST = LazyPattern(r"(?:[0-9০-৯]{4}|[:.][0-9০-৯]{2}(?:\s?[^\s।]{2,4})?)[^\w।!?]*$")
_MASTHEADS = frozenset({"header", "masthead", "topbar", "top-bar", "navbar"})
_UPDATED = LazyPattern(r"(?:আপডেট|সর্বশেষ|হালনাগাদ|updated?|modified)", re.IGNORECASE)


def published(page: ParsedPage, said: str | None, headline: int | None, zone: tzinfo) -> datetime | None:
    """Return when a page says that it was published.

    Args:
        page: the page.
        said: the date in the JSON-LD of its story.
        headline: index of the headline's line.
        zone: the time zone of dates that name none.
    """
    tree, start = page.tree, page.first if headline is None else _first_place(page, headline)
    american, last = _is_american(page), datetime.now(UTC).year + _YEARS_AHEAD
    for written in chain((said, *metas(tree, _METAS)), _marked(tree), _shown(page, start)):
        if written and (when := moment(written, zone, american=american)) and _FIRST_YEAR <= when.year <= last:
            return when
    return _in_header(page, start, zone) or _in_address(page, zone)


def _first_place(page: ParsedPage, headline: int) -> int:
    """Return where the headline is shown first: some pages repeat it above the story."""
    own = letters(page.lines[headline][1].text)
    near = range(max(0, headline - _BESIDE), headline)
    return next((at for at in near if letters(page.lines[at][1].text) == own), headline)


def _is_american(page: ParsedPage) -> bool:
    """Tell a page that names the month before the day: another date on it says so, else its language."""
    told = month_first(line.text for _, line in page.lines if len(line.text) <= _LONGEST)
    if told is not None:
        return told
    locales = (page.tree.get("lang"), page.tree.get("xml:lang"), meta(page.tree, "og:locale"))
    return any((one or "").replace("_", "-").lower() == "en-us" for one in locales)


def _marked(tree: HtmlElement) -> list[str]:
    """Return what is marked as datePublished; where several days are, that of the largest item first, not of cards."""
    named: list[HtmlElement] = tree.xpath("//*[@itemprop or @property or @name]")
    found = [
        one
        for one in named
        if any("datepublished" in (one.get(key) or "").lower() for key in ("itemprop", "property", "name"))
    ]
    told = {one: one.get("content") or one.get("datetime") or one.text_content() for one in found}
    if len(set(told.values())) > 1:
        found.sort(key=lambda one: -len(_item(one).text_content()))
    return [told[one] for one in found]


def _item(element: HtmlElement) -> HtmlElement:
    return next(
        (one for one in element.iterancestors() if one.get("itemscope") is not None), element.getroottree().getroot()
    )


def _shown(page: ParsedPage, start: int) -> Iterator[str]:
    """Yield the dates that lines show, those first that are likeliest the story's, without those of other things."""
    end = max(page.last, page.first) + _CLOSING
    told = [
        (at, block, line)
        for at, (block, line) in enumerate(page.lines)
        if (at <= end or (len(line.text) <= _LONGEST and _says(line))) and _may_tell(block, line)
    ]
    looks = Counter(_kind(block) for _, block, _ in told)
    found = [(_weight(page, at, start) - _LISTED * (looks[_kind(page.lines[at][0])] >= _ROW), at) for at, *_ in told]
    for _, at in sorted((-weight, at) for weight, at in found if weight >= _ENOUGH):
        yield _written(*page.lines[at])


def _kind(block: Block) -> tuple[str, str]:
    return block.look, block.parent.look if block.parent is not None else ""


def _written(block: Block, line: TextLine) -> str:
    return line.stamp or (stated(line.text) if names_year(line.text) else _badge(block))


def _may_tell(block: Block, line: TextLine) -> bool:
    """Tell a line, no caption and no sentence, that names a day or carries one for machines."""
    if line.stamp:  # of an element without a text it is with the next line, the story's first
        return True
    if len(line.text) > _LONGEST or block.role == "caption" or pattern("pictured").match(line.text):
        return False
    if _badge(block).startswith(line.text):
        return True
    told = not line.prose or _says(line) or (len(line.text) <= _SHORT and _ends_with_day(line.text))
    return told and names_year(line.text) and (_says(line) or not pattern("planned").search(line.text))


def _ends_with_day(text: str) -> bool:
    return any(_DAY_LAST.search(piece) for piece in STROKES.split(text))


def _badge(block: Block) -> str:
    """Return the day that a small block parts into a line each for day, month and year; empty where it is none."""
    box = next((one for one in islice(_upwards(block), 2) if one.role == "date"), None)
    texts = [line.text for line in islice(box.lines(), _PARTS + 1)] if box is not None else []
    whole = " ".join(texts)
    parted = 1 < len(texts) <= _PARTS and not any(names_year(text) for text in texts[:-1]) and len(whole) <= _ALONE
    return whole if parted and names_year(whole) else ""


def _weight(page: ParsedPage, at: int, start: int) -> float:
    """Weigh what speaks for a line's telling the day of the story, less what speaks against it."""
    block, line = page.lines[at]
    says = _says(line)
    changed = _UPDATED.search(line.text) is not None and not pattern("stated").search(line.text)
    weight = _SAID * says + _STAMPED * bool(line.stamp) + _NAMED * (block.role in {"date", "meta"})
    weight -= _CHANGED * changed + _STRANGE * (pattern("printed").match(line.text) is not None)
    end = page.first + 1 if page.first >= start else start + _BESIDE  # what was taken for the story may be a ticker
    if start <= at < end or (end <= at < start + _BESIDE and pattern("changed").match(line.text)):
        weight += _BELOW
    elif at < start:
        beside, named = at >= start - _BESIDE, says or block.role in {"date", "meta"}
        weight += _ABOVE if beside else _NEAR * named
        weight -= _STRANGE * (not says and _is_of_reading(page, at, start))
        weight -= _APART * (not says and names_year(line.text + line.stamp) and _is_apart(page, at, start))
    elif at < start + _BESIDE or page.last < at <= page.last + _CLOSING:
        weight += _NEAR * (says or block.role in {"date", "meta"} or (at > page.last and len(line.text) <= _ALONE))
        weight -= _STRANGE * (at > page.last and block.tag in HEADINGS and not says)
        weight -= _APART * (at > page.last and not says and _is_apart(page, at, start))
    if at > page.last:
        weight -= _CHANGED * changed
    others = _is_others(block, above=at < page.first)
    return weight - (_OTHERS if says else _STRANGE) * others - _STRANGE * _is_anothers(page, block)


def _says(line: TextLine) -> bool:
    """Tell a line that says what date it is; a paragraph that began so would be a sentence."""
    told = pattern("published").match(line.text) or pattern("dated").search(line.text)
    return told is not None and not ENDED.search(line.text)


def _is_others(block: Block, *, above: bool) -> bool:
    """Tell a block of other things; what is called a footer `above` the story is that of its head."""
    roles = {"related", "comments", "navigation", "aside", "advert"} | (set() if above else {"footer"})
    return any(one.role in roles for one in _upwards(block))


def _is_anothers(page: ParsedPage, block: Block) -> bool:
    """Tell a date that stands with a link to another story: one of several words."""
    own = {id(one) for at in (page.first, page.last) for one in _upwards(page.lines[at][0])}
    for around in islice(_upwards(block), 2):
        if id(around) in own:
            break
        if any(part.link and _is_title(part.text) for line in around.lines() for part in line.parts):
            return True
    return False


def _is_title(text: str) -> bool:
    """Tell the words of a link to a story from those to who wrote one."""
    return len(text.split()) >= _WORDS and pattern("byline").search(text) is None


def _upwards(block: Block) -> Iterator[Block]:
    inner: Block | None = block
    while inner is not None:
        yield inner
        inner = inner.parent


def _is_of_reading(page: ParsedPage, at: int, start: int) -> bool:
    """Tell the day of reading: in the years of several calendars, of an era, called today, in the page's head."""
    block, line = page.lines[at]
    several = len(set(_YEAR.findall(line.text))) > 1
    named = pattern("era").search(line.text) or pattern("today").match(line.text)
    return several or named is not None or _is_masthead(block) or _is_over_menu(page, at, start)


def _is_masthead(block: Block) -> bool:
    """Tell the head of the whole page, whose date is today's."""
    if block.words & {"today", "current-date", "topbar", "top-bar"}:
        return True
    return any(
        one.mark in {"header", "navigation"} or one.words & _MASTHEADS for one in _upwards(block) if one is not block
    )


def _is_apart(page: ParsedPage, at: int, start: int) -> bool:
    """Tell a line outside the smallest block that holds the headline and the story.

    The day over a post may stand outside: in a block that is called so, below the site's name.
    """
    block, heading = page.lines[at][0], page.lines[start][0]
    own = {id(one) for one in _upwards(page.lines[page.first][0])}
    box = next((one for one in _upwards(heading) if id(one) in own), page.root)
    if box is page.root or start == page.first or any(one is box for one in _upwards(block)):
        return False
    around = {id(one) for one in _upwards(heading)}
    both = next((one for one in _upwards(block) if id(one) in around), page.root)
    return block.role != "date" or both is page.root or any(line.leads_home for line in both.lines())


def _is_over_menu(page: ParsedPage, at: int, start: int) -> bool:
    """Tell a date with a menu between it and the headline: that of the page's head."""
    return sum(line.link_share > _LINKED for _, line in page.lines[at + 1 : start]) >= _MENU


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
