"""Fractions: 3/4 by name, ½ as a sign, and mixed numbers as people count them (দেড়, আড়াই, সাড়ে তিন)."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.locales import Locale
from audionews.bengali.normalization.patterns import ENDED, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables

_VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3),
    "⅕": (1, 5), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_SIGNS = "".join(_VULGAR)


def fraction(a: int, b: int, loc: Locale) -> str:
    """Return a over b in words: 1/2 → অর্ধেক, 3/4 → তিন-চতুর্থাংশ, 3/16 → ষোলো ভাগের তিন ভাগ."""
    if (a, b) == (1, 2):
        return loc.words["a-half"]
    named = tables.mapping("denominators")
    if str(b) in named:
        return f"{numbers.count(str(a), loc)}-{named[str(b)]}"
    return f"{parts(a, b, loc)} {loc.words['part']}"


def parts(a: int, b: int, loc: Locale) -> str:
    """Return a of b parts without the noun: 2/3 → তিন ভাগের দুই."""
    return f"{numbers.count(str(b), loc)} {loc.words['part']}ের {numbers.count(str(a), loc)}"


@rule(
    "fraction",
    "0",
    rf"(?P<n>\d{{1,6}}) ?(?:(?P<v>[{_SIGNS}])|(?<= )(?P<a>[13])/(?P<b>[24])(?!\d))",
    f"{_SIGNS}/",
    f"{_SIGNS}13",
)
def mixed(match: Match, context: Context) -> Hit:
    """3½ → সাড়ে তিন, 1½ → দেড়, 2¼ → সওয়া দুই, 2¾ → পৌনে তিন."""
    n = int(match["n"])
    a, b = _VULGAR[match["v"]] if match["v"] else (int(match["a"]), int(match["b"]))
    words, whole = context.loc.words, numbers.count(match["n"], context.loc)
    if (a, b) == (1, 2):
        said = words.get(f"and-half{n}") or f"{words['half']} {whole}"
    elif (a, b) == (1, 4):
        said = f"{words['quarter']} {whole}"
    elif (a, b) == (3, 4):
        said = f"{words['three-quarters']} {numbers.count(str(n + 1), context.loc)}"
    else:
        said = f"{whole} {words['and']} {fraction(a, b, context.loc)}"
    return close_number(said, match.start(), match.end(), context)


@rule("fraction", "0", r"(?P<a>\d)(?: / ?|/ |\\)(?P<b>\d)(?!\d)", "/\\")
def apart(match: Match, context: Context) -> Hit | None:
    """১ / ৪ কাপ, ১/ ২ চামচ: a part with blanks about its stroke, or with a backslash for it, before a measure."""
    a, b, after = int(match["a"]), int(match["b"]), context.after(match.end())
    part = 0 < a < b and (_PORTION.match(after) or ((a == 1 or "\\" in match[0]) and _SPOON.match(after)))
    return close_number(fraction(a, b, context.loc), match.start(), match.end(), context) if part else None


_PORTION, _SPOON = Pattern(rf" ?{cue('portion')}{ENDED}"), Pattern(rf" ?{cue('spoon')}{ENDED}")


@rule("fraction", "$", f"[{_SIGNS}]")
def sign(match: Match, context: Context) -> Hit:
    """½ → অর্ধেক."""
    return close_number(fraction(*_VULGAR[match[0]], context.loc), match.start(), match.end(), context)


RULES = (mixed, apart, sign)
