"""A line of a page and what its shape shows: prose, heading, time stamp, row of section names."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from audionews.bengali.cleaning.phrases import LETTER, expression, folded
from audionews.bengali.cleaning.triggers import beginnings, requirements
from audionews.bengali.script.sentences import split_sentences
from audionews.bengali.script.tables import rows

_PROSE_END = re.compile(r"(?:[।|॥]|(?<=[\u0980-\u09ff])\.)[\s\"'’”»)\]*]*$")
_WORD = re.compile(rf"{LETTER}+(?:['’.-]{LETTER}+)*")
_SPEAKER = 3  # words
_LONG = 24  # words; no heading is longer
_BENGALI = re.compile(r"[\u0985-\u09b9\u09ce\u09dc-\u09e1\u09f0\u09f1]")
_CLOCK = re.compile(r"[0-9০-৯]{1,2} ?(?:[:.] ?[0-9০-৯]{2}(?![0-9০-৯])|টা ?[0-9০-৯]{1,2} ?মি)")


_TOKEN = re.compile(r"[0-9০-৯]+|[^\W0-9০-৯][\w\u0980-\u09e5\u09f0-\u09ff]*")
_NO_KINDS = {"surname", "common"}
_NAMES = {"desk": ("desk",), "outlet": ("outlet", "agency")}  # kinds that `clean_words.tsv` spells
_LINKS = ("ও", "এবং", "and")  # between two names
_MOST_TOKENS = 5  # words of a phrase of the vocabulary
_MOST_VOCABULARY = 160  # characters of a line made of dates, sections and places


@dataclass(eq=False)
class Line:
    """One line of a page on its way through the cleaner."""

    raw: str
    """The line as it came, without outer white space."""
    gap: bool
    """A blank line stands before it."""
    linked: bool = False
    """It is nothing but a link."""
    quoted: bool = False
    """It is part of a quotation that runs over line breaks."""
    reason: str = ""
    """Why it is dropped; empty while it stays."""
    heads: str = ""
    """The reason of the block that this line opens, if it is a bare cue."""

    @cached_property
    def text(self) -> str:
        """The line as rules see it: canonical, in lower case."""
        return folded(self.raw).strip()

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

    @property
    def speaker(self) -> str:
        """Who speaks in a line of an interview: up to three words before a colon."""
        label, colon, _ = self.text.partition(":")
        return label if colon and len(label.split()) <= _SPEAKER and _BENGALI.search(label) else ""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of `data/vocabulary.tsv` that make up the whole line; empty if it has any other word."""
        if len(self.text) > _MOST_VOCABULARY or "@" in self.text or "#" in self.text:
            return frozenset()
        found: set[str] = set()
        tokens = _TOKEN.findall(self.text)
        at = 0
        while at < len(tokens):
            if found and tokens[at] in _LINKS and at + 1 < len(tokens):
                at += 1
                continue
            kind, length = _kind(tokens, at)
            if not kind:
                return frozenset()
            found.add(kind)
            at += length
        return frozenset(found)


def _kind(tokens: list[str], at: int) -> tuple[str, int]:
    """The kind of the longest phrase of the vocabulary that begins at a token, and its length in tokens."""
    if tokens[at][0].isdigit():
        return ("number", 1) if tokens[at].isdigit() else ("", 0)
    names = [kind for kind in _NAMES if _first(kind) & beginnings(tokens[at : at + _MOST_TOKENS])]
    if not names and tokens[at] not in _first_words():
        return "", 0
    for length in range(min(_MOST_TOKENS, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + length])
        named = (kind for kind in names if _name(kind).fullmatch(phrase))
        if kind := _vocabulary().get(phrase) or next(named, ""):
            return kind, length
    return "", 0


@cache
def _vocabulary() -> dict[str, str]:
    """Phrases, their words parted by one space, and their kinds; where two claim a phrase the first wins."""
    kinds: dict[str, str] = {}
    for kind, words in rows("vocabulary"):
        if kind not in _NO_KINDS:
            for word in words.split("|"):
                kinds.setdefault(" ".join(_TOKEN.findall(word)), kind)
    return kinds


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _vocabulary())


@cache
def _first(kind: str) -> frozenset[str]:
    return requirements(_names(kind))[0]


@cache
def _name(kind: str) -> re.Pattern[str]:
    return re.compile(expression(_names(kind)))


def _names(kind: str) -> str:
    return "|".join(f"<{name}>" for name in _NAMES[kind])


@cache
def surnames() -> frozenset[str]:
    """Family names that end a byline."""
    return frozenset(name for kind, words in rows("vocabulary") if kind == "surname" for name in words.split("|"))
