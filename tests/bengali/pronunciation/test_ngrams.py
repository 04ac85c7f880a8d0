"""The n-gram model that ships gives the probabilities that its counts mean."""

import math
import random
import re
from collections import Counter
from dataclasses import replace

import numpy as np
import phoneme_grams
import pytest
from shared import ROOT

from audionews.bengali.pronunciation.network import network
from audionews.bengali.pronunciation.ngrams import END, ORDER, START, Ngrams
from audionews.bengali.pronunciation.phonemes import pronounce

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


@pytest.mark.parametrize("places", [(0, 0), (2, 4), (7, 7), (3, 9)])
def test_ngrams_that_ways_share_make_no_difference_between_them(places: tuple[int, int], grams: Ngrams) -> None:
    way = [2, 3, 4, 5, 6, 7, 8, 2, 3, 4]
    other = [8 if at in places else unit for at, unit in enumerate(way)]
    whole, near = grams.log([way, other]), grams.log([way, other], *places)
    assert near[1] - near[0] == pytest.approx(whole[1] - whole[0])
    assert near[0] >= whole[0]


def test_the_model_that_ships_is_in_order() -> None:
    told = network().grams
    assert (np.diff(told.keys.astype(np.int64)) >= 0).all()
    assert len(told.keys) == len(told.logs) == len(told.backs)
    assert (told.logs.astype(float) <= 0).all()
    assert (told.backs.astype(float) <= 0).all()


def test_the_network_asks_them_where_it_doubts() -> None:
    """With n-grams that have met no word, others of its choices stand: some words are then said otherwise."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    words = sorted(set(re.findall(r"[\u0980-\u09ff]+", " ".join(texts))))
    shipped = network()
    none = Ngrams(np.array([2**32 - 1], np.uint32), np.zeros(1, np.float16), np.zeros(1, np.float16))
    asked, unasked = (pronounce(words, model=model) for model in (shipped, replace(shipped, grams=none)))
    differing = sum(one != other for one, other in zip(asked, unasked, strict=True))
    assert 0 < differing < len(words) / 20
