"""Two numbers with a dash between: seasons, ranges, scores, guesses; and figures with a sign that measure or compare.

Each reading of a dash is a rule of its own; all are tried on the same stretch in the order of RULES. Only the first
number and the dash are said here: the second number is read by itself.
"""

import re
from collections.abc import Mapping

from audionews.bengali.normalization import numbers, units
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.minus import is_minus
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, NUMBER, Pattern, cue, cue_words, months, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN, endings, join
from audionews.bengali.script.fold import NOTHING

_DASH = rf"(?P<a>{NUMBER})(?P<p>%|°)? ?[-–—~] ?(?:['’‘](?=\d\d(?!\d)))?(?P<b>{NUMBER})(?!-\d)"

_CRICKET, _SCORE = nearby("cricket", ended=True), nearby("score", ended=True)
_ABOUT = Pattern(rf"[ -]?{cue('about')}{ENDED}(?! {cue('not-about')})")
_ALONE = Pattern("[,;।)]|$")
_LETTERED = Pattern(rf"[A-Za-z]$|{NOT_IN_WORD}{any_of(list(tables.mapping('letters').values()))}{{1,3}}$")
_MODEL = Pattern(rf"{cue('model-before')} $")
_DATE = Pattern(rf"(?: ?[-–]?{cue('day-suffix')})? ?(?:{cue('day-after')}|{months()}{ENDED})")
_SEASON = Pattern(rf" ?{cue('season-after')}")
_UNIT = Pattern(rf" ?(?:{cue('unit-after')}|[%°A-Za-z])")
_PART_OF_DAY = Pattern(rf"{NOT_IN_WORD}{cue('clock-before')}[{BN}]{{0,4}} $")
_HOUR = Pattern(rf" ?ট[াে](?:র|য়)?(?! ?{cue('around')})")
_SETS_AFTER = Pattern(rf"(?:, ?| {cue('and')} | )[(]?\d{{1,2}}[-–]\d{{1,2}}(?!\d)")
_SETS_BEFORE = Pattern(rf"(?<!\d)\d{{1,2}}[-–]\d{{1,2}}[)]?(?:, ?| {cue('and')} | )[(]?$")


def said_years(first: str, second: str, context: Context) -> str:
    """Return two years side by side: ১৯৯৮, ৯৯ → উনিশশো আটানব্বই-নিরানব্বই."""
    later = numbers.year(int(second), context.loc) if len(second) == 4 else numbers.count(second, context.loc)
    return f"{numbers.year(int(first), context.loc)}-{later}"


def is_span_of_years(first: int, second: str) -> bool:
    """Tell years from other numbers: ১৯৯৮-৯৯, ১৯৩৯-১৯৪৫, ২০২৩-২৪."""
    if not second.isdecimal() or not 1100 <= first <= 2100:
        return False
    return (len(second) == 2 and int(second) > first % 100) or (len(second) == 4 and first < int(second) <= 2100)


def _years(match: Match) -> bool:
    return match["a"].isdecimal() and len(match["a"]) == 4 and is_span_of_years(int(match["a"]), match["b"])


def _first(match: Match, link: str, context: Context) -> Hit:
    """Say the first number and the dash."""
    before, after = context.before(match.start(), 24), context.after(match.start("b"))
    dated = _MONTH_BEFORE.search(before) or (_BEHIND_MONTH.search(before) and _DAY_OF_MONTH.match(after))
    year = _years(match) or (dated and _A_YEAR.fullmatch(match["a"]))
    words = numbers.year(int(match["a"]), context.loc) if year else numbers.amount(match["a"], context.loc)
    if match["p"] == "%":
        words += f" {context.loc.words['percent']}"
    return Hit(match.start(), match.start("b"), words + link)


_A_YEAR, _MONTH_BEFORE = Pattern(r"1[1-9]\d\d"), Pattern(rf"\d[^ ]{{0,3}} {months()},? $")


def _beside(match: Match, context: Context) -> Hit:
    return _first(match, "-", context)


def _from_to(match: Match, context: Context) -> Hit:
    return _first(match, f" {context.loc.words['to']} ", context)


def _values(match: Match) -> tuple[float, float]:
    return float(match["a"].replace(",", "")[:15]), float(match["b"].replace(",", "")[:15])


@rule("measure", "0", r"(\d{2,3})[-–](\d{2,3})/(\d{2,3})[-–](\d{2,3})(?![\d/-]|[.,]\d)", "-–")
def pressures(match: Match, context: Context) -> Hit | None:
    """রক্তচাপ ১০০-১৪০/৬০-৯০ → একশো থেকে একশো চল্লিশ বাই ষাট থেকে নব্বই."""
    if not context.near(match.start(), _PRESSURE, 30):
        return None
    a, b, c, d = (numbers.count(part, context.loc) for part in match.groups())
    to, by = context.loc.words["to"], context.loc.words["by"]
    return close_number(f"{a} {to} {b} {by} {c} {to} {d}", match.start(), match.end(), context)


_PRESSURE = nearby("by", ended=True)


@rule("cardinal", "0", _DASH, "-–—~")
def cell(match: Match, context: Context) -> Hit | None:
    """৮ ৩ -১৭, জয়ী - ৯৮৫৬৪ - ৫৪.২%: figures of a row, each read by itself."""
    dash = match[0][len(match["a"]) :]
    a, b = _values(match)
    signed = dash[0] == " " != dash[2] and is_minus(match.start() + len(match["a"]) + 1, context)
    unlike = dash.startswith(" - ") and b < a and _UNIT.match(context.after(match.end()))
    empty = dash.startswith(" - ") and (
        _FIGURES_BEFORE.search(context.before(match.start(), 24)) or _FIGURES_AFTER.match(context.after(match.end()))
    )
    if not (signed or unlike or empty):
        return None
    return Hit(match.start(), match.end("a"), numbers.amount(match["a"], context.loc))


_FIGURES_BEFORE, _FIGURES_AFTER = Pattern(r"\d [\d.,]+ $"), Pattern(r" [\d.,]+ \d")


@rule("year", "0", _DASH, "-–—~")
def year_of_a_day(match: Match, context: Context) -> Hit | None:
    """১৯৫২ – ২১ ফেব্রুয়ারি → উনিশশো বাহান্ন – একুশে ফেব্রুয়ারি: the year of a chronicle, no range of days."""
    dash = match[0][len(match["a"]) : match.start("b") - match.start()]
    days = _YEAR_OF_OURS.fullmatch(match["a"]) and _DAY_OF_MONTH.match(context.after(match.start("b")))
    spanned = (dash == dash.strip() and _years(match)) or _BEHIND_MONTH.search(context.before(match.start(), 24))
    if not days or spanned:
        return None
    return Hit(match.start(), match.start("b"), f"{numbers.year(int(match['a']), context.loc)} – ")


_YEAR_OF_OURS = Pattern(r"(?:1[5-9]|20)\d\d")
_BEHIND_MONTH = Pattern(rf"{months()},? $")
_DAY_OF_MONTH = Pattern(rf"(?:0?[1-9]|[12]\d|3[01])(?: ?[-–]?{cue('day-suffix')})? {months()}{ENDED}")


@rule("season", "0", _DASH, "-–—~")
def season(match: Match, context: Context) -> Hit | None:
    """২০২৩-২৪ → দু'হাজার তেইশ-চব্বিশ: the second year follows the first at once."""
    if not _years(match):
        return None
    short = len(match["b"]) == 2 and int(match["b"]) == int(match["a"]) % 100 + 1
    return _beside(match, context) if short or _SEASON.match(context.after(match.end())) else None


@rule("year", "0", _DASH, "-–—~")
def years(match: Match, context: Context) -> Hit | None:
    """১৯৩৯-৪৫ → উনিশশো উনচল্লিশ থেকে পঁয়তাল্লিশ."""
    return _from_to(match, context) if _years(match) else None


@rule("range", "0", _DASH, "-–—~")
def range_of_measures(match: Match, context: Context) -> Hit | None:
    """১০-১৫ কিমি, ৫-৭ মার্চ, 10-12% → দশ থেকে পনেরো কিলোমিটার."""
    after = context.after(match.end())
    lettered = _LETTERED.search(context.before(match.start(), 12))  # Core i7-13700H
    return _from_to(match, context) if not lettered and (_DATE.match(after) or _UNIT.match(after)) else None


@rule("range", "0", _DASH, "-–—~")
def range_of_hours(match: Match, context: Context) -> Hit | None:
    """সকাল ৭-১১টা → সাত থেকে এগারোটা."""
    a, b = _values(match)
    timed = b - a > 1 and _HOUR.match(context.after(match.end()))
    return _from_to(match, context) if timed and _PART_OF_DAY.search(context.before(match.start(), 20)) else None


@rule("code", "0", _DASH, "-–—~")
def model(match: Match, context: Context) -> Hit | None:
    """বোয়িং ৭৩৭-৮০০, আসন এস৫-২৩, নং পূবি/১৭-১৮/ → সাতশো সাঁইত্রিশ-আটশো, সতেরো-আঠারো; not ৬০-১০০/মিনিট."""
    filed = context.before(match.start(), 1) == "/" or _FILED.match(context.after(match.end())) is not None
    filed = filed or _LETTERED.search(context.before(match.start(), 12)) is not None
    return _beside(match, context) if filed or _MODEL.search(context.before(match.start(), 12)) else None


_FILED = Pattern(rf"/(?! ?{cue('per-after')})")


@rule("score", "0", _DASH, "-–—~")
def score(match: Match, context: Context) -> Hit | None:
    """২-১ গোলে → দুই-এক; a second number that is no greater makes no range."""
    a, b = _values(match)
    if b <= a:
        return _beside(match, context)
    if b > 30 or _ABOUT.match(context.after(match.end())):
        return None
    nothing = a == 0 and b < _GOALS and _ALONE.match(context.after(match.end()))  # হার ০-১।
    scored = nothing or context.near(match.start(), _SCORE, 60) or _is_set(match, context)
    return _beside(match, context) if scored else None


_GOALS = 10


def _is_set(match: Match, context: Context) -> bool:
    """Tell a set among others: ৬-৭ (৫-৭), ৬-৪; ৪-৬,৬-৩ ও ৭-৫."""
    after, before = context.after(match.end()), context.before(match.start(), 14)
    return bool(_SETS_AFTER.match(after) or _SETS_BEFORE.search(before))


@rule("score", "0", _DASH, "-–—~")
def wickets_for_runs(match: Match, context: Context) -> Hit | None:
    """৫-২৭, a bowler's → পাঁচ-সাতাশ; ১-৩৫ (তামিম, ১০.৪): a wicket fell at so many runs."""
    a, b = _values(match)
    after = context.after(match.end())
    bowled = a <= 10 < b and _ALONE.match(after) and context.near(match.start(), _CRICKET)
    return _beside(match, context) if bowled or (a <= 10 and _FALLEN.match(after)) else None


_FALLEN = Pattern(rf" ?\([{BN}][{BN} .]{{1,30}}, ?\d{{1,3}}(?:\.\d)?(?: {cue('over')})?\)")


@rule("approximation", "0", _DASH, "-–—~")
def about(match: Match, context: Context) -> Hit | None:
    """৫-৬ জন, ১৫-২০ দিন → পাঁচ-ছয় জন: two round numbers near each other."""
    a, b = _values(match)
    if not (_ABOUT.match(context.after(match.end())) and a == int(a) and b == int(b)):
        return None
    round_ = b <= 100 or (a % 100 == 0 == b % 100 and (b < _THOUSANDS or a % 1000 == 0 == b % 1000))
    near = b - a <= 3 or (b <= 2 * a and a % 5 == 0 == b % 5)
    return _beside(match, context) if round_ and near else None


_THOUSANDS = 10_000  # ১৩,৪০০-২০,০০০ is heard as one number without a word between


@rule("range", "0", _DASH, "-–—~")
def range_(match: Match, context: Context) -> Hit:
    """১২-৪৫ → বারো থেকে পঁয়তাল্লিশ: any other pair."""
    return _from_to(match, context)


@rule("score", "0", r"\d{1,2}(?:[-–]\d{1,2}){2,5}(?![\d-])", "-–")
def several(match: Match, context: Context) -> Hit:
    """৪-৩-৩ → চার-তিন-তিন."""
    said = "-".join(numbers.count(part, context.loc) for part in re.split("[-–]", match[0]))
    return close_number(said, match.start(), match.end(), context)


@rule("ratio", "0", r"(?P<a>\d{1,6})(?: : |[:ঃ])(?P<b>\d{1,6})(?!\d|[:.,]\d)", ":ঃ")
def ratio(match: Match, context: Context) -> Hit:
    """২:১ → দুই-এক."""
    said = f"{numbers.count(match['a'], context.loc)}-{numbers.count(match['b'], context.loc)}"
    return close_number(said, match.start(), match.end(), context)


@rule("measure", "0", rf"(?P<a>{NUMBER}) ?[x×X*] ?(?=\d)", "x×X*")
def dimensions(match: Match, context: Context) -> Hit:
    """১০ × ১২ → দশ বাই বারো, but in a sum গুণ, and ৪×১০০ মিটার রিলে → চার গুণিতক একশো মিটার."""
    words = context.loc.words
    after = context.after(match.end())
    summed = _SUM.match(after) or _RESULT_BEFORE.search(context.before(match.start(), 3))
    link = words["into" if _RELAY.match(after) else "times" if summed else "by"]
    return Hit(match.start(), match.end(), f"{numbers.amount(match['a'], context.loc)} {link} ")


_RELAY = Pattern(rf"\d+ ?(?:{cue('meter')} ?)?{cue('relay')}")
_RESULT_BEFORE = Pattern(r"= ?[(]?$")  # মোট = ১৫,০০০ x ৯০/১০০
_SUM = Pattern(
    r"[\d.,]+ ?=|\d+/\d+|10(?:\^|\d\d(?!\d)|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])|"
    rf"[\d.,]+ {cue('that-is')} [\d.,]+ ?{any_of(list(tables.mapping('scales')))}"
)


@rule(
    "comparison",
    "0",
    rf"(?P<a>{NUMBER})(?P<p>%?) ?(?P<sign>[<>]) ?(?P<b>{NUMBER})(?P<q>%| ?{cue('compared-unit')}(?![{BN}])|)"
    r"(?! ?[<>\d]|[.,/:-]\d)",
    "<>",
)
def compared(match: Match, context: Context) -> str | None:
    """৫০ > ৪০ → পঞ্চাশ চল্লিশের চেয়ে বেশি; in a row with other signs (২০২৪ > ১২ > ০৫) they only point."""
    if _POINTED.search(context.before(match.start(), 2)):
        return None
    words, (a, b) = context.loc.words, (numbers.amount(match[side], context.loc) for side in "ab")
    left = f"{a} {words['percent']}" if match["p"] else a
    return f"{left} {_than(b, match, words)}"


_SHORTS = {
    short: unit
    for short, unit, where in tables.rows("abbreviations")
    if where in ("any", "number") and unit in cue_words("compared-unit")
}
_SHORT = any_of(list(_SHORTS))


@rule(
    "comparison",
    "$",
    rf"(?:(?<=[{BN}A-Za-z\d:(] )|(?<=[(])|(?<![^\n])(?=<))(?P<sign>[<>]) ?(?P<b>\d{{2,3}}/\d{{2,3}}|{NUMBER})"
    rf"(?P<q>(?<=/\d\d)(?!\d)|(?<=/\d\d\d)|%"
    rf"| ?(?:{cue('compared-unit')}|{_SHORT})(?:/(?:{_SHORT}|{cue('per-after')}|{cue('per-short')}))?(?![{BN}/])"
    rf"| ?{units.ONE_OR_TWO}|° ?[CF]?(?![A-Za-z])"
    rf"|(?= {cue('where-so')}(?![{BN}])))(?! ?[<>\d]|[.,/:-]\d)",
    "<>",
)
def bounded(match: Match, context: Context) -> str | None:
    """ওজন < ৫০ কেজি, পিএইচ < ৭ হলে → ওজন পঞ্চাশ কেজির চেয়ে কম: behind a word, where it is no step of a page's path.

    In a cell of its own only <: > heads items of lists.
    """
    if _POINTING.search(context.before(match.start(), 24)):
        return None
    pair = (numbers.amount(side, context.loc) for side in match["b"].split("/"))  # রক্তচাপ < ১৪০/৯০
    return _than(f" {context.loc.words['by']} ".join(pair), match, context.loc.words)


def _than(amount: str, match: Match, words: Mapping[str, str]) -> str:
    unit = words["percent"] if match["q"] == "%" else units.said(match["q"].strip(), words["per"])
    many, stroke, one = unit.partition("/")
    unit = _SHORTS.get(many, many) + (f" {words['per']} {_SHORTS.get(one, one)}" if stroke else "")
    if unit[:1] == "°":
        unit = f"{words['degree']} {tables.mapping('degrees').get(unit[1:].strip(), '')}".strip()
    right = join(f"{amount} {unit}" if unit else amount, _OF)
    return f"{right} {words['more-than' if match['sign'] == '>' else 'less-than']}"


_POINTED, _POINTING, _OF = Pattern("[<>] ?$"), Pattern("[<>]"), "ের"


@rule("measure", "0", r"(\d{1,3})['’] ?[×xX*] ?(\d{1,3})['’](?!\d)", "'’")
def feet_by_feet(match: Match, context: Context) -> str:
    """১২'×১০' → বারো ফুট বাই দশ ফুট."""
    foot, (a, b) = context.loc.words["foot"], (numbers.count(side, context.loc) for side in match.groups())
    return f"{a} {foot} {context.loc.words['by']} {b} {foot}"


@rule("measure", "0", r"(\d{1,2})['’‘] ?-?(\d{1,2})(?:[\"”“]|''|’’)?(?!\d|\.\d)", "'’‘")
def feet(match: Match, context: Context) -> str | None:
    """৫'৬" → পাঁচ ফুট ছয় ইঞ্চি."""
    if int(match[2]) > 11 or _NAME.search(context.before(match.start(), 2)):
        return None
    words = context.loc.words
    said = (numbers.count(match[1], context.loc), words["foot"], numbers.count(match[2], context.loc), words["inch"])
    return " ".join(said)


@rule("measure", "0", r"(\d{1,2}) ?(?:[\"”]|''|’’)(?!\d)", "\"”'’")
def inches(match: Match, context: Context) -> str | None:
    """৫ ফুট ৬" → পাঁচ ফুট ছয় ইঞ্চি; before ইঞ্চি the sign says it twice."""
    inch, said = context.loc.words["inch"], numbers.count(match[1], context.loc)
    if context.after(match.end()).lstrip().startswith(inch):
        return said
    return f"{said} {inch}" if _FOOT_BEFORE.search(context.before(match.start(), 12)) else None


@rule("measure", "0", rf"({NUMBER}) ?[\"”]", '"”')
def inches_of_a_thing(match: Match, context: Context) -> Hit | None:
    """৬.৭" ডিসপ্লে, ৩২"-এর টিভি, পাইপটি ২" মোটা → ছয় দশমিক সাত ইঞ্চি, where no quotation is open."""
    before = context.before(match.start(), 60)
    measured = _MEASURED.match(context.after(match.end())) or _SCREEN_BEFORE.search(before)
    if _QUOTE_OPENED.search(before) or not measured:
        return None
    said = f"{numbers.amount(match[1], context.loc)} {context.loc.words['inch']}"
    return close_number(said, match.start(), match.end(), context)


_MEASURED = Pattern(rf"(?: ?-?{endings('genitive')})? ?{cue('screen')}| {cue('extended')}{ENDED}")
_SCREEN_BEFORE = Pattern(rf"{NOT_IN_WORD}{cue('screen')}[{BN}]{{0,3}}:? $")


@rule(
    "measure",
    "0",
    rf"(\d{{1,3}}) ?(?:°|[⁰\x00](?= ?\d{{1,2}} ?['’])) ?(\d{{1,2}})"
    rf"(?: ?['’](?: ?(\d{{1,2}}(?:\.\d{{1,2}})?) ?(?:[\"”]|''|’’))?|(?= {cue('bearing')}))",
    f"°⁰{NOTHING}",
)
def minutes_of_arc(match: Match, context: Context) -> str:
    """২৩°৪৫'৩০" → তেইশ ডিগ্রি পঁয়তাল্লিশ মিনিট ত্রিশ সেকেন্ড; any dot may stand for the degree before minutes (২৩● ৪৫')."""
    names = (context.loc.words[name] for name in ("degree", "minute", "second"))
    parts = zip(match.groups(), names, strict=True)
    return " ".join(f"{numbers.amount(n, context.loc)} {name}" for n, name in parts if n)


_QUOTE_OPENED = Pattern('(?:^|[^\\d”])["“][^"“”]*$')
_FOOT_BEFORE = Pattern(rf"\d ?{cue('foot')} ?$")
_NAME = Pattern(rf"[{BN}A-Za-z]-?$")  # ‘ডিএস৩০’ ৪.৯৪ পয়েন্ট


@rule("clock", "0", rf"(\d{{1,3}})(\+\d{{1,2}})?['’](?!['’0-9A-Za-z{BN}])", "'’", "'’+")
def minute_of_play(match: Match, context: Context) -> str | None:
    """গোল: ৭৮', ৯০+২' → আটাত্তর মিনিটে, where no quotation is open."""
    before = context.before(match.start(), 60)
    if _OPENED.search(before) or int(match[1]) > 130 or not context.near(match.start(), _SCORE, 100):
        return None
    words = context.loc.words
    late = f" {words['plus']} {numbers.count(match[2][1:], context.loc)}" if match[2] else ""
    again = context.after(match.end()).lstrip().startswith(words["minute"])
    return f"{numbers.count(match[1], context.loc)}{late}{'' if again else ' ' + words['minute'] + 'ে'}"


_OPENED = Pattern(r"(?:^|[^\d’])['‘][^'’]*$")

RULES = (
    compared, bounded, pressures, minute_of_play, feet_by_feet, feet, inches, inches_of_a_thing, minutes_of_arc,
    several, cell, year_of_a_day, season, years, range_of_measures,
    range_of_hours, model, score, wickets_for_runs, about, range_, dimensions, ratio,
)  # fmt: skip
"""Tried in this order, behind the slashes."""
