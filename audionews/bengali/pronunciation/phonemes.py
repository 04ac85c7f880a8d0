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

from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from audionews.bengali.pronunciation.exceptions import exceptions
from audionews.bengali.pronunciation.google_lexicon import google_lexicon
from audionews.bengali.pronunciation.graphemes import LONGEST, graphemes, options_of
from audionews.bengali.pronunciation.syllables import VOWELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.bengali.pronunciation.network import Network

CHANDRABINDU = "ঁ"


def phonemes(word: str) -> list[str]:
    """Return the phonemes of one word.

    Any string is taken: joiners, Latin letters, digits and signs are skipped, so the list may be empty;
    single letters and abbreviations are read as words. Never raises.
    """
    return list(remembered(word))


@lru_cache(maxsize=20_000)
def remembered(word: str) -> tuple[str, ...]:
    """Return what `phonemes` does, from a documented cache: of the last 20,000 words."""
    spelt = graphemes(word)
    if known := known_sound(spelt):
        return tuple(known.split())
    short = len(spelt) <= LONGEST
    heard = _shipped().choose(spelt, options_of(spelt)) if short else _guessed([spelt], _shipped())[0]
    return tuple(" ".join(heard).split())


def pronounce(words: Iterable[str], *, nasal: bool = False, model: Network | None = None) -> list[list[str]]:
    """Return the phonemes of each word, as `phonemes` does but without its cache.

    With `nasal`, a vowel under a chandrabindu ends in `~`. Another `model` than the one that ships serves to
    measure it: then nothing is looked up.
    """
    words = list(words)
    spelt = [graphemes(word) for word in words]
    known = ["" if model else known_sound(units) for units in spelt]
    # Of a known word under a chandrabindu, the network still tells which vowel that is.
    nasals = [nasal and CHANDRABINDU in word for word in words]
    asked = [at for at in range(len(words)) if nasals[at] or not known[at]]
    guessed = dict(zip(asked, _guessed([spelt[at] for at in asked], model or _shipped()), strict=True)) if asked else {}
    spoken = [(said or " ".join(guessed[at])).split() for at, said in enumerate(known)]
    for at in [at for at in asked if nasals[at]]:
        spoken[at] = _nasalized(spoken[at], _nasals(words[at], guessed[at]))
    return spoken


def known_sound(spelt: str) -> str:
    """Return the phonemes of a word whose sound is written down; "" for another."""
    return exceptions().get(spelt) or google_lexicon().get(spelt, "")


def _guessed(words: list[str], model: Network) -> list[list[str]]:
    """Return the sound of each unit of some words."""
    options = [options_of(word) for word in words]
    if len(max(words, key=len)) <= LONGEST:
        return model.choose_all(words, options)
    found = []
    for word, heard in zip(words, options, strict=True):
        starts = range(0, len(word), LONGEST)
        pieces = [word[at : at + LONGEST] for at in starts], [heard[at : at + LONGEST] for at in starts]
        found.append(list(chain.from_iterable(model.choose_all(*pieces))))
    return found


@cache
def _shipped() -> Network:
    from audionews.bengali.pronunciation.network import network

    return network()


def _nasalized(spoken: list[str], nasals: set[int]) -> list[str]:
    """Return phonemes with those vowels nasal whose numbers, from 0, are `nasals`."""
    vowels = [at for at, phoneme in enumerate(spoken) if phoneme in VOWELS]
    over = {at for number, at in enumerate(vowels) if number in nasals}
    return [phoneme + "~" if at in over else phoneme for at, phoneme in enumerate(spoken)]


def _nasals(word: str, guessed: list[str]) -> set[int]:
    """Return which vowels of a word, counted from 0, a chandrabindu stands over."""
    found, parts = set(), word.split(CHANDRABINDU)
    for count in range(1, len(parts)):
        at = len(graphemes("".join(parts[:count]))) - 1
        if 0 <= at < len(guessed) and guessed[at][-1:] in VOWELS:  # a mark may stand where none can
            found.add(sum(phoneme in VOWELS for phoneme in " ".join(guessed[:at]).split()))
    return found
