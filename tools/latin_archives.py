"""Packs words for `audionews.bengali.normalization.word_archives`: the same words give the same bytes."""

import math
import sys
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from audionews.bengali.normalization.indic import skeleton, spellings  # noqa: E402
from audionews.bengali.normalization.word_archives import PAIRED  # noqa: E402
from audionews.bengali.pronunciation.graphemes import graphemes  # noqa: E402

Spelt = dict[str, list[str]]
"""Words, with what each letter is."""


def paired(words: Spelt, common: set[str]) -> dict[str, bytes]:
    """Return the members of the English archive: words by their first letter, and what the signs of sounds mean."""
    seen = Counter(stands for path in words.values() for stands in path)
    signs = {
        sound: chr(ord("!") + at) for at, (sound, _) in enumerate(sorted(seen.items(), key=lambda one: (-one[1], one)))
    }
    members: dict[str, str] = {}
    section, before = "", ""
    for word, path in sorted(words.items()):
        pairs = "".join(letter + signs[sound] for letter, sound in zip(word, path, strict=True))
        pairs = pairs.capitalize()[:1] + pairs[1:] if word in common else pairs
        if word[:2] != section:
            section, before = word[:2], ""
            members[word[0]] = members.get(word[0], "") + "\n" + word[1]
        shared = _shared(pairs, before)
        members[word[0]] += chr(PAIRED + shared) + pairs[2 * shared :]
        before = pairs
    return {name: text.encode("latin-1") for name, text in members.items()} | {"sounds": "|".join(signs).encode()}


def _shared(pairs: str, before: str) -> int:
    """Return how many pairs both begin with."""
    alike = 0
    while alike < len(before) and pairs[alike : alike + 2] == before[alike : alike + 2]:
        alike += 2
    return alike // 2


def listed(words: list[str]) -> dict[str, bytes]:
    """Return the members of the Indian archive: skeletons with their words and ranks."""
    found: dict[str, list[str]] = {}
    for rank, word in enumerate(words):
        for key in _keys(word):
            found.setdefault(key, []).append(chr(ord("!") + round(math.log2(rank + 10))) + word)
    members: dict[str, str] = {}
    for key, entries in sorted(found.items()):
        members[key[0]] = members.get(key[0], "\n") + f"{key}\t{' '.join(entries)}\n"
    return {name: text.encode() for name, text in members.items()}


def _keys(word: str) -> set[str]:
    """Return the skeletons of the likely ways to write a word in Latin letters."""
    ways = [""]
    for unit in graphemes(word):
        likely = (
            {letters for letters, cost in spellings(unit) if cost <= 1} if unit in "XGBযবং" else {spellings(unit)[0][0]}
        )
        ways = [way + letters for way in ways for letters in sorted(likely)][:12]
    return {key for way in ways if (key := skeleton(way))}


def write(path: Path, members: dict[str, bytes]) -> None:
    """Write an archive whose bytes do not depend on the time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(members.items()):
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3  # as on Unix, wherever it is made
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
