"""English words by their sounds (CMUdict, or a network), written as Bengali papers do (table `english`)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.normalization.spelling_network import spelling_network
from audionews.bengali.normalization.word_archives import member, paired
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

ARCHIVE = "english"

VOWELS = frozenset(
    ["@", "@R", "AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"]
)
_SILENT = frozenset("aeiouyw")


class EnglishSound(NamedTuple):
    """A sound of an English word, with the letters that spell it."""

    heard: str
    spelt: str


_Places = tuple[tuple[frozenset[str], ...], ...]


class _Row(NamedTuple):
    heard: tuple[str, ...]
    spelt: LazyPattern | None
    before: _Places
    after: _Places
    written: str

    def fits(self, sounds: list[EnglishSound], at: int) -> bool:
        """Tell whether the row holds for the sounds from `at` on."""
        end = at + len(self.heard)
        if tuple(sound.heard for sound in sounds[at:end]) != self.heard:
            return False
        if self.spelt and not self.spelt.fullmatch("".join(sound.spelt for sound in sounds[at:end])):
            return False
        return _beside(self.before, sounds, at - 1, -1) and _beside(self.after, sounds, end, 1)


def _beside(wanted: _Places, sounds: list[EnglishSound], at: int, step: int) -> bool:
    return not wanted or any(
        all(_is(kinds, sounds, at + step * away) for away, kinds in enumerate(places)) for places in wanted
    )


def _is(kinds: frozenset[str], sounds: list[EnglishSound], at: int) -> bool:
    if not 0 <= at < len(sounds):
        return ("^" if at < 0 else "$") in kinds
    heard = sounds[at].heard
    return heard in kinds or ("vowel" if heard in VOWELS else "consonant") in kinds


def _places(column: str, step: int) -> _Places:
    return tuple(
        tuple(frozenset(place.split("|")) for place in places.split()[::step])
        for places in column.split(";")
        if places.strip()
    )


@cache
def _table() -> dict[str, list[_Row]]:
    table: dict[str, list[_Row]] = {}
    for heard, spelt, beside, written in sorted(rows("english"), key=lambda row: -len(row[0].split())):
        before, _, after = beside.partition("+")
        row = _Row(
            tuple(heard.split()),
            LazyPattern("" if spelt == "-" else spelt.replace("*", "[a-z']*")) if spelt not in ("", "*") else None,
            _places(before, -1),
            _places(after, 1),
            written,
        )
        table.setdefault(row.heard[0], []).append(row)
    return table


def known(word: str) -> list[str] | None:
    """Return the sounds of each letter of a word (small ASCII letters) that CMUdict has."""
    words = paired(ARCHIVE, word[:2]) if len(word) > 1 else {}
    signs = words.get(word) or words.get(word.capitalize())
    return [_sounds()[ord(sign) - ord("!")] for sign in signs] if signs else None


def common(word: str) -> bool:
    """Tell whether a word (small ASCII letters) is one that English texts are full of."""
    return len(word) > 1 and word.capitalize() in paired(ARCHIVE, word[:2])


@cache
def _sounds() -> list[str]:
    return member(ARCHIVE, "sounds").decode().split("|")


def guessed(word: str) -> list[str]:
    """Return the sounds of each letter of any other word."""
    heard = spelling_network(ARCHIVE).read(word)
    for at, said in enumerate(heard):
        if said == "R" and next((one for one in reversed(heard[:at]) if one), "").endswith(("ER", "@R")):
            heard[at] = ""  # the network may say the r of a vowel twice
    return heard


def sounds(word: str, heard: list[str]) -> list[EnglishSound]:
    """Return the sounds of a word, of which each letter has those in `heard` (parted by spaces; perhaps none).

    A mute letter helps to spell the sound before it, or behind a vowel, if it is a consonant, the next one.
    """
    found: list[EnglishSound] = []
    mute = ""
    for letter, said in zip(word, heard, strict=True):
        parts = said.split()
        if parts:
            owner = _owner(letter, parts)
            found += [EnglishSound(part, mute + letter if at == owner else "") for at, part in enumerate(parts)]
            mute = ""
        elif found and _helps(letter, found[-1].heard, mute):
            found[-1] = EnglishSound(found[-1].heard, found[-1].spelt + letter)
        else:
            mute += letter
    return found


def _owner(letter: str, parts: list[str]) -> int:
    """Return which of its sounds a letter spells; none of them (-1) if that is the vowel before the l of -le."""
    for at, part in enumerate(parts):
        if (part in VOWELS) == (letter in "aeiouy"):
            return at
    return len(parts) - 1 if letter in "aeiouyr" or parts[-1] not in VOWELS else -1


def _helps(letter: str, heard: str, mute: str) -> bool:
    return letter in "rgh" or heard not in VOWELS or (letter in _SILENT and not mute)


def write(word: str, heard: list[str]) -> str:
    """Return a word in Bengali letters, of which each letter has the sounds in `heard`."""
    found, said, at = sounds(word, heard), "", 0
    while at < len(found):
        row = next((row for row in _table().get(found[at].heard, ()) if row.fits(found, at)), None)
        said = joined(said, row.written if row else "")
        at += len(row.heard) if row else 1
    return canonical(said)
