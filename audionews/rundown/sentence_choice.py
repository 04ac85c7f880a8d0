"""Weigh the sentences of a story against one another, to leave out the least of them first; none is rewritten.

A sentence counts the more, the nearer it stands to the top of its story (news is written so), the more of the
headline's words it has, the less of it other stories tell, and if it tells figures. Sentences of one quotation stay
together, with the words that say who speaks; one that leans on the sentence before (`leaning_words.tsv`) goes with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from audionews.bengali.script import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

WEIGHTS: Mapping[str, float] = {"position": 1.0, "headline": 0.3, "novelty": 0.5, "figures": 0.2}
"""How much each sign counts, which is 0 to 1. Position leads: with more of the others, fewer facts stay
(`benchmarks/shortening.py`)."""
_STEM = 4
"""Letters of a word by which it is known in another form: Bengali inflects at the end."""
_WORD = re.compile(r"[\u0980-\u09e5\u09f0-\u09ff]+")
_OPEN, _CLOSE = "“‘", "”’"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a story that may be left out."""

    text: str
    """As written."""
    opens: bool
    """Whether it opens a paragraph."""


def stems(text: str) -> frozenset[str]:
    """Return the words of a text, each as its stem; words of one or two letters are none."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text) if len(word) > 2)


def scores(sentences: Sequence[Sentence], headline: str, elsewhere: Collection[str]) -> list[float]:
    """Return how much each of a story's sentences is worth keeping.

    Args:
        sentences: all of the story's, in order.
        headline: its headline.
        elsewhere: the stems of what other stories tell.
    """
    title, known, count = stems(headline), frozenset(elsewhere), len(sentences)
    found = []
    for number, sentence in enumerate(sentences):
        words = stems(sentence.text)
        signs = {
            "position": 1 - number / count,
            "headline": len(words & title) / max(1, min(len(title), len(words))),
            "novelty": len(words - known) / max(1, len(words)),
            "figures": float(any(char.isdigit() for char in sentence.text)),
        }
        found.append(sum(WEIGHTS[name] * value for name, value in signs.items()))
    return found


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
