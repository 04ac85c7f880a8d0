"""The notation of phonemes, as people and Google's lexicon write it (its list is in `pronunciation`)."""

from __future__ import annotations

from audionews.bengali.pronunciation.syllables import VOWELS

PHONEMES = frozenset({*VOWELS, *"kgNcjTDtdnpfbmrlsh", *(letter + "h" for letter in "kgcjTDtdbs")})
"""All that a pronunciation may consist of."""


def read(written: str) -> list[str]:
    """Return the phonemes in `written`: parted by spaces, syllable dots and marks of gliding vowels (`^`) left out.

    Raises:
        ValueError: one of them is no phoneme; the message names it.
    """
    found = [phoneme.rstrip("^") for phoneme in written.split() if phoneme != "."]
    strange = next((phoneme for phoneme in found if phoneme not in PHONEMES), None)
    if strange is not None or not found:
        raise ValueError(f"“{strange}” is no phoneme" if found else "there are no phonemes")
    return found
