"""Syllables of a word in phonemes, as Bengali divides them: ka-lO-m, bOn-dhu, mon-tri."""

from collections.abc import Sequence
from itertools import pairwise

VOWELS = frozenset("aiueoOE")

_GLIDES = {"a": "iueo", "e": "iuo", "o": "iue", "O": "iueo", "u": "i", "i": "u", "E": "io"}
"""What can glide after a vowel: the pairs that are one syllable more often than two in the training words."""


def syllables(phonemes: Sequence[str]) -> list[list[str]]:
    """Return the phonemes in syllables; a word without a vowel is one syllable.

    A vowel takes one consonant before it, so that clusters and doubled consonants are divided, and a gliding
    vowel after it; r and l stay with the consonant before them where a third comes before (mon-tri).
    """
    nuclei = _nuclei(phonemes)
    starts = [0]
    for before, nucleus in pairwise(nuclei):
        end = before[-1] + 1
        between = nucleus[0] - end
        onset = min(between, 2 if between > 2 and phonemes[nucleus[0] - 1] in ("r", "l") else 1)
        starts.append(nucleus[0] - onset)
    ends = [*starts[1:], len(phonemes)]
    return [list(phonemes[start:end]) for start, end in zip(starts, ends, strict=True) if end > start]


def _nuclei(phonemes: Sequence[str]) -> list[list[int]]:
    """Return the places of each syllable's vowel, and of its glide if it has one."""
    nuclei: list[list[int]] = []
    for at, phoneme in enumerate(phonemes):
        if phoneme.rstrip("~") not in VOWELS:
            continue
        if nuclei and nuclei[-1] == [at - 1] and phoneme[0] in _GLIDES[phonemes[at - 1][0]]:
            nuclei[-1].append(at)
        else:
            nuclei.append([at])
    return nuclei
