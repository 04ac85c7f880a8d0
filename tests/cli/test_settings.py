"""`config`, `init`, and what `--help` may cost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared import Run

HEAVY = {
    *("numpy", "soundfile", "lameenc", "gtts", "trafilatura", "PIL", "httpx", "lxml", "feedparser", "soxr", "pydub"),
    *(
        "requests",
        "mutagen",
        "rich",
        "tomllib",
        "platformdirs",
        "filelock",
        "zoneinfo",
        "importlib.metadata",
        "asyncio",
    ),
}
OURS = {"audionews", "audionews.__main__", "audionews.support", "audionews.support.errors", "audionews.support.escape"}

DECLARED = {
    "audionews.settings",
    "audionews.support.config",
    "audionews.support.declaration",
    "audionews.support.value_kinds",
    "audionews.support.toml_template",
}
"""What options are made from."""


def test_help_loads_nothing_heavy_and_of_ours_the_command_line_alone() -> None:
    show = "import sys, audionews.cli.app; print('\\n'.join(sys.modules))"
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    loaded = set(
        subprocess.run(
            [sys.executable, "-c", show], capture_output=True, text=True, check=True, env=alone
        ).stdout.split()
    )
    assert not loaded & HEAVY
    ours = {name for name in loaded if name.partition(".")[0] == "audionews" and not name.startswith("audionews.cli")}
    assert ours <= OURS | DECLARED | {
        f"audionews.support.{name}" for name in ("counting", "events", "memory", "version")
    }


def test_config_tells_each_value_and_its_origin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "audionews.toml").write_text('preset = "betar"\n[show]\ntitle = "ভোর"\n', encoding="utf-8")
    done = run("config", "--json", AUDIONEWS_RATE="90")
    assert done.returncode == 0, done.stderr
    told = {row["key"]: (row["value"], row["origin"]) for row in json.loads(done.stdout)}
    assert told["preset"] == ("betar", "audionews.toml:1")
    assert told["show.title"] == ("ভোর", "audionews.toml:3")
    assert told["rate"] == (90, "AUDIONEWS_RATE")
    assert told["daily.since"] == ("24h", "default")
    lines = run("config").stdout.splitlines()
    assert any(line.split() == ["preset", "betar", "audionews.toml:1"] for line in lines)
    assert len(lines) == len(told)


def test_a_mistake_in_the_file_is_told_with_its_line(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "audionews.toml").write_text('engine = "tone"\npreest = "betar"\n', encoding="utf-8")
    done = run("make", article)
    assert done.returncode == 2
    assert "audionews.toml:2" in done.stderr
    assert "'preset'" in done.stderr


def test_the_file_speaks_to_make_and_the_flag_louder(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "audionews.toml").write_text(
        f'sources = ["{article.name}"]\npreset = "betar"\nengine = "tone"\n', encoding="utf-8"
    )
    betar = json.loads(run("script", "--json").stdout)
    assert betar["locale"] == "bn-BD"
    assert "আসসালামু আলাইকুম।" in [one["text"] for one in betar["segments"]]
    assert json.loads(run("script", "--json", "--preset", "neutral").stdout)["locale"] == "bn-IN"
    assert json.loads(run("script", "--json", "--locale", "bn-IN").stdout)["locale"] == "bn-IN"
    assert json.loads(run("script", "--json", AUDIONEWS_PRESET="akashvani").stdout)["locale"] == "bn-IN"
    assert run("make", "--date", "2026-11-23").returncode == 0
    assert (tmp_path / "output" / "2026-11-23" / "episode.mp3").is_file()


def test_init_writes_a_file_that_can_be_read_and_replaces_none(run: Run, tmp_path: Path) -> None:
    assert run("init", "--yes").returncode == 0
    assert run("config").returncode == 0
    again = run("init", "--yes")
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert run("init", "--yes", "--force").returncode == 0
    assert run("init", "--yes", tmp_path / "deep" / "a.toml").returncode == 0


def test_init_asks(run: Run, tmp_path: Path) -> None:
    answers = "https://a.example/feed news/\nbetar\n\n06:30\nভোরের খবর\n\n\n"
    assert run("init", text=answers).returncode == 0
    told = {row["key"]: row["value"] for row in json.loads(run("config", "--json").stdout)}
    assert told["sources"] == ["https://a.example/feed", "news"]
    assert (told["preset"], told["timezone"], told["daily.at"]) == ("betar", "Asia/Dhaka", "06:30")
    assert told["show.title"] == "ভোরের খবর"


@pytest.mark.parametrize("answers", ["\nbetaar\n", "\nneutral\nAsia/Kalkutta\n", "\nneutral\n\nseven\n"])
def test_init_takes_no_answer_that_cannot_be(run: Run, tmp_path: Path, answers: str) -> None:
    done = run("init", text=answers)
    assert done.returncode == 2
    assert not (tmp_path / "audionews.toml").exists()


def test_daily_without_systemd_shows_a_crontab_line(run: Run, tmp_path: Path) -> None:
    assert run("daily", "--install").returncode == 2
    (tmp_path / "audionews.toml").write_text('sources = ["x"]\n[daily]\nat = "05:45"\n', encoding="utf-8")
    bare = {"PATH": "", "XDG_CONFIG_HOME": str(tmp_path), "TZ": "UTC"}
    done = run("daily", "--install", **bare)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# audionews: every day at 05:45 (Asia/Kolkata)\n15 0 * * * cd ")
    assert "audionews daily --config" in done.stdout
    assert run("daily", "--uninstall", **bare).returncode == 0


def test_a_file_of_settings_that_is_named_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('preset = "betar"\n', encoding="utf-8")
    assert "betar" in run("config", "--config", "mine.toml").stdout
    assert run("config", "--config", "none.toml").returncode == 2


def test_questions_without_answers_write_nothing(run: Run, tmp_path: Path) -> None:
    done = run("init", text="")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not (tmp_path / "audionews.toml").exists()


def test_every_command_reads_the_file_and_the_environment(run: Run, tmp_path: Path) -> None:
    (tmp_path / "audionews.toml").write_text(
        '[engines.command]\nargs = ["cat"]\n[show]\ntitle = "ভোর"\n', encoding="utf-8"
    )
    rows = {row["engine"]: row for row in json.loads(run("voices", "--json").stdout)}
    assert rows["command"]["ready"]
    assert {"engine", "ready", "voices"} <= set(rows["espeak"])
    found = {row["what"]: row for row in json.loads(run("doctor", "--offline", "--json").stdout)}
    assert found["command"]["state"] == "good"
    (tmp_path / "shows").mkdir()
    assert run("feed", "shows").returncode == 0
    assert "ভোর" in (tmp_path / "shows" / "feed.xml").read_text(encoding="utf-8")
    assert run("doctor", "--offline", AUDIONEWS_RATE="fast").returncode == 2


@pytest.mark.slow
def test_debug_is_an_option_of_every_command_and_tells_what_is_decided(run: Run, article: Path) -> None:
    for command in ("make", "daily", "init", "config", "script", "say", "feed", "serve", "check", "publish", "cache"):
        assert "--debug" in run(command, "--help").stdout
    for command in (("voices",), ("voices", "install"), ("lexicon", "suggest"), ("lexicon", "install")):
        assert "--debug" in run(*command, "--help").stdout
    done = run("make", "nowhere.txt", "--debug")
    assert "Traceback" in done.stderr
    told = run("make", article, "--engine", "tone", "--date", "2026-11-23", "--debug")
    assert told.returncode == 0
    assert "audionews.sources: " in told.stderr
    assert "a new episode" in told.stderr
    assert "Traceback" not in told.stderr


def test_config_explains_one_setting(run: Run, tmp_path: Path) -> None:
    (tmp_path / "audionews.toml").write_text("[daily]\nkeep_days = 30\n", encoding="utf-8")
    done = run("config", "--explain", "daily.keep_days")
    assert done.returncode == 0, done.stderr
    told = dict(line.strip().split("  ", 1) for line in done.stdout.splitlines()[1:])
    assert told["now"].strip() == "30 (audionews.toml:2)"
    assert told["in the file"].strip() == "keep_days = 30, below [daily]"
    assert told["environment"].strip() == "AUDIONEWS_DAILY_KEEP_DAYS"
    assert "betar" in run("config", "--explain", "preset").stdout
    assert run("config", "--explain", "prset").stderr.splitlines()[1].startswith("  Did you mean 'preset'?")


def test_init_asks_again_after_an_answer_that_cannot_be(run: Run) -> None:
    answers = (
        "news.example.org/feed\nnews\nbetaar\nbetar\nAsia/Nowhere\n\nseven\n06:30\n\nnowhere\nhttps://a.example/\n\n"
    )
    done = run("init", text=answers)
    assert done.returncode == 0, done.stderr
    assert "https://news.example.org/feed" in done.stderr
    assert "There is no file or folder 'news'. Make it before the first run." in done.stderr
    assert "Did you mean 'betar'?" in done.stderr
    told = {row["key"]: row["value"] for row in json.loads(run("config", "--json").stdout)}
    assert (told["preset"], told["timezone"], told["daily.at"]) == ("betar", "Asia/Dhaka", "06:30")
    assert (told["sources"], told["show.base_url"]) == (["news"], "https://a.example/")


def test_the_first_messages_name_the_next_command(run: Run, tmp_path: Path) -> None:
    assert "audionews make story.txt" in run("make").stderr
    assert "`audionews init` writes" in run("make").stderr
    done = run("init", "--yes")
    assert "(audionews.toml:6)" in done.stdout
    assert (tmp_path / "audionews.toml").read_text(encoding="utf-8").splitlines()[5].startswith("# sources = ")
    done = run("daily")
    assert done.returncode == 2
    assert "sources = [" in done.stderr


WRONG = {
    ("story.txt",): "'story.txt' is no command. Did you mean 'audionews make story.txt'?",
    ("https://a.example/x.html",): "Did you mean 'audionews make https://a.example/x.html'?",
    ("make", "nope.txt"): "Error: There is no file or folder 'nope.txt'.",
    ("make", "stroy.md"): "Did you mean 'story.txt'?",
    ("make", "a.example/feed.xml"): "https://a.example/feed.xml",
    (
        "make",
        "story.txt",
        "--profile",
        "huge",
    ): "--profile: profiles cannot be 'huge'.\n  There are: podcast, small, opus.",
    ("make", "story.txt", "--drop", "(["): "--drop: drop is not a list of regular expressions: '(['.",
    ("feed", "--base-url", "nonsense"): "Error: --base-url: show.base_url is not",
    ("publish",): "audionews publish user@host:/var/www/news",
    ("daily", "--shows", "none.toml"): "docs/daily.md",
    ("config", "--explain", "daily"): "among them daily.since, ",
}


@pytest.mark.parametrize(("words", "said"), WRONG.items(), ids=lambda words: " ".join(map(str, words)))
def test_what_is_typed_wrong_is_told_with_what_is_right(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "story.txt").write_text("শিরোনাম\n\nএকটি খবর।\n", encoding="utf-8")
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert max(map(len, done.stderr.splitlines())) < 500
