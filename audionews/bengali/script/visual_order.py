"""Bengali as the eye sees it, ি ে ৈ before their consonant, as text layers of PDF documents often hold it."""

from __future__ import annotations

from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern

_CONSONANT = r"[\u0995-\u09b9\u09ce\u09dc-\u09df\u09f0\u09f1]\u09bc?"
_FIRST = LazyPattern(r"(?<![\u0980-\u09ff\u200c\u200d])[\u09bf\u09c7\u09c8]")  # no word begins with a vowel sign
_CLUSTER = LazyPattern(rf"([\u09bf\u09c7\u09c8])((?:{_CONSONANT}\u09cd\u200d?)*{_CONSONANT})")
_SIGN = LazyPattern(r"[\u09bf\u09c7\u09c8]")
_SHARE = 0.1  # of these signs stand first in a word where the order is that of the eye; none does otherwise


def in_spoken_order(text: str) -> str:
    """Return `text` with vowel signs behind their consonants, where it has them before."""
    signs = len(_SIGN.findall(text))
    if not signs or len(_FIRST.findall(text)) < _SHARE * signs:
        return text
    moved = _CLUSTER.sub(r"\2\1", text)
    return canonical(moved.replace("\u09c7\u09be", "\u09cb").replace("\u09c7\u09d7", "\u09cc"))
