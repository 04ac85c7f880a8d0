from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.pronunciation.graphemes import choices, graphemes, sounds
from audionews.bengali.pronunciation.phonemes import phonemes, pronounce

NOTATION = {*"aiueoOE", *"kgNcjTDtdnpfbmrlsh", *(c + "h" for c in "kgcjTDtdbs")}
CASES = Path(__file__).with_name("phonemes.tsv").read_text(encoding="utf-8").splitlines()
BENGALI = st.text(st.sampled_from("অআইউএওকখগজটতদনপবমযরলশষসহড়ািীুেোৌ্ংঃঁ়ৎ\u200c\u200d -'aZ1১"), max_size=12)


@pytest.mark.parametrize("case", [line for line in CASES if line and not line.startswith("#")])
def test_words(case: str) -> None:
    word, spoken = case.split("\t")
    assert f"/{' '.join(phonemes(word))}/" == spoken


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("কর্ম", "ক*রম*"),  # reph keeps its letter
        ("পদ্ম", "প*দM*"),
        ("র্যাব", "রZাব*"),
        ("ট্র্যাক", "টরZাক*"),
        ("আচার্য", "আচারয*"),
        ("অ্যাপ", "Qপ*"),
        ("রক্ষা", "র*Xা"),
        ("বাড়ি", "বারি"),
        ("X-রে ১২", "রে"),
    ],
)
def test_units(word: str, expected: str) -> None:
    assert graphemes(word) == expected


@given(st.one_of(st.text(max_size=12), BENGALI))
def test_any_string_is_sounded_in_the_notation(word: str) -> None:
    assert set(phonemes(word)) <= NOTATION


@given(st.lists(BENGALI, max_size=5))
def test_many_at_once_are_as_one_by_one(words: list[str]) -> None:
    assert pronounce(words) == [phonemes(word) for word in words]


def test_composed_and_decomposed_letters_sound_the_same() -> None:
    assert phonemes("বা\u09dcি") == phonemes("বা\u09a1\u09bcি")


def test_a_caller_may_change_what_it_got() -> None:
    phonemes("বাংলা").append("x")
    assert phonemes("বাংলা")[-1] == "a"


def test_every_unit_has_a_last_row_for_any_neighbours() -> None:
    for unit, rows in sounds().items():
        assert rows[-1][:2] == ("", ""), unit
        assert choices(f"^{unit}$")


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("ভারতের", "bh a r o t e r"),
        ("মঞ্চে", "m O n c e"),
        ("আলোচনায়", "a l o c o n a e"),
        ("সরকারকে", "sh O r k a r k e"),
        ("আশ্রয়ে", "a s r O e e"),
    ],
)
def test_stems_written_down_take_their_endings(word: str, spoken: str) -> None:
    assert " ".join(phonemes(word)) == spoken


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("পড়ল", "p o r l o"),
        ("পড়ার", "p O r a r"),
        ("ধরেছিলেন", "dh o r e ch i l e n"),
        ("হাসছেন", "h a sh ch e n"),
        ("ঘটানো", "gh O T a n o"),
        ("দেখায়", "d E kh a e"),
        ("দেখবেন", "d e kh b e n"),
        ("লিখলেও", "l i kh l e o"),
        ("লড়েননি", "l O r e n n i"),  # O as in the present tense, not o as after লড়ে-ছে
        ("লড়িনি", "l o r i n i"),
        ("খেলাতেও", "kh E l a t e o"),
        ("ঘটিতেছে", "gh o T i t e ch e"),
        ("সরল", "sh O r o l"),  # the adjective, not the verb
    ],
)
def test_roots_written_down_are_conjugated(word: str, spoken: str) -> None:
    assert " ".join(phonemes(word)) == spoken


def test_a_word_of_any_length_is_sounded() -> None:
    assert phonemes("কা" * 5000) == ["k", "a"] * 5000
