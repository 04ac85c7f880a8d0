"""Download Google's Bengali pronunciation lexicon, in which the built-in voice then looks words up."""

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
"""Its public address."""
CREDIT = (
    "Bengali pronunciation lexicon, copyright 2015-2016 Google Inc., licensed under CC BY 4.0 "
    "(creativecommons.org/licenses/by/4.0), from google/language-resources"
)
_MOST = 30_000_000
"""Largest download that is accepted, in bytes: some ten times the size of 2026."""


@dataclass(frozen=True)
class Installed:
    """A lexicon that was installed."""

    path: Path
    """The file in which words are looked up."""
    words: int
    """Number of words in it."""
    size: int
    """Bytes downloaded."""
    digest: str
    """SHA-256 of the download, lower-case hexadecimal."""


def install(fetcher: Fetcher, url: str = URL, digest: str | None = None) -> Installed:
    """Download the lexicon at `url` into the user's data folder, where it replaces an earlier one.

    `digest` is the SHA-256 (lower-case hexadecimal) that the download must have; None accepts any.

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
