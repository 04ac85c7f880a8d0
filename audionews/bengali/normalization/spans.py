"""Two numbers with a stroke between: ranges, approximations, match scores, ratios."""

import re

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.dates import in_words
from audionews.bengali.normalization.fractions import fraction
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, NUMBER, WORD_ENDS, Pattern, cue, months, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN, join

_CRICKET, _SCORE, _BY = nearby("cricket", ended=True), nearby("score", ended=True), nearby("by", ended=True)
_ABOUT = Pattern(rf"[ -]?{cue('about')}{ENDED}(?! (?:বয়স|ও বেশি))")
_ALONE = Pattern("[,;।)]|$")
_FEW = Pattern(rf" ?(?:জন|টি|টা|দিন|বার){ENDED}")
_CASE = Pattern("(?:নম্বর|নং|ধারা|মামলা|রুট)")
_NUMBERED = Pattern("(?:কেন্দ্র|বুথ|ওয়ার্ড|মামলা|কেস)(?: (?:নম্বর|নং|নং\\.))?:? $|(?:নং|নং\\.) $")
_FULL_MARKS = (5, 10, 20, 25, 50, 100)
_MARKED = Pattern(" (?:নম্বর )?(?:পেয়ে|পেল|পান|পায়|নম্বর|রেটিং|স্টার|তারকা)")
_RATED = Pattern("(?:রেটিং|নম্বর|মার্কস|গ্রেড)[: ]{1,2}$")
_OF_WHAT = Pattern(rf" (?:{cue('count-after')}|{cue('measured')}){ENDED}")
_DAY = Pattern(r"(?:গত|আগামী|তারিখ|তাং|বার)[ ,:(]{1,2}$")
_MODEL = Pattern("(?:বোয়িং|Boeing|নম্বর|নং) $")
_DATE = Pattern(rf" ?(?:তারিখ|{months()})")
_SEASON = Pattern(" ?(?:অর্থবর্ষ|অর্থবছর|শিক্ষাবর্ষ|শিক্ষাবছর|মরসুম|মৌসুম|মরশুম|সেশন|আর্থিক)")
_UNIT = Pattern(r" ?(?:%|শতাংশ|°|ডিগ্রি|[A-Za-z]|কিমি|কি\.|কিলোমিটার|মিমি|মি\.|মিটার|সেমি|কেজি)")
_PART_OF_DAY = Pattern(rf"{NOT_IN_WORD}{cue('clock-before')}[{BN}]{{0,4}} $")
_HOUR = Pattern(r" ?ট[াে](?:র|য়)?(?! ?নাগাদ)")
_PART = Pattern(rf" ?(?:অংশ|ভাগ)(?=(?:ের|ে|ই|ও|টি)?{WORD_ENDS})")


@rule("range", "0", rf"(?P<a>{NUMBER})(?P<p>%|°)? ?[-–—~] ?(?:['’‘](?=\d\d(?!\d)))?(?P<b>{NUMBER})(?!-\d)", "-–—~")
def two_numbers(match: Match, context: Context) -> Hit:
    """১০-১৫ কিমি → দশ থেকে, ৫-৬ জন → পাঁচ-, ২-১ গোলে → দুই-; the second number is read by itself."""
    a, b = match["a"], match["b"]
    year = a.isdecimal() and len(a) == 4 and _years(int(a), b)
    words = numbers.year(int(a), context.loc) if year else numbers.amount(a, context.loc)
    if match["p"] == "%":
        words += f" {context.loc.words['percent']}"
    beside = _season(match, context) if year else _beside(match, context)
    return Hit(match.start(), match.start("b"), words + ("-" if beside else f" {context.loc.words['to']} "))


def _years(first: int, second: str) -> bool:
    if not second.isdecimal() or not 1100 <= first <= 2100:
        return False
    return (len(second) == 2 and int(second) > first % 100) or (len(second) == 4 and first < int(second) <= 2100)


def _season(match: Match, context: Context) -> bool:
    """Tell whether the second year follows the first at once: a season, said side by side."""
    short = len(match["b"]) == 2 and int(match["b"]) == int(match["a"]) % 100 + 1
    return short or bool(_SEASON.match(context.after(match.end())))


def _beside(match: Match, context: Context) -> bool:
    """Tell whether the two numbers are said side by side, as in a score or an approximation."""
    a, b = (float(match[name].replace(",", "")[:15]) for name in "ab")
    after = context.after(match.end())
    if _DATE.match(after) or _UNIT.match(after):
        return False
    about = bool(_ABOUT.match(after))
    if b - a > 1 and _HOUR.match(after) and _PART_OF_DAY.search(context.before(match.start(), 20)):
        return False
    if _MODEL.search(context.before(match.start(), 12)):
        return True
    if b <= a or (b <= 30 and not about and (context.near(match.start(), _SCORE, 60) or _is_set(match, context))):
        return True
    if a <= 10 < b and _ALONE.match(after) and context.near(match.start(), _CRICKET):
        return True
    about = about and a == int(a) and b == int(b) and (b <= 100 or a % 100 == 0 == b % 100)
    return about and (b - a <= 3 or (b <= 2 * a and a % 5 == 0 == b % 5))


def _is_set(match: Match, context: Context) -> bool:
    """Tell a set among others: ৬-৭ (৫-৭), ৬-৪."""
    return bool(_SETS_AFTER.match(context.after(match.end())) or _SETS_BEFORE.search(context.before(match.start(), 12)))


_SETS_AFTER = Pattern(r",? [(]?\d{1,2}[-–]\d{1,2}(?!\d)")
_SETS_BEFORE = Pattern(r"(?<!\d)\d{1,2}[-–]\d{1,2}[)]?,? [(]?$")


@rule("score", "0", r"\d{1,2}(?:[-–]\d{1,2}){2,5}(?![\d-])", "-–")
def several(match: Match, context: Context) -> Hit:
    """৪-৩-৩ → চার-তিন-তিন."""
    said = "-".join(numbers.count(part, context.loc) for part in re.split("[-–]", match[0]))
    return close_number(said, match.start(), match.end(), context)


@rule("score", "0", r"(\d{1,2}\.\d{1,2})/(5|10|100)(?![\d/]|[.,]\d)", "/")
def marks(match: Match, context: Context) -> Hit:
    """রেটিং ৮.৫/১০ → দশে আট দশমিক পাঁচ."""
    return Hit(match.start(), match.end(), _of(match[2], match[1], context))


@rule("section", "0", r"\d{1,4}(?:/\d{1,4}){2,5}(?![\d/])", "/")
def sections(match: Match, context: Context) -> Hit:
    """৩০২/৩৪/১০৯ ধারা → তিনশো দুই বাই চৌত্রিশ বাই একশো নয়."""
    said = " বাই ".join(numbers.count(part, context.loc) for part in match[0].split("/"))
    return close_number(said, match.start(), match.end(), context)


@rule("range", "0", r"(?P<a>\d{1,4})/(?P<b>\d{1,4})(?![\d/]|[.,]\d)", "/")
def slash(match: Match, context: Context) -> Hit:
    """২৮৭/৬ score, ২৮/৬ তারিখে date, ১/৩ অংশ fraction, ৬/৭ জন approximation, ১২০/৮০ বাই, ২০২৩/২৪ season."""
    return close_number(_divided(match, context), match.start(), match.end(), context)


def _divided(match: Match, context: Context) -> str:  # noqa: PLR0911 - one line for each reading
    a, b, after = int(match["a"]), int(match["b"]), context.after(match.end())
    cricket = context.near(match.start(), _CRICKET)
    dated = 0 < a <= 31 and 0 < b <= 12
    if a < b and _PART.match(after):  # the noun is there already: দুই-তৃতীয়াংশ অংশ says it twice
        return fraction(a, b, context.loc) if (a, b) == (1, 2) else _parts(match, context)
    if context.near(match.start(), _BY, 30) or _NUMBERED.search(context.before(match.start(), 12)):
        return _pair(match, " বাই ", context)
    if dated and _DATE.match(after):
        return in_words(a, b, None, context)
    if (1 < a < b or (a, b) == (2, 1)) and _ABOUT.match(after):
        return _pair(match, "-", context)
    marked = a <= b and _is_mark(match, context)
    if marked or a == b >= 10:
        return _of(match["b"], match["a"], context) if marked or a == 10 else _pair(match, "-", context)
    if b <= 10 and (a > 31 or cricket):
        return _pair(match, " ", context)
    if (b > 10 and cricket and len(match["a"]) < 3) or (a + 1 == b <= 12 and (b > 5 or _FEW.match(after))):
        return _pair(match, "-", context)
    if a < b <= 10 and (b <= 5 or a == 1 or _OF_WHAT.match(after)):
        return fraction(a, b, context.loc)
    if dated and _is_day(match, context):
        return in_words(a, b, None, context)
    return _pair(match, "-" if _is_figure(match, context) else " বাই ", context)


def _is_mark(match: Match, context: Context) -> bool:
    """Tell what an examiner or a critic gave: ৮/১০ পেয়েছে, রেটিং ৪/৫."""
    rated = _MARKED.match(context.after(match.end())) or _RATED.search(context.before(match.start(), 20))
    return int(match["b"]) in _FULL_MARKS and rated is not None


def _is_day(match: Match, context: Context) -> bool:
    """Tell a day and its month from a part of something: 12/3, but 5/8 only behind গত, তারিখ, a weekday."""
    return int(match["a"]) > int(match["b"]) or _DAY.search(context.before(match.start(), 20)) is not None


def _is_figure(match: Match, context: Context) -> bool:
    """Tell seasons (২০২৩/২৪) and a bowler's wickets and runs (৫/২৭) from numbers of cases, roads and sections."""
    a, b = int(match["a"]), int(match["b"])
    return _years(a, match["b"]) or (a <= 10 < b and not _CASE.search(context.before(match.start(), 30)))


def _of(whole: str, part: str, context: Context) -> str:
    return f"{join(numbers.count(whole, context.loc), 'এ')} {numbers.amount(part, context.loc)}"


def _pair(match: Match, link: str, context: Context) -> str:
    return numbers.count(match["a"], context.loc) + link + numbers.count(match["b"], context.loc)


def _parts(match: Match, context: Context) -> str:
    return f"{numbers.count(match['b'], context.loc)} ভাগের {numbers.count(match['a'], context.loc)}"


@rule("ratio", "0", r"(?P<a>\d{1,6})(?: : |[:ঃ])(?P<b>\d{1,6})(?!\d|[:.,]\d)", ":ঃ")
def ratio(match: Match, context: Context) -> Hit:
    """২:১ → দুই-এক."""
    return close_number(_pair(match, "-", context), match.start(), match.end(), context)


@rule("measure", "0", rf"(?P<a>{NUMBER}) ?[x×X*] ?(?=\d)", "x×X*")
def by(match: Match, context: Context) -> Hit:
    """১০ × ১২ → দশ বাই বারো, but in a sum গুণ."""
    link = " গুণ " if _SUM.match(context.after(match.end())) else " বাই "
    return Hit(match.start(), match.end(), numbers.amount(match["a"], context.loc) + link)


_SUM = Pattern(r"[\d.,]+ ?=")


@rule("measure", "0", r"(\d{1,2})['’‘] ?(\d{1,2})(?:[\"”“]|''|’’)?(?!\d)", "'’‘")
def feet(match: Match, context: Context) -> str | None:
    """৫'৬" → পাঁচ ফুট ছয় ইঞ্চি."""
    if int(match[2]) > 11:
        return None
    return f"{numbers.count(match[1], context.loc)} ফুট {numbers.count(match[2], context.loc)} ইঞ্চি"


@rule("clock", "0", rf"(\d{{1,3}})(\+\d{{1,2}})?['’](?!['’0-9A-Za-z{BN}])", "'’")
def minute_of_play(match: Match, context: Context) -> str | None:
    """গোল: ৭৮', ৯০+২' → আটাত্তর মিনিটে, where no quotation is open."""
    before = context.before(match.start(), 60)
    if _OPENED.search(before) or int(match[1]) > 130 or not context.near(match.start(), _SCORE, 100):
        return None
    late = f" {context.loc.words['plus']} {numbers.count(match[2][1:], context.loc)}" if match[2] else ""
    again = _MINUTE.match(context.after(match.end()))
    return f"{numbers.count(match[1], context.loc)}{late}{'' if again else ' মিনিটে'}"


_MINUTE = Pattern(" ?মিনিট")
_OPENED = Pattern(r"(?:^|[^\d’])['‘][^'’]*$")

RULES = (minute_of_play, feet, several, marks, sections, slash, two_numbers, by, ratio)
