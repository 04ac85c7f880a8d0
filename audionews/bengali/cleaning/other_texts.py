"""Passes that drop prose of others below the story: readers' comments, and the summaries of other stories.

No word tells them from the story; what does is the heading over them, what stands beside them, and that they speak of
something else.
"""

from collections.abc import Sequence

from audionews.bengali.cleaning.furniture import is_age
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.story_words import StoryWords

_NAME = 6  # words of a reader's name, with where from
_TOLD = 2  # words that a card's summary takes from its headline, at least
_SHARED = 1  # words that a card and a story may share


def drop_comments(page: Page) -> None:
    """Drop readers' comments: under their heading, each with a name and an age, down to the last one's text."""
    for at, line in enumerate(page.lines):
        if line.heads == "comment" and any(below.prose and not below.reason for below in page.lines[:at]):
            for comment in page.lines[at + 1 : _end_of_comments(page.lines, at + 1)]:
                if not comment.reason or is_age(comment):
                    page.drop(comment, "comment", line.evidence.row)


def _end_of_comments(lines: Sequence[Line], start: int) -> int:
    """Return where the comments end that begin at `start`: behind the text that follows the last age, if any."""
    end = start
    for at in range(start, len(lines)):
        if lines[at].heads and lines[at].heads != "comment":
            break
        if is_age(lines[at]):
            end = next((behind + 1 for behind in range(at + 1, len(lines)) if lines[behind].prose), at + 1)
        elif at >= end and not (len(lines[at].words) <= _NAME and not lines[at].prose):
            break
    return end


def drop_cards(page: Page) -> None:
    """Drop other stories below a cue: headlines with summaries that say them once more and do not speak of the story.

    What else stands between and behind them goes too, as long as it has no word of the story.
    """
    for at, cue in enumerate(page.lines):
        if cue.heads != "related-link":
            continue
        story = StoryWords(page.lines[:at]).words
        for line in _cards(page.lines, at + 1, story) if story else ():
            if not line.reason:
                page.drop(line, "related-link", cue.evidence.row)


def _cards(lines: Sequence[Line], start: int, story: frozenset[str]) -> Sequence[Line]:
    """Return the lines from `start` on that are cards, up to a paragraph that is none and may speak of the story."""
    end = start
    for at in range(start, len(lines)):
        line = lines[at]
        if line.reason or not line.prose:
            continue
        if not _is_card(lines[at - 1], line, story) and (end == start or line.stems & story):
            break
        end = at + 1
    return lines[start:end]


def _is_card(heading: Line, summary: Line, story: frozenset[str]) -> bool:
    """Tell a summary that takes its words from the line over it, and at most one from the story."""
    told = len(heading.stems & summary.stems) >= _TOLD
    return told and not heading.prose and not heading.stems & story and len(summary.stems & story) <= _SHARED
