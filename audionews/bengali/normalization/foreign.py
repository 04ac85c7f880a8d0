"""Words in Latin letters that no lexicon has: told by their spelling to be English or Indian, and read as such."""

from audionews.bengali.normalization import english, indic, origin
from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import mapping

RARE, COMMON = 1.5, 3.0
"""Odds from which on a word of CMUdict is an Indian one of the list all the same; where it is common English."""
BRIEF = 2.0
"""What such a word needs more where it is short."""
OUTSIDE = -4.0
"""The same for a word that CMUdict does not have."""
UNLIKE = 0.42
"""How unlike its usual writing an Indian word may be, for each letter."""
INDIAN = -1.0
"""Odds from which on a word that is in neither list is Indian."""
PART = 4
"""Letters that each part of a compound has at least, but the first, which may have one less."""


def say(word: str) -> str:
    """Return a word (small ASCII letters) in Bengali letters; "" if nothing comes of it."""
    if not word:
        return ""
    heard, found, odds = english.known(word), indic.find(word), origin.indian(word)
    if found and found.unlike <= UNLIKE * len(word):
        needed = (COMMON if english.common(word) else RARE) + BRIEF * (len(word) < PART + 1) if heard else OUTSIDE
        if odds - found.cost > needed:
            return found.written
    if heard:
        return indic.attested(english.write(word, heard))
    made = _made(word)
    if made or odds <= INDIAN:
        return made or indic.attested(english.write(word, english.guessed(word)))
    return indic.compound(word) or indic.read(word)


def _made(word: str) -> str | None:
    """Return a word made of two common English ones, or of one and an ending: homestay → হোমস্টে."""
    for at in range(len(word) - PART, PART - 2, -1):
        parts = word[:at], word[at:]
        if all(map(english.common, parts)):
            return _written(parts[0]) + _written(parts[1])
    for ending, written in mapping("english_endings").items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= PART and english.known(stem):
            return canonical(joined(_written(stem), written))
    return None


def _written(word: str) -> str:
    return indic.attested(english.write(word, english.known(word) or []))
