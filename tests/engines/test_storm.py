"""The morning's episode comes out all the same: whole episodes through a service that fails in every way."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import services
from shared import ROOT

from audionews import episode
from audionews.model import Episode
from audionews.settings import Settings
from audionews.support.errors import TryLater
from audionews.support.events import Event, Warned
from audionews.support.retry import Patience
from audionews.synthesis import speaking
from audionews.synthesis.request_scheduler import Policy

PLACES = ["উত্তরে", "দক্ষিণে", "পূর্বে", "পশ্চিমে", "পাহাড়ে", "সমতলে", "উপকূলে", "শহরে", "গ্রামে", "জেলায়"]
THINGS = ["বৃষ্টি", "রোদ", "কুয়াশা", "ঝড়", "মেঘ", "শিশির"]
NUMBERS = ["প্রথম", "দ্বিতীয়", "তৃতীয়", "চতুর্থ"]


def article(path: Path, sentences: int, name: str) -> Path:
    lines = [
        f"{name} খবরে আবহাওয়া দফতর জানিয়েছে, {PLACES[number % 10]} {THINGS[number // 10]} হতে পারে।"
        for number in range(sentences)
    ]
    path.write_text("\n".join([f"{name} দিনের আবহাওয়ার খবর", "", *lines]), encoding="utf-8")
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Small time constants, and a cache of its own."""
    patience = Patience(attempts=10**9, first=0.01, longest=0.05, total=20.0)
    policy = Policy(patience=patience, wish=0.05, drought=2.5, start=2.5, slow=0.1, silence=5.0)
    monkeypatch.setattr(speaking, "Policy", lambda: policy)
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path / "cache"))


def made(tmp_path: Path, sources: list[Path], **asked: object) -> tuple[Episode, list[Event]]:
    heard: list[Event] = []
    options = {"gtts": {"total": 0.6}}
    asked = {"profiles": ("small",), **asked}
    settings = Settings().having(
        output=tmp_path / "out",
        engine="gtts",
        date=date(2026, 11, 23),
        options=options,
        **asked,  # type: ignore[arg-type]
    )
    _, done = episode.make([str(path) for path in sources], settings, on_event=heard.append)
    return done, heard


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_a_storm_makes_the_same_episode(
    google: services.Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = article(tmp_path / "a.txt", 60, "প্রথম")
    calm, _ = made(tmp_path / "calm", [source])
    asked = len(google.texts)
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path / "other-cache"))
    google.behave = services.storm()
    stormy, heard = made(tmp_path / "stormy", [source])
    assert len(google.texts) > 2.4 * asked
    assert stormy.degraded == ()
    assert stormy.audio.sha256 == calm.audio.sha256
    assert not [event for event in heard if isinstance(event, Warned)]


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_a_lasting_refusal_ends_in_a_whole_episode(google: services.Service, tmp_path: Path) -> None:
    sources = [article(tmp_path / f"{name}.txt", 20, name) for name in NUMBERS]
    google.behave = lambda number, _: "ok" if number <= 25 else "429"
    done, heard = made(tmp_path, sources)
    assert all(line.engine for line in done.segments if line.role != "tune")
    assert 0 < len(done.degraded) < len(done.segments)
    assert {(one.wanted, one.used) for one in done.degraded} == {("gtts", "espeak")}
    assert {line.engine for line in done.segments} == {"gtts", "espeak", None}
    assert {one.segment for one in done.degraded} == {
        number for number, line in enumerate(done.segments) if line.engine == "espeak"
    }
    [warning] = [event for event in heard if isinstance(event, Warned)]
    assert "espeak instead of gtts: Google Translate answers 429" in warning.text
    readers = [
        {line.engine for line in done.segments if line.article == story and line.role == "body"} for story in range(4)
    ]
    assert all(names == {"espeak"} for names in readers[1:]), "stories after the break have one reader"
    assert "gtts" in readers[0]

    google.behave = services.well
    before = len(google.texts)
    mended, _ = made(tmp_path, sources)
    assert mended.degraded == ()
    assert {line.engine for line in mended.segments} == {"gtts", None}
    assert len(google.texts) - before <= len(done.degraded)
    manifest = json.loads((tmp_path / "out" / "2026-11-23" / "episode.json").read_text(encoding="utf-8"))
    assert manifest["degraded"] == []
    before = len(google.texts)
    made(tmp_path, sources)
    assert len(google.texts) == before


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_without_fallback_what_was_spoken_is_kept(google: services.Service, tmp_path: Path) -> None:
    source = article(tmp_path / "a.txt", 40, "প্রথম")
    google.behave = lambda number, _: "ok" if number <= 25 else "429"
    with pytest.raises(TryLater, match="429"):
        made(tmp_path, [source], fallback=())
    google.behave = services.well
    before = len(set(google.texts))
    spoken = set(google.texts[:25])
    google.texts.clear()
    made(tmp_path, [source], fallback=())
    assert not spoken & set(google.texts)
    assert before >= 25


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_one_sentence_that_is_refused_goes_to_the_fallback_alone(google: services.Service, tmp_path: Path) -> None:
    source = article(tmp_path / "a.txt", 20, "প্রথম")
    google.behave = lambda _, text: "400" if "পাহাড়ে বৃষ্টি" in text else "ok"
    done, _ = made(tmp_path, [source])
    assert len(done.degraded) == 1
    assert "400" in done.degraded[0].why


@pytest.mark.usefixtures("quick")
def test_one_word_changed_costs_three_requests_at_most(google: services.Service, tmp_path: Path) -> None:
    source = article(tmp_path / "a.txt", 30, "প্রথম")
    made(tmp_path, [source])
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("উপকূলে কুয়াশা", "উপকূলে আগুন"), encoding="utf-8")
    google.texts.clear()
    made(tmp_path, [source])
    assert 1 <= len(google.texts) <= 3


@pytest.mark.usefixtures("quick")
def test_a_long_sentence_pays_only_for_its_changed_piece(google: services.Service, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    long = ", ".join(f"{place} {thing} হতে পারে বলে দফতরের ধারণা" for place in PLACES for thing in THINGS[:1]) + "।"
    source.write_text(f"আবহাওয়ার খবর\n\n{long}\n", encoding="utf-8")
    made(tmp_path, [source])
    assert max(map(len, google.texts)) <= 100
    source.write_text(f"আবহাওয়ার খবর\n\n{long.replace('গ্রামে', 'খামারে')}\n", encoding="utf-8")
    google.texts.clear()
    made(tmp_path, [source])
    assert 1 <= len(google.texts) <= 2


def test_offline_forbids_it(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="needs a network"):
        made(tmp_path, [article(tmp_path / "a.txt", 3, "প্রথম")], offline=True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM to others")
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_though_the_service_hangs(
    google: services.Service, tmp_path: Path, sign: signal.Signals, code: int
) -> None:
    source = article(tmp_path / "a.txt", 20, "প্রথম")
    google.behave = lambda number, _: "ok" if number <= 5 else "hang"
    command = [sys.executable, "-m", "audionews", "make", str(source), "--engine", "gtts", "-o", str(tmp_path / "out")]
    settings = {**os.environ, "AUDIONEWS_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    making = subprocess.Popen(command, env=settings, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8")
    google.reached(13).wait(60)
    making.send_signal(sign)
    _, said = making.communicate(timeout=10)
    assert making.returncode == code
    assert "run the same command to go on" in said
    google.behave = services.well
    spoken = set(google.texts[:5])
    google.texts.clear()
    with_cache = {"AUDIONEWS_CACHE": str(tmp_path / "cache")}
    subprocess.run(command, env={**settings, **with_cache}, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert not spoken & set(google.texts)
