"""The user's own words: a file of what is to be said for a word or phrase. It wins over everything built in.

Either `lexicon.tsv`, one entry a line (the word or phrase as written, a tab, what to say; lines that begin with `#` and
blank lines are for the reader), or the table `[lexicon]` of a TOML file. Case endings that follow the word carry over:
BJP → বিজেপি makes BJP-র বিজেপির. What to say may also be phonemes between slashes, /b i g g a n/: they become letters
that are read so (`respelling`), and reach every voice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN
from audionews.bengali.script.fold import fold
from audionews.support import own_files, toml_file
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SAYABLE = re.compile(rf"[{BN} ,'’-]+")
_SOUNDS = re.compile(r"/[A-Za-z .^]*/(?: */[A-Za-z .^]*/)*")
MOST_WORDS = 20_000
"""Most entries: all are looked for at every word of a text."""
_HINT = "Each line is a word, a tab, and what to say for it: in Bengali letters, or in phonemes as /b i g g a n/."


class LexiconError(UsageError):
    """A line of the user's lexicon cannot be read."""

    def __init__(self, path: Path | str, line: int, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}", hint=_HINT)
        self.path, self.line, self.why = path, line, why


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Words and phrases with what is said for them."""

    entries: Mapping[str, str] = field(default_factory=dict)
    """Written form, canonical and folded → what is said, canonical."""

    @classmethod
    def of(cls, words: Mapping[str, str]) -> Lexicon:
        """Return a lexicon of words as anyone types them; raises LexiconError for what cannot be said."""
        return cls(dict(_entry(written, said, "lexicon", n) for n, (written, said) in enumerate(words.items(), 1)))

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Read a TSV file, or the table `[lexicon]` of a TOML file.

        Raises:
            LexiconError: a line is no entry; it names file and line.
            StorageError: the file cannot be read, is no UTF-8 or larger than any lexicon.
        """
        text = own_files.text(path, most=toml_file.MOST_BYTES)
        pairs = _toml(text, path) if path.suffix == ".toml" else _tsv(text, path)
        entries = dict(_entry(written, said, path, line) for line, written, said in pairs)
        if len(entries) > MOST_WORDS:
            raise LexiconError(path, 1, f"it has {len(entries):,} words, and at most {MOST_WORDS:,} can be looked up")
        return cls(entries)

    def over(self, other: Lexicon) -> Lexicon:
        """Return both lexicons in one; where both have a word, this one's counts."""
        return Lexicon({**other.entries, **self.entries})

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Match a word or phrase of this lexicon where it begins a word."""
        words = "|".join(re.escape(word) for word in sorted(self.entries, key=len, reverse=True))
        return re.compile(rf"(?<![{BN}A-Za-z0-9])(?:{words})(?![A-Za-z0-9])" if words else "(?!)")

    def trigger(self, others: re.Pattern[str]) -> re.Pattern[str]:
        """Return a pattern that finds what `others` finds and the words of this lexicon."""
        return re.compile(f"{self.pattern.pattern}|{others.pattern}")


def _entry(written: str, said: str, path: Path | str, line: int) -> tuple[str, str]:
    word, spoken = fold(canonical(written)).strip(), canonical(said).strip()
    if not word.strip("\x00 "):
        raise LexiconError(path, line, "there is no word before the tab")
    if _SOUNDS.fullmatch(spoken):
        return word, _respelt(spoken, path, line)
    if not _SAYABLE.fullmatch(spoken):
        raise LexiconError(path, line, f"what to say for “{written}” must be in Bengali letters, not “{said}”")
    return word, spoken


def _respelt(sounds: str, path: Path | str, line: int) -> str:
    """Return words in letters that are read as `sounds`: phonemes between slashes, one pair of them a word."""
    from audionews.bengali.pronunciation import notation, respelling

    spelt = []
    for word in re.findall("/([^/]*)/", sounds):
        try:
            found = respelling.respelt(notation.read(word))
        except ValueError as error:
            raise LexiconError(path, line, f"in /{word}/ {error}") from error
        if found is None:
            raise LexiconError(path, line, f"no spelling is read as /{word}/: say it in Bengali letters")
        spelt.append(found)
    return " ".join(spelt)


def _tsv(text: str, path: Path) -> Iterable[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("# ") or line.strip() == "#":
            continue
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        if len(cells) != 2:
            raise LexiconError(path, number, f"expected a word, a tab and what to say, found “{line.strip()}”")
        yield number, cells[0], cells[1]


def _toml(text: str, path: Path) -> Iterable[tuple[int, str, str]]:
    try:
        table = toml_file.tree(text).get("lexicon", {})
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        raise LexiconError(path, int(line[1]) if line else 1, str(error)) from error
    lines = _lines_of(text)
    if not isinstance(table, dict):
        raise LexiconError(path, lines.get("lexicon", 1), "lexicon must be a table: [lexicon]")
    for written, said in table.items():
        if not isinstance(said, str):
            raise LexiconError(path, lines.get(written, 1), f"what to say for “{written}” must be a text in quotes")
        yield lines.get(written, 1), written, said


def _lines_of(text: str) -> dict[str, int]:
    """Return the line on which each key of a TOML text stands first."""
    found = dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        found.setdefault(line.partition("=")[0].strip().strip("\"'[]"), number)
    return found
