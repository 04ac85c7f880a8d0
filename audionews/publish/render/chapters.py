"""Find the chapters of an episode, for ID3 tags, for players (JSON chapters 1.2) and for the page."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from audionews.model import Role
from audionews.publish.render.forms import COVER, forms_of
from audionews.publish.render.labels import Words
from audionews.support.escape import address, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Episode, Story, TimedSegment

VERSION = "1.2.0"
TYPE = "application/json+chapters"
PICTURED = range(2, 61)
"""How many stories an episode has that have a picture each: the sound file carries them all."""
_ENDING = {Role.RECAP, Role.SIGNOFF}


@dataclass(frozen=True)
class Chapter:
    """A part of an episode. Chapters follow one another without gaps, from 0 to the end of the episode."""

    start: float
    """When it begins, in seconds."""
    end: float
    """When the next one begins, in seconds."""
    title: str
    """One line: the story's headline, or a label for a part outside the stories."""
    story: int | None = None
    """Index of the story; None outside the stories."""
    url: str | None = None
    """The story's public address."""
    image: str | None = None
    """Address of the story's picture."""


def chapter_name(story: int) -> str:
    """Return the file name of the picture of the story with the index `story`."""
    return f"chapter-{story + 1}.jpg"


def chapters(episode: Episode, language: str | None = None) -> list[Chapter]:
    """Return the chapters of an episode; labels outside the stories are in `language` (None: the episode's own)."""
    return outline(episode.articles, episode.segments, episode.duration, language or episode.language)


def outline(
    stories: Sequence[Story], lines: Sequence[TimedSegment], duration: float, language: str = "bn"
) -> list[Chapter]:
    """Return the chapters of stories and segments with their times: opening, each story, closing; none without length.

    `duration` is the length of the sound in seconds. No finished episode is needed, since the MP3's tags, too, are made
    from these chapters.
    """
    words = Words(language)
    order = sorted(range(len(stories)), key=lambda index: stories[index].start)
    begins = [each.start for each in lines]
    starts = [(_begins(stories[index], lines, begins), *_story(stories[index], words), index) for index in order]
    marks = [*_opening(lines, starts[0][0] if starts else duration, words), *starts]
    marks += _closing(lines, max((story.end for story in stories), default=0.0), words)
    ends = [mark[0] for mark in marks[1:]] + [duration]
    return [
        Chapter(round(start, 3), round(end, 3), title, story, url, image)
        for (start, title, url, image, story), end in zip(marks, ends, strict=True)
        if round(end, 3) > round(start, 3)
    ]


_Mark = tuple[float, str, str | None, str | None, int | None]


def _begins(story: Story, lines: Sequence[TimedSegment], starts: list[float]) -> float:
    """Return when a story's chapter begins: at its start, or at the head of a section right before it."""
    at = bisect_left(starts, story.start)
    while at and lines[at - 1].role is Role.SUBHEAD and lines[at - 1].article is None:
        at -= 1
    return min([story.start, *starts[at : at + 1]])


def _story(story: Story, words: Words) -> tuple[str, str | None, str | None]:
    return line(story.headline) or words["start"], address(story.url), address(story.image)


def _opening(lines: Sequence[TimedSegment], first: float, words: Words) -> list[_Mark]:
    """Return the marks before the first story: the greeting, and the headlines with their announcement."""
    announced = next((each.start for each in lines if each.role is Role.HEADLINE), first)
    starts = [(0.0, "start"), (announced, "opening")] if announced > 0 else [(0.0, "opening")]
    return [(start, words[name], None, None, None) for start, name in starts if start < first]


def _closing(lines: Sequence[TimedSegment], after: float, words: Words) -> list[_Mark]:
    ending = [each for each in lines if each.role in _ENDING and each.start >= after > 0]
    if not ending:
        return []
    names = {Role.RECAP: "recap", Role.SIGNOFF: "closing"}
    firsts = {each.role: each.start for each in reversed(ending)}
    return [(start, words[names[role]], None, None, None) for role, start in sorted(firsts.items(), key=itemgetter(1))]


def chapters_json(episode: Episode, base: str = "") -> str:
    """Return the chapters of `episode` as JSON chapters 1.2 (`jsonChapters.md` of the podcast namespace).

    The picture of a story is the paper's, else ours, which lies beside the file; `base` is the address of its folder.
    """
    ours = len(episode.articles) in PICTURED and COVER in forms_of(episode.recipe)
    entries = [
        {"startTime": chapter.start, "endTime": chapter.end, "title": chapter.title}
        | ({"url": chapter.url} if chapter.url else {})
        | ({"img": image} if (image := _image(chapter, base, ours=ours)) else {})
        for chapter in chapters(episode)
    ]
    document = {"version": VERSION, "title": line(episode.title), "chapters": entries}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _image(chapter: Chapter, base: str, *, ours: bool) -> str | None:
    if chapter.image or chapter.story is None or not ours:
        return chapter.image
    return f"{base}{chapter_name(chapter.story)}"
