"""Words whose sound is written down (tables `said` and `stems`): looked up before the network is asked.

Stems are heard with the endings of nouns, roots with those of verbs.
"""

from functools import cache

from audionews.bengali.syllables import VOWELS
from audionews.bengali.tables import rows
from audionews.bengali.units import units

VERB = "-"
"""Ends a verb's root in the table."""

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


_RAISED = {
    "ল*": "l o",
    "লো": "l o",
    "লাম*": "l a m",
    "লেন*": "l e n",
    "লে": "l e",
    "লেই": "l e i",
    "লেও": "l e o",
    "ব*": "b o",
    "বো": "b o",
    "বে": "b e",
    "বেই": "b e i",
    "বেন*": "b e n",
    "ত*": "t o",
    "তো": "t o",
    "তাম*": "t a m",
    "তেন*": "t e n",
    "তে": "t e",
    "তেই": "t e i",
    "তেও": "t e o",
    "ছি": "ch i",
    "ছে": "ch e",
    "ছেন*": "ch e n",
    "ছিল*": "ch i l o",
    "ছিলাম*": "ch i l a m",
    "ছিলেন*": "ch i l e n",
}
"""Endings of verbs before which the root's vowel is raised."""

_RAISED_JOINED = {
    "ি": "i",
    "ুন*": "u n",
    "ুক*": "u k",
    "েছি": "e ch i",
    "েছে": "e ch e",
    "েছেন*": "e ch e n",
    "েছিল*": "e ch i l o",
    "েছিলাম*": "e ch i l a m",
    "েছিলেন*": "e ch i l e n",
}
"""Others, that begin with a vowel."""

_JOINED = {
    "া": "a",
    "াই": "a i",
    "াও": "a o",
    "ার*": "a r",
    "াY*": "a e",
    "াতে": "a t e",
    "ানো": "a n o",
    "ানোর*": "a n o r",
    "েন*": "e n",
}
"""Endings of verbs before which it is not."""


@cache
def said() -> dict[str, str]:
    """Return the phonemes of the words written down, stems and roots with their endings among them, by their units."""
    table: dict[str, str] = {}
    for word, spoken in sorted(rows("stems"), key=lambda row: not row[0].endswith(VERB)):
        table |= _conjugated(units(word), spoken) if word.endswith(VERB) else _declined(units(word), spoken)
    return table | {units(word): spoken for word, spoken in rows("said")}


def _conjugated(root: str, low: str) -> dict[str, str]:
    """Return a verb, whose root ends in a consonant, with its endings."""
    high, joined = low.replace("O", "o").replace("E", "e"), root.removesuffix("*")
    forms = {root + ending: f"{high} {sound}" for ending, sound in _RAISED.items()}
    forms |= {joined + ending: f"{high} {sound}" for ending, sound in _RAISED_JOINED.items()}
    return forms | {joined + ending: f"{low} {sound}" for ending, sound in _JOINED.items()}


def _declined(stem: str, spoken: str) -> dict[str, str]:
    """Return a noun with all its endings."""
    forms = {stem: spoken} | {stem + ending: f"{spoken} {sound}" for ending, sound in _ALWAYS.items()}
    if not stem.endswith("*"):
        return forms | {stem + ending: f"{spoken} {sound}" for ending, sound in _AFTER_VOWEL.items()}
    closed = spoken[:-2] if spoken[-1] in VOWELS and stem[-2] != "Y" else spoken
    return forms | {stem[:-1] + ending: f"{closed} {sound}" for ending, sound in _AFTER_CONSONANT.items()}
