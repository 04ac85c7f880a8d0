"""Pages in five house styles give up their story whole, and nothing of what stands around it."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import Loopback
from press import NAMES, NOISE, Story, fill, page, stories

from audionews.sources.gather_options import INDIA
from audionews.sources.html_tree import parse
from audionews.sources.pages.json_ld import json_ld_of
from audionews.sources.pages.web_page import read_page
from audionews.support.errors import SourceError

ROOT = "http://news.example"
PLAIN = "<!DOCTYPE html><html><head>{}</head><body>{}</body></html>"
BODY = "<article><p>আজ সকালে শহরে বৃষ্টি হয়েছে বলে আবহাওয়া দফতর জানিয়েছে।</p><p>কাল আকাশ পরিষ্কার থাকবে।</p></article>"


def read(html: str | bytes, url: str | None = ROOT + "/1", charset: str | None = None):  # noqa: ANN201 - an Article
    return read_page(html.encode() if isinstance(html, str) else html, "s", zone=INDIA, url=url, charset=charset)


@pytest.mark.parametrize("story", stories(3), ids=lambda story: story.slug)
def test_each_house_style_gives_its_story(story: Story) -> None:
    article = read(page(story, ROOT), ROOT + story.path)
    lines = article.text.split("\n")
    assert article.headline == story.headline
    assert article.published == story.published
    assert article.url == ROOT + story.path
    assert article.site == (None if story.paper == "uttar" else NAMES[story.paper])
    assert [line for line in lines if line in story.lines] == story.lines
    assert len(lines) - len(story.lines) <= 1  # the house's own plug or dateline: the cleaner's to judge
    assert not [noise for noise in NOISE if noise in article.text]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/photo/mela", "picture gallery"),
        ("/video/mela", "video"),
        ("/premium/stub", "for subscribers"),
        ("/sagarika/", r"list of stories, not a story\. Its feed is http://127\.0\.0\.1:\d+/sagarika/feed"),
        ("/english", "no Bengali"),
        ("/empty", "empty"),
        ("/mistake/latin", "windows-1252"),
    ],
)
def test_what_is_no_story_says_what_it_is(path: str, why: str) -> None:
    with Loopback() as site:
        fill(site, 1)
        reply = site.routes[path]
        with pytest.raises(SourceError, match=why):
            read(reply.body, site.url + path)


def test_a_wrong_charset_and_a_twice_encoded_page_are_read_all_the_same() -> None:
    with Loopback() as site:
        told = next(story for story in fill(site, 1) if story.paper == "gangapar")
        wrong = read(site.routes["/mistake/windows-1252"].body, charset="windows-1252")
        twice = read(site.routes["/mistake/twice"].body)
    for article in (wrong, twice):
        assert article.headline == told.headline
        assert all(line in article.text for line in told.lines)


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig"])
def test_a_mark_at_the_beginning_tells_the_encoding(charset: str) -> None:
    assert "বৃষ্টি" in read(PLAIN.format("", BODY).encode(charset)).text


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("/lasting", ROOT + "/lasting"),
        ("http://www.news.example/lasting", "http://www.news.example/lasting"),
        ("http://elsewhere.example/", ROOT + "/1"),
        ("javascript:alert(1)", ROOT + "/1"),
    ],
)
def test_the_canonical_address_is_taken_from_the_same_site_only(canonical: str, expected: str) -> None:
    assert read(PLAIN.format(f'<link rel="canonical" href="{canonical}">', BODY)).url == expected


def test_a_saved_page_keeps_the_address_that_it_names() -> None:
    head = '<link rel="canonical" href="https://news.example/a">'
    assert read(PLAIN.format(head, BODY), url=None).url == "https://news.example/a"
    assert read(PLAIN.format("", BODY), url=None).url is None


@pytest.mark.parametrize(
    ("script", "headline", "body"),
    [
        ('{"@type":"NewsArticle","headline":"ক","articleBody":"এক।\\n\\nদুই।"}', "ক", "এক।\nদুই।"),
        ('[{"@type":"Person"},{"@type":["Thing","Article"],"name":"ক"}]', "ক", ""),
        ('{"@graph":[{"@type":"https://schema.org/NewsArticle","headline":"ক &amp;amp; খ"}]}', "ক & খ", ""),
        ('{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":["ক"]}}', "ক", ""),
        ('<!-- {"@type":"NewsArticle","headline":"ক",} -->', "ক", ""),
        (
            '{"@type":"NewsArticle","headline":"ক","articleBody":"&lt;p&gt;এক।&lt;/p&gt;&lt;p&gt;দুই।&lt;/p&gt;"}',
            "ক",
            "এক।\nদুই।",
        ),
        ('{"@type":"NewsArticle","headline":{"@value":"ক"},"articleBody":["x"]}', "ক", ""),
        ('{"@type":"NewsArticle","headline":7}', None, ""),
        ("{broken", None, ""),
        ("[" * 100_000, None, ""),
    ],
)
def test_json_ld_is_read_in_every_shape(script: str, headline: str | None, body: str) -> None:
    said = json_ld_of(parse(PLAIN.format(f'<script type="application/ld+json">{script}</script>', "ক").encode()))
    assert (said.headline, said.body) == (headline, body)


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 50_000 + "ক",
        "<b><i>" * 50_000 + "ক",
        "<" * 200_000,
        "<p " + "a=1 " * 100_000 + ">ক</p>",
        "<table><tr><td>" * 20_000,
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;</p>",
        "<a href=x>ক</a>" * 5_000,
        "\0" * 100_000,
    ],
)
def test_bombs_end_in_a_sentence(bomb: str) -> None:
    with pytest.raises(SourceError):
        read(PLAIN.format("", bomb))


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(SourceError, match="larger than 5 MB"):
        read(b"x" * 5_000_001)


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_any_bytes_give_an_article_or_one_kind_of_error(data: bytes) -> None:
    try:
        read(data)
    except SourceError:
        return


PAGES = [page(story, ROOT) for story in stories(1)[:9]]
JUNK = [
    b"<",
    b"&#27;",
    b"&#xD800;",
    b"\\ud800",
    b"\0",
    b"]]>",
    b"<!--",
    b"</script>",
    b'"',
    b"<table>",
    b"<svg>",
    b"\xff",
]


@given(st.sampled_from(PAGES), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(JUNK), st.integers(0, 60))))
@settings(max_examples=60)
def test_a_damaged_page_gives_clean_text_or_one_kind_of_error(
    data: bytes, damage: list[tuple[float, bytes, int]]
) -> None:
    for where, junk, lost in damage:
        at = int(where * len(data))
        data = data[:at] + junk + data[at + lost :]
    try:
        article = read(data)
    except SourceError:
        return
    for field in (article.text, article.headline, article.site, article.section, article.image):
        assert all(char == "\n" or ord(char) >= 32 for char in field or "")
        (field or "").encode()


STORY = "<p>আজ সকালে শহরে বৃষ্টি হয়েছে বলে আবহাওয়া দফতর জানিয়েছে।</p><p>কাল রবিবার আকাশ পরিষ্কার থাকবে।</p>"
MORE = "<p>যাত্রীদের অসুবিধার জন্য রেল দুঃখপ্রকাশ করেছে। বিকল্প হিসেবে বাড়তি বাস চলবে বলে জানিয়েছে পরিবহণ দফতর।</p>"
TRAINS = "<p>বাতিল ট্রেনগুলি হল:</p><ul><li>হাওড়া-বর্ধমান লোকাল</li><li>ব্যান্ডেল-হাওড়া লোকাল</li></ul>"
LINKS = "<h3>আরও খবর</h3><ul><li><a href='/1'>মেট্রোয় ব্যাহত পরিষেবা</a></li><li><a href='/2'>নতুন বন্দে ভারত</a></li></ul>"


def test_a_list_that_ends_the_story_stays_and_the_links_behind_it_go() -> None:
    text = read(PLAIN.format("", f"<article><h1>কোন ট্রেন বাতিল</h1>{STORY}{MORE}{TRAINS}{LINKS}</article>")).text
    assert text.endswith("বাতিল ট্রেনগুলি হল:\nহাওড়া-বর্ধমান লোকাল\nব্যান্ডেল-হাওড়া লোকাল")


def test_a_title_is_read_without_the_sites_name_even_where_no_heading_and_no_site_is_named() -> None:
    body = f"<b>শহরে বৃষ্টি, কাল পরিষ্কার</b><br><br>{STORY}"
    article = read(PLAIN.format("<title>শহরে বৃষ্টি, কাল পরিষ্কার - খুলনা বার্তা</title>", body))
    assert article.headline == "শহরে বৃষ্টি, কাল পরিষ্কার"


def test_a_heading_that_says_more_than_the_title_is_the_headline() -> None:
    head, body = "<title>কোন কোন ট্রেন বাতিল</title>", f"<article><h1>কোন কোন ট্রেন বাতিল, রইল তালিকা</h1>{STORY}</article>"
    assert read(PLAIN.format(head, body)).headline == "কোন কোন ট্রেন বাতিল, রইল তালিকা"


def json_ld(more: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"শহরে বৃষ্টি",{more}}}</script>'


def test_a_story_that_is_shown_whole_is_read_though_it_is_called_a_subscribers() -> None:
    told = "আজ সকালে শহরে বৃষ্টি হয়েছে বলে আবহাওয়া দফতর জানিয়েছে। কাল রবিবার আকাশ পরিষ্কার থাকবে।"
    page, wall = f"<article><h1>শহরে বৃষ্টি</h1>{STORY}</article>", '"isAccessibleForFree":false'
    assert len(read(PLAIN.format(json_ld(f'{wall},"articleBody":"{told}"'), page)).text.split("\n")) == 2
    with pytest.raises(SourceError, match="subscribers"):
        read(PLAIN.format(json_ld(wall), page))
    with pytest.raises(SourceError, match="subscribers"):
        read(PLAIN.format(json_ld(f'{wall},"articleBody":"{told}"'), page + "<p>বাকি অংশ পড়তে গ্রাহক হোন।</p>"))


def test_a_box_that_says_that_this_story_is_free_is_no_wall() -> None:
    page = f"<article><h1>শহরে বৃষ্টি</h1>{STORY}</article><div>{{}} গ্রাহকদের জন্য আছে আরও।</div>"
    assert len(read(PLAIN.format("", page.format("এই প্রতিবেদনটি সবার জন্য বিনামূল্যে।"))).text.split("\n")) == 2
    with pytest.raises(SourceError, match="for subscribers"):
        read(PLAIN.format("", page.format("প্রতিবেদনের বাকি অংশ গ্রাহক হলে বিনামূল্যে।")))


def test_an_english_body_in_json_ld_is_no_second_opinion() -> None:
    told = "It rained in the city this morning, the weather office said. " * 9
    article = read(PLAIN.format(json_ld(f'"articleBody":"{told}"'), f"<article><h1>শহরে বৃষ্টি</h1>{STORY}</article>"))
    assert article.text.startswith("আজ সকালে শহরে বৃষ্টি")


def test_an_element_with_more_attributes_than_a_page_needs_is_refused() -> None:
    crowded = "".join(f' a{number}="x > y"' for number in range(1500))
    with pytest.raises(SourceError, match="more attributes"):
        parse(f"<p{crowded}>জল নামছে।</p>".encode())


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:published_time" content="2025-04-09T07:00:00+05:30">' * 40,
        "<a href=/" + "b=c/" * 9_000,
        '<p title="' + "ab = c " * 9_000,
        "<script>if (a <b && (" + "x = y + ' z' && " * 2_000 + "x)) { y(); }</script>",
    ],
)
def test_tags_are_looked_through_in_proportion_to_their_length(html: str) -> None:
    began = process_time()
    parse(f"{html}\n<p>জল নামছে।</p>".encode())
    assert process_time() - began < 1


MISSING = (
    "<main><p>দুঃখিত, আপনি যে পাতাটি খুঁজছেন তা এখানে নেই।</p><p>ঠিকানাটি ভুল হতে পারে, অথবা পাতাটি সরিয়ে নেওয়া হয়েছে।</p></main>"
)


@pytest.mark.parametrize("title", ["৪০৪ | পাতা পাওয়া যায়নি", "পৃষ্ঠাটি খুঁজে পাওয়া যায়নি", "404 - Page not found"])
def test_a_notice_that_there_is_no_such_page_is_no_story(title: str) -> None:
    with pytest.raises(SourceError, match="no such page"):
        read(PLAIN.format(f"<meta charset=utf-8><title>{title}</title>", MISSING))


@pytest.mark.parametrize("title", ["মেলায় ৪০৪ জনের দেখা", "হারানো পুথির পাতা পাওয়া যায়নি"])
def test_news_of_what_was_not_found_is_a_story(title: str) -> None:
    assert (
        read(PLAIN.format(f"<meta charset=utf-8><title>{title}</title>", f"<h1>{title}</h1>{BODY}")).headline == title
    )


@pytest.mark.parametrize(
    "bare", ["<div id=root></div><script>go({'a': 1})</script>", "<iframe srcdoc='&lt;p&gt;x'></iframe>"]
)
def test_a_page_that_waits_for_its_scripts_says_so(bare: str) -> None:
    with pytest.raises(SourceError, match="by scripts or in a frame"):
        read(PLAIN.format("<meta charset=utf-8>", bare))


def test_a_heading_in_two_lines_is_one() -> None:
    article = read(PLAIN.format("<meta charset=utf-8>", "<h1>খালের ধারে<br>নতুন সাঁকো<br/>তৈরি হল</h1>" + BODY))
    assert article.headline == "খালের ধারে নতুন সাঁকো তৈরি হল"
