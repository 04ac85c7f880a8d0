"""Shorten a bulletin to a given time, by leaving out what counts least in its longest stories, never a lead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audionews import timeline
from audionews.model import Role
from audionews.rundown import sentence_choice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

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
) -> tuple[tuple[Segment, ...], dict[int, dict[int, str]]]:
    """Shorten `segments` to about `limit` seconds; return the rest, and by story the sentences that were cut, by place.

    The story that is longest at the time loses what counts least in it (`sentence_choice`), again and again; a subhead
    without text below it goes too. The first paragraph of every story stays, so that the result may still be longer
    than `limit`. What stays keeps its order.
    """
    said, pauses = _said(segments, rate), timeline.pauses(segments)
    numbers = sorted({segment.article for segment in segments if segment.article is not None})
    indexes = {number: _indexes(segments, number) for number in numbers}
    spare = {number: _Spare(segments, indexes, number) for number in numbers}
    size = {number: sum(said[i] for i in indexes[number]) for number in numbers}
    left, gone = sum(said) + sum(pauses), set[int]()
    while left > limit and any(spare.values()):
        longest = max((number for number in numbers if spare[number]), key=lambda number: size[number])
        for index in spare[longest].least():
            gone.add(index)
            size[longest] -= said[index]
            left -= said[index] + pauses[index]
        if left <= limit:  # pauses change with what stands beside them
            left = seconds(_rest(segments, gone), rate)
    cut = {n: {k: segments[i].text for k, i in enumerate(indexes[n]) if i in gone} for n in numbers}
    return _rest(segments, gone), {n: texts for n, texts in cut.items() if texts}


class _Spare:
    """What of one story may be left out: groups of sentences after its first paragraph."""

    def __init__(self, segments: Sequence[Segment], indexes: Mapping[int, list[int]], number: int) -> None:
        self._segments, self._mine = segments, indexes[number]
        self._places = [i for i in self._mine if segments[i].role is Role.BODY]
        texts = [sentence_choice.Sentence(segments[i].text, segments[i].opens) for i in self._places]
        others = (segments[i].text for other, places in indexes.items() if other != number for i in places)
        elsewhere = {stem for text in others for stem in sentence_choice.stems(text)}
        self._scores = sentence_choice.scores(texts, _headline(segments, number), elsewhere)
        first = next((k for k, sentence in enumerate(texts) if k and sentence.opens), len(texts))
        self._sentences = texts
        self._groups = [group for group in sentence_choice.groups(texts) if group.start >= first]
        self._gone, self._told = set[int](), set[int]()

    def __bool__(self) -> bool:
        return any(group.start not in self._gone for group in self._groups)

    def least(self) -> list[int]:
        """Take out what counts least; return the indexes of its segments, with those of subheads left bare."""
        leaving = [
            [k for k in sentence_choice.follow(self._sentences, self._groups, place) if k not in self._gone]
            for place, group in enumerate(self._groups)
            if group.start not in self._gone
        ]
        # the last of equals, as the end of a story is written to be cut
        least = min(reversed(leaving), key=lambda those: sum(self._scores[k] for k in those) / len(those))
        self._gone.update(least)
        return [*(self._places[k] for k in least), *self._bare()]

    def _bare(self) -> list[int]:
        """Return the subheads below which nothing is left, once each."""
        gone = {self._places[k] for k in self._gone}
        bare, empty = [], True
        for index in reversed(self._mine):
            if self._segments[index].role is not Role.SUBHEAD:
                empty = empty and index in gone
            elif empty:
                bare.append(index)
            else:
                empty = True
        new = [index for index in bare if index not in self._told]
        self._told.update(new)
        return new


def _headline(segments: Sequence[Segment], number: int) -> str:
    """Return the headline of a story, as it is read before it or at the start."""
    roles = {Role.INTRO, Role.HEADLINE}
    return " ".join(segment.text for segment in segments if segment.article == number and segment.role in roles)


def _rest(segments: Sequence[Segment], gone: Collection[int]) -> tuple[Segment, ...]:
    """Return the segments that are not `gone`; the first one that is left of a paragraph opens it."""
    rest: list[Segment] = []
    opens = False
    for index, segment in enumerate(segments):
        opens = segment.opens or (opens and segment.role is Role.BODY)
        if index not in gone:
            rest.append(replace(segment, opens=True) if opens and not segment.opens else segment)
            opens = False
    return tuple(rest)


def _said(segments: Sequence[Segment], rate: int) -> list[float]:
    """Estimate how many seconds each segment takes to say, without the pause after it."""
    return [len(segment.spoken) / (CHARACTERS * rate / 100) if segment.spoken else _TUNE for segment in segments]


def _indexes(segments: Sequence[Segment], number: int) -> list[int]:
    """Return the indexes of a story's sentences and subheads."""
    return [i for i, segment in enumerate(segments) if segment.article == number and segment.role in _TOLD]
