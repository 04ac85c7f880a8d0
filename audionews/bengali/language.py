"""How much of a text is Bengali."""

_FIRST, _LAST = "\u0980", "\u09ff"


def bengali_share(text: str) -> float:
    """Return the share (0 to 1) of letters that are Bengali; 0 for a text without letters.

    Vowel signs and digits do not count: they are no letters in Unicode (general category L).
    """
    letters = [char for char in text if char.isalpha()]
    return sum(_FIRST <= char <= _LAST for char in letters) / len(letters) if letters else 0.0
