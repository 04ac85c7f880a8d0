"""What a text declares of itself at its top: between `---` (YAML) or `+++` (TOML), as JSON, or up to a blank line."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from itertools import takewhile

from audionews.bengali.script.lazy_pattern import LazyPattern

_FENCES = {"---": (":", {"---", "..."}), "+++": ("=", {"+++"})}
_LEAST = 2  # entries of a block without fences; one is enough that names the headline
_BLOCKS = frozenset({">", "|", ">-", "|-", ">+", "|+"})  # of a value on the lines below
_MOST_LINES = 60
_MORE = ("", "{", "[", ",")  # behind an object: nothing, or more data
_KEYS = {
    "title": "headline",
    "headline": "headline",
    "শিরোনাম": "headline",
    "date": "published",
    "published": "published",
    "তারিখ": "published",
    "url": "url",
    "link": "url",
    "site": "site",
    "publisher": "site",
    "section": "section",
    "category": "section",
    "বিভাগ": "section",
    "image": "image",
    "author": "author",
    "byline": "author",
    "লেখক": "author",
    "subject": "headline",  # of a letter that was copied with its head
    "sent": "published",
    **dict.fromkeys(("from", "to", "cc", "bcc", "reply-to"), ""),  # addresses are nobody's business
}
"""What a key says of the article; nothing where it is known and passed over."""
_ENTRIES = {
    ":": re.compile(r"([^\s:#'\"\[{-][^:]{0,40}?) *:(?: +(.*))?"),
    "=": re.compile(r"([^\s=#'\"\[{-][^=]{0,40}?) *= *(.*)"),
}
_PLAIN_KEY = LazyPattern(rf"[a-z_]{{2,20}}|{'|'.join(_KEYS)}", re.IGNORECASE)  # no Kolkata Metro: …


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return what the front matter of `text` declares, and the rest; a block that is broken is part of the rest."""
    if text.lstrip().startswith("{"):
        return _json(text.lstrip())
    lines = text.lstrip("\n").split("\n", _MOST_LINES + 2)
    if lines[0].rstrip() not in _FENCES:
        return _unfenced(lines, text)
    sign, closing = _FENCES[lines[0].rstrip()]
    ends = [number for number, line in enumerate(lines[1 : _MOST_LINES + 2], 1) if line.rstrip() in closing]
    end = ends[0] if ends else _unclosed(lines, sign)
    declared = (_toml(lines[1:end]) if sign == "=" else {}) or _entries(lines[1:end], sign)
    return (declared, "\n".join(lines[end + bool(ends) :])) if declared else ({}, text)


def _unfenced(lines: list[str], text: str) -> tuple[dict[str, str], str]:
    """Read the `key: value` lines with known keys that open a text, where one is the title."""
    entries = (_ENTRIES[":"].fullmatch(line.rstrip()) for line in lines)
    keys = list(takewhile(lambda key: key is not None, (_key(entry) for entry in entries)))
    if "headline" not in keys or (len(keys) < _LEAST and not any(line.strip() for line in lines[1:])):
        return {}, text
    return _entries(lines[: len(keys)], ":"), "\n".join(lines[len(keys) :])


def _key(entry: re.Match[str] | None) -> str | None:
    return _KEYS.get(entry[1].strip().lower()) if entry else None


def _toml(lines: list[str]) -> dict[str, str]:
    """Return the known keys of a block of TOML; none where it is broken."""
    try:
        block = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return {}
    return _known(block)


def _json(text: str) -> tuple[dict[str, str], str]:
    """Read the object that opens a text, and return what follows it; nothing where it is broken."""
    try:
        block, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return {}, text
    declared = _known(block)
    return (declared, text[end:]) if declared and text[end:].lstrip()[:1] not in _MORE else ({}, text)


def _known(block: dict[str, object]) -> dict[str, str]:
    found = ((_KEYS.get(key.lower()), _plain(value)) for key, value in block.items())
    return {key: value for key, value in found if key and value}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(value.split()) if isinstance(value, str) else ""


def _unclosed(lines: list[str], sign: str) -> int:
    """Return where a block that was never closed ends: at the first line that is no entry with a plain key."""
    entries = (_ENTRIES[sign].fullmatch(line.rstrip()) for line in lines[1 : _MOST_LINES + 2])
    plain = (entry is not None and _PLAIN_KEY.fullmatch(entry[1].strip()) is not None for entry in entries)
    return 1 + next((at for at, entry in enumerate(plain) if not entry), len(lines) - 1)


def _entries(lines: list[str], sign: str) -> dict[str, str]:
    """Return the known keys of a block, none if a line of it is no entry of a simple mapping."""
    found: dict[str, str] = {}
    block: str | None = None  # the key whose value stands on the lines below it
    for line in lines:
        if block and line.startswith((" ", "\t")):
            found[block] = f"{found.get(block, '')} {line.strip()}".strip()
            continue
        if not line.strip() or line.startswith((" ", "\t", "#", "- ")):  # lists, comments: ours need none
            continue
        entry = _ENTRIES[sign].fullmatch(line.rstrip())
        if entry is None:
            return {}
        key, value = _KEYS.get(entry[1].strip().lower()), _unquoted(entry[2] or "")
        block = key if value in _BLOCKS else None
        if key and value and not block:
            found.setdefault(key, value)
    return found


def _unquoted(value: str) -> str:
    value = " ".join(value.split())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
