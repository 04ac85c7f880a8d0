"""What the shape of a block says it is: a card of another story, a comment, a picture's text, a box that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.sources.line_kinds import pattern
from audionews.sources.pages.page_blocks import Block, blocks_of
from audionews.sources.pages.page_prose import HEADINGS
from audionews.sources.running_text import DARI, ENDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.sources.pages.page_lines import TextLine

CARD = 900  # characters; a card is a heading, a summary, and what stands around them
_BOX = 300  # characters of a box with buttons
_CAPTION = 170  # characters; a longer text beside a picture is no caption
NAME = 40  # characters of a commenter's name, or of the time
WORDS = 4  # words of the shortest headline; sections have fewer
_BOLD = frozenset({"b", "strong"})
_PARAGRAPHS = frozenset({"p", "div", "center"})
_TITLE = 8  # characters of the shortest heading of a card


def are_comments(run: Sequence[Block], total: float) -> bool:
    """Tell readers' comments: a name, a time, some words, without headings; the entries of a live blog are the page."""
    if sum(block.prose for block in run) > 0.45 * total:
        return False
    return all(_is_comment(block) for block in run)


def _is_comment(block: Block) -> bool:
    lines = [line for line in block.lines() if line.text]
    short = [line for line in lines if len(line.text) < NAME and not line.prose]
    stamped = any(pattern("ago").search(line.text) for line in short)
    headed = any(inner.tag in HEADINGS for inner in blocks_of(block))
    return stamped and len(short) > 1 and not headed and block.tag not in {"tr", "td", "p"} and len(lines) < 12


def is_card(block: Block) -> bool:
    """Tell a card: a heading that leads to another page, and little more; a whole page is none, however short."""
    if block.tag == "body" or (block.letters > CARD and block.tag != "article"):
        return False
    for line in block.lines():
        if len(line.text) >= _TITLE and line.bengali and not _is_path(line):
            if line.link_share > 0.8:
                return block.tag != "tr" or block.prose > 0 or block.pictures > 0
            if line.prose:
                return False
    return False


def _is_path(line: TextLine) -> bool:
    """Tell where in a site a page is: a link home, or several links of few words each, to sections."""
    linked = [part for part in line.parts if part.link]
    return line.leads_home or (len(linked) > 1 and all(len(part.text.split()) < WORDS for part in linked))


def is_covered(block: Block) -> bool:
    """Tell a card with one link laid over all of it: its heading is none, and its first line is no sentence."""
    return block.covers == 1 and begins_with_title(block)


def begins_with_title(block: Block) -> bool:
    """Tell a box that begins with a headline: its first line of some length is no sentence."""
    if block.tag in {"p", "body", *HEADINGS} or block.letters > CARD:
        return False
    first = next((line for line in block.lines() if len(line.text) >= _TITLE and line.bengali), None)
    return first is not None and not DARI.search(first.text)


def caption_role(figure: Block) -> str:
    """Return what the caption of a figure is: who said it, what the table is called, or a picture's."""
    for inner in blocks_of(figure):
        if inner.tag == "blockquote":
            return "cite"
        if inner.tag == "table":
            return "title"
    return "caption"


def is_captioned(block: Block) -> bool:
    """Tell a picture with its text: a few words in no paragraph of their own."""
    if not block.pictures or not block.letters or block.letters > _CAPTION:
        return False
    if block.tag == "figure":
        return caption_role(block) == "caption"
    inner = [item for item in blocks_of(block) if item is not block]
    if any(item.tag in HEADINGS or item.tag in {"blockquote", "li", "table"} for item in inner):
        return False
    if block.tag == "p":
        return not any(ENDED.search(line.text) for line in block.own_lines())
    return not any(item.tag == "p" and item.prose for item in inner)


def is_label(block: Block) -> bool:
    """Tell a paragraph of one short line without a sentence's end (a mark, a verb), a link, or bold letters."""
    lines = block.own_lines()
    if block.tag not in _PARAGRAPHS or len(lines) != 1 or block.letters > _CAPTION:
        return False
    line = lines[0]
    ended = ENDED.search(line.text) or pattern("final").search(line.text)
    return not line.links and not ended and all(part.words.isdisjoint(_BOLD) for part in line.parts)


def ends_sentence(block: Block) -> bool:
    """Tell a paragraph whose last line is running text and ends with a sentence."""
    lines = block.own_lines()
    return bool(lines) and lines[-1].prose > 0 and ENDED.search(lines[-1].text) is not None


def is_single_card(block: Block, total: float) -> bool:
    """Tell a card that stands alone: a heading that leads away, and its summary."""
    if block.tag in {"p", "body", "main", *HEADINGS} or block.prose > 0.3 * total or block.letters > CARD / 2:
        return False
    heading = next((inner for inner in block.blocks() if inner.letters), None)
    if is_covered(block) and not block.prose:
        return True
    return (
        heading is not None
        and heading.tag in HEADINGS - {"h1"}
        and heading.links > 0.8 * heading.letters
        and sum(1 for line in block.lines() if line.text) < 6
    )


def asks_for(block: Block, total: float) -> bool:
    """Tell a box that wants something typed or pressed: a newsletter, a poll, a player."""
    if not block.controls or block.tag in {"p", "body", "main", "article", *HEADINGS}:
        return False
    inner = sum(part.controls for part in block.blocks() if part.letters)
    if any(item.tag == "h1" and item.letters for item in blocks_of(block)):
        return False
    return inner < block.controls and block.letters < _BOX and block.prose < min(0.4 * total, _BOX * 0.7)
