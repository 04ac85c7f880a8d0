"""A line of a page and what its shape shows: prose, heading, time stamp, row of section names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from audionews.article_line import ArticleLine
from audionews.bengali.cleaning.cue_table import begins_name, name_of
from audionews.bengali.cleaning.phrases import LETTER, PhrasePattern, folded
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.once import once
from audionews.bengali.script.sentences import split_sentences
from audionews.bengali.script.tables import numbered, vocabulary

_PROSE_END = LazyPattern(r"[।|॥.](?:(?<!\.)|(?<=[\u0980-\u09ff]\.))[\s\"'’”»)\]*]*$")
_WORD = LazyPattern(rf"{LETTER}+(?:['’.-]{LETTER}+)*")
_STEM = 4  # code points by which two forms of a word are taken for one (রাশিয়া, রাশিয়ার)
_SPEAKER = 3  # words
_LONG = 24  # words; no heading is longer
_BENGALI = LazyPattern(r"[\u0985-\u09b9\u09ce\u09dc-\u09e1\u09f0\u09f1]")
_TOKEN = LazyPattern(r"[0-9০-৯]+|[^\W0-9০-৯](?:[^\W0-9০-৯]|[\u0980-\u09e5\u09f0-\u09ff])*")
_DATED = {"date", "clock", "number", "place"}  # what a date in several calendars is made of
_CALENDAR, _CALENDARS, _MOSTLY = 6, 2, 0.7  # words of a masthead's day, its years, share of words that we know
_YEAR = 4  # digits
_NO_KINDS = {"surname", "common"}
_MOST_TOKENS = 5  # words of a phrase of the vocabulary
_MOST_VOCABULARY = 160  # characters of a line made of dates, sections and places
_AND = PhrasePattern("<and>")
_RETIRED = PhrasePattern(r"^[^।]{0,60}\(<retired>\.\)$")
_ENGLISH = LazyPattern(r"[a-z]+")
CLOCK = PhrasePattern(
    r"(?<![0-9০-৯])([01০১]?[0-9০-৯]|[2২][0-4০-৪])\ ?([:.]\ ?[0-5০-৫][0-9০-৯](?![0-9০-৯])"
    "|<hour> ?[0-9০-৯]{1,2} ?<minute>)"
)
"""A time of day."""


class Evidence(NamedTuple):
    """What dropped a line."""

    step: str
    """The pass that dropped it, by its name in `cleaner.PASSES`."""
    row: str = ""
    """File and line of the row of a table that decided (`clean_cues.tsv:212`; several by +), empty where none did."""

    @property
    def rule(self) -> str:
        """The row where one decided, else the pass."""
        return self.row or self.step


_NONE = Evidence("")
_NOWHERE = ArticleLine("")


def joined(rows: Iterable[str]) -> str:
    """Return rows as one: vocabulary.tsv:4, vocabulary.tsv:7 → vocabulary.tsv:4+7; empty ones are passed over."""
    numbers: dict[str, dict[str, None]] = {}
    for row in filter(None, rows):
        file, _, number = row.partition(":")
        numbers.setdefault(file, {})[number] = None
    return " ".join(f"{file}:{'+'.join(sorted(found, key=int))}" for file, found in numbers.items())


class Cut(NamedTuple):
    """A part of a line that is dropped."""

    text: str
    """The part as it came."""
    reason: str
    """A reason of `data/clean_reasons.tsv`."""
    evidence: Evidence
    """What dropped it."""


@dataclass(eq=False)
class Line:
    """One line of a page on its way through the cleaner."""

    raw: str
    """The line as it came, without outer white space."""
    gap: bool
    """A blank line stands before it."""
    found: ArticleLine = _NOWHERE
    """Where on its page it stood, where that is known."""
    quoted: bool = False
    """It is part of a quotation that runs over line breaks."""
    settled: bool = False
    """It is news by what it says; its shape is not asked."""
    label: str = ""
    """Who speaks, or what the line is about, with the colon behind; empty where the line has no such label."""
    news: bool = False
    """Its page shows it as part of the story; only what is sure can drop it."""
    reason: str = ""
    """Why it is dropped; empty while it stays. Set by `Page.drop` alone."""
    evidence: Evidence = _NONE
    """What dropped it."""
    heads: str = ""
    """The reason of the block that this line opens, if it is a bare cue."""
    before: list[Cut] = field(default_factory=list)
    """What was cut off its front."""
    after: list[Cut] = field(default_factory=list)
    """What was cut out of it or off its end."""
    hour: str = ""
    """The time of day over it, where it opens an entry of a live blog."""
    rest: str = field(init=False)
    """What is left of it: all but the cuts."""

    def __post_init__(self) -> None:
        """Begin with the whole line."""
        self.rest = self.raw

    @once
    def text(self) -> str:
        """The line as rules see it: canonical, in lower case."""
        return folded(self.raw).strip()

    @once
    def words(self) -> list[str]:
        """Its words, without punctuation."""
        return _WORD.findall(self.text)

    @once
    def stems(self) -> frozenset[str]:
        """Its content words, each by its beginning: two forms of a word have the same."""
        return frozenset({word[:_STEM] for word in self.words if len(word) >= _STEM} - _common())

    @once
    def sentences(self) -> list[str]:
        """Its sentences as they came."""
        return split_sentences(self.raw)

    @once
    def prose(self) -> bool:
        """It reads like running text: it ends with a dari, has one inside, or is too long for a heading."""
        prose = (
            _PROSE_END.search(self.text) is not None
            or any(_PROSE_END.search(sentence) for sentence in self.sentences[:-1])
            or len(self.words) > _LONG
        )
        if prose and (self.raw.startswith("|") or (self.text.endswith(".)") and _RETIRED.search(self.text))):
            return False  # a row of a table; a name with an abbreviation in brackets
        return prose and not ("date" in self.kinds and self.kinds <= _DATED) and not self.calendar

    @property
    def bengali(self) -> bool:
        """It has at least one Bengali letter."""
        return _BENGALI.search(self.text) is not None

    @property
    def clock(self) -> bool:
        """It names a time of day."""
        return CLOCK.search(self.text) is not None

    @property
    def speaker(self) -> str:
        """Who speaks in a line of an interview: up to three words before a colon."""
        label, colon, _ = self.text.partition(":")
        return label if colon and len(label.split()) <= _SPEAKER and _BENGALI.search(label) else ""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of `data/vocabulary.tsv` that make up the whole line; empty if it has any other word."""
        return self._vocabulary[0]

    @once
    def calendar(self) -> bool:
        """It is a day in several calendars, as mastheads have it, perhaps with a word or two beside."""
        tokens = _TOKEN.findall(self.text) if len(self.text) <= _MOST_VOCABULARY else []
        if len(tokens) < _CALENDAR or sum(len(token) == _YEAR and token.isdigit() for token in tokens) < _CALENDARS:
            return False
        known = at = 0
        while at < len(tokens):
            kind, _, length = _kind(tokens, at)
            known += length * (kind in _DATED)
            at += max(length, 1)
        return known >= _MOSTLY * len(tokens)

    @property
    def vocabulary_row(self) -> str:
        """The rows of the tables that know its words."""
        return joined(self._vocabulary[1])

    @once
    def _vocabulary(self) -> tuple[frozenset[str], list[str]]:
        if len(self.text) > _MOST_VOCABULARY or "@" in self.text or "#" in self.text:
            return frozenset(), []
        found: set[str] = set()
        where: list[str] = []
        first = _TOKEN.search(self.text)
        if first and not (_may_be_known(first[0]) or _ENGLISH.fullmatch(first[0])):
            return frozenset(), []
        tokens = _TOKEN.findall(self.text)
        at = english = 0
        while at < len(tokens):
            if found and at + 1 < len(tokens) and _AND.fullmatch(tokens[at]):
                at += 1
                continue
            kind, row, length = _kind(tokens, at)
            if not kind and _ENGLISH.fullmatch(tokens[at]):
                english += 1
                at += 1
                continue
            if not kind:
                return frozenset(), []
            found.add(kind)
            where.append(row)
            at += length
        if english and not ("section" in found and english < len(where)):
            return frozenset(), []  # a section's English name stands among Bengali ones
        return frozenset(found), where


def _kind(tokens: list[str], at: int) -> tuple[str, str, int]:
    """Return the kind of the longest phrase of the vocabulary that begins at a token, its row, its length in tokens."""
    if tokens[at][0].isdigit():
        return ("number", "", 1) if tokens[at].isdigit() else ("", "", 0)
    if not _may_be_known(tokens[at]):
        return "", "", 0
    for length in range(min(_MOST_TOKENS, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + length])
        if found := _vocabulary().get(phrase):
            return *found, length
        kind, number = name_of(phrase)
        if kind:
            return kind, f"clean_words.tsv:{number}", length
    return "", "", 0


@cache
def _vocabulary() -> dict[str, tuple[str, str]]:
    """Phrases, their words parted by one space, with kind and row; where two claim a phrase the first wins."""
    kinds: dict[str, tuple[str, str]] = {}
    for number, (kind, words) in numbered("vocabulary"):
        if kind not in _NO_KINDS:
            for word in words.split("|"):
                kinds.setdefault(" ".join(_TOKEN.findall(word)), (kind, f"vocabulary.tsv:{number}"))
    return kinds


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _vocabulary())


@lru_cache(maxsize=16_384)
def _may_be_known(token: str) -> bool:
    """Tell a token with which a phrase of the vocabulary or a name may begin."""
    return token in _first_words() or token[0].isdigit() or begins_name(token)


@cache
def _common() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in vocabulary("common"))
