"""The text of an episode as it is laid out on page and in book: a part for each chapter, paragraphs in it."""

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
"""Sentences that stand in one paragraph."""


@dataclass(frozen=True)
class TextPart:
    """A chapter's text. Each sentence of the episode is in exactly one part, and once."""

    chapter: Chapter
    """When it is heard, and its title."""
    story: Story | None
    """The story that it tells, None outside the stories."""
    lead: list[Block]
    """What is said before the heading: the head of a section, a transition."""
    heading: Block
    """The sentences that say the headline and are the part's heading; empty where the title must serve."""
    body: list[Block]
    """What is said after it."""


def text_parts(episode: Episode, language: str | None = None) -> list[TextPart]:
    """Return the parts of `episode`, titles outside the stories in `language`."""
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
    intro = [index for index, block in enumerate(blocks) if block[0].role is Role.INTRO]
    if not intro:
        return TextPart(mark, episode.articles[mark.story], [], [], blocks)
    last = intro[-1]  # what leads over to the story is said before its headline
    return TextPart(mark, episode.articles[mark.story], blocks[:last], blocks[last], blocks[last + 1 :])


def paragraphs(lines: Iterable[TimedSegment]) -> list[Block]:
    """Return what is said in paragraphs: sentences of one story's body together, every other line by itself."""
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
