"""Two numbers with a slash between: parts, days, guesses, marks, scores, seasons, numbers of laws and roads.

Each reading is a rule of its own; all are tried on the same stretch in the order of RULES, and the first whose
evidence stands around it decides.
"""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.dates import in_words
from audionews.bengali.normalization.fractions import fraction, parts
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, WORD_ENDS, Pattern, any_of, cue, months, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.normalization.spans import is_span_of_years, said_years
from audionews.bengali.script import tables
from audionews.bengali.script.endings import BN, endings, join, tail

_SLASH = r"(?P<a>\d{1,4})/(?P<b>\d{1,4})(?![\d/]|[.,]\d)"

_CRICKET, _BY = nearby("cricket", ended=True), nearby("by", ended=True)
_ABOUT = Pattern(rf"[ -]?(?:{cue('about')}|{cue('about-slash')}|%){ENDED}(?! {cue('not-about')})")
_ONE_OR_TWO = Pattern(rf" ?{cue('one-or-two')}{ENDED}")
_ALMOST = Pattern(rf" ?{cue('day-after')} {cue('around')}")
_BIG_NUMBERED = Pattern(rf" ?{cue('number')}")
_LAW = Pattern(rf" ?{cue('law')}")
_EXTREMES = Pattern(cue("extremes"))
_BOWLED = Pattern(cue("bowled"))
_PICTURED, _FIGURE = Pattern(rf" [{BN}]"), Pattern(r" \d")
_FEW = Pattern(rf" ?{cue('few')}{ENDED}")
_CASE = Pattern(cue("case"))
_NUMBERED = Pattern(rf"{cue('numbered')}(?: {cue('number')})?:? $|{cue('number')} $")
_FULL_MARKS = (5, 10, 20, 25, 50, 100)
_MARKED = Pattern(rf" {cue('marked-after')}")
_RATED = Pattern(rf"{cue('marked-before')}[: ]{{1,2}}$")
_OF_WHAT = Pattern(rf" (?:{cue('count-after')}|{cue('measured')}){ENDED}")
_DAY = Pattern(rf"{cue('day-before')}[ ,:(]{{1,2}}$")
_DATE = Pattern(rf" ?(?:{cue('day-after')}|{months()}{ENDED})")
_PART = Pattern(rf" ?{cue('share')}(?={endings('share')}?{WORD_ENDS})")


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


@rule("duration", "0", r"(\d{1,2})/(\d{1,2})/(\d{1,2}(?:\.\d+)?)(?![\d/])", "/")
def dandas(match: Match, context: Context) -> str | None:
    """দং ৯/২৬/৩০ of an almanac → নয়, ছাব্বিশ, ত্রিশ: dandas, palas and bipalas, no date."""
    if not _DANDA.search(context.before(match.start(), 8)):
        return None
    return ", ".join(numbers.amount(part, context.loc) for part in match.groups())


_DANDA = Pattern(rf"{cue('danda')} ?$")


@rule("reference", "0", r"(\d{1,2})/(\d{1,4})(?![\d/]|[.,]\d)", "/")
def volume_and_page(match: Match, context: Context) -> str | None:
    """ফতোয়ায়ে শামী ২/১২৪, বুখারি ১/২০৯ → দুই, একশো চব্বিশ: volume and page of a book of law or tradition."""
    counted = any(cues.match(context.after(match.end())) for cues in (_PART, _OF_WHAT, _ABOUT))
    if counted or not _BOOK.search(context.before(match.start(), 50)):
        return None
    return ", ".join(numbers.count(part, context.loc) for part in match.groups())


_BOOK = Pattern(rf"{NOT_IN_WORD}{cue('book')}[{BN}]{{0,3}}(?: [{BN}]+){{0,2}} ?[:,]? ?(?:\d+/\d+, ?)*$")


@rule("section", "0", r"\d{1,4}(?:/\d{1,4}){2,5}(?![\d/])", "/")
def sections(match: Match, context: Context) -> Hit:
    """৩০২/৩৪/১০৯ ধারা → তিনশো দুই, চৌত্রিশ, একশো নয়: a list; স্মারক ৪৫/৩/২১ is one number."""
    by = f" {context.loc.words['by']} " if context.near(match.start(), _ONE_NUMBER, 60) else ", "
    said = by.join(numbers.count(part, context.loc) for part in match[0].split("/"))
    return close_number(said, match.start(), match.end(), context)


_ONE_NUMBER = Pattern(cue("stroke-number"))


@rule("section", "0", r"(?P<a>\d{5,6})/(?P<b>(?:19|20)\d\d)(?![\d/]|[.,]\d)", "/")
def case_of_a_year(match: Match, context: Context) -> Hit:
    """রিট নম্বর ২৪৫৭১/২০১৯ → … বাই দু'হাজার উনিশ."""
    return _by(match, context)


@rule("date", "0", rf"\d{{1,2}}(?:/\d{{1,2}}){{2}}(?= {months()})", "/")
def days_in_a_row(match: Match, context: Context) -> str | None:
    """৫/৬/৭ মার্চ → পাঁচ-ছয়-সাতই মার্চ."""
    *first, last = match[0].split("/")
    if int(last) not in context.loc.days:
        return None
    return "-".join([*(numbers.count(day, context.loc) for day in first), context.loc.days[int(last)]])


_COUNTED = (_ABOUT, _FEW, _OF_WHAT, _PART, _DATE, _ONE_OR_TWO, _LAW, _BIG_NUMBERED, _MARKED)


@rule("position", "0", _SLASH, "/")
def picture(match: Match, context: Context) -> str | None:
    """২/৮ মেলায় ভিড়, at the start of a caption → আটের মধ্যে দুই,: the second of eight pictures."""
    a, b, after = *_figures(match), context.after(match.end())
    counted = any(cues.match(after) for cues in _COUNTED)
    headed = not match.start() or _SLIDE.search(context.before(match.start(), 12))
    whole = not match.start() and match.end() == len(context.text.rstrip()) and (a, b) not in _USUAL_PARTS
    alone = whole or (b > _FEW_PARTS and (not after.strip() or match.start()))
    pictured = _PICTURED.match(after) or _is_caption(match, context) or (not match.start() and _FIGURE.match(after))
    if not headed or counted or _BOWLED.search(after) or not (a <= b <= 60 and (alone or pictured)):
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


@rule("section", "0", rf"(?P<a>\d{{2,4}})/(?P<b>\d{{2,4}})(?={cue('section-letter')}{WORD_ENDS})", "/")
def charges(match: Match, context: Context) -> str | None:
    """৪২০/১২০বি ধারা → চারশো কুড়ি, একশো কুড়ি বি: the letter tells that two sections are named."""
    if not context.near(match.start(), _SECTION, 40):
        return None
    return f"{numbers.count(match['a'], context.loc)}, {numbers.count(match['b'], context.loc)} "


_SECTION = Pattern(cue("law"))


@rule("section", "0", _SLASH, "/")
def law(match: Match, context: Context) -> Hit | None:
    """৩০২/৩৪ ধারা, ১২/৩ নম্বর → … বাই …."""
    after = context.after(match.end())
    named = _LAW.match(after) or (_BIG_NUMBERED.match(after) and not _MARKED.match(after))
    return _by(match, context) if named else None


@rule("measure", "0", _SLASH, "/")
def extremes(match: Match, context: Context) -> Hit | None:
    """সর্বোচ্চ ও সর্বনিম্ন: কলকাতা ৩২/২৪ → বত্রিশ বাই চব্বিশ."""
    a, b = _figures(match)
    heat = a <= 50 and b <= 50 and context.near(match.start(), _EXTREMES, 60)
    return _by(match, context) if heat else None


_PARTS = 20  # ৭০/৮০ ভাগ is a guess of percent


@rule("fraction", "0", _SLASH, "/")
def share(match: Match, context: Context) -> Hit | None:
    """২/৩ অংশ → তিন ভাগের দুই অংশ: the noun is there already."""
    a, b = _figures(match)
    if not (a < b <= _PARTS and _PART.match(context.after(match.end()))):
        return None
    said = fraction(a, b, context.loc) if (a, b) == (1, 2) else parts(a, b, context.loc)
    return close_number(said, match.start(), match.end(), context)


@rule("address", "0", _SLASH, "/")
def beside_its_name(match: Match, context: Context) -> Hit | None:
    """রক্তচাপ ১২০/৮০, ১২/৩ রোড, ওয়ার্ড নম্বর ৪/৫ → … বাই …."""
    named = context.near(match.start(), _BY, 30) or _NUMBERED.search(context.before(match.start(), 12))
    after = context.after(match.end(), 80)
    named = named or _ROAD.match(after) or _POSTED.match(after) or _ROUTE_AFTER.match(after)
    return _by(match, context) if named else None


_POSTED = Pattern(rf", [^।,]{{2,40}}, [{BN}]+ ?[-–] ?\d{{4,6}}(?!\d)")  # ৪২/১, সেগুনবাগিচা, ঢাকা-১০০০
_ROUTE_AFTER = Pattern(rf" {cue('route')}")
_ROAD = Pattern(rf" ?[{BN}]?, [^।,]{{0,45}}{cue('road')}")  # ১২৩/১ এ, আচার্য … রোড


@rule("fraction", "0", _SLASH, "/")
def inherited(match: Match, context: Context) -> Hit | None:
    """সম্পত্তির বোন ৫/২৪, ভাই ১৩/২৪ → চব্বিশ ভাগের পাঁচ …: what heirs get of an estate."""
    a, b = _figures(match)
    if not (_USUAL < b <= _HEIRS_PARTS and a < b and context.near(match.start(), _ESTATE, 80)):
        return None
    return close_number(parts(a, b, context.loc), match.start(), match.end(), context)


_USUAL, _HEIRS_PARTS, _ESTATE = 5, 96, Pattern(NOT_IN_WORD + cue("estate"))


@rule("score", "0", _SLASH, "/")
def set_score(match: Match, context: Context) -> Hit | None:
    """৬/৪, ৭/৫ সেটে → ছয়-চার, সাত-পাঁচ সেটে; ২/০ গোলে → দুই-শূন্য গোলে."""
    a, b = _figures(match)
    played = a <= _GAMES and b <= _GAMES and context.near(match.start(), _SET, 24)
    goals = a < 100 and _GOALS.match(context.after(match.end()))
    return _pair(match, "-", context) if played or goals else None


_GAMES = 7
_SET, _GOALS = nearby("set", ended=True), Pattern(rf" {cue('goals')}{ENDED}")


@rule("score", "0", _SLASH, "/")
def tie_break(match: Match, context: Context) -> Hit | None:
    """৭-৬ (৮/৬) → আট-ছয়: in brackets behind the score of a set."""
    return _pair(match, "-", context) if _SET_BEFORE.search(context.before(match.start(), 12)) else None


_SET_BEFORE = Pattern(r"(?<!\d)\d-\d ?[(]$")


@rule("date", "0", rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?= {months()})", "/")
def two_days(match: Match, context: Context) -> str | None:
    """২৫/২৬ ফেব্রুয়ারি → পঁচিশ-ছাব্বিশে ফেব্রুয়ারি."""
    a, b = _figures(match)
    days = context.loc.days
    return f"{numbers.count(match['a'], context.loc)}-{days[b]}" if 0 < a < b and b in days else None


@rule("date", "0", _SLASH, "/")
def day_by_name(match: Match, context: Context) -> Hit | None:
    """২৮/৬ তারিখে → আটাশে জুন."""
    return _day(match, context) if _DATE.match(context.after(match.end())) else None


@rule("approximation", "0", _SLASH, "/")
def about(match: Match, context: Context) -> Hit | None:
    """৬/৭ দিন, ২৫/৩০ জন, ২০/২৫ শতাংশ → ছয়-সাত দিন: two near numbers before what is counted; ১/২ দিন → এক-দুই দিন."""
    a, b, after = *_figures(match), context.after(match.end())
    near = 1 < a < b <= 3 * a or (a, b) == (2, 1)
    guessed = (near and _ABOUT.match(after)) or ((a, b) == (1, 2) and _ONE_OR_TWO.match(after))
    guessed = guessed or (a + 1 == b and _ALMOST.match(after))
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
    """২৮৭/৬ → ছয় উইকেটে দুশো সাতাশি."""
    a, b = _figures(match)
    played = context.near(match.start(), _CRICKET)
    numbered = not played and _BIG_NUMBERED.match(context.after(match.end()))  # ৭৮/১ নম্বর বাস
    numbered = numbered or _TO_ANOTHER.match(context.after(match.end()))  # ৭২/৭-৮ মানিকনগর
    before, after = context.before(match.start(), 16), context.after(match.end())
    numbered = numbered or (not played and (_ROUTE.search(before) or _ROUTE_AFTER.match(after)))  # বাস ২৪০/১
    if b > 10 or numbered or not (a > 31 or (a > b and played)):
        return None
    if not (played or _STANDS.match(after) or context.near(match.start(), _TEAM, 60)):
        return None  # ৪৬/৩ চামেলীবাগে
    lost = f"{numbers.count(match['b'], context.loc)} {context.loc.words['wickets']}"
    said = f"{lost} {numbers.count(match['a'], context.loc)}"
    return close_number(said, match.start(), match.end(), context)


_ROUTE = Pattern(rf"{NOT_IN_WORD}{cue('route')}(?: {cue('route-number')})? $")
_ROUTE_AFTER = Pattern(rf" ?{cue('route')}(?:ে|ের)?{ENDED}")
_STANDS = Pattern(rf" ?(?:[^\w\s]|{cue('innings-after')}|$)")
_TEAM = Pattern(NOT_IN_WORD + any_of([row[1] for row in tables.rows("teams")]))
_TO_ANOTHER = Pattern(rf"-\d{{1,2}},? [{BN}]")


@rule("score", "0", _SLASH, "/")
def wickets_and_runs(match: Match, context: Context) -> Hit | None:
    """৫/২৭, a bowler's → পাঁচ-সাতাশ."""
    few = len(match["a"]) < 3 and (int(match["b"]) > 10 or match["a"] == "0" or _is_item(match, context))
    bowled = few and context.near(match.start(), _CRICKET)
    return _pair(match, "-", context) if bowled else None


def _is_item(match: Match, context: Context) -> bool:
    """Tell a bowler's figures in brackets behind the batters: (মরগান ৩০; সিরাজ ৩/৮)."""
    named = _SCORER.search(context.before(match.start(), 24)) and _ITEM_ENDS.match(context.after(match.end(), 1))
    return int(match["a"]) < int(match["b"]) and bool(named)


_SCORER, _ITEM_ENDS = Pattern(rf"[;,] (?:[{BN}]+ ){{1,2}}$"), Pattern("[),;]")


@rule("score", "0", _SLASH, "/")
def bowlers(match: Match, context: Context) -> Hit | None:
    """তাসকিন ২/১৯, মেহেদী ১/৯ → দুই-উনিশ, এক-নয়: a list of bowlers, told by a number of runs that no part has."""
    a, b = _figures(match)
    before, after = context.before(match.start(), 60), context.after(match.end(), 60)
    listed = a <= 10 and _BOWLER.search(before) and _LIST_ENDS.match(after)
    beside = listed and (_BOWLER_BEFORE.search(before) or _BOWLER_AFTER.match(after))
    told = beside and (b > 10 or any(int(runs) > 10 for runs in beside.groups()))
    return _pair(match, "-", context) if told and not context.near(match.start(), _SHARED, 60) else None


_BOWLER = Pattern(rf"(?:^|[;,:।–(] ?)(?:[{BN}]+ ){{1,2}}$")
_BOWLER_BEFORE = Pattern(rf"[{BN}] \d{{1,2}}/(\d{{1,3}})[;,] ?(?:[{BN}]+ ){{1,2}}$")
_BOWLER_AFTER = Pattern(rf"[;,] ?(?:[{BN}]+ ){{1,2}}\d{{1,2}}/(\d{{1,3}})(?![\d/])(?! ?[{BN}])")
_LIST_ENDS = Pattern("[),;।]|$")
_SHARED = Pattern(rf"{cue('share')}|{cue('case')}|{cue('law')}")


@rule("approximation", "0", _SLASH, "/")
def neighbours(match: Match, context: Context) -> Hit | None:
    """৬/৭ কোম্পানি → ছয়-সাত কোম্পানি."""
    a, b = _figures(match)
    guessed = a + 1 == b <= 12 and (b > 5 or _FEW.match(context.after(match.end())))
    return _pair(match, "-", context) if guessed else None


@rule("approximation", "0", _SLASH, "/")
def round_guess(match: Match, context: Context) -> Hit | None:
    """১০০/১৫০ দর্শক → একশো-দেড়শো: two round numbers, the second no more than twice the first."""
    a, b = _figures(match)
    guessed = 10 <= a < b <= 2 * a and a % 5 == 0 == b % 5 and _PICTURED.match(context.after(match.end()))
    return _pair(match, "-", context) if guessed else None


@rule("fraction", "0", _SLASH, "/")
def part(match: Match, context: Context) -> Hit | None:
    """১/৩ ভোট → এক-তৃতীয়াংশ ভোট."""
    a, b = _figures(match)
    if not (0 < a < b <= 10 and (b <= 5 or a == 1 or _OF_WHAT.match(context.after(match.end())))):
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
    """২০২৩/২৪, ১৯৯৮/৯৯ → দু'হাজার তেইশ-চব্বিশ, উনিশশো আটানব্বই-নিরানব্বই."""
    if not is_span_of_years(int(match["a"]), match["b"]):
        return None
    said = said_years(match["a"], match["b"], context)
    return close_number(said, match.start(), match.end(), context)


@rule("score", "0", _SLASH, "/")
def few_and_many(match: Match, context: Context) -> Hit | None:
    """৪/৮০ → চার-আশি, where no case or section is numbered; ১/২৫০ only of a bowler."""
    a, b = _figures(match)
    figure = a <= 10 < b and not _CASE.search(context.before(match.start(), 30))
    bowled = a > 1 or context.near(match.start(), _BOWLED, 40)
    return _pair(match, "-", context) if figure and bowled else None


@rule("section", "0", _SLASH, "/")
def by(match: Match, context: Context) -> Hit:
    """১২০/৮০ → একশো কুড়ি বাই আশি: any other pair."""
    return _by(match, context)


RULES = (
    decimal_marks, dandas, volume_and_page, days_in_a_row, sections, case_of_a_year,
    picture, charges, law, extremes, share, about, beside_its_name, inherited,
    set_score, tie_break, two_days,
    day_by_name, marks, equal, season, runs_and_wickets, wickets_and_runs, bowlers, neighbours, round_guess, part,
    day_and_month, few_and_many, by,
)  # fmt: skip
"""Tried in this order."""
