"""Names told by a part of theirs (table `name_parts`): Nandgaon by its end is Indian, Agritech a brand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from audionews.bengali.normalization import english, indic, origin
from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable

BRIEF = 2
"""Letters of a part that many words end with by chance."""
LIKELY = -2.0
"""Odds from which on a word looks Indian (`origin`)."""
REST = 3
"""Letters that are left of the word, at least."""


@cache
def _parts(*kinds: str) -> dict[str, str]:
    """Return the parts of some kinds with what is written for them, the longest first."""
    found = {row[1]: row[2] for row in rows("name_parts") if row[0] in kinds}
    return dict(sorted(found.items(), key=lambda part: -len(part[0])))


def indian(word: str) -> str | None:
    """Return a word (small ASCII letters) that ends as Indian names do, with the rest read as an Indian word."""
    kinds = ("indian", "perhaps") if origin.indian(word) > LIKELY else ("indian",)
    for ending, written in _parts(*kinds).items():
        stem = word.removesuffix(ending)
        if stem != word and _readable(stem):
            return canonical(_behind(_stem(stem), written))
    for part, written in _parts("before").items():
        rest = word.removeprefix(part)
        if rest != word and _readable(rest) and rest[0] not in "aeiou" and "perhaps" in kinds:
            return canonical(written + _stem(rest))
    return None


def _behind(before: str, written: str) -> str:
    """Return both as one: vowels join what is before them, consonants do not."""
    return joined(before, written) if written < "ক" else before + written


def _stem(stem: str) -> str:
    found, heard = indic.find(stem, whole=False), english.known(stem)
    if found and found.unlike <= (1 if english.common(stem) else indic.UNLIKE * len(stem)):
        return found.written
    return english.write(stem, heard) if heard else indic.read(stem)


def branded(word: str, say: Callable[[str], str]) -> str | None:
    """Return a word (small ASCII letters) that is, begins or ends as names of firms do; `say` reads the rest."""
    if whole := _parts("first", "whole").get(word):
        return canonical(whole)
    for part, written in _parts("first").items():
        rest = word.removeprefix(part)
        if rest != word and (rest in _parts("last") or _readable(rest)):
            return canonical(written + (_parts("last").get(rest) or say(rest)))
    for part, written in _parts("last").items():
        rest = word.removesuffix(part)
        if rest != word and _readable(rest) and (len(part) > BRIEF or _known(rest)):
            return canonical(_behind(say(rest), written))
    return None


def substance(word: str) -> str | None:
    """Return a word (small ASCII letters) that ends as medicines and compounds do, with the rest as English sounds it.

    What it begins with keeps the sounds that it has in the whole word: amyl in amylase is no name.
    """
    if whole := _parts("substance").get(word):
        return canonical(whole)
    for part, written in _parts("substance").items():
        stem = word.removesuffix(part)
        if stem != word and _readable(stem):
            return canonical(joined(english.write(stem, english.guessed(word)[: len(stem)]), written))
    return None


def korean(word: str) -> str | None:
    """Return a name (small ASCII letters) of one Korean syllable or two, at least one like no others."""
    own, also = _parts("korean"), _parts("korean-also")
    if word in own:
        return canonical(own[word])
    both = own | also
    for at in range(2, len(word) - 1):
        first, second = word[:at], word[at:]
        if first in both and second in both and (first in own or second in own):
            return canonical(both[first] + both[second])
    return None


def korean_pair(first: str, second: str) -> tuple[str, str] | None:
    """Return two Korean syllables (small ASCII letters) that a hyphen joins: jung, jae."""
    both = _parts("korean", "korean-also")
    return (canonical(both[first]), canonical(both[second])) if first in both and second in both else None


def short() -> dict[str, str]:
    """Return the words of three letters that others are glued to, and that are no endings: toolkit, dragonfly."""
    return _parts("short")


def online() -> dict[str, str]:
    """Return the letter before words of what is done on line: ebook, esports."""
    return _parts("online")


def latin(word: str) -> bool:
    """Tell whether a word (small ASCII letters) ends as those of science do: sativum, Mangifera."""
    return word.endswith(tuple(_parts("latin")))


def ends_as_english(word: str) -> bool:
    """Tell whether a word (small ASCII letters) ends as words of English do, and no names from abroad."""
    return word.endswith(tuple(_parts("english")))


def _known(rest: str) -> bool:
    found = indic.find(rest) if len(rest) > PIECE else None
    return english.known(rest) is not None or (found is not None and found.unlike <= BRIEF)


def _readable(rest: str) -> bool:
    return len(rest) >= REST and any(letter in "aeiouy" for letter in rest)


LONG, PIECE, SURE, MOST = 9, 4, 5, 14
"""Letters of a word that may be several, and of each: at least, at least where it begins with a vowel, at most."""
USUAL, SURELY, SPLIT = 12, 1.0, 3
"""Rank of an Indian word among them, at most; odds that it is one, at least; words at most."""


def glued(word: str, said: Callable[[str], str | None]) -> str | None:
    """Return several known words written as one (small ASCII letters), as names of sites are: sangbadpost.

    `said` tells what English words and those of the lexicon are read as.
    """
    if len(word) < LONG:
        return None
    best: dict[int, tuple[int, str]] = {0: (0, "")}
    for end in range(PIECE, len(word) + 1):
        for start in range(max(0, end - MOST), end - PIECE + 1):
            if start in best and best[start][0] < SPLIT and (piece := _piece(word[start:end], said)):
                best[end] = min(best.get(end, (SPLIT + 1, "")), (best[start][0] + 1, best[start][1] + piece))
    return canonical(best[len(word)][1]) if len(word) in best and best[len(word)][0] > 1 else None


def _piece(part: str, said: Callable[[str], str | None]) -> str | None:
    if len(part) < (SURE if part[0] in "aeiouy" else PIECE):
        return None
    if known := said(part):
        return known
    found = indic.find(part)
    usual = found and found.unlike <= 1 and found.rank <= USUAL and origin.indian(part) > SURELY
    return found.written if found and usual else None
