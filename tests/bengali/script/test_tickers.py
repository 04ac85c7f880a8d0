"""Headlines in one line are told from running text by what parts them."""

import pytest

from audionews.bengali.script.tickers import is_row, is_ticker, partings

HEADLINES = ["সেতুর কাজ শেষ হবে জুনে", "হাসপাতালে নতুন শয্যা একশো", "চালের দাম কমেছে দুই টাকা", "মেলা শুরু হচ্ছে আজ"]
SENTENCES = [f"{headline}।" for headline in HEADLINES]


@pytest.mark.parametrize("sign", [" ◈ ", "★", " ▶ ", "     "])
def test_headlines_between_signs_or_gaps(sign: str) -> None:
    assert is_ticker(sign.join(HEADLINES))
    assert not is_ticker(sign.join(SENTENCES))


def test_colons_part_many_headlines_only() -> None:
    assert is_ticker(" : ".join([*HEADLINES, HEADLINES[0]]))
    assert not is_ticker(" : ".join(HEADLINES[:2]))


@pytest.mark.parametrize("sign", [" • ", " » ", "||", "» «"])
def test_what_may_be_a_list_is_a_row_and_no_ticker(sign: str) -> None:
    line = sign.join(HEADLINES)
    assert is_row(line)
    assert not is_ticker(line)
    assert partings(line) == len(HEADLINES) - 1


def test_keywords_with_counts_are_a_row() -> None:
    words = ["জাতীয়", "খেলা", "শিক্ষা", "বিনোদন", "অর্থনীতি", "প্রযুক্তি", "স্বাস্থ্য", "চাকরি"]
    assert is_row(" ".join(f"{12 + at} {word}" for at, word in enumerate(words)))
    assert not is_row("জেলায় 12 জন আহত হয়েছেন, 3 জনের অবস্থা গুরুতর, 4 জন বাড়ি ফিরেছেন বলে জানিয়েছে হাসপাতাল।")
