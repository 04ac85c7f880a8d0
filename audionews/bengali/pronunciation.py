"""How a Bengali word sounds: its phonemes, in the notation of Google's Bengali lexicon.

Vowels `a i u e o`, `O` (ɔ), `E` (æ); consonants `k kh g gh N c ch j jh T Th D Dh t th d dh n p f b bh m r l
sh s h`, capitals retroflex (`N` is ŋ). A doubled consonant stands twice; nasal vowels and diphthongs are not
marked.

Spelling becomes units (`units`), each with a few sounds to choose from; a small network, which sees the units
around and the place in the word, chooses (`network`; trained by `tools/train_phonemes.py`). Common words that
it gets wrong, or might, are written down (`said`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from audionews.bengali.said import said
from audionews.bengali.syllables import VOWELS
from audionews.bengali.units import END, START, choices, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.bengali.network import Network

CHANDRABINDU = "ঁ"


def phonemes(word: str) -> list[str]:
    """Return the phonemes of one word.

    Any string is taken: joiners, Latin letters, digits and signs are skipped, so the list may be empty;
    single letters and abbreviations are read as words. Never raises.
    """
    return list(_remembered(word))


def pronounce(words: Sequence[str], *, nasal: bool = False, model: Network | None = None) -> list[list[str]]:
    """Return the phonemes of each word: the same as `phonemes`, many times faster for many words.

    With `nasal`, a vowel under a chandrabindu ends in `~`. Another `model` than the one that ships serves to
    measure it.
    """
    spelt = [units(word) for word in words]
    heard = _sounds(spelt, model)
    if nasal:
        heard = [_nasalized(word, sounds) for word, sounds in zip(words, heard, strict=True)]
    known = {} if model else said()
    joined = (known.get(text) or " ".join(sounds) for text, sounds in zip(spelt, heard, strict=True))
    return [sounds.split() for sounds in joined]


@lru_cache(maxsize=20_000)
def _remembered(word: str) -> tuple[str, ...]:
    return tuple(pronounce([word])[0])


def _sounds(spelt: list[str], model: Network | None) -> list[list[str]]:
    """Return for each word, in units, the sound of each of them."""
    options = [_options(word) for word in spelt]
    chosen = iter(_chosen(spelt, options, model))
    return [[heard[0] if len(heard) == 1 else next(chosen) for heard in word] for word in options]


def _nasalized(word: str, sounds: list[str]) -> list[str]:
    parts = word.split(CHANDRABINDU)
    for count in range(1, len(parts)):
        at = len(units("".join(parts[:count]))) - 1
        if at >= 0 and sounds[at][-1:] in VOWELS:
            sounds[at] = sounds[at].replace(" ", "~ ") + "~" * (" " not in sounds[at])
    return sounds


def _options(word: str) -> list[tuple[str, ...]]:
    framed = START + word + END
    return [choices(framed[at : at + 3]) for at in range(len(word))]


def _chosen(words: list[str], options: list[list[tuple[str, ...]]], model: Network | None) -> list[str]:
    if not any(len(heard) > 1 for word in options for heard in word):
        return []
    if model is None:
        from audionews.bengali.network import network  # noqa: PLC0415 - numpy only where there is a choice

        model = network()
    return model.choose(words, options)
