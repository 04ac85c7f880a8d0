"""Texts copied from a browser give their headline from below menus, mastheads and names; lists are refused."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from audionews.bengali import clean
from audionews.sources.pasted.text import read_text
from audionews.sources.source_protocol import INDIA
from audionews.support.errors import SourceError

TEXTS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "pasted.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_gives_its_headline_and_what_stands_below_it(name: str) -> None:
    one = TEXTS[name]
    if one.get("refuse") or one.get("begins"):
        with pytest.raises(SourceError, match="list of stories" if one.get("refuse") else "beginning of a story"):
            read_text(one["text"], name, zone=INDIA)
        return
    article = read_text(one["text"], name, zone=INDIA)
    lines = one["text"].strip().split("\n")
    assert article.headline == (one["headline"] or None)
    assert (article.published.date().isoformat() if article.published else "") == one["day"]
    below = lines[lines.index(one["headline"]) + 1 :] if one["headline"] else lines
    assert article.text == "\n".join(below).strip()


def test_what_stands_over_the_headline_is_passed_on_as_no_part_of_the_story() -> None:
    lines = read_text(TEXTS["masthead"]["text"], "t", zone=INDIA).lines
    assert [line.role for line in lines] == ["navigation", "navigation", "", ""]


def test_the_line_that_tells_the_day_is_no_part_of_the_story() -> None:
    day = "মোহনা প্রতিনিধি। উদয়পুর। ৬ অক্টোবর ২০২৫"
    text = f"হাসপাতালের নতুন ভবন\n{day}\nহাসপাতালের নতুন ভবন গড়ছে স্বাস্থ্য দপ্তর, খরচ হবে ৮০ কোটি টাকা।"
    article = read_text(text, "t", zone=INDIA)
    assert article.published is not None
    assert [line.role for line in article.lines if line.text == day] == ["byline"]
    assert day not in clean(article.text, headline=article.headline, lines=article.lines).paragraphs


def test_a_letter_has_what_it_is_about_for_its_headline_and_a_topic_is_none() -> None:
    letter = "বরাবর,\nসভাপতি,\nচর উন্নয়ন সমিতি\n{}\nজনাব,\nচরের রাস্তা বর্ষায় ডুবে যায়। রাস্তা উঁচু করলে উপকার হবে সবার।"
    about = read_text(letter.format("বিষয়ঃ চরের রাস্তা উঁচু করার আবেদন ।"), "t", zone=INDIA)
    assert about.headline == "চরের রাস্তা উঁচু করার আবেদন"
    topic = "চরের রাস্তা উঁচু হবে বর্ষার আগে\nSubject: জেলা\nচরের রাস্তা বর্ষায় ডুবে যায়। রাস্তা উঁচু করার কাজ শুরু হয়েছে।"
    assert read_text(topic, "t", zone=INDIA).headline == "চরের রাস্তা উঁচু হবে বর্ষার আগে"


def test_a_headline_with_its_site_between_strokes_is_no_row_of_links() -> None:
    text = "চরের মেলায় ভিড় | নদীবার্তা | জেলা\nচরের মেলায় রোজ ভিড় বাড়ছে। বিকেলে বসছে যাত্রার আসর।"
    assert read_text(text, "t", zone=INDIA).headline == "চরের মেলায় ভিড়"


def test_the_headline_is_not_said_again_over_the_story() -> None:
    body = "জেটির কাজ শেষ হতে আরও দু মাস লাগবে। তত দিন নৌকা ভিড়বে পুরোনো ঘাটে।"
    over = "নতুন জেটি হচ্ছে চরে\n৫ মে ২০২৪, সকাল ৯:১০\nজেলার খবরনতুন জেটি হচ্ছে চরে\n• নতুন জেটি হচ্ছে চরে"
    article = read_text(f"{over}\nপুরোনো ঘাটের কী হবে\n{body}", "t", zone=INDIA)
    said = clean(article.text, headline=article.headline, lines=article.lines).paragraphs
    assert (article.headline, said) == ("নতুন জেটি হচ্ছে চরে", ["পুরোনো ঘাটের কী হবে", body])


def test_a_stamp_in_front_of_the_headline_is_parted_from_it() -> None:
    body = "চরের পাঠাগারে এখন রাতেও পড়া যায়। আলো দিয়েছে পঞ্চায়েত সমিতি।"
    article = read_text(f" date 2024-08-19 চরের পাঠাগারে রাতের আলো\n{body}", "t", zone=INDIA)
    assert (article.headline, str(article.published)[:10]) == ("চরের পাঠাগারে রাতের আলো", "2024-08-19")
    assert clean(article.text, headline=article.headline, lines=article.lines).paragraphs == [body]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "দর\n\n| মাছ | দর |\n|---|---|\n| রুই | ২৮০ |\n| কাতলা | ৩০০ |\n\nশেষ হল তালিকা।",
            ["রুইয়ের দাম ২৮০ টাকা।", "কাতলার দাম ৩০০ টাকা।"],
        ),
        (
            "ভর্তি\n\nভর্তি শুরু | শেষ পরে।\nকলেজ | শহর কলেজ |\n---|---|\nআসন: | ৩২০টি |\nশেষ দিন: | ৫ মার্চ |\n\nফি নেই।",
            ["আসন: ৩২০টি", "শেষ দিন: ৫ মার্চ"],
        ),
        ("দর\n\nমাছ\tখুচরো\tপাইকারি\nরুই\t২৮০\t২৫০\nকাতলা\t৩০০\t২৭০", ["রুই: খুচরো ২৮০, পাইকারি ২৫০", "কাতলা: খুচরো ৩০০, পাইকারি ২৭০"]),
    ],
)
def test_tables_keep_their_figures(text: str, rows: list[str]) -> None:
    lines = read_text(text, "t.md", zone=INDIA).text.split("\n")
    assert [line for line in lines if line in rows] == rows


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "খেয়াঘাট খুলল"\ndate = 2025-05-04\n+++\nআজ খেয়াঘাট খুলল।',
        "title: খেয়াঘাট খুলল\ndate: 2025-05-04\n\nআজ খেয়াঘাট খুলল।",
        '+++\ntitle = """খেয়াঘাট খুলল"""\ndate = 2025-05-04T10:00:00+05:30\n[params]\nx = 1\n+++\nআজ খেয়াঘাট খুলল।',
        '{\n  "title": "খেয়াঘাট খুলল",\n  "date": "2025-05-04", "tags": ["নদী"]\n}\n\nআজ খেয়াঘাট খুলল।',
        "---\ntitle: >-\n  খেয়াঘাট\n  খুলল\ndate: 2025-05-04\n---\nআজ খেয়াঘাট খুলল।",
        "Subject: খেয়াঘাট খুলল\nDate: 4 May 2025\nআজ খেয়াঘাট খুলল।",
        "---\nশিরোনাম: খেয়াঘাট খুলল\nতারিখ: ৪ মে ২০২৫\n---\nআজ খেয়াঘাট খুলল।",
        "From: News <n@example.org>\nSent: Sunday, 4 May 2025 10:15\nTo: all\nSubject: খেয়াঘাট খুলল\n\nআজ খেয়াঘাট খুলল।",
    ],
)
def test_front_matter_is_read_in_every_fence_and_without_one(text: str) -> None:
    article = read_text(text, "t", zone=INDIA)
    assert (article.headline, article.text) == ("খেয়াঘাট খুলল", "আজ খেয়াঘাট খুলল।")
    assert article.published is not None
    assert article.published.date().isoformat() == "2025-05-04"


@pytest.mark.parametrize("first", ["## ঘাটে বসল নতুন আলো", "* ঘাটে বসল নতুন আলো *", "**ঘাটে বসল নতুন আলো**"])
def test_a_headline_loses_the_signs_of_a_note(first: str) -> None:
    body = "ঘাটে নতুন আলো বসিয়েছে পুরসভা, রাতে আর অন্ধকার থাকবে না।"
    assert read_text(f"{first}\n{body}", "t", zone=INDIA).headline == "ঘাটে বসল নতুন আলো"


@pytest.mark.parametrize("first", ["বাঁধ মেরামত শেষ হোক বর্ষার আগে,", "বাঁধ মেরামত নিয়ে ক্ষোভ :"])
def test_a_headline_in_two_lines_is_one(first: str) -> None:
    text = f"কৃষি\n{first}\nদাবি চরের কৃষকদের\nভোলা: ৩ জুন ২০২৫\nবাঁধ মেরামত শেষ করার দাবি তুললেন চরের কৃষকেরা।"
    article = read_text(text, "t", zone=INDIA)
    assert article.headline == f"{first} দাবি চরের কৃষকদের"
    assert "দাবি চরের" not in article.text


def test_subtitles_are_read_without_their_times() -> None:
    text = "1\n00:00:01,000 --> 00:00:04,000\nআজ খেয়াঘাট\n\n2\n00:00:05,000 --> 00:00:08,000\nখুলল। খুশি যাত্রী।\n"
    assert read_text(text, "t", zone=INDIA).text == "আজ খেয়াঘাট খুলল।\nখুশি যাত্রী।"


def test_subtitles_lose_their_head_and_their_sounds() -> None:
    text = "WEBVTT\nKind: captions\nLanguage: bn\n\n00:00:01.000 --> 00:00:04.000\nআজ খেয়াঘাট খুলল।\n[সঙ্গীত]\n"
    assert read_text(text, "t", zone=INDIA).text == "আজ খেয়াঘাট খুলল।"


def test_lines_with_colons_that_are_no_front_matter_stay() -> None:
    text = "প্রতিবেদক: কেমন আছেন?\nঅতিথি: ভালো আছি।\n\nএ ভাবেই শুরু হল আলাপ।"
    assert read_text(text, "t", zone=INDIA).text == text


@pytest.mark.parametrize(
    ("section", "headline"),
    [
        ("রাজনীতি", "বাঁধের টাকা নিয়ে বৈঠক ডাকল পঞ্চায়েত"),
        ("", "খেলাধুলার মাঠ নিয়ে বৈঠক ডাকল পঞ্চায়েত"),
        ("", "দেশের বাঁধ নিয়ে বৈঠক ডাকল পঞ্চায়েত"),
    ],
)
def test_a_section_glued_to_the_headline_is_cut_off_where_the_story_has_its_first_word(
    section: str, headline: str
) -> None:
    body = "বাঁধের টাকা কোথায় গেল, তা জানতে বৈঠক ডেকেছে পঞ্চায়েত। খেলাধুলার মাঠেও জল উঠেছিল।"
    assert read_text(f"{section}{headline}\n{body}", "t", zone=INDIA).headline == headline


@pytest.mark.parametrize(
    ("over", "behind", "day"),
    [
        ("মে ১৬, ২০১৮", "", "2018-05-16"),
        ("16 May 2018, 10:30", "", "2018-05-16"),
        ("বুধবার, মে ১৬, ২০১৮", "", ""),  # a masthead's, of the day of reading
        ("Wednesday, May 16, 2018", "", ""),
        ("১৬ মে ২০১৮, ২ জ্যৈষ্ঠ ১৪২৫", "", ""),
        ("মে ১৬, ২০১৮", "প্রকাশ: ১২ মে ২০১৮", "2018-05-12"),
        ("ফিচার", "মধুমতী বার্তা, ১২ মে ২০১৮", "2018-05-12"),
        ("ফিচার", "হাট বসবে হাওরপাড়ে, ১২ মে ২০১৮ পর্যন্ত", ""),
    ],
)
def test_a_day_right_over_the_headline_counts_if_it_is_no_masthead_s(over: str, behind: str, day: str) -> None:
    story = "হাওরের বাঁধ উঁচু হচ্ছে\nহাওরের বাঁধ মেরামতে নেমেছেন কৃষকেরা। বাঁধ উঁচু হবে দুই হাত, বলছে বোর্ড।"
    article = read_text(f"{over}\n{story}\n{behind}", "t", zone=INDIA)
    assert (article.published.date().isoformat() if article.published else "") == day


def test_a_calendar_over_a_story_is_none_of_its_sentences() -> None:
    calendar = "ফরিদপুর। বুধবার ১৬ মে ২০১৮। ২ জ্যৈষ্ঠ ১৪২৫। ২৯ শাবান ১৪৩৯"
    story = "হাওরের বাঁধ উঁচু হচ্ছে\nহাওরের বাঁধ মেরামতে নেমেছেন কৃষকেরা। বাঁধ উঁচু হবে দুই হাত, বলছে বোর্ড।"
    assert read_text(f"{calendar}\nকৃষি\n{story}", "t", zone=INDIA).headline == story.partition("\n")[0]


def test_summaries_that_end_with_their_link_are_a_list_and_one_is_a_story() -> None:
    one = "হাওরের বাঁধ মেরামতে নেমেছেন কৃষকেরা। বাঁধ উঁচু হবে দুই হাত। পানি উন্নয়ন বোর্ডের বরাদ্দ এসেছে, কিন্তু বিস্তারিত →"
    other = "যমুনায় বিলীন হয়ে গেছে একটি বিদ্যালয়। শিক্ষার্থীরা খোলা মাঠে ক্লাস করছে। এলাকাবাসী জানান, কয়েক বিস্তারিত →"
    heads = ["হাওরের বাঁধ উঁচু হচ্ছে", "নদীতে গেল বিদ্যালয়"]
    with pytest.raises(SourceError, match="list of stories"):
        read_text("\n".join([heads[0], one, heads[1], other]), "t", zone=INDIA)
    assert read_text("\n".join([heads[0], one]), "t", zone=INDIA).text


def test_a_day_glued_to_the_lead_is_the_day_and_no_part_of_the_lead() -> None:
    lead = "নতুন নাটকে ফিরছেন মঞ্চের পুরোনো শিল্পীরা। মহড়া চলছে রোজ বিকেলে।"
    article = read_text(f"নতুন নাটকে ফিরলেন মঞ্চের শিল্পীরা\n৫ মে ২০২৫, সোমবার{lead}", "a.txt", zone=INDIA)
    assert article.published is not None
    assert article.published.date().isoformat() == "2025-05-05"
    assert article.text.endswith(f"\n{lead}")


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("রবিবার, ৮ সেপ্টেম্বর ২০২৪, ২৪ ভাদ্র ১৪৩১পলিবাণী অনলাইনে সবাইকে জানাই সাদর স্বাগতম।", "হাওরের বাঁধে ফাটল"),
        ("রবিবার, ৮ সেপ্টেম্বর ২০২৪, ২৪ ভাদ্র ১৪৩১বঙ্গাব্দ", "হাওরের বাঁধে ফাটল"),
    ],
)
def test_a_masthead_glued_to_its_day_is_none_of_the_story_s_sentences(first: str, headline: str) -> None:
    story = "হাওরের বাঁধে ফাটল দেখা দিয়েছে। কৃষকেরা রাত জেগে পাহারা দিচ্ছেন ফসল।"
    article = read_text(f"{first}\n\n{headline}\n\n{story}", "t", zone=INDIA)
    assert (article.headline, article.text, article.published) == (headline, story, None)


def test_another_story_s_headline_and_its_beginning_on_top_are_passed_over() -> None:
    teaser = ["পাটের দর বাঁধার দাবি, সমাবেশ আজ", "সারা জেলার সদর ও মহকুমা হাটে আজ পাটের দর বাঁধার দাবিতে সমাবেশ। সমা"]
    story = (
        "হাওরের বাঁধে ফাটল দেখা দিয়েছে ভোর রাতে। কৃষকেরা জেগে পাহারা দিচ্ছেন ফসল, জানান স্থানীয় বাসিন্দারা। "
        "বালির বস্তা ফেলছেন মৎস্যজীবী আর মাঝিরা।"
    )
    article = read_text("\n".join([*teaser, story]), "t", zone=INDIA)
    assert (article.headline, article.text) == (None, story)
    assert clean(article.text, lines=article.lines).paragraphs == [story]


def test_a_lead_that_lost_its_dari_is_no_other_story() -> None:
    headline = "হাওরের বাঁধে ফাটল, জেগে কৃষকেরা"
    story = ["হাওরের বাঁধে ফাটল দেখা দিয়েছে ভোর রাতে। কৃষকেরা জেগে", "ফসল পাহারা দিচ্ছেন কৃষকেরা। বাঁধের পাশে জ্বলছে আলো।"]
    article = read_text("\n".join([headline, *story]), "t", zone=INDIA)
    assert (article.headline, article.text) == (headline, "\n".join(story))
