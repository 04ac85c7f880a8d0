"""N-gram models: of phonemes, how usual a word sounds; of units with their sounds, which ships (`bengali.grams`)."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audionews.bengali.pronunciation import ngrams

ORDER = 6
"""Phonemes looked at together."""

SOUNDS = 45
"""Phonemes there are, about: what nothing is known of is as likely as any."""


class Grams:
    """Counts of n-grams in words, interpolated as Witten & Bell do (Bell, Cleary & Witten 1990)."""

    def __init__(
        self,
        words: Iterable[Sequence[Any]],
        order: int = ORDER,
        ends: tuple[Any, Any] = ("^", "$"),
        kinds: int | None = SOUNDS,
    ) -> None:
        """Count what is in `words`, between `ends`; `kinds` is how many things there are, None for those seen."""
        self._order, self._ends = order, ends
        self.seen: Counter[tuple[Any, ...]] = Counter()
        for word in words:
            self.seen.update(gram[start:] for gram in self._grams(word) for start in range(order))
        self.before: Counter[tuple[Any, ...]] = Counter()
        self.kinds: Counter[tuple[Any, ...]] = Counter()
        for gram, count in self.seen.items():
            self.before[gram[:-1]] += count
            self.kinds[gram[:-1]] += 1
        self._least = 1 / (kinds or self.kinds[()])
        self.likely = cache(self._interpolated)

    def log(self, word: Sequence[Any]) -> float:
        """Return the logarithm of the probability of a word."""
        return sum(math.log(self.likely(gram)) for gram in self._grams(word))

    def left(self, gram: tuple[Any, ...]) -> float:
        """Return what is left for the unseen behind a gram."""
        return self.kinds[gram] / (self.before[gram] + self.kinds[gram])

    def _grams(self, word: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        start, end = self._ends
        framed = (*[start] * (self._order - 1), *word, end)
        return (framed[last - self._order : last] for last in range(self._order, len(framed) + 1))

    def _interpolated(self, gram: tuple[Any, ...]) -> float:
        likely = self._least
        for start in range(len(gram) - 1, -1, -1):
            part = gram[start:]
            if before := self.before[part[:-1]]:
                kinds = self.kinds[part[:-1]]
                likely = (self.seen[part] + kinds * likely) / (before + kinds)
        return likely


def joint(words: Iterable[Sequence[int]]) -> dict[str, Any]:
    """Return the arrays of a `grams.Grams` of words, each a list of units with their sounds as one number.

    The longest n-grams that were seen once are left out: they help no more than they take room.
    """
    counts = Grams(words, ngrams.ORDER, (ngrams.START, ngrams.END), kinds=None)
    kept = {gram for gram, count in counts.seen.items() if count > 1 or len(gram) < ngrams.ORDER}
    heads = {gram[:-1] for gram in kept} - {()}
    entries = sorted((ngrams.hashed(gram), counts.likely(gram) if gram in kept else 1.0, gram) for gram in kept | heads)
    return {
        "gram_keys": np.array([key for key, _, _ in entries], np.uint32),
        "gram_logs": _logs(chance for _, chance, _ in entries),
        "gram_backs": _logs(counts.left(gram) if gram in heads else 1.0 for _, _, gram in entries),
    }


def _logs(chances: Iterable[float]) -> NDArray[np.float16]:
    return np.log([*chances]).astype(np.float16)
