"""The news on a page stays, the page around it goes, and nothing is lost."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.cleaning import clean
from audionews.bengali.cleaning.cleaner import PASSES
from audionews.bengali.script.tables import numbered, rows
from audionews.model import ArticleLine

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
    lines = [ArticleLine(line, link_share=float("পেঁয়াজ" in line)) for line in page.splitlines()]
    assert clean(page, lines=lines).dropped == [("ফের বাড়ল পেঁয়াজের দাম", "related-link")]


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


@pytest.mark.parametrize(
    "table",
    [
        ["নেপাল: ১৯৮/৬ (২০ ওভার)", "কানাডা: ২০১/৩ (১৮.৪ ওভার)", "সেরা খেলোয়াড়: অধিনায়ক"],
        ["৫ মার্চ, বৃহস্পতিবার – বাংলা", "৭ মার্চ, শনিবার – বাংলা"],
        ["শিবির বসছে যে শহরে:", "শিলিগুড়ি", "কলকাতা", "ঢাকা"],
    ],
)
def test_scores_exams_and_places_that_end_the_story_stay(table: list[str]) -> None:
    page = [*LINES[:2], *table]
    assert clean("\n".join(page)).paragraphs == page


def test_what_stands_below_the_authors_name_is_about_the_author() -> None:
    page = [LINES[0], LINES[1], "লেখকের সম্পর্কে জানুন", "দুই দশক ধরে সাংবাদিকতার সঙ্গে যুক্ত এই দল।"]
    assert clean("\n".join(page)).paragraphs == page[:2]


def test_cards_under_a_cue_whose_summaries_were_cut_go_with_the_headings_behind_them() -> None:
    cards = ["সেতুর খবরে ভিড়", "সেতুর ছবি তুলতে ভিড় করেছেন শহরের মানুষ। সোমবার সকাল থেকেই সেতুতে...", "কাল থেকে নতুন বাস"]
    cleaned = clean("\n".join([*LINES[:2], "সর্বশেষ সংবাদ", *cards]))
    assert cleaned.paragraphs == LINES[:2]
    assert [text for text, _ in cleaned.dropped] == ["সর্বশেষ সংবাদ", *cards]


@pytest.mark.parametrize(
    "line",
    [
        "Continue reading নতুন সেতু চালু হল শহরে",
        "Copy and paste this code into your site to embed",
        "কোন মন্তব্য নেই",
        "from পথের খবর https://short.example/a1",
        "টোল আদায় শুরু হবে কাল থেকে… বিস্তারিত",
        "সেতুর ফাইল ছবি",
        "মধুসূদন দত্ত Contributor image",
    ],
)
def test_what_a_page_leaves_in_a_copy_is_not_read(line: str) -> None:
    assert clean(f"{LINES[0]}\n{LINES[1]}\n{line}\n{LINES[1]} কাজ শেষ।").dropped[0].text == line


def test_a_name_beside_the_label_of_its_picture_goes_with_it() -> None:
    page = [LINES[0], LINES[1], "মধুসূদন দত্ত Author image", "মধুসূদন দত্ত", LINES[1] + " কাজ শেষ।"]
    assert clean("\n".join(page)).paragraphs == [page[0], page[1], page[4]]


@pytest.mark.parametrize(
    "label",
    [
        "TV9 Bangla Digital: ",
        "মধুসূদন দত্তঃ কলকাতাঃ ",
        "দৈনিক শিউলি সংবাদ, ঢাকা: ",
        "অর্থনৈতিক রিপোর্টার ॥ ",
    ],
)
def test_who_and_where_in_front_of_the_lead_is_cut_off_with_all_its_parts(label: str) -> None:
    cleaned = clean(f"{LINES[0]}\n{label}{LINES[1]}")
    assert cleaned.paragraphs == LINES[:2]
    assert cleaned.dropped == [(label.strip(), "furniture")]


def test_a_topic_in_front_of_the_lead_is_said() -> None:
    assert clean(f"{LINES[0]}\nRoad Toll: {LINES[1]}").paragraphs[1].startswith("Road Toll: ")


def test_a_name_of_two_words_below_the_headline_is_its_author() -> None:
    page = [LINES[0], "কাজী নজরুল", LINES[1], LINES[1] + " কাজ শেষ।"]
    assert clean("\n".join(page)).paragraphs == [page[0], *page[2:]]
    told = [LINES[0], "সেতুতে টোল", LINES[1], LINES[1] + " কাজ শেষ।"]
    assert clean("\n".join(told)).paragraphs == told


@pytest.mark.parametrize("line", ["কাজী নজরুল, ঢাকা", "---কাজী নজরুল :", "প্রথম পাতা » খবর » নতুন সেতু চালু হল শহরে"])
def test_who_where_from_and_the_way_to_the_page_go_beside_a_date(line: str) -> None:
    page = [LINES[0], "প্রকাশিত: ২২ নভেম্বর ২০২৬, ১০:৩০", line, LINES[1]]
    assert clean("\n".join(page)).paragraphs == LINES[:2]


@pytest.mark.parametrize("name", ["মধুসূদন দত্ত", "কাজী নজরুল", "নিজস্ব সংবাদদাতা, বহরমপুর"])
def test_an_author_right_below_a_headline_that_is_no_line_goes(name: str) -> None:
    assert clean(f"{name}\n{LINES[1]}", headline=LINES[0]).paragraphs == LINES[1:2]


def test_a_name_alone_behind_the_story_is_its_writers_unless_the_story_speaks_of_it() -> None:
    page = [*LINES[:2], "মধুসূদন দত্ত"]
    assert clean("\n".join(page)).paragraphs == page[:2]
    told = [LINES[0], LINES[1] + " নাম রাখা হবে মধুসূদনের নামে।", "মধুসূদন দত্ত"]
    assert clean("\n".join(told)).paragraphs == told


def test_how_much_later_it_is_elsewhere_is_said() -> None:
    page = [
        LINES[0],
        LINES[1],
        "সময় যোগ করতে হবে–",
        "খুলনা: ০৩ মিনিট।",
        "সিলেট: -০৬ মিনিট।",
        "বাদ দিতে হবে-",
        "চট্টগ্রাম : ০৫ মিনিট। রংপুর : ০৬ মিনিট।",
    ]
    assert clean("\n".join(page)).paragraphs == page


def test_names_among_the_pieces_of_a_menu_behind_the_story_go_and_a_list_stays() -> None:
    menu = ["খেলা", "ভ্রমণ", "পাঁচমিশালি", "সাহিত্য", "সম্পাদকীয়"]
    assert clean("\n".join([*LINES[:2], *menu])).paragraphs == LINES[:2]
    told = [*LINES[:2], "সেতু খোলা থাকবে যে ক’দিন:", "সোম", "বুধ", "বিজ্ঞাপন"]
    assert clean("\n".join(told)).paragraphs == told[:-1]


def test_the_user_overrules() -> None:
    assert clean("বিজ্ঞাপন\nখবর এল।", keep=["advert"]).paragraphs == ["বিজ্ঞাপন", "খবর এল।"]
    cleaned = clean("শহরে বৃষ্টি\nখবর এল।\nআজকের পঞ্জিকা", drop=["পঞ্জিকা"])
    assert cleaned.dropped == [("আজকের পঞ্জিকা", "user")]


def test_a_pattern_that_names_the_headline_drops_the_story() -> None:
    page = "লটারির ফল বেরোল\nসন্ধ্যায় ফল জানা গেছে। প্রথম পুরস্কার এক কোটি।"
    assert clean(page, drop=["লটারি"]).paragraphs == []
    assert clean(page, drop=["পুরস্কার"]).paragraphs == ["লটারির ফল বেরোল"]
    assert clean(page, drop=["মেলা"], headline="মেলার মাঠে ভিড়").paragraphs == []
    assert clean("নিজস্ব সংবাদদাতা\n" + page, drop=["লটারি"]).paragraphs == []


def test_who_wrote_it_and_which_agency_is_told_though_not_read() -> None:
    body = "চুক্তি সই হল শুক্রবার। শ্রম দফতর জানিয়েছে, মজুরি বাড়ছে।"
    for line, byline, agency in [
        ("নিজস্ব সংবাদদাতা, বহরমপুর", "নিজস্ব সংবাদদাতা", ""),
        ("লেখক: নদী গবেষণা দল", "নদী গবেষণা দল", ""),
        ("মধুসূদন দত্ত", "মধুসূদন দত্ত", ""),
        ("পিটিআই, নয়াদিল্লি", "", "পিটিআই"),
        ("প্রকাশিত: ২২ নভেম্বর ২০২৬, ১০:৩০", "", ""),
    ]:
        cleaned = clean(f"চা বাগানে মজুরি চুক্তি\n{line}\n{body}")
        assert (cleaned.byline, cleaned.agency, cleaned.paragraphs[1:]) == (byline, agency, [body])
    cleaned = clean(f"চা বাগানে মজুরি চুক্তি\nনিজস্ব প্রতিবেদক, ঢাকা (বাসস): {body}")
    assert (cleaned.byline, cleaned.agency) == ("নিজস্ব প্রতিবেদক", "বাসস")


def test_english_twins_go_and_new_names_stay() -> None:
    said = "ঝড়ে (Storm) উড়ে গেছে দু'শো বাড়ির চাল (roofs of two hundred houses), জানিয়েছে বিপর্যয় বাহিনী (NDRF)।"
    cleaned = clean(f"উপকূলে ঝড়\n{said}")
    assert [text for text, _ in cleaned.dropped] == ["(Storm)", "(roofs of two hundred houses)"]
    assert "(NDRF)" in cleaned.paragraphs[1]


def test_an_article_in_another_script_is_no_paragraph() -> None:
    english = "The bridge was opened on Monday. It took four years to build."
    assert clean(f"{LINES[0]}\n{LINES[1]}\n{english}").dropped == [(english, "foreign")]


def test_each_dropped_line_names_the_row_or_the_pass_that_dropped_it() -> None:
    page = f"{LINES[0]}\nকলকাতা\n{LINES[1]}\nবিজ্ঞাপন\n{LINES[1]} আরও পড়ুন: কবে খুলবে মেলা?\nনতুন সেতু চালু হল শহরে"
    cleaned = clean(page, drop=["সেতুর নকশা"])
    assert len(cleaned.evidence) == len(cleaned.dropped)
    told = {text: evidence for (text, _), evidence in zip(cleaned.dropped, cleaned.evidence, strict=True)}
    assert _reason_in_row(told["বিজ্ঞাপন"].rule) == "advert"
    assert told["বিজ্ঞাপন"].step == "cues"
    assert _reason_in_row(told["আরও পড়ুন: কবে খুলবে মেলা?"].rule) == "related-link"
    assert told["আরও পড়ুন: কবে খুলবে মেলা?"].step == "sentences"
    assert _reason_in_row(told["কলকাতা"].rule) == "place"
    assert told["নতুন সেতু চালু হল শহরে"].rule == "repeats"


def _reason_in_row(rule: str) -> str:
    """Return the first cell of the row that a rule names."""
    file, _, number = rule.partition(":")
    return dict(numbered(file.removesuffix(".tsv")))[int(number)][0]


@given(PAGE)
def test_every_drop_has_evidence(page: str) -> None:
    names = {step.name for step in PASSES} | {"user"}
    for one in clean(page, drop=["সেতু"]).evidence:
        assert one.step in names
        assert re.fullmatch(r"((^| )(clean_cues|clean_roles|clean_words|vocabulary)\.tsv:\d+(\+\d+)*)*", one.row)


@pytest.mark.parametrize(
    ("behind", "gone"),
    [
        ("জলের দাম কত বাড়বে? জানতে পড়ুন এই সময় ডিজিটাল।", True),
        ("জলের দাম কত বাড়বে? জানতে চেয়েছে নাগরিক মঞ্চ।", False),
        ("আপনিও কি মিটার বসাবেন? মতামত জানান কমেন্ট বক্সে।", True),
    ],
)
def test_a_question_goes_with_the_plug_that_answers_it(behind: str, gone: bool) -> None:
    assert (behind not in clean(f"{LINES[0]}\n{LINES[1]}\n{behind}").paragraphs) is gone


def test_cleaning_takes_time_in_proportion_to_a_page() -> None:
    blocks = ["আরও খবর", "শহরে মেলা বসল", "মেলা শুরু হল।", "মন্তব্য (২)", "পাঠক", "২ দিন আগে", "ভালো।", "ক | খ", "মানিক দত্ত"]

    def seconds(times: int) -> float:
        began = process_time()
        clean("\n".join([*LINES[:2], *blocks * times]))
        return process_time() - began

    seconds(10)
    assert seconds(400) < 16 * seconds(100)


@pytest.mark.parametrize("headline", ["‘ঘর কই?’", "আবার বৃষ্টি!", "জল কমল, দুর্ভোগ নয়", "বন্যা: জল নামছে ধীরে"])
def test_a_short_headline_over_a_second_line_stays(headline: str) -> None:
    page = f"{headline}\nশিবিরে প্রশ্ন চল্লিশ হাজার মানুষের\nত্রাণ শিবিরে রয়েছেন চল্লিশ হাজার মানুষ। জল নামছে ধীরে।"
    assert clean(page).paragraphs == page.split("\n")


LIVE = """বাঁধে ফাটল, দিনভর নজর
৪ মে ২০২৫
নদীর বাঁধে ফাটল দেখা দিয়েছে ভোরে। সেচ দফতরের তিনটি দল কাজে নেমেছে।
৪ মে ২০২৫, বিকেল ৫:১০
বালির বস্তা ফেলে ফাটল বন্ধ হয়েছে। রাতেও পাহারা থাকবে।
৪ মে ২০২৫, 11:40 AM
জল বেড়েছে আট ইঞ্চি। আরও একটি দল রওনা দিয়েছে।"""


def test_the_hour_over_an_entry_is_kept_for_it() -> None:
    cleaned = clean(LIVE)
    hours = {cleaned.paragraphs[at].split("।")[0]: hour for at, hour in cleaned.hours.items()}
    assert hours == {"বালির বস্তা ফেলে ফাটল বন্ধ হয়েছে": "বিকেল ৫:১০", "জল বেড়েছে আট ইঞ্চি": "11:40 AM"}
    assert [reason for _, reason in cleaned.dropped] == ["furniture", "live-stamp", "live-stamp"]
    assert clean(LIVE, keep=["live-stamp"]).hours == {}


def test_dates_over_several_stories_are_no_hours_of_entries() -> None:
    stories = [
        ("চরের ঘাটে ফিরছে ফেরি", "বন্যার পরে ফিরছে ফেরি। দিনে ছ’বার নদী পার হবে।"),
        ("মেলায় নাগরদোলা", "মেলায় বসছে নাগরদোলা। টিকিট মিলবে ফটকে।"),
        ("পাহাড়ে ভিড়", "পাহাড়ে পর্যটকের ভিড় বেড়েছে। হোটেল খালি নেই।"),
    ]
    text = "\n".join(f"{head}\n{day} মে ২০২৫, ০৯:০০\n{body}" for day, (head, body) in zip("৬৫৪", stories, strict=True))
    assert clean(text).hours == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("*** প্রকাশিত মতামত লেখকের একান্তই নিজস্ব।", "disclaimer"),
        ("(মতামত লেখিকার একান্ত ব্যক্তিগত)", "disclaimer"),
        ("লেখকের মতামত নিয়ে বইমেলায় বিতর্ক হয়েছে।", ""),
        ("Re: নদীর চরে তরমুজের ফলন ভাল (Read 48 times)", "repeat"),
        ("নদীর চরে তরমুজের ফলন ভাল, দাম কম", ""),
    ],
)
def test_whose_opinion_it_is_and_the_headline_among_english_words(line: str, reason: str) -> None:
    page = f"নদীর চরে তরমুজের ফলন ভাল\nনদীর চরে এ বার তরমুজের ফলন ভাল। দামও মিলছে।\n{line}\nহাটে রোজ দশ গাড়ি তরমুজ আসছে।"
    assert dict(clean(page).dropped).get(line, "") == reason


def test_the_headline_glued_to_a_paragraph_is_said_once() -> None:
    headline, story = "বাঁশের সাঁকো সরিয়ে পাকা সেতু", "নতুন সেতু দিয়ে চলাচল শুরু হল মঙ্গলবার। টোল লাগবে না।"
    cleaned = clean(f"{headline}\n{headline}{story}")
    assert cleaned.paragraphs == [headline, story]
    assert cleaned.dropped == [(headline, "repeat")]
    apart = f"{headline} {story}"  # the sentence may begin so
    assert clean(f"{headline}\n{apart}").paragraphs == [headline, apart]


def test_a_paragraph_of_what_a_paper_does_not_answer_for_goes_whole() -> None:
    story = "গানের টানে হাওরে\nহাওরের গান নিয়ে আসর বসেছিল শুক্রবার। গায়কেরা এসেছিলেন তিন জেলা থেকে।\n"
    note = "মুক্তকথা পাতায় ছাপা লেখার বিষয়, মত, মন্তব্য লেখকের একান্ত নিজস্ব। আমাদের নীতির সঙ্গে তার মিল না-ও থাকতে পারে।"
    assert {reason for _, reason in clean(story + note).dropped} == {"disclaimer"}
    assert len(clean(story + note).paragraphs) == 2


def test_a_dated_link_within_a_story_is_no_second_story() -> None:
    page = [
        "ট্রলার ডুবে নিখোঁজ চার শ্রমিক",
        "প্রকাশ: ১৫ নভেম্বর ২০২৫, ০৯:২৫",
        "নদীতে বালুবাহী একটি ট্রলার ডুবে চার শ্রমিক নিখোঁজ। ভোরে এ ঘটনা ঘটে।",
        "আরও পড়ুন",
        "লঞ্চের ধাক্কায় জেলেদের নৌকায় ফাটল",
        "০৩ নভেম্বর ২০২৫",
        "স্রোত বেশি থাকায় খোঁজ চালানো যাচ্ছে না। রাতেও আলো জ্বেলে কাজ চলবে।",
    ]
    assert clean("\n".join(page)).paragraphs == [page[0], page[2], page[6]]
