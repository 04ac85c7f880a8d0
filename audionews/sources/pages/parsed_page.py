"""A web page taken apart: its tree, its visible lines, the block that holds its story."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from audionews.sources import html_tree
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.json_ld import PageFacts
from audionews.sources.pages.live_entries import mark_older
from audionews.sources.pages.page_blocks import Block, visible
from audionews.sources.pages.page_cards import mark_roles
from audionews.sources.pages.page_prose import measure
from audionews.sources.pages.page_titles import parts_of, titles_of
from audionews.sources.pages.story_block import NOISE, StoryBlock, find_story
from audionews.sources.running_text import SENTENCE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from audionews.sources.pages.page_lines import TextLine

_OVER = 6  # lines without a sentence that may stand over a story in its block
_CAPTION = 200  # characters of the longest caption
_SCANT = 250  # characters of prose; a page that shows less may hide its story
_SCRAP = 40  # characters of prose that are no beginning
_FOLDED, _UNSEEN = 200, 100  # characters of a story of which a page shows the beginning, and nothing


@dataclass(frozen=True)
class ParsedPage:
    """A page taken apart."""

    tree: HtmlElement
    root: Block
    story: StoryBlock
    url: str | None = None
    """Where it came from; None for a saved page."""
    heading: str = ""
    """Its own heading, longer than a section's name; empty where it has none."""

    @cached_property
    def lines(self) -> list[tuple[Block, TextLine]]:
        """All visible lines that have text, each with its block."""
        found: list[tuple[Block, TextLine]] = []
        waiting: list[tuple[Block, Block | TextLine]] = [(self.root, self.root)]
        while waiting:
            parent, item = waiting.pop()
            if isinstance(item, Block):
                waiting.extend((item, inner) for inner in reversed(item.items))
            elif item.text:
                found.append((parent, item))
        return found

    @cached_property
    def inside(self) -> range:
        """Indices of the lines that stand in the story's block."""
        own = {id(line) for line in self.story.block.lines()}
        here = [at for at, (_, line) in enumerate(self.lines) if id(line) in own]
        return range(here[0], here[-1] + 1) if here else range(len(self.lines), len(self.lines))

    @cached_property
    def first(self) -> int:
        """Index of the story's first line of prose; of its first line where it has none.

        A sentence close behind tells that what has none, or ends with a picture's credit, stands over the story.
        """
        told = [at for at in self.inside if self.lines[at][1].prose]
        if not told:
            return self.inside.start if self.inside else len(self.lines) - 1
        near = (at for at in told if at - told[0] <= _OVER and _is_sentence(self.lines[at][1].text))
        return next(near, told[0])

    @cached_property
    def last(self) -> int:
        """Index of the story's last line of prose, -1 where it has none."""
        return max((at for at in self.inside if self.lines[at][1].prose), default=-1)

    @cached_property
    def prose(self) -> str:
        """The story's running text."""
        return " ".join(line.text for line in self.story.block.lines() if line.prose)

    @cached_property
    def names(self) -> frozenset[str]:
        """Letters of what its head calls it, part by part."""
        return frozenset(html_tree.letters(part) for title in titles_of(self.tree) for part in parts_of(title))

    @property
    def facts(self) -> PageFacts:
        """What of the page its JSON-LD must agree with."""
        tree = self.tree
        addresses = (self.url, html_tree.link(tree, "canonical"), html_tree.meta(tree, "og:url"))
        titles = [tree.findtext(".//title"), html_tree.meta(tree, "og:title", "twitter:title")]
        headings = [line.text for block, line in self.lines if block.tag in {"h1", "h2"}]
        known = (html_tree.letters(one) for one in (*titles, *headings[:10]) if one)
        return PageFacts(
            tuple(one for one in addresses if one),
            tuple(one for one in known if one),
            html_tree.letters(" ".join(line.text for _, line in self.lines)),
        )

    def is_others(self, block: Block) -> bool:
        """Tell whether a block, or one around it, is a menu, a card, a comment, a box."""
        inner: Block | None = block
        while inner is not None and inner is not self.root:
            if inner.role in NOISE:
                return True
            inner = inner.parent
        return False


def _is_sentence(text: str) -> bool:
    return SENTENCE.search(text) is not None and not (len(text) <= _CAPTION and pattern("credit").search(text))


def take_apart(tree: HtmlElement, url: str | None) -> ParsedPage:
    """Return a page with its blocks measured, their roles marked and its story found.

    Where next to no story is visible, what a script would show is: a page saved behind a dialog, a story folded up.
    """
    page = _laid_out(tree, url, opened=False)
    if page.story.prose >= _SCANT:
        return page
    whole = _laid_out(tree, url, opened=True)
    around = whole.story.block.parent or whole.root
    begun = page.story.prose > _SCRAP
    same = not begun or html_tree.letters(page.prose) in html_tree.letters(
        " ".join(line.text for line in around.lines())
    )
    least = max(_FOLDED, 2 * page.story.prose) if begun else _UNSEEN
    return whole if same and whole.story.prose >= least else page


def _laid_out(tree: HtmlElement, url: str | None, *, opened: bool) -> ParsedPage:
    root = visible(tree, url, opened=opened)
    measure(root)
    titles = titles_of(tree)
    heading = mark_roles(root, titles)
    story = find_story(root, titles)
    mark_older(story.block)
    return ParsedPage(tree, root, story, url, heading)
