"""Writes Bengali as it is said: numbers, dates, money, abbreviations, Latin words and signs become words.

A tagger goes over the text and finds stretches of a class (`tagger`); each class has a room of its own that both
recognizes and says it (`counts`, `dates`, `clock`, `money`, ...), by tables in `bengali/data/`. To add a class, write a
room with RULES and its table, and name it in `tagger.RULES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.bengali.normalization import tagger
from audionews.bengali.normalization.repairs import with_repairs
from audionews.bengali.normalization.rules import Change
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.fold import fold
from audionews.bengali.script.habits import mend
from audionews.bengali.script.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.bengali.normalization.lexicon import Lexicon

__all__ = ["Change", "explain", "normalize", "said_sentences"]


_PASSES = 3
"""A Latin word may come out as what looks like an abbreviation (Mo: → মো:): passes go on until nothing changes."""


def normalize(text: str, locale: str = "bn-IN", lexicon: Lexicon | None = None) -> str:
    """Return `text` as a newsreader says it, in canonical spelling.

    What remains is Bengali letters, white space and । , ? ! ; : - – — … quotes and round brackets. Idempotent; takes
    time in proportion to the text; never raises on a text (ValueError for an unknown locale).

    Args:
        text: any text, best one sentence or paragraph.
        locale: `bn-IN` (West Bengal) or `bn-BD` (Bangladesh).
        lexicon: the user's own words, which win over everything.
    """
    text = canonical(text)
    for _ in range(_PASSES):
        mended = mend(text)
        text = canonical(mended.text) if mended.repairs else text
        plain = fold(text)
        found = tagger.changes(text, plain, locale, lexicon)
        said = tagger.apply(plain, found)
        if said == text:
            break
        text = canonical(said)
        if lexicon:
            break
        if not found:  # only signs were made plain: a habit may have come to light
            text = canonical(mend(text).text)
            break
    return text


def said_sentences(text: str, locale: str = "bn-IN", lexicon: Lexicon | None = None) -> Iterator[tuple[str, str]]:
    """Yield each sentence of `text` in which there is something to say, as it is written and as it is said."""
    for sentence in split_sentences(text):
        if said := normalize(sentence, locale, lexicon).strip():
            yield sentence, said


def explain(text: str, locale: str = "bn-IN", lexicon: Lexicon | None = None) -> list[Change]:
    """Return each stretch that `normalize` changes: what it was taken for, by which rule, and what became of it.

    What was mended first (a habit of typing, `script.habits`) is of kind `spelling`, or part of the stretch around it.
    """
    written = canonical(text)
    mended = mend(written)
    found = tagger.changes(mended.text, fold(mended.text), locale, lexicon)
    return with_repairs(written, mended, found) if mended.repairs else found
