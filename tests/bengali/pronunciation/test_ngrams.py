"""The n-gram model that ships gives the probabilities that its counts mean."""

import math
import random
from collections import Counter

import numpy as np
import phoneme_grams
import pytest

from audionews.bengali.pronunciation.network import network
from audionews.bengali.pronunciation.ngrams import END, ORDER, START, Ngrams

CHANCE = random.Random(5)
WORDS = [[CHANCE.randrange(2, 9) for _ in range(CHANCE.randrange(1, 9))] for _ in range(300)]


def likely(gram: tuple[int, ...], counts: Counter[tuple[int, ...]], kinds: int) -> float:
    """Return the probability of a gram's last unit, as the formula of Witten & Bell says it, without any table."""
    if not gram:
        return 1 / kinds
    after = {other: n for other, n in counts.items() if len(other) == len(gram) and other[:-1] == gram[:-1]}
    lower = likely(gram[1:], counts, kinds)
    kept = after.get(gram, 0) if after.get(gram, 0) > (len(gram) == ORDER) else 0
    if not after:
        return lower
    if len(gram) == ORDER and not kept:  # left out as rare: what is left for the unseen, as for one never met
        return len(after) / (sum(after.values()) + len(after)) * lower if seen_often(after) else lower
    return (kept + len(after) * lower) / (sum(after.values()) + len(after))


def seen_often(after: dict[tuple[int, ...], int]) -> bool:
    return any(count > 1 for count in after.values())


@pytest.fixture(scope="module")
def grams() -> Ngrams:
    made = phoneme_grams.joint(WORDS)
    return Ngrams(made["gram_keys"], made["gram_logs"], made["gram_backs"])


@pytest.mark.parametrize("word", [WORDS[0], WORDS[7], [2, 3, 4, 5, 6, 7, 8], [8, 8, 8, 8]])
def test_words_have_the_probability_of_their_counts(word: list[int], grams: Ngrams) -> None:
    counts: Counter[tuple[int, ...]] = Counter()
    for each in WORDS:
        framed = (*[START] * (ORDER - 1), *each, END)
        for end in range(ORDER, len(framed) + 1):
            counts.update(framed[start:end] for start in range(end - ORDER, end))
    kinds = len({gram for gram in counts if len(gram) == 1})
    framed = (*[START] * (ORDER - 1), *word, END)
    meant = sum(math.log(likely(framed[end - ORDER : end], counts, kinds)) for end in range(ORDER, len(framed) + 1))
    assert grams.log([word])[0] == pytest.approx(meant, abs=0.02)


def test_a_word_that_was_met_is_more_usual_than_its_letters_in_another_order(grams: Ngrams) -> None:
    word = max(WORDS, key=len)
    met, shuffled = grams.log([word, sorted(word)])
    assert met > shuffled


def test_the_model_that_ships_is_in_order() -> None:
    told = network().grams
    assert (np.diff(told.keys.astype(np.int64)) >= 0).all()
    assert len(told.keys) == len(told.logs) == len(told.backs)
    assert (told.logs.astype(float) <= 0).all()
    assert (told.backs.astype(float) <= 0).all()
