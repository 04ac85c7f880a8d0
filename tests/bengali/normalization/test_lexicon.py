from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audionews.bengali import normalize
from audionews.bengali.normalization.lexicon import Lexicon, LexiconError
from audionews.bengali.normalization.suggest import suggest
from audionews.bengali.pronunciation.notation import PHONEMES, read
from audionews.bengali.pronunciation.phonemes import pronounce
from audionews.bengali.pronunciation.respelling import respelt


def test_the_users_word_wins_and_carries_endings() -> None:
    words = Lexicon.of({"BJP": "ভাজপা", "G20": "জি কুড়ি", "সুনক": "সুনাক", "New Town": "নিউ টাউন"})
    assert normalize("BJP-র সভা, BJPকে চিঠি।", lexicon=words) == "ভাজপার সভা, ভাজপাকে চিঠি।"
    assert normalize("G20-এর বৈঠকে সুনকের কথা।", lexicon=words) == "জি কুড়ির বৈঠকে সুনাকের কথা।"
    assert normalize("New Town-এ আগুন।", lexicon=words) == "নিউ টাউনে আগুন।"


def test_only_whole_words_are_taken() -> None:
    words = Lexicon.of({"কর": "করো"})
    assert normalize("করিম কর দেন, আকর নয়।", lexicon=words) == "করিম করো দেন, আকর নয়।"


def test_a_file_is_read_with_comments_and_bom(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.tsv"
    file.write_text("\ufeff# মন্তব্য\n\nISRO\tইস্রো\n", encoding="utf-8")
    assert normalize("ISRO-র উপগ্রহ", lexicon=Lexicon.read(file)) == "ইস্রোর উপগ্রহ"


def test_a_table_of_settings_is_read(tmp_path: Path) -> None:
    file = tmp_path / "audionews.toml"
    file.write_text('title = "খবর"\n[lexicon]\nISRO = "ইস্রো"\n', encoding="utf-8")
    assert normalize("ISRO-র উপগ্রহ", lexicon=Lexicon.read(file)) == "ইস্রোর উপগ্রহ"


@pytest.mark.parametrize(
    ("written", "sounds"),
    [("সূর্যনীল", "sh u r j O n i l"), ("বেলডাঙা", "b E l D O N g a"), ("XYZ", "/e sh o/ /k O l o m/")],
)
def test_phonemes_between_slashes_are_what_is_pronounced(written: str, sounds: str) -> None:
    words = Lexicon.of({written: sounds if "/" in sounds else f"/{sounds}/"})
    said = normalize(written, lexicon=words)
    assert pronounce(said.split()) == [one.split() for one in sounds.strip("/").split("/ /")]


def test_a_word_in_phonemes_takes_its_endings() -> None:
    words = Lexicon.of({"শাবির": "/sh a b i r/", "NASA": "/n a sh a/"})
    said = normalize("শাবিরের NASA-র", lexicon=words)
    assert pronounce(said.split()) == [read("sh a b i r e r"), read("n a sh a r")]


@example(["r", "E"])  # র‍্যা, whose joiner keyboards lose
@given(st.lists(st.sampled_from(sorted(PHONEMES)), min_size=1, max_size=8))
@settings(max_examples=50)
def test_a_respelling_is_read_as_asked_or_there_is_none(sounds: list[str]) -> None:
    found = respelt(sounds)
    assert found is None or pronounce([found]) == [sounds]
    assert found is None or normalize(found) == found


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("lexicon.tsv", "# a\nBJP বিজেপি\n", 2),
        ("lexicon.tsv", "BJP\tবিজেপি\nISRO\tisro\n", 2),
        ("lexicon.tsv", "BJP\tবিজেপি\tআরও\n", 1),
        ("lexicon.tsv", "# a\nBJP\t/b x/\n", 2),
        ("lexicon.tsv", "BJP\t//\n", 1),
        ("audionews.toml", "[lexicon]\nBJP = 5\n", 2),
        ("audionews.toml", "[lexicon\n", 1),
        ("audionews.toml", "\nlexicon = 3\n", 2),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, content: str, line: int) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        Lexicon.read(file)
    assert caught.value.line == line
    assert f"{file}:{line}:" in str(caught.value)


def test_one_lexicon_over_another() -> None:
    near, far = Lexicon.of({"BJP": "ভাজপা"}), Lexicon.of({"BJP": "বিজেপি", "TMC": "তৃণমূল"})
    assert normalize("BJP ও TMC", lexicon=near.over(far)) == "ভাজপা ও তৃণমূল"


def test_suggestions_name_the_unknown_first() -> None:
    rows = suggest(["Zorblax-এর খবর, ISRO-র খবর, Zorblax আবার।"])
    assert [(row.written, row.count, row.known) for row in rows] == [("Zorblax", 2, False), ("ISRO", 1, True)]
    assert rows[1].spoken == "ইসরো"


def test_suggestions_rank_what_would_be_mended_most() -> None:
    rows = suggest(["Zorblax ও Quuxle। Quuxle আবার, Quuxle। BJP-র সভা।"])
    assert [(row.written, row.count) for row in rows] == [("Quuxle", 3), ("Zorblax", 1), ("BJP", 1)]
    assert rows[0].doubt > rows[2].doubt


def test_suggestions_tell_bengali_words_whose_sound_is_unsure() -> None:
    rows = suggest(["বৈদ্যবাটির হবুচন্দ্র ও গবুচন্দ্রের সভা। বললেন মন্ত্রী হবুচন্দ্র। বাংলা।"])
    assert all(row.spoken.startswith("/") and row.instead.startswith("/") for row in rows)
    assert all(row.spoken != row.instead and 0 < row.doubt <= 1 for row in rows)
    assert all(row.why == "name" for row in rows if row.written == "হবুচন্দ্র")
    assert "বাংলা" not in {row.written for row in rows}


def test_forms_of_a_word_are_one_suggestion() -> None:
    rows = {row.written: row for row in suggest(["Zorblax-এর কথা, Zorblaxকে চিঠি। ঝুমঝুমি, ঝুমঝুমির, ঝুমঝুমিতে।"])}
    assert rows["Zorblax"].count == 2
    assert "ঝুমঝুমির" not in rows
