"""Plan the pauses, levels and chapters of a script by its roles; once it is mastered, compute when each thing is heard.

A newsreader breathes between sentences, waits between headlines, and leaves some silence after a story.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.model import Role, Story, TimedSegment, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audionews.model import Clip, Script, Segment

AFTER: Mapping[Role, float] = {
    Role.TUNE: 0.40,
    Role.GREETING: 0.60,
    Role.HEADLINE: 0.80,
    Role.INTRO: 0.75,
    Role.BODY: 0.60,
    Role.ATTRIBUTION: 0.40,
    Role.SUBHEAD: 0.80,
    Role.RECAP: 0.80,
    Role.SIGNOFF: 0.60,
}
"""Minimum pause, in seconds, after a segment of each role."""
BEFORE: Mapping[Role, float] = {Role.INTRO: 1.50, Role.SUBHEAD: 1.10, Role.RECAP: 1.20, Role.TUNE: 0.60}
"""Minimum pause, in seconds, before a segment of each role when the role changes."""
PARAGRAPH = 0.95
"""Minimum pause, in seconds, before a sentence that opens a paragraph."""
FAREWELL = 1.50
"""Minimum pause, in seconds, between the last story and the sign-off."""
SECTION = 1.80
"""Minimum pause, in seconds, before the head of a section."""
LEADING = 0.35
"""Pause, in seconds, between a line that leads over to a story and the story's headline."""
LEVEL: Mapping[Role, float] = {Role.TUNE: -4.0, Role.HEADLINE: 0.5, Role.INTRO: 0.5}
"""How much louder than the stories each role is, in LU: headlines a little, and the tune less, so as not to startle."""
READERS = {Role.HEADLINE, Role.INTRO, Role.RECAP}
"""The roles spoken by the second reader, the voice of the headlines."""

_STORY = {Role.INTRO, Role.ATTRIBUTION, Role.BODY, Role.SUBHEAD}


def pauses(segments: Sequence[Segment], after: Mapping[Role, float] = AFTER) -> list[float]:
    """Return the pause after each segment, in seconds; 0 after the last."""
    return [_pause(segment, following, after) for segment, following in pairwise(segments)] + [0.0] * bool(segments)


def _pause(segment: Segment, following: Segment, after: Mapping[Role, float]) -> float:
    if following.role is Role.INTRO and (segment.role is Role.INTRO or _is_head(segment)):
        return LEADING if segment.role is Role.INTRO else after[Role.SUBHEAD]
    wishes = [after[segment.role], SECTION * _is_head(following)]
    if segment.role != following.role:
        wishes.append(BEFORE.get(following.role, 0.0))
    if following.article not in {None, segment.article} and following.role in _STORY:
        wishes.append(BEFORE[Role.INTRO])
    if following.opens and segment.role == following.role:
        wishes.append(PARAGRAPH)
    if following.role is Role.SIGNOFF and segment.role is not Role.SIGNOFF:
        wishes.append(FAREWELL)
    return max(wishes)


def _is_head(segment: Segment) -> bool:
    """Tell whether this is the head of a section: a subhead of no story."""
    return segment.role is Role.SUBHEAD and segment.article is None


def part_starts(segments: Sequence[Segment]) -> list[int]:
    """Return the number of the part that each segment belongs to: opening, headlines, each story, recap, farewell.

    A part is a chapter, and is encoded apart from the others. The head of a section belongs to the story after it.
    """
    places = [_place(segment) for segment in segments]
    for number in reversed(range(len(segments) - 1)):
        if _is_head(segments[number]):
            places[number] = places[number + 1]
    here = next((place for place in places if place), None)
    numbers: list[int] = []
    for place in places:
        entered = bool(numbers) and place is not None and place != here
        here = place or here
        numbers.append(numbers[-1] + entered if numbers else 0)
    return numbers


def _place(segment: Segment) -> tuple[Role, int | None] | None:
    """Return role and story of the part that a segment belongs to; None for a tune: it joins its neighbour's part."""
    if segment.role is Role.TUNE:
        return None
    if segment.role in _STORY and segment.article is not None:
        return (Role.BODY, segment.article)
    return (segment.role, None)


def lines(
    script: Script, clips: Sequence[Clip | None], spans: Sequence[tuple[float, float]]
) -> tuple[TimedSegment, ...]:
    """Return the script's segments with the times (`spans`, in seconds) and the words at which they are heard."""
    return tuple(_line(*row) for row in zip(script.segments, clips, spans, strict=True))


def _line(segment: Segment, clip: Clip | None, span: tuple[float, float]) -> TimedSegment:
    start, end = span
    words = tuple(_words(clip, start, end)) if clip else ()
    return TimedSegment(
        segment.role,
        segment.article,
        segment.text,
        segment.spoken,
        start,
        end,
        clip.engine if clip else None,
        clip.voice if clip else None,
        words,
        segment.opens,
        segment.pinned,
    )


def _words(clip: Clip, start: float, end: float) -> Iterator[Word]:
    for word in clip.words:
        begins, ends = min(start + word.start, end), min(start + word.end, end)
        if ends > begins:
            yield Word(begins, ends, word.begins, word.ends)


def stories(script: Script, timed: Sequence[TimedSegment]) -> tuple[Story, ...]:
    """Return the script's stories with the times at which they begin and end."""
    return tuple(_story(script, timed, number) for number in range(len(script.articles)))


def _story(script: Script, timed: Sequence[TimedSegment], number: int) -> Story:
    article = script.articles[number]
    mine = [line for line in timed if line.article == number and line.role in _STORY]
    return Story(
        headline=article.headline or "",
        source=article.source,
        published=article.published.isoformat() if article.published else None,
        start=mine[0].start,
        end=mine[-1].end,
        url=article.url,
        site=article.site,
        section=article.section,
        image=article.image,
        byline=article.byline,
        agency=article.agency,
        also=article.also,
        cut=script.cut[number] if script.cut else (),
    )
