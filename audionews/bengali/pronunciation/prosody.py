"""The melody and the pace of a text: tables `prosody` and `question_words`.

Headlines fall at their end, and so do questions with a question word; those that ask for yes or no rise. Each clause of
a sentence begins lower than the one before, and each sentence of a paragraph lower than its first. Long figures, what
is mentioned for the first time, and the last word come slower.
"""

import re
from functools import cache

from audionews.bengali.pronunciation.mentions import FIGURE, NAME
from audionews.bengali.script.endings import BN
from audionews.bengali.script.tables import mapping, rows

_ASKED = re.compile(r"(?<![^।?!\n])([^।?!\n]*)\?")
_ENDED = re.compile(r"[।?!.:;,…–—-][\s”’\"')]*$")


def with_melody(text: str) -> str:
    """Return `text` with the marks of its melody: that of a headline's fall, and a dari after a question that falls.

    Each question mark becomes at most one other mark: places in the text stay what they were.
    """
    marked = text if _ENDED.search(text) else text + mapping("prosody")["fall"]
    return _ASKED.sub(lambda match: f"{match[1]}।" if _question_word().search(match[1]) else match[0], marked)


def pace(of: str = "figures") -> float:
    """Return the pace of `figures` or of the `last` word, as a share of the normal one."""
    return int(mapping("prosody")[of]) / 100


@cache
def first_paces() -> dict[str, int]:
    """Return the pace of each kind of mention where it is the first of its story, in percent of the normal one."""
    return {kind: int(mapping("prosody")[f"first {kind}"]) for kind in (FIGURE, NAME)}


@cache
def depths() -> tuple[int, ...]:
    """Return by how much the sentences of a paragraph are lower than its first, as eSpeak counts heights."""
    return tuple(map(int, mapping("prosody")["depths"].split()))


@cache
def heights() -> tuple[int, ...]:
    """Return the heights of a sentence's clauses in turn, as eSpeak counts them; the last goes for all others."""
    return tuple(map(int, mapping("prosody")["heights"].split()))


@cache
def _question_word() -> re.Pattern[str]:
    words = "|".join(word for (word,) in rows("question_words"))
    return re.compile(rf"(?<![{BN}])(?:{words})(?![{BN}])")
