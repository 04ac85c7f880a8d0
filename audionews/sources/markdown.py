"""Markdown as plain text: its signs are for the eye, and nobody reads a hash aloud."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_TITLE = re.compile(r"\A\s*# +([^\n]+?)[ #]*\n")
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*|\*|`)(?=\S)([^*`\n]{1,500}?)(?<=\S)\1")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)


def titled(text: str) -> tuple[str | None, str]:
    """Return the heading of the first rank that `text` opens with, if there is one, and what follows it."""
    title = _TITLE.match(text)
    return (plain(title[1]), text[title.end() :]) if title else (None, text)


def plain(text: str) -> str:
    """Return `text` without the signs of Markdown; headings stay as lines of their own, pictures go."""
    text = _PICTURE.sub("", _QUOTE.sub("", text))
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _HEADING.sub(r"\1", text)))
