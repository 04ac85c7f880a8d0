"""Figures and names that are told without guessing, and what looks like one and is none."""

import pytest

from audionews.bengali.pronunciation.mentions import FIGURE, NAME, mentions


def found(text: str, kind: str, *known: str) -> list[str]:
    return [text[one.begins : one.ends] for one in mentions(text, known) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("খরচ দুই হাজার পাঁচশো কোটি টাকার বেশি।", ["দুই হাজার পাঁচশো কোটি টাকার"]),
        ("বৃষ্টি হয়েছে সাতাশ মিলিমিটার, বাতাসে আর্দ্রতা আশি শতাংশ।", ["সাতাশ মিলিমিটার", "আশি শতাংশ"]),
        ("দুই হাজার ছাব্বিশের মার্চ", ["দুই হাজার ছাব্বিশের"]),
        ("এক দিন পরে আর এক জন এলেন।", []),  # one among others, no figure
        ("এক একর জমি", []),
        ("দুই পক্ষই রাজি।", []),  # counts nothing that the tables know
    ],
)
def test_a_figure_is_said_with_what_it_counts(text: str, told: list[str]) -> None:
    assert found(text, FIGURE) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ঘূর্ণিঝড় ‘দানা’ দিঘায় আসছে।", ["দানা", "দিঘায়"]),
        ("প্রকল্পের নাম “সবুজ সাথী”।", ["সবুজ সাথী"]),
        ("শ্রী অরুণকে চিঠি", ["অরুণকে"]),
        ("সভায় ছিলেন অরুণ মুখোপাধ্যায়ের প্রতিনিধি।", ["অরুণ মুখোপাধ্যায়ের"]),
        ("রাজ্য সরকার জানা গেছে এমন কথায় বিশ্বাস করে না।", []),  # family names that are words too
        ("আদালতের রায় ও কর ছাড়", []),
        ("তিনি বলেন, “আজ কাজ হবে না এখানে”", []),  # a quotation
    ],
)
def test_a_name_is_told_where_nothing_is_guessed(text: str, told: list[str]) -> None:
    assert found(text, NAME) == told


def test_a_known_name_is_told_with_its_endings() -> None:
    assert found("ইউনেস্কোর বৈঠকে ইউনেস্কোতে", NAME, "ইউনেস্কো") == ["ইউনেস্কোর", "ইউনেস্কোতে"]


def test_what_is_mentioned_is_the_same_in_another_case() -> None:
    assert len({one.what for one in mentions("কলকাতায় কলকাতার কলকাতা")}) == 1
    assert len({one.what for one in mentions("সাতাশ শতাংশ কমে, সাতাশ শতাংশের বেশি")}) == 1
