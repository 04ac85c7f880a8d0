"""A line of a page and what its shape shows: prose, heading, time stamp, row of section names."""

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from audionews.bengali.cleaning.phrases import LETTER, expression
from audionews.bengali.codepoints import canonical
from audionews.bengali.sentences import split_sentences
from audionews.bengali.tables import rows

_PROSE_END = re.compile(r"(?:[।|॥]|(?<=[\u0980-\u09ff])\.)[\s\"'’”»)\]*]*$")
_WORD = re.compile(rf"{LETTER}+(?:['’.-]{LETTER}+)*")
_LONG = 24  # words; no heading is longer
_BENGALI = re.compile(r"[\u0985-\u09b9\u09ce\u09dc-\u09e1\u09f0\u09f1]")
_CLOCK = re.compile(r"[0-9০-৯]{1,2} ?[:.] ?[0-9০-৯]{2}(?![0-9০-৯])")


@dataclass
class Line:
    """One line of a page on its way through the cleaner."""

    raw: str
    """The line as it came, without outer white space."""
    gap: bool
    """A blank line stands before it."""
    text: str = field(init=False)
    """The line as rules see it: canonical, in lower case."""
    reason: str = ""
    """Why it is dropped; empty while it stays."""
    heads: str = ""
    """The reason of the block that this line opens, if it is a bare cue."""

    def __post_init__(self) -> None:
        self.text = canonical(self.raw).strip().lower()

    @cached_property
    def words(self) -> list[str]:
        """Its words, without punctuation."""
        return _WORD.findall(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences as they came."""
        return split_sentences(self.raw)

    @cached_property
    def prose(self) -> bool:
        """It reads like running text: it ends with a dari, has one inside, or is too long for a heading."""
        return (
            _PROSE_END.search(self.text) is not None
            or any(_PROSE_END.search(sentence) for sentence in self.sentences[:-1])
            or len(self.words) > _LONG
        )

    @property
    def bengali(self) -> bool:
        """It has at least one Bengali letter."""
        return _BENGALI.search(self.text) is not None

    @property
    def clock(self) -> bool:
        """It names a time of day."""
        return _CLOCK.search(self.text) is not None

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of `data/vocabulary.tsv` that make up the whole line; empty if any other word stands in it."""
        found: set[str] = set()
        at = 0
        while at < len(self.text):
            match = _vocabulary().match(self.text, at)
            if not match or len(self.text) > _MOST_VOCABULARY:
                return frozenset()
            found |= {match.lastgroup} if match.lastgroup else set()
            at = match.end()
        return frozenset(found)


_MOST_VOCABULARY = 160  # characters of a line made of dates, sections and places


@cache
def _vocabulary() -> re.Pattern[str]:
    """One token of a vocabulary line, with the separators behind it; the kind is the group's name."""
    kinds: dict[str, list[str]] = {}
    for kind, words in rows("vocabulary"):
        kinds.setdefault(kind, []).extend(words.split("|"))
    groups = "|".join(
        f"(?P<{kind}>{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"
        for kind, words in kinds.items()
        if kind != "surname"
    )
    outlets = "|".join(expression(row[1]) for row in rows("clean_words") if row[0] in ("outlet", "agency"))
    edge = rf"(?:(?!{LETTER})[^#@])*+"
    return re.compile(rf"{edge}(?:(?P<number>[0-9০-৯]++)|(?:{groups}|(?P<outlet>{outlets}))(?!{LETTER})){edge}")


@cache
def surnames() -> frozenset[str]:
    """Family names that end a byline."""
    return frozenset(name for kind, words in rows("vocabulary") if kind == "surname" for name in words.split("|"))
