"""Two numbers with a slash between: parts, days, guesses, marks, scores, seasons, numbers of laws and roads.

Each reading is a rule of its own; all are tried on the same stretch in the order of RULES, and the first whose
evidence stands around it decides.
"""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.dates import in_words
from audionews.bengali.normalization.fractions import fraction, parts
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.patterns import ENDED, WORD_ENDS, Pattern, cue, months, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.normalization.spans import is_span_of_years
from audionews.bengali.script.endings import join

_SLASH = r"(?P<a>\d{1,4})/(?P<b>\d{1,4})(?![\d/]|[.,]\d)"

_CRICKET, _BY = nearby("cricket", ended=True), nearby("by", ended=True)
_ABOUT = Pattern(rf"[ -]?{cue('about')}{ENDED}(?! {cue('not-about')})")
_FEW = Pattern(rf" ?{cue('few')}{ENDED}")
_CASE = Pattern(cue("case"))
_NUMBERED = Pattern(rf"{cue('numbered')}(?: {cue('number')})?:? $|{cue('number')} $")
_FULL_MARKS = (5, 10, 20, 25, 50, 100)
_MARKED = Pattern(rf" {cue('marked-after')}")
_RATED = Pattern(rf"{cue('marked-before')}[: ]{{1,2}}$")
_OF_WHAT = Pattern(rf" (?:{cue('count-after')}|{cue('measured')}){ENDED}")
_DAY = Pattern(rf"{cue('day-before')}[ ,:(]{{1,2}}$")
_DATE = Pattern(rf" ?(?:{cue('day-after')}|{months()})")
_PART = Pattern(rf" ?{cue('share')}(?=(?:ের|ে|ই|ও|টি)?{WORD_ENDS})")


def _figures(match: Match) -> tuple[int, int]:
    return int(match["a"]), int(match["b"])


def _pair(match: Match, link: str, context: Context) -> Hit:
    said = numbers.count(match["a"], context.loc) + link + numbers.count(match["b"], context.loc)
    return close_number(said, match.start(), match.end(), context)


def _by(match: Match, context: Context) -> Hit:
    return _pair(match, f" {context.loc.words['by']} ", context)


def _of(whole: str, part: str, context: Context) -> str:
    return f"{join(numbers.count(whole, context.loc), 'এ')} {numbers.amount(part, context.loc)}"


def _day(match: Match, context: Context) -> Hit | None:
    a, b = _figures(match)
    if not (0 < a <= 31 and 0 < b <= 12):
        return None
    return close_number(in_words(a, b, None, context), match.start(), match.end(), context)


@rule("marks", "0", r"(\d{1,2}\.\d{1,2})/(5|10|100)(?![\d/]|[.,]\d)", "/")
def decimal_marks(match: Match, context: Context) -> Hit:
    """রেটিং ৮.৫/১০ → দশে আট দশমিক পাঁচ."""
    return Hit(match.start(), match.end(), _of(match[2], match[1], context))


@rule("section", "0", r"\d{1,4}(?:/\d{1,4}){2,5}(?![\d/])", "/")
def sections(match: Match, context: Context) -> Hit:
    """৩০২/৩৪/১০৯ ধারা → তিনশো দুই বাই চৌত্রিশ বাই একশো নয়."""
    by = f" {context.loc.words['by']} "
    said = by.join(numbers.count(part, context.loc) for part in match[0].split("/"))
    return close_number(said, match.start(), match.end(), context)


@rule("fraction", "0", _SLASH, "/")
def share(match: Match, context: Context) -> Hit | None:
    """২/৩ অংশ → তিন ভাগের দুই অংশ: the noun is there already."""
    a, b = _figures(match)
    if not (a < b and _PART.match(context.after(match.end()))):
        return None
    said = fraction(a, b, context.loc) if (a, b) == (1, 2) else parts(a, b, context.loc)
    return close_number(said, match.start(), match.end(), context)


@rule("address", "0", _SLASH, "/")
def beside_its_name(match: Match, context: Context) -> Hit | None:
    """রক্তচাপ ১২০/৮০, ১২/৩ রোড, ওয়ার্ড নম্বর ৪/৫ → … বাই …."""
    named = context.near(match.start(), _BY, 30) or _NUMBERED.search(context.before(match.start(), 12))
    return _by(match, context) if named else None


@rule("date", "0", _SLASH, "/")
def day_by_name(match: Match, context: Context) -> Hit | None:
    """২৮/৬ তারিখে → আটাশে জুন."""
    return _day(match, context) if _DATE.match(context.after(match.end())) else None


@rule("approximation", "0", _SLASH, "/")
def about(match: Match, context: Context) -> Hit | None:
    """৬/৭ দিন → ছয়-সাত দিন."""
    a, b = _figures(match)
    guessed = (1 < a < b or (a, b) == (2, 1)) and _ABOUT.match(context.after(match.end()))
    return _pair(match, "-", context) if guessed else None


@rule("marks", "0", _SLASH, "/")
def marks(match: Match, context: Context) -> Hit | None:
    """৮/১০ পেয়েছে, রেটিং ৪/৫ → দশে আট, পাঁচে চার: what an examiner or a critic gave."""
    a, b = _figures(match)
    rated = _MARKED.match(context.after(match.end())) or _RATED.search(context.before(match.start(), 20))
    if a > b or not ((b in _FULL_MARKS and rated) or a == b == 10):
        return None
    return close_number(_of(match["b"], match["a"], context), match.start(), match.end(), context)


@rule("score", "0", _SLASH, "/")
def equal(match: Match, context: Context) -> Hit | None:
    """৫০/৫০ → পঞ্চাশ-পঞ্চাশ."""
    a, b = _figures(match)
    return _pair(match, "-", context) if a == b >= 10 else None


@rule("score", "0", _SLASH, "/")
def runs_and_wickets(match: Match, context: Context) -> Hit | None:
    """২৮৭/৬ → দুশো সাতাশি ছয়."""
    a, b = _figures(match)
    scored = b <= 10 and (a > 31 or context.near(match.start(), _CRICKET))
    return _pair(match, " ", context) if scored else None


@rule("score", "0", _SLASH, "/")
def wickets_and_runs(match: Match, context: Context) -> Hit | None:
    """৫/২৭, a bowler's → পাঁচ-সাতাশ."""
    bowled = int(match["b"]) > 10 and len(match["a"]) < 3 and context.near(match.start(), _CRICKET)
    return _pair(match, "-", context) if bowled else None


@rule("approximation", "0", _SLASH, "/")
def neighbours(match: Match, context: Context) -> Hit | None:
    """৬/৭ কোম্পানি → ছয়-সাত কোম্পানি."""
    a, b = _figures(match)
    guessed = a + 1 == b <= 12 and (b > 5 or _FEW.match(context.after(match.end())))
    return _pair(match, "-", context) if guessed else None


@rule("fraction", "0", _SLASH, "/")
def part(match: Match, context: Context) -> Hit | None:
    """১/৩ ভোট → এক-তৃতীয়াংশ ভোট."""
    a, b = _figures(match)
    if not (a < b <= 10 and (b <= 5 or a == 1 or _OF_WHAT.match(context.after(match.end())))):
        return None
    hit = close_number(fraction(a, b, context.loc), match.start(), match.end(), context)
    return hit._replace(row=Row("denominators", str(b)))


@rule("date", "0", _SLASH, "/")
def day_and_month(match: Match, context: Context) -> Hit | None:
    """12/3 → বারোই মার্চ; 5/8 only behind গত, তারিখ, a weekday."""
    a, b = _figures(match)
    return _day(match, context) if a > b or _DAY.search(context.before(match.start(), 20)) else None


@rule("season", "0", _SLASH, "/")
def season(match: Match, context: Context) -> Hit | None:
    """২০২৩/২৪ → দু'হাজার তেইশ-চব্বিশ."""
    return _pair(match, "-", context) if is_span_of_years(int(match["a"]), match["b"]) else None


@rule("score", "0", _SLASH, "/")
def few_and_many(match: Match, context: Context) -> Hit | None:
    """৪/৮০ → চার-আশি, where no case or section is numbered."""
    a, b = _figures(match)
    figure = a <= 10 < b and not _CASE.search(context.before(match.start(), 30))
    return _pair(match, "-", context) if figure else None


@rule("section", "0", _SLASH, "/")
def by(match: Match, context: Context) -> Hit:
    """১২০/৮০ → একশো কুড়ি বাই আশি: any other pair."""
    return _by(match, context)


RULES = (
    decimal_marks, sections, share, beside_its_name, day_by_name, about, marks, equal, runs_and_wickets,
    wickets_and_runs, neighbours, part, day_and_month, season, few_and_many, by,
)  # fmt: skip
"""Tried in this order."""
