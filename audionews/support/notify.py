"""Run the user's own command when a run has ended, with a summary where it wants one."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.support import programs
from audionews.support.command_words import command_words
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENCE = 60.0  # s
_PLACE = re.compile(r"\{(?:message|json)\}")


def notify(command: str, message: str, facts: Mapping[str, str]) -> str | None:
    """Run `command` with `message` in place of `{message}`; return why that failed, None if it did not.

    In place of `{json}` it is a text of JSON, in its quotes. Where the command has neither, the message is its last
    argument, save for a command of our own: none takes one. The message is in the environment too, with the `facts`:
    AUDIONEWS_MESSAGE, AUDIONEWS_STATUS and the like. No shell is used, so that nothing in a headline can be run as a
    command.

    Raises:
        UsageError: the command is empty or a quote in it is not closed.
    """
    words = _words(command)
    environment = os.environ | {
        f"AUDIONEWS_{name.upper()}": value for name, value in {"message": message, **facts}.items()
    }
    forms = {"{message}": message, "{json}": json.dumps(message)}
    filled = [_PLACE.sub(lambda place: forms[place[0]], word) for word in words]
    if filled == words and Path(words[0]).stem != "audionews":
        filled.append(message)
    try:
        code = programs.watched(filled, env=environment, seconds=_PATIENCE)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return f"The command {words[0]!r} could not be run: {error}"
    return f"The command {words[0]!r} ended with {code}." if code else None


def _words(command: str) -> list[str]:
    try:
        words = command_words(command)
    except ValueError as error:
        raise UsageError(f"--notify {command!r} is no command: {error}.") from error
    if not words:
        raise UsageError("--notify needs a command.", hint='As: --notify "mail -s audionews me@example.org"')
    return words
