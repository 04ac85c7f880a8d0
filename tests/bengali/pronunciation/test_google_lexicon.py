"""The installed lexicon: what it says comes before the network, and after what is written down here."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audionews.bengali.pronunciation import google_lexicon
from audionews.bengali.pronunciation.edition import edition
from audionews.bengali.pronunciation.notation import read
from audionews.bengali.pronunciation.phonemes import phonemes, pronounce, remembered

LEXICON = """# মন্তব্য
ঝিলমিলপুর	jh i l . m i l . p o r	0 0 0
ঝিলমিলপুর	jh i l . m i l . p u r
চাঁদনগাঁও	c a d . n O . g a o^
abc	e b i s i
টুংটাং	T u N ! T a N
একা
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, str]], None]]:
    caches = (google_lexicon.google_lexicon, edition, remembered)
    monkeypatch.setenv("AUDIONEWS_DATA", str(tmp_path))

    def put(table: dict[str, str], mark: str = "# one") -> None:
        lines = [f"{word}\t{spoken}" for word, spoken in table.items()]
        google_lexicon.place().write_text("\n".join([mark, *lines]), encoding="utf-8")
        for one in caches:
            one.cache_clear()

    put({})
    yield put
    for one in caches:
        one.cache_clear()


def test_a_lexicon_becomes_a_table_of_what_can_be_read() -> None:
    assert google_lexicon.table(LEXICON) == {
        "ঝিল*মিল*পুর*": "jh i l m i l p o r",
        "চাদ*ন*গাও": "c a d n O g a o",
    }


def test_it_is_looked_up_before_the_network_is_asked(installed: Callable[..., None]) -> None:
    before = phonemes("ঝিলমিলপুর")
    installed(google_lexicon.table(LEXICON))
    assert "".join(before) == "jhilmilpur"
    assert phonemes("ঝিলমিলপুর") == read("jh i l m i l p o r")


def test_what_is_written_down_here_comes_first(installed: Callable[..., None]) -> None:
    installed(google_lexicon.table("মঞ্চে\tm o n j e"))
    assert phonemes("মঞ্চে") == read("m O n c e")


def test_its_words_keep_their_nasal_vowels(installed: Callable[..., None]) -> None:
    installed(google_lexicon.table(LEXICON))
    assert pronounce(["চাঁদনগাঁও"], nasal=True) == [["c", "a~", "d", "n", "O", "g", "a~", "o"]]


def test_another_lexicon_is_another_edition(installed: Callable[..., None]) -> None:
    first = edition()
    installed({}, mark="# another")
    assert edition() != first


def test_what_is_damaged_is_as_if_it_were_not_there(installed: Callable[..., None]) -> None:
    installed({})
    google_lexicon.place().write_bytes(b"\xff\xfe\n\xff\tx\n")
    google_lexicon.google_lexicon.cache_clear()
    assert google_lexicon.google_lexicon() == {}
    assert google_lexicon.mark() == ""


@pytest.mark.parametrize(("written", "why"), [("k x", "x"), ("", "no phonemes"), (". .", "no phonemes")])
def test_what_is_no_notation_is_named(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(written)
