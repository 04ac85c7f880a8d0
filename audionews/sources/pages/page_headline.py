"""The headline of a page, by score over all that could be it: titles, headings, and the line above the story."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.html_tree import letters, meta, words
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.page_prose import HEADINGS
from audionews.sources.pages.page_titles import LONGEST, SECTION, STROKE, TOPICAL, told_parts, without_site
from audionews.sources.publication_dates import moment
from audionews.sources.running_text import DARI, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from lxml.html import HtmlElement

    from audionews.sources.pages.page_blocks import Block
    from audionews.sources.pages.page_lines import TextLine

_SHORTEST = 4  # characters
_MOST_OF = 0.7  # share of a title that a heading must say to be what the title means
_BYLINE_WORDS = 4
_TOLD = 3  # words of a headline without its topic
_ABOVE = 12  # lines above the story in which its headline may stand
_PAGE = LazyPattern(r"(?:(?<!\s)\s+)?[(\[]\s*(?:পাতা|পৃষ্ঠা|page)\s*[0-9০-৯]+\s*[)\]]\s*$", re.IGNORECASE)
_BY = LazyPattern(r"(?<=[\u0980-\u09ff’”'\"!?]) +by +\S.{0,60}$", re.IGNORECASE)
_BENGALI = LazyPattern("[\u0985-\u09b9\u09dc-\u09e1]")
_TOPIC = LazyPattern(
    r"^[A-Z][^\u0980-\u09ff:|]{2,60}[:|]\s*(?=.*[\u0985-\u09b9])|(?<!\s)\s+\|\s+[A-Z][^\u0980-\u09ff|]{2,60}$"
)
_BOLD = frozenset({"b", "strong"})
_TITLE_WORDS = frozenset({"title", "headline", "heading", "head", "entry-title", "post-title", "article-title"})
_SITE_WORDS = frozenset({"site-title", "site-name", "brand", "logo", "masthead", "navbar-brand", "blog-title"})
_NODE, _META, _TITLE_PART, _WHOLE_TITLE = 3.0, 2.0, 2.0, 1.0
_RANKS = {"h1": 2.0, "h2": 1.0, "h3": 0.5, "h4": 0.25}
_CALLED = 1.0  # no heading, but called one
_NEAREST, _NAMED, _STEMS, _STRANGE, _SITE, _OTHER_SCRIPT = 2.0, 1.0, 4.0, -2.0, -6.0, -8.0
_SUBHEAD = -4.0  # in the story, or of it
_SOLE = 4.0  # the only `h1`, where the page's title is in no heading
_LONGER = -3.0  # a title that says more than the heading that is most of it
_BROKEN = 3  # lines of a headline
_ELSEWHERE = -2.0  # in a menu, in a card of another story
_ENOUGH = 2.0  # the score below which the story's own first line is as good


@dataclass
class _Candidate:
    text: str
    score: float = 0.0
    visible: bool = False
    titled: bool = False
    """A heading shows it, and the page's title says it."""
    main: bool = False
    """An `h1` shows it."""
    places: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Headline:
    """A page's headline."""

    text: str
    """As written."""
    at: int | None
    """Index of the line that shows it, the last one above the story; None where no line does."""


def find_headline(
    tree: HtmlElement,
    lines: Sequence[tuple[Block, TextLine]],
    first: int,
    body: str,
    said: str | None,
    site: str | None,
    zone: tzinfo,
) -> Headline | None:
    """Return the headline.

    Args:
        tree: the page.
        lines: its visible lines with their blocks.
        first: index of the story's first line of prose.
        body: the story's text.
        said: the headline that its JSON-LD gives.
        site: the site's name, where it says so.
        zone: the time zone of dates.
    """
    found: dict[str, _Candidate] = {}
    title = _plain(tree.findtext(".//title") or "")
    sites = {letters(one) for one in (site, *_brands(lines, first)) if one} - {""}
    parts = told_parts(title, sites)
    for text, weight in _named(tree, said, sites):
        _add(found, text, weight)
    if parts:
        _add(found, max(parts, key=len), _TITLE_PART)
    if title and title not in parts:
        _add(found, title, 0.0)
    for at, text, weight in _above(lines, first, zone, letters(title)):
        one = _add(found, text, weight)
        one.titled |= _is_titled(*lines[at], letters(title))
        one.main |= _heading(lines[at][0]) == "h1"
        one.visible, one.text = True, text
        one.places.append(at)
    _weigh(found, title, parts, sites, stems(body))
    best = max(found.values(), key=lambda one: (one.score, one.visible, max(one.places, default=0)), default=None)
    if best is None or best.score < _ENOUGH or (_BENGALI.search(body) and not _BENGALI.search(best.text)):
        text = _pictured(tree, lines, stems(body))
        return Headline(text, None) if text else None
    text = best.text if best.visible else _without_topic(_shortened(best.text, tree))
    placed = found.get(letters(text), best)
    return Headline(text, max(placed.places, default=None))


def _weigh(found: dict[str, _Candidate], title: str, parts: Sequence[str], sites: set[str], story: set[str]) -> None:
    """Add to the candidates what they weigh beside one another, the title, the story."""
    whole = letters(title)
    longest = max((len(key) for key, one in found.items() if one.visible and key in whole), default=0)
    most = _MOST_OF * len(max(map(letters, parts), key=len, default=""))
    parted = {letters(part) for part in parts[1:]} - {letters(part) for part in parts[:1]}
    for key, one in found.items():
        one.titled |= one.visible and len(key) >= TOPICAL and key in parted
    shown = [key for key, one in found.items() if one.titled]
    mains = [one for one in found.values() if one.main]
    bengali = any(_BENGALI.search(one.text) for one in found.values())
    for key, one in found.items():
        if one.visible and (len(key) == longest > most or (one.titled and key in parted)):
            one.score += _TITLE_PART
        if not one.visible and any(own in key and 2 * len(own) > len(key) for own in shown):
            one.score += _LONGER
        if bengali and not _BENGALI.search(one.text):
            one.score += _OTHER_SCRIPT
        one.score += _judged(one, key, whole, sites, story)
        if not shown and mains == [one] and len(one.text.split()) > _TOLD and len(stems(one.text) & story) > 1:
            one.score += _SOLE  # what search engines are told may be another


def _pictured(tree: HtmlElement, lines: Sequence[tuple[Block, TextLine]], story: set[str]) -> str:
    """Return what stands for a picture, of the story and in no line, where the headline itself is a picture."""
    alts = [alt for image in tree.iter("img") if len((alt := _plain(image.get("alt") or "")).split()) > _TOLD]
    shown = {letters(line.text) for _, line in lines} if alts else set()
    own = {alt: stems(alt) for alt in alts if _SHORTEST < len(alt) < LONGEST and letters(alt) not in shown}
    return max((alt for alt in own if own[alt] and 2 * len(own[alt] & story) >= len(own[alt])), key=len, default="")


def _shortened(text: str, tree: HtmlElement) -> str:
    """Return what most of a title that no line shows is called at a picture, without the section behind it."""
    key = letters(text)
    alts = (_plain(image.get("alt") or "") for image in tree.iter("img"))
    return next(
        (alt for alt in alts if (own := letters(alt)) and key.startswith(own) and 2 * len(own) > len(key)), text
    )


def _without_topic(text: str) -> str:
    """Return a title that no line shows without its English topic, which is for search engines (`Water Project: …`)."""
    told = _TOPIC.sub("", text)
    return told if len(told.split()) >= _TOLD and _BENGALI.search(told) else text


def _plain(text: str) -> str:
    import html

    return _BY.sub("", _PAGE.sub("", words(html.unescape(html.unescape(text)))))


def _add(found: dict[str, _Candidate], text: str, weight: float) -> _Candidate:
    one = found.setdefault(letters(text), _Candidate(text))
    one.score += weight
    return one


def _named(tree: HtmlElement, said: str | None, sites: set[str]) -> Iterator[tuple[str, float]]:
    """Yield what JSON-LD and meta elements call the page, without the site's name."""
    metas = {meta(tree, "og:title"), meta(tree, "twitter:title"), meta(tree, "headline", "title", "DC.title")} - {None}
    for text, weight in ((said, _NODE), *((one, _META) for one in metas)):
        if text and len(plain := _plain(text)) <= LONGEST:
            yield without_site(plain, sites), weight


def _brands(lines: Sequence[tuple[Block, TextLine]], first: int) -> Iterator[str]:
    """Yield the names over the page that lead home or are marked as the site's."""
    for block, line in lines[: max(first, 0)]:
        if (
            line.leads_home
            or block.words & _SITE_WORDS
            or (block.parent is not None and block.parent.words & _SITE_WORDS)
        ):
            yield line.text


def _above(
    lines: Sequence[tuple[Block, TextLine]], first: int, zone: tzinfo, title: str
) -> Iterator[tuple[int, str, float]]:
    """Yield the lines above the story that may be its headline, with what their place and markup weigh.

    Where a heading above says what the page's `title` says, a bare line is none, nor is one of a row of headings.
    """
    looks = Counter(block.look for block, _ in lines[first:] if block.tag in HEADINGS)
    titled = any(_is_titled(block, line, title) for block, line in lines[: max(first, 0)])
    nearest = True
    for at in range(min(first, len(lines) - 1), -1, -1):
        block, line = lines[at]
        heading = _heading(block)
        text = _plain(_whole(block, line, title))
        named = bool(block.words & _TITLE_WORDS)
        bold = all(part.words <= _BOLD for part in line.parts)
        if (
            not _SHORTEST < len(text) < LONGEST
            or (line.link_share > 0.8 and not _is_titled(block, line, title))  # a headline may lead to itself
            or (line.prose and (not (heading or bold) or DARI.search(text)))
        ):
            continue
        if not (heading or named) and (first - at > _ABOVE or _is_scrap(text, block, zone)):
            continue
        if heading and _is_scrap(text, block, None if _is_titled(block, line, title) else zone):
            continue  # an almanac or a gazette is called by its day
        near = nearest and (
            heading or named or bold or len(text.split()) > _TOLD
        )  # right above a story stands its author
        weight = (_RANKS[heading] if heading in _RANKS else _CALLED * named) + _NAMED * named + _NEAREST * bool(near)
        weight += _ELSEWHERE * (block.role in {"navigation", "footer", "related", "advert"})
        if titled and letters(text) not in title and (not (heading or named) or looks[block.look]):
            weight += _SUBHEAD
        nearest = False
        yield at, text, weight


def _whole(block: Block, line: TextLine, title: str) -> str:
    """Return what of a heading is the headline: its lines that breaks part, not what only stands in it (a section)."""
    own = [one for one in block.own_lines() if one.text]
    if 1 < len(own) <= _BROKEN:
        looks = {part.words for one in own for part in one.parts}
        alike = len(looks) == 1 and (block.tag in HEADINGS or min(looks) & (_BOLD | _TITLE_WORDS))
        joined = " ".join(one.text for one in own)
        if letters(joined) in title or (alike and not DARI.search(joined)):
            return joined
    last = line.parts[-1].text.strip() if line.parts else ""
    if len(line.parts) > 1 and block.tag in HEADINGS and STROKE.match(last) and len(last.split()) <= SECTION + 1:
        return "".join(part.text for part in line.parts[:-1])
    for at in range(1, len(line.parts)) if block.tag in HEADINGS and letters(line.text) not in title else ():
        rest = "".join(part.text for part in line.parts[at:])
        if len(key := letters(rest)) >= TOPICAL and key in title:
            return rest
    return line.text


def _is_titled(block: Block, line: TextLine, title: str) -> bool:
    own = letters(line.text)
    return block.tag in HEADINGS and len(own) >= TOPICAL and own in title


def _heading(block: Block) -> str:
    inner: Block | None = block
    for _ in range(3):
        if inner is None:
            break
        if inner.tag in HEADINGS:
            return inner.tag
        inner = inner.parent
    return ""


def _is_scrap(text: str, block: Block, zone: tzinfo | None) -> bool:
    """Tell a byline, a caption and, given the time zone of dates, a date."""
    if block.role in {"date", "meta", "byline", "caption", "share", "tags", "author"} or _is_in_caption(block):
        return True
    if len(text.split()) <= _BYLINE_WORDS and pattern("byline").search(text):
        return True
    return zone is not None and len(text) < 80 and moment(text, zone) is not None


def _is_in_caption(block: Block) -> bool:
    inner = block.parent
    for _ in range(3):
        if inner is None or inner.role == "caption":
            break
        inner = inner.parent
    return inner is not None and inner.role == "caption"


def _judged(one: _Candidate, key: str, title: str, sites: set[str], story: set[str]) -> float:
    """Weigh what a candidate says: of the title, of the site, of the story.

    A headline may share no word with its story; one that a heading and the page's title say is believed all the same.
    """
    own = stems(one.text)
    shared = len(own & story)
    weight = _WHOLE_TITLE if key and key in title else 0.0
    if shared:
        weight += _STEMS * shared / len(own)
    elif len(own) > 1 and not one.titled:
        weight += _STRANGE
    if key in sites:
        weight += _SITE
    return weight - (2.0 if len(one.text) < 8 else 0.0)
