import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.script.sentences import LONGEST, split_sentences

# Characters on which splitting hangs, and a few words around them.
TEXT = st.lists(
    st.sampled_from(
        [
            *"।৷|.?!…,;:-–—()[]‘’“”\"' \n\t১২3ক",
            "।।",
            "...",
            "’’",
            "মো",
            "ড",
            "তিনি",
            "বলেন",
            "প্রশ্ন",
            "\u200c",
            "\u00a0",
            "\x1c",
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("তিনি এলেন। তিনি গেলেন।", ["তিনি এলেন।", "তিনি গেলেন।"]),
        ("কে এলেন? কেউ না!", ["কে এলেন?", "কেউ না!"]),
        ("ভোট পড়েছে ৮৭.৯৭ শতাংশ। শেষ।", ["ভোট পড়েছে ৮৭.৯৭ শতাংশ।", "শেষ।"]),
        ("ড. সেন ও মো. আলী বি.এ. পাশ।", ["ড. সেন ও মো. আলী বি.এ. পাশ।"]),
        ("এ. পি. জে. আবদুল কালাম আসেন.", ["এ. পি. জে. আবদুল কালাম আসেন."]),
        ("দল জিতেছে. শহরে উৎসব.", ["দল জিতেছে.", "শহরে উৎসব."]),
        ("‘কেন?’ বলে প্রশ্ন তোলেন তিনি। শেষ।", ["‘কেন?’ বলে প্রশ্ন তোলেন তিনি।", "শেষ।"]),
        ("‘জয়!’-এর ধ্বনি। শেষ।", ["‘জয়!’-এর ধ্বনি।", "শেষ।"]),
        ("তিনি বলেন, ‘যাব।’’ এর পরে চুপ।", ["তিনি বলেন, ‘যাব।’’", "এর পরে চুপ।"]),
        ("তাঁর ‘কে আমি?’ বইটি ভাল।", ["তাঁর ‘কে আমি?’ বইটি ভাল।"]),
        ("দাম বাড়ল... আবার কমল।", ["দাম বাড়ল... আবার কমল।"]),
        ("দল এল| দল গেল|", ["দল এল|", "দল গেল|"]),
        ("কলকাতা | রাজ্য | দেশ", ["কলকাতা | রাজ্য | দেশ"]),
        ("ঠিকানা www.example.com/a?b=1 দেখুন। শেষ।", ["ঠিকানা www.example.com/a?b=1 দেখুন।", "শেষ।"]),
        ("১. চাল। ২. ডাল।", ["১. চাল।", "২. ডাল।"]),
        ("শিরোনাম\nপ্রথম বাক্য। দ্বিতীয়", ["শিরোনাম", "প্রথম বাক্য।", "দ্বিতীয়"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def visible(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(TEXT | st.text())
def test_nothing_but_white_space_is_lost_and_nothing_changed(text: str) -> None:
    sentences = split_sentences(text)
    assert visible("".join(sentences)) == visible(text)
    assert all(sentence and sentence == sentence.strip() for sentence in sentences)


@given(TEXT | st.text())
def test_a_line_break_always_ends_a_segment(text: str) -> None:
    assert split_sentences(text) == [s for line in text.splitlines() for s in split_sentences(line)]


@given(TEXT)
def test_a_sentence_is_not_split_again_into_words_of_no_sound(text: str) -> None:
    for line in text.splitlines():
        sentences = split_sentences(line)
        assert len(sentences) < 2 or all(re.search(r"\w", sentence) for sentence in sentences)


def test_a_sentence_without_end_comes_in_breath_groups() -> None:
    text = ", ".join(["সেতু তৈরির কাজ আরও এক ধাপ এগিয়েছে"] * 1200) + "।"
    parts = split_sentences(text)
    assert max(map(len, parts)) <= LONGEST
    assert " ".join(parts) == text
    assert all(part.endswith((",", "।")) for part in parts)


def test_a_long_sentence_of_the_news_stays_whole() -> None:
    text = "তিনি জানান, " + "কাজ এগোচ্ছে দ্রুত, " * 40 + "শেষ হবে জুনে।"
    assert split_sentences(text) == [text]
