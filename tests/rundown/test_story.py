"""A long article is told in parts, each under its subhead."""

from datetime import date

from shared import plan_of

from audionews.bengali import clean
from audionews.model import Article, ArticleLine, Role, Skipped
from audionews.rundown.order import write
from audionews.rundown.story import story_text

DAY = date(2026, 11, 23)


def test_each_subhead_opens_a_part(news: list[Article]) -> None:
    script = write([news[1]], plan_of(DAY, long_form=True))
    assert [one.headline for one in script.articles] == ["রাস্তা সারাতে ৪০ কোটি", "কোন কোন জেলায় কাজ"]
    assert {one.source for one in script.articles} == {"b"}
    assert script.title == "রাস্তা সারাতে ৪০ কোটি"
    roles = [one.role for one in script.segments]
    assert Role.HEADLINE not in roles
    assert Role.SUBHEAD not in roles
    bodies = [one.text for one in script.segments if one.role is Role.BODY]
    assert bodies == [one.text for one in write([news[1]], plan_of(DAY)).segments if one.role is Role.BODY]


def test_an_article_without_subheads_is_one_part(news: list[Article]) -> None:
    assert len(write([news[0]], plan_of(DAY, long_form=True)).articles) == 1


def test_what_is_left_out_is_told_once() -> None:
    text = "প্রথম অনুচ্ছেদে কিছু খবর আছে।\n\nআরও পড়ুন: অন্য কোনও খবর\n\nউপশিরোনাম এখানে\n\nশেষ অনুচ্ছেদ এটি।"
    script = write([Article("a", text, "শিরোনাম")], plan_of(DAY, long_form=True))
    assert len(script.dropped) == 1
    assert script.dropped[0].article == 0


def test_what_is_left_out_names_the_row_that_did_it() -> None:
    script = write([Article("a", "বাজারে মাছের দাম কমল।\n\nবিজ্ঞাপন\n\nক্রেতারা খুশি বলে জানাল সমিতি।")], plan_of(DAY))
    assert script.dropped[0].rule.startswith("clean_cues.tsv:")


def test_a_story_whose_headline_is_left_out_is_skipped_and_says_so() -> None:
    told = Article("a", "বাজারে মাছের দাম কমল।\n\nক্রেতারা খুশি।", "মাছের দাম কমল")
    left = Article("b", "সন্ধ্যায় ফল বেরোল।", "লটারির ফল")
    script = write([told, left], plan_of(DAY, drop=("লটারি",)))
    assert [one.source for one in script.articles] == ["a"]
    assert script.skipped == (Skipped("b", "Its headline is one that --drop leaves out."),)


def test_a_byline_is_kept_for_the_credits() -> None:
    script = write([Article("a", "চুক্তি সই\nনিজস্ব সংবাদদাতা\nচুক্তি সই হল শুক্রবার। মজুরি বাড়ছে।")], plan_of(DAY))
    assert script.articles[0].byline == "নিজস্ব সংবাদদাতা"
    assert not any("সংবাদদাতা" in one.text for one in script.segments)


def test_lines_of_a_poem_are_no_subheads() -> None:
    verse = ("ঘাটে বাঁধা রইল নৌকা", "জলে ভাসে রাতের চাঁদ")
    lines = (ArticleLine("আজ ছাপা হল নতুন ছড়া।"), *(ArticleLine(line, "p", role="verse") for line in verse))
    article = Article("s", "\n".join(line.text for line in lines), "ছড়া", lines=lines)
    told = story_text(article, clean, lambda text: text)
    assert [segment.role for segment in told.sentences] == [Role.BODY] * 3


def test_the_hour_of_a_live_entry_leads_it_in() -> None:
    text = "বাঁধে ফাটল\n১৭:১০\nবালির বস্তা ফেলে ফাটল বন্ধ হয়েছে। রাতেও পাহারা থাকবে।\n১১:৪০\nজল বেড়েছে\nআরও একটি দল রওনা দিয়েছে।"
    script = write([Article("a", text, "বাঁধে ফাটল")], plan_of(DAY))
    told = {one.text: (one.role, one.spoken) for one in script.segments if "–" in one.text}
    assert told == {
        "১৭:১০ – বালির বস্তা ফেলে ফাটল বন্ধ হয়েছে।": (
            Role.BODY,
            "বিকেল পাঁচটা দশ মিনিট – বালির বস্তা ফেলে ফাটল বন্ধ হয়েছে।",
        ),
        "১১:৪০ – জল বেড়েছে": (Role.SUBHEAD, "এগারোটা চল্লিশ মিনিট – জল বেড়েছে"),
    }
