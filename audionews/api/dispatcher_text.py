"""What speech-dispatcher sends to be spoken: SSML with marks, a character, a key; as sentences that are said."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.bengali.normalization.normalizer import said_sentences
from audionews.bengali.normalization.spelled import character_name, key_name, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.bengali.normalization.lexicon import Lexicon

_MARK = re.compile(r"<mark\s[^>]*?name\s*=\s*[\"']([^\"'>]*)[\"'][^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Reading:
    """How text is read."""

    locale: str = "bn-IN"
    """The country whose words numbers and dates have."""
    lexicon: Lexicon | None = None
    """The user's own words."""
    spelling: bool = False
    """Whether it is spelled."""


@dataclass(frozen=True)
class Spell:
    """A sentence, or the place in the text that is reached."""

    said: str = ""
    """What is to be spoken."""
    mark: str = ""
    """Name of the mark that is reached."""


def spells(kind: str, text: str, reading: Reading) -> Iterator[Spell]:
    """Yield what a message says, its marks at their places.

    Args:
        kind: the command that it came with: SPEAK, CHAR, KEY or SOUND_ICON.
        text: it; that of SPEAK is SSML.
        reading: how it is read.
    """
    if kind == "SPEAK":
        yield from _marked(text, reading)
        return
    said = character_name(text) if kind == "CHAR" else key_name(text.replace("-", "_"))
    if said:
        yield Spell(said)


def _marked(text: str, reading: Reading) -> Iterator[Spell]:
    for number, piece in enumerate(_MARK.split(text)):
        if number % 2:
            yield Spell(mark=html.unescape(piece))
            continue
        plain = html.unescape(_TAG.sub(" ", piece)).strip()
        if len(plain) == 1:
            told = [character_name(plain)]
        elif reading.spelling:
            told = [spelled(word) for word in plain.split()]
        else:
            told = [said for _, said in said_sentences(plain, reading.locale, reading.lexicon)]
        yield from (Spell(said) for said in told if any(map(str.isalpha, said)))
