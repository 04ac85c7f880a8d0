"""Names told by a part of theirs (table `name_parts`): Nandgaon by its end is Indian, Agritech a brand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from audionews.bengali.normalization import english, indic, origin
from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable

LIKELY = -2.0
"""Odds from which on a word looks Indian (`origin`)."""
REST = 3
"""Letters that are left of the word, at least."""


@cache
def _parts(*kinds: str) -> dict[str, str]:
    """Return the parts of some kinds with what is written for them, the longest first."""
    found = {row[1]: row[2] for row in rows("name_parts") if row[0] in kinds}
    return dict(sorted(found.items(), key=lambda part: -len(part[0])))


def indian(word: str) -> str | None:
    """Return a word (small ASCII letters) that ends as Indian names do, with the rest read as an Indian word."""
    endings = _parts("indian", "perhaps") if origin.indian(word) > LIKELY else _parts("indian")
    for ending, written in endings.items():
        stem = word.removesuffix(ending)
        if stem != word and _readable(stem):
            vowel = written < "ক"
            return canonical(joined(_stem(stem), written) if vowel else _stem(stem) + written)
    return None


def _stem(stem: str) -> str:
    found, heard = indic.find(stem), english.known(stem)
    if found and found.unlike <= (1 if english.common(stem) else indic.UNLIKE * len(stem)):
        return found.written
    return english.write(stem, heard) if heard else indic.read(stem)


def branded(word: str, say: Callable[[str], str]) -> str | None:
    """Return a word (small ASCII letters) that begins or ends as names of firms do; `say` reads the rest."""
    for part, written in _parts("first").items():
        rest = word.removeprefix(part)
        if rest != word and (rest in _parts("last") or _readable(rest)):
            return canonical(written + (_parts("last").get(rest) or say(rest)))
    for part, written in _parts("last").items():
        rest = word.removesuffix(part)
        if rest != word and _readable(rest):
            return canonical(say(rest) + written)
    return None


def _readable(rest: str) -> bool:
    return len(rest) >= REST and any(letter in "aeiouy" for letter in rest)
