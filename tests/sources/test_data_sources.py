"""What holds articles without being one is read rightly or refused by name, and never read aloud as it stands."""

from __future__ import annotations

import json

import pytest

from audionews.model import Article
from audionews.sources.sniff import SourceFormat, sniff
from audionews.sources.source_protocol import Content, FeedEntry
from audionews.sources.source_registry import ours
from audionews.support.errors import SourceError

TEXT = "খেয়াঘাটে আজ নতুন নৌকা নেমেছে। পারাপারের সময় কমবে অর্ধেক। যাত্রীরা খুশি বলে জানিয়েছেন।"


def read(data: str) -> list[object]:
    content = Content("s", data.encode())
    return list(ours(sniff(content.data)).read(content))


@pytest.mark.parametrize(
    "root",
    [
        {"title": "খেয়াঘাট", "body": TEXT},
        {"data": {"story": {"headline": "খেয়াঘাট", "content": f"<p>{TEXT}</p>"}}},
        [{"title": {"rendered": "খেয়াঘাট"}, "content": {"rendered": f"<p>{TEXT}</p>"}, "date": "2025-05-04T08:00:00"}],
    ],
)
def test_json_gives_the_article_in_it(root: object) -> None:
    (article,) = read(json.dumps(root, ensure_ascii=False))
    assert isinstance(article, Article)
    assert (article.headline, article.text) == ("খেয়াঘাট", TEXT)


def test_json_lines_give_an_article_a_line() -> None:
    rows = [{"title": f"খেয়াঘাট {n}", "body": TEXT} for n in (1, 2)]
    found = read("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    assert [one.headline for one in found if isinstance(one, Article)] == ["খেয়াঘাট 1", "খেয়াঘাট 2"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ('{"schema": 1, "title": "সংবাদ", "audio": {}, "segments": []}', "manifest of an episode"),
        ('{"title": "কথা", "price": 12}', "JSON without an article"),
        ('{"title": "কথা", "body": ', "JSON that is broken"),
        ('{"title": "কথা"}\n{"title": ', "JSON that is broken"),
        ("<urlset><url><loc>https://x.example/1</loc></url></urlset>", "a sitemap"),
        ("<invoice><total>১২</total></invoice>", "XML of a kind that is not read"),
    ],
)
def test_the_rest_is_refused_by_name(data: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        read(data)


def test_a_news_sitemap_names_its_stories() -> None:
    entry = (
        "<url><loc>https://x.example/1</loc><n:news><n:publication><n:name>খেয়া</n:name></n:publication>"
        "<n:publication_date>2025-05-04T08:00:00+05:30</n:publication_date><n:title>নৌকা নামল</n:title></n:news></url>"
    )
    (found,) = read(f'<?xml version="1.0"?><urlset xmlns:n="http://x.example/news">{entry}</urlset>')
    assert isinstance(found, FeedEntry)
    assert (found.link, found.title, found.site) == ("https://x.example/1", "নৌকা নামল", "খেয়া")


def test_nitf_gives_headline_day_and_agency() -> None:
    head = '<head><docdata><date.issue norm="20250504T080000Z"/></docdata></head>'
    body = "<hedline><hl1>নৌকা নামল</hl1></hedline><byline>নিজস্ব সংবাদদাতা</byline><distributor>খবর সংস্থা</distributor>"
    (article,) = read(
        f"<nitf>{head}<body><body.head>{body}</body.head><body.content><p>{TEXT}</p></body.content></body></nitf>"
    )
    assert isinstance(article, Article)
    assert (article.headline, article.text, article.byline, article.agency) == (
        "নৌকা নামল",
        TEXT,
        "নিজস্ব সংবাদদাতা",
        "খবর সংস্থা",
    )
    assert article.published is not None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (f"<h2>নৌকা</h2>\n<p>{TEXT}</p>", SourceFormat.PAGE),
        (f"নৌকা\n\n<!-- wp:paragraph -->\n<p>{TEXT}</p>\n<p>{TEXT}</p>", SourceFormat.PAGE),
        (f"<!-- {'নোট ' * 5000} --><html><p>{TEXT}</p></html>", SourceFormat.PAGE),
        (f"<b>নৌকা</b> নামল। {TEXT}", SourceFormat.TEXT),
        (f"[নিজস্ব সংবাদদাতা] {TEXT}", SourceFormat.TEXT),
    ],
)
def test_fragments_are_known_for_what_they_are(data: str, kind: SourceFormat) -> None:
    assert sniff(data.encode()) is kind


def test_an_export_of_a_post_is_read_without_its_shortcodes() -> None:
    codes = '[caption id="x"]নৌকার ছবি[/caption]\n[embed]https://x.example/v[/embed]'
    (article,) = read(f"নৌকা নামল\n\n<!-- wp:paragraph -->\n<p>{TEXT}</p>\n{codes}\n<p>কাল মেলা বসবে সেই ঘাটেই।</p>")
    assert isinstance(article, Article)
    assert (article.headline, article.text) == ("নৌকা নামল", f"{TEXT}\nকাল মেলা বসবে সেই ঘাটেই।")


def test_a_page_with_a_broken_byte_loses_that_sentence_and_says_so() -> None:
    page = f"<!doctype html><html><body><h1>নৌকা নামল</h1><article><p>{TEXT}</p><p>কাল @ মেলা।</p></article></body></html>"
    found = list(ours(SourceFormat.PAGE).read(Content("s", page.encode().replace(b"@", b"\xe0\xa6"))))
    assert isinstance(found[0], Article)
    assert found[0].text == TEXT
    assert "broken letter are left out: 1" in str(found[1])
