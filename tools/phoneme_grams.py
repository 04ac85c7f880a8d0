"""N-gram models: of phonemes, how usual a word sounds; of units with their sounds, which ships (`bengali.grams`)."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from audionews.bengali import grams

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


def joint(words: Iterable[list[int]]) -> dict[str, Any]:
    """Return the arrays of a `grams.Grams` of words, each a list of units with their sounds as one number.

    The longest n-grams that were seen once are left out: they help no more than they take room.
    """
    seen: Counter[tuple[int, ...]] = Counter()
    for word in words:
        framed = (grams.START,) * (grams.ORDER - 1) + (*word, grams.END)
        for end in range(grams.ORDER, len(framed) + 1):
            seen.update(framed[start:end] for start in range(end - grams.ORDER, end))
    before: Counter[tuple[int, ...]] = Counter()
    kinds: Counter[tuple[int, ...]] = Counter()
    for gram, count in seen.items():
        before[gram[:-1]] += count
        kinds[gram[:-1]] += 1
    likely = {(): 1 / kinds[()]}
    for gram in sorted(seen, key=len):
        head = gram[:-1]
        likely[gram] = (seen[gram] + kinds[head] * likely[gram[1:]]) / (before[head] + kinds[head])
    kept = {gram for gram, count in seen.items() if count > 1 or len(gram) < grams.ORDER}
    heads = {gram[:-1] for gram in kept}
    entries = sorted((_sum(gram), likely.get(gram, 1.0), gram) for gram in kept | heads - {()})
    return {
        "gram_keys": np.array([key for key, _, _ in entries], np.uint32),
        "gram_logs": np.log([chance for _, chance, _ in entries]).astype(np.float16),
        "gram_backs": np.array(
            [_left(before[gram], kinds[gram]) if gram in heads else 0.0 for _, _, gram in entries], np.float16
        ),
    }


def _sum(gram: tuple[int, ...]) -> int:
    return int(grams.hashed([[0] * (grams.ORDER - len(gram)) + [*gram]])[len(gram) - 1, 0, 0])


def _left(before: int, kinds: int) -> float:
    """Return the logarithm of what is left for the unseen behind a beginning."""
    return math.log(kinds / (before + kinds)) if before else 0.0
