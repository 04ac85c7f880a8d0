"""Abbreviations in Bengali letters: titles and units with a dot, initials, and fixed phrases with digits."""

import re
from functools import cache

from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, cue, months, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of, tree_of
from audionews.bengali.script.endings import BN
from audionews.bengali.script.lazy_pattern import LazyPattern

# What must stand before (and behind) an abbreviation, by the third column of its table.
_WHERE = {
    "any": (Pattern(""), Pattern("")),
    "clock": (
        Pattern(rf"(?:ট[াে]|{cue('hour-short')}) ?\d{{1,2}} ?$|{cue('second')} ?/ ?\d{{1,2}}\.\d{{1,2}} ?$"),
        Pattern(""),
    ),  # the second time in other figures: ৪ মিনিট ৩০ সেকেন্ড/৪.৫ মি.
    "lasting": (Pattern(r"\d ?$"), Pattern(rf" {cue('lasting-after')}")),
    "seconds": (Pattern(r"\d ?$"), Pattern(rf" \d{{1,2}}(?:[-–/]\d{{1,2}})? ?{cue('second')}")),
    "named": (Pattern(""), Pattern(rf" ?{cue('after-servant')}(?![{BN}])")),
    "speaker": (Pattern(r"(?:^|[।?!]) ?$"), Pattern(rf" [{BN}]")),
    "name": (Pattern(""), Pattern(rf" ?[{BN}\d]")),
    "number": (Pattern(r"(?:[\d½¼¾] ?-?|\d/)$"), Pattern("")),
    "per": (Pattern("/ ?$"), Pattern("")),
    "paisa": (Pattern(rf"{cue('taka')} \d{{1,2}} ?$"), Pattern("")),
    "coins": (Pattern(r"\d ?$"), Pattern(rf" {cue('coins-after')}")),
    "digit": (Pattern(""), Pattern(r" ?[:-]? ?\d")),
    "compass": (Pattern(""), Pattern(rf" ?{cue('compass-after')}")),
    "prophet": (Pattern(rf"{cue('prophet')} ?[(]? ?$"), Pattern("")),
    "college": (Pattern(""), Pattern(rf" ?{cue('college')}")),
    "teacher": (Pattern(""), Pattern(rf" ?{cue('teacher')}")),
    "given": (Pattern(""), Pattern(rf" ?[{BN}]{{2,20}}(?![{BN}.ঃ])")),
    "address": (Pattern(r"(?:^|[,:;(]) ?$"), Pattern(rf"[ -]?[{BN}]")),
    "era": (Pattern(r"\d{4} ?$|(?<!\d)\d\d?[/.-]\d\d?[/.-]\d\d ?$"), Pattern("")),
    "degree": (Pattern(rf"(?:{cue('degrees')}|°) ?$"), Pattern("")),
    "bracket": (Pattern(r"[(] ?$"), Pattern("")),
    "woman": (Pattern(rf"{cue('saint-woman')} ?[(]? ?$"), Pattern("")),
    "title": (Pattern(r"[.ঃ] ?$"), Pattern("")),
    "blessed": (Pattern(rf"[{BN}]{{2}}[’']? $"), Pattern(rf"[,;]? [{BN}]")),
    "played": (Pattern(r"[(,;] ?(?:\d\d?|1[01]\d|120)(?:\+\d\d?)? ?$"), Pattern(" ?[),;]")),
}
_NEAR = {"played": nearby("goal")}  # what must stand further off
_YEAR_AFTER = Pattern(rf" ?:? ?(?:\d{{4}}(?!\d)|\d\d?[/.-]\d\d?[/.-]\d\d|\d\d? {months()})")
_NAMES = any_of(list(tables.mapping("letters").values()))
_INITIAL = rf"(?:{_NAMES}|{cue('degree')}|[অ-হ])"


_LETTER = "[\u0980-\u0982\u0984-\u09e3\u200c\u200d]"  # of a word, the visarga aside
_CLOSERS = frozenset(".ঃ:")
_NO_COLON = {"name", "given", "number", "bracket", "blessed", "played"}  # উ: may be an answer, ৫টা: a time


@cache
def _table() -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in tables.rows("abbreviations"):
        table.setdefault(_plain(row[0]), []).append(row)
    return table


def _plain(written: str) -> str:
    """Return an abbreviation closed with dots and without blanks behind them: ফৌঃ কাঃ বিঃ → ফৌ.কা.বি."""
    return written.replace("ঃ", ".").replace(":", ".").replace(". ", ".")


def _open() -> str:
    """Match the abbreviations whose first part is not closed: কিমি, নং, মেজর জে."""
    starts = {row[0].replace("-", " ").partition(" ")[0] for row in tables.rows("abbreviations")}
    return tree_of(sorted(start for start in starts if _CLOSERS.isdisjoint(start))) + WORD_ENDS


CLOSED = rf"{NOT_IN_WORD}(?>{_LETTER}{{1,9}})[.ঃ:]"
"""A short word with a closer: an abbreviation, an initial, or the last word of a sentence."""
OPEN = NOT_IN_WORD + _open()
_OWN_LETTER = Pattern(rf" ?(?!{_NAMES}$)[অ-হ]$")
_PART = rf"(?>{_LETTER}{{1,9}})"
_ABBREVIATION = rf"{NOT_IN_WORD}{_PART}(?:(?:[.ঃ:] ?|[ -]){_PART}(?=[.ঃ:]|{WORD_ENDS})){{0,2}}[.ঃ:]?"
_CUT = LazyPattern(rf"(?<=[.ঃ:])|(?<={_LETTER})(?!{_LETTER})")
_INITIALS = (
    rf"{NOT_IN_WORD}(?:{_INITIAL}|{_NAMES}{{2}}(?=\. ?{_INITIAL}\.))\.(?: ?{_INITIAL}\.)*(?:{_INITIAL}{WORD_ENDS})?"
)
FIXED = rf"{NOT_IN_WORD}(?<!\d){tree_of(tables.mapping('phrases'))}(?=[ইও]?(?![{BN}0-9]|[/.-]\d)|(?<=20)[{BN}]{{4}})"


_BEHIND = "".join({phrase.lstrip("0123456789 ")[0] for phrase in tables.mapping("phrases") if phrase[0].isdigit()})


@rule("phrase", "ক0", FIXED, beside=_BEHIND)
def fixed(match: Match, context: Context) -> Hit | None:
    """টি-২০ → টি-টোয়েন্টি; চ্যানেল ২৪x৭ → টোয়েন্টিফোর ইন্টু সেভেন."""
    if _COUNTER.fullmatch(context.text.strip()):
        return None  # ১/১১ alone: the first of eleven pictures
    said, *in_name = _phrases()[match[0]]
    if in_name and (_NAME.search(context.before(match.start(), 24)) or _NAME_AFTER.match(context.after(match.end()))):
        said = in_name[0]
    return close(said, match.start(), match.end(), context, Row("phrases", match[0]))


_COUNTER = Pattern(r"\d/\d\d")


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in tables.rows("phrases")}


_NAME = Pattern(rf"{cue('name-before')} $")
_NAME_AFTER = Pattern(rf" {cue('name-after')}")


@rule("abbreviation", "ক", _ABBREVIATION)
def abbreviation(match: Match, context: Context) -> Hit | None:
    """ড. → ডক্টর, মোঃ → মোহাম্মদ, ৫ মি. → মিটার."""
    for cut in reversed([found.start() for found in _CUT.finditer(match[0])]):
        for row in _table().get(_plain(match[0][:cut]), ()):
            if hit := _said(row, match.start(), match.start() + cut, context):
                return hit
    return None


def _said(row: tuple[str, ...], start: int, end: int, context: Context) -> Hit | None:
    """Return the hit for one row, if what it asks for stands around."""
    written, said, where = row
    typed = context.text[start:end]
    if "." not in written and written != typed:
        return None  # written with a closer of its own
    if ":" in typed != written and where in _NO_COLON and not (where == "bracket" and context.after(end, 1) == ")"):
        return None  # a colon that parts, save in brackets of its own: (রা:)
    if where in _NEAR and not context.near(start, _NEAR[where], 100):
        return None
    left, right = _WHERE[where]
    before, after = context.before(start, 24), context.after(end, 24)
    if not (left.search(before) and right.match(after)) and not (where == "era" and _YEAR_AFTER.match(after)):
        return None
    dot = not typed.endswith(".") and re.match(rf"\.(?= [{BN}])", after)
    return close(said, start, end + bool(dot), context, Row("abbreviations", f"{written}\t{said}"))


@rule("abbreviation", "ক", _INITIALS)
def initials(match: Match, context: Context) -> Hit | None:
    """এ.পি.জে. → এপিজে, এস. এম. → এস এম, পিএইচ.ডি. → পিএইচডি; one letter with a dot only before a name."""
    single = match[0].count(".") == 1 and match[0][-1] == "."
    if single and not re.match(rf" [{BN}]", context.after(match.end())):
        return None
    parts = match[0].rstrip(".").split(".")
    apart = any(_OWN_LETTER.match(part) for part in (parts if len(parts) > 2 else parts[:1]))  # আ.স.ম. → আ স ম
    said = re.sub(r"\. ?(?=.)", lambda dot: " " if apart or " " in dot[0] else "", match[0]).rstrip(".")
    return close(said, match.start(), match.end(), context)


RULES = (fixed, abbreviation, initials)
