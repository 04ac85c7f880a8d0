"""Words whose sound is written down (tables `said` and `stems`): looked up before the network is asked.

Stems are heard with the endings of nouns, roots with those of verbs (`forms`).
"""

from functools import cache

from audionews.bengali.pronunciation.graphemes import graphemes
from audionews.bengali.pronunciation.syllables import VOWELS
from audionews.bengali.script.tables import rows

VERB = "-"
"""Ends a verb's root in the table."""

_SIGNS = "ািুে"
"""Vowel signs that begin an ending, and take the place of an inherent vowel."""


@cache
def exceptions() -> dict[str, str]:
    """Return the phonemes of the words written down, stems and roots with their endings among them, by their units."""
    table: dict[str, str] = {}
    for word, spoken in sorted(written("stems"), key=lambda row: not row[0].endswith(VERB)):
        table |= _conjugated(graphemes(word), spoken) if word.endswith(VERB) else _declined(graphemes(word), spoken)
    return table | dict(_forms()["word"]) | {graphemes(word): spoken for word, spoken in written("said")}


def written(table: str) -> list[tuple[str, str]]:
    """Return the words of a table whose sounds are written down, with their phonemes, which it has between strokes."""
    return [(word, spoken.strip("/")) for word, spoken in rows(table)]


def _declined(stem: str, spoken: str) -> dict[str, str]:
    """Return a noun with all its endings."""
    forms = {stem: spoken} | _joined(stem, spoken, "noun")
    if not stem.endswith("*"):
        return forms | _joined(stem, spoken, "noun+")
    closed = spoken[:-2] if spoken[-1] in VOWELS and stem[-2] != "Y" else spoken
    return forms | _joined(stem, closed, "noun*")


def _conjugated(root: str, spoken: str) -> dict[str, str]:
    """Return a verb, whose root ends in a consonant, with all its endings."""
    raised = spoken.replace("O", "o").replace("E", "e")
    return _joined(root, raised, "verb^") | _joined(root, spoken, "verb")


def _joined(stem: str, spoken: str, kind: str) -> dict[str, str]:
    """Return a stem with the endings of a kind."""
    bare = stem.removesuffix("*")
    return {(bare if ending[0] in _SIGNS else stem) + ending: f"{spoken} {sound}" for ending, sound in _forms()[kind]}


@cache
def _forms() -> dict[str, list[tuple[str, str]]]:
    """Return the endings of each kind, and whole words, as units and as phonemes."""
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, ending, sound in rows("forms"):
        table.setdefault(kind, []).append((graphemes(ending), sound))
    return table
