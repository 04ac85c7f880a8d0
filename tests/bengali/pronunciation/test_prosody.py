import pytest

from audionews.bengali.pronunciation.mentions import figures
from audionews.bengali.pronunciation.prosody import with_melody


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("খরচ দুই হাজার পাঁচশো কোটি টাকা।", ["দুই হাজার পাঁচশো কোটি"]),
        ("তিন দশমিক পাঁচ শতাংশ", ["তিন দশমিক পাঁচ"]),
        ("দুই হাজার ছাব্বিশের নভেম্বর", ["দুই হাজার ছাব্বিশের"]),
        ("এক কোটি, বারো লক্ষ", ["এক কোটি", "বারো লক্ষ"]),
        ("পাঁচ জন, সাতাশ শতাংশ", []),
        ("একটি তিনতলা বাড়ি", []),
    ],
)
def test_figures_are_number_words_in_a_row(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in figures(text)] == found


@pytest.mark.parametrize("text", ["বৃষ্টি হবে।", "বৃষ্টি হবে?", "তিনি বললেন, “আসব।”", "তবে -"])
def test_what_has_a_mark_at_its_end_keeps_its_melody(text: str) -> None:
    assert with_melody(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("কেন এমন হল?", "কেন এমন হল।"),
        ("তিনি বললেন, “দাম কত?”", "তিনি বললেন, “দাম কত।”"),
        ("দাম কি বাড়বে?", "দাম কি বাড়বে?"),
        ("কেনাকাটা শেষ?", "কেনাকাটা শেষ?"),
        ("কে এলেন? খবর কি ভাল?", "কে এলেন। খবর কি ভাল?"),
    ],
)
def test_a_question_falls_where_it_has_a_question_word(text: str, said: str) -> None:
    assert with_melody(text) == said


def test_a_headline_falls() -> None:
    assert with_melody("শহরে নতুন সেতু") == "শহরে নতুন সেতু!"
