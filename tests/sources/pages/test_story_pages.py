"""A story over several pages is read whole: from the same site, the same story, a few pages at most."""

from __future__ import annotations

from functools import partial

import pytest
from loopback import Loopback, Reply

from audionews.settings import RunSettings
from audionews.sources import GatherOptions, gather
from audionews.sources.pages.story_pages import whole_story
from audionews.sources.source_protocol import Content
from audionews.support.errors import SourceError

ROOT = "https://x.example/kahini"
PARTS = (
    "তাঁতের মাকু চলে সকাল থেকে। গ্রামের অর্ধেক ঘরে তাঁত আছে আজও।",
    "রঙের কাজ হয় পুকুরের ধারে। সুতো শুকোতে লাগে পুরো এক দিন।",
    "হাটের দিনে শাড়ি যায় শহরে। ফেরার পথে আসে নতুন সুতো।",
)


def page(number: int, *, title: str = "তাঁতের গ্রামের কাহিনি", following: str | None = None) -> bytes:
    link = f'<link rel="next" href="{following}">' if following else ""
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{link}</head>"
        f"<body><article><h1>{title}</h1><p>{PARTS[number]}</p></article></body></html>"
    ).encode()


def fetch(pages: dict[str, bytes], address: str) -> Content:
    if address not in pages:
        raise SourceError("It is not there.")
    return Content(address, pages[address], url=address, fetch=partial(fetch, pages))


def test_the_pages_that_follow_are_read_with_the_first() -> None:
    pages = {f"{ROOT}?page=2": page(1, following="/kahini?page=3"), f"{ROOT}?page=3": page(2)}
    first = Content("s", page(0, following="/kahini?page=2"), url=ROOT, fetch=partial(fetch, pages))
    article, missing = whole_story(first)
    assert (article.text.split("\n"), missing) == (list(PARTS), "")


@pytest.mark.parametrize(
    ("following", "pages"),
    [
        ("https://x.example/other-story", {"https://x.example/other-story": page(1)}),
        ("https://y.example/kahini?page=2", {"https://y.example/kahini?page=2": page(1)}),
        (f"{ROOT}?page=2", {f"{ROOT}?page=2": page(1, title="হাটের নতুন ছাউনি")}),
    ],
)
def test_another_story_or_site_is_no_next_page(following: str, pages: dict[str, bytes]) -> None:
    article, missing = whole_story(Content("s", page(0, following=following), url=ROOT, fetch=partial(fetch, pages)))
    assert (article.text, missing) == (PARTS[0], "")


@pytest.mark.parametrize("url", [ROOT, None])
def test_a_page_that_cannot_be_had_is_told(url: str | None) -> None:
    article, missing = whole_story(Content("s", page(0, following="/kahini?page=2"), url=url, fetch=partial(fetch, {})))
    assert article.text == PARTS[0]
    assert "further pages" in missing


def test_an_entry_of_a_feed_is_followed_to_its_next_page_and_what_is_broken_is_told() -> None:
    with Loopback() as site:
        second = page(1).replace("কাজ".encode(), "কাজ".encode() + b"\xa6", 1)
        site.routes = {
            "/feed": Reply(FEED.format(site.url).encode(), media="application/rss+xml"),
            "/kahini": Reply(page(0, following="/kahini?page=2")),
            "/kahini?page=2": Reply(second),
        }
        articles, skipped = gather([f"{site.url}/feed"], GatherOptions(run=RunSettings(allow_private=True)))
    assert [article.text.split("\n") for article in articles] == [[PARTS[0], "সুতো শুকোতে লাগে পুরো এক দিন।"]]
    assert ["broken letter" in one.why for one in skipped] == [True]


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>তাঁত</title><item>
<title>তাঁতের গ্রামের কাহিনি</title><link>{}/kahini</link></item></channel></rss>"""
