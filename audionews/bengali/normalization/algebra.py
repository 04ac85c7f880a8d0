"""Sums with letters: 3x - 6, ay + cb, 2ab are said letter by letter, and a dash in them is a minus."""

import re

from audionews.bengali.normalization import latin, numbers, units
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import NOT_IN_WORD, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables

_LETTERS = "abcdklmnpqrstuvxyz"  # e, i and o make words of three letters, f, g and h of units
_TERM = rf"(?:\d{{1,4}}[{_LETTERS}]{{0,3}}|[{_LETTERS}]{{1,3}})[²³]?"
_EXPRESSION = (
    rf"(?<![A-Za-z\d.,/-])(?P<first>{_TERM})(?P<more>(?: ?[+=-] ?{_TERM}){{0,12}})(?![A-Za-z\d]|[.,/-][A-Za-z\d])"
)


@rule("algebra", "A0", _EXPRESSION, _LETTERS, "")
def expression(match: Match, context: Context) -> Hit | None:
    """3x-6 → তিন এক্স মাইনাস ছয়, ay+cb → এ ওয়াই প্লাস সি বি: where algebra is spoken of, or a sum is written out."""
    terms = re.findall(r"[a-z]+", match[0])
    measured = any(term in units.UNITS and term != "x" for term in terms)
    lone = not match["more"] and (match["first"].isalpha() or _TIMES.search(context.before(match.start(), 2)))
    if not terms or measured or lone:
        return None  # 8gb+128gb, 3 x 4
    summed = _WRITTEN_OUT.search(match[0]) or (len(terms) > 1 and context.near(match.start(), _EQUATED, 30))
    if not summed and not context.near(match.start(), _SPOKEN_OF, 80):
        return None
    said = " ".join(_said(part, context) for part in re.findall(r"\d+|[a-z]|[²³+=-]", match[0]))
    return close(said, match.start(), match.end(), context)


_TIMES = Pattern(r"\d $")
_WRITTEN_OUT = Pattern(r"\d[xyz] ?\+ ?\d|[a-z] ?=|= ?[\da-z]*[a-z]")
_EQUATED, _SPOKEN_OF = Pattern("[²³=]"), Pattern(NOT_IN_WORD + cue("algebra"))


def _said(part: str, context: Context) -> str:
    if part.isdecimal():
        return numbers.count(part, context.loc)
    if part.isalpha():
        return latin.letters(part)
    return context.loc.words["minus"] if part == "-" else tables.mapping("symbols")[part]


RULES = (expression,)
"""Before all rules that read letters or ranges."""
