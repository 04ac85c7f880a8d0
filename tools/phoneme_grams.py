"""How usual a string of phonemes is: an n-gram model, which remembers longer stretches of words than networks do."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache

ORDER = 6
"""Phonemes looked at together."""

SOUNDS = 45
"""Phonemes there are, about: what nothing is known of is as likely as any."""


class Grams:
    """Counts of n-grams in words, interpolated as Witten & Bell do (Bell, Cleary & Witten 1990)."""

    def __init__(self, words: Iterable[list[str]]) -> None:
        """Count what is in `words`, given as phonemes."""
        self._seen: Counter[tuple[str, ...]] = Counter()
        for word in words:
            framed = _framed(word)
            for end in range(ORDER, len(framed) + 1):
                self._seen.update(framed[start:end] for start in range(end - ORDER, end))
        self._before: Counter[tuple[str, ...]] = Counter()
        self._kinds: Counter[tuple[str, ...]] = Counter()
        for gram, count in self._seen.items():
            self._before[gram[:-1]] += count
            self._kinds[gram[:-1]] += 1
        self._likely = cache(self._interpolated)

    def log(self, word: list[str]) -> float:
        """Return the logarithm of the probability of a word in phonemes."""
        framed = _framed(word)
        return sum(self._likely(framed[end - ORDER : end]) for end in range(ORDER, len(framed) + 1))

    def _interpolated(self, gram: tuple[str, ...]) -> float:
        likely = 1 / SOUNDS
        for start in range(ORDER - 1, -1, -1):
            part = gram[start:]
            if before := self._before[part[:-1]]:
                kinds = self._kinds[part[:-1]]
                likely = (self._seen[part] + kinds * likely) / (before + kinds)
        return math.log(likely)


def _framed(word: list[str]) -> tuple[str, ...]:
    return ("^",) * (ORDER - 1) + (*word, "$")
