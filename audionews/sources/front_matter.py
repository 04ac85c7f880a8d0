"""What a text declares of itself at its top: between `---` (YAML) or `+++` (TOML), or unfenced up to a blank line."""

from __future__ import annotations

import re

from audionews.bengali.script.lazy_pattern import LazyPattern

_FENCES = {"---": (":", {"---", "..."}), "+++": ("=", {"+++"})}
_LEAST = 2  # entries of a block without fences
_MOST_LINES = 60
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
    lines = text.lstrip("\n").split("\n", _MOST_LINES + 2)
    if lines[0].rstrip() not in _FENCES:
        return _unfenced(lines, text)
    sign, closing = _FENCES[lines[0].rstrip()]
    ends = [number for number, line in enumerate(lines[1 : _MOST_LINES + 2], 1) if line.rstrip() in closing]
    end = ends[0] if ends else _unclosed(lines, sign)
    declared = _entries(lines[1:end], sign)
    return (declared, "\n".join(lines[end + bool(ends) :])) if declared else ({}, text)


def _unfenced(lines: list[str], text: str) -> tuple[dict[str, str], str]:
    """Read `key: value` lines that open a text up to a blank one, where all keys are known and one is the title."""
    end = next((number for number, line in enumerate(lines) if not line.strip()), 0)
    entries = [_ENTRIES[":"].fullmatch(line.rstrip()) for line in lines[:end]]
    keys = [_KEYS.get(entry[1].strip().lower()) if entry else None for entry in entries]
    if len(keys) < _LEAST or None in keys or "headline" not in keys:
        return {}, text
    return _entries(lines[:end], ":"), "\n".join(lines[end:])


def _unclosed(lines: list[str], sign: str) -> int:
    """Return where a block that was never closed ends: at the first line that is no entry with a plain key."""
    entries = (_ENTRIES[sign].fullmatch(line.rstrip()) for line in lines[1 : _MOST_LINES + 2])
    plain = (entry is not None and _PLAIN_KEY.fullmatch(entry[1].strip()) is not None for entry in entries)
    return 1 + next((at for at, entry in enumerate(plain) if not entry), len(lines) - 1)


def _entries(lines: list[str], sign: str) -> dict[str, str]:
    """Return the known keys of a block, none if a line of it is no entry of a simple mapping."""
    found: dict[str, str] = {}
    for line in lines:
        if not line.strip() or line.startswith((" ", "\t", "#", "- ")):  # lists, comments: ours need none
            continue
        entry = _ENTRIES[sign].fullmatch(line.rstrip())
        if entry is None:
            return {}
        key, value = _KEYS.get(entry[1].strip().lower()), _unquoted(entry[2] or "")
        if key and value:
            found.setdefault(key, value)
    return found


def _unquoted(value: str) -> str:
    value = " ".join(value.split())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
