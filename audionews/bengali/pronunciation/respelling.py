"""A pronunciation as a word in Bengali letters that is read so: it then goes wherever text goes, to every voice.

Bengali spelling leaves some sounds open (ক may be kO, ko or k), so several spellings are tried, the plainest first,
until one is pronounced as asked.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from audionews.bengali.pronunciation.phonemes import pronounce
from audionews.bengali.pronunciation.syllables import VOWELS
from audionews.bengali.script.codepoints import HASANTA, ZWNJ, canonical
from audionews.bengali.script.habits import mend
from audionews.bengali.script.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 512
"""Spellings tried, in some hundredths of a second."""


def respelt(phonemes: Sequence[str]) -> str | None:
    """Return the plainest spelling that is pronounced as `phonemes`; None where there is none among those tried."""
    tried = islice(_spellings(phonemes), _MOST)
    spellings = [mend(canonical(spelling)).text for spelling in tried]  # as normalization would write it
    said = pronounce(spellings)
    return next((spelt for spelt, sounds in zip(spellings, said, strict=True) if sounds == list(phonemes)), None)


def _spellings(phonemes: Sequence[str]) -> Iterator[str]:
    for ways in product(*(_ways()[phoneme] for phoneme in phonemes)):
        spelling = "".join(_parts(phonemes, ways))
        yield spelling
        if phonemes[-1] not in VOWELS:
            yield spelling + HASANTA


def _parts(phonemes: Sequence[str], ways: Sequence[str]) -> Iterator[str]:
    """Yield the letters of each phoneme, joined as script joins them."""
    open_ = False
    for phoneme, way in zip(phonemes, ways, strict=True):
        if phoneme in VOWELS:
            alone, _, joined = way.partition("/")
            yield joined.strip("-") if open_ else alone
        else:
            yield HASANTA + ZWNJ + way if open_ else way
        open_ = phoneme not in VOWELS


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    return {phoneme: tuple(ways) for phoneme, *ways in rows("respelling")}
