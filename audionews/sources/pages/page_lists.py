"""Lists of stories, told from stories by their cards, headings and the prose beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.sources.html_tree import letters
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.page_blocks import Block, blocks_of
from audionews.sources.pages.page_prose import HEADINGS, is_verse
from audionews.sources.pages.page_shapes import is_card
from audionews.sources.pages.page_titles import parts_of
from audionews.sources.pages.story_block import STORY
from audionews.sources.running_text import DARI, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.sources.pages.page_lines import TextLine
    from audionews.sources.pages.parsed_page import ParsedPage

_LED = 0.8  # share of a heading or line that leads to another page
_DATED = 0.6  # the same of a title with its day
_SCRAP = 120  # characters; less prose beside cards is a line about the page
_CARDS = 3  # of a list
_PAIR = 2  # summaries of a list that has no more
_TOLD = 3  # words of a headline, at least; sections have fewer
_TITLE = 8  # characters of the shortest title in a list
_MOST = 0.7  # share of the paragraphs of a list that stand under links


def is_list(page: ParsedPage, titles: Sequence[str], *, is_article: bool, claims: bool = False) -> bool:
    """Tell a list of stories: cards, and no block of prose of a story's length beside them.

    Args:
        page: the page.
        titles: what its head calls it.
        is_article: whether it calls itself a story.
        claims: whether it calls itself a section, a topic, an author, or what was searched for.
    """
    story = page.story
    if not is_article and (_are_under_links(page) or _are_below_pictures(page)):
        return True
    if story.prose > STORY:
        return not is_article and story.cards >= _CARDS and _is_long_summary(page, titles)
    scrap = story.prose <= _SCRAP
    if not is_article and (
        (claims and not (page.heading or _is_told(page)))
        or (_is_card(story.block, titles) and not _is_told(page))  # a story may open with a link to another
        or _is_index(page)
        or (scrap and _is_under_titles(page))
    ):
        return True
    if story.cards < _CARDS or _is_told(page, short=True) or _has_verse(story.block):
        return False
    if scrap:
        return not is_article or story.prose < _SCRAP / 3
    return not is_article and (story.carded > story.prose or _is_below_cards(page, titles) or _is_of_section(page))


def _is_of_section(page: ParsedPage) -> bool:
    """Tell what a section says of itself: right below its name, nothing but cards behind it."""
    block, name = page.lines[page.first - 1] if page.first > 0 else (page.root, None)
    if name is None or block.tag != "h1" or len(name.text.split()) >= _TOLD or name.link_share > _LED:
        return False
    behind = page.lines[page.last + 1 : page.inside.stop]
    return bool(behind) and all(page.is_others(block) or line.link_share > _LED for block, line in behind)


def _is_long_summary(page: ParsedPage, titles: Sequence[str]) -> bool:
    """Tell a long summary: right below a heading that leads to another page, after which this one is not called.

    It ends with a link to the rest, or stands below the name of the section that the page is called.
    """
    block, line = page.lines[max(page.first - 1, 0)]
    if (
        block.tag not in HEADINGS
        or line.link_share < _LED
        or any(letters(line.text) in letters(title) for title in titles)
    ):
        return False
    behind = [line for _, line in page.lines[page.last + 1 : page.inside.stop]]
    if any(line.link_share > _LED and pattern("details").match(line.text) for line in behind):
        return True
    names = [line for block, line in page.lines[max(page.first - 2, 0) : page.first - 1] if block.tag in HEADINGS]
    return any(
        name.link_share < _LED
        and len(name.text.split()) < _TOLD
        and any(letters(name.text) in letters(title) for title in titles)
        for name in names
    )


def _is_under_titles(page: ParsedPage) -> bool:
    """Tell a line or two that stand below the titles of several other pages, and below no heading of their own."""
    above = page.lines[: page.first]
    titles = [
        line for _, line in above if line.link_share > _DATED and len(line.text.split()) >= _TOLD and line.bengali
    ]
    own = [line for block, line in above if block.tag in HEADINGS and line.link_share < _LED]
    return len(titles) >= _CARDS and not any(len(line.text.split()) >= _TOLD for line in own)


def _has_verse(root: Block) -> bool:
    return any(is_verse(block.own_lines()) for block in blocks_of(root))


def _is_below_cards(page: ParsedPage, titles: Sequence[str]) -> bool:
    """Tell what a section or a shop says of itself below its cards: the page is called by a name, not by a headline."""
    named = all(len(part.split()) < _TOLD for title in titles for part in parts_of(title))
    return named and 2 * sum(_is_in_card(block) for block, _ in page.lines[: page.first]) > len(page.lines)


def _is_in_card(block: Block | None) -> bool:
    while block is not None and block.role != "related":
        block = block.parent
    return block is not None


def _is_told(page: ParsedPage, *, short: bool = False) -> bool:
    """Tell a page whose heading speaks of the prose beside the cards, in more words than a section has.

    `short`: over several paragraphs two words are enough, and any headline.
    """
    prose = [line.text for _, line in _own(page) if line.prose]
    told = stems(" ".join(prose))
    if short and page.heading and len(prose) >= _PAIR:
        return True
    least = _TOLD - 1 if short and len(prose) >= _PAIR else _TOLD
    return any(
        (
            (block.tag == "h1" and not (block.parent and block.parent.leads))
            or line.text == page.heading
            or (block.tag in HEADINGS and letters(line.text) in page.names)
        )
        and line.link_share < _LED
        and len(line.text.split()) >= least
        and not _is_described(line.text, prose[0])
        and stems(line.text) & told
        for block, line in (page.lines[: page.first] if prose else ())
    )


def _is_described(heading: str, prose: str) -> bool:
    """Tell a name, a desk or a topic from a headline: what was looked for, or what the text below it begins with."""
    named = pattern("index").match(heading) or pattern("byline").search(heading)
    return named is not None or letters(prose).startswith(letters(heading))


def _is_card(block: Block, titles: Sequence[str]) -> bool:
    """Tell a block that is a card: its first heading leads to another page, after which this one is not called."""
    heading = next((part for part in blocks_of(block) if part.tag in HEADINGS), None)
    if heading is None or heading.letters < _TITLE:
        return is_card(block)
    own = heading.links <= _LED * heading.letters or (heading.tag == "h1" and _is_named(heading, titles))
    return not own and is_card(block)


def _is_named(heading: Block, titles: Sequence[str]) -> bool:
    own = letters(" ".join(line.text for line in heading.lines()))
    return any(own in letters(title) for title in titles)


def _own(page: ParsedPage) -> list[tuple[Block, TextLine]]:
    """Return the lines of the story's block that are no card's."""
    return [(block, line) for block, line in (page.lines[at] for at in page.inside) if not page.is_others(block)]


def _is_index(page: ParsedPage) -> bool:
    """Tell a page whose heading says what was looked for: `ট্যাগ: খাল`."""
    return any(block.tag in HEADINGS and pattern("index").match(line.text) for block, line in page.lines[: page.first])


def _are_below_pictures(page: ParsedPage) -> bool:
    """Tell captions that each stand with a picture that leads to another page, and no headline over them all."""
    for parent in blocks_of(page.story.block):
        led = [block for block in parent.blocks() if block.leads and block.prose]
        if len(led) >= _CARDS and sum(block.prose for block in led) >= _MOST * page.story.prose:
            return not _is_told(page)
    return False


def _are_under_links(page: ParsedPage) -> bool:
    """Tell a page whose paragraphs each stand under a link to elsewhere, and no headline over them all."""
    under, prose, led = 0, 0, False
    for _, line in page.lines[page.inside.start : page.inside.stop]:
        linked = line.link_share > _LED
        if line.prose or (linked and DARI.search(line.text)):
            prose, under, led = prose + 1, under + (led or linked), False
        elif len(line.text) >= _TITLE and line.bengali and not pattern("aged").search(line.text):
            led = linked
    return (under >= _CARDS or under == prose == _PAIR) and under >= _MOST * prose and not _is_told(page)
