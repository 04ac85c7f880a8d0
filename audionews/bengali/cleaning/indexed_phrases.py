"""The nouns of the index of phrases (`cue_index`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Phrase(NamedTuple):
    """A phrase of a table, or what one must have beside it."""

    row: int
    """Line of the row in its file."""
    reason: str
    """A reason of `data/clean_reasons.tsv`, or `news`; of a name its kind; empty for company."""
    grade: str
    """How much it says."""
    place: str
    """Where in a text it must stand: as in `clean_cues.tsv`; `name`, all of it; `company`, inside."""
    most: int
    """Words that the text may have."""
    company: list[list[int]]
    """What must stand elsewhere in the text, too, as numbers of phrases: of each list one."""
    parts: int = 0
    """The number of its first alternative."""
    many: int = 0
    """How many it has."""
    every: Sequence[str] = ()
    """Of a phrase that a text is made of: what each of its words is one of; empty where that may be any."""


class Index(NamedTuple):
    """All phrases, and their alternatives by the words that they have."""

    of: int
    """Checksum of the tables that this was made of."""
    phrases: list[Phrase]
    """Those of the cues, of names, and company."""
    parts: list[list[Any]]
    """Alternatives: the number of the phrase, the text, numbers of the slots, each of which a text must fill."""
    fills: dict[str, list[int]]
    """By words, beginnings of words with * behind, ends of words with * before, and signs: the slots that they fill."""
    first: dict[str, list[int]]
    """By the first word of a text, the parts that it may have."""
    within: dict[str, list[int]]
    """By any word of a text, the parts that it may have."""
    always: list[int]
    """Parts that a text of any words may have."""
