"""Digits behind the word দশমিক: whatever stands behind them (money, a unit, a dash), they are said one by one."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.patterns import NOT_IN_WORD, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, rule


@rule("decimal", "0", r"\d+(?![.,]\d)", "দ", "")
def decimal_in_words(match: Match, context: Context) -> Hit | None:
    """৫ দশমিক ০৩, ২ দশমিক শূন্য ৪৫ → পাঁচ দশমিক শূন্য তিন, দুই দশমিক শূন্য চার পাঁচ."""
    if not _POINT.search(context.before(match.start(), 24)):
        return None
    return close_number(numbers.spelt(match[0], context.loc), match.start(), match.end(), context)


_POINT = Pattern(rf"{NOT_IN_WORD}{cue('point')} (?:{cue('zero')} ){{0,3}}$")

RULES = (decimal_in_words,)
"""Tried before the rules of all other classes."""
