"""What holds of `normalize` for any text at all."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audionews.bengali.normalization.locales import LOCALES
from audionews.bengali.normalization.normalizer import explain, normalize
from audionews.bengali.script.codepoints import canonical

READABLE = re.compile("[\u0980-\u09e3\u200c\u200d \n।,?!;:\\-–—…'‘’\"“”()]*")
LIKELY = "০১২৩৪৫৬৭৮৯0123456789 .,-/:%()₹$°½+@#&কখটিরএয়শ্ােজন। \nABabPMkm'’–×"
ANY = st.text() | st.text(alphabet=LIKELY) | st.text(alphabet=st.characters(min_codepoint=0x900, max_codepoint=0xA00))
LETTERS = "অআইকখগচজটডতদনপবমযরলশসহ"
BENGALI_WORD = st.tuples(st.sampled_from(LETTERS), st.text(alphabet=LETTERS + "ািীুেো", min_size=1, max_size=11)).map(
    "".join
)


@settings(deadline=None)  # the first Latin word loads its sounds
@given(ANY, st.sampled_from(LOCALES))
def test_leaves_only_what_an_engine_can_read(text: str, locale: str) -> None:
    assert READABLE.fullmatch(normalize(text, locale))


@settings(deadline=None)
@given(ANY, st.sampled_from(LOCALES))
def test_twice_is_once(text: str, locale: str) -> None:
    once = normalize(text, locale)
    assert normalize(once, locale) == once


@settings(deadline=None)
@given(st.lists(BENGALI_WORD, min_size=1, max_size=8).map(" ".join))
def test_plain_bengali_words_stay(text: str) -> None:
    assert normalize(text) == canonical(text)


@settings(deadline=None)
@given(ANY)
def test_explanations_are_true_and_in_order(text: str) -> None:
    whole, at = canonical(text), 0
    for change in explain(text):
        assert at <= change.start < change.end
        assert whole[change.start : change.end] == change.written
        at = change.end


@pytest.mark.parametrize("piece", ["7", "৭,", ",", "‘“(", "a", "Aa", "a.b", "@", "মো. ", "১,২৩", "টি২০-", "½"])
def test_takes_whatever_length(piece: str) -> None:
    assert READABLE.fullmatch(normalize(piece * (20_000 // len(piece))))
