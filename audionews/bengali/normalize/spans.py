"""Two numbers with a stroke between: ranges, approximations, match scores, fractions, ratios."""

import re

from audionews.bengali import numbers, tables
from audionews.bengali.endings import BN
from audionews.bengali.normalize import counts
from audionews.bengali.normalize.dates import month
from audionews.bengali.normalize.joining import close_number
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import NUMBER, compiled, cue, months

_CRICKET, _SCORE, _BY = (compiled(cue(name)) for name in ("cricket", "score", "by"))
_ABOUT = compiled(rf"[ -]?{cue('about')}(?:র|ের|ে|েক|য়|টি|টির|কে|তে|ও|ই)?(?![{BN}])(?! (?:বয়স|ও বেশি))")
_DATE = compiled(rf" ?(?:তারিখ|{months()})")
_SEASON = compiled(" ?(?:অর্থবর্ষ|অর্থবছর|শিক্ষাবর্ষ|শিক্ষাবছর|মরসুম|মৌসুম|মরশুম|সেশন|আর্থিক)")
_UNIT = compiled(r" ?(?:%|শতাংশ|°|ডিগ্রি|[A-Za-z]|কিমি|কি\.|মিমি|মি\.|সেমি|কেজি)")


def _range(match: "re.Match[str]", sight: Sight) -> Hit | None:
    first, second, end = match["a"], match["b"], match.start("b")
    if (
        first.count(".") + second.count(".") == 2
        and len(first) == len(second)
        and sight.text[match.end() : match.end() + 1] == "-"
    ):
        return None
    if not sight.loc.words:
        return None
    words, year = _first(match, sight)
    link = "-" if _beside(match, sight, year) else f" {sight.loc.words['to']} "
    return Hit(match.start(), end, words + link)


def _first(match: "re.Match[str]", sight: Sight) -> tuple[str, bool]:
    first, second = match["a"], match["b"]
    if first.isdecimal() and len(first) == 4 and first[0] != "0" and _years(int(first), second):
        return numbers.year(int(first), sight.loc), True
    percent = f" {sight.loc.words['percent']}" if match["p"] == "%" else ""
    return numbers.amount(first, sight.loc) + percent, False


def _years(first: int, second: str) -> bool:
    if not second.isdecimal() or not 1100 <= first <= 2100:
        return False
    return len(second) == 2 and int(second) > first % 100 or len(second) == 4 and first < int(second) <= 2100


def _beside(match: "re.Match[str]", sight: Sight, year: bool) -> bool:
    """Tell whether the two numbers are said side by side, as in a score or an approximation."""
    a, b = _value(match["a"]), _value(match["b"])
    after = sight.after(match.end())
    if year:
        return len(match["b"]) == 2 and (b - a) % 100 == 1 or bool(_SEASON.match(after))
    if _DATE.match(after) or _UNIT.match(after):
        return False
    if b < a or (b < 20 and not _ABOUT.match(after) and sight.near(match.start(), _SCORE, 60)):
        return True
    close = b - a <= 3 or (b <= 2 * a and a % 5 == 0 == b % 5)
    return close and bool(_ABOUT.match(after))


def _value(written: str) -> float:
    return float(written.replace(",", "")[:15])


def _slash(match: "re.Match[str]", sight: Sight) -> Hit | None:
    a, b, after = int(match["a"]), int(match["b"]), sight.after(match.end())
    start, end = match.span()
    if sight.near(start, _BY, 30):
        return close_number(
            f"{numbers.count(match['a'], sight.loc)} বাই {numbers.count(match['b'], sight.loc)}", start, end, sight
        )
    if _DATE.match(after) and a <= 31 and b <= 12:
        return close_number(f"{sight.loc.days[a]} {month(b)}", start, end, sight)
    if b <= 10 and not (a < b and _PART.match(after)) and (a > 31 or sight.near(start, _CRICKET)):
        return close_number(_pair(match, " ", sight), start, end, sight)
    if a + 1 == b and _ABOUT.match(after) or b > 10 and sight.near(start, _CRICKET):
        return close_number(_pair(match, "-", sight), start, end, sight)
    if a < b and (_PART.match(after) or b <= 5 or a == 1 and b <= 10):
        return close_number(fraction(a, b, sight), start, end, sight)
    if a + 1 == b <= 12:
        return close_number(_pair(match, "-", sight), start, end, sight)
    if 0 < a <= 31 and 0 < b <= 12:
        return close_number(f"{sight.loc.days[a]} {month(b)}", start, end, sight)
    if len(match["a"]) == 4 and _years(a, match["b"]):
        return close_number(f"{numbers.year(a, sight.loc)}-{numbers.count(match['b'], sight.loc)}", start, end, sight)
    return close_number(_pair(match, " বাই ", sight), start, end, sight)


_PART = compiled(rf" ?(?:অংশ|ভাগ)(?=(?:ের|ে|ই|ও|টি)?(?![{BN}]))")


def _pair(match: "re.Match[str]", link: str, sight: Sight) -> str:
    return numbers.count(match["a"], sight.loc) + link + numbers.count(match["b"], sight.loc)


def fraction(a: int, b: int, sight: Sight) -> str:
    """Return a over b in words: 1/2 → অর্ধেক, 3/4 → তিন-চতুর্থাংশ, 3/16 → ষোলো ভাগের তিন ভাগ."""
    if (a, b) == (1, 2):
        return "অর্ধেক"
    words = tables.mapping("denominators")
    above, below = numbers.count(str(a), sight.loc), numbers.count(str(b), sight.loc)
    return f"{above}-{words[str(b)]}" if str(b) in words else f"{below} ভাগের {above} ভাগ"


_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip


def _mixed(match: "re.Match[str]", sight: Sight) -> Hit:
    """Return whole and half or quarters as people count them: 3½ → সাড়ে তিন, 1½ → দেড়, 2¾ → পৌনে তিন."""
    n = int(match["n"])
    a, b = _VULGAR[match["v"]] if match["v"] else (int(match["a"]), int(match["b"]))
    words, whole = sight.loc.words, numbers.count(match["n"], sight.loc)
    if (a, b) == (1, 2):
        said = _HALVES.get(n) or f"{words['half']} {whole}"
    elif (a, b) == (1, 4):
        said = f"{words['quarter']} {whole}"
    elif (a, b) == (3, 4):
        said = f"{words['three-quarters']} {numbers.count(str(n + 1), sight.loc)}"
    else:
        said = f"{whole} পূর্ণ {fraction(a, b, sight)}"
    return close_number(said, match.start(), match.end(), sight)


_HALVES = {1: "দেড়", 2: "আড়াই"}


def _vulgar(match: "re.Match[str]", sight: Sight) -> Hit:
    return close_number(fraction(*_VULGAR[match[0]], sight), match.start(), match.end(), sight)


def _ratio(match: "re.Match[str]", sight: Sight) -> Hit:
    return close_number(_pair(match, " অনুপাত ", sight), match.start(), match.end(), sight)


def _by(match: "re.Match[str]", sight: Sight) -> Hit:
    return Hit(match.start(), match.end(), numbers.amount(match["a"], sight.loc) + " বাই ")


_WHOLE = r"\d{1,5}(?![,.]\d)"
RULES = [
    Rule("mixed-fraction", "fraction", "0", re.compile(rf"(?P<n>\d{{1,6}}) ?(?:(?P<v>[{''.join(_VULGAR)}])|(?<= )(?P<a>[13])/(?P<b>[24])(?!\d))"), _mixed),
    Rule("slash", "fraction", "0", re.compile(rf"(?P<a>\d{{1,4}})/(?P<b>\d{{1,4}})(?![\d/]|[.,]\d)"), _slash),
    Rule("range", "range", "0", re.compile(rf"(?P<a>{NUMBER})(?P<p>%|°)? ?[-–—~] ?(?P<b>{NUMBER})(?!-\d)"), _range),
    Rule("by", "measure", "0", re.compile(rf"(?P<a>{NUMBER}) ?[x×X*] ?(?=\d)"), _by),
    Rule("ratio", "ratio", "0", re.compile(rf"(?P<a>\d{{1,6}}) ?: ?(?P<b>\d{{1,6}})(?!\d|:\d)"), _ratio),
    Rule("vulgar-fraction", "fraction", "$", re.compile(f"[{''.join(_VULGAR)}]"), _vulgar),
]  # fmt: skip
