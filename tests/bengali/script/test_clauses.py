import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.script.clauses import cut

SENTENCE = (
    "রাজ্য সরকার জানিয়েছে যে নতুন সেতুর কাজ আগামী মাসে শুরু হবে, তবে জমি অধিগ্রহণের প্রক্রিয়া এখনও শেষ হয়নি "
    "এবং স্থানীয় বাসিন্দাদের সঙ্গে আলোচনা চলছে বলে প্রশাসন সূত্রে জানা গিয়েছে।"
)
TEXT = st.lists(
    st.sampled_from(["ক", "কা", "ক্ষ", "তিনি", "এবং", ",", "।", " ", "  ", "\n", "a", "১২"]), max_size=60
).map("".join)


@given(TEXT | st.text(), st.integers(1, 40))
def test_pieces_keep_the_limit_and_every_character(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert all(0 < len(piece) <= limit and piece == piece.strip() for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@given(TEXT, st.integers(12, 40))
def test_words_that_fit_stay_whole(text: str, limit: int) -> None:
    words = text.split()
    if all(len(word) <= limit for word in words):
        assert [word for piece in cut(text, limit) for word in piece.split()] == words


def test_clauses_are_parted_at_commas_and_conjunctions() -> None:
    pieces = cut(SENTENCE, 100)
    assert pieces[0].endswith("হবে,")
    assert all(len(piece) > 30 for piece in pieces)


def test_a_postposition_stays_with_its_word() -> None:
    assert not any(piece.startswith(("সঙ্গে", "বলে", "হয়নি")) for piece in cut(SENTENCE, 65))


def test_a_long_word_is_broken_between_letters() -> None:
    assert cut("ন্ত্রীন্ত্রী", 8) == ["ন্ত্রী", "ন্ত্রী"]


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        cut("ক", 0)
