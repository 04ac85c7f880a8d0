"""Abbreviations in Bengali letters: titles and units with a dot, initials, and fixed phrases with digits."""

import re
from functools import cache

from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, any_of
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.endings import BN

# What must stand before (and behind) an abbreviation, by the third column of its table.
_WHERE = {
    "any": (Pattern(""), Pattern("")),
    "clock": (Pattern(r"ট[াে] ?\d{1,2} ?$"), Pattern("")),
    "name": (Pattern(""), Pattern(rf" ?[{BN}\d]")),
    "number": (Pattern(r"[\d½¼¾] ?-?$"), Pattern("")),
    "digit": (Pattern(""), Pattern(r" ?[:-]? ?\d")),
    "degree": (Pattern(r"(?:ডিগ্রি|°) ?$"), Pattern("")),
    "bracket": (Pattern(r"[(] ?$"), Pattern("")),
    "title": (Pattern(r"[.ঃ] ?$"), Pattern("")),
}
_INITIAL = rf"(?:{any_of([*tables.mapping('letters').values(), 'অ্যা', 'এড', 'এসসি', 'কম', 'ফিল', 'লিট', 'টেক'])}|[অ-হ])"


_TITLES = ("ড.", "ডা.", "মো.", "মোহা.", "মোসা.", "মোছা.", "মু.", "মি.", "প্রা.")  # some type a colon for the dot


@cache
def _table() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for written, said, where in tables.rows("abbreviations"):
        colon = written.replace(".", ":") if written in _TITLES else written
        for form in {written, written.replace(".", "ঃ"), colon}:
            table.setdefault(form, []).append((said, where))
    return table


ABBREVIATION = rf"{NOT_IN_WORD}{any_of(list(_table()))}(?:(?<=[.:ঃ])|{WORD_ENDS})"
INITIALS = rf"{NOT_IN_WORD}{_INITIAL}\.(?: ?{_INITIAL}\.)*(?:{_INITIAL}{WORD_ENDS})?"
FIXED = rf"{NOT_IN_WORD}(?<!\d){any_of(list(tables.mapping('phrases')))}(?![{BN}0-9]|[/.-]\d)"


@rule("phrase", "ক0", FIXED)
def fixed(match: Match, context: Context) -> Hit:
    """টি-২০ → টি-টোয়েন্টি."""
    return close(tables.mapping("phrases")[match[0]], match.start(), match.end(), context)


@rule("abbreviation", "ক", ABBREVIATION)
def abbreviation(match: Match, context: Context) -> Hit | None:
    """ড. → ডক্টর, মোঃ → মোহাম্মদ, ৫ মি. → মিটার."""
    before, after = context.before(match.start(), 24), context.after(match.end(), 8)
    for said, where in _table()[match[0]]:
        left, right = _WHERE[where]
        if left.search(before) and right.match(after):
            dot = not match[0].endswith(".") and re.match(rf"\.(?= [{BN}])", after)
            return close(said, match.start(), match.end() + bool(dot), context)
    return None


@rule("abbreviation", "ক", INITIALS)
def initials(match: Match, context: Context) -> Hit | None:
    """এ.পি.জে. → এপিজে, এস. এম. → এস এম; one letter with a dot only before a name."""
    single = match[0].count(".") == 1 and match[0][-1] == "."
    if single and not re.match(rf" [{BN}]", context.after(match.end())):
        return None
    said = re.sub(r"\. ?(?=.)", lambda dot: " " if " " in dot[0] else "", match[0]).rstrip(".")
    return close(said, match.start(), match.end(), context)


RULES = (fixed, abbreviation, initials)
