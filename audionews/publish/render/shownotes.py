"""Make the shownotes: for each chapter its time and headline, the paper's own article, the paper, byline and agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audionews.publish.render.credits import authors, disclosure, paper
from audionews.publish.render.labels import clock
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audionews.model import Story
    from audionews.publish.render.chapters import Chapter
    from audionews.publish.render.credits import Speaker
    from audionews.publish.render.labels import Words


class Shownote(NamedTuple):
    """What the notes say of a chapter."""

    time: str
    """When it begins, in the form that apps turn into a link: `2:51`."""
    title: str
    """Its headline."""
    link: str | None
    """Address of the paper's own article."""
    credit: str
    """Paper, byline and agency, as far as they are known."""


def shownotes(marks: Iterable[Chapter], stories: Sequence[Story]) -> list[Shownote]:
    """Return the notes of an episode's chapters, in order."""
    return [_note(mark, stories[mark.story] if mark.story is not None else None) for mark in marks]


def _note(mark: Chapter, story: Story | None) -> Shownote:
    if story is None:
        return Shownote(clock(mark.start), mark.title, None, "")
    credit = " · ".join(filter(None, [paper(story), *authors(story)]))
    return Shownote(clock(mark.start), mark.title, escape.address(story.url), credit)


def in_lines(notes: Iterable[Shownote], heard: Sequence[Speaker], words: Words, corrected: Sequence[str] = ()) -> str:
    """Return notes as plain text, a line each; the first one says who speaks, as the last may be cut off.

    What was `corrected` stands before the chapters.
    """
    lines = [f"{note.time} " + " — ".join(filter(None, [note.title, note.credit, note.link])) for note in notes]
    return "\n".join([disclosure(heard, words), *corrected, *lines]).strip()
