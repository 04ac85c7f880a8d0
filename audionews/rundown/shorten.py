"""Shorten a bulletin to a given time, by leaving out the last sentences of its longest stories, never a lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews import timeline
from audionews.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Segment

CHARACTERS = 13.0
"""Characters of spoken Bengali in a second at the normal pace, measured with the built-in voice and with Google's."""
_TUNE = 3.4  # s
_TOLD = {Role.BODY, Role.SUBHEAD}


def seconds(segments: Sequence[Segment], rate: int = 100) -> float:
    """Estimate how many seconds `segments` take to say at `rate` percent of the normal pace, pauses included."""
    return sum(_said(segments, rate)) + sum(timeline.pauses(segments))


def shortened(
    segments: Sequence[Segment], limit: float, rate: int = 100
) -> tuple[tuple[Segment, ...], dict[int, tuple[str, ...]]]:
    """Shorten `segments` to about `limit` seconds; return the rest, and the sentences that were cut, by story.

    The story that is longest at the time loses its last sentence, again and again; a subhead without text below it goes
    too. The first paragraph of every story stays, so that the result may still be longer than `limit`.
    """
    said, pauses = _said(segments, rate), timeline.pauses(segments)
    stories = sorted({segment.article for segment in segments if segment.article is not None})
    indexes = {number: _indexes(segments, number) for number in stories}
    spare = {number: _spare(segments, indexes[number]) for number in stories}
    size = {number: sum(said[i] for i in indexes[number]) for number in stories}
    left, gone = sum(said) + sum(pauses), set[int]()
    while left > limit and any(spare.values()):
        longest = max((number for number in stories if spare[number]), key=lambda number: size[number])
        for index in _last(segments, spare[longest]):
            gone.add(index)
            size[longest] -= said[index]
            left -= said[index] + pauses[index - 1]
            pauses[index - 1] = pauses[index]  # the one before now stands before the next story
    cut = {number: tuple(segments[i].text for i in indexes[number] if i in gone) for number in stories}
    return tuple(segment for i, segment in enumerate(segments) if i not in gone), {
        n: texts for n, texts in cut.items() if texts
    }


def _said(segments: Sequence[Segment], rate: int) -> list[float]:
    """Estimate how many seconds each segment takes to say, without the pause after it."""
    return [len(segment.spoken) / (CHARACTERS * rate / 100) if segment.spoken else _TUNE for segment in segments]


def _indexes(segments: Sequence[Segment], number: int) -> list[int]:
    """Return the indexes of a story's sentences and subheads."""
    return [i for i, segment in enumerate(segments) if segment.article == number and segment.role in _TOLD]


def _spare(segments: Sequence[Segment], mine: list[int]) -> list[int]:
    """Return the indexes of those of a story's segments that follow its first paragraph."""
    lead = next((k for k, i in enumerate(mine) if segments[i].role is Role.BODY), 0)
    after = next((k for k, i in enumerate(mine) if k > lead and segments[i].opens), len(mine))
    return mine[after:]


def _last(segments: Sequence[Segment], spare: list[int]) -> list[int]:
    """Remove the last sentence from `spare`, and any subheads that are then at the end; return their indexes."""
    taken = [spare.pop()]
    while spare and segments[spare[-1]].role is Role.SUBHEAD:
        taken.append(spare.pop())
    return taken
