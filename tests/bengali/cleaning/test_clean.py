import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.cleaning import clean
from audionews.bengali.cleaning.phrases import expression
from audionews.bengali.cleaning.triggers import classes, requirements, signs, words_of
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows

REASONS = {reason for reason, _ in rows("clean_reasons")}
LINES = [
    "নতুন সেতু চালু হল শহরে",
    "সোমবার থেকে নতুন সেতুতে গাড়ি চলাচল শুরু হয়েছে। পূর্ত দফতর জানিয়েছে, টোল লাগবে না।",
    "সেতুর নকশা",
    "আরও পড়ুন",
    "আরও পড়ুন: কবে খুলবে মেলা?",
    "বিজ্ঞাপন",
    "ছবি: সংগৃহীত",
    "১০:৩০ AM",
    "ট্যাগ:",
    "Follow us on Facebook",
    "খবরটি শেয়ার করুন",
    "(আরও পড়ুন: অন্য খবর) এ দিন মেলা শুরু হয়।",
    "",
    "***",
]
PAGE = st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=12).map("\n".join)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(PAGE)
def test_every_line_is_kept_or_dropped_with_a_reason(page: str) -> None:
    cleaned = clean(page)
    assert {reason for _, reason in cleaned.dropped} <= REASONS
    said = [squeezed(text) for text in cleaned.paragraphs] + [squeezed(text) for text, _ in cleaned.dropped]
    assert sorted("".join(said)) == sorted(squeezed(page))


@given(PAGE)
def test_kept_lines_come_back_as_they_were_and_stay_on_a_second_pass(page: str) -> None:
    cleaned = clean(page, keep=REASONS)
    assert cleaned.paragraphs == [line.strip() for line in page.splitlines() if line.strip()]
    assert cleaned.dropped == []


NEWS = [
    "হোয়াটসঅ্যাপ চ্যানেলে যোগ দিয়েছেন দশ লক্ষ মানুষ, জানিয়েছে সংস্থা।",
    "নতুন চ্যানেলের ছবি প্রকাশ করেছে মহাকাশ গবেষণা সংস্থা।",
    "বিজ্ঞাপন থেকে আয় বেড়েছে ১২ শতাংশ।",
    "বিপদে ১১২ নম্বরে ফোন করুন, পরামর্শ পুলিশের।",
    "মন্ত্রী বলেন, ‘আমাদের পেজ ফলো করুন।’",
    "অধিনায়ক বলেন, ‘এই জয় দু’দলের। আমাদের পাশে থাকুন, আরও ট্রফি আসবে।’",
    "গানের কপিরাইট নিয়ে মামলা চলছে হাই কোর্টে।",
    "প্রথমে ওয়েবসাইটে গিয়ে ‘এখানে ক্লিক করুন’ লেখা বোতামে চাপ দিতে হবে।",
    "তিনি ফেসবুকে একটি ছবি পোস্ট করেছেন।",
    "সূত্রের খবর, বৈঠক হবে সোমবার।",
    "বাসিন্দাদের নদীর জলস্তরের দিকে নজর রাখতে বলেছে প্রশাসন।",
    "কোচ: আমাদের ফলো করুন, মাঠে আরও লোক আনুন।",  # someone speaks, not the page
    "১. পরীক্ষার ফল জানতে এখানে ক্লিক করে দেখুন।",  # a step of advice
]


@pytest.mark.parametrize("sentence", NEWS)
def test_news_about_channels_pictures_and_advertisements_stays(sentence: str) -> None:
    page = f"শহরের খবর আজ\n{LINES[1]}\n{sentence}\n{LINES[1][:40]} এ দিনও।"
    assert sentence in clean(page).paragraphs


PLUGS = [
    ("আরও খবরের আপডেট পেতে চোখ রাখুন আমাদের হোয়াটসঅ্যাপ চ্যানেলে।", "plug"),
    ("সব খবর সবার আগে পেতে ডাউনলোড করুন আমাদের অ্যাপ", "plug"),
    ("বিজ্ঞাপন", "advert"),
    ("Scroll to load tweet…", "embed"),
    ("ছবি: পিটিআই", "credit"),
    ("ট্যাগ: সেতু, শহর", "tags"),
    ("© ২০২৬ সর্বস্বত্ব সংরক্ষিত", "copyright"),
    ("আপনার মতামত জানান কমেন্ট বক্সে", "comment"),
    ("নিজস্ব সংবাদদাতা, কলকাতা", "furniture"),
    ("প্রকাশিত: ২২ নভেম্বর ২০২৬, ১০:৩০", "furniture"),
    ("আরও পড়ুন: কবে খুলবে মেলা?", "related-link"),
    ("নতুন সেতু চালু হল শহরে", "repeat"),
]


@pytest.mark.parametrize(("line", "reason"), PLUGS)
def test_what_is_not_news_goes_with_its_reason(line: str, reason: str) -> None:
    cleaned = clean(f"{LINES[0]}\n{LINES[1]}\n{line}\n{LINES[2]}\n{LINES[1]} শেষ দফায় কাজ চলছে।")
    assert (line, reason) in cleaned.dropped
    assert len(cleaned.paragraphs) == 4


def test_a_plug_is_cut_out_of_a_paragraph_and_the_rest_stays() -> None:
    cleaned = clean("সেতু চালু হল। আরও পড়ুন: কবে খুলবে মেলা? বিস্তারিত জানতে ক্লিক করুন এখানে।")
    assert cleaned.paragraphs == ["সেতু চালু হল।"]
    assert [reason for _, reason in cleaned.dropped] == ["related-link", "plug"]


def test_foreign_headlines_under_a_cue_go_and_the_subhead_behind_them_stays() -> None:
    page = "\n".join(
        [
            LINES[1],
            "আরও পড়ুন",
            "Metro Rail: পুজোয় রাতভর চলবে মেট্রো!",
            "ফের বাড়ল পেঁয়াজের দাম, চিন্তায় মধ্যবিত্ত",
            "সেতুর নকশা",
            "সেতুর নকশা করেছে একটি সরকারি সংস্থা। খরচ হয়েছে তিনশো কোটি টাকা।",
        ]
    )
    cleaned = clean(page)
    assert cleaned.paragraphs == [page.split("\n")[n] for n in (0, 4, 5)]


def test_a_line_that_is_all_link_is_another_story() -> None:
    page = "\n".join([LINES[0], LINES[1], "ফের বাড়ল পেঁয়াজের দাম", LINES[1] + " কাজ শেষ।"])
    assert len(clean(page).paragraphs) == 4
    assert clean(page, links=["ফের বাড়ল পেঁয়াজের দাম"]).dropped == [("ফের বাড়ল পেঁয়াজের দাম", "related-link")]


def test_one_name_of_a_section_within_the_story_goes_and_several_are_a_digest() -> None:
    assert clean("\n".join([LINES[0], LINES[1], "খেলা", LINES[1] + " কাজ শেষ।"])).dropped == [("খেলা", "furniture")]
    digest = [LINES[0], LINES[1], "খেলা", LINES[1] + " কাজ শেষ।", "বাণিজ্য", LINES[1] + " দাম বাড়ল।"]
    assert clean("\n".join(digest)).paragraphs == digest


def test_what_stands_over_the_headline_goes() -> None:
    page = ["বস্ত্র মন্ত্রক", "সমাজচিত্র", *LINES[:2]]
    assert clean("\n".join(page)).paragraphs == LINES[:2]


def test_a_caption_goes_with_its_credit_and_a_film_stays() -> None:
    seen = "সেতুতে গাড়ি চলছে। আজ সোমবার সকালে"
    page = [LINES[0], LINES[1], seen, "ছবি: পিটিআই", "ছবি: ‘নদীর কথা’ দেখানো হবে নন্দনে।", LINES[1] + " কাজ শেষ।"]
    assert clean("\n".join(page)).paragraphs == [page[0], page[1], page[4], page[5]]


def test_the_rows_of_a_table_that_end_the_story_stay() -> None:
    page = [LINES[0], LINES[1], "আজ সূর্যাস্ত: সন্ধ্যা ৫টা ১৩ মিনিট", "আগামীকাল সূর্যোদয়: ভোর ৬টা ১৬ মিনিট"]
    assert clean("\n".join([*page, "এই বিভাগের আরও খবর", "কবে খুলবে মেলা?"])).paragraphs == page


def test_what_stands_below_the_authors_name_is_about_the_author() -> None:
    page = [LINES[0], LINES[1], "লেখকের সম্পর্কে জানুন", "দুই দশক ধরে সাংবাদিকতার সঙ্গে যুক্ত এই দল।"]
    assert clean("\n".join(page)).paragraphs == page[:2]


def test_the_user_overrules() -> None:
    assert clean("বিজ্ঞাপন\nখবর এল।", keep=["advert"]).paragraphs == ["বিজ্ঞাপন", "খবর এল।"]
    cleaned = clean("আজকের পঞ্জিকা\nখবর এল।", drop=["পঞ্জিকা"])
    assert cleaned.dropped == [("আজকের পঞ্জিকা", "user")]


@pytest.mark.parametrize(
    ("phrase", "needed"),
    [
        ("(আরও|আরো) পড়ুন", [{"পড়ু"}, {"আরও", "আরো"}]),
        ("আরও ?পড়ুন", [{"আরও"}]),
        ("(এই )?খবর~", [{"খবর"}]),
        ("(?<!সেরা\\s)ছবি", [{"ছবি"}]),
        ("updates?", [{"upda"}]),
        (".{1,20} দেখুন", [{"দেখু"}]),
        ("(ক|.)", []),
    ],
)
def test_a_phrase_requires_what_every_match_has(phrase: str, needed: list[set[str]]) -> None:
    assert [set(found) for found in requirements(canonical(phrase))] == [{canonical(w) for w in n} for n in needed]


def test_every_cue_is_found_by_its_words_or_its_signs() -> None:
    brackets = re.compile(r"\\.|\[[^\]]*\]|\([^()]*\)")
    for row in rows("clean_cues"):
        needed = requirements(row[4])
        named = words_of(row[4])
        known = named.union(word for word, names in classes().items() if names & named)
        assert needed[0] <= known if needed else signs(row[4]) and "|" not in brackets.sub("", row[4])


@pytest.mark.parametrize("row", [row for row in rows("clean_cues") if row[2] != "only"], ids=lambda row: row[-1])
def test_every_cue_compiles_and_has_its_columns(row: tuple[str, ...]) -> None:
    reason, weight, place, most, phrase, purpose = row
    assert reason in REASONS | {"news"}
    assert place in {"whole", "label", "start", "end", "inside"}
    assert most == "-" or int(most) > 0
    assert int(weight) != 0
    assert purpose
    assert re.compile(expression(phrase))
