"""Which phrases of the cue tables a text may have, by its words: `data/clean_index.txt`, made by `tools/cue_index.py`.

The file says the same as `clean_cues.tsv` and the names in `clean_words.tsv`, taken apart. Where it is older than
these, what it would hold is made anew: a row that was just changed counts at once, and only the start takes longer.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

from audionews.bengali.cleaning.indexed_phrases import Index, understood

_DATA = Path(__file__).parent.parent / "data"
FILE = _DATA / "clean_index.txt"
_TABLES = ("clean_cues", "clean_words")


@cache
def index() -> Index:
    """Return the index of the tables as they are."""
    found = read()
    return found if found and found.of == checksum() else made()


def read() -> Index | None:
    """Return the index as the file has it; None if it cannot be read."""
    try:
        return understood(FILE.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def checksum() -> int:
    """Return a number that changes with the tables."""
    return zlib.crc32(b"".join((_DATA / f"{name}.tsv").read_bytes().replace(b"\r", b"") for name in _TABLES))


def made() -> Index:
    """Return the index, made of the tables."""
    return understood(text())


def text() -> str:
    """Return the file's text, made of the tables."""
    from audionews.bengali.cleaning.cue_index_builder import build  # long, and seldom needed

    return build(checksum())
