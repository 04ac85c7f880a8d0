"""Suggests entries for the user's lexicon: Latin words and acronyms of some texts with what is said for them now."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.bengali.normalization import latin
from audionews.bengali.normalization.normalizer import explain, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.bengali.normalization.lexicon import Lexicon

_KINDS = {"latin", "acronym", "roman"}
_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9&'’.+/ -]*[A-Za-z0-9]|[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word that the user may want to hear otherwise."""

    written: str
    """The word as the texts write it, without case ending."""
    spoken: str
    """What is said for it now."""
    count: int
    """How often the texts have it."""
    known: bool
    """Whether it is in a lexicon; the others are spelt, or read by their sounds."""


def suggest(texts: Iterable[str], locale: str = "bn-IN", lexicon: Lexicon | None = None) -> list[Suggestion]:
    """Return the Latin words and acronyms of `texts`: first those that no lexicon knows, then by frequency."""
    counts = Counter(
        stem[0]
        for text in texts
        for change in explain(text, locale, lexicon)
        if change.kind in _KINDS and (stem := _STEM.search(change.written))
    )
    found = [
        Suggestion(word, normalize(word, locale, lexicon), count, latin.known(word)) for word, count in counts.items()
    ]
    return sorted(found, key=lambda row: (row.known, -row.count, row.written))
