"""The paragraphs of a text that may be a list: what each speaks of, and whether it was cut or breaks off."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.list_records import is_stamp
from audionews.sources.pasted.pasted_lines import INNER, kinds_of
from audionews.sources.pasted.told_lines import (
    CUT,
    TEASER,
    before_boxes,
    before_cards,
    found,
    is_link,
    is_told_whole,
    may_be_headline,
    said_of,
    without_link,
)
from audionews.sources.running_text import DARI, ENDED, stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet


TIED = 1.5  # stems that neighbours of one story share on average, at least
_SAME = 5  # stems that two paragraphs of one story may share, whose list would have another topic each
_BETWEEN = 3  # days and desks between a headline and its paragraph, at most
_CREDIT = 30  # characters in which a caption ends with its source


class Paragraphs:
    """A text's lines, over the first box of other stories, and which of them are running text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.said = before_cards(before_boxes(said_of(lines)))
        self.told = [at for at, line in enumerate(self.said) if is_told_whole(line) and not self._heads_teaser(at)]

    def _heads_teaser(self, at: int) -> bool:
        """Tell a headline as long as a summary: no sentence ends in it, and what was cut below speaks of the same."""
        line, below = self.said[at], self.said[at + 1] if at + 1 < len(self.said) else ""
        if DARI.search(line) or found("cut", line) or not found("cut", below):
            return False
        return may_be_headline(line) and bool(stems(line) & stems(below))

    @cached_property
    def texts(self) -> list[str]:
        """Return the paragraphs."""
        return [self.said[at] for at in self.told]

    @cached_property
    def topics(self) -> list[set[str]]:
        """Return what each paragraph speaks of."""
        return [stems(text) for text in self.texts]

    @cached_property
    def cut(self) -> list[bool]:
        """Tell for each paragraph whether it was cut with a sign of it, or leads to its whole."""
        return [self._leads_on(at) or (len(self.said[at]) >= CUT and found("cut", self.said[at])) for at in self.told]

    @cached_property
    def broken(self) -> list[bool]:
        """Tell for each paragraph whether it breaks off without a sign."""
        return [not cut and _breaks_off(text) for cut, text in zip(self.cut, self.texts, strict=True)]

    def _leads_on(self, at: int) -> bool:
        line, below = self.said[at], self.said[at + 1] if at + 1 < len(self.said) else ""
        return found("linked", line) or found("detailed", line) or is_link(below)

    @cached_property
    def linked(self) -> list[bool]:
        """Tell for each paragraph whether it stops within a sentence, with the link to its whole."""
        return [self._leads_on(at) and not ENDED.search(without_link(self.said[at])) for at in self.told]

    def goes_on(self, at: int) -> bool:
        """Tell a paragraph whose neighbour speaks of the same at length: what lost its dari is no beginning."""
        beside = self.topics[at + 1 : at + 2] or self.topics[max(at - 1, 0) : at]
        return any(len(self.topics[at] & other) >= _SAME for other in beside)

    @cached_property
    def spread(self) -> Counter[str]:
        """Return in how many paragraphs each word stands."""
        return Counter(stem for topic in self.topics for stem in topic)

    def headings(self) -> int:
        """Count the paragraphs that stand under a headline of their own: it says the same, and not what others say."""
        told = set(self.told)
        return sum(self._is_headed(at, topic, told) for at, topic in zip(self.told, self.topics, strict=True))

    def _is_headed(self, at: int, topic: AbstractSet[str], told: AbstractSet[int]) -> bool:
        over = range(at - 1, max(at - 2 - _BETWEEN, -1), -1)
        above = next((one for one in over if not (is_stamp(self.said[one]) or kinds_of(self.said[one]))), None)
        if above is None or above in told or not may_be_headline(self.said[above]):
            return False
        head = stems(self.said[above])
        return bool(head & topic) and any(self.spread[stem] <= (stem in topic) for stem in head)


def _breaks_off(line: str) -> bool:
    """Tell a paragraph that stops where no sentence ends; a picture's caption does, too, and who wrote a brief."""
    if ENDED.search(line) or len(line) < TEASER or line[-1].isdigit():
        return False
    if any(pattern(kind).search(line[-_CREDIT:]) for kind in ("sourced", "byline")):
        return False
    return INNER.search(line) is not None or found("open", line) or not found("final", line)


def cohesion(topics: Sequence[AbstractSet[str]]) -> float:
    """Return how many words' stems neighbours share, on average."""
    shared = [len(one & other) for one, other in pairwise(topics)]
    return sum(shared) / max(len(shared), 1)
