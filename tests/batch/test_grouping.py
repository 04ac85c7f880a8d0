"""Articles to episodes, and the names of their folders."""

import re
from datetime import date, datetime, timedelta, timezone

import pytest

from audionews.batch.grouping import ArticleGroup, groups
from audionews.model import Article, Skipped
from audionews.support.slugs import slug, told_apart

IST = timezone(timedelta(hours=5, minutes=30))
LATE = datetime(2026, 11, 23, 20, 0, tzinfo=timezone.utc)  # noqa: UP017 - beside IST


def article(name: str, published: datetime | None = LATE, section: str | None = None) -> tuple[str, Article]:
    return name, Article(name, "খবর।", "শিরোনাম", published=published, section=section)


def made(found: list[tuple[str, Article] | Skipped], per: str) -> list[ArticleGroup]:
    return [one for one in groups(found, per, IST) if isinstance(one, ArticleGroup)]


@pytest.mark.parametrize("words", ["2", "২", "2026", "সেতু", "12-3", "", "budget", "Budget 2026", "a" * 99, "../x"])
def test_a_slug_is_never_a_number_and_tells_words_apart(words: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(words))
    assert re.search("[a-z]", slug(words))
    assert slug(words) != slug(f"{words}!")
    assert len(slug(words)) < 64


def test_a_plain_name_stays_what_it_is() -> None:
    assert slug("01-niti_sudhar") == "01-niti-sudhar"
    assert slug("12345").startswith("12345-x")
    assert told_apart("budget", "a/budget.txt") != told_apart("budget", "b/budget.txt")


def test_an_article_is_an_episode_of_its_day_in_the_zone_and_counts_once() -> None:
    found: list[tuple[str, Article] | Skipped] = [
        article("archive/bridge.txt"),
        article("archive/bridge.txt"),
        Skipped("x", "It is empty."),
        article("https://a.example/news/rain?id=1", published=None),
    ]
    told = list(groups(found, "article", IST))
    first, again, empty, last = told
    assert isinstance(first, ArticleGroup)
    assert isinstance(last, ArticleGroup)
    assert (first.day, first.slug, last.day, last.slug) == (date(2026, 11, 24), "bridge", None, "rain")
    assert isinstance(again, Skipped)
    assert "archive/bridge.txt" in again.why
    assert empty == Skipped("x", "It is empty.")


def test_a_day_a_section_a_folder() -> None:
    found: list[tuple[str, Article] | Skipped] = [
        article("a/1.txt", section="খেলা"),
        article("b/2.txt", LATE - timedelta(days=1), "Sports"),
        article("a/3.txt", LATE - timedelta(hours=1), "sports/cricket"),
    ]
    days = made(found, "day")
    assert [(one.day, len(one.articles)) for one in days] == [(date(2026, 11, 23), 1), (date(2026, 11, 24), 2)]
    assert {one.slug for one in days} == {"bulletin"}
    assert [len(one.articles) for one in made(found, "section")] == [1, 2]
    folders = made(found, "folder")
    assert [(one.known, one.slug, len(one.articles)) for one in folders] == [("folder a", "a", 2), ("folder b", "b", 1)]
    assert folders[0].day == date(2026, 11, 24)
    assert [one.source for one in folders[0].articles] == ["a/1.txt", "a/3.txt"]
