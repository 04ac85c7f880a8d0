"""Abbreviations in Bengali letters: titles and units with a dot, initials, and fixed phrases with digits."""

import re
from functools import cache

from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, any_of, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.script import tables
from audionews.bengali.script.endings import BN

# What must stand before (and behind) an abbreviation, by the third column of its table.
_WHERE = {
    "any": (Pattern(""), Pattern("")),
    "clock": (Pattern(r"ট[াে] ?\d{1,2} ?$"), Pattern("")),
    "name": (Pattern(""), Pattern(rf" ?[{BN}\d]")),
    "number": (Pattern(r"(?:[\d½¼¾] ?-?|\d/)$"), Pattern("")),
    "digit": (Pattern(""), Pattern(r" ?[:-]? ?\d")),
    "compass": (Pattern(""), Pattern(rf" ?{cue('compass-after')}")),
    "prophet": (Pattern(rf"{cue('prophet')} ?$"), Pattern("")),
    "college": (Pattern(""), Pattern(rf" ?{cue('college')}")),
    "teacher": (Pattern(""), Pattern(rf" ?{cue('teacher')}")),
    "given": (Pattern(""), Pattern(rf" ?[{BN}]{{2,20}}(?![{BN}.ঃ])")),
    "address": (Pattern(r"(?:^|[,:;(]) ?$"), Pattern(rf" ?[{BN}]")),
    "era": (Pattern(r"\d{4} ?$|(?<!\d)\d\d?[/.-]\d\d?[/.-]\d\d ?$"), Pattern("")),
    "degree": (Pattern(rf"(?:{cue('degrees')}|°) ?$"), Pattern("")),
    "bracket": (Pattern(r"[(] ?$"), Pattern("")),
    "title": (Pattern(r"[.ঃ] ?$"), Pattern("")),
}
_YEAR_AFTER = Pattern(r" ?:? ?\d{4}(?!\d)")
_INITIAL = rf"(?:{any_of(list(tables.mapping('letters').values()))}|{cue('degree')}|[অ-হ])"


@cache
def _table() -> dict[str, list[tuple[str, str, str]]]:
    table: dict[str, list[tuple[str, str, str]]] = {}
    for written, said, where in tables.rows("abbreviations"):
        for form in _forms(written, where):
            table.setdefault(form, []).append((said, where, written))
    return table


def _forms(written: str, where: str) -> set[str]:
    """Return the ways to close an abbreviation: with dots, visargas or colons, the blanks behind them kept or not."""
    bare = written.replace(". ", ".")
    forms = {written, bare, written.replace(".", "ঃ"), bare.replace(".", "ঃ")}
    if where not in _NO_COLON:
        forms |= {written.replace(".", ":"), bare.replace(".", ":")}
    return forms


_NO_COLON = {"name", "given", "number", "bracket"}  # উ: may be an answer, ৫টা: a time


ABBREVIATION = rf"{NOT_IN_WORD}{any_of(list(_table()))}(?:(?<=[.:ঃ])|{WORD_ENDS})"
INITIALS = rf"{NOT_IN_WORD}{_INITIAL}\.(?: ?{_INITIAL}\.)*(?:{_INITIAL}{WORD_ENDS})?"
FIXED = rf"{NOT_IN_WORD}(?<!\d){any_of(list(tables.mapping('phrases')))}(?![{BN}0-9]|[/.-]\d)"


@rule("phrase", "ক0", FIXED)
def fixed(match: Match, context: Context) -> Hit:
    """টি-২০ → টি-টোয়েন্টি; চ্যানেল ২৪x৭ → টোয়েন্টিফোর ইন্টু সেভেন."""
    said, *in_name = _phrases()[match[0]]
    if in_name and (_NAME.search(context.before(match.start(), 24)) or _NAME_AFTER.match(context.after(match.end()))):
        said = in_name[0]
    return close(said, match.start(), match.end(), context, Row("phrases", match[0]))


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in tables.rows("phrases")}


_NAME = Pattern(rf"{cue('name-before')} $")
_NAME_AFTER = Pattern(rf" {cue('name-after')}")


@rule("abbreviation", "ক", ABBREVIATION)
def abbreviation(match: Match, context: Context) -> Hit | None:
    """ড. → ডক্টর, মোঃ → মোহাম্মদ, ৫ মি. → মিটার."""
    before, after = context.before(match.start(), 24), context.after(match.end(), 24)
    for said, where, written in _table()[match[0]]:
        left, right = _WHERE[where]
        if (left.search(before) and right.match(after)) or (where == "era" and _YEAR_AFTER.match(after)):
            dot = not match[0].endswith(".") and re.match(rf"\.(?= [{BN}])", after)
            row = Row("abbreviations", f"{written}\t{said}")
            return close(said, match.start(), match.end() + bool(dot), context, row)
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
