"""Lay out the text of an episode for page and book: a part for each chapter, with paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.model import Role
from audionews.publish.render.chapters import chapters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.model import Episode, Story, TimedSegment
    from audionews.publish.render.chapters import Chapter

Block = list["TimedSegment"]
"""The sentences of one paragraph."""


@dataclass(frozen=True)
class TextPart:
    """A chapter's text. Each sentence of the episode is in exactly one part, once."""

    chapter: Chapter
    """Its title and its time."""
    story: Story | None
    """The story in it; None outside the stories."""
    lead: list[Block]
    """The paragraphs before the heading: the head of a section, a transition."""
    heading: Block
    """The sentences with the headline, which are the part's heading; if empty, the chapter's title is."""
    body: list[Block]
    """The paragraphs after the heading."""


def text_parts(episode: Episode, language: str | None = None) -> list[TextPart]:
    """Return the parts of `episode`; titles outside the stories are in `language` (None: the episode's own)."""
    marks = chapters(episode, language)
    starts = [mark.start for mark in marks]
    lines: list[list[TimedSegment]] = [[] for _ in marks]
    for line in episode.segments if marks else ():
        lines[max(0, bisect_right(starts, round(line.start, 3)) - 1)].append(line)
    return [_part(mark, held, episode) for mark, held in zip(marks, lines, strict=True)]


def _part(mark: Chapter, lines: list[TimedSegment], episode: Episode) -> TextPart:
    blocks = paragraphs(lines)
    if mark.story is None:
        return TextPart(mark, None, [], [], blocks)
    story = episode.articles[mark.story]
    intro = [index for index, block in enumerate(blocks) if block[0].role is Role.INTRO]
    last = intro[-1] if intro else -1  # a transition to the story stands before its headline
    if intro and blocks[last][0].text == story.headline:
        return TextPart(mark, story, blocks[:last], blocks[last], blocks[last + 1 :])
    return TextPart(mark, story, blocks[: last + 1], [], blocks[last + 1 :])


def paragraphs(lines: Iterable[TimedSegment]) -> list[Block]:
    """Group segments into paragraphs: those of a story's body by its own paragraphs, every other one by itself."""
    made: list[Block] = []
    for line in lines:
        if not line.text.strip():
            continue
        last = made[-1][-1] if made else None
        goes_on = line.role is Role.BODY and last and last.role is Role.BODY and last.article == line.article
        if goes_on and not line.opens:
            made[-1].append(line)
        else:
            made.append([line])
    return made


def is_subhead(block: Block) -> bool:
    """Tell whether a block is a heading inside a story."""
    return block[0].role is Role.SUBHEAD and block[0].article is not None
