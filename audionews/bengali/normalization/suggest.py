"""Suggests entries for the user's lexicon: the words of some texts that are most likely said wrong, and often.

What a person mends in ten minutes should be heard most: words are ranked by how often they are expected to be heard
wrong, the number of times they stand in the texts times the doubt of what is said for them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.bengali.normalization import english, latin
from audionews.bengali.normalization.normalizer import explain, normalize
from audionews.bengali.normalization.patterns import NOT_IN_WORD, Pattern, cue
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN, endings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.bengali.normalization.lexicon import Lexicon

_KINDS = {"latin", "acronym", "roman"}
_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9&'’.+/ -]*[A-Za-z0-9]|[A-Za-z]")
_WORD = re.compile(f"[{BN}]{{3,}}")
_NAME = Pattern(rf"{NOT_IN_WORD}{cue('before-name')}\.? $")
_ENDING = Pattern(rf"(?:{endings('case')}|{endings('glued')}|{endings('plural')})$")

# Shares of words heard wrong, of Latin ones as measured on unseen news: in the lexicon, spelt, of CMUdict, guessed.
_LEXICON, _SPELT, _HEARD, _GUESSED = 0.01, 0.05, 0.08, 0.25
_NAME_TOO = 1.5
"""How much more it counts that a name is heard wrong: listeners know it, and no lexicon does."""
_LEAST = 0.1
"""Doubt below which a Bengali word is not worth a look."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word that the user may want to hear otherwise."""

    written: str
    """The word as the texts write it, without case ending."""
    spoken: str
    """What is said for it now: in Bengali letters, or as phonemes between slashes for a Bengali word."""
    count: int
    """How often the texts have it."""
    known: bool
    """Whether a lexicon has it; the others are spelt, or read by their sounds."""
    doubt: float = 0.0
    """How likely it is said wrong, 0 to 1; for a name, weighted more."""
    why: str = "latin"
    """What it is: latin, sound (a Bengali word whose pronunciation is unsure) or name (one behind a title)."""
    instead: str = ""
    """The next best sound of a Bengali word, as phonemes between slashes."""


def suggest(texts: Iterable[str], locale: str = "bn-IN", lexicon: Lexicon | None = None) -> list[Suggestion]:
    """Return the words of `texts` that may be heard wrong, first those whose mending will be heard most often."""
    whole = [canonical(text) for text in texts]
    found = [*_foreign(whole, locale, lexicon), *_bengali(whole, locale, lexicon)]
    return sorted(found, key=lambda row: (row.known, -row.count * row.doubt, -row.count, row.written))


def _foreign(texts: list[str], locale: str, lexicon: Lexicon | None) -> Iterable[Suggestion]:
    """Return the Latin words and acronyms."""
    counts = Counter(
        stem[0]
        for text in texts
        for change in explain(text, locale, lexicon)
        if change.kind in _KINDS and (stem := _STEM.search(change.written))
    )
    for word, count in counts.items():
        yield Suggestion(word, normalize(word, locale, lexicon), count, latin.known(word), _latin_doubt(word))


def _latin_doubt(word: str) -> float:
    if latin.known(word):
        return _LEXICON
    small = re.sub("[^a-z]", "", word.lower())
    return _SPELT if word.isupper() and len(word) <= 5 else _HEARD if english.known(small) else _GUESSED


def _bengali(texts: list[str], locale: str, lexicon: Lexicon | None) -> Iterable[Suggestion]:
    """Return the Bengali words whose sound is in doubt, forms of one word together."""
    from audionews.bengali.pronunciation.doubt import doubt

    counts, names = _words(texts, locale, lexicon)
    for word, count in _gathered(counts).items():
        unsure = doubt(word)
        named = word in names
        weight = min(1.0, unsure.wrong * (_NAME_TOO if named else 1))
        if weight >= _LEAST:
            said, instead = (f"/{' '.join(sounds)}/" for sounds in (unsure.said, unsure.instead))
            yield Suggestion(
                word, said, count, known=False, doubt=weight, why="name" if named else "sound", instead=instead
            )


def _words(texts: list[str], locale: str, lexicon: Lexicon | None) -> tuple[Counter[str], set[str]]:
    """Return how often each word stands in the texts, those aside that are read otherwise, and which are names."""
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for text in texts:
        plain = list(text)
        for change in explain(text, locale, lexicon):
            plain[change.start : change.end] = " " * (change.end - change.start)
        for found in _WORD.finditer("".join(plain)):
            counts[found[0]] += 1
            if _NAME.search(text[max(0, found.start() - 24) : found.start()]):
                names.add(found[0])
    return counts, names


def _gathered(counts: Counter[str]) -> Counter[str]:
    """Return the counts with each inflected form added to its stem, where the texts have that too."""
    stems: Counter[str] = Counter()
    for word, count in counts.items():
        ending = _ENDING.search(word)
        stem = word[: ending.start()] if ending else ""
        stems[stem if stem in counts else word] += count
    return stems
