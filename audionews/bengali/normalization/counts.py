"""Plain numbers: counts, decimals, years, ordinals, and digits that fit nothing else."""

import re

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close, close_number
from audionews.bengali.normalization.numbers import GROUPED
from audionews.bengali.normalization.patterns import (
    ENDED,
    NOT_IN_WORD,
    WORD_ENDS,
    Pattern,
    cue,
    initials,
    month_names,
    months,
)
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN, endings, join

_TAIL = rf"(?:[-–'’]| -)?{endings('year')}{WORD_ENDS}| (?:{endings('year-apart')}{WORD_ENDS}|এ(?=[ ।,]|$))"
_YEAR_AFTER = Pattern(
    rf"{_TAIL}|[-–'’ ]?{cue('year-after')}| {months()}{endings('month')}?{WORD_ENDS}| ?{cue('era-short')}"
    rf"| ?(?:{cue('year-span')}(?! {cue('grown')})|[-–—] ?\d{{2,4}}(?!\d))"
)
_LAW_NAMED = rf"{cue('law-named')} ?[,:–-]? ?[(]?$"
_LAW_BEFORE, _LATIN_AFTER = Pattern(_LAW_NAMED), Pattern(" [A-Za-z]")  # Act-1860 section 420
_COMPARED = Pattern(rf"(?:{_TAIL}) ?{cue('compared')}")
_YEAR_BEFORE = Pattern(
    rf"{NOT_IN_WORD}(?:{months()}|{cue('year-before')})[{BN}]{{0,3}}(?: \d\d?)?[ ,]{{0,2}}[(]?$"
    rf"|\d\d\d\d(?: ?[-–] ?| {cue('year-link')} |, )$"
    rf"|{_LAW_NAMED}|{NOT_IN_WORD}{cue('era')}[,:]? ?$"
)
_EVENT_AFTER = Pattern(rf" [{BN}]{{2,20}} {cue('event')}")
_EVENT_BEFORE = Pattern(rf"{NOT_IN_WORD}{cue('event')}(?:স|্স)? $")
_FIGURE_BEFORE = Pattern(r"\d $")  # a row of a table
_IN_LIST = Pattern(rf"(?<!\d)(?!(?:1[5-9]|20)\d\d,)\d{{2,6}}, [{BN}]+ $")  # হুগলি ২২১০, নদিয়ায় ১৯৪৫।
_LIST_AFTER = Pattern(rf", [{BN}]+{endings('locative')} (?!(?:1[5-9]|20)\d\d,)\d{{2,6}}, ")  # ঢাকায় ১৯৬৭, খুলনায় ১৪৪,
_YEAR_NAMED = Pattern(rf"[- ]?{cue('year-after')}")
_YEAR_STANDS = Pattern(rf" ?(?:[।,;:)!?’\"”—–-]|{cue('and')} |$)")
_ENTRY_BEFORE = Pattern(rf"(?:^|[।?!]|{NOT_IN_WORD}{cue('chronicle')} ?:?)[ \x00•*–-]*$")
_ENTRY_AFTER = Pattern(rf" ?[:–—-] ?(?!(?:{cue('count-after')}|{cue('count-before')}){ENDED})[{BN}]{{2}}")
_COUNT_AFTER = Pattern(rf"[- ]?{cue('count-after')}{ENDED}| ?(?:{cue('counted')}|[%°A-Za-z])")
_COUNT_BEFORE = Pattern(rf"{NOT_IN_WORD}{cue('count-before')} ?$|[₹$€£৳]$")
_SECTION = Pattern(cue("law"))
_HUNDRED = initials("hundred")


def is_year(match: Match, context: Context) -> bool:
    """Tell whether a four-digit number of 1100-1999 is a year: by what stands beside it, never by size alone."""
    after, before = context.after(match.end()), context.before(match.start())
    if _YEAR_NAMED.match(after) or (_LATIN_AFTER.match(after) and _LAW_BEFORE.search(before)):
        return True
    if _COUNT_AFTER.match(after) or _MEASURE_AFTER.match(after) or _COMPARED.match(after):
        return False
    if _YEAR_AFTER.match(after) or _YEAR_BEFORE.search(before):
        return not _COUNT_BEFORE.search(before)
    if _ENTRY_BEFORE.search(before) and _ENTRY_AFTER.match(after):
        return True  # ১৬৩৫ – অভিযান চালান: an entry of a chronicle
    n = int(match[0])
    if n >= 1850 and not _COUNT_BEFORE.search(before) and (_EVENT_AFTER.match(after) or _EVENT_BEFORE.search(before)):
        return True
    stands = n >= 1700 and n % 50 != 0 and _YEAR_STANDS.match(after) and not _FIGURE_BEFORE.search(before)
    stands = stands and not _IN_LIST.search(before) and not _LIST_AFTER.match(after)
    return bool(stands) and not _COUNT_BEFORE.search(before)


@rule("year", "0", r"1[1-9]\d\d(?![\d]|[.,]\d)", least=4)
def year(match: Match, context: Context) -> Hit | None:
    """১৯৭১-এর → উনিশশো একাত্তরের."""
    if not is_year(match, context):
        return None
    return close_number(numbers.year(int(match[0]), context.loc), match.start(), match.end(), context)


@rule("year", "0", rf"(1[5-9]|20) (\d\d)(?= {cue('year-word')})", initials("year-word"), " ")
def year_apart(match: Match, context: Context) -> str | None:
    """১৯ ৭১ সালে → উনিশশো একাত্তর সালে: a blank that slipped into a year, not behind another number."""
    if _ANOTHER.search(context.before(match.start(), 8)):
        return None
    return numbers.year(int(match[1] + match[2]), context.loc)


_ANOTHER = Pattern(rf"\d(?:,? | ?[-–] ?| {cue('and')} )$")


@rule("year", "$", rf"['’‘](?=\d\d(-?{cue('year-tail')}{WORD_ENDS})?(?!\d))")
def century_left_out(match: Match, context: Context) -> str | None:
    """’৭১-এর, ব্যাচ ’২৪: an apostrophe that stands for the century, and opens no quotation, is not said."""
    quoted = _QUOTED.search(context.after(match.end()))
    if match[0] == "‘" and quoted:
        return None  # ‘২৬-এর ভোট’
    alone = match[0] != "‘" and not quoted
    before = context.before(match.start(), 1)
    if match[0] != "‘" and "অ" <= before <= "ৣ":
        return " "  # ডিসেম্বর’২৪
    return "" if match[1] or (alone and before in ("", " ")) else None


_QUOTED = Pattern("['’]")


@rule("year", "0", r"((?:1[5-9]|20)\d0|[2-9]0)['’]?s(?![A-Za-z])", "s", "s'’")
def decade(match: Match, context: Context) -> Hit:
    """1990s → উনিশশো নব্বইয়ের দশক."""
    said = join(numbers.year(int(match[1]), context.loc), "এর") + f" {context.loc.words['decade']}"
    return close(said, match.start(), match.end(), context)


@rule(
    "ordinal",
    "0",
    rf"({GROUPED})[ -]?(ম|য়|র্থ|ষ্ঠ|তম)({cue('times')}(?=(?:ের|ও|ই)?{WORD_ENDS})|)(?={endings('ordinal')}?{WORD_ENDS})",
    "",
    "মযরষত-",
)
def ordinal(match: Match, context: Context) -> Hit | None:
    """৩য় → তৃতীয়, ২১তম → একুশতম; ১৯১৩-য় is no ordinal."""
    n = int(match[1].replace(",", "")[:9])  # no ordinal is longer
    if match[2] in _SUFFIXED and n not in _SUFFIXED[match[2]]:
        return None
    return close(numbers.ordinal(n, context.loc) + match[3], match.start(), match.end(), context)


_SUFFIXED = {canonical("য়"): (2, 3), "র্থ": (4, 14, 24), "ষ্ঠ": (6, 16, 26)}


@rule("ordinal", "0", rf"(1[1-9]|2[0-5])[ -]?শ{WORD_ENDS}", _HUNDRED, _HUNDRED + "-")
def sanskrit_ordinal(match: Match, context: Context) -> str | None:
    """১২শ শ্রেণি, ১৮ শ শতক → দ্বাদশ, অষ্টাদশ: only before what is counted in order."""
    ordered = _ORDERED.match(context.after(match.end()))
    return numbers.ordinal(int(match[1]), context.loc, 25) if ordered else None


_ORDERED = Pattern(rf"(?:(?:[-–,]| {cue('and')}) ?\d\d?-?শ)? (?:{cue('ordered-by')} )?{cue('ordered')}")


@rule("ordinal", "0", r"(\d{1,4}) ?(?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z])", "tdhTDH", "snrtSNRT")
def latin_ordinal(match: Match, context: Context) -> str:
    """21st → একুশতম."""
    return numbers.ordinal(int(match[1]), context.loc)


@rule(
    "section",
    "0",
    rf"(\d{{1,4}})([ -]?)([(]?{cue('section-letter')}[)]?){WORD_ENDS}",
    "",
    initials("section-letter") + "-(",
)
def section_letter(match: Match, context: Context) -> str | None:
    """৪৯৮এ ধারা → চারশো আটানব্বই এ ধারা: the letter is no case ending where a law or road is named."""
    after = context.after(match.end(), 14)
    routed = not match[2] and (_ROUTE.search(before := context.before(match.start(), 16)) or _MODELLED.search(before))
    if routed or _LETTERED.match(after) or (not match[2] and context.near(match.start(), _SECTION, 40)):
        return f"{numbers.count(match[1], context.loc)} {match[3]}"
    return None


_ROUTE = Pattern(rf"{cue('route')}(?: {cue('route-number')})? $")
_MODELLED = Pattern(rf"{NOT_IN_WORD}{cue('lettered-model')} $")  # পিক্সেল ৪এ
_LETTERED = Pattern(rf" ?{cue('lettered-after')}")


@rule("section", "0", r"(\d{1,4})(?=\(\d{1,2}\))", "(")
def subsection(match: Match, context: Context) -> str:
    """৩৭৬(২) ধারা → তিনশো ছিয়াত্তর (দুই) ধারা."""
    return numbers.count(match[1], context.loc) + " "


@rule("cardinal", "0", rf"([1-9]\d?)[-’']?{cue('hundred')}{WORD_ENDS}(?:['’](?![{BN}]))?", _HUNDRED, _HUNDRED + "-’'")
def hundreds(match: Match, context: Context) -> Hit:
    """৫শো → পাঁচশো, ১২শ’ কিমি → বারোশো কিলোমিটার."""
    return close_number(numbers.hundreds(int(match[1]), context.loc), match.start(), match.end(), context)


@rule("cardinal", "0", rf"([1-9]00)[ -]?{cue('hundred')}{WORD_ENDS}(?:['’](?![{BN}]))?", _HUNDRED, _HUNDRED + "-")
def hundreds_twice(match: Match, context: Context) -> Hit:
    """৮০০শত → আটশো: the word says again what the figures do."""
    return close_number(numbers.count(match[1], context.loc), match.start(), match.end(), context)


@rule("code", "0", r"\d{1,6}(?:[.,]\d{1,6}){2,9}(?!\.?\d)", ".")
def version(match: Match, context: Context) -> str | None:
    """1.2.3 → এক ডট দুই ডট তিন; ২২১.২১৬.৩৬৯ ধারা are sections in a row; some dots of a file's number may be commas."""
    padded = _PADDED.search(match[0])
    if match[0].count(".") < _DOTS or ("," in match[0] and not padded):
        return None
    said = numbers.spelt if padded else numbers.count
    link = ", " if _SECTIONS.match(context.after(match.end())) else f" {context.loc.words['dot']} "
    return link.join(said(part, context.loc) for part in re.split("[.,]", match[0]))


_DOTS = 2
_SECTIONS = Pattern(rf" ?{cue('law')}")
_PADDED = Pattern(r"(?:^|[.,])0\d")


@rule("code", "0", r"0\d+(?![.,]\d)", least=2)
def leading_zero(match: Match, context: Context) -> Hit | None:
    """০০৭ → শূন্য শূন্য সাত; ০৭ is a count, unless a word before it says that it names something."""
    before = context.before(match.start(), 24)
    if len(match[0]) == 2 and not (_NAMES.search(before) or _SECOND.search(before) or _CODED.search(before)):
        return None
    after = context.after(match.end())
    if (len(match[0]) == 3 and _COUNT_AFTER.match(after)) or (len(match[0]) == 4 and _YEAR_WORD.match(after)):
        return None  # ০০৫৩ সালে
    return close_number(numbers.spelt(match[0], context.loc), match.start(), match.end(), context)


_YEAR_WORD = Pattern(rf" {cue('year-word')}")
_SECOND, _CODED = Pattern(r"\d[-–]$"), Pattern(r"(?:^|[^A-Za-z])[A-Z]{2,4}-$")  # ২০০৭-০৮, EOS-01
_NAMES = Pattern(rf"{cue('zero-named')}(?: {cue('number')})?[: -]{{1,2}}$")


@rule("decimal", "0$", rf"(?<![\d.{BN}])\.\d+|{GROUPED}\.\d+(?!\.?\d)", ".")
def decimal(match: Match, context: Context) -> Hit:
    """৮৭.৯৭ → সাতাশি দশমিক নয় সাত; ২৫০.০০ টাকা → দুশো পঞ্চাশ টাকা."""
    whole, _, parts = match[0].partition(".")
    even = parts == "00" and whole and _TAKA_AFTER.match(context.after(match.end()))
    said = numbers.amount(whole if even else match[0], context.loc) + _pause(match, context)
    return close_number(said, match.start(), match.end(), context)


def _pause(match: Match, context: Context) -> str:
    """Return the comma that keeps ৪২,৮০০ ৭৭.৮, two figures of a table, from being heard as one number."""
    return "," if _RUNS_ON.search(match[0]) and _NEXT_FIGURE.match(context.after(match.end())) else ""


_RUNS_ON, _NEXT_FIGURE = Pattern(r"(?<![\d,])0*[1-9][\d,]*00$|\.\d+$"), Pattern(r" {1,8}[-–—]?\d")


_TAKA_AFTER = Pattern(rf" ?{cue('taka')}")


@rule("decimal", "0", rf"(\d{{1,3}})\. (\d{{1,2}})(?= ?(?:{cue('decimal-unit')}|%)| ?(?:।|$))", ".")
def decimal_apart(match: Match, context: Context) -> str | None:
    """২০. ৭২ শতাংশ → কুড়ি দশমিক সাত দুই: a blank behind the point, in mid-sentence and before a measure or a dari.

    Before a sign of percent no dari need follow, nor a word stand before it: ৭২. ৪ %, but ৩. ৫০% is an item.
    """
    after = context.after(match.end(), 400)
    percent = _PERCENT.match(after)
    behind = _IN_SENTENCE.search(context.before(match.start(), 12)) and (percent or "।" in after)
    alone = percent and int(match[1]) > _LAST_ITEM
    return numbers.decimal(match[1], match[2], context.loc) if behind or alone else None


_IN_SENTENCE, _PERCENT = Pattern(rf"[{BN}]{{2}} $"), Pattern(" ?%")
_LAST_ITEM = 30  # lists of the news are shorter


@rule("decimal", "0", rf"(\d{{1,3}}) \.(\d{{1,2}})(?![\d.]| ?{cue('calibre')})", ".", " ")
def decimal_blank(match: Match, context: Context) -> str | None:
    """৪ .৩ → চার দশমিক তিন: a blank before the point, behind a word; .২২ রাইফেল is a calibre."""
    before = context.before(match.start(), 12)
    behind = _IN_SENTENCE.search(before) or (not before and _DECIMAL_UNIT.match(context.after(match.end())))
    return numbers.decimal(match[1], match[2], context.loc) if behind else None


_DECIMAL_UNIT = Pattern(rf" {cue('decimal-unit')}")


@rule("decimal", "0", rf"(\d{{1,3}}),(\d)(?= ?(?:{cue('comma-unit')}|%))", ",")
def decimal_comma(match: Match, context: Context) -> str | None:
    """১,৫ কিলোমিটার → এক দশমিক পাঁচ: no thousands; before what is measured, behind no other number of a list."""
    listed = _ROW.search(context.before(match.start(), 3))
    return None if listed else numbers.decimal(match[1], match[2], context.loc)


_ROW = Pattern(r"[\d,] ?$")


@rule("cardinal", "0", r"\d{1,2}(?:(?:, ?\d{2}){0,2}, |(?:,\d{2}){1,4}, \d{2},)\d{3}(?:\.\d{1,2})?(?![\d,]|\.\d)", ",")
def split_thousands(match: Match, context: Context) -> Hit | None:
    """৩৫, ৭৮৬ কিলোমিটার → পঁয়ত্রিশ হাজার …: a blank behind the comma of thousands, before what is counted.

    Or behind that of lakhs, where the figures before it are only half a number: ৩,৫০, ০০,০০০ টাকা.
    """
    before, after = context.before(match.start(), 6), context.after(match.end())
    if (
        _LISTED.search(before)
        or _are_notes(match[0].partition(".")[0])
        or _NUMBERED.match(after)
        or not (_COUNT_AFTER.match(after) or _MEASURE_AFTER.match(after) or _PASSED.match(after))
    ) and not ("." in match[0] and _REACHED.match(after)):
        return None
    return close_number(numbers.amount(match[0].replace(" ", ""), context.loc), match.start(), match.end(), context)


@rule("cardinal", "0", r"\d{1,3}(?: 000){1,3}(?![\d,]|\.\d| \d)", "0", " ")
def thousands_apart(match: Match, context: Context) -> Hit | None:
    """১০ ০০০ মিটার → দশ হাজার: blanks before groups of three zeros, before what is counted or measured."""
    after = context.after(match.end())
    if _LISTED.search(context.before(match.start(), 6)) or not (
        _COUNT_AFTER.match(after) or _MEASURE_AFTER.match(after)
    ):
        return None
    return close_number(numbers.count(match[0].replace(" ", ""), context.loc), match.start(), match.end(), context)


def _are_notes(row: str) -> bool:
    """Tell a list of round numbers that grow from the groups of one: ১০, ২০, ৫০০ টাকার নোট."""
    parts = [int(part) for part in row.split(",")]
    return len(parts) > 2 and parts == sorted(parts) and all(part % 10 == 0 for part in parts)


_NUMBERED = Pattern(rf" {cue('number')}")  # সড়ক ৬, ১১৭ নম্বর সড়ক
_REACHED = Pattern(rf"[ -]?{endings('locative')} {endings('reached')}")  # ৪০, ৭৯৭.৮৭ এ দাঁড়িয়েছে
_LISTED, _PASSED = Pattern(rf"\d(?:,| {cue('and')}) $"), Pattern(rf" {cue('passed')}{ENDED}")
_MEASURE_AFTER = Pattern(rf" ?{cue('unit-after')}")


@rule("power", "0", r"(\d{1,6})(?:\^(-?\d{1,3})|([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,4}))(?!\d)", "^⁰¹²³⁴⁵⁶⁷⁸⁹")
def power(match: Match, context: Context) -> str | None:
    """১০⁵, ১০^৬ → দশের পাঁচ ঘাত."""
    exponent = match[2] or match[3].translate(_RAISED)
    if not exponent.lstrip("-").isdecimal():
        return None
    base = join(numbers.count(match[1], context.loc), _OF)
    return f"{base} {numbers.count(exponent, context.loc)} {context.loc.words['power']}"


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_OF = "ের"


@rule("cardinal", "0", GROUPED)
def number(match: Match, context: Context) -> Hit:
    """Any other number: ১২,৫০০ → বারো হাজার পাঁচশো."""
    said = numbers.amount(match[0], context.loc) + _pause(match, context)
    return close_number(said, match.start(), match.end(), context)


@rule("range", "-", r" ?[-–—] ?")
def between_dates(match: Match, context: Context) -> str | None:
    """১০ ফেব্রুয়ারি-২২ ফেব্রুয়ারি: the dash between two dates is said থেকে; in ৬ নভেম্বর-২০২৫ it parts nothing."""
    if not _behind_date(context.before(match.start(), 16)):
        return None
    if context.before(match.start(), 1) == " " and not _OTHER_DAY.match(context.after(match.end())):
        return None  # a dash of the sentence: ১৫ আগস্ট - ৩ হাজার মানুষ
    return " " if _YEAR_OF_MONTH.match(context.after(match.end())) else f" {context.loc.words['to']} "


_OTHER_DAY = Pattern(rf"\d\d?(?: ?[-–]?{cue('day-suffix')})? ?{months()}")
_YEAR_OF_MONTH = Pattern(r"(?:1[3-9]|20)\d\d(?!\d)")
_MONTH_BEFORE = Pattern(r"\d ?(\D{2,16}?) ?$")
_DAY_BEFORE = Pattern(rf"\d{cue('day-tail')}$|(?<!\d)\d\d?([/.])\d\d?\1(?:20)?\d\d$")


def _behind_date(before: str) -> bool:
    named = _MONTH_BEFORE.search(before)
    return bool((named and named[1] in month_names()) or _DAY_BEFORE.search(before))


RULES = (
    power, decimal_apart, decimal_blank, decimal_comma, split_thousands, thousands_apart, decade, ordinal,
    sanskrit_ordinal, latin_ordinal,
    section_letter, subsection, hundreds_twice, hundreds, century_left_out, year_apart, year, version,
    leading_zero, decimal, number, between_dates,
)  # fmt: skip
"""Tried in this order, behind the rules of all other classes."""
