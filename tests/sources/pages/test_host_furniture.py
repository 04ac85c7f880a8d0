"""What stories of one site have in common is marked as furniture, within a run and over the weeks; the rest is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from audionews.model import Article, ArticleLine
from audionews.sources.pages.host_furniture import ROLE, marked
from audionews.support.store import Store

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 23)
BOX = "রোজ সকালে আমাদের চিঠি পৌঁছে যায়।"


def story(number: int, *texts: str, host: str = "x.example") -> Article:
    lines = tuple(ArticleLine(text) for text in texts)
    return Article("s", "\n".join(texts), f"শিরোনাম {number}", url=f"https://{host}/{number}", lines=lines)


def roles(articles: list[Article]) -> list[list[str]]:
    return [[line.role for line in article.lines] for article in articles]


def test_a_line_of_two_stories_of_one_site_is_marked() -> None:
    found = marked([story(1, "নদীতে জল বেড়েছে।", BOX), story(2, "হাটে ভিড় কমেছে।", BOX)], None, DAY)
    assert roles(found) == [["", ROLE], ["", ROLE]]


def test_a_line_of_two_sites_or_twice_in_one_story_is_not() -> None:
    found = marked([story(1, BOX, BOX), story(2, BOX, host="y.example")], None, DAY)
    assert roles(found) == [["", ""], [""]]


def test_it_is_remembered_for_some_weeks_and_a_story_is_not_its_own_neighbour(tmp_path: Path) -> None:
    kept = Store(tmp_path / "clips")
    marked([story(1, BOX, "নদীতে জল বেড়েছে।")], kept, DAY)
    assert roles(marked([story(1, BOX, "নদীতে জল বেড়েছে।")], kept, DAY)) == [["", ""]]
    assert roles(marked([story(2, BOX)], kept, DAY + timedelta(days=7))) == [[ROLE]]
    assert roles(marked([story(3, BOX)], Store(tmp_path / "clips"), DAY + timedelta(days=90))) == [[""]]


def test_a_damaged_memory_is_forgotten(tmp_path: Path) -> None:
    from audionews.support import store

    kept = Store(tmp_path / "clips")
    store.of_sites(kept).put(store.key("furniture", "x.example"), b"[1, 2")
    assert roles(marked([story(1, BOX)], kept, DAY)) == [[""]]


def in_block(path: str, *texts: str) -> tuple[ArticleLine, ...]:
    return tuple(ArticleLine(text, path=path) for text in texts)


def test_what_else_stands_in_a_block_of_the_sites_is_marked_now_and_later(tmp_path: Path) -> None:
    kept, box = Store(tmp_path / "clips"), "main>div.chithi"

    def told(number: int, news: str, count: str) -> Article:
        lines = (*in_block("main>p", news), *in_block(box, BOX, "চিঠি পেতে নাম লেখান।", count))
        return Article("s", news, f"শিরোনাম {number}", url=f"https://x.example/{number}", lines=lines)

    both = [told(1, "নদীতে জল বেড়েছে।", "৩১২ জন পেয়েছেন"), told(2, "হাটে ভিড় কমেছে।", "৪১৯ জন পেয়েছেন")]
    assert roles(marked(both, kept, DAY)) == [["", ROLE, ROLE, ""]] * 2  # two thirds of the block: not yet its own
    three = [*both, told(3, "খেয়া বন্ধ ছিল দু'দিন।", "চিঠি পেতে নাম লেখান।")]
    assert roles(marked(three, kept, DAY))[0] == ["", ROLE, ROLE, ROLE]
    assert roles(marked([told(4, "মেলা বসেছে মাঠে।", "৫২০ জন পেয়েছেন")], kept, DAY + timedelta(days=3))) == [
        ["", ROLE, ROLE, ROLE]
    ]
