"""The text in the clipboard, by the programs that desktops have for it."""

from __future__ import annotations

import shutil
import subprocess

from audionews.sources.charsets import MOST_BYTES
from audionews.support import programs
from audionews.support.errors import UsageError

_PROGRAMS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-o", "-selection", "clipboard"),
    ("xsel", "--output", "--clipboard"),
    ("pbpaste",),
    ("powershell", "-NoProfile", "-Command", "[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-Clipboard -Raw"),
    ("termux-clipboard-get",),
)
_PATIENCE = 5.0  # s


def text() -> str:
    """Return the text in the clipboard.

    Raises:
        UsageError: no program can read it, or there is no text in it.
    """
    for program, *arguments in _PROGRAMS:
        if not (path := shutil.which(program)):
            continue
        try:
            answer = programs.run([path, *arguments], b"", seconds=_PATIENCE, most=MOST_BYTES)
        except (OSError, subprocess.TimeoutExpired, programs.TooMuchError):
            continue
        found = answer.output.decode("utf-8", "replace")
        if answer.code == 0 and found.strip():
            return found
    names = ", ".join(program for program, *_ in _PROGRAMS[:3])
    raise UsageError("There is no text in the clipboard that can be read.", hint=f"Programs that read it: {names}.")
