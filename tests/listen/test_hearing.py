"""Listening, on miniaudio's device that plays nothing at the pace of a real one; times are those of its callback."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import services
from shared import ARTICLE, ROOT, Run

from audionews import scripting
from audionews.cli import keys
from audionews.engines.tone import ToneEngine
from audionews.listen import bookmarks, clipboard, reading
from audionews.listen.hearing import Hearing, Wish
from audionews.listen.sound_device import quiet_libraries
from audionews.model import Role, Segment, Speech
from audionews.settings import Settings
from audionews.support.errors import AudioError, Never, NoInputError, UsageError
from audionews.support.events import Event, Heard, Note, Warned, ignore
from audionews.synthesis.cache import cache_store

pytest.importorskip("miniaudio")

NULL = Settings().having(engine="tone", listen={"device": "null"})
SHORT = ["এক।", "দুই।", "তিন।"]


def texts(*said: str) -> Iterator[Segment]:
    return (Segment(Role.BODY, text, text, 0) for text in said)


def listened(
    told: Iterator[Segment],
    settings: Settings = NULL,
    wishes: Callable[[float], Wish | None] | None = None,
    **more: Any,
) -> list[Event]:
    events: list[Event] = []
    Hearing(settings, cache_store(), events.append).run(told, wishes or time.sleep, **more)
    return events


def sentences(events: list[Event]) -> list[Heard]:
    return [event for event in events if isinstance(event, Heard)]


def test_sentences_are_heard_one_after_the_other_without_a_gap() -> None:
    found = sentences(listened(texts(*SHORT)))
    assert [event.text for event in found] == SHORT
    length = {text: len(ToneEngine().speak(text, "low").samples) / 24_000 for text in SHORT}
    for one, following in pairwise(found):
        assert following.at - one.at > length[one.text] * 0.7
        assert following.waited == 0


def test_sound_begins_while_the_rest_is_still_to_come() -> None:
    """The second sentence comes only once the first is heard: whoever waited for all would wait for ever."""
    events: list[Event] = []

    def told() -> Iterator[Segment]:
        yield from texts("এক।")
        while not sentences(events):
            time.sleep(0.005)
        yield from texts("দুই।")

    Hearing(NULL, cache_store(), events.append).run(told(), time.sleep)
    assert [event.text for event in sentences(events)] == ["এক।", "দুই।"]


def test_a_slow_voice_costs_no_more_than_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    say, answers = ToneEngine.speak, []

    def slow(self: ToneEngine, text: str, voice: str) -> Speech:
        time.sleep(0.4)
        answers.append(time.monotonic())
        return say(self, text, voice)

    monkeypatch.setattr(ToneEngine, "speak", slow)
    mark = str(time.monotonic())
    monkeypatch.setattr(ToneEngine, "fingerprint", lambda *_: mark)
    found = sentences(listened(texts("ক।", "খ।", "গ।")))
    assert found[0].at - answers[0] < 0.5
    for event, answer in zip(found, answers, strict=True):
        assert event.at >= answer
    assert found[-1].waited < 2.0


def test_the_first_answer_of_a_service_is_heard_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    answered: list[float] = []

    def behave(_number: int, _text: str) -> str:
        answered.append(time.monotonic())
        return "ok"

    with services.Service(services.OpenaiTalker).running() as server:
        server.latency, server.behave = 0.4, behave
        options = {"openai": {"url": f"http://127.0.0.1:{server.port}/v1/", "model": str(server.port)}}
        asked = NULL.having(engine="openai", engines=options, fallback=())
        found = sentences(listened(texts("প্রথম বাক্য।", "দ্বিতীয় বাক্য।", "তৃতীয় বাক্য।"), asked))
    assert [event.text for event in found] == ["প্রথম বাক্য।", "দ্বিতীয় বাক্য।", "তৃতীয় বাক্য।"]
    assert found[0].at - answered[0] < 0.5
    assert found[-1].waited == 0  # the others were asked for while the first one was on its way


def test_keys_move_pause_and_end(tmp_path: Path) -> None:
    wishes = iter([Wish.PAUSE, Wish.PAUSE, Wish.FASTER, Wish.SLOWER, Wish.ON, Wish.BACK, Wish.STORY_ON, Wish.END])
    begun = time.monotonic()

    def wish(seconds: float) -> Wish | None:
        time.sleep(seconds)
        return next(wishes, None)

    events = listened(texts(*["একটি বেশ লম্বা বাক্য এখানে আছে।"] * 30), wishes=wish)
    assert time.monotonic() - begun < 20
    assert [event.text for event in events if isinstance(event, Note)] == ["Pace: 110 %", "Pace: 100 %"]


@pytest.mark.slow
def test_the_place_is_remembered_until_all_was_heard() -> None:
    mark = bookmarks.key(["a.txt"])
    stop = iter([])
    events: list[Event] = []

    def second_heard(seconds: float) -> Wish | None:
        time.sleep(seconds)
        return Wish.END if len(sentences(events)) > 1 else next(stop, None)

    Hearing(NULL, cache_store(), events.append).run(texts(*SHORT), second_heard, mark)
    kept = bookmarks.place(mark)
    assert kept == (1, bookmarks.mark("দুই।"))
    again = listened(texts(*SHORT), bookmark=mark)
    assert [event.text for event in sentences(again)] == ["দুই।", "তিন।"]
    assert bookmarks.place(mark) is None
    bookmarks.keep(mark, 1, "দুই।")
    changed = listened(texts("এক।", "আর।"), bookmark=mark)
    assert [event.text for event in sentences(changed)] == ["এক।", "আর।"]
    bookmarks.keep(mark, 7, "নেই।")
    assert [event.text for event in sentences(listened(texts("এক।"), bookmark=mark))] == ["এক।"]


def test_a_sentence_that_cannot_be_spoken_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    say = ToneEngine.speak

    def broken(self: ToneEngine, text: str, voice: str) -> Speech:
        if "অদ্ভুত" in text:
            raise Never("It cannot say this.")
        return say(self, text, voice)

    monkeypatch.setattr(ToneEngine, "speak", broken)
    events = listened(texts("এক।", "অদ্ভুত।", "তিন।"), NULL.having(fallback=()))
    assert [event.text for event in sentences(events)] == ["এক।", "তিন।"]
    assert any(isinstance(event, Warned) and "It cannot say this" in event.text for event in events)
    with pytest.raises(Never):
        listened(texts("অদ্ভুত।", "তিন।"), NULL.having(fallback=()))


def test_nothing_to_hear_is_said() -> None:
    with pytest.raises(NoInputError):
        listened(texts())


def test_what_is_heard_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    store = cache_store()
    fresh, kept = (list(reading.sentences([str(path)], NULL, store, on_event=ignore)) for _ in range(2))
    assert fresh == kept
    written = scripting.write_script([str(path)], NULL)
    body = [segment for segment in written.segments if segment.role in {Role.INTRO, Role.BODY, Role.SUBHEAD}]
    assert [(s.role, s.text, s.spoken, s.opens) for s in fresh] == [(s.role, s.text, s.spoken, s.opens) for s in body]
    (tmp_path / "lexicon.tsv").write_text("পুরসভা\tপৌরসভা\n", encoding="utf-8")
    assert any("পৌরসভা" in s.spoken for s in reading.sentences([str(path)], NULL, store, on_event=ignore))
    two = list(reading.sentences([str(path), "-"], NULL, store, text=ARTICLE.encode(), on_event=ignore))
    assert {segment.article for segment in two} == {0, 1}


def test_the_clipboard_is_read_by_what_the_system_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError):
        clipboard.text()
    program = tmp_path / "xclip"
    program.write_text("#!/bin/sh\nprintf 'সেতু খুলল।'\n", encoding="utf-8")
    program.chmod(0o755)
    if os.name != "nt":
        assert clipboard.text() == "সেতু খুলল।"


def test_libraries_are_quiet_and_we_are_not(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_libraries():
        os.write(2, b"ALSA lib confmisc.c: cannot find card\n")
        sys.stderr.write("ours\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "ours\nafter\n"


def test_without_a_device_two_lines_say_so(run: Run, article: Path) -> None:
    done = run("listen", article)
    if done.returncode == 0:
        pytest.skip("there is a sound device here")
    assert (done.returncode, len(done.stderr.splitlines())) == (AudioError.exit_code, 2)
    assert "no sound device" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_on_a_terminal_a_key_ends_it_and_sentences_are_shown(article: Path, tmp_path: Path) -> None:
    import pty

    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "AUDIONEWS_LISTEN_DEVICE": "null"}
    command = [sys.executable, "-m", "audionews", "listen", str(article), "--engine", "tone"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdin=slave, stdout=slave, stderr=slave) as heard:
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):
            while piece := os.read(master, 65536):
                shown += piece
                if "শহরে নতুন সেতু".encode() in shown:
                    os.write(master, b"q")
    os.close(master)
    assert heard.returncode == 0
    assert "Space pauses" in shown.decode()
    assert b"\x1b" not in shown


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_terminal_is_as_before_while_ctrl_z_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty
    import termios

    master, slave = pty.openpty()
    found: list[tuple[bool, bool]] = []

    def lines() -> bool:
        return bool(termios.tcgetattr(slave)[3] & termios.ICANON)

    def stand(_: int, number: int) -> None:
        found.append((lines(), signal.getsignal(number) == signal.SIG_DFL))

    with os.fdopen(os.dup(slave), closefd=False) as stdin, monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", stdin)
        patched.setattr(os, "kill", stand)
        with keys.pressed():
            signal.raise_signal(signal.SIGTSTP)
            assert not lines(), "it goes on as it was"
    assert found == [(True, True)]
    assert lines()
    for each in (master, slave):
        os.close(each)


def first_sound(folder: Path, *arguments: object) -> tuple[float, float]:
    """Return how long after the start of the process the first sound went to the device, and its processor time."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "AUDIONEWS_LISTEN_DEVICE": "null"}
    command = [sys.executable, "-m", "audionews", "listen", *map(str, arguments), "--from-start", "--progress", "json"]
    begun = time.monotonic()
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as heard:
        assert heard.stderr
        for line in heard.stderr:
            event = json.loads(line)
            if event["event"] == "heard":
                heard.terminate()
                return event["at"] - begun, event["processor"]
    raise AssertionError("nothing was heard")


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 300])
def test_the_first_sound_comes_soon(tmp_path: Path, count: int) -> None:
    """1.0 s from the start of the process, 0.5 s from the cache; held as processor time, which others do not change."""
    body = "\n\n".join(f"শুক্রবার {number} নম্বর ওয়ার্ডে একটি নতুন সেতু খুলেছে।" for number in range(count))
    path = tmp_path / "news.txt"
    path.write_text(f"শহরে নতুন সেতু\n\n{body}\n", encoding="utf-8")
    first_sound(tmp_path, path)  # libraries and bytecode come from the disk
    (tmp_path / "other.txt").write_text(path.read_text(encoding="utf-8").replace("সেতু", "পুল"), encoding="utf-8")
    _, cold = first_sound(tmp_path, tmp_path / "other.txt")
    list(reading.sentences([str(path)], NULL.having(engine="espeak"), cache_store(), on_event=ignore))
    _, warm = first_sound(tmp_path, path)
    assert cold < 1.5
    assert warm < 0.9
