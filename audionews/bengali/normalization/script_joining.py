"""Puts what sounds are written with one behind the other, as Bengali script joins letters."""

from functools import cache

from audionews.bengali.script.codepoints import HASANTA, ZWJ, ZWNJ
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

APART = "-"
"""At an end of a piece, in tables: it does not join what stands there."""

# A ZWNJ keeps what follows an inherent vowel apart; none is left in the end.
_SIGNS = dict(zip("আইঈউঊএঐওঔঅ", ["া", "ি", "ী", "ু", "ূ", "ে", "ৈ", "ো", "ৌ", ZWNJ], strict=True))
_CONSONANT = LazyPattern("[ক-হ]\u09bc?$")
_ROLLED = "কগটডতদপবফশথভ"
"""Consonants that a র joins."""


@cache
def pairs(origin: str = "") -> frozenset[str]:
    """Return the pairs of consonants that make a conjunct in words of an origin: English, or `indian`."""
    found = [row[0].split() for row in rows("conjuncts") if row[1:] == ((origin,) if origin else ())]
    return frozenset(pair.replace(HASANTA, "") for row in found for pair in row)


def joined(before: str, piece: str) -> str:
    """Return both in one: a vowel becomes a sign behind a consonant, some pairs of consonants a conjunct."""
    piece = piece.replace(APART, ZWNJ)
    if not piece or not _CONSONANT.search(before[-2:]):
        return before + piece
    if piece.startswith("অ্যা"):
        return before + ZWJ * (before[-1] == "র" and before[-2:-1] != HASANTA) + piece[1:]
    if piece[0] in _SIGNS:
        return before + _SIGNS[piece[0]] + piece[1:]
    if before.endswith("ন") and piece[0] in "জচ":
        return f"{before[:-1]}ঞ{HASANTA}{piece}"
    return f"{before}{HASANTA}{piece}" if _conjunct(before, piece[0]) else before + piece


def _conjunct(before: str, consonant: str) -> bool:
    if not "ক" <= consonant <= "হ":
        return False
    single = before[-2:-1] != HASANTA
    rolled = consonant == "র" and before[-1] in _ROLLED
    reph = before[-1] == "র" and len(before) > 1 and single and consonant != "হ"
    return rolled or reph or (before[-1] + consonant in pairs() and (single or consonant == "ল"))
