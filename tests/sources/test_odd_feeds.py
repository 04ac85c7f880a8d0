"""Five days of a site whose feeds are odd in every way: nothing is lost, nothing told twice, nothing old is news."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, Reply
from odd_feeds import FIRST, OddSite, Told, item, rss, story
from paper_files import docx, paragraph

from audionews.settings import GatheringSettings
from audionews.sources import GatherOptions, gather
from audionews.sources.read_history import ReadHistory
from audionews.support.events import Event, Note
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock, Patience
from audionews.support.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = timedelta(days=1)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as site:
        yield site


def fetcher(cache: Path) -> Fetcher:
    reach = Reach(allow_private=True, cache=Store(cache), read=0.2, patience=Patience(attempts=1))
    return Fetcher(reach, clock=Clock(sleep=lambda _: None))


@pytest.mark.slow
def test_five_days(server: Loopback, tmp_path: Path) -> None:
    site, seen = OddSite(server), ReadHistory()
    for day in range(5):
        new, now = site.day(day), FIRST + day * DAY
        options = GatherOptions(fetcher=fetcher(tmp_path), seen=seen, gathering=GatheringSettings(since=DAY), now=now)
        articles, skipped = gather(site.sources, options)
        assert {one.headline for one in articles} == new, day
        assert len(articles) == len(new)
        whys = {one.source.removeprefix(server.url): one.why for one in skipped}
        assert set(whys) == {"/silent.xml", "/gone.xml", "/b/strange", f"/k/{day}"}
        assert "গত কাল সন্ধ্যায়" in whys["/b/strange"]
        assert "broken letter" in whys[f"/k/{day}"]
        broken = next(one for one in articles if one.source.endswith(f"/k/{day}"))
        kept = [one for one in story("broken", day).sentences if one in broken.text]
        assert len(kept) == 11
        seen = seen.after(articles, now)


def read(
    tmp_path: Path, feed: bytes, *, events: list[Event] | None = None, **wanted: object
) -> tuple[list[str], list[str]]:
    """Return headlines and reasons of a feed saved to disk, as it is read on the first day."""
    path = tmp_path / "saved.xml"
    path.write_bytes(feed)
    options = GatherOptions(gathering=GatheringSettings(**wanted), now=FIRST, fetcher=fetcher(tmp_path))  # type: ignore[arg-type]
    heard = events if events is not None else []
    articles, skipped = gather([str(path)], options, on_event=heard.append)
    return [one.headline or "" for one in articles], [one.why for one in skipped]


def test_stories_at_one_address_are_told_apart_and_have_names_of_their_own(tmp_path: Path) -> None:
    told = [story("a", 0, number) for number in range(3)]
    path = tmp_path / "saved.xml"
    path.write_bytes(rss(item(one, "https://x.example/") for one in told))
    articles, _ = gather([str(path)])
    assert [one.headline for one in articles] == [one.headline for one in told]
    assert len({one.source for one in articles}) == 3
    assert {one.url for one in articles} == {"https://x.example/"}


def test_a_feed_without_anything_young_says_just_that(tmp_path: Path) -> None:
    old = rss([item(story("a", -3), "https://x.example/1"), item(story("a", -9), "https://x.example/2")])
    assert read(tmp_path, old, since=DAY) == ([], ["Nothing in it is younger than 24 hours."])
    assert read(tmp_path, old, since=3 * DAY) == ([], ["Nothing in it is younger than 3 days."])


def test_a_date_that_cannot_be_read_is_told_and_not_new(tmp_path: Path) -> None:
    feed = rss([item(story("a", 0), "https://x.example/1", date="কাল"), item(story("b", 0), "https://x.example/2")])
    headlines, whys = read(tmp_path, feed, since=DAY)
    assert headlines == [story("b", 0).headline]
    assert whys == ["A date cannot be read (“কাল”); what is not known to be young is not read with --since."]
    heard: list[Event] = []
    headlines, whys = read(tmp_path, feed, events=heard)
    assert (len(headlines), whys) == (2, [])
    assert any("“কাল”" in one.text for one in heard if isinstance(one, Note))


def test_a_day_without_a_clock_may_have_been_as_late_as_its_end(tmp_path: Path) -> None:
    dates = ("2026-11-20", "19/11/2026", "18 Nov 2026", "2026-11-18T23:59")
    feed = rss(item(story(date, 0), f"https://x.example/{at}", date=date) for at, date in enumerate(dates))
    assert read(tmp_path, feed, since=DAY)[0] == [story(date, 0).headline for date in dates[:2]]


def test_json_feeds_may_count_the_seconds(tmp_path: Path) -> None:
    told = story("a", 0)
    row = {
        "url": "https://x.example/1",
        "title": told.headline,
        "content_text": told.text,
        "date_published": 1678596600,
    }
    path = tmp_path / "saved.json"
    path.write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [row]}), encoding="utf-8")
    articles, _ = gather([str(path)])
    assert articles[0].published == datetime(2023, 3, 12, 4, 50, tzinfo=UTC)


def test_a_list_of_too_many_feeds_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text(
        "<opml>" + "".join(f"<outline xmlUrl='ftp://{n}'/>" for n in range(203)) + "</opml>"
    )
    _, skipped = gather([str(tmp_path / "a.opml")])
    assert "Only 200 of its 203 feeds are read, the first." in [one.why for one in skipped]


def test_an_entry_that_leads_to_a_document_gives_its_text(server: Loopback, tmp_path: Path) -> None:
    told = story("a", 0)
    server.routes["/robots.txt"] = Reply(b"", 404)
    server.routes["/1.docx"] = Reply(docx(paragraph(told.text)), media="application/octet-stream")
    (tmp_path / "saved.xml").write_bytes(
        rss([item(told, f"{server.url}/1.docx", body="<description>ছোট।</description>")])
    )
    articles, skipped = gather([str(tmp_path / "saved.xml")], GatherOptions(fetcher=fetcher(tmp_path)))
    assert skipped == []
    assert (articles[0].headline, articles[0].source) == (told.headline, f"{server.url}/1.docx")


def test_a_feed_whose_oldest_entry_is_first_gives_its_newest(tmp_path: Path) -> None:
    told = [story("a", 0, number) for number in (5, 4, 3, 2, 1, 0)]
    feed = rss(item(one, f"https://x.example/{at}") for at, one in enumerate(told))
    assert read(tmp_path, feed, limit=2)[0] == [one.headline for one in told[-2:]]
    mixed = rss(item(told[at], f"https://x.example/{at}") for at in (3, 5, 1, 0))
    assert read(tmp_path, mixed, limit=2)[0] == [told[3].headline, told[5].headline]


@pytest.mark.slow
def test_more_than_five_hundred_stories_cost_the_oldest_and_it_is_told(tmp_path: Path) -> None:
    told = [Told(f"a {number}", FIRST - timedelta(minutes=number)) for number in range(503)]
    feed = rss(item(one, f"https://x.example/{one.name}") for one in reversed(told))
    headlines, whys = read(tmp_path, feed)
    assert headlines == [one.headline for one in reversed(told[:500])]
    assert whys == ["Only 500 of its 503 stories are read, the newest."]
    assert read(tmp_path, feed, since=timedelta(minutes=2))[1] == []


def test_relative_links_of_a_saved_feed_begin_where_it_says_it_lives(tmp_path: Path) -> None:
    told = story("a", 0)
    (tmp_path / "saved.xml").write_bytes(rss([item(told, "/news/1 a")], link="https://x.example/front"))
    articles, _ = gather([str(tmp_path / "saved.xml")])
    assert articles[0].url == "https://x.example/news/1%20a"


def test_what_the_limit_of_all_feeds_leaves_out_is_told(tmp_path: Path) -> None:
    feed = rss(item(story("a", 0, number), f"https://x.example/{number}") for number in range(4))
    heard: list[Event] = []
    assert len(read(tmp_path, feed, events=heard, limit_all=3)[0]) == 3
    assert [one.text[:35] for one in heard if isinstance(one, Note)] == ["Of 4 stories of feeds 3 are read, a"]


def test_what_is_merged_is_told_a_line_each(tmp_path: Path) -> None:
    told = story("a", 0)
    for name in ("one", "two"):
        (tmp_path / f"{name}.xml").write_bytes(rss([item(told, f"https://{name}.example/")]))
    heard: list[Event] = []
    articles, _ = gather([str(tmp_path / "one.xml"), str(tmp_path / "two.xml")], on_event=heard.append)
    assert len(articles) == 1
    lines = [one.text for one in heard if isinstance(one, Note)]
    assert len(lines) == 1
    assert "two.example" in lines[0]
    assert "which is read" in lines[0]


def test_a_feed_that_holds_a_story_inside_another_keeps_both(tmp_path: Path) -> None:
    part, whole = story("a", 0), story("b", 0)
    body = f"<content:encoded><![CDATA[{whole.markup}{part.markup}]]></content:encoded>"
    feed = rss([item(part, "https://x.example/1"), item(whole, "https://x.example/2", body=body)])
    assert read(tmp_path, feed)[0] == [part.headline, whole.headline]


def test_stories_of_one_feed_that_differ_in_their_numbers_are_two(tmp_path: Path) -> None:
    told = story("a", 0)
    bodies = [f"<content:encoded>{told.text} আজকের দর {price} টাকা।</content:encoded>" for price in ("৫৪০", "৬২০", "৬২০")]
    feed = rss(item(told, f"https://x.example/{at}", title="দর", body=body) for at, body in enumerate(bodies))
    assert len(read(tmp_path, feed)[0]) == 2


@pytest.mark.slow
def test_a_slow_site_ends_with_its_minutes_and_the_others_are_read(server: Loopback, tmp_path: Path) -> None:
    """Of forty pages behind one slow site the first comes; another paper's come all."""
    slow, quick = [story("slow", 0, number) for number in range(40)], [story("quick", 0, number) for number in range(9)]
    server.routes["/robots.txt"] = Reply(b"", 404)
    for one in (*slow, *quick):
        markup = f"<!doctype html><title>{one.headline}</title><h1>{one.headline}</h1><article>{one.markup}</article>"
        server.routes["/" + one.name.replace(" ", "-")] = Reply(markup.encode())
    for one in slow[1:]:
        server.routes["/" + one.name.replace(" ", "-")] = server.slow
    body = "<description>ছোট।</description>"
    with Loopback(server.routes) as other:
        for name, told, home in (("slow", slow, server), ("quick", quick, other)):
            links = (item(one, f"{home.url}/{one.name.replace(' ', '-')}", body=body) for one in told)
            (tmp_path / f"{name}.xml").write_bytes(rss(links))
        reach = Reach(allow_private=True, patience=Patience(attempts=1))
        options = GatherOptions(fetcher=Fetcher(reach), gathering=GatheringSettings(minutes=0.05), jobs=2)
        articles, skipped = gather([str(tmp_path / "slow.xml"), str(tmp_path / "quick.xml")], options)
    assert {one.headline for one in articles} == {one.headline for one in (slow[0], *quick)}
    assert [one.why for one in skipped] == [
        "39 of its stories were not fetched: the 0.05 minutes for gathering are over."
    ]


def test_a_site_that_does_not_answer_twice_is_not_asked_again(server: Loopback, tmp_path: Path) -> None:
    server.routes["/robots.txt"] = Reply(b"", 404)
    sources = [f"{server.url}/{number}" for number in range(5)]
    server.routes |= {f"/{number}": server.slow for number in range(5)}
    _, skipped = gather(sources, GatherOptions(fetcher=fetcher(tmp_path), jobs=1))
    assert ["not asked again" in one.why for one in skipped] == [False, False, True, True, True]
