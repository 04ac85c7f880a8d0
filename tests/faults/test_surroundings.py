"""A machine that lacks something, a process begun oddly, names and days that nobody expects: nothing is lost."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fault_runs import (
    FULL,
    Row,
    Server,
    Stage,
    check_agreement,
    check_answer,
    check_whole,
    copied,
    making,
    prepared,
    write_news,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server of forks is one of Linux")
NO_HOME = {"without": ["HOME", "AUDIONEWS_CACHE", "AUDIONEWS_DATA", "XDG_CACHE_HOME"], "nameless": True}


def env(**values: str) -> dict[str, Any]:
    return {"env": values}


SURROUNDINGS: dict[str, dict[str, Any]] = {
    "no HOME": NO_HOME,
    "HOME is a file": env(HOME="/dev/null", AUDIONEWS_CACHE="/dev/null/c", AUDIONEWS_DATA="/dev/null/d"),
    "HOME is relative": env(HOME=".", AUDIONEWS_CACHE="", AUDIONEWS_DATA=""),
    "TMPDIR is gone": env(TMPDIR="/nowhere/at/all"),
    "TMPDIR and cache are gone": env(TMPDIR="/nowhere/at/all", AUDIONEWS_CACHE="/proc/nowhere"),
    "standard input is closed": {"closed": [0]},
    "standard output is closed": {"closed": [1]},
    "standard error is closed": {"closed": [2]},
    "all streams are closed": {"closed": [0, 1, 2]},
    "standard output is full": {"full": 1},
    "standard error is full": {"full": 2},
    "a time zone of no sense": env(TZ="Nowhere/At_All"),
    "a time zone that is a path": env(TZ=":/etc/passwd"),
    "a terminal of no width": env(COLUMNS="0", LINES="-1", TERM="nonsense"),
    "a terminal whose width is a word": env(COLUMNS="wide"),
    "a proxy of no sense": env(https_proxy="::::", http_proxy="\u202e", no_proxy="[["),
    "certificates of no sense": env(SSL_CERT_FILE="/dev/null", REQUESTS_CA_BUNDLE="/nowhere"),
    "a large environment": env(**{f"X{number}": "x" * 90_000 for number in range(12)}),
    "bytes in the environment": env(AUDIONEWS_TITLE="\udcff\udcfe", LANG="\udcff"),
    "controls in the environment": env(AUDIONEWS_TITLE="a\x1b[2J\u202e\nb"),
    "few descriptors": {"limits": {"RLIMIT_NOFILE": 24}},
    "hardly any descriptors": {"limits": {"RLIMIT_NOFILE": 6}},
    "small files only": {"limits": {"RLIMIT_FSIZE": 100_000}},
    "no files at all": {"limits": {"RLIMIT_FSIZE": 0}},
    "a umask that takes all": {"umask": 0o777},
}
COMMANDS: dict[str, list[str]] = {
    "make": making("a", "2026-11-25"),
    "make again": making("b"),
    "feed": ["feed", "output", "--title", "অন্য"],
    "say": ["say", "নতুন একটি বাক্য।", "-o", "state/today.mp3", "--engine", "tone", "-q"],
    "script": ["script", "a.txt"],
    "daily": ["daily", "--date", "2026-11-25", "-q"],
    "publish": ["publish", "target", "output", "-q"],
    "cache": ["cache"],
    "config": ["config"],
    "check": ["check", "output"],
}
SILENT = {"standard error is closed", "all streams are closed", "standard error is full", "no files at all"}


@pytest.fixture(scope="module")
def base(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = prepared(server, tmp_path_factory.mktemp("base") / "stage")
    text = 'engine = "tone"\nsources = ["a.txt"]\noutput = "output"\n'
    (stage.folder / "audionews.toml").write_text(text, encoding="utf-8")
    return stage


def job(stage: Stage, command: list[str], odd: dict[str, Any]) -> dict[str, Any]:
    """Return a job in odd surroundings."""
    plain = stage.job(*command, cpu=20)
    return plain | odd | {"env": plain["env"] | odd.get("env", {})}


def survived(server: Server, stage: Stage, command: list[str]) -> None:
    """Hold that nothing was lost, and that the same command works where nothing is odd."""
    check_whole(stage.output)
    again = server.ask(stage.job(*command))
    assert again["codes"][0] in {0, 7}, f"the rerun failed: {stage.said()[-300:]}"
    check_whole(stage.output)
    check_agreement(stage.output)


@pytest.mark.row("no HOME, no place for temporary files, closed and full streams, odd settings of a system")
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_odd_surroundings_have_an_answer(server: Server, base: Stage, tmp_path: Path, row: Row, name: str) -> None:
    if not FULL and list(SURROUNDINGS).index(name) % 9:
        pytest.skip("not in the sample")
    for number, (what, command) in enumerate(COMMANDS.items() if FULL else list(COMMANDS.items())[:1]):
        stage = copied(base, tmp_path / f"stage{number}")
        with row.case(f"{what}: {name}"):
            done = server.ask(job(stage, command, SURROUNDINGS[name]), seconds=90)
            said = stage.said()
            assert done["codes"][0] not in {1000, -24}, "no end"
            check_answer(done["codes"][0], said, names=name not in SILENT)
            survived(server, stage, command)


def opened(path: Path, mode: int) -> None:
    """Give a folder and all in it to everybody, or to nobody."""
    for found in [path, *path.rglob("*")]:
        if not found.is_symlink():
            found.chmod(mode if found.is_dir() else mode & 0o666)


SHUT: dict[str, list[str]] = {
    "nothing is shut": [],
    "home": ["home"],
    "home and cache": ["home", "cache"],
    "cache, data and temporary files": ["cache", "data", "tmp"],
    "output": ["output"],
    "an episode": ["output/2026-11-23"],
    "everything": ["home", "cache", "data", "tmp", "output", "target", "state"],
}


@pytest.mark.slow
@pytest.mark.row("folders that are read-only or shut")
@pytest.mark.parametrize("mode", [0o000, 0o555])
@pytest.mark.parametrize("name", SHUT)
def test_folders_that_are_shut_have_an_answer(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str, mode: int
) -> None:
    for number, (what, command) in enumerate(COMMANDS.items()):
        stage = copied(base, tmp_path / f"stage{number}")
        for shut in SHUT[name]:
            opened(stage.folder / shut, mode)
        with row.case(f"{what} without {name}, {mode:o}"):
            done = server.ask(job(stage, command, {"mortal": True}))
            check_answer(done["codes"][0], stage.said())
            opened(stage.folder, 0o755)
            survived(server, stage, command)


NAMES = [
    "নতুন খবর", "a\nb", "a\tb\x1b[2J", "a\u202eb", "a\u2028b", "-rf", "--output", "a'b\"c`d$(e)", "a;b&c|d", "%s%n",
    "{}", "CON", "a:b", "\udcff\udcfe", "क" * 80, "x" * 250, " ", "a\\b", "~", "..x", "http:", "a#b?c", "\ufeffa", "é",
    "e\u0301", "💧", "a*[b]?",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.row("files and folders with names that nobody expects")
@pytest.mark.parametrize("number", range(len(NAMES)))
def test_any_name_is_a_name(server: Server, base: Stage, tmp_path: Path, row: Row, number: int) -> None:
    stage, name = copied(base, tmp_path / "stage"), NAMES[number]
    news = stage.folder / f"{name}.txt"
    news.write_bytes((stage.folder / "a.txt").read_bytes())
    shown = f"./{name}.txt"
    out = f"./state/{name}"
    tone = ["--engine", "tone", "--date", "2026-11-25", "-q"]
    for what, command in {
        "article": ["make", shown, "-o", "output", *tone],
        "output": ["make", "a.txt", "-o", out, *tone],
        "feed": ["feed", out],
        "publish from": ["publish", "target", out, "-q"],
        "publish to": ["publish", f"./target/{name}", "output", "-q"],
        "add": ["add", shown, "-o", "output"],
        "say": ["say", "বাক্য।", "-o", f"{out}.mp3", "--engine", "tone", "-q"],
        "check": ["check", out],
        "backup": ["backup", f"./state/{name}.zip", "-o", out],
    }.items():
        with row.case(f"{what}: {name!r}"):
            done = server.ask(stage.job(*command))
            said = stage.said()
            check_answer(done["codes"][0], said)
            assert "\x1b" not in said, "a terminal's code was printed"
            assert "\u202e" not in said, "a bidi control was printed"
    check_whole(stage.output)


DAYS = [
    ("2028-02-29", "UTC"), ("2027-02-29", "UTC"), ("2000-02-29", "Asia/Kolkata"), ("0001-01-01", "Asia/Kolkata"),
    ("9999-12-31", "Pacific/Kiritimati"), ("2026-03-29", "Europe/Berlin"), ("2026-10-25", "Europe/Berlin"),
    ("2011-12-30", "Pacific/Apia"), ("2026-04-14", "Asia/Dhaka"), ("2026-12-31", "Pacific/Auckland"),
    ("1900-01-01", "Asia/Kolkata"), ("1752-09-10", "Europe/London"), ("2038-01-19", "UTC"), ("2026-13-01", "UTC"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.row("clock set back, time zones, midnight, leap day")
@pytest.mark.parametrize(("day", "zone"), DAYS)
def test_any_day_in_any_zone(server: Server, base: Stage, tmp_path: Path, row: Row, day: str, zone: str) -> None:
    stage = copied(base, tmp_path / "stage")
    text = f'engine = "tone"\nsources = ["a.txt"]\noutput = "output"\ntimezone = "{zone}"\n[daily]\nkeep_days = 2\n'
    (stage.folder / "audionews.toml").write_text(text, encoding="utf-8")
    write_news(stage, "a", 7)
    kept = {path.name for path in stage.output.glob("2026-*")}
    for command in (
        ["make", "--date", day, "-q"],
        ["daily", "--date", day, "-q"],
        ["feed", "output"],
        ["check", "output"],
    ):
        with row.case(f"{command[0]} on {day} in {zone}"):
            done = server.ask(stage.job(*command))
            check_answer(done["codes"][0], stage.said())
            if command[0] == "make":
                assert kept <= {path.name for path in stage.output.glob("2026-*")}
    with row.case(f"what is whole after {day}"):
        check_whole(stage.output)


Meddling = Callable[[Stage], object]


def planted(stage: Stage) -> None:
    """Put links where files of ours are written."""
    for name in ("feed.xml", "index.html", "2026-11-24-2/episode.mp3", "2026-11-24-2/index.html", ".unfinished"):
        place = stage.output / name
        place.unlink(missing_ok=True)
        place.symlink_to(stage.folder / "home" / "precious")
    (stage.folder / "home" / "precious").write_text("mine")


def halves(stage: Stage) -> None:
    """Leave what other tools leave that were stopped."""
    for name in (
        ".feed.xml.swp",
        "feed.xml~",
        ".2026-11-24.new.part",
        "episode.mp3.crdownload",
        "2026-11-24-2/.episode.mp3.aB3xYz",
    ):
        (stage.output / name).write_bytes(b"half")
    (stage.output / "2026-11-25").mkdir()
    (stage.output / "2026-11-25" / "episode.mp3.part").write_bytes(b"half")


def folders(stage: Stage) -> None:
    """Put folders where files belong."""
    for name in ("feed.xml", "show.json"):
        (stage.output / name).unlink()
        (stage.output / name).mkdir()


def pipes(stage: Stage) -> None:
    """Put pipes where files belong."""
    for name in ("show.json", ".episodes.json"):
        (stage.output / name).unlink(missing_ok=True)
        os.mkfifo(stage.output / name)


def elsewhere(stage: Stage) -> None:
    """Let the output folder be a link to a folder."""
    stage.output.rename(stage.folder / "real")
    stage.output.symlink_to(stage.folder / "real")


def twisted(stage: Stage) -> None:
    """Let links lead in a circle."""
    (stage.output / "show.json").unlink()
    (stage.output / "show.json").symlink_to(stage.output / "show.json")
    (stage.folder / "cache" / "loop").symlink_to(stage.folder / "cache")


def emptied(stage: Stage) -> None:
    """Empty files as a system does that lost its power."""
    for name in ("show.json", "feed.xml", ".episodes.json", "2026-11-24-2/episode.json", "2026-11-24-2/episode.mp3"):
        (stage.output / name).write_bytes(b"")


MEDDLED: dict[str, Meddling] = {
    work.__name__: work for work in (planted, halves, folders, pipes, elsewhere, twisted, emptied)
}


@pytest.mark.slow
@pytest.mark.row("planted links, pipes, folders, and what other tools leave")
@pytest.mark.parametrize("name", MEDDLED)
def test_what_others_put_into_the_folder_has_an_answer(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str
) -> None:
    for number, (what, command) in enumerate(COMMANDS.items()):
        stage = copied(base, tmp_path / f"stage{number}")
        write_news(stage, "a", 5)
        MEDDLED[name](stage)
        with row.case(f"{what}: {name}"):
            done = server.ask(job(stage, command, {}), seconds=60)
            assert done["codes"][0] != 1000, "no end"
            check_answer(done["codes"][0], stage.said())
            precious = stage.folder / "home" / "precious"
            assert not precious.exists() or precious.read_text() == "mine", "a planted link was written through"
            assert (stage.output / "2026-11-23" / "episode.mp3").stat().st_size, "an episode is lost"
