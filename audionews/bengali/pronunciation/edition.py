"""Which edition of the pronunciation this is: part of the key under which spoken sentences are kept."""

import hashlib
from functools import cache
from pathlib import Path

from audionews.bengali.pronunciation import google_lexicon

_TABLES = (
    "pauses",
    "phonemes",
    "said",
    "forms",
    "stems",
    "homographs",
    "weak_words",
    "breath",
    "prosody",
    "question_words",
    "numbers",
    "scales",
)
_DECIDES = ("phonemes.npz", *(f"{name}.tsv" for name in _TABLES))
"""The files by which a text's sounds, stresses and breaths are chosen."""


@cache
def edition() -> str:
    """Return a short digest of all that decides how a word sounds; read without loading the model."""
    data = Path(__file__).parent.parent / "data"
    decisive = [*((data / name).read_bytes() for name in _DECIDES), google_lexicon.mark().encode()]
    return hashlib.blake2b(b"".join(decisive), digest_size=6).hexdigest()
