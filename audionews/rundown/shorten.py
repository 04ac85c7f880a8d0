"""Shorten a bulletin to a given time: the ends of its longest stories go, never a lead, and what still fits comes back.

News is written to be cut from its end: no sign that was tried in a sentence (the headline's words, figures, novelty,
background, length) chose better on articles held apart than its place alone (`benchmarks/shortening.py`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from audionews import timeline
from audionews.model import Role
from audionews.rundown import sentence_bonds
from audionews.rundown.sentence_bonds import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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

    The story that is longest at the time loses what another sentence says in the same words, else its end, again and
    again; a subhead without text below it goes too. Then what went last is the first to come back, as far as it fits.
    The first paragraph of every story stays, so that the result may still be longer than `limit`. Quotations stay
    whole, no sentence stays that leans on one that went, and what stays keeps its order.
    """
    said, pauses = _said(segments, rate), timeline.pauses(segments)
    stories = [
        _Story(segments, number) for number in sorted({one.article for one in segments if one.article is not None})
    ]
    size = {story: sum(said[i] for i in story.indexes) for story in stories}
    tellers = Counter(segment.spoken for segment in segments if segment.role is Role.BODY)
    left, gone, cuts = sum(said) + sum(pauses), set[int](), list[tuple[_Story, list[int]]]()
    while left > limit and (spare := [story for story in stories if story.spare]):
        longest = max(spare, key=size.__getitem__)
        cuts.append((longest, longest.least(tellers)))
        leaving = longest.left_out() - gone
        gone |= leaving
        size[longest] -= sum(said[i] for i in leaving)
        left -= sum(said[i] + pauses[i] for i in leaving)
        if left <= limit:  # pauses change with what stands beside them
            left = seconds(_rest(segments, gone), rate)
    for story, cut in reversed(cuts):
        back = set() if story.hangs(cut) else story.left_out() - story.left_out(cut)
        if back and left + sum(said[i] for i in back) <= limit:
            longer = seconds(_rest(segments, gone - back), rate)
            if longer <= limit:
                story.gone -= set(cut)
                gone, left = gone - back, longer
    cut_texts = {
        story.number: {k: segments[i].text for k, i in enumerate(story.indexes) if i in gone} for story in stories
    }
    return _rest(segments, gone), {number: texts for number, texts in cut_texts.items() if texts}


class _Story:
    """One story, and what of it is left out."""

    def __init__(self, segments: Sequence[Segment], number: int) -> None:
        self._segments, self.number = segments, number
        self.indexes = [i for i, one in enumerate(segments) if one.article == number and one.role in _TOLD]
        """Its sentences and subheads."""
        self._places = [i for i in self.indexes if segments[i].role is Role.BODY]
        self._sentences = [Sentence(segments[i].text, segments[i].opens) for i in self._places]
        first = next((k for k, one in enumerate(self._sentences) if k and one.opens), len(self._places))
        self.spare = [group for group in sentence_bonds.groups(self._sentences) if group.start >= first]
        """The groups of sentences that may still go, in order."""
        self.gone = set[int]()
        """The sentences that went."""

    def least(self, tellers: Counter[str]) -> list[int]:
        """Take out what counts least, with what leans on it; return its sentences.

        `tellers` are how many sentences of the bulletin say each text, and are told of those that go.
        """
        places = range(len(self.spare))
        again = (place for place in reversed(places) if self._is_said_again(self.spare[place], tellers))
        going = sentence_bonds.follow(self._sentences, self.spare, next(again, places[-1]))
        self.spare = [group for group in self.spare if group.start not in going]
        cut = [self._places[k] for k in going]
        tellers.subtract(self._segments[i].spoken for i in cut)
        self.gone.update(cut)
        return cut

    def _is_said_again(self, group: range, tellers: Counter[str]) -> bool:
        return all(tellers[self._segments[self._places[k]].spoken] > 1 for k in group)

    def left_out(self, but: Collection[int] = ()) -> set[int]:
        """Return the sentences that went, those in `but` excepted, and the subheads below which nothing is left."""
        out, is_bare = self.gone.difference(but), True
        for index in reversed(self.indexes):
            if self._segments[index].role is not Role.SUBHEAD:
                is_bare = is_bare and index in out
            elif is_bare:
                out.add(index)
            else:
                is_bare = True
        return out

    def hangs(self, cut: Sequence[int]) -> bool:
        """Tell whether sentences that went lean on one that is gone too."""
        before = self._places[self._places.index(cut[0]) - 1]
        return before in self.gone and sentence_bonds.leans(self._segments[cut[0]].text)


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
