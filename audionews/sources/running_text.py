"""What running text is, on pages and in files alike: its script, its sentences' ends, the words of its topic."""

from __future__ import annotations

import re
from functools import cache

from audionews.bengali.script.language import bengali_share
from audionews.bengali.script.tables import vocabulary

_NOTE = r"\[[0-9০-৯]{1,3}\]"  # the mark of a footnote
SENTENCE = re.compile(rf"[।॥৷?!…](?=[\s\"'’”»)\]*]|{_NOTE}|$)|(?<=[\u0985-\u09cc])[.|](?=\s|$)")
"""Where a sentence ends."""
ENDED = re.compile(rf"(?:[।॥৷?!…]|(?<=[\u0985-\u09cc])[.|])(?:[\s\"'’”»)\]*]|{_NOTE})*$")
"""A line that ends with its sentence."""
DARI = re.compile("[।৷॥]")
_WORD = re.compile(r"[\u0980-\u09e5\u09f0-\u09ff\u200c\u200d]{4,}")
_STEM = 4  # code points by which two forms of a word are taken for one
_LEAST_SHARE = 0.2  # of the letters; reports on computers and companies have a third of theirs in Latin
_LEAST_ASSAMESE = 3  # letters; a name or two in a Bengali report


def stems(text: str) -> set[str]:
    """Return the beginnings of the words of `text` that say something of its topic."""
    return {word[:_STEM] for word in _WORD.findall(text)} - _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in vocabulary("common"))


def is_assamese(text: str) -> bool:
    """Tell a text in Bengali script whose letters for r and w are those of Assamese."""
    return text.count("ৰ") > max(_LEAST_ASSAMESE, text.count("র"))


def is_bengali(text: str) -> bool:
    """Tell whether a text is written in Bengali, names and quotations in other scripts aside."""
    return bengali_share(text) >= _LEAST_SHARE
