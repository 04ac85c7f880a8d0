"""The story's lines: what its block shows, the lead above it, and what JSON-LD knows of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.model import ArticleLine
from audionews.sources.html_tree import letters
from audionews.sources.page_prose import ENDED, SENTENCE
from audionews.sources.page_roles import named_role
from audionews.sources.story_block import NOISE
from audionews.sources.story_lines import story_lines
from audionews.sources.text import is_bengali

if TYPE_CHECKING:
    from audionews.sources.page_blocks import Block
    from audionews.sources.page_headline import Headline
    from audionews.sources.page_lines import TextLine
    from audionews.sources.parsed_page import ParsedPage

_MORE = 1.4  # how much longer the body in JSON-LD is where a page shows only a part of it
_LEAST = 30  # letters of a line that can be told from others by them
_AGREED = 0.6  # share of the shown prose that a body must have to be a second opinion on the rest
_SCRAPS = 15  # lines above the headline within the story's block
_SUMMARY = 25  # characters of the shortest summary
_LINKED = 0.3


def body_lines(page: ParsedPage, told: str, headline: Headline | None) -> list[ArticleLine]:
    """Return the story's lines, those of other things among them with their roles.

    Args:
        page: the page.
        told: the body that its JSON-LD gives, a paragraph a line; empty where it gives none.
        headline: the page's headline, which is no line of the body.
    """
    shown = _above(page, headline) + _below(story_lines(page.story), headline)
    size = sum(len(line.text) for line in shown if line.role not in NOISE)
    if not is_bengali(told):
        return shown
    if len(told) > _MORE * size:
        return [ArticleLine(line, "p") for line in told.splitlines()]
    return _checked(shown, letters(told))


def _above(page: ParsedPage, headline: Headline | None) -> list[ArticleLine]:
    """Return the prose that stands between the headline and the story's block: a summary, the lead."""
    start = page.inside.start
    if headline is None or headline.at is None or headline.at >= start:
        return []
    return [
        ArticleLine(line.text, "p", "", line.link_share, "summary")
        for block, line in page.lines[headline.at + 1 : start]
        if _is_lead(block, line) and line.link_share < _LINKED and not page.is_others(block)
    ]


def _is_lead(block: Block, line: TextLine) -> bool:
    """Tell running text, or what is called a summary, with or without a sentence's end."""
    if line.prose and SENTENCE.search(line.text):
        return True
    names = block.words | (block.parent.words if block.parent is not None else frozenset())
    return len(line.text) > _SUMMARY and line.bengali and named_role(names) == "summary"


def _below(lines: list[ArticleLine], headline: Headline | None) -> list[ArticleLine]:
    """Return the lines below the headline where it stands in the story's block and only scraps stand over it."""
    if headline is None:
        return lines
    own = letters(headline.text)
    for at, line in enumerate(lines[:_SCRAPS]):
        if letters(line.text) == own:
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
