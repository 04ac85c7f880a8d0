"""Pages of many makes: which of their lines are the story, its headline, its day, and which pages are refused."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from audionews.bengali.cleaning import clean
from audionews.sources.gather_options import INDIA
from audionews.sources.pages.web_page import read_page
from audionews.support.errors import SourceError

DATA = Path(__file__).parent / "data"
PAGES: dict[str, dict[str, Any]] = tomllib.loads((DATA / "pages.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_story_and_nothing_else(name: str) -> None:
    data, expected = (DATA / "pages" / name).read_bytes(), PAGES[name]
    if "refuse" in expected:
        with pytest.raises(SourceError) as refused:
            read_page(data, name, zone=INDIA)
        assert str(refused.value) == expected["refuse"]
        return
    article = read_page(data, name, zone=INDIA)
    assert article.text.split("\n") == expected["lines"]
    assert article.headline == expected["headline"]
    assert (article.published.date().isoformat() if article.published else "") == expected["day"]
    cleaned = clean(article.text, headline=article.headline, lines=article.lines)
    assert cleaned.paragraphs == expected.get("said", cleaned.paragraphs)


def test_every_page_is_expected_to_be_something() -> None:
    assert {path.name for path in (DATA / "pages").iterdir()} == set(PAGES)


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_a_live_blog_the_ten_newest_entries_are_read(newest_first: bool) -> None:
    hours = list(range(22, 7, -1) if newest_first else range(8, 23))
    entries = "".join(
        f"<div class='e'><span class='at'>{hour}:05</span><h3>ফেরি {hour}</h3>"
        f"<p>{hour} নম্বর ফেরি ঘাট ছেড়ে গিয়েছে ঠিক সময়ে।</p></div>"
        for hour in hours
    )
    page = f"<html><title>ফেরি চলাচলের খবর, সরাসরি</title><h1>ফেরি চলাচলের খবর, সরাসরি</h1><main>{entries}</main></html>"
    article = read_page(page.encode(), "live.html", zone=INDIA)
    lines = article.text.split("\n")
    read = [hour for hour in hours if any(line.startswith(f"{hour} নম্বর ফেরি") for line in lines)]
    assert sorted(read) == list(range(13, 23))
    cleaned = clean(article.text, headline=article.headline, lines=article.lines)
    assert {reason for text, reason in cleaned.dropped if "নম্বর ফেরি" in text} == {"older"}
    kept = clean(article.text, headline=article.headline, lines=article.lines, keep=["older"]).paragraphs
    assert sum("নম্বর ফেরি" in paragraph for paragraph in kept) == len(hours)


def test_each_line_of_a_storys_block_is_read_or_left_out_with_a_reason() -> None:
    article = read_page((DATA / "pages" / "short-end.html").read_bytes(), "short-end.html", zone=INDIA)
    cleaned = clean(article.text, headline=article.headline, lines=article.lines)
    assert cleaned.paragraphs[-1] == "কাজ চলছে"
    assert list(cleaned.hours.values()) == ["১৭:১০", "১১:৪০"]
    assert dict(cleaned.dropped) == {"১৭:১০": "live-stamp", "১১:৪০": "live-stamp", "ওপরে যান": "furniture"}


def test_a_heading_of_comments_that_stands_with_a_picture_is_left_out() -> None:
    told = "".join(f"<p>খালের {n} নম্বর বাঁধ মেরামত হয়েছে সময়ে।</p>" for n in "১২৩")
    comments = "<figure><img><figcaption>Comments</figcaption></figure>"
    page = f"<html><title>খালের বাঁধ মেরামত শেষ</title><h1>খালের বাঁধ মেরামত শেষ</h1><div>{told}{comments}</div></html>"
    article = read_page(page.encode(), "p.html", zone=INDIA)
    cleaned = clean(article.text, headline=article.headline, lines=article.lines)
    assert len(cleaned.paragraphs) == 3
    assert "Comments" in dict(cleaned.dropped)


@pytest.mark.parametrize(
    ("below", "read"),
    [
        ("নতুন বাঁধের ওপরে গ্রামের মানুষ", False),
        ("<em>নতুন বাঁধের ওপরে গ্রামের মানুষ</em>", False),
        ("<b>নতুন বাঁধের ওপরে পথ</b>", True),  # a heading
        ("নতুন বাঁধের ওপরে পথ হয়েছে", True),  # a sentence that lost its end
        ("নতুন বাঁধের ওপরে পথ হবে কবে?", True),
    ],
)
def test_words_between_a_picture_and_running_text_are_its_caption(below: str, read: bool) -> None:
    first, last = "খালের নতুন বাঁধ উঠেছে বর্ষার আগেই।", "জেলা পরিষদ জানিয়েছে, বাঁধের উপরে পিচ পড়বে শীতে।"
    page = (
        f"<html><title>খালের বাঁধ মেরামত শেষ</title><h1>খালের বাঁধ মেরামত শেষ</h1><div><p>{first}</p><p><img src=a.jpg></p>"
        f"<p>{below}</p><p>{last}</p></div></html>"
    )
    lines = read_page(page.encode(), "p.html", zone=INDIA).text.split("\n")
    assert (lines[0], lines[-1], len(lines)) == (first, last, 3 if read else 2)


def test_of_a_gallery_the_words_between_pictures_are_read() -> None:
    told = ["খালের নতুন বাঁধ", "বাঁধের উপরে মেলা", "মেলায় মাটির পুতুল"]
    rows = "".join(f"<p><img src={n}.jpg></p><p>{text}</p>" for n, text in enumerate(told))
    lead = "<p>মেলা বসেছে খালের পাড়ে, চলবে সাত দিন। আসছেন তিন জেলার কারিগরেরা।</p>"
    page = f"<html><title>বাঁধের মেলা শুরু</title><h1>বাঁধের মেলা শুরু</h1><div>{lead}{rows}</div></html>"
    lines = read_page(page.encode(), "p.html", zone=INDIA).text.split("\n")
    assert lines[-3:] == told
