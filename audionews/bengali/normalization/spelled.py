"""Names of single characters and keys, as whoever cannot see them wants to hear them: `characters.tsv`."""

from __future__ import annotations

from functools import cache

from audionews.bengali.normalization.normalizer import normalize
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows

_BLANKS = {" ": "space", "\u00a0": "space", "\t": "tab", "\n": "newline", "\r": "newline"}


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("characters")}


def character_name(character: str) -> str:
    """Return how a character is named; empty for one that nobody can name."""
    known = canonical(_BLANKS.get(character, character))
    said = _names().get(known) or normalize(known).strip()
    return said if any(map(str.isalpha, said)) else ""


def key_name(key: str) -> str:
    """Return how a key, or several of them, is named: `shift_a`, `Return`, `৫`."""
    if len(key) == 1:
        return character_name(key)
    if known := _names().get(key.lower()):
        return known
    first, _, rest = key.partition("_")
    return f"{key_name(first)} {key_name(rest)}" if first and rest else normalize(key).strip()


def spelled(text: str) -> str:
    """Return the names of all characters of a text, one after another."""
    return ", ".join(filter(None, map(character_name, canonical(text))))
