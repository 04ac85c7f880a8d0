"""What holds of `normalize` for any text at all."""

import re

import pytest
import scoring
from hypothesis import example, given
from hypothesis import strategies as st

from audionews.bengali.normalization import tagger
from audionews.bengali.normalization.locales import LOCALES, locale
from audionews.bengali.normalization.normalizer import explain, normalize
from audionews.bengali.normalization.rules import Context
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.fold import fold

READABLE = re.compile("[\u0980-\u09e3\u200c\u200d \n।,?!;:\\-–—…'‘’\"“”()]*")
LIKELY = "০১২৩৪৫৬৭৮৯0123456789 .,-/:%()₹$°½+@#&কখটিরএয়শ্ােজন। \nABabPMkm'’–×"
ANY = st.text() | st.text(alphabet=LIKELY) | st.text(alphabet=st.characters(min_codepoint=0x900, max_codepoint=0xA00))
LETTERS = "অআইকখগচজটডতদনপবমযরলশসহ"
SYLLABLES = [letter + sign for letter in LETTERS for sign in ("", *"ািীুেো")]  # two signs in a row are a slip, and mended
BENGALI_WORD = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=8).map("".join)


@given(ANY, st.sampled_from(LOCALES))
def test_leaves_only_what_an_engine_can_read(text: str, locale: str) -> None:
    assert READABLE.fullmatch(normalize(text, locale))


@example("া/া", "bn-IN")  # one sign twice, once the stroke is gone
@example("\u093c", "bn-IN")  # a nukta of Devanagari on no letter
@given(ANY, st.sampled_from(LOCALES))
def test_twice_is_once(text: str, locale: str) -> None:
    once = normalize(text, locale)
    assert normalize(once, locale) == once


@given(st.lists(BENGALI_WORD, min_size=1, max_size=8).map(" ".join))
def test_plain_bengali_words_stay(text: str) -> None:
    assert normalize(text) == canonical(text)


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


def test_no_rule_sleeps_where_it_would_answer() -> None:
    """Rules are asked only where what they need stands: that never costs a reading of the golden cases."""
    answers = 0
    for text in {fold(canonical(case.written)) for case in scoring.read_spoken()}:
        context, present = Context(text, locale("bn-IN")), frozenset(text)
        for at in [found.start() for found in re.finditer("[^ঀ-ৣ ।]", text)]:
            awake = {rule.name + rule.kind for rule in tagger.awake(text, at, present)}
            for rule in tagger.RULES:
                asked = tagger.kind(text[at]) in rule.starts and rule.name + rule.kind not in awake
                match = rule.pattern.match(text, at) if asked else None
                answers += match is not None
                assert not match or rule.say(match, context) is None, f"{rule.name} sleeps in {text[at:]}"
    assert answers  # of rules that say None: the search itself works
