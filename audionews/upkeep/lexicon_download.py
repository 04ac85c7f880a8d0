"""Brings Google's Bengali lexicon to this machine, for the built-in voice to look words up in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.bengali.pronunciation import google_lexicon
from audionews.support import files
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.support.net import Fetcher

URL = "https://raw.githubusercontent.com/google/language-resources/master/bn/data/lexicon.tsv"
"""Its public home."""
CREDIT = (
    "Bengali pronunciation lexicon, copyright 2015-2016 Google Inc., licensed under CC BY 4.0 "
    "(creativecommons.org/licenses/by/4.0), from google/language-resources"
)
_MOST = 30_000_000
"""Bytes: some ten times what it had when last seen."""


@dataclass(frozen=True)
class Installed:
    """What `install` brought."""

    path: Path
    """The table that words are looked up in."""
    words: int
    """Words in it."""
    size: int
    """Bytes fetched."""
    digest: str
    """SHA-256 of what was fetched, lower-case hexadecimal."""


def install(fetcher: Fetcher, url: str = URL, digest: str | None = None) -> Installed:
    """Put the lexicon at `url` into the user's data folder, in the place of an earlier one.

    `digest` is the SHA-256 (lower-case hexadecimal) that it must have; None takes what comes.

    Raises:
        SourceError: it cannot be fetched, has another digest, or holds no pronunciations.
        StorageError: it cannot be written.
    """
    path = google_lexicon.place()
    fetched = path.with_suffix(".fetched")
    files.folder(path.parent)
    try:
        found = fetcher.download(url, fetched, digest=digest, most=_MOST)
        raw = fetched.read_bytes()
    finally:
        files.remove(fetched)
    words = google_lexicon.table(raw.decode("utf-8", "replace"))
    if not words:
        raise SourceError(f"What came from {url} holds no Bengali words with their phonemes.")
    first = f"# {CREDIT}; fetched from {url}, SHA-256 {found}; changes: words in units, marks of syllables left out\n"
    files.write(path, first + "".join(f"{spelt}\t{spoken}\n" for spelt, spoken in words.items()))
    return Installed(path, len(words), len(raw), found)
