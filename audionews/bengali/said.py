"""Words whose sound is written down (tables `said` and `stems`): looked up before the network is asked."""

from functools import cache

from audionews.bengali.syllables import VOWELS
from audionews.bengali.tables import rows
from audionews.bengali.units import units

_AFTER_CONSONANT = {
    "ে": "e",
    "ের*": "e r",
    "েই": "e i",
    "েও": "e o",
    "েরা": "e r a",
    "ের*ও": "e r o",
    "ের*ই": "e r i",
}
"""Endings, as units and as phonemes, that take the place of an inherent vowel."""

_AFTER_VOWEL = {"র*": "r", "তে": "t e", "Y*": "e", "তেই": "t e i", "তেও": "t e o", "র*ও": "r o", "র*ই": "r i"}
"""Endings after a vowel sign."""

_ALWAYS = {
    "কে": "k e",
    "কেও": "k e o",
    "কেই": "k e i",
    "দের*": "d e r",
    "দের*কে": "d e r k e",
    "রা": "r a",
    "রাও": "r a o",
    "টি": "T i",
    "টা": "T a",
    "টির*": "T i r",
    "টিকে": "T i k e",
    "টিতে": "T i t e",
    "টার*": "T a r",
    "গুলো": "g u l o",
    "গুলোর*": "g u l o r",
    "গুলোতে": "g u l o t e",
    "গুলি": "g u l i",
    "গুলির*": "g u l i r",
    "ই": "i",
    "ও": "o",
    "স*হ*": "sh O h o",
}
"""Endings after any stem."""


@cache
def said() -> dict[str, str]:
    """Return the phonemes of the words written down, stems with their endings among them, by their units."""
    table: dict[str, str] = {}
    for word, spoken in rows("stems"):
        table |= _declined(units(word), spoken)
    return table | {units(word): spoken for word, spoken in rows("said")}


def _declined(stem: str, spoken: str) -> dict[str, str]:
    """Return a noun with all its endings."""
    forms = {stem: spoken} | {stem + ending: f"{spoken} {sound}" for ending, sound in _ALWAYS.items()}
    if not stem.endswith("*"):
        return forms | {stem + ending: f"{spoken} {sound}" for ending, sound in _AFTER_VOWEL.items()}
    closed = spoken[:-2] if spoken[-1] in VOWELS and stem[-2] != "Y" else spoken
    return forms | {stem[:-1] + ending: f"{closed} {sound}" for ending, sound in _AFTER_CONSONANT.items()}
