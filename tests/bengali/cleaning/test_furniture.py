"""What stands around a story goes: who wrote it, counters, boxes, other stories; what is of the story stays."""

import pytest

from audionews.bengali.cleaning import clean
from audionews.model import ArticleLine

STORY = "হাওরে নতুন বাঁধ হচ্ছে\nহাওরের বাঁধ মেরামতে নেমেছেন কৃষকেরা। বাঁধ উঁচু হবে দুই হাত।\nপানি উন্নয়ন বোর্ড বরাদ্দ দিয়েছে।\n"


@pytest.mark.parametrize(
    ("behind", "gone"),
    [
        ("হাওর বাঁধ কৃষক বরাদ্দ বোর্ড\nমন্তব্য করুন", True),
        ("হাওরের বাঁধ দেখতে আসেন কৃষকেরা\nমন্তব্য করুন", False),  # a sentence that lost its dari
        ("হাওর বাঁধ কৃষক বরাদ্দ বোর্ড", False),  # nothing of the page behind it
        ("পাথর বালি সিমেন্ট জিওব্যাগ\nমন্তব্য করুন", False),  # the story has none of these words
        ("হাওর, ২৭ মে ২০২০", True),
        ("তেঁতুলতলা, ২৭ মে ২০২০\nনাজিরহাট, ২৮ মে ২০২০", False),  # rows of a list
        ("মধুমতী বার্তা, কাল সকাল", False),
    ],
)
def test_keywords_and_a_signed_day_behind_the_story_go(behind: str, gone: bool) -> None:
    line = behind.partition("\n")[0]
    assert (line not in clean(STORY + behind).paragraphs) == gone


@pytest.mark.parametrize(
    ("behind", "gone"),
    [
        ("১৬ মে ২০২০, ০৪:২৭\nবাঁধের মাটি কাটা শুরু", True),
        ("বিকেল ৪:২৭\nবাঁধের মাটি কাটা শুরু", False),  # an entry of a live blog
        ("ট্যাগ: হাওর\nNew Flood\nশেয়ার করুন\nNext হাওরে নৌকাবাইচ", True),
        ("Next হাওরে নৌকাবাইচ", False),
    ],
)
def test_a_headline_behind_the_story_goes_below_a_dated_stamp_or_more_of_the_page(behind: str, gone: bool) -> None:
    line = behind.rpartition("\n")[2]
    assert (line not in clean(STORY + behind).paragraphs) == gone


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("1,204 total views, 9 views today", True),
        ("www.bwdb.gov.bd", False),
        ("“Save the haor”", False),
        ("NID", False),
        ("They agreed.", False),
    ],
)
def test_english_words_that_are_glued_behind_the_last_dari_go(sentence: str, gone: bool) -> None:
    story = "হাওরে নতুন বাঁধ হচ্ছে\nহাওরের বাঁধ মেরামতে নেমেছেন কৃষকেরা। বাঁধ উঁচু হবে দুই হাত। "
    assert (sentence not in "\n".join(clean(story + sentence).paragraphs)) == gone


def test_an_imprint_over_a_story_goes_with_the_address_in_it() -> None:
    imprint = ["সম্পাদক: মধুসূদন দত্ত", "মধুমতী মিডিয়া লিমিটেড, ১২ নদীর ঘাট সড়ক, ফরিদপুর, বাংলাদেশ।", "টেলিফোন: +৮৮ (০২) ০০০০০০০"]
    story = STORY.splitlines()[1:]
    assert clean("\n".join([*imprint, *story])).paragraphs == story
    assert clean("\n".join([*story, *imprint[1:]])).paragraphs == [*story, imprint[1]]  # not between two of its lines
    headline = "সম্পাদক মধুসূদন দত্তের জন্মদিন আজ"
    assert clean("\n".join([headline, *story])).paragraphs == [headline, *story]


def test_a_name_with_a_colon_over_the_story_is_who_wrote_it_unless_others_speak_too() -> None:
    headline, *story = STORY.splitlines()
    assert clean("\n".join([headline, "বুলবুল চৌধুরী:", *story])).paragraphs == [headline, *story]
    asked = [headline, "বুলবুল চৌধুরী:", story[0], "শিউলি দত্ত:", story[1]]
    assert clean("\n".join(asked)).paragraphs == asked


@pytest.mark.parametrize(
    ("by", "gone"),
    [
        ("মো: গোলাম দত্ত, বিশেষ প্রতিনিধি, মধুমতী টিভি।", True),
        ("মারা গেলেন মধুসূদন দত্ত, জ্যেষ্ঠ প্রতিবেদক, মধুমতী বার্তা।", False),
        ("মো: গোলাম দত্ত (মধুমতী প্রতিনিধি)।", True),
        ("মেজর মো. গোলাম দত্ত (অব.)", True),
        ("| ছোট গল্প |", True),
        ("| মৃত | ১২ |", False),
        ("featured জাতীয় রাজনীতি", True),
        ("featured নদীর কথা", False),
        ("মধুমতী নিউজ:", True),
        ("মধুমতীর খবর:", False),  # what is told
        ("হাওরের মানুষের কণ্ঠ", False),
    ],
)
def test_who_wrote_it_for_which_paper_goes_below_the_headline(by: str, gone: bool) -> None:
    headline, *story = STORY.splitlines()
    assert (by not in clean("\n".join([headline, by, *story])).paragraphs) == gone


@pytest.mark.parametrize(
    ("behind", "gone"),
    [
        ("প্রতিবেদন: শিউলি সেন, সম্পাদনা: মধুসূদন দত্ত", True),
        ("মাটি: দুই ফুট, বালি: ২ ফুট", False),
        ("ইমধুমতী ৭১/এইচ এ", True),
        ("মধুমতী নিউজ/ জ্যেষ্ঠ প্রতিবেদক/ ২৯-১২-১৯", True),
        ("হাওরের বাঁধ/ নদীর বাঁধ/ খালের বাঁধ", False),
        ("- / ১৫৮৩ বার পড়া হয়েছে", True),
        ("বইটি ১৫৮৩ বার পড়া হয়েছে গ্রামে", False),
        ("মধুসূদন দত্ত / ৩১২ জন পড়েছেন", True),
        ("মেলার নাটকটি ৩১২ জন দেখেছেন", False),
        ("পোষ্ট করেছেনপ্রথম পাতা১২ মে ২০২৬", True),
        ("মন্তব্যের সুযোগ বন্ধ", True),
        ("পোস্ট সূচিপত্র", True),
        ("নিজস্ব সংবাদ :", True),
    ],
)
def test_who_did_what_and_counters_behind_the_story_go(behind: str, gone: bool) -> None:
    assert (behind not in clean(STORY + behind).paragraphs) == gone


@pytest.mark.parametrize(
    ("heading", "gone"),
    [
        ("আপনার বাছাই করা কিছু নিউজ", True),
        ("একই রকম সংবাদ সমূহ", True),
        ("এই ছিল হাওরের কৃষকদের বড় খবর", False),  # of our story
        ("গান গেয়ে শোনান শিল্পীরা", False),
    ],
)
def test_what_heads_a_box_of_news_below_the_story_goes_with_the_headlines_in_it(heading: str, gone: bool) -> None:
    kept = clean(f"{STORY}{heading}\nকাল থেকে বাড়ছে শীতের দাপট\nসোনার দামে বড় পতন").paragraphs
    assert (heading not in kept) == gone
    assert ("কাল থেকে বাড়ছে শীতের দাপট" not in kept) == gone


def test_contacts_go_where_the_page_has_begun_and_stay_where_the_story_names_them() -> None:
    contacts = ["বার্তাবিভাগঃ desk@example.org", "ফোনঃ ৫৭০০০০০"]
    assert not {*contacts} & {*clean("\n".join([STORY + "12 Ferry Road, Faridpur", *contacts])).paragraphs}
    assert {*contacts} <= {*clean(STORY + "\n".join(contacts)).paragraphs}


@pytest.mark.parametrize(
    ("by", "gone"),
    [
        ("এ কে মধুসূদন দত্ত, ঢাকা", True),
        ("মেলা চলবে আরও দুদিন, ঢাকা", False),
        ("ক.ম মধুসূদন দত্ত ::", True),
        ("বাঁধের খরচ ::", False),
    ],
)
def test_a_name_and_a_place_between_headline_and_story_go(by: str, gone: bool) -> None:
    headline, *story = STORY.splitlines()
    assert (by not in clean("\n".join([headline, by, *story])).paragraphs) == gone


def test_a_part_of_the_headline_is_not_said_again() -> None:
    headline, *story = STORY.splitlines()
    lines = "\n".join(["নতুন বাঁধ হচ্ছে", "হাওরে বাঁধ হচ্ছে", f"Thumbnail {headline}", *story])
    assert clean(lines, headline=headline).paragraphs == story


def test_a_dateline_may_have_two_colons() -> None:
    headline, lead, last = STORY.splitlines()
    assert clean("\n".join([headline, f"মধুমতী ডেস্ক :: {lead}", last])).paragraphs == [headline, lead, last]


def test_a_second_headline_below_the_menu_is_none_of_its_items() -> None:
    headline, *story = STORY.splitlines()
    menu = ArticleLine("শিরোনাম", role="navigation")
    second = "দুই উপজেলায় কাজ শেষ হবে চৈত্রে"
    lines = [menu, *map(ArticleLine, [second, *story])]
    text = "\n".join(line.text for line in lines)
    assert clean(text, headline=headline, lines=lines).paragraphs == [second, *story]


def test_headlines_with_wide_gaps_or_authors_between_them_in_one_line_are_a_ticker() -> None:
    heads = [
        "হাওরে নৌকা ডুবে নিখোঁজ দুই",
        "বাজারে পেঁয়াজের দাম কমল আবার",
        "কাল খুলছে সব কলেজের ছাত্রাবাস",
        "ভোট পিছোল তিন জেলায়",
        "মেলায় ভিড় বাড়ছে রোজ সন্ধ্যায়",
    ]
    apart = "     ".join(heads)
    signed = " : মধুসূদন দত্ত ".join(heads)
    whole = "     ".join(f"{head} বলে জানাল দফতর।" for head in heads)
    assert {line.text for line in clean("\n".join([*STORY.splitlines(), apart, signed, whole])).dropped} == {
        apart,
        signed,
    }


def test_beginnings_of_other_stories_behind_the_story_go() -> None:
    headline, *story = STORY.splitlines()
    card = ["বাজারে পেঁয়াজের দাম কমল আবার", "নতুন সেতু চালুর খবরে বাজারে পেঁয়াজের দাম কমেছে কেজিতে দশ টাকা, জানাল কৃষি দফতর..."]
    begun = "অনলাইন প্রতিনিধি :-নতুন সেতু চালুর পরে বাজারে পেঁয়াজের দাম কমেছে কেজিতে দশ টাকা, জানিয়েছে কৃষি…"
    own = "হাওরের বাঁধ এ বার টিকবে, না কি আবার ভেঙে যাবে, তা বলবে সময়…"
    assert clean("\n".join([headline, *story, *card, begun])).paragraphs == [headline, *story]
    assert clean("\n".join([headline, *story, own])).paragraphs == [headline, *story, own]


def test_a_correspondent_in_front_of_several_stories_is_no_speaker_unless_he_asks() -> None:
    headline, *story = STORY.splitlines()
    signed = [f"অনলাইন প্রতিনিধি: {line}" for line in story]
    assert clean("\n".join([headline, *signed])).paragraphs[1] == story[0]
    asked = [line for told in story for line in (f"অনলাইন প্রতিনিধি: {told.rstrip('।')} কেন?", f"শিউলি সেন: {told}")]
    assert clean("\n".join([headline, *asked])).paragraphs == [headline, *asked]


@pytest.mark.parametrize(
    ("over", "gone"),
    [
        ("মধুপল্লী সংবাদদাতা", True),
        ("দলের প্রতিনিধি", False),
        ("মধুপল্লী অফিস:", True),
        ("ত্রাণ বিলির অফিস:", False),
        ("অনির্বাণ দত্ত ও শিউলি পারভীন, প্রতিনিধি ঢাকা ।।", True),
        ("মধুসূদন দত্ত ও শিউলি সেন, ঢাকা", True),
        ("মেলার মাঠে ভিড়, ঢাকা", False),
        ("মধুপল্লী জার্নাল", True),
        ("মধুপল্লীর মেলা", False),
    ],
)
def test_who_writes_goes_from_over_a_story_without_a_headline(over: str, gone: bool) -> None:
    story = STORY.splitlines()[1:]
    assert clean("\n".join([over, *story])).paragraphs == (story if gone else [over, *story])


@pytest.mark.parametrize(
    ("between", "gone"),
    [(["নিজস্ব প্রতিবেদক", "পলিবাণী"], True), (["পলিবাণী"], False), (["নিজস্ব প্রতিবেদক", "কেন?"], False)],
)
def test_one_word_between_who_writes_and_the_story_goes(between: list[str], gone: bool) -> None:
    headline, *story = STORY.splitlines()
    assert (between[-1] in clean("\n".join([*between, *story]), headline=headline).paragraphs) is not gone


@pytest.mark.parametrize(
    ("behind", "gone"),
    [
        (["পলিবাণী লাইভ"], True),
        (["পরবর্ত"], True),
        (["পাড়ে ভিড়"], False),
        (["মেলা চলবে রবিবার"], False),
        (["পলিবাণী", "রূপবাণী"], False),
    ],
)
def test_a_few_words_that_head_nothing_behind_the_story_go(behind: list[str], gone: bool) -> None:
    story = ["নদীর পাড়ে মেলা বসেছে।", "পাড়ে দোকান সাজিয়েছেন কুমোরেরা। মাটির হাঁড়ি বিকোচ্ছে বেশি।"]
    assert clean("\n".join([*story, *behind])).paragraphs == (story if gone else [*story, *behind])


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("নদীর পাড়ে মেলায় হাঁড়ির পসরা -বুলবুল চৌধুরী", True),
        ("মেলায় দোকান দিলেন নিজেই -কুমোর শিউলি দত্ত", False),
        ("নদীর পাড়ে মেলায় চলছে বেচাকেনা-হাটুরে ভিড়", False),
    ],
)
def test_a_line_over_the_story_that_ends_with_who_took_the_picture_goes(line: str, gone: bool) -> None:
    story = ["নদীর পাড়ে মেলা বসেছে। দোকান দিয়েছেন কুমোর শিউলি দত্ত।", "মাটির হাঁড়ি বিকোচ্ছে বেশি।"]
    assert (line in clean("\n".join([line, *story])).paragraphs) is not gone


def test_what_a_paper_says_of_itself_goes_with_its_rules_for_readers() -> None:
    story = ["নদীর পাড়ে মেলা বসেছে। মাটির হাঁড়ি বিকোচ্ছে বেশি।"]
    rules = (
        "পলিবাণী সবার মতকে মান দেয়। তাই কাউকে আঘাত করে মন্তব্য না করার জন্য পাঠকদের অনুরোধ করা হলো। কর্তৃপক্ষ মন্তব্য মডারেশনের ক্ষমতা রাখে।"
    )
    assert clean("\n".join([*story, rules])).paragraphs == story
    told = ["পলিবাণী সবার মতকে মান দেয়। পাঠকেরা মেলায় এসে তা জানিয়েছেন।"]
    assert clean("\n".join([*story, *told])).paragraphs == [*story, *told]


def test_a_first_paragraph_with_an_ellipsis_is_not_the_headline_said_again() -> None:
    story = ["মেলার প্রবীণ কুমোর আর নেই (শোক……..জানিয়েছে সমিতি)। তিনি হাঁড়ি গড়তেন।", "শেষযাত্রা বেরোবে বিকেলে।"]
    assert clean("\n".join(story)).paragraphs == story


def test_what_introduces_a_list_below_a_link_is_no_other_headline() -> None:
    story = ["মেলার সূচি জানাল সমিতি। দোকান খুলবে সকালে।", "কোন জেলার দোকান কোন মাঠে বসবে, তা হলো:"]
    rows = ["খুলনা: বড় মাঠ", "যশোর: ছোট মাঠ"]
    link = "আরও পড়ুন: হাটের টোল কমল দু'টাকা"
    assert clean("\n".join([story[0], link, story[1], *rows])).paragraphs == [*story, *rows]


@pytest.mark.parametrize(
    ("tail", "gone"),
    [
        ("শেয়ার দিয়ে সবাইকে পড়ার সুযোগ করে দিন...", True),
        ("শেয়ার দিয়ে টাকা তোলার সুযোগ পেল সমিতি।", False),
        ("খবর: মধু টিভি", True),
        ("খবর: মেলা সাত দিন বাড়ছে, জানাল সমিতি।", False),
        ("মঙ্গলবার মেলার মাঠ থেকে তোলা ছবি |", True),
        ("মেলার মাঠে তোলা ছবি ছাপা হয়েছে বইয়ে।", False),
    ],
)
def test_passing_on_whose_news_and_where_a_picture_was_taken(tail: str, gone: bool) -> None:
    story = ["নদীর পাড়ে মেলা বসেছে। মাটির হাঁড়ি বিকোচ্ছে বেশি।", "মেলা চলবে সাত দিন।"]
    assert (tail in clean("\n".join([*story, tail])).paragraphs) is not gone


@pytest.mark.parametrize("cue", ["আরও পড়ুন", "আরো পড়ুন"])
def test_a_cue_of_links_glued_to_a_paragraph_goes_alone_and_with_a_headline_whole(cue: str) -> None:
    story = ["নদীর পাড়ে মেলা বসেছে। মাটির হাঁড়ি বিকোচ্ছে বেশি।", "সমিতি জানায়, মেলা চলবে সাত দিন। দোকান খুলবে সকালে।"]
    assert clean("\n".join([story[0], f"{cue}{story[1]}"])).paragraphs == story
    assert clean("\n".join([story[0], f"{cue}হাটের টোল কমল দু'টাকা", story[1]])).paragraphs == story


@pytest.mark.parametrize(
    ("stray", "gone"),
    [
        ("উপজেলায় বিশ্ব সাক্ষরতা দিবস পালিত হয়েছে", True),
        ("মেলায় বিশ্ব সাক্ষরতা দিবস পালিত হয়েছে", False),  # the story has its word
        ("যা থাকছে এ বারের নতুন আয়োজনে", False),  # a subhead
    ],
)
def test_a_headline_between_two_paragraphs_that_reports_something_else_goes(stray: str, gone: bool) -> None:
    story = ["নদীর পাড়ে মেলা বসেছে। মাটির হাঁড়ি বিকোচ্ছে বেশি।", "মেলার মাঠে আলো জ্বলছে। দোকান খোলা রাত দশটা পর্যন্ত।"]
    assert (stray in clean("\n".join([story[0], stray, story[1]])).paragraphs) is not gone


@pytest.mark.parametrize(
    ("front", "gone"),
    [
        ("২৬ সেপ্টেম্বর ২০২৫, ১০:০৯ পিএম", True),
        ("২৬ সেপ্টেম্বর ২০২৫, ১০:০৯ পিএম | আপডেট: ২৭ সেপ্টেম্বর ২০২৫, ১১:০৯ পিএম", True),
        ("২৬ সেপ্টেম্বর ২০২৫", False),
        ("২৬ জন হাটুরে", False),
    ],
)
def test_a_stamp_with_its_hour_in_front_of_a_paragraph_goes(front: str, gone: bool) -> None:
    lead = "নদীর পাড়ে মেলা বসেছে। মাটির হাঁড়ি বিকোচ্ছে বেশি।"
    assert clean(f"{front} {lead}").paragraphs == [lead if gone else f"{front} {lead}"]


def test_a_paragraph_with_wide_gaps_is_no_ticker() -> None:
    told = "মেলার মাঠে সন্ধ্যা সাড়ে   সাতটায় আলো নিভে যাওয়ায়   দোকান গুটিয়ে নেন   হাটুরেরা সকলে।সমিতি ক্ষমা চেয়েছে। আলো ফেরে রাতে।"
    assert clean(f"মেলায় নিভল আলো\n{told}").paragraphs == ["মেলায় নিভল আলো", told]


def test_a_few_words_behind_a_plug_head_nothing_either() -> None:
    story = ["নদীর পাড়ে মেলা বসেছে।", "পাড়ে দোকান সাজিয়েছেন কুমোরেরা। মাটির হাঁড়ি বিকোচ্ছে বেশি।"]
    assert clean("\n".join([*story, "মন্তব্য করুন", "এই সম্পর্কিত"])).paragraphs == story
