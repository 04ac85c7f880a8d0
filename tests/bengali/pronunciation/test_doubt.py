import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.pronunciation.doubt import doubt
from audionews.bengali.pronunciation.exceptions import exceptions
from audionews.bengali.pronunciation.phonemes import phonemes


@given(st.text(alphabet="কখগচজটডতদনপবমযরলশসহািীুেো্", max_size=12))
def test_doubt_is_a_probability_and_its_sound_is_what_is_said(word: str) -> None:
    found = doubt(word)
    assert 0 <= found.wrong <= 1
    assert list(found.said) == phonemes(word)
    assert (found.instead == found.said) == (found.wrong == 0)


def test_a_word_that_is_written_down_is_sure() -> None:
    assert "হল" not in exceptions() or doubt("হল").wrong == 0
    assert doubt("কলকাতা").wrong == 0


@pytest.mark.parametrize("word", ["", "ক", "x" * 300, "ক" * 300])
def test_no_word_is_no_doubt_or_some(word: str) -> None:
    assert 0 <= doubt(word).wrong <= 1
