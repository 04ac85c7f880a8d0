"""Lines of Hindi or Bengali in Latin letters, such as titles of songs: their short words are not the English ones."""

import re

from audionews.bengali.normalization import latin
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import Pattern
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows

_SURE, _ALSO = (
    {row[1]: canonical(row[2]) for row in rows("romanized_lines") if row[0] == kind} for kind in ("sure", "also")
)
_BEFORE, _AFTER = Pattern(r"(?:[A-Za-z]{1,20} ){0,5}$"), Pattern(r"(?: [A-Za-z]{1,20}){0,5}")
_WIDTH = 60
"""Characters on either side in which the other words of a line are looked for."""
ENOUGH = 2
"""Words of such lines that make one, at least one of them a sure one."""


@rule("latin", "A", r"[A-Za-z]{2,9}(?![A-Za-z0-9]|['’.-][A-Za-z0-9])")
def of_a_line(match: Match, context: Context) -> Hit | None:
    """Kal Ho Naa Ho → কাল হো না হো, but Kal Penn, Hi Mom: a word of the table among others of it."""
    small = match[0].lower()
    said = _SURE.get(small) or _ALSO.get(small)
    if said is None or match[0].isupper() or context.before(match.start(), 1).isalnum():
        return None
    before = _BEFORE.search(context.before(match.start(), _WIDTH))
    after = _AFTER.match(context.after(match.end(), _WIDTH))
    words = f"{before[0] if before else ''}{match[0]}{after[0] if after else ''}".lower().split()
    if not _indian(words):
        return None
    longest = latin.phrase(context.after(match.start(), _WIDTH))
    if longest and longest[0] > len(match[0]):
        return None
    return close(said, match.start(), match.end(), context)


def _indian(words: list[str]) -> bool:
    sure = sum(word in _SURE for word in words)
    also = sum(word in _ALSO for word in words)
    return sure > 0 and sure + also >= ENOUGH and not any(map(_ENGLISH.fullmatch, words))


_ENGLISH = re.compile("the|of|and|is|are|with|for|in|on")
"""Words that no such line has."""

RULES = (of_a_line,)
