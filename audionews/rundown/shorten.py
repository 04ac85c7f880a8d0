"""Keeps a bulletin within its time: sentences go from the end of whichever story is longest, never its lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews import timeline
from audionews.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Segment

CHARACTERS = 13.0
"""Characters of spoken Bengali a second at the normal pace, as measured over the built-in voice and Google's."""
_TUNE = 3.4  # s
_TOLD = {Role.BODY, Role.SUBHEAD}


def seconds(segments: Sequence[Segment], rate: int = 100) -> float:
    """Return an estimate of how long `segments` take to say, in seconds, at `rate` percent of the normal pace."""
    return sum(_said(segments, rate)) + sum(timeline.pauses(segments))


def shortened(
    segments: Sequence[Segment], limit: float, rate: int = 100
) -> tuple[tuple[Segment, ...], dict[int, tuple[str, ...]]]:
    """Return `segments` in about `limit` seconds, and the sentences that were cut, by story.

    The longest story loses its last sentence, again and again; a subhead that has nothing left below it goes too.
    The first paragraph of every story stays, so the result may still be longer than `limit`.
    """
    said, pauses = _said(segments, rate), timeline.pauses(segments)
    stories = sorted({one.article for one in segments if one.article is not None})
    told = {number: _indexes(segments, number) for number in stories}
    spare = {number: _spare(segments, told[number]) for number in stories}
    size = {number: sum(said[i] for i in told[number]) for number in stories}
    left, gone = sum(said) + sum(pauses), set[int]()
    while left > limit and any(spare.values()):
        longest = max((number for number in stories if spare[number]), key=lambda number: size[number])
        for index in _last(segments, spare[longest]):
            gone.add(index)
            size[longest] -= said[index]
            left -= said[index] + pauses[index - 1]
            pauses[index - 1] = pauses[index]  # the one before now stands before the next story
    cut = {number: tuple(segments[i].text for i in told[number] if i in gone) for number in stories}
    return tuple(one for i, one in enumerate(segments) if i not in gone), {
        n: texts for n, texts in cut.items() if texts
    }


def _said(segments: Sequence[Segment], rate: int) -> list[float]:
    """Return how long each segment takes to say, in seconds, without the pause after it."""
    return [len(one.spoken) / (CHARACTERS * rate / 100) if one.spoken else _TUNE for one in segments]


def _indexes(segments: Sequence[Segment], number: int) -> list[int]:
    """Return where a story's sentences and subheads stand."""
    return [i for i, one in enumerate(segments) if one.article == number and one.role in _TOLD]


def _spare(segments: Sequence[Segment], mine: list[int]) -> list[int]:
    """Return which of a story's sentences stand after its first paragraph."""
    lead = next((k for k, i in enumerate(mine) if segments[i].role is Role.BODY), 0)
    after = next((k for k, i in enumerate(mine) if k > lead and segments[i].opens), len(mine))
    return mine[after:]


def _last(segments: Sequence[Segment], spare: list[int]) -> list[int]:
    """Take the last sentence from `spare`, with the subheads that then stand at the end."""
    taken = [spare.pop()]
    while spare and segments[spare[-1]].role is Role.SUBHEAD:
        taken.append(spare.pop())
    return taken
