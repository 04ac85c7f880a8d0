"""The melody and the pace of a text: tables `prosody` and `question_words`.

Headlines fall at their end, and so do questions with a question word; those that ask for yes or no rise. Each clause of
a sentence begins lower than the one before. Long figures, names in quotation marks and the last word come slower.
"""

import re
from functools import cache

from audionews.bengali.script.endings import BN
from audionews.bengali.script.tables import mapping, rows

_ASKED = re.compile(r"(?<![^।?!\n])([^।?!\n]*)\?")
_NAME = re.compile(r"(?<=[‘“])[^\s‘’“”।?!,;:]+(?: [^\s‘’“”।?!,;:]+){0,2}(?=[’”])")
"""Up to three words between quotation marks."""
_ENDED = re.compile(r"[।?!.:;,…–—-][\s”’\"')]*$")


def with_melody(text: str) -> str:
    """Return `text` with the marks of its melody: that of a headline's fall, and a dari after a question that falls.

    Each question mark becomes at most one other mark: places in the text stay what they were.
    """
    marked = text if _ENDED.search(text) else text + mapping("prosody")["fall"]
    return _ASKED.sub(lambda match: f"{match[1]}।" if _question_word().search(match[1]) else match[0], marked)


def figures(text: str) -> list[tuple[int, int]]:
    """Return start and end of each number of two words or more, endings of its last word included."""
    return [match.span() for match in _figures().finditer(text)]


def names(text: str) -> list[tuple[int, int]]:
    """Return start and end of each name in quotation marks, which stay outside."""
    return [match.span() for match in _NAME.finditer(text)]


def pace(of: str = "figures") -> float:
    """Return the pace of `figures`, of `names` or of the `last` word, as a share of the normal one."""
    return int(mapping("prosody")[of]) / 100


@cache
def heights() -> tuple[int, ...]:
    """Return the heights of a sentence's clauses in turn, as eSpeak counts them; the last goes for all others."""
    return tuple(map(int, mapping("prosody")["heights"].split()))


@cache
def _question_word() -> re.Pattern[str]:
    words = "|".join(word for (word,) in rows("question_words"))
    return re.compile(rf"(?<![{BN}])(?:{words})(?![{BN}])")


@cache
def _figures() -> re.Pattern[str]:
    numbers = {word for _, *words in rows("numbers") for word in words} | {said for _, said in rows("scales")}
    word = "|".join(sorted({*numbers, "শো", "দশমিক"}, key=len, reverse=True))
    return re.compile(rf"(?<![{BN}])(?:{word})(?:শো)?(?: (?:{word})(?:শো)?)+(?:ের|ে|র|তে|কে)?(?![{BN}])")
