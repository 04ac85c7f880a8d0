"""A text as it is heard: the phonemes of each word in it, homographs after their neighbours in the clause."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.bengali.pronunciation.homographs import homograph
from audionews.bengali.pronunciation.phonemes import pronounce

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile("[অ-হা-ৌ্ৎংঃঁ়\u200c\u200d\u09dc\u09dd\u09df]+")


def phonemize(text: str) -> list[tuple[re.Match[str], list[str]]]:
    """Return where each Bengali word of `text` stands, and its phonemes; nasal vowels end in `~`."""
    matches = list(_WORD.finditer(text))
    words = [match[0] for match in matches]
    spoken = pronounce(words, nasal=True)
    breaks = [at for at in range(1, len(words)) if text[matches[at - 1].end() : matches[at].start()].strip()]
    for start, end in pairwise([0, *breaks, len(words)]):
        for at in range(start, end):
            sounds = homograph(words[start:end], at - start)
            spoken[at] = sounds.split() if sounds else spoken[at]
    return list(zip(matches, spoken, strict=True))


def rewritten(text: str, write: Callable[[re.Match[str], list[str]], str]) -> tuple[str, list[tuple[int, int, int]]]:
    """Return `text` with what `write` makes of each word and its phonemes, and where each word went.

    All else but square brackets stays, punctuation above all: melody and pauses come from it. The list has, for
    each word, its place in the new text (0-based), and its start and end in `text`.
    """
    made, places, last, length = [""], [], 0, 0
    for match, phonemes in phonemize(text):
        between = _apart(_plain(text[last : match.start()]), made[-1])
        word = write(match, phonemes) if phonemes else ""  # a sign by itself sounds like nothing
        places += [(length + len(between), match.start(), match.end())] * bool(word)
        made += [between, word]
        length += len(between) + len(word)
        last = match.end()
    return "".join([*made, _plain(text[last:])]), places


def _apart(between: str, before: str) -> str:
    """Return what stands between two words, ending in a space unless it is a hyphen that ties them, or nothing.

    eSpeak NG 1.52 dies of mnemonics that go on from a word of another kind: `X-[[rO]]`.
    """
    tied = between in {"", "-"} and before
    return between if tied or not between or between[-1].isspace() else between + " "


def in_notation(text: str) -> str:
    """Return `text` with each word in the notation of `phonemes` between slashes, as a lexicon takes it."""
    return rewritten(text, lambda _, phonemes: f"/{' '.join(phonemes).replace('~', '')}/")[0]


def _plain(text: str) -> str:
    """Return what is no word, without brackets that the voice would take for mnemonics."""
    return text.replace("[", " ").replace("]", " ")
