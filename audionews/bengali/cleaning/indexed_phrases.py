"""The nouns of the index of phrases (`cue_index`), and how its file tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Numbers = tuple[int, ...]
_Meant = TypeVar("_Meant")


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
    company: Sequence[Numbers]
    """What must stand elsewhere in the text, too, as numbers of phrases: of each list one."""
    parts: int = 0
    """The number of its first alternative."""
    many: int = 0
    """How many it has."""
    every: Sequence[str] = ()
    """Of a phrase that a text is made of: what each of its words is one of; empty where that may be any."""

    def line(self) -> str:
        """Return the phrase as the file has it."""
        company, every = " ".join(map(written, self.company)), " ".join(self.every)
        return "\t".join(map(str, (*self[:5], company, every, self.parts, self.many)))


class PhrasePart(NamedTuple):
    """An alternative of a phrase."""

    phrase: int
    """The number of the phrase."""
    text: str
    """What is written, in the language of `phrases`."""
    slots: Numbers
    """Numbers of the slots, each of which a text must fill."""

    def line(self) -> str:
        """Return the part as the file has it."""
        return f"{self.phrase}\t{written(self.slots)}\t{self.text}"


class Index(NamedTuple):
    """All phrases, and their alternatives by the words that they have."""

    of: int
    """Checksum of the tables that this was made of."""
    phrases: Told[int, Phrase]
    """Those of the cues, of names, and company."""
    parts: Told[int, PhrasePart]
    """Their alternatives."""
    fills: Told[str, Numbers]
    """By words, beginnings of words with * behind, ends of words with * before, and signs: the slots that they fill."""
    first: Told[str, Numbers]
    """By the first word of a text, the parts that it may have."""
    within: Told[str, Numbers]
    """By any word of a text, the parts that it may have."""
    always: Numbers
    """Parts that a text of any words may have."""


_Key = TypeVar("_Key")


class Told(dict[_Key, _Meant], Generic[_Key, _Meant]):
    """Entries of the file, each understood when it is first asked for: a text asks for few."""

    def __init__(self, lines: dict[_Key, str], understood: Callable[[str], _Meant]) -> None:
        super().__init__()
        self._lines, self._understood = lines, understood

    def __missing__(self, key: _Key) -> _Meant:
        """Understand an entry."""
        meant = self[key] = self._understood(self._lines[key])
        return meant

    def among(self, keys: frozenset[_Key]) -> Iterator[_Meant]:
        """Yield what those of the keys mean that have an entry."""
        return (self[key] for key in self._lines.keys() & keys)


def understood(text: str) -> Index:
    """Return the index that a file tells (ValueError for what is none)."""
    of, phrases, parts, fills, first, within, always = text.removesuffix("\n").split("\n\n")
    return Index(
        int(of),
        Told(dict(enumerate(phrases.split("\n"))), _phrase),
        Told(dict(enumerate(parts.split("\n"))), _part),
        Told(_by_word(fills), _numbers),
        Told(_by_word(first), _numbers),
        Told(_by_word(within), _numbers),
        _numbers(always),
    )


def written(numbers: Sequence[int]) -> str:
    """Return numbers as the file has them."""
    return ",".join(map(str, numbers))


def _numbers(cell: str) -> Numbers:
    return tuple(map(int, cell.split(","))) if cell else ()


def _by_word(section: str) -> dict[str, str]:
    cells = section.replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _phrase(line: str) -> Phrase:
    row, reason, grade, place, most, company, every, parts, many = line.split("\t")
    beside = tuple(map(_numbers, company.split()))
    return Phrase(int(row), reason, grade, place, int(most), beside, int(parts), int(many), every.split())


def _part(line: str) -> PhrasePart:
    phrase, slots, text = line.split("\t")
    return PhrasePart(int(phrase), text, _numbers(slots))
