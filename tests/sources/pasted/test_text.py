"""Front matter declares what it can; a broken or hostile one is just text."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.script.bijoy import looks_like_bijoy
from audionews.sources.charsets import decode
from audionews.sources.gather_options import INDIA
from audionews.sources.pasted.front_matter import front_matter
from audionews.sources.pasted.text import read_text
from audionews.sources.publication_dates import moment
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

WHOLE = """---
title: "বাজেট পেশ: কী কী বাড়ল"
date: 2026-11-23T07:30
section: অর্থনীতি
url: https://example.org/a?b=1
site: দৈনিক উদাহরণ
image: https://example.org/a.jpg
author: নিজস্ব সংবাদদাতা
tags:
  - বাজেট
- কর
---

রাজ্য বাজেট পেশ হল।
"""


def test_front_matter_declares_everything() -> None:
    article = read_text(WHOLE, "a.txt", zone=INDIA)
    assert article.headline == "বাজেট পেশ: কী কী বাড়ল"
    assert article.published == datetime(2026, 11, 23, 7, 30, tzinfo=INDIA)
    assert (article.section, article.site) == ("অর্থনীতি", "দৈনিক উদাহরণ")
    assert (article.url, article.image) == ("https://example.org/a?b=1", "https://example.org/a.jpg")
    assert article.text == "রাজ্য বাজেট পেশ হল।"


@pytest.mark.parametrize(
    ("text", "headline", "rest"),
    [
        ("---\ntitle: শুরু আছে, শেষ নেই\nরাজ্য বাজেট পেশ হল।", "শুরু আছে, শেষ নেই", "রাজ্য বাজেট পেশ হল।"),
        ("---\ntitle: সেতু\nlayout: post\n\nখবর: এল।", "সেতু", "\nখবর: এল।"),
        ("---\nশিরোনাম: সেতু\nKolkata Metro: চালু হল", "সেতু", "Kolkata Metro: চালু হল"),
    ],
)
def test_a_block_that_was_never_closed_ends_where_its_entries_end(text: str, headline: str, rest: str) -> None:
    assert front_matter(text) == ({"headline": headline}, rest)


@pytest.mark.parametrize(
    "text",
    [
        "---\nরাজ্য বাজেট পেশ হল।\n---\nআরও খবর।",
        "--- \ntitle: ক\nnot an entry\n---\nখ",
        "---\nনতুন: কথা\n---\nখ",
        "---\n---\nখ",
        "---\n" + "title: ক\n" * 500 + "---\nখ",
        " ---\ntitle: ক\n---\nখ",
    ],
)
def test_a_broken_block_is_just_text(text: str) -> None:
    assert front_matter(text) == ({}, text)


@pytest.mark.parametrize("value", ["!!python/object:os.system", "*anchor", "&a [x, x]", "{{7*7}}", "$(reboot)", "---"])
def test_a_hostile_value_stays_a_string(value: str) -> None:
    assert front_matter(f"---\ntitle: {value}\n---\nক") == ({"headline": value}, "ক")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("No Bengali.", "no Bengali"),
        ("---\ntitle: ক\n---\n\n", "below its front"),
        ('id,title,day\n1,"হাট, বাজার",2024-01-02\n2,মেলা,2024-01-03\n3,খেয়া,2024-01-04', "a table of data"),
        ("নাম;দর;দিন\nরুই;২৮০;সোম\nকাতলা;৩০০;সোম\nট্যাংরা;৪৫০;মঙ্গল", "a table of data"),
        ("2024-01-02 10:00:01 INFO হাট বসল\n2024-01-02 10:00:02 INFO মেলা বসল\n2024-01-02 10:00:03 ভিড়", "a log"),
        ('const a = [\n  { title: "হাট বসল নদীর ধারে", n: 1 },\n  { title: "মেলা বসল", n: 2 },\n];', "data or a program"),
        ('msgid "Fair"\nmsgstr "মেলা"\n\nmsgid "Ferry"\nmsgstr "খেয়াঘাট খোলা।"', "data or a program"),
        ("[2024-01-02 10:00:01] a.INFO: হাট বসল\n[2024-01-02 10:00:02] a.INFO: মেলা\n[2024-01-02 10:00:03] ভিড়", "a log"),
        ("ক্রম | নোটিশ | দিন\n১ | ছুটির তালিকা | ০১-০৭-২০২৪\n২ | দরপত্র | ০২-০৭-২০২৪", "a table of data"),
        ('"ক্রম","নাম","ফোন"\n"১","হাট সমিতি","0100000001"\n"২","নদী সমিতি","0100000002"', "a table of data"),
        ("SITE_NAME=নদীর কথা\nSITE_LINE=সবার আগে খবর\nDEBUG=false", "data or a program"),
        ("INSERT INTO a VALUES (1, 'হাট বসল।');\nINSERT INTO a VALUES (2, 'মেলা বসল।');", "data or a program"),
        ("[01/02/24, 9:14 AM] ক: হাটে যাবে?\n[01/02/24, 9:15 AM] খ: যাব।\n[01/02/24, 9:16 AM] ক: এসো।", "a chat"),
    ],
)
def test_nothing_to_read_is_said_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        read_text(text, "a.txt", zone=INDIA)


@pytest.mark.parametrize(
    "text",
    [
        "মেলায় এল চাল, ডাল, গুড়\nহাটে এল মাছ, শাক, ফল\nঘাটে এল পান, সুপারি, নারকেল",
        "মন্ত্রী বলেন, “কাজ চলছে।”\n“মেলা বসবে নদীর ধারে।”\n“ভিড় হবে,” বলছে পুলিশ।",
        "বাজার দর: রুই ২৮০, কাতলা ৩০০, ট্যাংরা ৪৫০ টাকা।\nকাল: রুই ২৭০, কাতলা ২৯০, ট্যাংরা ৪৪০ টাকা।\nদাম বাড়ছে, বলছেন বিক্রেতা, ক্রেতা কম।",
    ],
)
def test_lists_quotations_and_prices_are_no_data(text: str) -> None:
    assert read_text(text, "a.txt", zone=INDIA).text == text


def test_a_message_is_read_without_who_sent_it_when() -> None:
    text = "[12/07, 9:14 am] খবরের দল: কাল জল আসবে না। মেরামত হবে পাইপ।"
    assert read_text(text, "a.txt", zone=INDIA).text == "কাল জল আসবে না। মেরামত হবে পাইপ।"


@pytest.mark.parametrize(
    "written",
    ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b", "https://u:p@h/", "http://[::1", "x"],
)
def test_only_addresses_of_the_web_are_addresses(written: str) -> None:
    assert web_address(written) is None


@given(st.text())
def test_any_text_gives_an_article_or_one_kind_of_error(text: str) -> None:
    try:
        article = read_text(text, "x", zone=INDIA)
    except SourceError:
        return
    assert article.text in text or looks_like_bijoy(text)


@given(st.text(), st.text())
def test_front_matter_never_raises(written: str, text: str) -> None:
    moment(written, INDIA)
    web_address(written)
    front_matter(f"---\ntitle: {written}\n{text}\n---\n")


BIJOY = "AvR mKv‡j kn‡i we`yr wd‡i‡Q| †mB m‡½ †g‡Uªv Pjv‡Pj ïiæ n‡q‡Q| AvenvIqv `ßi Rvwb‡q‡Q, weKv‡j e„wó n‡Z cv‡i|"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_bijoy_text_is_known_and_converted(encoding: str) -> None:
    article = read_text(decode(f"---\ntitle: e„wó\nsite: News\n---\n{BIJOY}".encode(encoding)), "a.txt", zone=INDIA)
    assert article.text.startswith("আজ সকালে শহরে")
    assert article.text.endswith("বিকালে বৃষ্টি হতে পারে।")
    assert (article.headline, article.site) == ("বৃষ্টি", "News")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("শহরে &#8216;নো হর্ন&#8217; অভিযান", "শহরে ‘নো হর্ন’ অভিযান"),
        ("পুলিশ&nbsp;জানিয়েছে&#x964; &amp;quot;না&amp;quot;", 'পুলিশ\xa0জানিয়েছে। "না"'),
        ("আইন & শৃঙ্খলা; A&B; &foo; ঠিক", "আইন & শৃঙ্খলা; A&B; &foo; ঠিক"),
        ("বিপদ &#27;[31m লাল শেষ", "বিপদ [31m লাল শেষ"),
    ],
)
def test_character_references_are_resolved(written: str, read: str) -> None:
    assert read_text(written, "a.txt", zone=INDIA).text == read
