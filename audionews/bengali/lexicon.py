"""The user's own words: a file of what is to be said for a word or phrase. It wins over everything built in.

One entry a line: the word or phrase as written, a tab, what to say. Case endings that follow the word carry over
(BJP → বিজেপি makes BJP-র বিজেপির). Lines that begin with `#` and blank lines are for the reader.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from audionews.bengali.codepoints import canonical
from audionews.bengali.endings import BN
from audionews.bengali.fold import fold


class LexiconError(ValueError):
    """A line of the user's lexicon cannot be read."""

    def __init__(self, path: Path | str, line: int, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}")
        self.path, self.line, self.why = path, line, why


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Words and phrases with what is said for them."""

    entries: dict[str, str] = field(default_factory=dict)
    """Written form, canonical and folded → what is said, canonical."""

    @cached_property
    def pattern(self) -> "re.Pattern[str]":
        """Match a word or phrase of this lexicon where it begins a word."""
        words = "|".join(re.escape(word) for word in sorted(self.entries, key=len, reverse=True))
        return re.compile(rf"(?<![{BN}A-Za-z0-9])(?:{words})(?![A-Za-z0-9])" if words else r"(?!)")

    def trigger(self, others: "re.Pattern[str]") -> "re.Pattern[str]":
        """Return a pattern that finds what `others` finds and the words of this lexicon."""
        return re.compile(f"{self.pattern.pattern}|{others.pattern}")
