"""Finds the block of a page that holds its story, or the chain of sibling blocks; tells a list of stories from one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.sources.html_tree import letters
from audionews.sources.pages.live_entries import is_live
from audionews.sources.pages.page_blocks import Block, blocks_of
from audionews.sources.pages.page_lines import TextLine
from audionews.sources.pages.page_prose import HEADINGS
from audionews.sources.running_text import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

NOISE = frozenset(
    {"related", "comments", "author", "share", "navigation", "advert", "newsletter", "tags", "embed", "poll", "notes"}
    | {"byline", "date", "meta", "caption", "footer", "dialog", "aside", "older"}
)
"""Roles of blocks that are no part of the story."""
_FLOW = frozenset(
    {"p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table", "figure", "hgroup", *HEADINGS}
)
_MAIN, _CHAIN, _OWN = (
    0.5,
    0.12,
    0.3,
)  # shares of a block's prose: of its main part, of a link of a chain, of its paragraphs
_LIKE = 0.25  # share of the main part's prose from which another part with the same paragraphs is believed to go on
_HEADING = 10  # letters of a heading that can be told by them
_SHARED = 0.15  # share of its words' stems that such a part has in common with the main one
_END = 0.3  # the same for a short part that follows it at once
_ROW = 0.4  # the same for rows and cells, which look alike without belonging together
STORY = 391  # characters of prose; no list that was measured had a longer block


@dataclass(frozen=True)
class StoryBlock:
    """Where the story stands."""

    block: Block
    """The innermost block that holds all of it."""
    left_out: frozenset[int]
    """Identities of the blocks below it that belong to other things."""
    prose: float
    """Characters of its running text."""
    cards: int
    """How many cards of other stories the whole page shows."""
    carded: float = 0.0
    """Characters of prose in those cards."""
    sums: dict[int, float] = field(default_factory=dict, repr=False)


def find_story(root: Block, titles: Sequence[str] = ()) -> StoryBlock:
    """Return the story's block: from the root inwards, as long as one part holds most of the prose.

    Args:
        root: the page.
        titles: what its head calls it; a short story is known by them from what a site says of itself.
    """
    items = list(blocks_of(root))
    sums = _sums(items)
    block, out = root, set[int]()
    headed = _headed(items, {letters(title) for title in titles})
    several = any(block.tag == "h1" and id(block) in headed for block in items)  # the page says which is its own
    while inner := _descent(block, sums, headed, several=several):
        block = inner
    kept = _chain(block, sums) if several else None
    out = {id(part) for part in block.blocks() if kept is not None and id(part) not in kept}
    cards = [item for item in items if item.alike and item.role == "related"]
    prose = sums[id(block)] - sum(sums[key] for key in out)
    return StoryBlock(block, frozenset(out), prose, len(cards), sum(card.prose for card in cards), sums)


def _sums(items: Sequence[Block]) -> dict[int, float]:
    """Return for each block the prose in it that is nothing else's."""
    sums: dict[int, float] = {}
    for block in reversed(items):
        own = sum(item.prose if isinstance(item, TextLine) else sums[id(item)] for item in block.items)
        sums[id(block)] = 0.0 if block.role in NOISE else own
    return sums


def _headed(items: Sequence[Block], titles: set[str]) -> dict[int, str]:
    """Return the blocks that hold a heading of which the page's title speaks, each with that heading."""
    found: dict[int, str] = {}
    for block in items:
        text = " ".join(line.text for line in block.own_lines() if not line.leads_home) if block.tag in HEADINGS else ""
        if len(own := letters(text)) < _HEADING or not any(own in title for title in titles):
            continue
        inner: Block | None = block
        while inner is not None and id(inner) not in found:
            found[id(inner)] = text
            inner = inner.parent
    return found


def _descent(block: Block, sums: dict[int, float], headed: dict[int, str], *, several: bool) -> Block | None:
    """Return the part of `block` that is the story without the rest; None where the rest belongs to it.

    `several`: parts with headlines of their own are several stories.
    """
    total = sums[id(block)]
    parts = [part for part in block.blocks() if part.tag not in _FLOW and sums[id(part)] > 0]
    if not parts:
        inner = [
            part
            for part in block.blocks()
            if sums[id(part)] > 0.9 * total and part.tag in {"table", "ul", "ol", "li", "figure"}
        ]
        return inner[0] if inner and total and any(inner[0].blocks()) else None
    main = max(parts, key=lambda part: sums[id(part)])
    named = next((part for part in parts if id(part) in headed), main)
    most = _MAIN * total <= sums[id(main)] < STORY
    if named is not main and sums[id(named)] > _LIKE * sums[id(main)] and all(map(_has_own_headline, (named, main))):
        return named  # an endless page: the next story is the longer one
    if named is not main and most and _is_told_in(named, headed[id(named)], main):
        return named
    own = total - sum(sums[id(part)] for part in parts)
    if sums[id(main)] < _MAIN * total or own >= _OWN * total:
        return None
    others = [part for part in parts if part is not main]
    return None if any(_goes_on(main, part, sums, several=several) for part in others) else main


def _goes_on(main: Block, other: Block, sums: dict[int, float], *, several: bool) -> bool:
    """Tell whether `other` goes on with the story of `main`: it looks like it, or its paragraphs do."""
    if _has_own_headline(other) and _has_own_headline(main):
        return not several and sums[id(other)] > _LIKE * sums[id(main)]
    share = sums[id(other)] / max(sums[id(main)], 1.0)
    if other.look == main.look:
        return share > (_ROW if other.tag in {"tr", "td", "tbody"} else _CHAIN)
    if is_live(other):
        return True
    if other.controls or not _paragraphs(main) & _paragraphs(other):
        return False
    shared = len(_stems(main) & (own := _stems(other))) / max(len(own), 1)
    return shared > (_SHARED if share > _LIKE else _END) and (share > _LIKE or _is_end(main, other))


def _is_end(main: Block, other: Block) -> bool:
    """Tell whether `other` follows `main` at once, without links or headings: its last paragraph in a block apart."""
    around = list(main.parent.blocks()) if main.parent is not None else []
    behind = [block for block in around[around.index(main) + 1 :] if block.letters] if main in around else []
    plain = not other.links and not any(item.tag in HEADINGS for item in blocks_of(other))
    return behind[:1] == [other] and plain


def _is_told_in(named: Block, headline: str, main: Block) -> bool:
    """Tell whether the prose beside a headline is its story, and that of the page's largest part is not."""
    own = stems(headline)
    return bool(own & _stems(named)) and not _stems(main) & (own | _stems(named))


def _stems(block: Block) -> set[str]:
    return {stem for line in block.lines() if line.prose for stem in stems(line.text)}


def _has_own_headline(block: Block) -> bool:
    return any(item.tag == "h1" for item in blocks_of(block))


def _paragraphs(block: Block) -> set[str]:
    """Return the looks of the paragraphs that hold a block's prose."""
    return {item.look for item in blocks_of(block) if item.tag == "p" and any(line.prose for line in item.own_lines())}


def _chain(block: Block, sums: dict[int, float]) -> set[int] | None:
    """Return the parts that carry the story where some beside them carry others; None where all belong to it."""
    parts = [part for part in block.blocks() if part.tag not in _FLOW]
    with_prose = [part for part in parts if sums[id(part)] > 0]
    if not with_prose:
        return None
    main = max(with_prose, key=lambda part: sums[id(part)])
    headed = [part for part in with_prose if _has_own_headline(part)]
    if len(headed) > 1:  # an endless page: the first story is this page's
        return {id(part) for part in parts if part is headed[0]}
    if sums[id(main)] < _OWN * sums[id(block)]:
        return None
    return None
