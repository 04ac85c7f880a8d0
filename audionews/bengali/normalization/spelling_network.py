"""Reads Latin letters with a network: each has one of a few sounds, or Bengali letters, by those around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audionews.bengali.pronunciation.network import Network

_DATA = Path(__file__).parent.parent / "data"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiouy"
_LONGEST = 40
"""Letters looked at together."""


@dataclass(frozen=True)
class SpellingNetwork:
    """A network, and what each letter may be."""

    network: Network
    options: dict[str, tuple[str, ...]]

    def read(self, word: str) -> list[str]:
        """Return what each letter of a word (small ASCII letters) is."""
        found: list[str] = []
        for at in range(0, len(word), _LONGEST):
            part = word[at : at + _LONGEST]
            found += self.network.choose(part, [self.options[letter] for letter in part])
        return found


@cache
def spelling_network(name: str) -> SpellingNetwork:
    """Return the network in `data/<name>.npz`, as `tools/train_latin.py` writes it; loaded once (some milliseconds)."""
    import numpy as np

    from audionews.bengali.pronunciation.network import parse

    with (_DATA / f"{name}.npz").open("rb") as file:
        stored = dict(np.load(file))
    options = (tuple(line.split("|")) for line in str(stored["options"]).split("\n"))
    return SpellingNetwork(parse(stored, VOWELS), dict(zip(LETTERS, options, strict=True)))
