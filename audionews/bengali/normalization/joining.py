"""Closes a hit: takes the ending that follows it into its last word."""

from functools import cache

from audionews.bengali.normalization.numbers import shortened
from audionews.bengali.normalization.patterns import Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, Row
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN, endings, join, tail


def close_number(words: str, start: int, end: int, context: Context) -> Hit:
    """Return the hit for a number's words with classifier, case or short দুই as what follows asks for."""
    match = tail().match(context.text, end)
    if match and (match["kind"] or match["case"]):
        return Hit(start, match.end(), _with_tail(words, match, context))
    glued = _short_tail().match(context.text, end)
    if glued:
        return Hit(start, glued.end(), words + glued[1])
    if measure := _measures().match(context.text, end):
        head, two = shortened(words, context.loc)
        if two and not _PARTED.search(context.before(start, 10)):
            return Hit(start, measure.end(), head + two)
    return Hit(start, end, words)


def close(word: str, start: int, end: int, context: Context, row: Row | None = None) -> Hit:
    """Return the hit for a word or acronym with the case ending that follows it; `row` decided what is said."""
    match = tail().match(context.text, end)
    if not match or not (match["kind"] or match["case"]) or (match["kind"] or "").startswith(" "):
        return Hit(start, end, word, row)
    kind = (match["kind"] or "").strip(" -–")
    said = join(word + kind, match["case"]) if match["case"] else word + kind
    return Hit(start, match.end(), said, row)


def _with_tail(words: str, match: Match, context: Context) -> str:
    if match["kind"]:
        kind = match["kind"].strip(" -–")
        two = context.loc.numbers[2]
        if f" {words}".endswith(f" {two}"):
            words = words[: -len(two)] + context.loc.two[kind]
        else:
            apart = (
                match["kind"][0] == " "
                and kind == context.loc.words["people"]
                and (" " in words or words.endswith(context.loc.words["hundred"]))
            )
            words += " " * apart + kind
    return join(words, match["case"]) if match["case"] else words


_PARTED = Pattern(rf"(?:{cue('parted')}|{cue('point')}) ?$")  # সওয়া দুই ঘণ্টা, তিন দশমিক দুই হাজার keep their দুই


@cache
def _short_tail() -> Pattern:
    """Words that glue to a number only where they are written glued: ৩বার, ১০গুণ."""
    return Pattern(rf"[-–]?({cue('glued-tail')}[{BN}]{{0,4}})(?![{BN}])")


@cache
def _measures() -> Pattern:
    words = any_of([row[0] for row in tables.rows("measures")])
    return Pattern(rf" ?(?={words}{endings('measure')}{{0,2}}(?![{BN}]))")
