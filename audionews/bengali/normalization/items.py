"""Numbers of a list that runs on in one line: ১. ছাতা ২. চাকা."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.patterns import Pattern
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN

_NUMBER = rf"([1-9]\d?)\. ?(?=[{BN}])"
_ITEM = Pattern(rf"(?<![\d.]){_NUMBER}")
_WIDE = 80  # characters: an item of a list in one line is seldom longer


@rule("cardinal", "0", _NUMBER, ".")
def item(match: Match, context: Context) -> Hit | None:
    """১. ছাতা ২. চাকা → এক, ছাতা; দুই, চাকা: told by the number before it, the first by the second behind it."""
    n, before = int(match[1]), context.before(match.start(), _WIDE)
    follows = n > 1 and _holds(n - 1, before)
    if before[-1:].strip() or not (follows or (n == 1 and _holds(2, context.after(match.end(), _WIDE)))):
        return None
    return Hit(match.start(), match.end(), f"{numbers.count(match[1], context.loc)}, ")


def _holds(number: int, text: str) -> bool:
    return any(int(found[1]) == number for found in _ITEM.finditer(text))


RULES = (item,)
