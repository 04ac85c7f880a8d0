"""What a page's blocks say of their lines is evidence beside the words."""

import pytest

from audionews.bengali.cleaning import block_reason, clean
from audionews.model import ArticleLine

STORY = [
    ArticleLine("খালে ফিরল নৌকা", tag="h1", role="heading"),
    ArticleLine("তিরিশ বছর পরে শহরের খালে ফের নৌকা চলছে। সেচ দফতর জানিয়েছে, পলি তোলা শেষ।", tag="p"),
    ArticleLine("ভাড়া কত", tag="h2", role="heading"),
    ArticleLine("এক ঘাট থেকে আর এক ঘাটে যেতে লাগবে দশ টাকা।", tag="p"),
]


def dropped(*lines: ArticleLine) -> list[tuple[str, str]]:
    return [(text, reason) for text, reason in clean("", lines=[*STORY, *lines]).dropped]


def test_a_block_that_is_no_story_goes_whatever_its_words_say() -> None:
    prose = "পাহাড়ে তুষারপাত শুরু হয়েছে। পর্যটকেরা ভিড় করেছেন।"
    cleaned = clean("", lines=[*STORY, ArticleLine(prose, role="related")])
    assert cleaned.dropped == [(prose, "related-link")]
    assert cleaned.evidence[0].row.startswith("clean_roles.tsv:")
    assert clean("", lines=[*STORY, ArticleLine(prose, role="related")], keep=["related-link"]).dropped == []


def test_a_doubtful_role_needs_a_second_hint() -> None:
    prose = "ঘাটে বসেছে নতুন আলো, পাড়ে বসার জায়গা।"
    assert dropped(ArticleLine(prose, role="related?")) == []
    assert dropped(ArticleLine(prose, role="related?", alike=True)) == [(prose, "related-link")]
    assert dropped(ArticleLine(prose, role="newsletter?", link_share=0.8)) == [(prose, "plug")]
    assert dropped(ArticleLine(prose, role="furniture?")) == []


def test_words_that_are_not_enough_by_themselves_are_enough_with_their_block() -> None:
    asked = "মাঝিরা বলেছেন, ঘাটে এসে পাশে থাকুন আমাদের, খবর নিন।"
    assert dropped(ArticleLine(asked)) == []
    assert dropped(ArticleLine(asked, role="newsletter?")) == [(asked, "plug")]


@pytest.mark.parametrize("role", ["heading", "list", "verse", "speaker", "table", "cite"])
def test_what_the_page_shows_as_its_story_is_not_dropped_by_its_shape(role: str) -> None:
    lines = ["মালদহ", "সেচ দফতর, মালদহ", "Ferry timings", "নিজস্ব প্রতিবেদক: ঘাট কবে খুলবে?", "কী বলছে দফতর!"]
    assert dropped(*(ArticleLine(line, role=role) for line in lines)) == []


def test_sure_cues_and_the_user_drop_it_all_the_same() -> None:
    assert dropped(ArticleLine("আরও পড়ুন: রোপওয়ে কবে চলবে", role="list")) == [
        ("আরও পড়ুন: রোপওয়ে কবে চলবে", "related-link")
    ]
    cleaned = clean("", lines=STORY, drop=["ভাড়া কত"])
    assert cleaned.dropped == [("ভাড়া কত", "user")]


def test_a_blank_line_is_a_gap_and_no_line() -> None:
    assert clean("", lines=[STORY[0], ArticleLine(""), STORY[1]]).paragraphs == [STORY[0].text, STORY[1].text]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("আরও খবর", "related-link"),
        ("পাঠকের মন্তব্য (৩)", "comment"),
        ("ট্যাগ:", "tags"),
        ("লেখক পরিচিতি", "furniture"),
        ("আরও পড়ুন: কবে খুলবে মেলা", ""),
        ("খালে ফিরল নৌকা", ""),
    ],
)
def test_a_line_that_is_only_a_cue_heads_a_block(line: str, reason: str) -> None:
    assert block_reason(line) == reason
