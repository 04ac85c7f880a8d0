"""What a person does to a draft: each deed by itself, and that the file has it afterwards."""

from datetime import date
from pathlib import Path

import pytest
from shared import ARTICLE

from audionews import editing
from audionews.desk import arranging, draft_reader
from audionews.desk.arranging import EditConflict, LinePlace
from audionews.desk.draft import CUT, Draft, DraftStory, LineKind
from audionews.settings import Settings
from audionews.support.errors import UsageError

ASKED = Settings().having(engine="tone", date=date(2026, 11, 23), time="08:00")


def drafted(folder: Path, *names: str) -> Draft:
    for name in names:
        (folder / f"{name}.txt").write_text(ARTICLE.replace("শহরে নতুন সেতু", f"{name} সেতু"), encoding="utf-8")
    return editing.write_draft([str(folder / f"{name}.txt") for name in names], ASKED)


def stories(draft: Draft) -> list[DraftStory]:
    return [part for part in draft.parts if isinstance(part, DraftStory)]


def keys(draft: Draft) -> list[str]:
    found = zip(arranging.keys(draft), draft.parts, strict=True)
    return [key for key, part in found if isinstance(part, DraftStory)]


def kept(draft: Draft) -> Draft:
    """Return a draft as its file gives it back."""
    return draft_reader.read(editing.text_of(draft).encode(), "x.md")


def test_stories_are_moved_pinned_left_out_and_keep_their_keys(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "এক", "দুই", "তিন")
    one, two, three = keys(draft)
    assert keys(arranging.moved(draft, three, one)) == [three, one, two]
    assert keys(arranging.moved(draft, one, None)) == [two, three, one]
    assert keys(arranging.moved(draft, two, two)) == [one, two, three]
    other = kept(arranging.pinned(arranging.left_out(draft, two, out=True), three, on=True))
    assert [(story.left_out, story.pinned) for story in stories(other)] == [(0, 0), (1, 0), (0, 1)]
    assert arranging.left_out(other, two, out=False).stories == arranging.pinned(draft, three, on=True).stories
    assert keys(arranging.headed(draft, one, "এক সেতু", "আর এক সেতু")) == [one, two, three]


def test_stories_that_come_from_one_place_are_told_apart(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "এক")
    twice = arranging.joined(draft, draft)
    assert len(set(keys(twice))) == 2
    assert len(stories(arranging.merged(twice, *keys(twice)))) == 1


def test_a_merged_story_has_both_texts_and_both_sources(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "এক", "দুই")
    one, two = keys(draft)
    (whole,) = stories(kept(arranging.merged(draft, two, one)))
    assert len(whole.lines) == 2 * len(stories(draft)[0].lines)
    assert whole.also == (stories(draft)[1].source,)
    with pytest.raises(UsageError, match="itself"):
        arranging.merged(draft, one, one)


def test_a_line_is_reworded_said_otherwise_struck_and_taken_back(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "এক")
    (one,) = keys(draft)
    text = stories(draft)[0].lines[0].text
    place = LinePlace(one, 0, text)
    spoken = arranging.told_as(draft, place, "অন্য কথা")
    assert stories(kept(spoken))[0].lines[0].spoken == "অন্য কথা"
    assert stories(arranging.reworded(spoken, place, " নতুন\n কথা। "))[0].lines[0].text == "নতুন কথা।"
    struck = kept(arranging.struck(draft, place))
    assert [(line.kind, line.opens) for line in stories(struck)[0].lines[:2]] == [
        (LineKind.STRUCK, False),
        (LineKind.SAID, True),
    ]
    assert stories(arranging.taken_back(struck, place)) == stories(draft)
    with pytest.raises(UsageError, match="no text"):
        arranging.reworded(draft, place, "  ")
    with pytest.raises(EditConflict):
        arranging.reworded(struck, place, "কথা।")


def test_a_line_that_moved_is_found_and_one_that_changed_is_not(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "এক")
    (one,) = keys(draft)
    text = stories(draft)[0].lines[1].text
    longer = arranging.added(draft, one, 0, "আগে একটি কথা।")
    assert stories(arranging.reworded(longer, LinePlace(one, 1, text), "নতুন কথা।"))[0].lines[2].text == "নতুন কথা।"
    with pytest.raises(EditConflict, match="meantime"):
        arranging.reworded(draft, LinePlace(one, 1, "অন্য কিছু"), "নতুন কথা।")
    with pytest.raises(EditConflict, match="no longer there"):
        arranging.pinned(draft, "nobody", on=True)
    with pytest.raises(EditConflict, match="meantime"):
        arranging.headed(draft, one, "অন্য শিরোনাম", "শিরোনাম")


def test_a_word_is_said_otherwise_in_all_of_it(tmp_path: Path) -> None:
    draft = arranging.word_said(drafted(tmp_path, "এক"), "সেতু", "ব্রিজ")
    assert kept(draft).head.words == {"সেতু": "ব্রিজ"}
    assert editing.saying_of(draft, ASKED)("সেতু খুলেছে।") == "ব্রিজ খুলেছে।"
    assert arranging.word_said(draft, "সেতু", "").head.words == {}
    with pytest.raises(UsageError, match="Bengali letters"):
        arranging.word_said(draft, "সেতু", "bridge")


def test_it_is_cut_to_length_and_back(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "এক", "দুই", "তিন")
    short = kept(editing.fitted(draft, 0.5, ASKED))
    reasons = [line.reason for story in stories(short) for line in story.lines if line.reason == CUT]
    assert reasons
    assert short.head.settings["max_minutes"] == 0.5
    whole = editing.fitted(short, None, ASKED)
    assert not [line for story in stories(whole) for line in story.lines if line.reason == CUT]
    assert "max_minutes" not in whole.head.settings


def test_the_programme_follows_the_stories_and_the_preset_but_not_where_somebody_wrote(tmp_path: Path) -> None:
    blank = editing.blank_draft(ASKED)
    assert [str(part) for part in arranging.keys(blank)] == ["greeting", "signoff"]
    more = drafted(tmp_path, "এক", "দুই", "তিন")
    three = editing.redressed(blank, arranging.joined(blank, more), ASKED)
    assert [part for part in arranging.keys(three) if not part[0].isdigit() and "-" not in part and len(part) < 10] == [
        "greeting",
        "headline",
        "recap",
        "signoff",
    ]
    assert editing.script_of_draft(three, ASKED).segments == editing.script_of_draft(more, ASKED).segments
    one = three
    for key in keys(three)[:2]:
        one = editing.redressed(one, arranging.left_out(one, key, out=True), ASKED)
    assert "headline" not in arranging.keys(one)
    greeting = three.parts[0].lines[1]
    own = arranging.reworded(three, LinePlace("greeting", 1, greeting.text), "আমার শ্রোতারা, শুনুন।")
    other = editing.redressed(own, arranging.preset_of(own, "akashvani"), ASKED)
    assert other.parts[0] == own.parts[0], "what somebody wrote stays"
    assert other.parts[-1] != own.parts[-1], "the rest is the preset's"
