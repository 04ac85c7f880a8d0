"""Scores of matches: two numbers with a slash (runs and wickets, a bowler's figures, sets, goals), a batter not out."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.pairs import NUMBERED, ROUTE, ROUTE_AFTER, SLASH, figures, pair
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, Pattern, cue, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN

_CRICKET = nearby("cricket", ended=True)
BOWLED = Pattern(cue("bowled"))
_CASE = Pattern(cue("case"))


@rule("score", "0", SLASH, "/")
def set_score(match: Match, context: Context) -> Hit | None:
    """৬/৪, ৭/৫ সেটে → ছয়-চার, সাত-পাঁচ সেটে; ২/০ গোলে → দুই-শূন্য গোলে."""
    a, b = figures(match)
    played = a <= _GAMES and b <= _GAMES and context.near(match.start(), _SET, 24)
    goals = a < 100 and _GOALS.match(context.after(match.end()))
    return pair(match, "-", context) if played or goals else None


_GAMES = 7
_SET, _GOALS = nearby("set", ended=True), Pattern(rf" {cue('goals')}{ENDED}")


@rule("score", "0", SLASH, "/")
def tie_break(match: Match, context: Context) -> Hit | None:
    """৭-৬ (৮/৬) → আট-ছয়: in brackets behind the score of a set."""
    return pair(match, "-", context) if _SET_BEFORE.search(context.before(match.start(), 12)) else None


_SET_BEFORE = Pattern(r"(?<!\d)\d-\d ?[(]$")


@rule("score", "0", SLASH, "/")
def runs_and_wickets(match: Match, context: Context) -> Hit | None:
    """২৮৭/৬ → ছয় উইকেটে দুশো সাতাশি."""
    a, b = figures(match)
    played = context.near(match.start(), _CRICKET)
    numbered = not played and NUMBERED.match(context.after(match.end()))  # ৭৮/১ নম্বর বাস
    numbered = numbered or _TO_ANOTHER.match(context.after(match.end()))  # ৭২/৭-৮ মানিকনগর
    before, after = context.before(match.start(), 16), context.after(match.end())
    numbered = numbered or (not played and (ROUTE.search(before) or ROUTE_AFTER.match(after)))  # বাস ২৪০/১
    if b > 10 or numbered or not (a > 31 or (a > b and played)):
        return None
    if not (played or _STANDS.match(after) or context.near(match.start(), _TEAM, 60)):
        return None  # ৪৬/৩ চামেলীবাগে
    lost = f"{numbers.count(match['b'], context.loc)} {context.loc.words['wickets']}"
    said = f"{lost} {numbers.count(match['a'], context.loc)}"
    return close_number(said, match.start(), match.end(), context)


_STANDS = Pattern(rf" ?(?:[^\w\s]|{cue('innings-after')}|$)")
_TEAM = Pattern(NOT_IN_WORD + any_of([row[1] for row in tables.rows("teams")]))
_TO_ANOTHER = Pattern(rf"-\d{{1,2}},? [{BN}]")


@rule("score", "0", SLASH, "/")
def wickets_and_runs(match: Match, context: Context) -> Hit | None:
    """৫/২৭, a bowler's → পাঁচ-সাতাশ."""
    few = len(match["a"]) < 3 and (int(match["b"]) > 10 or match["a"] == "0" or _is_item(match, context))
    bowled = few and context.near(match.start(), _CRICKET)
    return pair(match, "-", context) if bowled else None


def _is_item(match: Match, context: Context) -> bool:
    """Tell a bowler's figures in brackets behind the batters: (মরগান ৩০; সিরাজ ৩/৮)."""
    named = _SCORER.search(context.before(match.start(), 24)) and _ITEM_ENDS.match(context.after(match.end(), 1))
    return int(match["a"]) < int(match["b"]) and bool(named)


_SCORER, _ITEM_ENDS = Pattern(rf"[;,] (?:[{BN}]+ ){{1,2}}$"), Pattern("[),;]")


@rule("score", "0", SLASH, "/")
def bowlers(match: Match, context: Context) -> Hit | None:
    """তাসকিন ২/১৯, মেহেদী ১/৯ → দুই-উনিশ, এক-নয়: a list of bowlers, told by a number of runs that no part has."""
    a, b = figures(match)
    before, after = context.before(match.start(), 60), context.after(match.end(), 60)
    listed = a <= 10 and _BOWLER.search(before) and _LIST_ENDS.match(after)
    beside = listed and (_BOWLER_BEFORE.search(before) or _BOWLER_AFTER.match(after))
    told = beside and (b > 10 or any(int(runs) > 10 for runs in beside.groups()))
    return pair(match, "-", context) if told and not context.near(match.start(), _SHARED, 60) else None


_BOWLER = Pattern(rf"(?:^|[;,:।–(] ?)(?:[{BN}]+ ){{1,2}}$")
_BOWLER_BEFORE = Pattern(rf"[{BN}] \d{{1,2}}/(\d{{1,3}})[;,] ?(?:[{BN}]+ ){{1,2}}$")
_BOWLER_AFTER = Pattern(rf"[;,] ?(?:[{BN}]+ ){{1,2}}\d{{1,2}}/(\d{{1,3}})(?![\d/])(?! ?[{BN}])")
_LIST_ENDS = Pattern("[),;।]|$")
_SHARED = Pattern(rf"{cue('share')}|{cue('case')}|{cue('law')}")


@rule("score", "0", SLASH, "/")
def few_and_many(match: Match, context: Context) -> Hit | None:
    """৪/৮০ → চার-আশি, where no case or section is numbered; ১/২৫০ only of a bowler."""
    a, b = figures(match)
    figure = a <= 10 < b < _MOST_RUNS and not _CASE.search(context.before(match.start(), 30))
    bowled = a > 1 or context.near(match.start(), BOWLED, 40)
    return pair(match, "-", context) if figure and bowled else None


_MOST_RUNS = 1000  # খরিপ-২/২০২১ is a season and its year


@rule("score", "0", r"(\d{1,3})\*(?![*\d])", "*")
def not_out(match: Match, context: Context) -> str | None:
    """শান্ত ৫৬*, মুশফিক ১২ → অপরাজিত ছাপ্পান্ন: among runs; where the word stands beside it, it is not said again."""
    scored = context.near(match.start(), _CRICKET) or context.near(match.start(), _TEAM, 60)
    if not scored and not (_BATTER.search(context.before(match.start())) and not context.near(match.start(), _PRICED)):
        return None
    word, said = context.loc.words["not-out"], numbers.count(match[1], context.loc)
    told = word in context.before(match.start(), 24) or word in context.after(match.end(), 40)
    return said if told else f"{word} {said}"


_BATTER, _PRICED = Pattern(rf"[{BN}] \d{{1,3}}\*?, (?:[{BN}]+ ){{1,2}}$"), nearby("count-after", ended=True)


@rule("score", "0", r"(\d{1,2}(?:\.[1-5])?)[-–](\d{1,2})[-–](\d{1,3})[-–](\d{1,2})(?![\d-]|[.,]\d)", "-–")
def bowling(match: Match, context: Context) -> Hit | None:
    """২৫.৩-৪-১০২-৫ → পঁচিশ দশমিক তিন-চার-একশো দুই-পাঁচ: overs, maidens, runs, wickets, of which ten can fall."""
    overs, maidens, _runs, wickets = parts = match.groups()
    possible = int(maidens) <= float(overs) and int(wickets) <= _ALL_OUT
    if not possible or not (_LIST_ENDS.match(context.after(match.end())) or context.near(match.start(), _CRICKET)):
        return None
    said = "-".join(numbers.amount(part, context.loc) for part in parts)
    return close_number(said, match.start(), match.end(), context)


_ALL_OUT = 10

RULES = (not_out, bowling)
"""Those without a slash; those with one are tried in the order of `slashes.RULES`."""
