"""Compares what a listener wrote down with what was to be said, by its sound: spelling and digits do not count.

Both are phonemes, those of a transcript after our own front end has read its digits and Latin letters; sounds that
spellings and listeners mix up are one. The phonemes of the whole sentence are aligned (least edits), so that it does
not matter where a listener parts words. Numbers and negations must be heard exactly; of other words, more than a slip
must be wrong. Bengali script marks no names: words of the headlines stand for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audionews.bengali.normalization.locales import LOCALES, locale
from audionews.bengali.normalization.normalizer import normalize
from audionews.bengali.pronunciation.phonemize import phonemize
from audionews.bengali.script import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SAME = str.maketrans({"T": "t", "D": "d", "O": "o", "E": "e", "N": "n", "s": "S", "~": None})
"""Sounds that are one here: dental and retroflex, the open vowels and the close ones, the nasals."""
_WRONG = 0.4
"""Share of a word's phonemes, as of the slip of a listener in one of three, from which the word was not heard."""
_SHORT = 3
"""Phonemes up to which a plain word may be missed: endings and particles are slurred."""
_ENOUGH = 2
"""Weight from which a sentence counts as another one: a word that matters, one lost or added whole, two misheard."""


@dataclass(frozen=True)
class Difference:
    """One place where what was heard is not what was to be said."""

    kind: str
    """`number`, `negation`, `name` or `word`."""
    said: str
    """The word that was to be said; empty where more was heard."""
    heard: str
    """What was heard in its place; empty where nothing was."""

    def __str__(self) -> str:
        """Return it as a part of a sentence."""
        if not self.said:
            return f"{self.heard!r} was heard besides"
        return f"{self.said!r} was not heard" if not self.heard else f"{self.heard!r} was heard for {self.said!r}"


@dataclass(frozen=True)
class _SoundedWord:
    text: str
    sounds: tuple[str, ...]
    kind: str


def differences(text: str, transcript: str, locale: str, names: Collection[str] = ()) -> list[Difference]:
    """Return where `transcript` is another sentence than `text`, worst first; none where slips alone tell them apart.

    Args:
        text: normalized text that was to be spoken.
        transcript: what a listener wrote down of it.
        locale: how numbers in the transcript are read.
        names: words that matter as much as numbers do; a slip in them is forgiven.
    """
    said, heard = _words(text, names), _words(normalize(transcript, locale), names)
    wrong, surplus, beside = _aligned(said, heard)
    right = [{k for k in beside[n] if heard[k].sounds == word.sounds} for n, word in enumerate(said)]
    others = [places.difference(*right) for places in beside]
    lost = [n for n, word in enumerate(said) if not right[n] and _is_lost(word, wrong[n])]
    found = [Difference(said[n].kind, said[n].text, " ".join(heard[k].text for k in sorted(others[n]))) for n in lost]
    told = {k for number in lost for k in others[number]}
    found += [
        Difference(word.kind, "", word.text)
        for k, word in enumerate(heard)
        if k not in told and (_is_lost(word, surplus[k]) if word.kind in _EXACT else surplus[k] == len(word.sounds) > 3)
    ]
    if sum(1 if one.kind == "word" and one.said and one.heard else _ENOUGH for one in found) < _ENOUGH:
        return []
    return sorted(found, key=lambda one: ("number", "negation", "name", "word").index(one.kind))


_EXACT = {"number", "negation"}


def _is_lost(word: _SoundedWord, errors: int) -> bool:
    if word.kind in _EXACT:
        return errors > 0
    return len(word.sounds) > _SHORT and errors >= _WRONG * len(word.sounds)


def _words(text: str, names: Collection[str]) -> list[_SoundedWord]:
    return [
        _SoundedWord(match[0], sounds, _kind(match[0], names))
        for match, phonemes in phonemize(text)
        if (sounds := tuple(phoneme[0].translate(_SAME) for phoneme in phonemes))
    ]


def _kind(word: str, names: Collection[str]) -> str:
    if word in _number_words() or any(
        word.startswith(number) and word[len(number) :] in _classifiers() for number in _number_words()
    ):
        return "number"
    rows = tables.rows("verify_words")
    if any(word == mark if kind == "word" else word.endswith(mark) and word != mark for kind, mark in rows):
        return "negation"
    return "name" if word in names else "word"


@cache
def _number_words() -> frozenset[str]:
    both = [locale(name) for name in LOCALES]
    measures = ("hundred", "thousand", "lakh", "crore", "decimal", "minus")
    return frozenset(
        word
        for one in both
        for word in (*one.numbers, *one.hundreds.values(), *(one.words[name] for name in measures))
        if len(word) > 1
    )


@cache
def _classifiers() -> frozenset[str]:
    return frozenset(tables.mapping("classifiers"))


def _aligned(
    said: Sequence[_SoundedWord], heard: Sequence[_SoundedWord]
) -> tuple[list[int], list[int], list[set[int]]]:
    """Align the phonemes of two sentences with the fewest edits.

    Return the edits in each word of `said`, those in each of `heard`, and which words of `heard` stand at each of
    `said`.
    """
    a = [(sound, number) for number, word in enumerate(said) for sound in word.sounds]
    b = [(sound, number) for number, word in enumerate(heard) for sound in word.sounds]
    costs = [list(range(len(b) + 1))]
    for i, (sound, _) in enumerate(a, 1):
        row, before = [i], costs[-1]
        for j, (other, _) in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (sound != other)))
        costs.append(row)
    wrong, surplus = [0] * len(said), [0] * len(heard)
    beside: list[set[int]] = [set() for _ in said]
    i, j = len(a), len(b)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + (a[i - 1][0] != b[j - 1][0]):
            i, j = i - 1, j - 1
            wrong[a[i][1]] += a[i][0] != b[j][0]
            surplus[b[j][1]] += a[i][0] != b[j][0]
            beside[a[i][1]].add(b[j][1])
        elif i and costs[i][j] == costs[i - 1][j] + 1:
            i -= 1
            wrong[a[i][1]] += 1
        else:
            j -= 1
            surplus[b[j][1]] += 1
    return wrong, surplus, beside
