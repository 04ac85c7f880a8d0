"""Walks the story's block: what a reader would say of it, line by line, each with what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.model import ArticleLine
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.live_entries import OLDER
from audionews.sources.pages.page_blocks import Block, walked
from audionews.sources.pages.page_lines import TextLine
from audionews.sources.pages.page_prose import HEADINGS, is_verse
from audionews.sources.pages.page_roles import SMALL, named_role
from audionews.sources.pages.page_tables import is_data, spoken_rows
from audionews.sources.pages.story_block import NOISE
from audionews.sources.running_text import ENDED, SENTENCE, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.sources.pages.story_block import StoryBlock

_DASHES = re.compile(r"^[\s\-–—―~•*·]+")
_ENTRIES = 3  # headings of entries, at least
_SHORT = 60  # characters; a longer line behind the last sentence is part of the story
_LINKED = 0.8  # share of links from which a line is nothing but one
_PAGERS = frozenset({"pager", "pagination", "paging", "page-links", "page-numbers", "paginator"})
_INLINE = {*SMALL, "related", "advert", "newsletter"}  # roles that an inline element can give its whole line
_KNOWN = {"meta": "byline", "footer": "navigation", "dialog": "newsletter", "title": "heading"}
_KNOWN |= {"aside": "related?", "entry": ""}  # an entry of a list that is the story
_OTHERS = {"related", "comments", "newsletter", "poll", "advert"}
_TAGS = {"div", "section", "article", "main", "body", "header", "td", "center", "form"}
_ITEM = re.compile(r"- \S|[^:©@]{2,40}[: ] ?[0-9০-৯]{1,4}(?:[/–.-][0-9০-৯]{1,4})?(?: ?\([^)]{1,20}\))?$")  # a score
_LABEL = re.compile(r"(?![0-9০-৯]+[:ঃ])[^\s:।,?!]+(?: [^\s:।,?!]+){0,3} ?[:ঃ] ?\S")  # a name before a colon, no hour


def story_lines(story: StoryBlock) -> list[ArticleLine]:
    """Return the lines of a story in order; what belongs to other things has its role."""
    _inherit(story.block)
    verses = {id(block) for block in walked(story.block) if isinstance(block, Block) and is_verse(block.own_lines())}
    placed = [
        (block, line, role)
        for block, line, role in _placed(story.block, story.left_out)
        if line.text or id(block) in verses
    ]
    lines = [_line(block, line, role, verse=id(block) in verses) for block, line, role in placed]
    last = max((at for at, line in enumerate(lines) if _tells(line, placed[at][1])), default=len(lines) - 1)
    like = {(id(block.parent), block.look) for block, line, _ in placed if line.prose and block.tag == "p"}
    behind = [  # scraps of menus, save paragraphs like those of the story
        line if (id(block.parent), block.look) in like or line.role in NOISE else replace(line, role="navigation")
        for line, (block, _, _) in zip(lines[last + 1 :], placed[last + 1 :], strict=True)
    ]
    return _headed(_entitled(_named(_labelled([*lines[: last + 1], *behind]))))


def _named(lines: list[ArticleLine]) -> list[ArticleLine]:
    """Return the lines with headings in Latin letters alone as headings where several name what the story counts up.

    Each stands right above running text of the story: models of a phone, not the titles of boxes.
    """
    over = [
        at
        for at, (line, below) in enumerate(pairwise(lines))
        if line.tag in HEADINGS and not line.role and not below.role and at and SENTENCE.search(below.text)
    ]
    named = [at for at in over if any(lines[at].tag == lines[other].tag for other in over if other != at)]
    return [replace(line, role="heading") if at in named else line for at, line in enumerate(lines)]


def _entitled(lines: list[ArticleLine]) -> list[ArticleLine]:
    """Return the lines with headings that lead away as headings where those count up what the story is about.

    Several do, and most share words with the text right below them.
    """
    over = [
        at
        for at, (line, below) in enumerate(pairwise(lines))
        if line.role == "related" and line.tag in HEADINGS and not below.role and SENTENCE.search(below.text)
    ]
    told = sum(bool(stems(lines[at].text) & stems(lines[at + 1].text)) for at in over)
    if len(over) < _ENTRIES or 2 * told < len(over):
        return lines
    return [replace(line, role="heading") if at in over else line for at, line in enumerate(lines)]


def _labelled(lines: list[ArticleLine]) -> list[ArticleLine]:
    """Mark lines that begin with labels, speakers of an interview or places of a report, where several do."""
    found = [
        _LABEL.match(line.text) and not (pattern("credited").match(line.text) or pattern("published").match(line.text))
        for line in lines
    ]
    marked = [at for at, line in enumerate(lines) if found[at] and line.role in {"", "list"} and line.link_share < 0.3]
    if len(marked) < 2:
        return lines
    return [replace(line, role="speaker") if at in marked else line for at, line in enumerate(lines)]


def _inherit(root: Block) -> None:
    """Hand roles down."""
    for block in walked(root):
        above = block.parent if isinstance(block, Block) and block is not root else None
        if not isinstance(block, Block) or above is None:
            continue
        if above is not root and above.role in NOISE and above.role != "caption":
            block.role = above.role
        elif block.tag == "figcaption" or above.role == "caption":
            block.role = block.role or above.role
        elif block.tag == "blockquote" or above.role == "quote":
            block.role = block.role or ("cite" if block.tag in {"footer", "cite"} else "quote")


def _placed(root: Block, left_out: frozenset[int]) -> Iterator[tuple[Block, TextLine, str]]:
    """Yield every line with its block and its role, tables as sentences."""
    waiting: list[tuple[Block, Block | TextLine]] = [(root, item) for item in reversed(root.items)]
    behind = ""  # what follows a pager speaks of pages
    while waiting:
        parent, item = waiting.pop()
        if isinstance(item, TextLine):
            yield parent, item, behind or (parent.role if parent is not root else "")
        elif id(item) not in left_out:
            if item.tag == "table" and item.role not in NOISE and is_data(item):
                for row in spoken_rows(item):
                    yield item, TextLine([], row), "table"
            else:
                behind = behind or ("navigation" if item.words & _PAGERS and _remain(waiting) < _SHORT * 3 else "")
                waiting.extend((item, inner) for inner in reversed(item.items))


def _remain(waiting: list[tuple[Block, Block | TextLine]]) -> float:
    """Return how much prose is still to come."""
    return sum(item.prose for _, item in waiting)


def _line(block: Block, line: TextLine, role: str, *, verse: bool) -> ArticleLine:
    text = line.text
    role = _KNOWN.get(role, role) or _own_role(block, line, verse=verse)
    if role == "cite":
        text = _DASHES.sub("", text)
    tag = "p" if block.tag in _TAGS else block.tag
    return ArticleLine(text, tag, _path(block), round(min(line.link_share, 1.0), 2), role)


def _own_role(block: Block, line: TextLine, *, verse: bool) -> str:
    """Return what a line of a block without a role is, by its inline elements, its links, its block's tag.

    `verse` tells that the block's lines are those of a poem.
    """
    named = {named_role(part.words) for part in line.parts if part.text.strip()}
    only = named.pop() if len(named) == 1 else ""
    if only in _INLINE and not line.prose:
        return only
    if line.parts and all("cite" in part.words for part in line.parts):
        return "cite"
    if line.link_share > _LINKED and not ENDED.search(line.text) and len(line.text) > 1:
        return "related"
    if verse:
        return "verse"
    return "heading" if block.tag in HEADINGS and line.bengali else ("list" if block.tag in {"li", "dd", "dt"} else "")


def _path(block: Block) -> str:
    names: list[str] = []
    inner: Block | None = block
    while inner is not None and len(names) < 4:
        names.append(inner.look.rstrip("."))
        inner = inner.parent
    return ">".join(reversed(names))


def _tells(line: ArticleLine, shown: TextLine) -> bool:
    """Tell whether a line is part of the story however it ends."""
    if line.role == OLDER:
        return True  # said to be left out
    if line.role in NOISE or not line.text:
        return False
    if line.role in {"table", "verse", "cite", "quote"} or shown.prose:
        return True
    ends = ENDED.search(line.text) is not None or len(line.text) > _SHORT
    return ends or (line.role == "list" and not line.link_share) or _ITEM.match(line.text) is not None


def _headed(lines: list[ArticleLine]) -> list[ArticleLine]:
    """Give headings that stand over other things, and over nothing of the story, the role of those."""
    found: list[ArticleLine] = []
    below = over = ""  # roles of the next line, and of the next one that is the story's
    for line in reversed(lines):
        is_others = line.role in _OTHERS
        if line.role == "heading" and below in _OTHERS and over in {"", "heading"}:
            found.append(replace(line, role=below))
            continue
        found.append(line)
        if line.text:
            below = line.role if is_others else "story"
            over = over if is_others else (line.role if line.role == "heading" else "story")
    return found[::-1]
