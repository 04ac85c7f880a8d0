"""What was published and was wrong is made again, says so aloud and in every form, and does not come back by itself."""

import json
import shutil
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from mutagen.id3 import ID3
from shared import Run

import audionews
from audionews import correction, episode
from audionews.model import CorrectionKind, Episode, Role
from audionews.planning.choices import zone
from audionews.publish import manifest, update_show
from audionews.publish.check import check
from audionews.publish.show import feed
from audionews.settings import Settings
from audionews.support.errors import NoInputError, UsageError
from audionews.support.events import Event, Warned

BRIDGE = "নদীর সেতু খুলে দেওয়া হল\n\nপূর্ত দফতর জানিয়েছে, নতুন সেতু সোমবার খুলে দেওয়া হয়েছে। সেতুটি ৪৫০ মিটার লম্বা।"
SCHOOL = "স্কুলে ছুটির ঘোষণা\n\nশিক্ষা দফতর জানিয়েছে, বৃহস্পতিবার সব স্কুল বন্ধ থাকবে। পরীক্ষার সূচি বদলাবে না।"
RAIN = "উত্তরে বৃষ্টির পূর্বাভাস\n\nআবহাওয়া দফতর জানিয়েছে, উত্তরের জেলায় বৃষ্টি হবে। শুক্রবার পর্যন্ত তা চলবে।"
RIGHT = "নদীর সেতু খুলবে মঙ্গলবার\n\nপূর্ত দফতর জানিয়েছে, নতুন সেতু মঙ্গলবার খুলবে। সেতুটি ৫৪০ মিটার লম্বা।"


def asked_of(folder: Path) -> Settings:
    return Settings().having(output=folder / "output", engine="tone", date="2026-11-23")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return asked_of(tmp_path)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of an episode of three stories, made once for all tests."""
    folder = tmp_path_factory.mktemp("once")
    for name, text in {"a": BRIDGE, "b": SCHOOL, "c": RAIN}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIONEWS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
        made, _ = episode.make([str(folder / f"{name}.txt") for name in "abc"], asked_of(folder))
        update_show(made.parent, base_url="https://example.org/")
    return folder / "output"


@pytest.fixture
def made(once: Path, tmp_path: Path) -> Episode:
    """That episode, in a folder of the test's own, without its sources."""
    shutil.copytree(once, tmp_path / "output")
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    folder = tmp_path / "output" / "2026-11-23"
    return replace(manifest.load(folder), folder=folder)


def item(root: Path) -> ET.Element:
    found = ET.parse(root / "feed.xml").find("channel/item")  # noqa: S314 - our own
    assert found is not None
    return found


def enclosure(root: Path) -> str:
    found = item(root).find("enclosure")
    assert found is not None
    return found.get("url", "")


def forms(folder: Path) -> dict[str, str]:
    """Return all that is shown of an episode."""
    with zipfile.ZipFile(folder / "episode.epub") as book:
        book_text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    names = ("index.html", "transcript.txt", "transcript.vtt", "chapters.json", "../feed.xml", "../index.html")
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    tags: Any = ID3(folder / "episode.mp3")  # type: ignore[no-untyped-call]
    return {**texts, "book": book_text, "id3": str(tags["COMM::ben"])}


def test_a_story_is_withdrawn_from_every_form_and_that_is_said(made: Episode, settings: Settings) -> None:
    guid, address = item(made.folder.parent).findtext("guid"), enclosure(made.folder.parent)
    folder, after = correction.withdraw(made.folder, "2", settings, note="ঘোষণাটি ভুয়ো ছিল।")
    assert [story.headline for story in after.articles] == [made.articles[0].headline, made.articles[2].headline]
    told = forms(folder)
    for name, text in told.items():
        assert "বৃহস্পতিবার সব স্কুল" not in text, name
    for name in ("index.html", "transcript.txt", "../feed.xml", "../index.html", "book", "id3"):
        assert "প্রত্যাহৃত — স্কুলে ছুটির ঘোষণা — ঘোষণাটি ভুয়ো ছিল।" in told[name], name
    said = [line.text for line in after.segments if line.role is Role.GREETING]
    assert said[-1] == "ঘোষণাটি ভুয়ো ছিল।"
    assert "প্রত্যাহার করা হয়েছে: স্কুলে ছুটির ঘোষণা" in said[-2]
    assert (item(folder.parent).findtext("guid"), after.made) == (guid, made.made)
    assert enclosure(folder.parent) != address
    assert enclosure(folder.parent).startswith(f"{address}?v=")
    assert not [finding for finding in check(folder.parent) if not finding.rule.startswith(("sound.", "feed.base"))]


def test_a_story_is_corrected_where_it_stands(made: Episode, settings: Settings, tmp_path: Path) -> None:
    folder, after = correction.correct(
        made.folder, "সেতু খুলে", str(tmp_path / "right.txt"), settings, note="দিন ও দৈর্ঘ্য ভুল ছিল।"
    )
    assert [story.headline for story in after.articles] == [
        "নদীর সেতু খুলবে মঙ্গলবার",
        *(s.headline for s in made.articles[1:]),
    ]
    assert after.articles[0].source == made.articles[0].source
    told = forms(folder)
    assert "৫৪০ মিটার" in told["transcript.txt"]
    for name, text in told.items():
        assert "৪৫০ মিটার" not in text, name
    body = [line.text for line in after.segments if line.article == 0 and line.role is Role.BODY]
    assert body[-1] == "সেতুটি ৫৪০ মিটার লম্বা।"
    today = datetime.now(zone(settings.programme)).date()
    assert [(each.day, each.kind, each.headline) for each in after.corrections] == [
        (today, CorrectionKind.CORRECTED, "নদীর সেতু খুলে দেওয়া হল")
    ]
    assert manifest.load(folder).corrections == after.corrections


def test_corrections_add_up_and_can_be_unnamed(made: Episode, settings: Settings, tmp_path: Path) -> None:
    correction.withdraw(made.folder, "2", settings, named=False)
    folder, after = correction.correct(made.folder, "1", str(tmp_path / "right.txt"), settings)
    said = [line.text for line in after.segments if line.role is Role.GREETING][-2:]
    assert "একটি খবর প্রত্যাহার করা হয়েছে" in said[0]
    assert "সংশোধন করা হয়েছে: নদীর সেতু" in said[1]
    assert "স্কুলে ছুটির" not in "".join(forms(folder).values())
    notes = feed.summary(after)
    assert notes.index("প্রত্যাহৃত") < notes.index("সংশোধিত") < notes.index("উত্তরে বৃষ্টির")


def test_only_what_is_new_is_spoken(made: Episode, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from audionews.engines.tone import ToneEngine

    asked: list[str] = []
    say = ToneEngine.speak
    monkeypatch.setattr(ToneEngine, "speak", lambda self, text, voice: (asked.append(text), say(self, text, voice))[1])
    correction.withdraw(made.folder, "2", settings, note="এই কথা আগে কখনও বলা হয়নি।")
    assert "এই কথা আগে কখনও বলা হয়নি।" in asked
    assert len(asked) <= 2


def test_it_does_not_come_back_by_itself(made: Episode, settings: Settings, tmp_path: Path) -> None:
    correction.withdraw(made.folder, "2", settings)
    for name, text in {"a": BRIDGE, "b": SCHOOL, "c": RAIN}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    heard: list[Event] = []
    _, again = episode.make([str(tmp_path / f"{name}.txt") for name in "abc"], settings, on_event=heard.append)
    assert len(again.articles) == 2
    assert [event for event in heard if isinstance(event, Warned) and "was corrected" in event.text]
    episode.remake(made.folder, settings)
    assert len(manifest.load(made.folder).corrections) == 1


def test_what_is_meant_must_be_clear(made: Episode, settings: Settings, tmp_path: Path) -> None:
    for story in ("4", "0", "নেই", "র", ""):
        with pytest.raises(UsageError, match="names") as refused:
            correction.withdraw(made.folder, story, settings)
        assert "1: নদীর সেতু" in (refused.value.hint or "")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(NoInputError):
        correction.correct(made.folder, "1", str(tmp_path / "empty.txt"), settings)
    for _ in range(2):
        correction.withdraw(made.folder, "1", settings)
    with pytest.raises(UsageError, match="only story") as refused:
        correction.withdraw(made.folder, "1", settings)
    assert "episodes remove 2026-11-23" in (refused.value.hint or "")
    assert len(manifest.load(made.folder).corrections) == 2


@pytest.mark.slow
def test_by_the_command_line(made: Episode, run: Run, tmp_path: Path) -> None:
    done = run("episodes", "withdraw", "2026-11-23", "2", "--note", "ভুল খবর।")
    assert done.returncode == 0, done.stderr
    assert run("episodes", "correct", "2026-11-23", "1", "right.txt", "-q").returncode == 0
    listed = run("episodes")
    assert "2 stories, 2 corrected: " in listed.stdout
    assert "from ../a.txt" in listed.stdout
    rows = json.loads(run("episodes", "--json").stdout)
    assert rows[0]["bytes"] == sum(path.stat().st_size for path in made.folder.iterdir())
    assert run("episodes", "pin", "2026-11-23").returncode == 0
    assert run("feed").returncode == 0
    assert json.loads(run("episodes", "--json").stdout)[0]["pinned"] is True
    assert run("episodes", "pin", "2026-11-23", "--undo").returncode == 0
    missing = run("episodes", "remove", "2026-11-24")
    assert missing.returncode == 2
    assert "2026-11-23" in missing.stderr
    assert run("episodes", "remove", "2026-11-23").returncode == 0
    assert not made.folder.exists()
    assert "2026-11-23" not in (tmp_path / "output" / "feed.xml").read_text(encoding="utf-8")


def test_a_pinned_episode_outlives_retention(tmp_path: Path, article: Path) -> None:
    from audionews import daily
    from audionews.publish.show import keeping

    asked: dict[str, Any] = {"engine": "tone", "output": tmp_path / "output"}
    for day in ("2026-11-20", "2026-11-21", "2026-11-27"):
        audionews.make([article], date=day, **asked)
    keeping.pin(tmp_path / "output", "2026-11-20", pinned=True)
    settings = Settings().having(sources=[str(article)], daily={"keep_days": 1}, **asked)
    daily.run(settings, now=datetime(2026, 11, 28, 8, tzinfo=zone(settings.programme)))
    assert {path.name for path in (tmp_path / "output").glob("2026-*")} == {"2026-11-20", "2026-11-27", "2026-11-28"}
