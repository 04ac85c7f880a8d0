"""Feeds of every kind, whole and teasing, honest and hostile."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Loopback
from press import NAMES, fill

from audionews.sources.feed_reader import plain_address, read_feed, read_list
from audionews.sources.gather_options import INDIA
from audionews.sources.sniff import SourceFormat, sniff
from audionews.support.errors import SourceError

URL = "http://news.example/feed"
LONG = "<p>আজ সকাল থেকে শহরে বৃষ্টি হচ্ছে বলে আবহাওয়া দফতর জানিয়েছে।</p>" * 12
RSS = "<rss version='2.0'><channel><title>ক</title>{}</channel></rss>"
ITEM = "<item><title>{title}</title><link>{link}</link><description><![CDATA[{text}]]></description></item>"


def one(xml: str | bytes, charset: str | None = None):  # noqa: ANN201 - an Item
    return read_feed(xml.encode() if isinstance(xml, str) else xml, URL, zone=INDIA, charset=charset).items[0]


@pytest.mark.parametrize(
    ("paper", "whole"), [("sagarika", True), ("gangapar", False), ("padmabarta", False), ("uttar", True)]
)
def test_each_papers_feed_gives_its_stories_in_order(paper: str, whole: bool) -> None:
    with Loopback() as site:
        papers = {"uttar", "nagar"} if paper == "uttar" else {paper}
        told = [story for story in fill(site, 1) if story.paper in papers]
        feed = read_feed(site.routes[f"/{paper}/feed"].body, f"{site.url}/{paper}/feed", zone=INDIA)
        by_link = {site.url + story.path: story for story in told}
    assert feed.title == NAMES[paper]
    assert {item.link for item in feed.items} == set(by_link)
    for item in feed.items:
        story = by_link[item.link or ""]
        assert (item.title, item.section, item.published) == (story.headline, story.section, story.published)
        assert item.text.split("\n") == story.lines if whole else item.text == ""


def test_a_list_names_its_feeds_once() -> None:
    with Loopback() as site:
        fill(site, 1)
        found = read_list(site.routes["/feeds.opml"].body)
    assert found[0].endswith("/sagarika/feed")
    assert len(found) == 6
    assert "file:///etc/passwd" in found


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (LONG, True),
        (LONG + "…", False),
        (LONG + "<a href=x>আরও পড়ুন</a>", False),
        ("<p>ছোট।</p>", False),
        ("", False),
    ],
)
def test_a_description_counts_as_the_story_only_if_it_is_whole(text: str, whole: bool) -> None:
    assert bool(one(RSS.format(ITEM.format(title="ক", link="/1", text=text))).text) is whole


def test_markup_in_a_feed_becomes_lines() -> None:
    html = (
        "<h2>উপশিরোনাম</h2><p>এক&nbsp;দুই<br>তিন</p><ul><li>চার</li></ul><script>x()</script><table><tr><td>৫</table>"
        + LONG
    )
    assert one(RSS.format(ITEM.format(title="&amp;lt;b&amp;gt;ক", link="/1", text=html))).text.split("\n")[:4] == [
        "উপশিরোনাম",
        "এক দুই",
        "তিন",
        "চার",
    ]


def test_an_export_of_wordpress_gives_its_posts_and_none_of_its_pictures_and_drafts() -> None:
    kinds = (("post", "publish"), ("attachment", "inherit"), ("page", "publish"), ("post", "draft"))
    items = "".join(
        f"<item><title>{n}</title><link>https://x.example/{n}</link><wp:post_type>{kind}</wp:post_type>"
        f"<wp:status>{state}</wp:status></item>"
        for n, (kind, state) in enumerate(kinds)
    )
    export = f'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>{items}</channel></rss>'
    assert [entry.title for entry in read_feed(export.encode(), URL, zone=INDIA).items] == ["0"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("said", ["utf-8", "utf-16", "windows-1252"])
def test_the_encoding_is_found_whatever_the_declaration_says(charset: str, said: str) -> None:
    xml = f"<?xml version='1.0' encoding='{said}'?>" + RSS.format(ITEM.format(title="খবর", link="/1", text=""))
    assert one(xml.encode(charset)).title == "খবর"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://u:p@x/", "http://[::1", "data:text/html,x", ""]
)
def test_links_that_lead_elsewhere_are_none(link: str) -> None:
    assert one(RSS.format(ITEM.format(title="ক", link=link, text="x"))).link in {None, URL}


BOMB = "<!DOCTYPE x [" + '<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{"&a;" * 9}">' for n in range(9)) + "]>"


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
        '<!doctype x [<!entity a "b">]>',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_clothing(doctype: str, charset: str) -> None:
    with pytest.raises(SourceError, match="declares entities"):
        one((doctype + RSS.format(ITEM.format(title="&a;", link="/1", text=""))).encode(charset))
    with pytest.raises(SourceError, match="declares entities"):
        read_list((doctype + "<opml><outline xmlUrl='&a;'/></opml>").encode(charset))


def test_an_external_document_type_is_not_fetched() -> None:
    with Loopback() as site:
        one(f"<!DOCTYPE rss SYSTEM '{site.url}/x.dtd'>" + RSS.format(ITEM.format(title="ক", link="/1", text="")))
        assert site.log == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<rss>",
        "<rss></rss>",
        "{",
        '{"version": "https://jsonfeed.org/version/1.1"}',
        "[" * 50_000,
        "<a>" * 20_000,
        *(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}) for items in ([], 7, "x", [1], {})),
    ],
)
def test_what_is_no_feed_says_so(text: str) -> None:
    with pytest.raises(SourceError):
        one(text)


def test_a_json_feed_of_strange_types_is_read_as_far_as_it_goes() -> None:
    row = {"url": 7, "title": ["x"], "content_text": {"a": 1}, "tags": "x", "date_published": 2026}
    item = one(json.dumps({"title": 1, "items": [row]}))
    assert (item.link, item.title, item.text, item.section, item.published) == (None, None, "", None, None)


def test_dates_without_a_zone_are_the_readers() -> None:
    dated = "<item><title>ক</title><pubDate>{}</pubDate></item>"
    assert one(RSS.format(dated.format("Mon, 23 Nov 2026 07:00:00 GMT"))).published == datetime(
        2026, 11, 23, 7, tzinfo=UTC
    )
    assert one(RSS.format(dated.format("2026-11-23T07:00"))).published == datetime(2026, 11, 23, 7, tzinfo=INDIA)
    assert one(RSS.format(dated.format("গতকাল"))).published is None


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://X.example/a?utm_source=rss&id=2&fbclid=y#top", "http://x.example/a?id=2"),
        ("http://x/a?utm_medium=1", "http://x/a"),
        ("http://x/a?q=%E0%A6%95&b", "http://x/a?q=%E0%A6%95&b"),
    ],
)
def test_addresses_lose_the_marks_of_trackers(url: str, plain: str) -> None:
    assert plain_address(url) == plain


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<rss>", SourceFormat.FEED),
        (
            b"\xef\xbb\xbf <?xml version='1.0'?><!-- x --><!DOCTYPE rss [ <!ELEMENT a ANY> ]>\n<rss version='2.0'>",
            SourceFormat.FEED,
        ),
        ("<?xml version='1.0'?><feed xmlns='x'>".encode("utf-16"), SourceFormat.FEED),
        (b"<rdf:RDF xmlns='x'>", SourceFormat.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', SourceFormat.FEED),
        (b"<opml version='2.0'>", SourceFormat.LIST),
        (b"<!DOCTYPE html><p>", SourceFormat.PAGE),
        (b"<?xml version='1.0'?><!-- x --><html lang=bn>", SourceFormat.PAGE),
        (b"<HTML>", SourceFormat.PAGE),
        ("<b>জোর</b> দিয়ে".encode(), SourceFormat.TEXT),
        ("খবর".encode(), SourceFormat.TEXT),
        (b"", SourceFormat.TEXT),
        (b"<?" * 4000, SourceFormat.TEXT),
    ],
)
def test_what_something_is_shows_in_how_it_begins(data: bytes, kind: SourceFormat) -> None:
    assert sniff(data) is kind


@given(st.binary(max_size=400))
def test_any_bytes_are_something(data: bytes) -> None:
    sniff(data)


@given(st.text(max_size=200))
def test_any_text_in_a_feed_gives_items_or_one_kind_of_error(text: str) -> None:
    try:
        one(RSS.format(f"<item><title>{text}</title><description>{text}</description></item>"))
    except SourceError:
        return


@pytest.mark.parametrize(
    "bomb",
    [
        "<item><title>x</title></item>" * 30_000,
        "<a>" * 120_000,
        "<item " + " ".join(f"a{number}='1'" for number in range(5_000)) + "/>",
        "<item><description><![CDATA[" + "<div>" * 120_000 + "]]></description></item>",
        "<item><description>" + "&lt;b&gt;" * 120_000 + "</description></item>",
    ],
)
def test_bombs_are_refused_before_they_are_parsed(bomb: str) -> None:
    with pytest.raises(SourceError, match="more elements"):
        one(RSS.format(bomb))


def test_long_text_and_pictures_inside_an_address_are_no_bomb() -> None:
    picture = f"<p><img src='data:image/png;base64,{'A' * 40_000}=='></p>"
    assert one(RSS.format(ITEM.format(title="ক", link="/1", text=LONG + picture + "খবর " * 5_000))).text
