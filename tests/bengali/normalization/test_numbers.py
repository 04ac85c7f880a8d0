from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali import normalize
from audionews.bengali.normalization import day_words
from audionews.bengali.normalization.locales import LOCALES, locale
from audionews.bengali.normalization.numbers import amount, count, ordinal, spelt, year
from audionews.bengali.script.codepoints import canonical

IN = locale("bn-IN")
SIZES = {"হাজার": 10**3, "লক্ষ": 10**5, "লাখ": 10**5, "কোটি": 10**7}


def cardinal(n: int, name: str = "bn-IN") -> str:
    return count(str(n), locale(name))


def value(words: str, name: str) -> int:
    """The number that `words` say: the inverse of `count`, written apart from it."""
    loc = locale(name)
    units = {word: n for n, word in enumerate(loc.numbers)} | {word: n * 100 for n, word in loc.hundreds.items()}
    total = part = 0
    for word in words.replace("দু'", loc.numbers[2] + " ").split():
        if word in SIZES:
            total, part = (total + part * SIZES[word], 0) if word != "কোটি" else ((total + part) * SIZES[word], 0)
        else:
            part += units[word]
    return total + part


@pytest.mark.parametrize("name", LOCALES)
def test_a_hundred_different_words(name: str) -> None:
    assert len(set(locale(name).numbers)) == 100
    assert all(value(cardinal(n, name), name) == n for n in range(100))


@given(st.integers(min_value=0, max_value=10**14), st.sampled_from(LOCALES))
def test_round_trip(n: int, name: str) -> None:
    assert value(cardinal(n, name), name) == n


@pytest.mark.parametrize(
    ("n", "india", "bangladesh"),
    [
        (0, "শূন্য", "শূন্য"),
        (20, "কুড়ি", "বিশ"),
        (100, "একশো", "একশো"),
        (200, "দুশো", "দুইশো"),
        (1002, "এক হাজার দুই", "এক হাজার দুই"),
        (2024, "দু'হাজার চব্বিশ", "দুই হাজার চব্বিশ"),
        (125000, "এক লক্ষ পঁচিশ হাজার", "এক লাখ পঁচিশ হাজার"),
        (22000, "বাইশ হাজার", "বাইশ হাজার"),
        (125_000_000_000, "বারো হাজার পাঁচশো কোটি", "বারো হাজার পাঁচশো কোটি"),
        (-5, "মাইনাস পাঁচ", "মাইনাস পাঁচ"),
    ],
)
def test_cardinals(n: int, india: str, bangladesh: str) -> None:
    assert normalize(cardinal(n)) == normalize(india)
    assert normalize(cardinal(n, "bn-BD")) == normalize(bangladesh)


def test_longest_are_read_digit_by_digit() -> None:
    assert cardinal(10**20).split() == ["এক", *["শূন্য"] * 20]


def test_other_readings() -> None:
    assert amount("87.970", IN) == "সাতাশি দশমিক নয় সাত শূন্য".replace("\u09df", "\u09af\u09bc")
    assert amount(".05", IN) == "শূন্য দশমিক শূন্য পাঁচ"
    assert spelt("033", IN) == "শূন্য তিন তিন"
    assert (year(1971, IN), year(1900, IN), year(2000, IN)) == ("উনিশশো একাত্তর", "উনিশশো", "দু'হাজার")
    assert (ordinal(4, IN), ordinal(11, IN), ordinal(12, IN, 25)) == ("চতুর্থ", "এগারোতম", "দ্বাদশ")


def test_unknown_locale() -> None:
    with pytest.raises(ValueError, match="bn-IN"):
        locale("bn")


def test_written_date_is_said() -> None:
    assert normalize(day_words.written(date(2026, 11, 23))) == "তেইশে নভেম্বর, দু'হাজার ছাব্বিশ"
    assert normalize(day_words.written(date(1947, 8, 15))) == "পনেরোই আগস্ট, উনিশশো সাতচল্লিশ"


@pytest.mark.parametrize("name", LOCALES)
def test_every_day_of_a_year_is_said_as_in_its_table(name: str) -> None:
    for n in range(366):
        day = date(2024, 1, 1) + timedelta(n)
        assert normalize(day_words.written(day), name).startswith(f"{locale(name).days[day.day]} ")


def test_bangla_date_is_said() -> None:
    assert day_words.bangla(date(2026, 4, 15)) == "১লা বৈশাখ, ১৪৩৩ বঙ্গাব্দ"
    assert normalize(day_words.bangla(date(2026, 4, 15))) == canonical("পয়লা বৈশাখ, চোদ্দোশো তেত্রিশ বঙ্গাব্দ")


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "রাত"), (5, "ভোর"), (7, "সকাল"), (13, "দুপুর"), (16, "বিকেল"), (19, "সন্ধ্যা"), (22, "রাত")]
)
def test_parts_of_the_day(hour: int, part: str) -> None:
    assert day_words.part_of_day(hour, IN) == part
