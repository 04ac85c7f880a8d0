"""An episode is made again from its own manifest: no sources, no network, only what changed is spoken."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from shared import ARTICLE, Run

import audionews
from audionews import casting, episode
from audionews.engines.tone import ToneEngine
from audionews.model import Episode, Script, Segment
from audionews.publish import manifest
from audionews.settings import Settings


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the tone engine is asked to say, and in which voice."""
    asked: list[tuple[str, str]] = []
    say = ToneEngine.speak

    def speak(self: ToneEngine, text: str, voice: str) -> Any:
        asked.append((text, voice))
        return say(self, text, voice)

    monkeypatch.setattr(ToneEngine, "speak", speak)
    return asked


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of an episode of two articles whose sources are gone."""
    folder = tmp_path_factory.mktemp("once")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIONEWS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
        _make(folder)
    return folder / "output"


@pytest.fixture
def first(once: Path, tmp_path: Path) -> Episode:
    """That episode, in a folder of the test's own."""
    shutil.copytree(once, tmp_path / "output")
    folder = tmp_path / "output" / "2026-11-23"
    return replace(manifest.load(folder), folder=folder)


def _make(folder: Path, **settings: Any) -> Episode:
    """Make an episode of two articles whose sources are gone afterwards."""
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(ARTICLE.replace("সেতু", f"সেতু {name}"), encoding="utf-8")
    asked: dict[str, Any] = {"engine": "tone", "date": "2026-11-23", "output": folder / "output", **settings}
    found = audionews.make([folder / "a.txt", folder / "b.txt"], **asked)
    for name in ("a", "b"):
        (folder / f"{name}.txt").unlink()
    return found


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_again_is_the_same_to_the_byte(tmp_path: Path, spoken: list[tuple[str, str]]) -> None:
    first = _make(tmp_path, profiles=["small"], loudness=-20, headlines=1, pauses={"body": 0.9})
    before, count = content(first.folder), len(spoken)
    settings = Settings().having(profiles=["small"], loudness=-20, headlines=1, pauses={"body": 0.9})
    episode.remake(first.folder, settings)
    assert content(first.folder) == before
    assert len(spoken) == count


def test_one_edited_sentence_is_the_only_one_spoken(first: Episode, spoken: list[tuple[str, str]]) -> None:
    number = next(n for n, line in enumerate(first.segments) if "৪৫০" in line.text)
    voice = first.segments[number].voice
    spoken.clear()

    def edit(script: Script) -> Script:
        rest = list(script.segments)
        rest[number] = Segment(rest[number].role, "নতুন কথা।", "নতুন কথা।", rest[number].article, opens=True)
        return replace(script, segments=tuple(rest))

    folder, after = episode.remake(first.folder, Settings(), edit)
    assert spoken == [("নতুন কথা।", voice)]
    assert (folder, after.segments[number].text, after.made) == (first.folder, "নতুন কথা।", first.made)
    assert after.recipe
    assert first.recipe
    assert (after.recipe.sources, after.recipe.time) == (first.recipe.sources, first.recipe.time)
    assert after.recipe.digest != first.recipe.digest


def test_a_story_can_be_taken_out(first: Episode, spoken: list[tuple[str, str]]) -> None:
    spoken.clear()

    def without(script: Script) -> Script:
        kept = [segment for segment in script.segments if segment.article != 1]
        dropped = tuple(line for line in script.dropped if line.article != 1)
        return replace(script, articles=script.articles[:1], segments=tuple(kept), dropped=dropped)

    _, after = episode.remake(first.folder, Settings(), without)
    assert [story.headline for story in after.articles] == [first.articles[0].headline]
    assert spoken == []


def test_a_manifest_keeps_what_shapes_it_and_no_place_of_this_machine(tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    words.write_text("সেতুটির\tসাঁকোটির\n", encoding="utf-8")
    first = _make(tmp_path, loudness=-20, profiles=["small"], language="en", lexicon=words, typeface="/x/y.ttf")
    kept = manifest.load(first.folder).recipe
    assert kept
    assert kept.settings == {"loudness": -20, "profiles": ["small"], "language": "en"}


def test_the_users_own_cover_stays(tmp_path: Path) -> None:
    picture = tmp_path / "mine.png"
    Image.new("RGB", (1500, 1500), "red").save(picture)
    first = _make(tmp_path, cover=picture)
    before = (first.folder / "cover.jpg").read_bytes()
    episode.remake(first.folder)
    assert (first.folder / "cover.jpg").read_bytes() == before


def test_an_older_manifest_has_todays_settings(first: Episode) -> None:
    path = first.folder / manifest.NAME
    fields = json.loads(path.read_text(encoding="utf-8"))
    del fields["recipe"]["settings"]
    path.write_text(json.dumps(fields), encoding="utf-8")
    _, after = episode.remake(first.folder, Settings().having(profiles=["small"]))
    assert after.audio.sample_rate == 24000


def test_what_a_fallback_spoke_goes_to_the_voice_that_was_meant(first: Episode) -> None:
    path = first.folder / manifest.NAME
    fields = json.loads(path.read_text(encoding="utf-8"))
    number = next(n for n, line in enumerate(first.segments) if "৪৫০" in line.text)
    fields["segments"][number] |= {"engine": "espeak", "voice": "bn"}
    fields["degraded"] = [{"segment": number, "wanted": "tone", "used": "espeak", "why": "away"}]
    path.write_text(json.dumps(fields), encoding="utf-8")
    _, after = episode.remake(first.folder)
    assert (after.segments[number].engine, after.degraded) == ("tone", ())


def test_the_voices_of_the_settings_are_not_asked_unless_meant(first: Episode) -> None:
    others = Settings().having(engine="espeak", voice="bn+m3")
    _, same = episode.remake(first.folder, others)
    assert {line.engine for line in same.segments} == {"tone", None}
    assert casting.as_before(others.voices).engine == "auto"


@pytest.mark.slow
def test_on_the_command_line(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("make", article, "--engine", "espeak", "--date", "2026-11-23", "--rate", "120").returncode == 0
    article.unlink()
    folder = tmp_path / "output" / "2026-11-23"
    before = manifest.load(folder)
    listed = run("remake", "2026-11-23", "--list").stdout.splitlines()
    row = next(row for row in listed if "৪৫০" in row)
    number = int(row.split()[0])
    (tmp_path / "lexicon.tsv").write_text("সেতুটির\tসাঁকোটির\nপুরসভা\tপৌরসভা\n", encoding="utf-8")

    one = run("remake", "2026-11-23", "--sentence", number, "--voice", "bn+m3", "--offline")
    assert one.returncode == 0, one.stderr
    after = manifest.load(folder)
    changed = [
        (new.spoken, new.voice)
        for old, new in zip(before.segments, after.segments, strict=True)
        if new.voice != old.voice
    ]
    assert changed == [(next(line.spoken for line in after.segments if "৪৫০" in line.text), "bn+m3")]
    assert changed[0][0].startswith("সাঁকোটির")
    assert not any("পৌরসভা" in line.spoken for line in after.segments)

    assert run("remake", "2026-11-23").returncode == 0
    assert any("পৌরসভা" in line.spoken for line in manifest.load(folder).segments)
    assert run("remake", "2026-11-23", "--voice", "bn+f3").returncode == 0
    assert {line.voice for line in manifest.load(folder).segments if line.role == "body"} == {"bn+f3"}
    wrong = run("remake", "2026-11-24")
    assert (wrong.returncode, "2026-11-23" in wrong.stderr) == (2, True)
    assert run("remake", "2026-11-23", "--sentence", "99").returncode == 2


def test_a_sentence_asked_for_is_spoken_though_it_is_known(first: Episode, spoken: list[tuple[str, str]]) -> None:
    number = next(n for n, line in enumerate(first.segments) if "৪৫০" in line.text)
    spoken.clear()
    episode.remake(first.folder, fresh=[number])
    assert [text for text, _ in spoken] == [first.segments[number].spoken]
