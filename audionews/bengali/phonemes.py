"""How a Bengali word sounds: its phonemes, in the notation of Google's Bengali lexicon.

Vowels `a i u e o`, `O` (ɔ), `E` (æ); consonants `k kh g gh N c ch j jh T Th D Dh t th d dh n p f b bh m r l
sh s h`, capitals retroflex (`N` is ŋ). A doubled consonant stands twice; nasal vowels and diphthongs are not
marked.

Spelling becomes units (`units`), each with a few sounds to choose from; a small network, which sees the units
around and the place in the word, chooses (`network`; trained by `tools/train_phonemes.py`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from audionews.bengali.units import END, START, choices, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.bengali.network import Network

_CHUNK = 256
"""Words a pass: what the network holds meanwhile stays in the processor's cache."""


def phonemes(word: str) -> list[str]:
    """Return the phonemes of one word.

    Any string is taken: joiners, Latin letters, digits and signs are skipped, so the list may be empty;
    single letters and abbreviations are read as words. Never raises.
    """
    return list(_remembered(word))


def pronounce(words: Sequence[str], model: Network | None = None) -> list[list[str]]:
    """Return the phonemes of each word: the same as `phonemes`, many times faster for many words.

    Another `model` than the one that ships serves to measure it.
    """
    parts = [words[at : at + _CHUNK] for at in range(0, len(words), _CHUNK)]
    return [spoken for part in parts for spoken in _pronounce(part, model)]


@lru_cache(maxsize=20_000)
def _remembered(word: str) -> tuple[str, ...]:
    return tuple(_pronounce([word])[0])


def _pronounce(words: Sequence[str], model: Network | None = None) -> list[list[str]]:
    spelt = [units(word) for word in words]
    options = [_options(word) for word in spelt]
    chosen = iter(_chosen(spelt, options, model))
    return [
        " ".join([heard[0] if len(heard) == 1 else next(chosen) for heard in word]).split()
        for word in options
    ]


def _options(word: str) -> list[tuple[str, ...]]:
    framed = START + word + END
    return [choices(framed[at : at + 3]) for at in range(len(word))]


def _chosen(words: list[str], options: list[list[tuple[str, ...]]], model: Network | None) -> list[str]:
    if not any(len(heard) > 1 for word in options for heard in word):
        return []
    if model is None:
        from audionews.bengali.network import network  # noqa: PLC0415 - numpy is loaded when there is a choice

        model = network()
    return model.choose(words, options)
