"""Every other command once, as people call it: what is printed where, and the exit code."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import urllib.request
from functools import partial
from pathlib import Path

import pytest
import soundfile
from shared import ARTICLE, ROOT, Run, call

OFFLINE = {"AUDIONEWS_OFFLINE": "true", "AUDIONEWS_ENGINE": "tone"}
posix = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of POSIX")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an episode of the tone engine."""
    place = tmp_path_factory.mktemp("show")
    (place / "news.txt").write_text(ARTICLE, encoding="utf-8")
    cache = str(tmp_path_factory.getbasetemp() / "cache")
    done = call(place, "make", "news.txt", "--date", "2026-11-23", "--verbose", AUDIONEWS_CACHE=cache, **OFFLINE)
    assert done.returncode == 0, done.stderr
    assert "Left out (related-link): আরও পড়ুন" in done.stderr
    return place


@pytest.fixture
def show(folder: Path) -> Run:
    """Run a command in that folder."""
    return partial(call, folder, **OFFLINE)


def test_a_feed_is_set_up_and_remembered(show: Run, folder: Path) -> None:
    done = show("feed", "--base-url", "https://khobor.example/pod/", "--email", "desk@khobor.example")
    assert done.returncode == 0, done.stderr
    assert show("feed").returncode == 0
    feed = (folder / "output" / "feed.xml").read_text(encoding="utf-8")
    assert "https://khobor.example/pod/2026-11-23/episode.mp3" in feed


def test_check_tells_findings_and_their_mending(show: Run, tmp_path: Path) -> None:
    good = show("check", "output/2026-11-23")
    assert (good.returncode, good.stdout) == (0, "")
    assert "conforms" in good.stderr
    (tmp_path / "feed.xml").write_text("<rss/>", encoding="utf-8")
    bad = show("check", tmp_path / "feed.xml")
    assert bad.returncode == 7
    assert "feed." in bad.stdout
    found = json.loads(show("check", tmp_path / "feed.xml", "--json").stdout)
    assert {"rule", "place", "what", "mend"} <= set(found[0])
    assert show("check", tmp_path / "nothing").returncode == 2


def test_publish_says_first_and_sends_then(show: Run, tmp_path: Path) -> None:
    dry = show("publish", tmp_path / "host", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert dry.stdout.splitlines()[-1].endswith("feed.xml"), "the feed goes last"
    assert "would be sent" in dry.stderr
    assert not (tmp_path / "host").exists()
    assert "Sent" in show("publish", tmp_path / "host").stderr
    assert (tmp_path / "host" / "2026-11-23" / "episode.mp3").is_file()
    assert "0 files" in show("publish", tmp_path / "host").stderr


@posix
def test_serve_until_it_is_stopped(folder: Path) -> None:
    pytest.importorskip("starlette", reason="the extra `serve` is not installed")
    pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")
    command = [sys.executable, "-m", "audionews", "serve", "output", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        url = server.stderr.readline().split()[0]
        with urllib.request.urlopen(f"{url}feed.xml", timeout=20) as answer:  # noqa: S310 - loopback
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
        assert server.stderr.read() == ""


def test_say_to_a_file_to_a_pipe_and_as_phonemes(show: Run, tmp_path: Path) -> None:
    assert show("say", "সেতু খুলল।", "-o", tmp_path / "a.mp3", "-q").returncode == 0
    assert soundfile.info(tmp_path / "a.mp3").duration > 0.5
    assert show("say", "-", "--phonemes", text="সেতু").stdout.strip() == "/sh e t u/"
    assert show("say", "সেতু", "-q", AUDIONEWS_LISTEN_DEVICE="null").returncode == 0
    command = [sys.executable, "-m", "audionews", "say", "সেতু খুলল।", "-o", "-", "-q", "--engine", "tone"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    piped = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path, env=environment, timeout=60).stdout
    assert piped[:3] == b"ID3"


def test_voices_are_listed_and_sampled(show: Run, tmp_path: Path) -> None:
    lines = show("voices").stdout.splitlines()
    assert any(line.startswith("tone") and "ready" in line for line in lines)
    assert any(line.startswith("gtts") and "the text goes to" in line for line in lines)
    done = show("voices", "--sample", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    made = [Path(line) for line in done.stdout.splitlines()]
    assert {path.parent for path in made} == {tmp_path}
    assert any(path.name.startswith("espeak") for path in made)


def test_the_doctor_speaks_in_lines(show: Run) -> None:
    done = show("doctor", AUDIONEWS_LISTEN_DEVICE="null")
    assert "player" in done.stdout
    assert done.returncode == 0, done.stdout
    assert "espeak" in done.stdout


def test_the_plan_of_an_episode_costs_nothing(show: Run, folder: Path) -> None:
    plain = show("make", "news.txt", "--dry-run", "-o", "elsewhere")
    assert plain.returncode == 0, plain.stderr
    assert "tone" in plain.stdout.splitlines()[-1] + plain.stdout
    told = json.loads(show("make", "news.txt", "--dry-run", "--json", "-o", "elsewhere").stdout)
    assert told["plan"]["shares"][0]["engine"] == "tone"
    assert not (folder / "elsewhere").exists()


def test_a_script_explains_itself(show: Run) -> None:
    shown = show("script", "news.txt", "--explain", "--phonemes").stdout
    assert "₹১২ কোটি" in shown
    assert "money" in shown
    assert "related-link" in shown


def test_words_are_suggested_and_lexicons_that_cannot_be_read_named(show: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_text("Zorvex কারখানা\nশহরে Zorvex কারখানা খুলেছে।\n", encoding="utf-8")
    rows = show("lexicon", "suggest", tmp_path / "latin.txt").stdout.splitlines()
    assert any(row.startswith("Zorvex\t") for row in rows)
    (tmp_path / "words.tsv").write_bytes(b"\xff\xfe\x00x")
    bad = show("script", "news.txt", "--lexicon", tmp_path / "words.tsv")
    assert bad.returncode == 2
    assert "UTF-8" in bad.stderr
    missing = show("script", "news.txt", "--lexicon", tmp_path / "none.tsv")
    assert missing.returncode == 2
    assert "none.tsv" in missing.stderr


def test_the_cache_is_shown_and_emptied(run: Run, article: Path, tmp_path: Path) -> None:
    own = {"AUDIONEWS_CACHE": str(tmp_path / "own"), **OFFLINE}
    assert run("say", "সেতু খুলল।", "-o", "a.mp3", **own).returncode == 0
    assert "0 of" not in run("cache", **own).stdout
    assert run("cache", "--prune", "--limit", "0", **own).returncode == 0
    assert not list((tmp_path / "own" / "clips").glob("??/*"))
    assert run("cache", "--clear", **own).returncode == 0


@posix
def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    import pty

    (tmp_path / "news.txt").write_text(ARTICLE, encoding="utf-8")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "audionews", "make", "news.txt", "--engine", "tone", "--date", "2026-11-23"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=slave) as made:
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):  # Linux's way to say that the other end is closed
            while piece := os.read(master, 65536):
                shown += piece
    os.close(master)
    assert made.returncode == 0
    assert "Mastering" in shown.decode(errors="replace")
