"""Which section an article stands in, by any paper's word for it, and what is read first."""

from dataclasses import replace

import pytest

from audionews.model import Article
from audionews.rundown.sections import _plain, _table, layout, ranked


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("রাজ্য", "রাজ্য"),
        ("Sports", "খেলা"),
        ("SPORT", "খেলা"),
        ("খেলাধুলা", "খেলা"),
        ("প্রচ্ছদ / বাংলাদেশ / স্বাস্থ্য", "স্বাস্থ্য"),
        ("Home > World News", "বিদেশ"),
        ("news/india", "দেশ"),
        ("Science & Technology", "বিজ্ঞান"),
        ("বিজ্ঞান ও প্রযুক্তি", "বিজ্ঞান"),
        ("অর্থ-বাণিজ্য", "অর্থনীতি"),
        ("শেয়ার বাজার", "অর্থনীতি"),
        ("আবহাওয়া", "আবহাওয়া"),
        ("  Weather ", "আবহাওয়া"),
        ("Cricket / অজানা", "খেলা"),
        ("অজানা", None),
        ("", None),
        (None, None),
    ],
)
def test_a_papers_word_finds_its_section(name: str | None, section: str | None) -> None:
    found = layout().of(name)
    assert (found.name if found else None) == section


def test_no_word_means_two_sections() -> None:
    words = [_plain(word) for section, names in _table() for word in {section.name, *names}]
    assert len(words) == len(set(words))


def test_the_users_order_aliases_and_heads_go_first() -> None:
    plan = layout(["খেলা", "পাহাড়"], {"দার্জিলিং": "পাহাড়", "sports": "আবহাওয়া"}, {"পাহাড়": "পাহাড়ের খবর"})
    assert [one.name for one in plan.order[:3]] == ["খেলা", "পাহাড়", "রাজ্য"]
    hill = plan.of("দার্জিলিং")
    assert hill is not None
    assert hill.head == "পাহাড়ের খবর"
    assert plan.place(hill) == 1
    assert plan.of("Sports") != plan.of("cricket")


def test_the_order_may_use_any_name_of_a_section() -> None:
    assert [one.name for one in layout(["sports", "ভারত"]).order[:2]] == ["খেলা", "দেশ"]


def test_by_section_then_papers_then_place_in_the_paper() -> None:
    def one(site: str, also: int = 0) -> Article:
        return Article("s", "t", "h", site=site, also=("x",) * also)

    articles = [one("ক"), one("ক"), one("ক", 2), one("খ"), one("খ")]
    assert ranked(articles, lambda number: 0) == [2, 0, 3, 1, 4]
    assert ranked(articles, lambda number: number == 0) == [2, 3, 1, 4, 0]
    assert ranked([replace(each, site=None, url="https://a.example/1") for each in articles], lambda _: 0)[0] == 2
