"""Layers of the network: the same whatever the number of rows, and whoever works in the room beside."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from audionews.bengali.pronunciation.graphemes import LONGEST, options_of
from audionews.bengali.pronunciation.layers import ALONE, FOUR, REACH, TAPS, Layer, Room
from audionews.bengali.pronunciation.network import network

LETTERS = "ক*মািলন*রেখ*বু"
"""Units of words; some have a choice."""


@pytest.mark.parametrize("count", [1, 3, 4, 11, 12, 33, LONGEST])
def test_a_product_in_parts_is_the_product(count: int) -> None:
    rows, weights = np.random.default_rng(count).standard_normal((2, LONGEST * 8, 480)).astype(np.float32)
    rows, weights, bias = rows[:count], weights.T[:, :96].copy(), np.arange(96, dtype=np.float32)
    assert LONGEST * weights.size > ALONE > 4 * weights.size
    layer, plain = Layer(weights, bias), rows @ weights + bias
    np.testing.assert_allclose(layer.of(rows), plain, atol=1e-3)
    np.testing.assert_allclose(layer.rectified(rows), np.maximum(plain, 0), atol=1e-3)


def test_some_rows_are_what_stands_around_them_filled_up_to_fours() -> None:
    rows = Room(2).rows(7)
    rows.hidden[:] = np.arange(14).reshape(7, 2)
    assert rows.seen([3]).tolist() == [list(range(2, 12))]
    assert rows.seen([3, 0])[:, : REACH * 2].tolist() == [[2, 3, 4, 5], [0] * 4, *[[2, 3, 4, 5]] * 2]
    assert rows.seen([0, 1, 2, 3, 4]).shape == (2 * FOUR, TAPS * 2)


def test_a_word_is_said_the_same_behind_longer_ones_and_beside_others() -> None:
    words = [(LETTERS * 5)[at : at + length] for at in range(5) for length in range(1, LONGEST + 1)]
    options = [options_of(word) for word in words]
    alone = [network().choose(word, heard) for word, heard in zip(words, options, strict=True)]
    backwards = [network().choose(word, heard) for word, heard in zip(words[::-1], options[::-1], strict=True)]
    assert backwards[::-1] == alone
    assert network().choose_all(words, options) == alone
    assert network().choose_all(["", *words[:3], ""], [[], *options[:3], []]) == [[], *alone[:3], []]


def test_threads_have_rooms_of_their_own() -> None:
    words = [(LETTERS * 3)[at : at + length] for at in range(10) for length in (9, 17, 30)]
    options = [options_of(word) for word in words]
    alone = [network().choose(word, heard) for word, heard in zip(words, options, strict=True)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(network().choose, words * 20, options * 20)) == alone * 20
