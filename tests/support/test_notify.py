"""The user's command gets the summary as an argument, never as a piece of shell."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from shared import ROOT

from audionews.support.errors import UsageError
from audionews.support.notify import notify


def test_the_message_is_one_argument_and_the_facts_are_in_the_environment(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = tmp_path / "tell.py"
    script.write_text(
        "import os, sys\n"
        f"open({str(told)!r}, 'w', encoding='utf-8').write(sys.argv[1] + os.environ['AUDIONEWS_STATUS'])\n",
        encoding="utf-8",
    )
    message = "খবর; rm -rf ~ $(id) `id`"
    assert notify(f"'{sys.executable}' '{script}'", message, {"status": "done"}) is None
    assert told.read_text(encoding="utf-8") == f"{message}done"


def test_a_command_that_fails_or_is_not_there_breaks_nothing() -> None:
    assert "ended with 3" in str(notify(f"'{sys.executable}' -c 'raise SystemExit(3)'", "x", {}))
    assert "could not be run" in str(notify("no-such-command-here", "x", {}))


@pytest.mark.parametrize("command", ["", "  ", "say 'x"])
def test_what_is_no_command_is_refused(command: str) -> None:
    with pytest.raises(UsageError):
        notify(command, "x", {})


def test_the_message_goes_where_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    script = tmp_path / "audionews.py"
    script.write_text(
        f"import os, sys\nopen({str(told)!r}, 'w').write(repr([*sys.argv[1:], os.environ['AUDIONEWS_MESSAGE']]))\n",
        encoding="utf-8",
    )
    assert notify(f"'{sys.executable}' '{script}' -d 'text: {{message}}' last", "done {x}", {}) is None
    assert told.read_text() == repr(["-d", "text: done {x}", "last", "done {x}"])
    program = tmp_path / "audionews"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert notify("audionews publish user@host:/srv", "done", {}) is None
    assert told.read_text() == repr(["publish", "user@host:/srv", "done"])


RECIPES = re.findall(r"^#? ?(notify = .*)", (ROOT / "docs/daily.md").read_text(encoding="utf-8"), re.MULTILINE)
MESSAGE = """Episode "ভোর": 12 stories; $(id) it's {json}"""


@pytest.mark.skipif(sys.platform == "win32", reason="the recipes are a desktop's and a server's")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.partition("#")[2].strip())
def test_the_recipes_work(recipe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With programs in place of the real ones that write down what they were given."""
    for name in ("curl", "mail", "notify-send"):
        code = (
            f"#!{sys.executable}\nimport json, sys\n"
            f"print(json.dumps([{name!r}, *sys.argv[1:], *sys.stdin.read().splitlines()]), file=open('told', 'w'))\n"
        )
        (tmp_path / name).write_text(code, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.chdir(tmp_path)
    command = tomllib.loads(recipe)["notify"]
    assert notify(command, MESSAGE, {"status": "failed", "exit": "3"}) is None
    said = json.loads((tmp_path / "told").read_text(encoding="utf-8"))
    assert said in (
        ["notify-send", "audionews", MESSAGE],
        ["curl", "-fsS", "-d", MESSAGE, "https://ntfy.example.org/my-news"],
        ["curl", "-fsS", "--json", json.dumps({"text": MESSAGE}), "https://hooks.example.org/1"],
        ["mail", "-s", "audionews: failed", "me@example.org", MESSAGE],
        ["curl", "-fsS", "https://hooks.example.org/fail"],
    )


def test_there_are_recipes() -> None:
    assert len(RECIPES) == 5
