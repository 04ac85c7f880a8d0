"""The user's command gets the summary as an argument, never as a piece of shell."""

import sys
from pathlib import Path

import pytest

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
