"""Google's whole lexicon, where the user has installed it: looked up before the network is asked.

What lies in the user's data folder is a table of our own making: a first line that names source, licence and digest,
then a word in units, a tab and its phonemes a line. Read once a process, when the first word is spoken.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from audionews.support.homes import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def place() -> Path:
    """Return where the table is, if it is installed: below AUDIONEWS_DATA, else in the user's data folder."""
    return data_folder() / "pronunciations.tsv"


@cache
def google_lexicon() -> dict[str, str]:
    """Return the phonemes of each word by its units; empty where nothing is installed."""
    try:
        lines = place().read_text(encoding="utf-8").splitlines()[1:]
    except (OSError, UnicodeDecodeError):
        return {}
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


def mark() -> str:
    """Return the first line of the installed table, which tells it from any other; "" where there is none."""
    try:
        with place().open(encoding="utf-8") as file:
            return file.readline()
    except (OSError, UnicodeDecodeError):
        return ""


def table(lexicon: str) -> dict[str, str]:
    """Return the phonemes of the words of a `lexicon` (word, tab, phonemes, more a line), by their units.

    Lines in other letters or another notation are left out. Where a word has several, the first counts.
    """
    from audionews.bengali.pronunciation import notation
    from audionews.bengali.pronunciation.graphemes import graphemes

    found: dict[str, str] = {}
    for line in lexicon.splitlines():
        word, _, rest = line.partition("\t")
        spelt = "" if word.startswith("#") else graphemes(word)
        try:
            spoken = " ".join(notation.read(rest.partition("\t")[0])) if spelt else ""
        except ValueError:
            continue
        if spoken:
            found.setdefault(spelt, spoken)
    return found
