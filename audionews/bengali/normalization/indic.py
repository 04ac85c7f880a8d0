"""Names and words of Indian languages in Latin letters: found again in a list of Bengali words, or read by a network.

A word of the list is looked up by its skeleton, what is left of its consonants (table `skeletons`); of those that have
the same one, each is weighed by how Latin letters write its units (table `romanization`) and how common it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from audionews.bengali.normalization import origin
from audionews.bengali.normalization.script_joining import pairs
from audionews.bengali.normalization.spelling_network import VOWELS as VOWEL_LETTERS
from audionews.bengali.normalization.spelling_network import spelling_network
from audionews.bengali.normalization.word_archives import lines
from audionews.bengali.pronunciation.graphemes import VOWELS, graphemes
from audionews.bengali.script.codepoints import HASANTA, ZWJ, canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

ARCHIVE = "indic"
NEVER = 99
"""Costs more than any way to write a word."""
WEIGHT, RARE = 0.75, 0.12
"""How much counts what letters cost, and that a word is half as common."""
UNLIKE = 0.42
"""How unlike its usual writing a word may be, for each letter."""
COMMONEST = 9
"""Rank that costs nothing."""
DOUBLED = 2
"""What it costs that a consonant is written twice."""


class IndicWord(NamedTuple):
    """A Bengali word that Latin letters may stand for."""

    written: str
    unlike: int
    """How unlike the usual way of writing it in Latin letters."""
    rank: int
    """Logarithm, to base two, of how many words are more common."""

    @property
    def cost(self) -> float:
        """How unlikely it is that this word is meant: the less usual and the rarer, the more."""
        return WEIGHT * self.unlike + RARE * (self.rank - COMMONEST)

    @property
    def letter_by_letter(self) -> bool:
        """Whether Latin letters have all its vowels, as names and words do that came from abroad: লিওনার্দো."""
        units = graphemes(self.written)
        return self.unlike <= (2 if len(units) >= ATTESTED else 1) and "*" not in units[:-1]


@cache
def _folds() -> re.Pattern[str]:
    letters = sorted((row[0] for row in rows("skeletons")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, letters)))


@cache
def _left() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows("skeletons")}


def skeleton(word: str) -> str:
    """Return what is left of Latin letters (small ASCII ones) when words are compared."""
    left = _left()
    folded = _folds().sub(lambda match: left[match[0]], f"^{word}").replace("^", "").replace("ng", "n")
    return re.sub(r"(.)\1+", r"\1", folded)


@cache
def spellings(unit: str) -> tuple[tuple[str, int], ...]:
    """Return the Latin letters that may write a unit of a Bengali word, with their costs, the usual ones first."""
    found = []
    for name, column in rows("romanization"):
        if name == unit:
            for way in column.split():
                letters, _, cost = way.partition(":")
                found.append(("" if letters == "-" else letters, int(cost or 0)))
    doubled = [(way * 2, cost + DOUBLED) for way, cost in found if len(way) == 1 and way not in "aeiouyhw"]
    return (*found, *doubled)


_NASAL = "ং"


def placed(units: str) -> list[str]:
    """Return the units of a word as the table `romanization` names them: the last vowel or nasal by itself."""
    if units.endswith(_NASAL):
        return [*units[:-1], f"{_NASAL}$"]
    if not units.endswith("*"):
        return list(units)
    if units[-2:-1] == "Y":
        return [*units[:-1], "Y*$"]
    return [*units[:-1], "**$" if units[-3:-2] not in ("", *VOWELS) else "*$"]


def cost(word: str, written: str) -> int:
    """Return how unusual the Latin `word` is for what is `written` in Bengali; `NEVER` if it cannot stand for it."""
    ways = {0: 0}
    units = graphemes(written)
    for unit in placed(units):
        longer: dict[int, int] = {}
        for start, spent in ways.items():
            for letters, more in spellings(unit):
                end = start + len(letters)
                if word.startswith(letters, start) and spent + more < longer.get(end, NEVER):
                    longer[end] = spent + more
        ways = longer
    return ways.get(len(word), NEVER)


def romanized(written: str) -> str:
    """Return a Bengali word in Latin letters, each of its units written in the usual way."""
    return "".join(ways[0][0] for unit in graphemes(written) if (ways := spellings(unit)))


def find(word: str, *, whole: bool = True) -> IndicWord | None:
    """Return the word of the list that Latin letters (small ASCII ones) stand for, if there is one.

    Letters that are not the `whole` of a word may end otherwise than one by itself: krishna in Ramkrishnapur.
    """
    key = skeleton(word)
    best = None
    for entry in lines(ARCHIVE, key).split() if key else ():
        rank, written = ord(entry[0]) - ord("!"), _rolled(entry[1:])
        spent = cost(word, written)
        if whole:
            spent, rank = (
                spent + _odd(word, written),
                rank + BARE * (word.endswith("a") and bool(_BARE.search(written))),
            )
        if spent < NEVER:
            found = IndicWord(_with_last_vowel(word, written) if whole else written, spent, rank)
            best = min(best or found, found, key=lambda one: one.cost)
    return best


BARE = 2
"""Ranks that it costs that a last a is none behind two consonants: Suparna is rather সুপর্ণা than সুপর্ণ."""


def _odd(word: str, written: str) -> int:
    """Return what it costs more that a word ends with an e written ai, which no name does: Jamai."""
    return (
        NEVER
        if any(word.endswith(end) and written.endswith(_letters("no-end")[end]) for end in _letters("no-end"))
        else 0
    )


_BARE = LazyPattern(f"{HASANTA}[ক-হ]়?$")


def _with_last_vowel(word: str, written: str) -> str:
    """Return a word of the list with the last a that Latin letters have and it has not: Sandeepa is a woman's name."""
    silent = word.endswith("a") and placed(graphemes(written))[-1] == "*$"
    return f"{written}া" if silent else written


FIRST, SECOND, DEAR = 3, 4, 1.05
"""Letters of each word of a compound, at least; what both may cost together."""


def _rolled(written: str) -> str:
    """Return a word of the list with its first র apart from the phala behind it, as it was before joiners were lost."""
    return _REPH.sub(ZWJ, written)


def compound(word: str) -> str | None:
    """Return two words of the list that Latin letters (small ASCII ones) stand for: navbharat → নবভারত."""
    best = DEAR, ""
    for at in range(FIRST, len(word) - SECOND + 1):
        if word[at - 1] == word[at]:
            continue  # a letter that is doubled: patthar
        first, second = find(word[:at], whole=False), find(word[at:])
        if first and second and second.written[0] >= "ক":
            best = min(best, (first.cost + second.cost, first.written + second.written))
    return best[1] or None


ATTESTED, LONG = 7, 9
"""Units of a word from which on it may be another one by one variant, and by two."""


def attested(written: str) -> str:
    """Return a word of English origin as the list spells it, if that differs as papers do (`loan_variants`)."""
    units = graphemes(written)
    if len(units) < ATTESTED:
        return written
    key = skeleton(romanized(written))
    words = [_rolled(entry[1:]) for entry in sorted(lines(ARCHIVE, key).split())] if key else []
    if written in words:
        return written
    most = 2 if len(units) >= LONG else 1
    others = {word: graphemes(word) for word in words}
    ranked = [
        (spent, word)
        for word, other in others.items()
        if units[0] == other[0] and units[-1] == other[-1] and (spent := _varied(units, other, most)) <= most
    ]
    return min(ranked, key=lambda one: one[0])[1] if ranked else written


def _varied(units: str, others: str, most: int) -> int:
    """Return by how many variants two words differ; more than `most` if by more, or by anything else."""
    alike = 0
    while alike < min(len(units), len(others)) and units[alike] == others[alike]:
        alike += 1
    if alike == len(units) == len(others):
        return 0
    if most == 0 or alike == len(units):
        return most + 1
    rest = [
        _varied(units[alike + 1 :], others[alike + len(one) :], most - 1)
        for one in _variants(units[alike])
        if others.startswith(one, alike)
    ]
    return 1 + min(rest, default=most)


@cache
def _variants(unit: str) -> tuple[str, ...]:
    column = next((row[1] for row in rows("loan_variants") if row[0] == unit), "")
    return tuple("" if one == "-" else one for one in column.split())


_REPH = LazyPattern(f"(?<=^র)(?={HASANTA}য)")
_BROKEN = (
    (re.compile(f"(^|[^ক-হ\u09bc]){HASANTA}"), r"\1"),
    (re.compile(f"{HASANTA}(?![ক-হ])"), ""),
)
_PAIR = LazyPattern(f"([ক-যল-হ]){HASANTA}([ক-মলশ-হ])")
"""A conjunct, but with a র or before a য, which join all letters."""
_SIGNS = dict(zip("ািীুূৃেৈোৌ", "আইঈউঊঋএঐওঔ", strict=True))
_LOOSE = LazyPattern("(?<![ক-হ\u09bc])[ািীুূৃেৈোৌ]")


@cache
def _letters(kind: str) -> dict[str, str]:
    return {row[1]: row[2] for row in rows("name_letters") if row[0] == kind}


SANSKRIT = 3.0
"""Odds from which on a word (`origin`) is so Indian that its v is a ব."""


@cache
def _mends() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what no Bengali word is written like, with what it is instead."""
    return tuple((re.compile(pattern), instead) for pattern, instead in _letters("mend").items())


def as_spelt(word: str, heard: list[str], *, sanskrit: bool = False) -> list[str]:
    """Return what each letter of a name stands for, with the vowels and glides that its spelling shows.

    The network has learnt from Bengali words, of which many an a or o is the inherent vowel. In a name that no list has
    it is a full one where its syllable is open, but mostly not in the first: Gosaba → গোসাবা. A c before e or i and an x
    at the beginning stand in names from elsewhere: Cena, Xavi. A v there is a ভ, but a ব in those that are `sanskrit`.
    """
    full, glides, foreign = _letters("open"), _letters("glide"), _letters("foreign")
    found = list(heard)
    own = word.startswith("swa")
    for at, letter in enumerate(word):
        vowel_follows = word[at + 1 : at + 2] in tuple(VOWEL_LETTERS)
        if letter in full and not heard[at] and not vowel_follows and at:
            last, opened = at == len(word) - 1, word[at + 2 : at + 3] in tuple(VOWEL_LETTERS)
            later = letter == "o" or at > 1
            found[at] = full[letter] if last or (opened and later) or word[at - 1] == "w" else ""
        elif "ব" in heard[at] and ((letter == "v" and not sanskrit) or (letter == "w" and vowel_follows and not own)):
            found[at] = heard[at].replace(f"{HASANTA}ব", "ব").replace("ব", glides[letter])
        elif letter in foreign and _from_elsewhere(word, at, heard, sanskrit=sanskrit):
            found[at] = foreign[letter]
    return found


def _from_elsewhere(word: str, at: int, heard: list[str], *, sanskrit: bool) -> bool:
    """Tell whether a c, an x or a y stands for what it does in names from elsewhere; in yash and yoga y is a য."""
    if word[at] == "c":
        return word[at + 1 : at + 2] in tuple("eiy")
    own = word[at] == "y" and (sanskrit or heard[at + 1 : at + 2] == [""] or word.startswith("yog"))
    return not at and not own


def read(word: str) -> str:
    """Return Latin letters (small ASCII ones) as the network reads them; "" if nothing comes of it."""
    written = "".join(as_spelt(word, spelling_network(ARCHIVE).read(word), sanskrit=origin.indian(word) > SANSKRIT))
    for pattern, instead in (*_BROKEN, *_mends()):
        written = pattern.sub(instead, written)
    written = _PAIR.sub(
        lambda match: match[0] if match[1] + match[2] in pairs("indian") else match[1] + match[2], written
    )
    return canonical(_LOOSE.sub(lambda match: _SIGNS[match[0]], written))
