"""Is a word in Latin letters English, or Indian? Told by how usual three letters in a row are in either."""

from audionews.bengali.normalization.word_archives import member

INDIC = 127
"""A stored byte less this is above zero where three letters are more usual in Indian words."""
SCALE = 16
"""Stored steps in one natural logarithm."""


def letter_triples(word: str) -> list[int]:
    """Return numbers for each three letters in a row of a word in small ASCII letters, with its ends."""
    framed = [0, 0, *(ord(letter) - 96 for letter in word), 0]
    return [(a * 27 + b) * 27 + c for a, b, c in zip(framed, framed[1:], framed[2:], strict=False)]


def indian(word: str) -> float:
    """Return by how many natural logarithms a word (small ASCII letters) is likelier Indian than English."""
    odds = member("english", "origin")
    return sum(odds[triple] - INDIC for triple in letter_triples(word)) / SCALE
