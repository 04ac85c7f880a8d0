"""Two numbers with a slash between: parts, days, guesses, marks, seasons; scores and references have their own rooms.

Each reading is a rule of its own; all are tried on the same stretch in the order of RULES, and the first whose
evidence stands around it decides.
"""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.dates import in_words
from audionews.bengali.normalization.fractions import fraction, parts
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.pairs import (
    ABOUT,
    LAW,
    MARKED,
    NUMBERED,
    OF_WHAT,
    PART,
    SLASH,
    figures,
    pair,
    with_by,
)
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, Pattern, cue, months
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.normalization.scores import (
    BOWLED,
    bowlers,
    few_and_many,
    runs_and_wickets,
    set_score,
    tie_break,
    wickets_and_runs,
)
from audionews.bengali.normalization.slash_references import (
    beside_its_name,
    by,
    case_of_a_year,
    charges,
    law,
    sections,
    volume_and_page,
)
from audionews.bengali.normalization.spans import is_span_of_years, said_years
from audionews.bengali.script.endings import BN, join, tail

_ONE_OR_TWO = Pattern(rf" ?{cue('one-or-two')}{ENDED}")
_ALMOST = Pattern(rf" ?{cue('day-after')} {cue('around')}")
_EXTREMES = Pattern(cue("extremes"))
_PICTURED, _FIGURE = Pattern(rf" [{BN}]"), Pattern(r" \d")
_FEW = Pattern(rf" ?{cue('few')}{ENDED}")
_FULL_MARKS = (5, 10, 20, 25, 50, 100)
_RATED = Pattern(rf"{cue('marked-before')}[: ]{{1,2}}$")
_DAY = Pattern(rf"{cue('day-before')}[ ,:(]{{1,2}}$")
_DATE = Pattern(rf" ?(?:{cue('day-after')}|{months()}{ENDED})")


def _of(whole: str, part: str, context: Context) -> str:
    return f"{join(numbers.count(whole, context.loc), 'এ')} {numbers.amount(part, context.loc)}"


def _day(match: Match, context: Context) -> Hit | None:
    a, b = figures(match)
    if not (0 < a <= 31 and 0 < b <= 12):
        return None
    return close_number(in_words(a, b, None, context), match.start(), match.end(), context)


@rule("marks", "0", r"(\d{1,2}\.\d{1,2})/(5|10|100)(?![\d/]|[.,]\d)", "/")
def decimal_marks(match: Match, context: Context) -> Hit:
    """রেটিং ৮.৫/১০ → দশে আট দশমিক পাঁচ."""
    return Hit(match.start(), match.end(), _of(match[2], match[1], context))


@rule("duration", "0", r"(\d{1,2})/(\d{1,2})/(\d{1,2}(?:\.\d+)?)(?![\d/])", "/")
def dandas(match: Match, context: Context) -> str | None:
    """দং ৯/২৬/৩০ of an almanac → নয়, ছাব্বিশ, ত্রিশ: dandas, palas and bipalas, no date."""
    if not _DANDA.search(context.before(match.start(), 8)):
        return None
    return ", ".join(numbers.amount(part, context.loc) for part in match.groups())


_DANDA = Pattern(rf"{cue('danda')} ?$")


@rule("date", "0", rf"\d{{1,2}}(?:/\d{{1,2}}){{2}}(?= {months()})", "/")
def days_in_a_row(match: Match, context: Context) -> str | None:
    """৫/৬/৭ মার্চ → পাঁচ-ছয়-সাতই মার্চ."""
    *first, last = match[0].split("/")
    if int(last) not in context.loc.days:
        return None
    return "-".join([*(numbers.count(day, context.loc) for day in first), context.loc.days[int(last)]])


_COUNTED = (ABOUT, _FEW, OF_WHAT, PART, _DATE, _ONE_OR_TWO, LAW, NUMBERED, MARKED)


@rule("position", "0", SLASH, "/")
def picture(match: Match, context: Context) -> str | None:
    """২/৮ মেলায় ভিড়, at the start of a caption → আটের মধ্যে দুই,: the second of eight pictures."""
    a, b, after = *figures(match), context.after(match.end())
    counted = any(cues.match(after) for cues in _COUNTED)
    headed = not match.start() or _SLIDE.search(context.before(match.start(), 12))
    whole = not match.start() and match.end() == len(context.text.rstrip()) and (a, b) not in _USUAL_PARTS
    alone = whole or (b > _FEW_PARTS and (not after.strip() or match.start()))
    pictured = _PICTURED.match(after) or _is_caption(match, context) or (not match.start() and _FIGURE.match(after))
    if not headed or counted or BOWLED.search(after) or not (a <= b <= 60 and (alone or pictured)):
        return None
    among = join(numbers.count(match["b"], context.loc), "এর")
    said = f"{among} {context.loc.words['among']} {numbers.count(match['a'], context.loc)}"
    return f"{said}," if after[:1] == " " else f"{said}, " if pictured else said


def _is_caption(match: Match, context: Context) -> bool:
    """Tell a caption glued to its number at the start of the text (১/৩আজ মেলায় ভিড়) from an ending (১/৩-এর, ২/৩টি)."""
    ending = tail().match(context.text, match.end())
    ended = ending is not None and (ending["kind"] or ending["case"])
    return not match.start() and not ended and _CAPTION.match(context.after(match.end())) is not None


_CAPTION = Pattern(rf"[{BN}]{{2,20}} [{BN}]")
_FEW_PARTS = 5  # ১/২, ২/৫ behind a word are parts
_USUAL_PARTS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)}  # even where nothing stands beside them
_SLIDE = Pattern(rf"{NOT_IN_WORD}{cue('slide')}[ :–-]{{1,3}}$")


@rule("measure", "0", SLASH, "/")
def extremes(match: Match, context: Context) -> Hit | None:
    """সর্বোচ্চ ও সর্বনিম্ন: কলকাতা ৩২/২৪ → বত্রিশ বাই চব্বিশ."""
    a, b = figures(match)
    heat = a <= 50 and b <= 50 and context.near(match.start(), _EXTREMES, 60)
    return with_by(match, context) if heat else None


_PARTS = 20  # ৭০/৮০ ভাগ is a guess of percent


@rule("fraction", "0", SLASH, "/")
def share(match: Match, context: Context) -> Hit | None:
    """২/৩ অংশ → তিন ভাগের দুই অংশ: the noun is there already."""
    a, b = figures(match)
    if not (a < b <= _PARTS and PART.match(context.after(match.end()))):
        return None
    said = fraction(a, b, context.loc) if (a, b) == (1, 2) else parts(a, b, context.loc)
    return close_number(said, match.start(), match.end(), context)


@rule("fraction", "0", SLASH, "/")
def inherited(match: Match, context: Context) -> Hit | None:
    """সম্পত্তির বোন ৫/২৪, ভাই ১৩/২৪ → চব্বিশ ভাগের পাঁচ …: what heirs get of an estate."""
    a, b = figures(match)
    if not (_USUAL < b <= _HEIRS_PARTS and a < b and context.near(match.start(), _ESTATE, 80)):
        return None
    return close_number(parts(a, b, context.loc), match.start(), match.end(), context)


_USUAL, _HEIRS_PARTS, _ESTATE = 5, 96, Pattern(NOT_IN_WORD + cue("estate"))


@rule("date", "0", rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?= {months()})", "/")
def two_days(match: Match, context: Context) -> str | None:
    """২৫/২৬ ফেব্রুয়ারি → পঁচিশ-ছাব্বিশে ফেব্রুয়ারি."""
    a, b = figures(match)
    days = context.loc.days
    return f"{numbers.count(match['a'], context.loc)}-{days[b]}" if 0 < a < b and b in days else None


@rule("date", "0", SLASH, "/")
def day_by_name(match: Match, context: Context) -> Hit | None:
    """২৮/৬ তারিখে → আটাশে জুন."""
    return _day(match, context) if _DATE.match(context.after(match.end())) else None


@rule("approximation", "0", SLASH, "/")
def about(match: Match, context: Context) -> Hit | None:
    """৬/৭ দিন, ২৫/৩০ জন, ২০/২৫ শতাংশ → ছয়-সাত দিন: two near numbers before what is counted; ১/২ দিন → এক-দুই দিন."""
    a, b, after = *figures(match), context.after(match.end())
    near = (1 < a < b <= 3 * a and not _TIMES_BEFORE.search(context.before(match.start(), 2))) or (a, b) == (2, 1)
    guessed = (near and ABOUT.match(after)) or ((a, b) == (1, 2) and _ONE_OR_TWO.match(after))
    guessed = guessed or (a + 1 == b and _ALMOST.match(after))
    return pair(match, "-", context) if guessed else None


_TIMES_BEFORE = Pattern("[xX×*] ?[(]?$")  # ১২,০০০ x ৮০/১০০ টাকা


@rule("marks", "0", SLASH, "/")
def marks(match: Match, context: Context) -> Hit | None:
    """৮/১০ পেয়েছে, রেটিং ৪/৫ → দশে আট, পাঁচে চার: what an examiner or a critic gave."""
    a, b = figures(match)
    rated = MARKED.match(context.after(match.end())) or _RATED.search(context.before(match.start(), 20))
    if a > b or not ((b in _FULL_MARKS and rated) or a == b == 10):
        return None
    return close_number(_of(match["b"], match["a"], context), match.start(), match.end(), context)


@rule("score", "0", SLASH, "/")
def equal(match: Match, context: Context) -> Hit | None:
    """৫০/৫০ → পঞ্চাশ-পঞ্চাশ."""
    a, b = figures(match)
    return pair(match, "-", context) if a == b >= 10 else None


@rule("approximation", "0", SLASH, "/")
def neighbours(match: Match, context: Context) -> Hit | None:
    """৬/৭ কোম্পানি → ছয়-সাত কোম্পানি."""
    a, b = figures(match)
    guessed = a + 1 == b <= 12 and (b > 5 or _FEW.match(context.after(match.end())))
    return pair(match, "-", context) if guessed else None


@rule("approximation", "0", SLASH, "/")
def round_guess(match: Match, context: Context) -> Hit | None:
    """১০০/১৫০ দর্শক → একশো-দেড়শো: two round numbers, the second no more than twice the first."""
    a, b = figures(match)
    guessed = 10 <= a < b <= 2 * a and a % 5 == 0 == b % 5 and _PICTURED.match(context.after(match.end()))
    factor = _TIMES_BEFORE.search(context.before(match.start(), 2))
    return pair(match, "-", context) if guessed and not factor else None


@rule("fraction", "0", SLASH, "/")
def part(match: Match, context: Context) -> Hit | None:
    """১/৩ ভোট → এক-তৃতীয়াংশ ভোট."""
    a, b = figures(match)
    if not (0 < a < b <= 10 and (b <= 5 or a == 1 or OF_WHAT.match(context.after(match.end())))):
        return None
    hit = close_number(fraction(a, b, context.loc), match.start(), match.end(), context)
    return hit._replace(row=Row("denominators", str(b)))


@rule("date", "0", SLASH, "/")
def day_and_month(match: Match, context: Context) -> Hit | None:
    """12/3 → বারোই মার্চ; 5/8 only behind গত, তারিখ, a weekday."""
    a, b = figures(match)
    if _TIMES_BEFORE.search(context.before(match.start(), 3)):
        return None  # 4×(30/6)
    return _day(match, context) if a > b or _DAY.search(context.before(match.start(), 20)) else None


@rule("season", "0", SLASH, "/")
def season(match: Match, context: Context) -> Hit | None:
    """২০২৩/২৪, ১৯৯৮/৯৯ → দু'হাজার তেইশ-চব্বিশ, উনিশশো আটানব্বই-নিরানব্বই."""
    if not is_span_of_years(int(match["a"]), match["b"]):
        return None
    said = said_years(match["a"], match["b"], context)
    return close_number(said, match.start(), match.end(), context)


RULES = (
    decimal_marks, dandas, volume_and_page, days_in_a_row, sections, case_of_a_year,
    picture, charges, law, extremes, share, about, beside_its_name, inherited,
    set_score, tie_break, two_days,
    day_by_name, marks, equal, season, runs_and_wickets, wickets_and_runs, bowlers, neighbours, round_guess, part,
    day_and_month, few_and_many, by,
)  # fmt: skip
"""Tried in this order."""
