"""What a person changes in a script is what is said: no more, and no less."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from shared import plan_of

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.desk import draft_reader, draft_writer, drafting, heading, recasting
from audionews.model import Article, Dropped, Role, Script
from audionews.rundown import order
from audionews.rundown.preset import preset
from audionews.settings import Settings
from audionews.support.errors import NoInputError, UsageError

DAY = date(2026, 11, 23)
NAMES = "কখগঘচছজঝ"
STORIES = [
    Article(
        f"{name}.txt",
        f"{name} পাড়ায় মেলা বসেছে। মেলায় ৪৫০টি দোকান।\n\nআরও পড়ুন: শীতে কোথায় বেড়াবেন?\n\nমেলা চলবে রবিবার পর্যন্ত।",
        f"{name} পাড়ায় মেলা",
        url=f"https://paper.example/{number}",
        site="দৈনিক",
    )
    for number, name in enumerate(NAMES)
]


@pytest.fixture(scope="module")
def text() -> str:
    plan = plan_of(DAY)
    script = order.write(STORIES, plan)
    return draft_writer.written(drafting.drafted(script, plan, Settings(), time="morning", sources=["x"]))


def remade(text: str) -> Script:
    """Return the script that a changed text asks for."""
    draft = draft_reader.read(text.encode(), "bulletin.md")
    asked = heading.settings_of(draft.head, Settings())
    plan = replace(
        plan_of(draft.head.date),
        programme=asked.programme,
        sections=asked.sections,
        lexicon=drafting.lexicon_of(draft, Lexicon()),
    )
    return recasting.script_of(draft, plan)


def blocks(text: str) -> tuple[str, list[str], str]:
    """Return what stands before the stories, the stories, and what stands after them."""
    first, last = text.index("\n## ") + 1, text.index("# recap")
    return text[:first], ["## " + story for story in text[first:last].split("## ")[1:]], text[last:]


def said(script: Script, *roles: Role) -> list[str]:
    return [segment.text for segment in script.segments if segment.role in roles]


def test_the_order(text: str) -> None:
    before, stories, after = blocks(text)
    stories = [stories[7], *stories[:7]]
    found = remade(before + "".join(stories) + after)
    assert [article.source for article in found.articles] == [f"{name}.txt" for name in "ঝকখগঘচছজ"]
    headlines = [
        segment.article for segment in found.segments if segment.role is Role.HEADLINE and segment.article is not None
    ]
    assert headlines == [0, 1, 2, 3, 4, 5]
    assert [s.text for s in found.segments if s.article == 0 and s.role is Role.INTRO] == ["ঝ পাড়ায় মেলা"]
    last = [s.text for s in found.segments if s.article == 7 and s.role is Role.INTRO]
    assert last[0] in preset("neutral").last
    assert last[1:] == ["জ পাড়ায় মেলা"]


def test_a_story_is_cut(text: str) -> None:
    before, stories, after = blocks(text)
    found = remade(before + "".join(stories[:2] + stories[3:]) + after)
    assert [article.source for article in found.articles] == [f"{name}.txt" for name in "কখঘচছজঝ"]
    assert not any("গ পাড়ায়" in segment.text for segment in found.segments)


def test_a_story_is_struck_out_and_told_as_skipped(text: str) -> None:
    found = remade(text.replace("## গ পাড়ায় মেলা", "## ~~গ পাড়ায় মেলা~~"))
    assert len(found.articles) == len(STORIES) - 1
    assert [(each.source, each.why) for each in found.skipped] == [("গ.txt", recasting.LEFT_OUT)]


def test_a_sentence_is_reworded(text: str) -> None:
    old, new = remade(text), remade(text.replace("ঘ পাড়ায় মেলা বসেছে।", "ঘ পাড়ায় ১২টি মেলা হয়ে গেল।"))
    changed = [(a.text, b.text, b.spoken) for a, b in zip(old.segments, new.segments, strict=True) if a != b]
    assert changed == [("ঘ পাড়ায় মেলা বসেছে।", "ঘ পাড়ায় ১২টি মেলা হয়ে গেল।", "ঘ পাড়ায় বারোটি মেলা হয়ে গেল।")]
    assert replace(new, segments=()) == replace(old, segments=())


def test_a_sentence_a_paragraph_and_a_story_are_added(text: str) -> None:
    before, stories, after = blocks(text)
    stories[0] = stories[0].replace("মেলায় ৪৫০টি দোকান।", "মেলায় ৪৫০টি দোকান।\nদোকানে ভিড়।\n\nনতুন অনুচ্ছেদ। তার দ্বিতীয় বাক্য।")
    stories.insert(1, "## আগুন নিভল\n\nদমকল জানিয়েছে, আগুন নিভেছে।\n\n")
    found = remade(before + "".join(stories) + after)
    own = [(s.text, s.opens) for s in found.segments if s.article == 0 and s.role is Role.BODY]
    assert own[1:5] == [
        ("মেলায় ৪৫০টি দোকান।", False),
        ("দোকানে ভিড়।", False),
        ("নতুন অনুচ্ছেদ।", True),
        ("তার দ্বিতীয় বাক্য।", False),
    ]
    assert (found.articles[1].headline, found.articles[1].source) == ("আগুন নিভল", recasting.ADDED)
    assert [s.role for s in found.segments if s.article == 1] == [Role.HEADLINE, Role.INTRO, Role.BODY, Role.RECAP]


def test_a_story_is_pinned_among_the_headlines(text: str) -> None:
    before, stories, after = blocks(text)
    stories[7] = stories[7].replace("\n\n", "\npin: yes\n\n", 1)
    found = remade(before + "".join(stories) + after)
    for role, chosen in ((Role.HEADLINE, [0, 1, 2, 3, 4, 7]), (Role.RECAP, [0, 1, 2, 7])):
        assert [s.article for s in found.segments if s.role is role and s.article is not None] == chosen


def test_another_reader_of_a_story_and_of_a_sentence(text: str) -> None:
    before, stories, after = blocks(text)
    stories[1] = stories[1].replace("\n\n", "\nvoice: tone:high\n\n", 1)
    stories[2] = stories[2].replace("মেলায় ৪৫০টি", "{espeak:bn+m3} মেলায় ৪৫০টি")
    found = remade(before + "".join(stories) + after)
    read = {(s.article, s.reader, s.role) for s in found.segments if s.reader}
    assert read == {(1, "tone:high", Role.BODY), (2, "espeak:bn+m3", Role.BODY)}
    assert sum(s.reader == "tone:high" for s in found.segments) == sum(
        s.article == 1 and s.role is Role.BODY for s in found.segments
    )
    assert [s.text for s in found.segments if s.reader == "espeak:bn+m3"] == ["মেলায় ৪৫০টি দোকান।"]


def test_a_reading_of_ones_own(text: str) -> None:
    before, stories, after = blocks(text)
    stories[3] = stories[3].replace("মেলায় ৪৫০টি দোকান।", "মেলায় ৪৫০টি দোকান।\n= মেলায় সাড়ে চারশো দোকান।")
    stories[4] = stories[4].replace("\n", "\n= চ-পাড়ায় বড় মেলা\n", 1)
    head = before.replace("\n---\n\n", "\nsay: দোকান = বিপণি\n---\n\n")
    found = remade(head + "".join(stories) + after)
    assert sum(s.spoken.endswith("টি বিপণি।") for s in found.segments) == len(STORIES) - 1
    assert [s.spoken for s in found.segments if s.pinned and s.role is Role.BODY] == ["মেলায় সাড়ে চারশো দোকান।"]
    titled = {(s.role, s.text, s.spoken) for s in found.segments if s.pinned and s.role is not Role.BODY}
    assert titled == {(role, "চ পাড়ায় মেলা", "চ-পাড়ায় বড় মেলা") for role in (Role.HEADLINE, Role.INTRO)}


def test_a_dropped_line_is_taken_back(text: str) -> None:
    before, stories, after = blocks(text)
    struck = "~~আরও পড়ুন: শীতে কোথায় বেড়াবেন?~~ (related-link)"
    assert struck in stories[0]
    stories[0] = stories[0].replace(struck, "শীতে কোথায় বেড়াবেন?")
    found = remade(before + "".join(stories) + after)
    own = [s.text for s in found.segments if s.article == 0 and s.role is Role.BODY]
    assert own[2:] == ["শীতে কোথায় বেড়াবেন?", "মেলা চলবে রবিবার পর্যন্ত।"]
    assert not any(line.article == 0 for line in found.dropped)


def test_more_is_left_out(text: str) -> None:
    found = remade(text.replace("মেলায় ৪৫০টি দোকান।", "~~মেলায় ৪৫০টি দোকান।~~", 1))
    assert [s.text for s in found.segments if s.article == 0 and s.role is Role.BODY][1] == "মেলা চলবে রবিবার পর্যন্ত।"
    assert [line for line in found.dropped if line.article == 0] == [
        Dropped(0, "মেলায় ৪৫০টি দোকান।", "user", place=1),
        Dropped(0, "আরও পড়ুন: শীতে কোথায় বেড়াবেন?", "related-link", place=1),
    ]


def test_another_title_and_headline(text: str) -> None:
    found = remade(
        text.replace("title: সংবাদ, ২৩শে নভেম্বর, ২০২৬", "title: মেলার খবর").replace("## ক পাড়ায় মেলা", "## বড় মেলা")
    )
    assert found.title == "মেলার খবর"
    assert sum(s.text == "বড় মেলা" for s in found.segments) == 3  # at the start, before the story, at the end


def test_other_words_around_the_stories(text: str) -> None:
    before, stories, after = blocks(text)
    stories[1] = stories[1].replace("lead: (", "lead: এখন পাড়ার খবর। \\(", 1).replace(")\nattr", "\\)\nattr", 1)
    stories[2] = "".join(line for line in stories[2].splitlines(True) if not line.startswith(("lead", "attribution")))
    found = remade(before.replace("শুভ সকাল।", "নমস্কার।") + "".join(stories) + after.replace("# recap", "# recap\n[tune]"))
    assert said(found, Role.GREETING)[0] == "নমস্কার।"
    assert next(s.text for s in found.segments if s.article == 1 and s.role is Role.INTRO).startswith("এখন পাড়ার খবর। (")
    assert [s.role for s in found.segments if s.article == 2][:3] == [Role.HEADLINE, Role.INTRO, Role.BODY]
    assert sum(s.role is Role.TUNE for s in found.segments) == 3


BROKEN: dict[str, tuple[Callable[[str], str], str, str]] = {
    "two tildes that do not end": (
        lambda t: t.replace("মেলায় ৪৫০টি দোকান।", "~~মেলায় ৪৫০টি দোকান।", 1),
        "~~মেলায়",
        "tildes",
    ),
    "a reason that is none": (lambda t: t.replace("(related-link)", "(related)", 1), "(related)", "related-link"),
    "a date that is none": (lambda t: t.replace("2026-11-23", "23.11.2026", 1), "23.11.2026", "date"),
    "an hour that is none": (lambda t: t.replace("time: morning", "time: 25:00"), "25:00", "time of day"),
    "a preset that is none": (lambda t: t.replace("preset: neutral", "preset: natural"), "natural", "neutral"),
    "a mark that is none": (lambda t: t.replace("[headlines]", "[headline]", 1), "[headline]", "\\["),
    "a reading of nothing": (lambda t: t.replace("## ক", "= ক\n\n## ক", 1), "= ক", "="),
    "text right below a headline": (lambda t: t.replace("lead: ()\n", "lead: ()\nকথা আছে।\n"), "কথা আছে।", "name: value"),
    "an entry that is none": (lambda t: t.replace("lead: ()\n", "led: ()\n"), "led: ()", "lead"),
    "an entry twice": (lambda t: t.replace("lead: ()\n", "lead: ()\nlead: ()\n"), "lead: ()\na", "already"),
    "a bracket changed": (lambda t: t.replace("(এদিকে,)", "(ওদিকে,)", 1), "(ওদিকে,)", "brackets"),
    "a part that is none": (lambda t: t.replace("# recap", "# recaps"), "# recaps", "recap"),
    "a comment that does not end": (lambda t: t.replace("# recap", "<!-- recap"), "<!-- recap", "comment"),
    "a backslash too many": (lambda t: t.replace("মেলায় ৪৫০টি", "মেলা\\য় ৪৫০টি", 1), "মেলা\\য়", "\\"),
    "nothing to say": (lambda t: t.replace("মেলায় ৪৫০টি দোকান।", "***", 1), "***", "nothing to say"),
    "a head that does not end": (lambda t: t.replace("\n---\n", "\n", 1), "<!-- audionews", "head"),
    "a newer form": (lambda t: t.replace("audionews: 1", "audionews: 2"), "audionews: 2", "form"),
    "a reader without a name": (lambda t: t.replace("মেলায় ৪৫০টি", "{} মেলায় ৪৫০টি", 1), "{} মেলায়", "reader"),
    "a setting that does not fit": (
        lambda t: t.replace("preset: neutral", "preset: neutral\nheadlines: many"),
        "headlines: many",
        "whole",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_line_is_an_error_with_its_number(text: str, name: str) -> None:
    change, line, says = BROKEN[name]
    broken = change(text)
    assert broken != text
    with pytest.raises(UsageError) as caught:
        remade(broken)
    number = broken[: broken.index(line)].count("\n") + 1
    assert str(caught.value).startswith(f"bulletin.md:{number}:"), caught.value
    assert says in f"{caught.value} {caught.value.hint}"


def test_no_story_is_no_bulletin(text: str) -> None:
    before, _, after = blocks(text)
    with pytest.raises(NoInputError):
        remade(before + after)


def test_a_file_of_another_encoding_is_told_by_its_line() -> None:
    with pytest.raises(UsageError, match=r"b\.md:2: this is no UTF-8"):
        draft_reader.read(b"---\nti\xfftle", "b.md")
