"""How much of a text is Bengali."""

from collections import Counter

_FIRST, _LAST = "\u0980", "\u09ff"


def bengali_share(text: str) -> float:
    """Return the share (0 to 1) of letters that are Bengali; 0 for a text without letters.

    Vowel signs and digits do not count: they are no letters in Unicode (general category L).
    """
    letters = {char: count for char, count in Counter(text).items() if char.isalpha()}
    bengali = sum(count for char, count in letters.items() if _FIRST <= char <= _LAST)
    return bengali / sum(letters.values()) if letters else 0.0
