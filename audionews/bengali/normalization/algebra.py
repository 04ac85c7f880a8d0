"""Sums with letters: 3x - 6, ay + cb, x^2 - 4 are said letter by letter, and a dash in them is a minus."""

import re

from audionews.bengali.normalization import latin, numbers, units
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import NOT_IN_WORD, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.endings import join

_LETTERS = "abcdfghklmnpqrstuvxyz"  # with e, i and o there would be words of three letters
_RUN = (
    rf"(?<![A-Za-z\d.,/-])(?=\d{{0,4}}[{_LETTERS}]|\d{{1,4}} ?[×+=–-])[{_LETTERS}\d]"
    rf"(?:[{_LETTERS}\d²³^(){{}}×/+=–-]| (?=[{_LETTERS}\d²³(){{}}×/+=–-])){{0,120}}(?<=[{_LETTERS}\d²³)])"
    r"(?![A-Za-z\d]|[.,/][A-Za-z\d])"
)
_SAID = Pattern(r"\d+|[a-z]|\^\d+|[²³×/+=(){}–-]")


@rule("algebra", "A0", _RUN, _LETTERS, "")
def expression(match: Match, context: Context) -> Hit | None:
    """3x-6 → তিন এক্স মাইনাস ছয়, ay+cb → এ ওয়াই প্লাস সি বি: where algebra is spoken of, or a sum is written out."""
    run = match[0]
    terms = re.findall(r"[a-z]+", run)
    measured = any(term in units.UNITS and term != "x" for term in terms) or _PRODUCT.search(run)
    words = any(len(term) > _LONGEST for term in terms) or _TWO_WORDS.search(run)
    alone = run.isalpha() and not _FORMULA.search(context.before(match.start(), 5))
    lone = alone or (run == "x" and context.before(match.start(), 2)[:1].isdigit()) or _DATED.search(run)
    if not terms or measured or words or lone:
        return None  # 8gb+128gb, 3 x 4, a b
    summed = _WRITTEN_OUT.search(run) or run.isalpha() or (len(terms) > 1 and context.near(match.start(), _EQUATED, 30))
    if not summed and not context.near(match.start(), _SPOKEN_OF, 80):
        return None
    said: list[str] = []
    for part in _SAID.findall(run):
        if part[0] == "^" and part[1:] not in _SQUARE_AND_CUBE and said:
            said[-1] = join(said[-1], _OF)
        said.append(_word(part, context))
    return close(_TIGHT.sub(r"\1\2", " ".join(said)), match.start(), match.end(), context)


_LONGEST = 3
_FORMULA, _DATED = Pattern(r"(?:^|[^A-Za-z])[A-Za-z] ?= ?$"), Pattern(r"\d/\d{1,2}/\d")  # F = ma
_PRODUCT, _TWO_WORDS = Pattern(r"\d ?x ?\d"), Pattern(r"[a-z)] [a-z]")
_WRITTEN_OUT = Pattern(r"\d[xyz] ?\+ ?\d|[a-z] ?=|= ?[\da-z]*[a-z]|[a-z]\^\d")
_EQUATED, _SPOKEN_OF = Pattern("[²³=^]"), Pattern(NOT_IN_WORD + cue("algebra"))
_SQUARE_AND_CUBE = {"2": "²", "3": "³"}
_WORDS = {"-": "minus", "–": "minus", "/": "by"}
_TIGHT = Pattern(r"(\() | (\))")
_OF = "ের"


def _word(part: str, context: Context) -> str:
    if part.isdecimal():
        return numbers.count(part, context.loc)
    if part.isalpha():
        return latin.letters(part)
    if part[0] == "^" and part[1:] not in _SQUARE_AND_CUBE:
        return f"{numbers.count(part[1:], context.loc)} {context.loc.words['power']}"
    if part in "(){}":
        return "(" if part in "({" else ")"
    if part in _WORDS:
        return context.loc.words[_WORDS[part]]
    return tables.mapping("symbols")[_SQUARE_AND_CUBE.get(part[1:], part)]


@rule("algebra", "-", r"-(?=\d{1,4}(?![\d.-]))")
def solution(match: Match, context: Context) -> str | None:
    """মূল দুটি হলো -2, -3 → মাইনাস দুই, মাইনাস তিন: a sign before a number where algebra is spoken of."""
    signed = context.before(match.start(), 2)[-1:] in (" ", "(") and context.near(match.start(), _SPOKEN_OF, 80)
    return f"{context.loc.words['minus']} " if signed else None


RULES = (expression, solution)
"""Before all rules that read letters or ranges."""
