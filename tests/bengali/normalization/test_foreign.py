"""Words in Latin letters that no lexicon has; what is said of whole sentences stands in the cases."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import latin_archives
import letter_alignment
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.normalization import english, foreign, indic, latin, origin
from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.normalization.spelling_network import LETTERS, spelling_network
from audionews.bengali.normalization.word_archives import lines, member, unpacked
from audionews.bengali.script.codepoints import HASANTA, canonical

DATA = files("audionews.bengali").joinpath("data")
WORD = st.text(alphabet=LETTERS, min_size=1, max_size=70)


def test_files_are_small() -> None:
    english_size, indic_size = (
        sum(len(DATA.joinpath(f"{name}.{kind}").read_bytes()) for kind in ("zip", "npz"))
        for name in ("english", "indic")
    )
    assert english_size < 1_000_000
    assert indic_size < 700_000
    assert len(DATA.joinpath("places.zip").read_bytes()) < 60_000


@pytest.mark.parametrize("name", ["english", "indic"])
def test_a_network_tells_for_each_letter_what_it_may_be(name: str) -> None:
    told = spelling_network(name)
    assert set(told.options) == set(LETTERS)
    assert all(set(options) <= set(told.network.column) for options in told.options.values())


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("আজ ১২টি World Cup ম্যাচ।", set()),
        ("আজ Gambling নিয়ে সভা।", {"zipfile"}),
        ("আজ Zqorple নিয়ে সভা।", {"zipfile", "numpy"}),
    ],
)
def test_what_is_loaded_when_it_is_first_needed(text: str, loaded: set[str]) -> None:
    script = (
        "import sys; before = set(sys.modules); from audionews.bengali import normalize\n"
        f"normalize({text!r}); print(*({{'zipfile', 'numpy'}} & (set(sys.modules) - before)))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert set(told.split()) == loaded


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ramgarh", "রামগড়"),
        ("karimabad", "করিমাবাদ"),
        ("fakhruddin", "ফখরুদ্দিন"),
        ("program", "প্রোগ্রাম"),
        ("gram", "গ্রাম"),
    ],
)
def test_what_names_end_with_tells_how_the_rest_is_read(word: str, said: str) -> None:
    assert latin.say(word) == canonical(said)


def test_a_vowel_of_an_open_syllable_is_said_in_a_name_that_no_list_has() -> None:
    assert indic.as_spelt("gosaba", ["গ", "", "স", "া", "ব", ""]) == ["গ", "ো", "স", "া", "ব", "া"]
    assert indic.as_spelt("vwa", ["ব", f"{HASANTA}ব", ""]) == ["ভ", "ওয়", "া"]


@given(WORD)
def test_any_letters_become_bengali_ones(word: str) -> None:
    assert re.fullmatch("[\u0980-\u09e3\u200c\u200d -]+", latin.unknown(word))


def test_sounds_have_the_letters_that_spell_them() -> None:
    heard = english.sounds("knight", ["", "N", "AY", "", "", "T"])
    assert heard == [("N", "kn"), ("AY", "igh"), ("T", "t")]


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("zero", "জিরো"),
        ("knowledge", "নলেজ"),
        ("nation", "নেশন"),
        ("stories", "স্টোরিজ"),
        ("washed", "ওয়াশড"),
        ("judges", "জাজেস"),
        ("rally", "র‍্যালি"),
        ("quality", "কোয়ালিটি"),
        ("sweet", "সুইট"),
        ("poet", "পোয়েট"),
        ("singer", "সিঙ্গার"),
        ("branches", "ব্রাঞ্চেস"),
        ("future", "ফিউচার"),
        ("homestay", "হোমস্টে"),
        ("starship", "স্টারশিপ"),
        ("makeup", "মেকআপ"),
        ("parking", "পার্কিং"),
        ("precedent", "প্রেসেডেন্ট"),
        ("analyse", "অ্যানালাইজ"),
        ("brightness", "ব্রাইটনেস"),
        ("yog", "যোগ"),
        ("navbharat", "নবভারত"),
        ("ritwik", "ঋত্বিক"),
        ("dakshineswar", "দক্ষিণেশ্বর"),
    ],
)
def test_a_word_is_read_as_what_it_looks_like(word: str, written: str) -> None:
    assert foreign.say(word) == written


def test_spelling_tells_indian_words_from_english_ones() -> None:
    assert min(map(origin.indian, ["bharatiya", "bhattacharya", "shubho", "mahavidyalaya"])) > 2
    assert max(map(origin.indian, ["strength", "knowledge", "express", "television"])) < -1


def test_a_word_is_found_by_its_consonants() -> None:
    assert indic.skeleton("lakshmi") == indic.skeleton("laxmi") == "lksm"
    assert indic.cost("shanti", "শান্তি") == 0
    assert 0 < indic.cost("santi", "শান্তি") < indic.cost("xyz", "শান্তি") == indic.NEVER


def test_a_spelling_that_the_list_knows_is_preferred() -> None:
    assert indic.attested("কর্পরেশন") == "কর্পোরেশন"
    assert indic.attested("রিফাইন্ড") == "রিফাইন্ড"


def test_script_joins_vowels_and_conjuncts_but_where_a_table_keeps_them_apart() -> None:
    assert joined("ক", "আট") == "কাট"
    assert joined("স", "ট") == "স্ট"
    assert joined("নেট", "-ওয়ার্ক") == "নেট\u200cওয়ার্ক"
    assert joined("র", "অ্যালি") == "র‍্যালি"


def test_letters_get_their_sounds() -> None:
    words = {a + b + c: (a.upper(), b.upper(), c.upper()) for a in "ptkbdg" for b in ("ae", "ih") for c in "ptkbdg"}
    spelt = {word[0] + word[1] + word[-1]: heard for word, heard in words.items()}
    assert letter_alignment.align(spelt) == {word: [(sound,) for sound in heard] for word, heard in spelt.items()}
    assert letter_alignment.align({"x": ("EH", "K", "S")}) == {}


def test_archives_give_back_what_was_packed(tmp_path: Path) -> None:
    words = {"cat": ["K", "AE", "T"], "cab": ["K", "AE", "B"], "city": ["S", "IH", "T", "IY"]}
    for name in "ab":
        latin_archives.write(tmp_path / name, latin_archives.paired(words, {"cat"}))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with ZipFile(tmp_path / "a") as archive:
        sounds = archive.read("sounds").decode().split("|")
        found = unpacked(archive.read("c"), "a")
    assert {word: [sounds[ord(sign) - ord("!")] for sign in signs] for word, signs in found.items()} == {
        "Cat": words["cat"],
        "cab": words["cab"],
    }


def test_every_word_of_the_archives_can_be_read() -> None:
    sounds = member("english", "sounds").decode().split("|")
    assert english.known("cat") == ["K", "AE", "T"]
    assert all(ord("!") + at < 0x7F for at in range(len(sounds)))
    assert "শান্তি" in lines("indic", "snt")
    assert not lines("indic", "zzz")
    assert english.known("zzxy") is None
