"""A bulletin goes out as a script, is edited, and comes back as the episode: the same, or just what was changed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from shared import ARTICLE, ROOT, Run

from audionews import correction, editing, episode
from audionews.bengali.normalization.lexicon import Lexicon
from audionews.engines.tone import ToneEngine
from audionews.publish import manifest
from audionews.rundown import retelling
from audionews.settings import ALL, Settings
from audionews.support.config import Value
from audionews.support.errors import UsageError
from audionews.support.events import Event, Warned

DAY = "2026-11-23"


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the tone engine is asked to say."""
    asked: list[str] = []
    say = ToneEngine.speak

    def speak(self: ToneEngine, text: str, voice: str) -> Any:
        asked.append(text)
        return say(self, text, voice)

    monkeypatch.setattr(ToneEngine, "speak", speak)
    return asked


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


FORMS: list[dict[str, Any]] = [
    {},
    {"title": "আমার খবর", "time": "18:30", "keep": ["related-link"], "sections": ()},
    {"preset": "betar", "max_minutes": 1, "headlines": 2, "loudness": -20, "story_voices": {"*b.txt": "high"}},
    {"long_form": True, "attribution": False},
    {"voices": {"speakers": 2}},
]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_unchanged_it_is_the_same_episode_to_the_byte(tmp_path: Path, form: dict[str, Any]) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(ARTICLE.replace("সেতু", f"সেতু {name}"), encoding="utf-8")
    (tmp_path / "lexicon.tsv").write_text("পুরসভা\tপৌরসভা\nনৌকা\tতরী\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    talk = ["প্রশ্ন: বাঁধের কাজ কবে শুরু হবে?", "উত্তর: আগামী মাসে কাজ শুরু হবে।", "প্রশ্ন: জল কি তত দিন মিলবে?"]
    (tmp_path / "talk.txt").write_text("\n\n".join(["কথা হল সেচ নিয়ে", *talk]), encoding="utf-8")
    named = [str(tmp_path / f"{name}.txt") for name in ("a", "b", "c", "empty", "talk")]
    asked = Settings().having(engine="tone", date=DAY, **form)
    first, made = episode.make(named, asked.having(output=tmp_path / "one"))
    assert "max_minutes" in form or any("পৌরসভা" in line.spoken for line in made.segments)

    readers = {line.voice for line in made.segments if line.role == "body" and line.article == 3}
    assert len(readers) == (2 if "voices" in form else 1)
    script = retelling.script_of(made, retelling.locale_of(asked.programme))
    assert retelling.read_again(script, Lexicon.of({"পুরসভা": "পৌরসভা"})) == script

    path = tmp_path / "bulletin.md"
    editing.save_draft(editing.write_draft(named, asked, beside=tmp_path), path, asked)
    sound = {key: value for key, value in form.items() if key in {"loudness", "story_voices", "voices"}}
    plain = Settings().having(engine="tone", output=tmp_path / "two", **sound)
    second, _ = editing.make_draft(editing.open_draft(path), plain, beside=tmp_path)
    assert content(first) == content(second)
    again, same = editing.make_draft(editing.open_draft(path), plain.having(output=tmp_path / "one"), beside=tmp_path)
    assert again == first
    assert (same.audio, same.recipe) == (made.audio, made.recipe)


@pytest.mark.slow
def test_one_edited_sentence_of_three_hundred_is_the_only_one_spoken(tmp_path: Path, spoken: list[str]) -> None:
    for story in range(10):
        body = "\n\n".join(
            f"{'কখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহড়'[number]}{'ািীুূেৈোৌং'[story]}ক নেই।" for number in range(30)
        )
        (tmp_path / f"{story}.txt").write_text(f"খবর নম্বর {story}\n\n{body}\n", encoding="utf-8")
    named = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    asked = Settings().having(engine="tone", date=DAY, output=tmp_path / "output", profiles=["small"])
    path = tmp_path / "bulletin.md"
    editing.save_draft(editing.write_draft(named, asked, beside=tmp_path), path, asked)
    folder, made = editing.make_draft(editing.open_draft(path), asked, beside=tmp_path)
    assert len([line for line in made.segments if line.role == "body"]) == 300
    assert len(spoken) > 300
    spoken.clear()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("পেক নেই।", "এটি অন্য বাক্য।"), encoding="utf-8")
    again, after = editing.make_draft(editing.open_draft(path), asked, beside=tmp_path)
    assert spoken == ["এটি অন্য বাক্য।"]
    assert again == folder
    assert [line.text for line in after.segments if line.text == "এটি অন্য বাক্য।"] == ["এটি অন্য বাক্য।"]


def test_a_corrected_episode_stays(tmp_path: Path, article: Path) -> None:
    asked = Settings().having(engine="tone", date=DAY, output=tmp_path / "output")
    (tmp_path / "b.txt").write_text("মেলা বসল\n\nশহরে শীতের মেলা বসেছে।\n", encoding="utf-8")
    draft = editing.write_draft([str(article), str(tmp_path / "b.txt")], asked, beside=tmp_path)
    folder, _ = editing.make_draft(draft, asked, beside=tmp_path)
    correction.withdraw(folder, "2", asked)
    before = content(folder)
    events: list[Event] = []
    path = tmp_path / "b.md"
    path.write_text(editing.text_of(draft).replace("৪৫০", "৪৪০"), encoding="utf-8")
    editing.make_draft(editing.open_draft(path), asked, beside=tmp_path, on_event=events.append)
    assert content(folder) == before
    assert any(isinstance(event, Warned) and "was corrected" in event.text for event in events)


def test_a_script_that_somebody_changed_is_not_overwritten(tmp_path: Path, article: Path) -> None:
    asked = Settings().having(date=DAY)
    draft = editing.write_draft([str(article)], asked, beside=tmp_path)
    path = tmp_path / "b.md"
    editing.save_draft(draft, path, asked)
    editing.save_draft(draft, path, asked)
    path.write_text(path.read_text(encoding="utf-8").replace("৪৫০", "৪৬০"), encoding="utf-8")
    with pytest.raises(UsageError, match="changed it"):
        editing.save_draft(draft, path, asked)


def test_on_the_command_line(run: Run, article: Path, tmp_path: Path) -> None:
    wrote = run("script", article, "-o", "b.md", "--date", DAY, "--preset", "betar", "--max-minutes", "3")
    assert (wrote.returncode, wrote.stdout) == (0, "b.md\n"), wrote.stderr
    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    (tmp_path / "b.md").write_text(text.replace("৪৫০ মিটার", "৪৬০ মিটার"), encoding="utf-8")
    article.unlink()
    planned = run("make", "--script", "b.md", "--engine", "espeak", "--dry-run", "--json")
    assert "৪৬০ মিটার" in planned.stdout
    assert json.loads(planned.stdout)["plan"]["shares"][0]["engine"] == "espeak"
    made = run(
        "make", "--script", "b.md", "--engine", "espeak", "--preset", "betar", "--date", DAY, "--max-minutes", "3"
    )
    assert made.returncode == 0, made.stderr
    found = manifest.load(tmp_path / "output" / DAY)
    assert any("৪৬০ মিটার" in line.text for line in found.segments)
    assert not any("৪৫০ মিটার" in line.text for line in found.segments)


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--date", "2026-11-24", "b.md:4, which says 2026-11-23"),
        ("--time", "10:00", "b.md:5, which says 09:30"),
        ("--title", "অন্য", "b.md:3"),
        ("--preset", "betar", "b.md:6, which says neutral"),
        ("--max-minutes", 5, "nothing of it"),
        ("--locale", "bn-BD", "nothing of it"),
        ("--voice", "bn+m3", "b.md:7, which says bn+f3"),
        ("--keep", ["plug"], "--keep chooses what is read"),
        ("--limit", 3, "--limit chooses what is read"),
        ("--separate", "only", "says no"),
    ],
)
def test_what_contradicts_it_is_an_error(article: Path, tmp_path: Path, option: str, value: Any, says: str) -> None:
    asked = Settings().having(date=DAY, time="09:30")
    path = tmp_path / "b.md"
    editing.save_draft(editing.write_draft([str(article)], asked, beside=tmp_path), path, asked)
    path.write_text(path.read_text(encoding="utf-8").replace("voice: (auto)", "voice: bn+f3", 1), encoding="utf-8")
    draft = editing.open_draft(path)
    made = next(setting for setting in ALL if setting.option == option)
    with pytest.raises(UsageError, match=re.escape(says)):
        editing.check(draft, {made.key or made.name: Value(made.fitting(value, option), option)})


def test_what_says_the_same_is_none(article: Path, tmp_path: Path) -> None:
    asked = Settings().having(date=DAY, time="09:30", max_minutes=3, sections=())
    draft = editing.write_draft([str(article)], asked, beside=tmp_path)
    same = {"date": asked.programme.date, "time": asked.programme.time, "max_minutes": 3.0, "sections.order": ()}
    same |= {"engine": "tone", "output": Path("x"), "loudness": -20.0, "lexicon_file": Path("y")}
    editing.check(draft, {key: Value(value, "--x") for key, value in same.items()})


@pytest.mark.slow
def test_seeds_are_the_same_by_the_built_in_voice(run: Run, tmp_path: Path) -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))[:2]
    assert run("make", *seeds, "--engine", "espeak", "--date", DAY, "-o", "one").returncode == 0
    assert run("script", *seeds, "--date", DAY, "-o", "b.md").returncode == 0
    assert run("make", "--script", "b.md", "--engine", "espeak", "-o", "two").returncode == 0
    assert content(tmp_path / "one" / DAY) == content(tmp_path / "two" / DAY)
