"""How sure the built-in pronunciation of a word is, and what it would say instead."""

from __future__ import annotations

import math
from typing import NamedTuple

from audionews.bengali.pronunciation.graphemes import LONGEST, graphemes, options_of
from audionews.bengali.pronunciation.network import network
from audionews.bengali.pronunciation.phonemes import known_sound, phonemes


class Doubt(NamedTuple):
    """What may be wrong with the sound of a word."""

    wrong: float
    """How likely it is that its least sure unit is said wrong, 0 to 1: 0 for a word whose sound is written down."""
    said: tuple[str, ...]
    """Its phonemes."""
    instead: tuple[str, ...]
    """Its phonemes with the next best sound there; the same where nothing is in doubt."""


def doubt(word: str) -> Doubt:
    """Return how sure the sound of a Bengali word is, and the next best one."""
    spelt, said = graphemes(word), tuple(phonemes(word))
    if not spelt or len(spelt) > LONGEST or known_sound(spelt):
        return Doubt(0.0, said, said)
    options = options_of(spelt)
    chosen = network().choose(spelt, options)
    lead, at, sound = network().least_sure(spelt, options, chosen)
    if lead == math.inf:
        return Doubt(0.0, said, said)
    instead = tuple(" ".join([*chosen[:at], sound, *chosen[at + 1 :]]).split())
    return Doubt(1 / (1 + math.exp(lead)), said, instead)
