"""A file of shows: each by its own settings, none held by another's failure; a timer for each."""

import json
from pathlib import Path

import pytest
from shared import ARTICLE, Run

from audionews.batch import many_shows
from audionews.support.config import Value
from audionews.support.errors import UsageError

FILE = """
engine = "tone"
rate = 200

[daily]
limit = 3

[shows.dhaka]
preset = "betar"
sources = ["dhaka"]
timezone = "Asia/Dhaka"

[shows.dhaka.daily]
at = ["06:30"]

[shows.kolkata]
sources = ["kolkata"]
preset = "akashvani"
output = "air"

[shows.empty]
sources = ["empty"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shows.toml"
    path.write_text(FILE, encoding="utf-8")
    for name in ("dhaka", "kolkata", "empty"):
        (tmp_path / name).mkdir()
    for name in ("dhaka", "kolkata"):
        (tmp_path / name / "story.txt").write_text(ARTICLE, encoding="utf-8")
    return path


def test_each_has_what_all_have_and_its_own(file: Path) -> None:
    shows = many_shows.read(file, {"rate": Value(150, "--rate")})
    assert list(shows) == ["dhaka", "kolkata", "empty"]
    dhaka, kolkata = shows["dhaka"], shows["kolkata"]
    assert (dhaka.programme.preset, kolkata.programme.preset) == ("betar", "akashvani")
    assert (dhaka.daily.limit, dhaka.sound.rate, len(dhaka.daily.at), len(kolkata.daily.at)) == (3, 150, 1, 0)
    assert (dhaka.run.output, kolkata.run.output) == (file.parent / "dhaka", file.parent / "air")
    assert dhaka.run.sources == (str(file.parent / "dhaka"),)
    assert list(many_shows.read(file, {}, ["kolkata"])) == ["kolkata"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("rate = 100", "has no table"),
        ("[shows]\nrate = 100", "has no table"),
        ("[shows.a]\nrat = 100", "shows.toml:2: there is no setting 'rat'"),
        ("[shows.a]\nrate = 9", "shows.toml:2: rate is 50 to 200"),
        ('[shows.a]\noutput = "x"\n[shows.b]\noutput = "x"', "a and b have one folder"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "shows.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=why):
        many_shows.read(path, {})
    with pytest.raises(UsageError, match="no show 'z'"):
        path.write_text("[shows.a]", encoding="utf-8")
        many_shows.read(path, {}, ["z"])


def test_one_that_fails_holds_no_other(run: Run, file: Path, tmp_path: Path) -> None:
    done = run("daily", "--shows", file, "--date", "2026-11-23", "--json")
    assert done.returncode == 7, done.stderr
    assert "1 of 3 shows failed: empty" in done.stderr
    told = {row["show"]: row for row in json.loads(done.stdout)}
    assert [told[name]["exit"] for name in ("dhaka", "kolkata", "empty")] == [0, 0, 3]
    assert told["dhaka"]["new"] == 1
    for root in ("dhaka", "air"):
        assert (tmp_path / root / "2026-11-23" / "episode.mp3").is_file()
        assert (tmp_path / root / ".daily" / "log.txt").is_file()
    again = run("daily", "--shows", file, "--show", "kolkata", "--date", "2026-11-23")
    assert again.stdout.startswith("kolkata: 2026-11-23: 1 story (0 new)")
    assert run("daily", "--show", "kolkata").returncode == 2


def test_each_has_a_timer_of_its_name(run: Run, file: Path, tmp_path: Path) -> None:
    """Where there is no systemd, as in a container, the lines of a crontab."""
    done = run("daily", "--shows", file, "--install", XDG_CONFIG_HOME=str(tmp_path / "config"), PATH="")
    assert done.stdout.count("--show dhaka") == 1
    assert "every day at 06:30 (Asia/Dhaka)" in done.stdout
    assert done.stdout.count("--shows") == 3
