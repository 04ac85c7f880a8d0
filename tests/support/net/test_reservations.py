"""Reservations to text and data mining, as sites state them: told, and forbidding nothing."""

from __future__ import annotations

import pytest
from loopback import Loopback, Reply
from odd_feeds import item, rss, story

from audionews.sources import GatherOptions, gather
from audionews.support.events import Event, Note
from audionews.support.net import Fetcher, Reach
from audionews.support.net.reservations import of_ai, of_headers, of_page, of_robots
from audionews.support.retry import Clock

OPEN = b"User-agent: *\nAllow: /\n"


@pytest.mark.parametrize(
    ("robots", "ai", "headers", "where"),
    [
        (OPEN, None, {}, None),
        (OPEN + b"Content-Signal: search=yes, ai-train=no\n", None, {}, "robots.txt"),
        (OPEN + b"Content-Usage: train-ai=n\n", None, {}, "robots.txt"),
        (OPEN + b"Content-Signal: search=no, ai-train=yes\n", None, {}, None),
        (OPEN + b"\nUser-agent: GPTBot\nDisallow: /\n", None, {}, "robots.txt"),
        (OPEN, b"User-Agent: *\nDisallow: /\n", {}, "ai.txt"),
        (OPEN, b"User-Agent: *\nDisallow: *.txt\n", {}, "ai.txt"),
        (OPEN, b"User-Agent: *\nAllow: /\nDisallow:\n", {}, None),
        (OPEN, None, {"tdm-reservation": "1"}, "the header tdm-reservation"),
        (OPEN, None, {"TDM-Reservation": "0"}, None),
        (OPEN, None, {"X-Robots-Tag": "noai, noimageai"}, "the header X-Robots-Tag"),
    ],
)
def test_a_reservation_is_told_once_and_the_stories_are_read(
    robots: bytes, ai: bytes | None, headers: dict[str, str], where: str | None
) -> None:
    heard: list[Event] = []
    with Loopback({"/robots.txt": Reply(robots, media="text/plain")}) as site:
        if ai is not None:
            site.routes["/ai.txt"] = Reply(ai, media="text/plain")
        entries = (item(story(name, 0), f"{site.url}/{name}") for name in "ab")
        site.routes["/feed"] = Reply(rss(entries), headers=headers)
        net = Fetcher(Reach(allow_private=True), clock=Clock(sleep=lambda _: None))
        articles, _ = gather([f"{site.url}/feed"], GatherOptions(fetcher=net), on_event=heard.append)
        lines = [one.text for one in heard if isinstance(one, Note)]
    assert len(articles) == 2
    host = site.url.removeprefix("http://")
    told = [f"{host} reserves its texts from text and data mining ({where}): think before publishing."]
    assert lines == (told if where else [])
    assert site.log.count("/ai.txt") <= 1


@pytest.mark.parametrize(
    ("page", "where"),
    [
        (b'<meta name="tdm-reservation" content="1">', "the meta element tdm-reservation"),
        (b"<META content=1 name=tdm-reservation />", "the meta element tdm-reservation"),
        (b"<meta name='robots' content='index, noai'>", "the meta element robots"),
        (b'<meta name="tdm-reservation" content="0"><meta name="robots" content="noindex">', ""),
        (b'<meta name="tdm-policy" content="https://x.example/1">', ""),
    ],
)
def test_meta_elements(page: bytes, where: str) -> None:
    assert of_page(b"<html><head>" + page) == where


def test_a_page_of_nothing_but_brackets_is_soon_seen_through() -> None:
    assert of_page(b"<meta " * 200_000) == of_ai("\n" * 500_000) == of_headers({}) == ""
    assert of_robots("\n \t" * 200_000 + "content-usage: " * 30_000, lambda _: True) == ""
