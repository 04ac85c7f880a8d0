"""How a Bengali word sounds: its phonemes, in the notation of Google's Bengali lexicon.

Vowels `a i u e o`, `O` (ɔ), `E` (æ); consonants `k kh g gh N c ch j jh T Th D Dh t th d dh n p f b bh m r l
sh s h`, capitals retroflex (`N` is ŋ). A doubled consonant stands twice; nasal vowels and diphthongs are not
marked.

Spelling becomes units (`units`), each with a few sounds to choose from; a small network, which sees the units
around and the place in the word, chooses (`network`; trained by `tools/train_phonemes.py`). It is asked for words that
are neither written down here (`said`: common ones that it gets wrong, or might) nor in the lexicon that the user
may have installed (`wordbook`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from audionews.bengali.said import said
from audionews.bengali.syllables import VOWELS
from audionews.bengali.units import END, START, choices, units
from audionews.bengali.wordbook import wordbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.bengali.network import Network

CHANDRABINDU = "ঁ"


def phonemes(word: str) -> list[str]:
    """Return the phonemes of one word.

    Any string is taken: joiners, Latin letters, digits and signs are skipped, so the list may be empty;
    single letters and abbreviations are read as words. Never raises.
    """
    return list(remembered(word))


def pronounce(words: Sequence[str], *, nasal: bool = False, model: Network | None = None) -> list[list[str]]:
    """Return the phonemes of each word: the same as `phonemes`, many times faster for many words.

    With `nasal`, a vowel under a chandrabindu ends in `~`. Another `model` than the one that ships serves to
    measure it.
    """
    spelt = [units(word) for word in words]
    sure = [None if model else said().get(text) or wordbook().get(text) for text in spelt]
    over = [nasal and CHANDRABINDU in word for word in words]
    # Of a known word under a chandrabindu, the network still tells which vowel that is.
    asked = [known is None or nasalized for known, nasalized in zip(sure, over, strict=True)]
    guessed = iter(_sounds([text for text, unsure in zip(spelt, asked, strict=True) if unsure], model))
    return [
        _heard(word, known, next(guessed) if unsure else [], nasalized=nasalized)
        for word, known, unsure, nasalized in zip(words, sure, asked, over, strict=True)
    ]


@lru_cache(maxsize=20_000)
def remembered(word: str) -> tuple[str, ...]:
    """Return what `phonemes` does, from a documented cache: of the last 20,000 words."""
    return tuple(pronounce([word])[0])


def _sounds(spelt: list[str], model: Network | None) -> list[list[str]]:
    """Return for each word, in units, the sound of each of them."""
    options = [_options(word) for word in spelt]
    chosen = iter(_chosen(spelt, options, model))
    return [[heard[0] if len(heard) == 1 else next(chosen) for heard in word] for word in options]


def _heard(word: str, known: str | None, guessed: list[str], *, nasalized: bool) -> list[str]:
    """Return the phonemes of a `known` word, else those `guessed` for each unit."""
    spoken = known.split() if known else " ".join(guessed).split()
    if nasalized:
        vowels = [at for at, phoneme in enumerate(spoken) if phoneme in VOWELS]
        for count in _nasals(word, guessed):
            if count < len(vowels):
                spoken[vowels[count]] += "~"
    return spoken


def _nasals(word: str, guessed: list[str]) -> set[int]:
    """Return which vowels of a word, counted from 0, a chandrabindu stands over."""
    found, parts = set(), word.split(CHANDRABINDU)
    for count in range(1, len(parts)):
        at = len(units("".join(parts[:count]))) - 1
        if at >= 0 and guessed[at][-1:] in VOWELS:
            found.add(sum(phoneme in VOWELS for phoneme in " ".join(guessed[:at]).split()))
    return found


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
