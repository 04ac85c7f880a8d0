"""Which sentences of a story stand and fall together: those of one quotation, and what leans on the one before.

A quotation is held together with the words that say who speaks; which words lean, `leaning_words.tsv` has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from audionews.bengali.script import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN, _CLOSE = "“‘", "”’"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a story that may be left out."""

    text: str
    """As written."""
    opens: bool
    """Whether it opens a paragraph."""


def groups(sentences: Sequence[Sentence]) -> list[range]:
    """Return the sentences, by index, in groups that stay together: those of one quotation are one."""
    found, start, depth = [], 0, 0
    for number, sentence in enumerate(sentences):
        if sentence.opens and depth:  # a quotation that is never closed ends with its paragraph
            found.append(range(start, number))
            start, depth = number, 0
        depth = max(0, depth + _count(sentence.text, _OPEN) - _count(sentence.text, _CLOSE))
        if not depth:
            found.append(range(start, number + 1))
            start = number + 1
    return [*found, range(start, len(sentences))] if start < len(sentences) else found


def leans(sentence: str) -> bool:
    """Tell whether a sentence begins with a word that leans on the sentence before."""
    words = sentence.lstrip(_OPEN + '"').split(maxsplit=2)
    return any(" ".join(words[:count]).rstrip(",") in _leaning() for count in (1, 2))


def follow(sentences: Sequence[Sentence], together: Sequence[range], place: int) -> range:
    """Return the indexes that leave with the group at `place` of `together`, the story's groups up to its end.

    Its own leave, and those of the groups after it, each whole, that lean on it.
    """
    after = takewhile(lambda k: leans(sentences[together[k].start].text), range(place + 1, len(together)))
    last = max(after, default=place)
    return range(together[place].start, together[last].stop)


def _count(text: str, marks: str) -> int:
    # ’ is an apostrophe too: ছ’ঘণ্টা
    return sum(1 for at, char in enumerate(text) if char in marks and not _is_apostrophe(text, at))


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] in "’‘" and 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


@cache
def _leaning() -> frozenset[str]:
    return frozenset(row[0] for row in tables.rows("leaning_words"))
