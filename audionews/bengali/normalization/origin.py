"""Of what origin is a word in Latin letters? Told by how usual three letters in a row are in each."""

from audionews.bengali.normalization.word_archives import member

INDIC = 127
"""A stored byte less this is above zero where three letters are more usual in Indian words."""
SCALE = 16
"""Stored steps in one natural logarithm."""
ABROAD = (
    "arabic", "chinese", "german", "italian", "nordic", "portuguese", "slavic", "spanish", "turkic",
)  # fmt: skip
"""Groups of languages that names are told to be of; table `abroad` says how each is read."""
HERE = ("indian", "french")
"""Names that are not to be taken for any of those: Indian words and English sounds say better how papers write them."""


def letter_triples(word: str) -> list[int]:
    """Return numbers for each three letters in a row of a word in small ASCII letters, with its ends."""
    framed = [0, 0, *(ord(letter) - 96 for letter in word), 0]
    return [(a * 27 + b) * 27 + c for a, b, c in zip(framed, framed[1:], framed[2:], strict=False)]


def indian(word: str) -> float:
    """Return by how many natural logarithms a word (small ASCII letters) is likelier Indian than English."""
    return _odds("origin", letter_triples(word))


def abroad(word: str) -> tuple[str, float]:
    """Return the group of languages that a name (small ASCII letters) is most likely of.

    With it stands by how many natural logarithms that is likelier than English, Indian or French.
    """
    triples = letter_triples(word)
    odds = {group: _odds(f"origin-{group}", triples) for group in ABROAD}
    likeliest = max(odds, key=lambda group: odds[group])
    here = max(0.0, _odds("origin", triples), *(_odds(f"origin-{group}", triples) for group in HERE))
    return likeliest, odds[likeliest] - here


def name_abroad(word: str) -> bool:
    """Tell whether a word of CMUdict (small ASCII letters) is a name abroad, and none of English or India."""
    return f"\n{word}\n".encode() in member("english", "names")


def _odds(name: str, triples: list[int]) -> float:
    odds = member("english", name)
    return sum(odds[triple] - INDIC for triple in triples) / SCALE
