"""The story's lines: what its block shows, the lead above it, and what JSON-LD knows of both."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from audionews.model import ArticleLine
from audionews.sources.html_tree import letters
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.live_entries import CLOCK
from audionews.sources.pages.page_lines import STROKES
from audionews.sources.pages.page_prose import HEADINGS
from audionews.sources.pages.page_roles import named_role
from audionews.sources.pages.story_block import NOISE
from audionews.sources.pages.story_lines import story_lines
from audionews.sources.publication_dates import names_year
from audionews.sources.running_text import ENDED, SENTENCE, is_bengali

if TYPE_CHECKING:
    from audionews.sources.pages.page_blocks import Block
    from audionews.sources.pages.page_headline import Headline
    from audionews.sources.pages.page_lines import TextLine
    from audionews.sources.pages.parsed_page import ParsedPage

_MORE = 1.4  # how much longer the body in JSON-LD is where a page shows only a part of it
_LEAST = 30  # letters of a line that can be told from others by them
_AGREED = 0.6  # share of the shown prose that a body must have to be a second opinion on the rest
_SCRAPS = 15  # lines above the headline within the story's block
_SUMMARY = 25  # characters of the shortest summary
_LINKED = 0.3
_LINKS = 0.8  # share of links of a line that is one
_CAPTION = 170  # characters of the longest caption
_STAMP = 90  # characters of a line that tells when the story was published
_DAY = 30  # characters of a day alone
_INITIAL = 2  # characters of an initial in place of a writer's picture
_SOURCE = 4  # words of a paper's or a desk's name
_SOON = 2  # lines below the headline in which an office stands with the day
_OFFICE = re.compile(r"(?:[^\s:ঃ।]+ ){1,4}[0-9০-৯]{1,2} [^\s:ঃ।]+,? [12১২][0-9০-৯]{3}$")
_PARAGRAPH = re.compile(r"(?:^|>)p[^>]*$")
_STROKE = "॥"
_PLAIN = frozenset({"", "list"})
_NAME = 2  # words of a person's name, at least
_CLOSING = 3  # lines at the end of a story in which it says who wrote it


def body_lines(page: ParsedPage, told: str, headline: Headline | None) -> list[ArticleLine]:
    """Return the story's lines, those of other things among them with their roles.

    Args:
        page: the page.
        told: the body that its JSON-LD gives, a paragraph a line; empty where it gives none.
        headline: the page's headline, which is no line of the body.
    """
    shown = _without_stamps(_above(page, headline) + _below(story_lines(page.story), headline))
    shown = _without_captions(page, shown)
    own = letters(headline.text) if headline is not None else ""
    shown = [replace(line, role="navigation") if own and letters(line.text) == own else line for line in shown]
    size = sum(len(line.text) for line in shown if line.role not in NOISE)
    if not is_bengali(told):
        return shown
    if len(told) > _MORE * size:
        return [ArticleLine(line, "p") for line in told.splitlines()]
    return _checked(shown, letters(told))


def _without_stamps(lines: list[ArticleLine]) -> list[ArticleLine]:
    """Return the lines with those over the first sentence marked that tell when it was published, and by whom."""
    first = next((at for at, line in enumerate(lines) if line.role not in NOISE and ENDED.search(line.text)), 0)
    stamps = [_is_stamp(line, first=at < _SOON) for at, line in enumerate(lines[:first])]
    return [
        replace(line, role="date" if stamped else "byline") if stamped or _is_source(lines, at, stamps) else line
        for at, (line, stamped) in enumerate(zip(lines[:first], stamps, strict=True))
    ] + lines[first:]


def _is_stamp(line: ArticleLine, *, first: bool) -> bool:
    """Tell a day with its hour, a day of its own in a list, or right below the headline one behind an office."""
    if line.role not in _PLAIN or len(line.text) > _STAMP or not names_year(line.text):
        return False
    if first and _OFFICE.match(line.text):
        return True
    pieces = [piece for part in STROKES.split(line.text) if (piece := part.strip())]
    days = [piece for piece in pieces if pattern("day").fullmatch(piece)]
    if days and all(piece in days or len(piece.split()) <= _SOURCE for piece in pieces):
        return True
    return CLOCK.search(line.text) is not None or (line.role == "list" and len(line.text) <= _DAY)


def _is_source(lines: list[ArticleLine], at: int, stamps: list[bool]) -> bool:
    """Tell the few words beside a stamp, in its own block: the paper, the desk, the place; and a writer's initial."""
    line = lines[at]
    if line.role in _PLAIN and 0 < len(line.text) <= _INITIAL and any(stamps):
        return True
    beside = [one for one in (at - 1, at + 1) if 0 <= one < len(stamps) and stamps[one]]
    return (
        line.role in _PLAIN
        and len(line.text.split()) <= _SOURCE
        and bool(line.path)
        and any(lines[one].path == line.path for one in beside)
        and not _PARAGRAPH.search(line.path)
    )


def _above(page: ParsedPage, headline: Headline | None) -> list[ArticleLine]:
    """Return what stands between the headline and the story's block and is no menu or box: a summary, the lead.

    A lead need be no sentence (শুরু সোমবার থেকে): what of these lines is a byline is for the cleaner to tell.
    """
    start = page.inside.start
    if headline is None or headline.at is None or headline.at >= start:
        return []
    return [
        ArticleLine(line.text, "p", "", line.link_share, _role_above(block, line))
        for block, line in page.lines[headline.at + 1 : start]
        if line.bengali and line.link_share < _LINKED and not page.is_others(block)
    ]


def _without_captions(page: ParsedPage, lines: list[ArticleLine]) -> list[ArticleLine]:
    """Return the lines with those marked that say what a picture of the page, or a link to one, says as well."""
    said = {" ".join((image.get("alt") or "").split()) for image in page.tree.iter("img")}
    said |= {
        line.text
        for block, line in page.lines
        if line.link_share > _LINKS and (block.pictures or (block.parent is not None and block.parent.pictures))
    }
    return [
        replace(line, role="caption")
        if line.role in _PLAIN and len(line.text) <= _CAPTION and line.text in said
        else line
        for line in lines
    ]


def _role_above(block: Block, line: TextLine) -> str:
    if _is_lead(block, line):
        return "summary"
    return "caption" if _is_pictured(block) else ""


def _is_lead(block: Block, line: TextLine) -> bool:
    """Tell running text, or what is called a summary, with or without a sentence's end."""
    if line.prose and SENTENCE.search(line.text):
        return not (line.text.endswith(_STROKE) and len(line.text.split()) <= _SOURCE)  # a reporter: ঢাকা॥
    names = block.words | (block.parent.words if block.parent is not None else frozenset())
    return len(line.text) > _SUMMARY and named_role(names) == "summary"


def _is_pictured(block: Block) -> bool:
    """Tell the text of a picture: the one that stands with it in a box."""
    box = block if block.pictures or block.parent is None else block.parent
    return box.pictures > 0 and len(list(islice((line for line in box.lines() if line.text), 2))) == 1


def with_author_note(lines: list[ArticleLine], author: str | None) -> list[ArticleLine]:
    """Return the lines with those marked that close the story with who its author is: they begin with the name."""
    if author is None or len(author.split()) < _NAME:
        return lines
    told = [at for at, line in enumerate(lines) if line.text and line.role not in NOISE][-_CLOSING:]
    notes = {at for at in told if lines[at].text.lstrip("*• ").startswith(author) and at > 0}
    return [replace(line, role="author") if at in notes else line for at, line in enumerate(lines)]


def _below(lines: list[ArticleLine], headline: Headline | None) -> list[ArticleLine]:
    """Return the lines below the headline where it stands in the story's block and only scraps stand over it.

    It may end a line that begins with a section, or stand in several.
    """
    if headline is None:
        return lines
    own, whole = letters(headline.text), ""
    for at, line in enumerate(lines[:_SCRAPS]):
        whole += letters(line.text)
        if (whole.endswith(own) and own.endswith(letters(line.text))) or (
            line.tag in HEADINGS and own in letters(line.text)
        ):
            return lines if any(ENDED.search(one.text) for one in lines[:at]) else lines[at + 1 :]
    return lines


def _checked(shown: list[ArticleLine], told: str) -> list[ArticleLine]:
    """Return the lines as a second opinion sees them: what it has is the story's, what follows its end may not be."""
    known = [len(own := letters(line.text)) >= _LEAST and own in told for line in shown]
    prose = [len(line.text) for line in shown if SENTENCE.search(line.text) and line.role not in NOISE]
    agreed = sum(len(line.text) for line, here in zip(shown, known, strict=True) if here)
    if not any(known) or agreed < _AGREED * sum(prose):
        return shown
    last = max(at for at, here in enumerate(known) if here)
    ends = told.endswith(letters(shown[last].text)[-_LEAST:])
    return [
        _weighed(line, here, behind=ends and at > last)
        for at, (line, here) in enumerate(zip(shown, known, strict=True))
    ]


def _weighed(line: ArticleLine, known: bool, *, behind: bool) -> ArticleLine:
    if known and line.role in {"related", "newsletter", "author", "notes", "poll", "advert"} and not line.link_share:
        return replace(line, role="")
    if behind and not known and not line.role:
        return replace(line, role="related?")
    return line
