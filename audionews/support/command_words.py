"""A command written as one text, split into program and arguments as the user's own shell would split it."""

from __future__ import annotations

import shlex
import sys


def command_words(command: str) -> list[str]:
    r"""Return the words of a command; no shell is asked, so nothing in it is expanded or run.

    On Windows a backslash is part of a path and only double quotes hold a word together, so that
    `"C:\Program Files\x.exe" -v` means what it says there.

    Raises:
        ValueError: a quote is not closed.
    """
    lexer = shlex.shlex(command, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    if sys.platform == "win32":
        lexer.escape, lexer.quotes = "", '"'
    return list(lexer)
