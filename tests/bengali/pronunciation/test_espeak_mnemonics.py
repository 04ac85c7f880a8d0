import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audionews.bengali.pronunciation.espeak_mnemonics import espeak_mnemonics, in_mnemonics, ipa, weak_words
from audionews.bengali.pronunciation.phonemes import phonemes, pronounce
from audionews.bengali.pronunciation.syllables import syllables
from audionews.model import Manner, Slower


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("k O l o m", "k'Olom"),
        ("b i g g a n m o n t r i", "b'igganm,ontri"),
        ("u t sh O b", "'ut|SOb"),  # t and sh are not ch
        ("b a c c a", "b'atStSa"),
        ("jh O r", "J#'Or"),
        ("b E N k", "b'&Nk"),
        ("c a~ d", "tS'a~d"),
        ("sh k", "Sk"),
        ("", ""),
    ],
)
def test_a_word_in_mnemonics(spoken: str, expected: str) -> None:
    assert espeak_mnemonics(spoken.split()) == expected


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("k O l o m", "kO lom"),
        ("b o n dh u", "bon dhu"),
        ("m o n t r i", "mon tri"),
        ("b i g g a n", "big gan"),
        ("bh a i", "bhai"),
        ("kh a o a", "khao a"),
    ],
)
def test_syllables(spoken: str, expected: str) -> None:
    found = " ".join("".join(syllable) for syllable in syllables(spoken.split()))
    assert found == expected


@given(st.lists(st.sampled_from(["a", "i", "o", "O", "E", "k", "sh", "r", "l", "~", "x"]), max_size=9))
def test_syllables_lose_nothing(spoken: list[str]) -> None:
    assert [sound for syllable in syllables(spoken) for sound in syllable] == spoken


def test_punctuation_stays_and_places_point_home() -> None:
    text = "আমি যাব, তুমি যাবে? ১২"
    made, places = in_mnemonics(text)
    assert made.endswith("]]? ১২")
    assert "]], [[" in made
    assert [text[start:end] for _, start, end in places] == ["আমি", "যাব", "তুমি", "যাবে"]
    assert all(made[at : at + 2] == "[[" for at, _, _ in places)


@example("ক ্ খ")  # a sign without a letter
@given(st.text(st.sampled_from("[]কিম ?a"), max_size=30) | st.text(max_size=30))
def test_only_our_own_mnemonics_reach_the_voice(text: str) -> None:
    made, places = in_mnemonics(text)
    assert made.count("[[") == made.count("]]") == len(places)


def test_weak_words_lose_their_main_stress() -> None:
    assert "'" not in in_mnemonics("আমি")[0]
    assert set(weak_words().values()) == {"", ","}


def test_nasal_vowels_are_marked_on_request() -> None:
    assert pronounce(["চাঁদ", "পাঁচ"], nasal=True) == [["c", "a~", "d"], ["p", "a~", "c"]]
    assert phonemes("চাঁদ") == ["c", "a", "d"]


def test_a_homograph_listens_to_its_clause() -> None:
    made, _ = in_mnemonics("সে কাজ করে, তাই কাজ করে ফিরল।")
    assert made.index("[[k'Ore]],") < made.index("[[k'ore]]")


def test_figures_come_slower_and_what_follows_does_not() -> None:
    made, _ = in_mnemonics("খরচ দুই হাজার টাকা", 100)
    slow, normal = "\x0194S[[", "\x01100S[["
    assert made.index("rotS]] " + slow) < made.index("dZar]] " + normal)
    assert "\x01" not in in_mnemonics("খরচ দুই হাজার টাকা")[0]
    assert "\x01" not in in_mnemonics("দুই জন", 100)[0]


def test_what_the_manner_names_comes_slower_and_the_rest_of_the_text_does_not() -> None:
    text = "ঝড় ‘দানা’ দিঘায় আসছে"
    places = [text.index(word) for word in ("দানা", "দিঘায়")]
    slower = (Slower(places[0], places[0] + 4, 92), Slower(places[1], text.index(" আসছে"), 90))
    made, _ = in_mnemonics(text, 100, Manner(slower))
    assert re.findall("\x01([0-9]+)S", made) == ["92", "90", "100"]
    assert "S[[" not in in_mnemonics(text, 100)[0]


def test_sentences_of_a_paragraph_come_down_and_the_next_one_begins_anew() -> None:
    made, _ = in_mnemonics("এক দিন। দুই দিন। তিন দিন। চার দিন। পাঁচ দিন।\nছয় দিন।", 100)
    assert re.findall("\x01([0-9]+)P", made) == ["47", "45", "43", "50"]
    assert re.findall("\x01([0-9]+)P", in_mnemonics("এক দিন, দুই দিন।", 100, Manner((), 2))[0]) == ["45", "42"]


def test_the_last_word_of_a_sentence_comes_slower() -> None:
    made, places = in_mnemonics("কাল সকালে মেঘলা থাকবে আকাশ। তার পরে বৃষ্টি নামবে জোরে।", 100)
    slowed = [number for number, (place, _, _) in enumerate(places) if made.startswith("\x0188S", place)]
    assert slowed == [4, 9]
    assert "\x01" not in in_mnemonics("আকাশ মেঘলা থাকবে।", 100)[0]


def test_each_clause_begins_lower_until_the_sentence_ends() -> None:
    made, _ = in_mnemonics("এক দিন, দুই দিন; তিন দিন, চার দিন। পাঁচ দিন", 100)
    assert re.findall("\x01([0-9]+)P", made) == ["47", "44", "47"]


def test_no_command_stands_inside_what_is_written_as_one_word() -> None:
    assert "\x01" not in in_mnemonics("X,ঘর Y)দিন", 100)[0]


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [("k O l o m", "kˈɔlom"), ("ch o b i", "tʃʰˈobi"), ("c a~ d", "tʃˈãd"), ("b E N k", "bˈæŋk")],
)
def test_a_word_in_ipa(spoken: str, expected: str) -> None:
    assert unicodedata.normalize("NFC", ipa(spoken.split())) == unicodedata.normalize("NFC", expected)


@pytest.mark.slow
def test_espeak_says_what_it_is_asked() -> None:
    # In a process of its own: libespeak-ng is initialised once a process, and the tests of the engine do so.
    root = Path(__file__).parents[3]
    words = Path(__file__).with_name("phonemes.tsv")
    command = [sys.executable, root / "benchmarks" / "espeak_phonemes.py", words]
    found = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=found, capture_output=True, check=True)
    said, asked = re.findall(rb"\d+", done.stdout)[:2]
    assert said == asked
