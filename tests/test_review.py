"""A bulletin waits for a person: script and preview first, the episode when it is approved, and what that taught."""

from datetime import datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from shared import ARTICLE, Run

from audionews import daily, review
from audionews.desk.decisions import RuleOffer
from audionews.publish import manifest
from audionews.settings import Settings
from audionews.sources import reading_queue
from audionews.support.errors import UsageError
from audionews.support.events import Event, Note

IST = timezone(timedelta(hours=5, minutes=30))
FIRST = datetime(2026, 11, 23, 6, 0, tzinfo=IST)
DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return Settings().having(
        sources=(str(tmp_path / "news"),),
        output=tmp_path / "output",
        engine="tone",
        daily={"review": True, "review_folder": tmp_path / "review", "limit": 0},
    )


def begun(settings: Settings, now: datetime = FIRST) -> review.Review:
    found = review.begin(settings, now=now)
    assert isinstance(found, review.Review)
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_published_before_it_is_approved(settings: Settings, tmp_path: Path) -> None:
    found = begun(settings)
    assert (found.name, found.stories, found.fresh) == ("2026-11-23", 1, 1)
    assert found.script == tmp_path / "review" / "2026-11-23.md"
    assert found.preview
    assert found.preview.is_file()
    assert not list((tmp_path / "output").glob("*/episode.json"))
    assert not (tmp_path / "output" / "feed.xml").exists()
    edit(found.script, "খরচ হয়েছে ₹১২ কোটি", "খরচ হয়েছে ₹১৩ কোটি")
    done, _ = review.approve(settings)
    assert done.made[0][0] == tmp_path / "output" / "2026-11-23"
    assert any("₹১৩ কোটি" in line.text for line in manifest.load(done.made[0][0]).segments)
    assert (tmp_path / "output" / "feed.xml").is_file()
    assert review.waiting(settings) == []
    with pytest.raises(UsageError):
        review.approve(settings)
    later = review.begin(settings, now=FIRST + DAY)
    assert isinstance(later, daily.Day)
    assert (later.made, later.fresh) == ([], 0)


def test_the_reading_queue_waits_with_it(settings: Settings, article: Path) -> None:
    asked = settings.having(sources=("queue",))
    queue = reading_queue.place(asked.run.output)
    reading_queue.add(queue, [str(article)])
    begun(asked)
    reading_queue.add(queue, ["https://example.org/later"])
    assert len(reading_queue.waiting(queue)) == 2
    review.approve(asked)
    assert [item.source for item in reading_queue.waiting(queue)] == ["https://example.org/later"]


def test_unchanged_it_is_the_episode_that_the_daily_run_makes(settings: Settings, tmp_path: Path) -> None:
    begun(settings)
    reviewed = review.approve(settings)[0].made[0][0]
    plain = settings.having(output=tmp_path / "plain")
    made = daily.run(plain, now=FIRST).made[0][0]
    for name in ("episode.mp3", "transcript.vtt", "chapters.json"):
        assert (reviewed / name).read_bytes() == (made / name).read_bytes()


def test_a_changed_script_stays_and_an_unchanged_one_is_written_anew(settings: Settings, tmp_path: Path) -> None:
    first = begun(settings)
    (tmp_path / "news" / "b.txt").write_text("মেলা বসল\n\nশহরে শীতের মেলা বসেছে। চলবে রবিবার পর্যন্ত।\n", encoding="utf-8")
    second = begun(settings, FIRST + timedelta(hours=1))
    assert (second.script, second.stories, second.fresh) == (first.script, 2, 2)
    edit(second.script, "মেলা বসল", "মেলা শুরু")
    (tmp_path / "news" / "c.txt").write_text("বৃষ্টি হবে\n\nআগামী তিন দিন বৃষ্টি হবে। জানাল দফতর।\n", encoding="utf-8")
    events: list[Event] = []
    third = review.begin(settings, now=FIRST + timedelta(hours=2), on_event=events.append)
    assert isinstance(third, review.Review)
    assert third.preview is None
    assert any(isinstance(event, Note) and "stays" in event.text for event in events)
    done, _ = review.approve(settings, "2026-11-23")
    assert [story.headline for story in done.made[0][1].articles] == ["শহরে নতুন সেতু", "মেলা শুরু"]
    again = review.begin(settings, now=FIRST + timedelta(hours=3))
    assert isinstance(again, daily.Day)
    assert [story.headline for story in again.made[0][1].articles] == ["শহরে নতুন সেতু", "মেলা শুরু"]


def test_what_was_decided_is_offered_as_rules_until_they_hold(settings: Settings, tmp_path: Path) -> None:
    found = begun(settings)
    edit(found.script, "সেতুটির দৈর্ঘ্য ৪৫০ মিটার।", "~~সেতুটির দৈর্ঘ্য ৪৫০ মিটার।~~")
    edit(found.script, "~~আরও পড়ুন: শীতে কোথায় বেড়াবেন?~~ (related-link)", "আরও পড়ুন: শীতে কোথায় বেড়াবেন?")
    edit(found.script, "পুরসভা জানিয়েছে, খরচ হয়েছে ₹১২ কোটি।", "পৌরসভা জানিয়েছে, খরচ হয়েছে ₹১২ কোটি।")
    rules = review.approve(settings)[1]
    assert rules == [
        RuleOffer("drop", "^সেতুটির দৈর্ঘ্য ৪৫০ মিটার।$"),
        RuleOffer("keep", "related-link"),
        RuleOffer("word", "পুরসভা", "পৌরসভা"),
    ]
    assert [rule.line for rule in rules] == [
        'drop = ["^সেতুটির দৈর্ঘ্য ৪৫০ মিটার।$"]',
        'keep = ["related-link"]',
        "পুরসভা\tপৌরসভা",
    ]
    (tmp_path / "news" / "b.txt").write_text("মেলা বসল\n\nশহরে শীতের মেলা বসেছে। চলবে রবিবার পর্যন্ত।\n", encoding="utf-8")
    events: list[Event] = []
    review.begin(settings, now=FIRST + DAY, on_event=events.append)
    offers = [event.text for event in events if isinstance(event, Note) and "as a rule" in event.text]
    assert len(offers) == 3
    held = settings.having(drop=(rules[0].what,), keep=("related-link",), words={"পুরসভা": "পৌরসভা"})
    assert review.offered(held) == []


def test_it_waits_until_its_hour_or_approval(settings: Settings) -> None:
    asked = settings.having(daily={**settings.daily.given, "review_until": time(7, 30)})
    found = begun(asked)
    moments = iter([FIRST, FIRST, FIRST + timedelta(minutes=89), FIRST + timedelta(minutes=90)])
    slept: list[float] = []
    assert not review.wait(asked, found, now=lambda: next(moments), sleep=slept.append)
    assert len(slept) == 2
    assert review.wait(asked, found, now=lambda: FIRST, sleep=lambda _: review.approve(asked) and None)


def test_a_broken_line_leaves_it_waiting(settings: Settings) -> None:
    found = begun(settings)
    edit(found.script, "# signoff", "# sign")
    with pytest.raises(UsageError, match=r"2026-11-23\.md:\d+: there is no part"):
        review.approve(settings)
    assert review.waiting(settings) == ["2026-11-23"]
    edit(found.script, "# sign", "# signoff")
    assert review.approve(settings)[0].made


def test_on_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    told = 'import os, sys; open("told.txt", "a").write(os.environ["AUDIONEWS_STATUS"] + "\\n")'
    (tmp_path / "note.py").write_text(told, encoding="utf-8")
    (tmp_path / "audionews.toml").write_text(
        'sources = ["news"]\nengine = "tone"\n[daily]\nreview = true\nreview_until = "00:01"\nreview_then = "wait"\n'
        'notify = "python3 note.py"\n',
        encoding="utf-8",
    )
    first = run("daily", "--date", "2026-11-23")
    assert first.returncode == 0, first.stderr
    assert "audionews approve 2026-11-23" in first.stdout
    assert run("approve", "--list").stdout.startswith("2026-11-23  ")
    edit(tmp_path / "review" / "2026-11-23.md", "পুরসভা জানিয়েছে", "পৌরসভা জানিয়েছে")
    done = run("approve")
    assert (done.returncode, "1 story" in done.stdout) == (0, True), done.stderr
    assert "As a rule, in lexicon.tsv: পুরসভা পৌরসভা" in done.stderr
    assert (tmp_path / "told.txt").read_text(encoding="utf-8").split() == ["review", "waiting", "done"]
