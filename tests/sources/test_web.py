"""Five papers on loopback, read as pages and feeds, three days in a row."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback
from press import MORNING, fill

from audionews.settings import GatheringSettings
from audionews.sources import GatherOptions, gather
from audionews.sources.read_history import ReadHistory
from audionews.support.errors import UsageError
from audionews.support.events import Event, Note, Progress
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock, Patience
from audionews.support.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press import Story

MISHAPS = {
    "/moved": None,
    "/mistake/windows-1252": None,
    "/mistake/twice": None,
    "/nowhere": "no such page (404)",
    "/broken": "out of order (500",
    "/circle": "again and again",
    "/outside": "Only http and https",
    "/private/page": "robots.txt does not allow",
    "/photo/mela": "picture gallery",
    "/video/mela": "video",
    "/premium/stub": "for subscribers",
    "/sagarika/": "list of stories",
    "/english": "no Bengali",
    "/mistake/latin": "windows-1252",
    "/empty": "empty",
}


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as server:
        fill(server, 1)
        yield server


def fetcher(cache: Path | None = None) -> Fetcher:
    """Return a fetcher that waits for nobody."""
    reach = Reach(allow_private=True, cache=Store(cache) if cache else None, patience=Patience(attempts=2))
    return Fetcher(reach, clock=Clock(sleep=lambda _: None))


def test_pages_come_in_order_and_what_fails_is_skipped_by_name(site: Loopback) -> None:
    named = [site.url + path for path in MISHAPS]
    heard: list[Event] = []
    articles, skipped = gather(named, GatherOptions(fetcher=fetcher(), jobs=16), on_event=heard.append)
    assert [one.source for one in articles] == [site.url + path for path, why in MISHAPS.items() if why is None]
    assert [one.source for one in skipped] == [site.url + path for path, why in MISHAPS.items() if why]
    for one in skipped:
        assert (MISHAPS[one.source.removeprefix(site.url)] or "") in one.why
    assert len({one.text for one in articles}) == 1
    assert [one for one in heard if isinstance(one, Progress)][-1] == Progress("fetch", len(named), len(named))


def test_a_page_that_never_comes_costs_itself_alone(site: Loopback) -> None:
    impatient = Fetcher(Reach(allow_private=True, read=0.05, patience=Patience(attempts=1)))
    _, skipped = gather([site.url + "/slow"], GatherOptions(fetcher=impatient))
    assert skipped[0].why == "The site did not answer in time."


def test_a_site_at_home_is_refused_with_a_hint(site: Loopback) -> None:
    _, skipped = gather([site.url + "/moved"])
    assert "not an address of the public internet" in skipped[0].why
    assert "--allow-private" in skipped[0].why
    assert site.log == []


@pytest.mark.parametrize("source", ["ftp://x/y", "file:///etc/passwd", "https://", "http://u:p@x/"])
def test_other_addresses_are_a_usage_error(source: str) -> None:
    with pytest.raises(UsageError):
        gather([source])


def test_a_feed_with_teasers_leads_to_its_pages(site: Loopback) -> None:
    told = [story for story in fill(site, 1) if story.paper == "padmabarta"]
    articles, skipped = gather([site.url + "/padmabarta/feed"], GatherOptions(fetcher=fetcher()))
    assert skipped == []
    by_headline = {story.headline: story for story in told}
    assert [one.headline for one in articles] == [story.headline for story in reversed(told)]
    for one in articles:
        story = by_headline[one.headline or ""]
        assert one.text.split("\n") == story.lines
        assert (one.url, one.section, one.published) == (site.url + story.path, story.section, story.published)


def test_limit_and_since_hold_for_each_feed(site: Loopback) -> None:
    feeds = [site.url + "/sagarika/feed", site.url + "/uttar/feed"]
    limited, _ = gather(feeds, GatherOptions(fetcher=fetcher(), gathering=GatheringSettings(limit=2)))
    assert [one.site for one in limited] == ["দৈনিক সাগরিকা"] * 2 + ["উত্তরের কাগজ"] * 2
    newest = max(story.published for story in fill(site, 1))
    recent, _ = gather(
        feeds, GatherOptions(fetcher=fetcher(), now=newest, gathering=GatheringSettings(since=timedelta(minutes=5)))
    )
    assert {one.published >= newest - timedelta(minutes=5) for one in recent if one.published} == {True}
    few, _ = gather(
        [site.url + "/feeds.opml"], GatherOptions(fetcher=fetcher(), gathering=GatheringSettings(limit_all=3))
    )
    assert len(few) == 3
    assert all(one.also for one in few)  # what most papers tell goes first


def test_what_the_user_names_is_always_read_and_never_merged(site: Loopback) -> None:
    pages = [site.url + "/sagarika/derby-a", site.url + "/gangapar/derby-b"]
    seen = ReadHistory().after(gather(pages, GatherOptions(fetcher=fetcher()))[0], MORNING)
    articles, _ = gather([*pages, site.url + "/sagarika/feed"], GatherOptions(fetcher=fetcher(), seen=seen))
    assert [one.source for one in articles[:2]] == pages
    assert "derby-a" not in "".join(one.source for one in articles[2:])


def test_a_feed_saved_to_disk_and_a_saved_page_are_read(site: Loopback, tmp_path: Path) -> None:
    for name, path in (("feed.xml", "/sagarika/feed"), ("page.html", "/gangapar/derby-b")):
        reply = site.routes[path]
        (tmp_path / name).write_bytes(reply.body)
    articles, _ = gather([str(tmp_path / "feed.xml")])
    assert len(articles) > 10
    page, _ = gather([str(tmp_path)])
    assert page[0].url == site.url + "/gangapar/derby-b"
    assert page[0].site == "গঙ্গাপার পত্রিকা"


def test_a_page_that_a_feed_tells_again_with_a_later_date_is_fetched_again(site: Loopback) -> None:
    """RSS has no other sign that a page has changed."""
    feed, reply = "/padmabarta/feed", site.routes["/padmabarta/feed"]
    later = MORNING + timedelta(days=1)

    def fetched(seen: ReadHistory) -> set[str]:
        site.log.clear()
        gather([site.url + feed], GatherOptions(fetcher=fetcher(), seen=seen, now=later))
        return {path for path in site.log if path != feed and "robots" not in path}

    first, _ = gather([site.url + feed], GatherOptions(fetcher=fetcher()))
    seen = ReadHistory().after(first, later - timedelta(hours=1))
    assert fetched(seen) == set()
    page = (first[0].url or "").removeprefix(site.url)
    entry = next(part for part in reply.body.split(b"<item>") if page.encode() in part)
    dated = re.sub(rb"<pubDate>.*?</pubDate>", f"<pubDate>{format_datetime(later)}</pubDate>".encode(), entry)
    site.routes[feed] = replace(reply, body=reply.body.replace(entry, dated))
    assert fetched(seen) == {page}


class Days:
    """Three mornings with one list of feeds, one cache and one state."""

    def __init__(self, site: Loopback, cache: Path) -> None:
        self.site, self.cache, self.seen = site, cache, ReadHistory()

    def morning(self, day: int) -> tuple[list[Story], list[str], list[Event], int, int]:
        """Return what stood on the site, what was read, what was heard, skipped sources and requests."""
        told, heard = fill(self.site, day), list[Event]()
        net, now = fetcher(self.cache), MORNING + timedelta(days=day - 1, hours=2)
        options = GatherOptions(
            fetcher=net, seen=self.seen, now=now, gathering=GatheringSettings(since=timedelta(hours=72))
        )
        articles, skipped = gather([self.site.url + "/feeds.opml"], options, on_event=heard.append)
        self.seen = self.seen.after(articles, now)
        return told, [one.url or "" for one in articles], heard, len(skipped), net.requests


def test_three_mornings(site: Loopback, tmp_path: Path) -> None:
    """First everything once, then nothing new, then the two new stories."""
    days = Days(site, tmp_path)
    told, read, _, skipped, requests = days.morning(1)
    assert len(read) == len({story.event for story in told}) == 34 - 2
    assert skipped == 2  # the file and the feed that is gone
    assert requests < 2 + 5 + len(told)
    told, read, heard, _, requests = days.morning(2)
    assert read == []
    assert requests <= 7  # robots, the list, five feeds; no page is asked for again
    assert sum("were read before" in one.text for one in heard if isinstance(one, Note)) == 4
    told, read, _, _, _ = days.morning(3)
    assert sorted(url.rpartition("/")[2] for url in read) == ["satellite-next", "train-next"]
