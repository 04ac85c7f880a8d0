"""When each word of a sentence is heard, as it is *written*: word times are those of the spoken text.

`১৯৭১` is one written word and several spoken ones, so the two texts are aligned by the words they share, and by
proportion between these.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audionews.model import TimedSegment

_WORD = re.compile(r"\S+")
_PUNCTUATION = ".,;:।?!'\"()‘’“”–—-"


class WrittenWord(NamedTuple):
    """A word of a sentence as it is shown, or several that are heard as one."""

    begins: int
    """Index of its first character in the shown sentence."""
    ends: int
    """Index after its last character."""
    start: float
    """When it is heard, in seconds."""


def written_words(sentence: TimedSegment) -> list[WrittenWord]:
    """Return the words of the shown `sentence` in order, each later than the one before; none without word times."""
    if not sentence.words:
        return []
    made: list[WrittenWord] = []
    for word, start in zip(_WORD.finditer(line(sentence.text)), word_starts(sentence), strict=True):
        if made and start <= made[-1].start:
            made[-1] = made[-1]._replace(ends=word.end())
        else:
            made.append(WrittenWord(*word.span(), start))
    return made


def word_starts(sentence: TimedSegment) -> list[float]:
    """Return when each word of the shown `sentence` is heard, in seconds; equal for words that are heard as one."""
    written = line(sentence.text).split()
    spoken = list(_WORD.finditer(sentence.spoken))
    said = aligned(written, [word.group() for word in spoken])
    offsets = [*(word.start() for word in spoken), len(sentence.spoken)]
    starts = [sentence.start]
    for index in range(1, len(written)):
        starts.append(min(sentence.end, max(starts[-1], when(sentence, offsets[said(index)]))))
    return starts[: len(written)]


def when(sentence: TimedSegment, offset: int) -> float:
    """Return when the character at `offset` of the spoken text is heard, in seconds; by proportion without times."""
    at = bisect_left(sentence.words, offset, key=attrgetter("begins"))
    if at < len(sentence.words):
        return sentence.words[at].start
    return sentence.start + (sentence.end - sentence.start) * offset / max(1, len(sentence.spoken))


def aligned(written: Sequence[str], spoken: Sequence[str]) -> Callable[[int], int]:
    """Return a function from the index of a written word to that of the spoken word.

    Words that are equal in both texts belong together; between them, indexes are mapped by proportion.
    """
    if list(written) == list(spoken):
        return lambda index: index
    one, other = ([word.strip(_PUNCTUATION) for word in words] for words in (written, spoken))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()

    def said(index: int) -> int:
        here = (0, 0)
        for begins, there, size in blocks:
            if index < begins:
                share = (index - here[0]) / (begins - here[0])
                return here[1] + round(share * (there - here[1]))
            if index < begins + size:
                return there + index - begins
            here = (begins + size, there + size)
        return here[1]

    return said
