"""Which blocks of a page are cards of other stories, comments, captions, boxes: by their names, shapes and siblings."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.html_tree import letters
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.live_entries import rises
from audionews.sources.pages.page_blocks import Block, blocks_of, walked
from audionews.sources.pages.page_lines import TextLine
from audionews.sources.pages.page_prose import HEADINGS, is_verse
from audionews.sources.pages.page_roles import SMALL, named_role
from audionews.sources.pages.page_shapes import (
    CARD,
    NAME,
    WORDS,
    are_comments,
    asks_for,
    begins_with_title,
    caption_role,
    ends_sentence,
    is_captioned,
    is_card,
    is_covered,
    is_label,
    is_single_card,
)
from audionews.sources.pages.page_titles import parts_of
from audionews.sources.pasted.list_records import is_stamp
from audionews.sources.running_text import DARI, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet


_BUTTONS = 3  # blocks of one look that have buttons each
_LEAD = 40  # characters of running text that stand over, and in, an entry of a story
_NAMED = 2  # words of the name of what is sold, on average
_DIGIT = LazyPattern("[0-9০-৯]")
_PARAGRAPHS = 2  # of a story above the cards of others
_SEVERAL = 3  # cards with a link over each that make a list, whatever they look like
_SHARE = 0.25  # of a page's prose that a card has at least which is the page's own
_AROUND = 3  # boxes around such a link in which its card is looked for


def mark_roles(root: Block, titles: Sequence[str] = ()) -> str:
    """Give every block below `root` its role: by landmark and class words, then cards, then what holds only those.

    Return the page's own heading, longer than a section's name; empty where it has none.

    Args:
        root: the page.
        titles: what its head calls it.
    """
    total = max(root.prose, 1.0)
    items = list(blocks_of(root))
    # a word that the block of most prose has too says nothing on this page ("widget")
    idle = frozenset(word for block in items[1:] if block.prose > 0.5 * total for word in block.words)
    for block in items[1:]:
        _mark_named(block, total, idle)
    headline = _headline(items, titles)
    called, own = (headline, frozenset[int]()) if headline else _own(items, titles, total)
    for block in items:
        _mark_cards(block, total, headline, own)
    _mark_covered(items)
    asking = Counter(block.look for block in items if asks_for(block, total))
    pictured = Counter[str]()
    for block in items:
        pictured[block.look] += int(block.prose) if is_captioned(block) else 0
    for block in items:
        _mark_below_pictures(block)
        told = pictured[block.look] > 0.5 * total  # paragraphs that each have a picture
        if id(block) in own:
            continue
        _mark_shaped(block, total, asks=0 < asking[block.look] < _BUTTONS, told=told)
    looks = {
        block.look: block.role for block in items if block.role in {"related", "comments"} and block.look[-1] != "."
    }
    for block in reversed(items):
        if id(block) in own:
            continue
        if not block.role and block.look in looks and block.prose < 0.4 * total:
            block.role = looks[block.look]
        _bubble(block)
    return called


def _mark_named(block: Block, total: float, idle: frozenset[str]) -> None:
    """Give a block the role that its landmark or its class words name, where it is not the page's main part."""
    named = "" if block.tag in {"main", "article"} else named_role(block.words - idle)
    role = block.mark if block.mark not in {"", "header", "quote", "cite", "title"} else named
    if role in {"summary", "body", ""} or (role != "footer" and block.prose > 0.5 * total):
        return
    if role == "related" and not block.links and block.tag not in {"aside", "amp-carousel"}:
        return  # a teaser without a link is the story's own
    if role not in SMALL or block.prose <= 0.2 * total:
        block.role = role


def _mark_shaped(block: Block, total: float, *, asks: bool, told: bool) -> None:
    """Give a block the role that its shape shows."""
    if block.tag == "figcaption" and block.parent is not None:
        block.role = caption_role(block.parent)
    elif block.role:
        return
    elif block.prose < 0.5 * total and not told and is_captioned(block):
        block.role = "caption"
    elif is_single_card(block, total):
        block.role = "related"
    elif asks and asks_for(block, total):  # paragraphs that each have a button are the story
        block.role = "newsletter"


def _mark_below_pictures(parent: Block) -> None:
    """Mark captions that are paragraphs of their own: words without an end between a picture and running text.

    Running text stands over the picture too, which no gallery has. Bold words there are a heading.
    """
    items = [block for block in parent.blocks() if block.letters or block.pictures]
    for over, picture, block, behind in zip(items, items[1:], items[2:], [*items[3:], None], strict=False):
        if (
            picture.pictures
            and not picture.letters
            and not block.role
            and is_label(block)
            and ends_sentence(over)
            and (behind is None or behind.role or ends_sentence(behind))
        ):
            block.role = "caption"


def _mark_cards(parent: Block, total: float, headline: str, own: AbstractSet[int]) -> None:
    """Mark runs of siblings of one look that are cards of other stories, or comments, but for the page's `own`."""
    for whole in _runs(parent):
        run = [block for block in whole if id(block) not in own]
        if parent.role or (sum(block.prose for block in run) > 0.9 * total and len(run) < 3):
            continue
        cards = [block for block in run if is_card(block) or is_covered(block)]
        if (len(cards) > 1 and len(cards) * 10 >= len(run) * 7) or _are_teasers(run, headline):
            if headline and cards and _are_entries(parent, run, total):
                for block in run:
                    block.role = "entry"
                continue
            for block in run:
                block.role, block.alike = "related", True
        elif are_comments(run, total):
            for block in run:
                block.role, block.alike = "comments", True


def _headline(items: Sequence[Block], titles: Sequence[str]) -> str:
    """Return the page's own heading, longer than a section's name; empty where it has none.

    It is what the page is called, or the one of the first rank that has such, if not several are.
    """
    parts = {letters(part) for title in titles for part in parts_of(title) if len(part.split()) >= WORDS}
    longest = max(map(len, titles), default=0)
    ranked: dict[str, list[str]] = {}
    for block in items:
        for text in _told(block):
            if len(text) <= longest and letters(text) in parts:
                return text
            if block.tag in HEADINGS and not (block.parent and block.parent.leads):  # a picture's, that leads away
                ranked.setdefault(block.tag, []).append(text)
    rank = min(ranked, default="")
    return ranked[rank][0] if rank and len(ranked[rank]) < (_SEVERAL if rank == "h1" else 2) else ""


def _own(items: Sequence[Block], titles: Sequence[str], total: float) -> tuple[str, frozenset[int]]:
    """Return the heading, which leads to itself, of the card that is the page's story, and the card with all around it.

    The page's title says the heading; both are empty where there is none.
    """
    parts = {letters(part) for title in titles for part in parts_of(title) if len(part.split()) >= WORDS}
    best, most, called = list[Block](), _SHARE * total, ""
    for block in items if parts else ():
        lines = block.own_lines() if block.tag in HEADINGS else []
        if text := next((line.text for line in lines if letters(line.text) in parts), ""):
            around = list(_upwards(block))
            told = next((one.prose for one in around[: _AROUND + 1] if one.prose), 0.0)
            if told > most:
                best, most, called = around, told, text
    return called, frozenset(map(id, best))


def _upwards(block: Block) -> Iterator[Block]:
    inner: Block | None = block
    while inner is not None:
        yield inner
        inner = inner.parent


def _told(block: Block) -> Iterator[str]:
    """Yield the lines that stand in a block itself, long as a headline, and lead nowhere."""
    return (line.text for line in block.own_lines() if not line.links and len(line.text.split()) >= WORDS)


def _are_teasers(run: Sequence[Block], headline: str) -> bool:
    """Tell cards that lead nowhere a reader of the page can see, as those that a script opens.

    Each has its day or age, or begins with a headline or what it sells, and has a summary, a picture or its day below.
    """
    if len(run) < _SEVERAL or run[0].tag in {"tr", "p"} or any(block.letters > CARD for block in run):
        return False
    begun = all(map(begins_with_title, run))
    if not begun and (headline or not _stamp(run[0])):
        return False
    told = [[line.text for line in block.lines() if line.text] for block in run]
    words = sum(max((len(text.split()) for text in texts if not DARI.search(text)), default=0) for texts in told)
    stamps = list(map(_stamp, run))
    if headline:
        return words >= WORDS * len(run) and _are_of_others(run, stamps, headline)
    figures = list(map(_has_figure, told))
    if not all(block.prose or block.pictures or any(rest) for block, *rest in zip(run, stamps, figures, strict=True)):
        return False
    sold = words >= _NAMED * len(run) and all(figures) and not _paragraphs_before(run[0])
    titled = words >= WORDS * len(run) or sold or all(block.controls for block in run)
    verse = any(is_verse(block.own_lines()) for one in run for block in blocks_of(one))
    diary = all(texts[0] == stamp for texts, stamp in zip(told, stamps, strict=True)) and rises(stamps[0], stamps[-1])
    return (all(stamps) or (begun and titled)) and not verse and not diary


def _are_of_others(run: Sequence[Block], stamps: Sequence[str], headline: str) -> bool:
    """Tell cards on a page with a headline of its own: they speak of something else, and have their age.

    Below the page's story they may have their day, or be what a script opens.
    """
    own = stems(headline)
    shared = sum(any(own & stems(line.text) for line in block.lines()) for block in run)
    if shared * 3 >= len(run) or not (all(stamps) or all(block.leads for block in run)):
        return False
    return all(map(pattern("aged").search, stamps)) or _paragraphs_before(run[0]) >= _PARAGRAPHS


def _stamp(block: Block) -> str:
    """Return the day or age that stands in an entry; empty where none does."""
    return next((line.text for line in block.lines() if line.text and is_stamp(line.text)), "")


def _has_figure(texts: Sequence[str]) -> bool:
    """Tell an entry that has a price, a telephone, how long it takes or how many saw it, in a line of its own."""
    return any(len(text) < NAME and not DARI.search(text) and _DIGIT.search(text) is not None for text in texts[1:])


def _paragraphs_before(block: Block) -> int:
    """Count the lines of running text that the page has over a block."""
    root = block
    while root.parent is not None:
        root = root.parent
    over = takewhile(lambda item: item is not block, walked(root))
    return sum(isinstance(item, TextLine) and item.prose > 0 for item in over)


def _are_entries(parent: Block, run: Sequence[Block], total: float) -> bool:
    """Tell the entries of a story that counts up things: their headings lead away, but they are told whole.

    Running text stands over them in the same block, and none has a date, a button, or a summary that was cut.
    """
    blocks = list(parent.blocks())
    over = sum(block.prose for block in blocks[: blocks.index(run[0])] if not block.role)
    if over < _LEAD or sum(block.prose for block in run) < 0.5 * total:
        return False
    entries = sum(_is_entry([line for line in block.lines() if line.text]) for block in run)
    return entries * 10 >= len(run) * 7


def _is_entry(lines: Sequence[TextLine]) -> bool:
    prose = [line for line in lines if line.prose]
    others = [line for line in lines if not line.prose]
    return (
        sum(line.prose for line in prose) >= _LEAD
        and not any(line.text.endswith(("...", "…")) for line in prose)
        and sum(line.link_share > 0.8 for line in others) < 2
        and not any(pattern("ago").search(line.text) for line in others if len(line.text) < NAME and not line.links)
    )


def _runs(parent: Block) -> Iterable[list[Block]]:
    run: list[Block] = []
    for block in parent.blocks():
        if not block.letters and not block.pictures:
            continue
        if run and block.look != run[-1].look:
            if len(run) > 1:
                yield run
            run = []
        run.append(block)
    if len(run) > 1:
        yield run


def _mark_covered(items: Sequence[Block]) -> None:
    """Mark cards with a link laid over each, where there are several, whatever they look like."""
    found: dict[int, Block] = {}
    for block in items:
        card: Block | None = block if block.covers == 1 and not any(inner.covers for inner in block.blocks()) else None
        for _ in range(_AROUND):
            if card is not None and not card.letters:
                card = card.parent
        if card is not None and is_covered(card):
            found[id(card)] = card
    for card in found.values() if len(found) >= _SEVERAL else ():
        card.role, card.alike = card.role or "related", True


def _bubble(block: Block) -> None:
    """Give a block the role that all its text but some short lines has."""
    if block.role or not block.letters or block.tag == "body":
        return
    roled = [inner for inner in block.blocks() if inner.role]
    prose = block.prose - sum(inner.prose for inner in roled)
    letters = block.letters - sum(inner.letters for inner in roled)
    if roled and prose <= 0 and letters < 0.4 * block.letters and block.prose + block.links > 0:
        kinds = {inner.role for inner in roled if inner.letters > 0.3 * block.letters}
        block.role = kinds.pop() if len(kinds) == 1 else ""
