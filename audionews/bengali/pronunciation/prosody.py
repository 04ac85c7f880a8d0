"""What is said with weight: headlines fall at their end, long figures come slower (table `prosody`)."""

import re
from functools import cache

from audionews.bengali.script.endings import BN
from audionews.bengali.script.tables import mapping, rows

_ENDED = re.compile(r"[।?!.:;,…–—-][\s”’\"')]*$")


def with_fall(text: str) -> str:
    """Return `text` with the mark of a headline's fall, if it ends in no mark of its own."""
    return text if _ENDED.search(text) else text + mapping("prosody")["fall"]


def figures(text: str) -> list[tuple[int, int]]:
    """Return start and end of each number of two words or more, endings of its last word included."""
    return [match.span() for match in _figures().finditer(text)]


def pace() -> float:
    """Return the pace of figures, as a share of the normal one."""
    return int(mapping("prosody")["figures"]) / 100


@cache
def _figures() -> re.Pattern[str]:
    numbers = {word for _, *words in rows("numbers") for word in words} | {said for _, said in rows("scales")}
    word = "|".join(sorted({*numbers, "শো", "দশমিক"}, key=len, reverse=True))
    return re.compile(rf"(?<![{BN}])(?:{word})(?:শো)?(?: (?:{word})(?:শো)?)+(?:ের|ে|র|তে|কে)?(?![{BN}])")
