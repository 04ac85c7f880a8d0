"""Dates: a day before its month, days with their endings, dates in figures."""

from functools import cache

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, cue, initials, months
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN, endings

_DAY = r"0?[1-9]|[12]\d|3[0-2]"
_SUFFIX = rf"(?:(?: ?[-–]?| [-–] ){cue('day-suffix')})?"
_MONTH = rf"{months()}(?:[-–'’]?(?:{endings('month')}|{cue('month')}[^ ]{{0,4}}))?(?![{BN}A-Za-z]|[.:ঃ] ?{cue('ton')})"


def month(n: int) -> str:
    """Return the Bengali name of Gregorian month 1-12."""
    return next(row[1] for row in tables.rows("months") if row[2:] == ("g", str(n)))


def in_words(day: int, month_: int, year: int | None, context: Context) -> str:
    """Return a date in words: পনেরোই আগস্ট উনিশশো সাতচল্লিশ."""
    words = f"{context.loc.days[day]} {month(month_)}"
    return words if year is None else f"{words} {numbers.year(year, context.loc)}"


@rule("date", "0", rf"(?<![A-Za-z])(?<![A-Z]-)({_DAY}){_SUFFIX}(?=(?: ?,? ?{_MONTH}))")
def day_before_month(match: Match, context: Context) -> str | None:
    """২৩শে নভেম্বর, ২৩ নভেম্বর → তেইশে নভেম্বর: the month itself is left to stand."""
    return context.loc.days.get(int(match[1]))


_BANGLA = any_of([row[0] for row in tables.rows("months") if row[2] == "b"])
MONTH_BEFORE = rf"{NOT_IN_WORD}{_BANGLA}(?= \d)"


@rule("date", "ক", rf"({_BANGLA}) ({_DAY})(?=(,? 1[234]\d\d(?!\d|[.,]\d))|[,।;)]|$| {cue('clock-to')}| {cue('until')})")
def bangla_month_first(match: Match, context: Context) -> str | None:
    """বৈশাখ ১১ ১৪৩১, আজ পৌষ ১ → এগারোই বৈশাখ, পয়লা পৌষ: before its year, or behind আজ; কার্তিক ৪ may be a player's runs."""
    if not match[3] and not _DATED.search(context.before(match.start(), 12)):
        return None
    return f"{context.loc.days[int(match[2])]} {match[1]}"


_DATED = Pattern(rf"{NOT_IN_WORD}{cue('dated')} $")


@rule("date", "0", rf"({_DAY})\. ?({months()})\. ?(?=(?:19|20)\d\d(?!\d))", ".")
def dotted_month(match: Match, context: Context) -> str | None:
    """২৯. মে. ২০১৬ → ঊনত্রিশে মে দুই হাজার ষোলো: full stops that end no sentence."""
    day = context.loc.days.get(int(match[1]))
    return f"{day} {match[2]} " if day else None


@rule("date", "A", rf"(?P<m>{months()})\.? (?P<d>{_DAY})(?:st|nd|rd|th)(?![A-Za-z])", "tdh")
def day_behind_month(match: Match, context: Context) -> str | None:
    """Apr 23rd → তেইশে এপ্রিল."""
    day, number = context.loc.days.get(int(match["d"])), _months().get(match["m"].lower())
    return f"{day} {month(int(number))}" if day and number else None


@cache
def _months() -> dict[str, str]:
    return {row[0].lower(): row[3] for row in tables.rows("months") if row[2] == "g"}


_LAST_DAY = Pattern(rf"{_SUFFIX} ?{_MONTH}")


@rule("date", "0", rf"({_DAY})(?=((?:, ?\d{{1,2}}){{0,3}} ?{cue('and')} ?\d{{1,2}}))")
def day_in_list(match: Match, context: Context) -> str | None:
    """৩ ও ৪ ডিসেম্বর → তেসরা ও চৌঠা ডিসেম্বর."""
    return context.loc.days.get(int(match[1])) if _LAST_DAY.match(context.after(match.end(2))) else None


@rule("date", "0", rf"(0?[1-4])( ?[-–—] ?)?(?=((?(2)| ?{cue('clock-to')} ?)\d{{1,2}}))")
def day_in_span(match: Match, context: Context) -> str | None:
    """১-৭ জুন → পয়লা থেকে সাতই জুন; from the fifth on the first day is said as a number."""
    if not _LAST_DAY.match(context.after(match.end(3))):
        return None
    return context.loc.days[int(match[1])] + (f" {context.loc.words['to']} " if match[2] else "")


@rule(
    "date",
    "0",
    rf"({_DAY}) ?-?{cue('day-ordinal')}(?=-?{endings('day')}?{WORD_ENDS})|([5-9]|1[0-8])ই{WORD_ENDS}(?!-?\d)",
    "",
    initials("day-ordinal") + "ই-",
)
def day_with_suffix(match: Match, context: Context) -> Hit | None:
    """২১শে → একুশে, ১লা → পয়লা, ৭ই → সাতই, without a month."""
    day = context.loc.days.get(int(match[1] or match[2]))
    return (day and close_number(day, match.start(), match.end(), context)) or None


_YEAR = r"(?:1[5-9]|20)\d\d"


@rule(
    "date", "0", rf"(?P<d>\d{{1,2}})([/.।-])(?P<m>\d{{1,2}})\2(?P<y>{_YEAR}|\d\d)(?![\d]|[./-]\d| {months()})", "/.-।"
)
def figures(match: Match, context: Context) -> Hit | None:
    """15/08/1947, ১৫.৮.৪৭ → পনেরোই আগস্ট উনিশশো সাতচল্লিশ; months above 12 are taken for days."""
    day, month_, year = int(match["d"]), int(match["m"]), int(match["y"])
    before = context.before(match.start(), 16)
    if _PALAS.search(before) or _FILED.search(before) or _is_list(match, context):
        return None
    if month_ > 12 >= day:
        day, month_ = month_, day
    if not (0 < day <= 31 and 0 < month_ <= 12):
        return None
    if len(match["y"]) == 2:
        year += 2000 if year <= 35 else 1900
    return close_number(in_words(day, month_, year, context), match.start(), match.end(), context)


def _is_list(match: Match, context: Context) -> bool:
    """Tell sizes from a date: ১২/১৪/১৬ ইঞ্চি, each greater than the one before, and a measure behind."""
    first, second, last = match["d"], match["m"], match["y"]
    rising = len(last) == 2 and int(first) < int(second) < int(last)
    return rising and "0" not in first[0] + second[0] and bool(_MEASURE.match(context.after(match.end())))


_MEASURE = Pattern(rf" (?:{cue('count-after')}|{cue('about')}|{cue('unit-after')})")
_PALAS = Pattern(rf"{cue('danda')} ?$")
_FILED = Pattern(rf"/[{BN}]{{1,8}}-$")  # নং ২১৫/অম/শাখা-৪/২/৯৭


@rule("date", "0", rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(1[234]\d\d)(?= ?{cue('bangla-era')})", "/.-")
def bangla_figures(match: Match, context: Context) -> str | None:
    """২৯/০১/১৪৩১ বাং → উনত্রিশে বৈশাখ চোদ্দোশো একত্রিশ: a date of the Bangla calendar."""
    day, number = context.loc.days.get(int(match[1])), str(int(match[3]))
    names = (row[0] for row in tables.rows("months") if row[2:] == ("b", number))
    name = next(names, None)
    return f"{day} {name} {numbers.year(int(match[4]), context.loc)}" if day and name else None


@rule("date", "0", rf"(?P<y>{_YEAR})([/.-])(?P<m>\d{{1,2}})\2(?P<d>\d{{1,2}})(?!\d)", "/.-")
def iso(match: Match, context: Context) -> Hit | None:
    """2024-08-15."""
    return figures.say(match, context)  # type: ignore[return-value]


@rule("date", "0", rf"(?P<y>{_YEAR})-(?P<m>0[1-9])(?![\d]|[./-]\d)", "-")
def year_and_month(match: Match, context: Context) -> str | None:
    """2023-09 → সেপ্টেম্বর দু'হাজার তেইশ; ২০০৮-০৯ may be two years."""
    year, number = int(match["y"]), int(match["m"])
    return f"{month(number)} {numbers.year(year, context.loc)}" if number <= year % 100 else None


@rule("date", "0", rf"(\d{{4}})/(?=\d{{1,2}} ?(?:{cue('day-ordinal')}|ই)? ?{months()})", "/")
def two_calendars(match: Match, context: Context) -> str:
    """২০শে পৌষ, ১৩৯৮/৪ঠা জানুয়ারি → তেরোশো আটানব্বই, চৌঠা জানুয়ারি."""
    return f"{numbers.year(int(match[1]), context.loc)}, "


RULES = (
    bangla_month_first,
    two_calendars,
    dotted_month,
    day_behind_month,
    day_before_month,
    day_in_list,
    day_in_span,
    day_with_suffix,
    bangla_figures,
    figures,
    iso,
    year_and_month,
)
