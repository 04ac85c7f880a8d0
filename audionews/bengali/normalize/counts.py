"""Plain numbers: counts, decimals, years, ordinals, and digits that fit nothing else."""

import re

from audionews.bengali import numbers
from audionews.bengali.endings import BN
from audionews.bengali.normalize.joining import close_number
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import NUMBER, WORD_ENDS, compiled, cue, months

_ORDINAL = {"ম", "য়", "র্থ", "ষ্ঠ", "শ", "তম"}

_YEAR_AFTER = compiled(
    rf"(?:[-–'’]?(?:এর|এরও|এ|এই|তে|তেই|র|ের){WORD_ENDS}|[-–'’ ]?{cue('year-after')}| ?(?:থেকে|পর্যন্ত|নাগাদ|[-–—] ?\d{{2,4}}(?!\d)))"
)
_YEAR_BEFORE = compiled(
    rf"(?:{months()}|{cue('year-before')})[{BN}]{{0,3}}[ ,]{{0,2}}[(]?$|\d\d\d\d(?: ?[-–] ?| থেকে | ও |, )$"
)
_COUNT_AFTER = compiled(rf"[- ]?{cue('count-after')}|(?: ?(?:টি|টা|খানা|%|°|[A-Za-z]))")
_COUNT_BEFORE = compiled(rf"{cue('count-before')} ?$|[₹$€£৳]$")
_YEAR_STANDS = compiled(r"[ ]?(?:[।,;)!?’\"”—–-]|ও |এবং |$)")


def is_year(match: "re.Match[str]", sight: Sight) -> bool:
    """Tell whether a four-digit number of 1100-1999 is a year: by what stands beside it, never by size alone."""
    after, before = sight.after(match.end()), sight.before(match.start())
    if _COUNT_AFTER.match(after) and not re.match(rf"[- ]?{cue('year-after')}", after):
        return False
    if _YEAR_AFTER.match(after) or _YEAR_BEFORE.search(before):
        return True
    n = int(match[0])
    return n >= 1700 and n % 50 != 0 and not _COUNT_BEFORE.search(before) and bool(_YEAR_STANDS.match(after))


def _year(match: "re.Match[str]", sight: Sight) -> Hit | None:
    if not is_year(match, sight):
        return None
    words = numbers.year(int(match[0]), sight.loc)
    return close_number(words, match.start(), match.end(), sight)


def _ordinal(match: "re.Match[str]", sight: Sight) -> str:
    n, suffix = int(match[1]), match[2]
    highest = 25 if suffix == "শ" else 10
    return numbers.ordinal(n, sight.loc, highest)


def _latin_ordinal(match: "re.Match[str]", sight: Sight) -> str:
    return numbers.ordinal(int(match[1]), sight.loc)


def _hundreds(match: "re.Match[str]", sight: Sight) -> Hit:
    return close_number(numbers.count(match[1] + "00", sight.loc), match.start(), match.end(), sight)


def _count(match: "re.Match[str]", sight: Sight) -> Hit:
    return close_number(numbers.amount(match[0], sight.loc), match.start(), match.end(), sight)


def _padded(match: "re.Match[str]", sight: Sight) -> Hit | None:
    if len(match[0]) <= 3 and _COUNT_AFTER.match(sight.after(match.end())):
        return None
    return close_number(numbers.spelt(match[0], sight.loc), match.start(), match.end(), sight)


def _versions(match: "re.Match[str]", sight: Sight) -> str:
    return " ডট ".join(numbers.count(part, sight.loc) for part in match[0].split("."))


def _sign(match: "re.Match[str]", sight: Sight) -> str | None:
    before = sight.before(match.start(), 2)
    if not before.strip() or before[-1] in " (‘“'\"":
        return sight.loc.words["minus"] + " "
    return None


def _section(match: "re.Match[str]", sight: Sight) -> str:
    return f"{numbers.count(match[1], sight.loc)} {match[2]}"


RULES = [
    Rule("ordinal", "ordinal", "0", compiled(rf"(\d{{1,4}})[ -]?(ম|য়|র্থ|ষ্ঠ|তম)(?=(?:বার|বারের|টি|টির|র|ের|ও|ই|এর|কে)?{WORD_ENDS})"), _ordinal),
    Rule("sanskrit-ordinal", "ordinal", "0", compiled(rf"(1[1-9]|2[0-5])-?(শ){WORD_ENDS}"), _ordinal),
    Rule("latin-ordinal", "ordinal", "0", re.compile(r"(\d{1,4})(?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z])"), _latin_ordinal),
    Rule("section-letter", "section", "0", compiled(rf"(\d{{1,4}}) ?-?([(]?(?:এ|বি|সি|ডি|ই|এফ|ক|খ|গ|ঘ|ঙ)[)]?)(?= ?(?:ধারা|উপধারা|অনুচ্ছেদ|জাতীয় সড়ক|রাজ্য সড়ক|নম্বর|নং))"), _section),
    Rule("hundreds", "cardinal", "0", compiled(rf"([1-9]\d?)(?:শো|শত|শ){WORD_ENDS}"), _hundreds),
    Rule("year", "year", "0", re.compile(r"1[1-9]\d\d(?![\d]|[.,]\d)"), _year),
    Rule("version", "code", "0", re.compile(r"\d{1,6}(?:\.\d{1,6}){2,9}(?!\.?\d)"), _versions),
    Rule("leading-zero", "code", "0", re.compile(r"0\d+(?![.,]\d)"), _padded),
    Rule("number", "cardinal", "0", re.compile(NUMBER), _count),
    Rule("number", "decimal", "$", re.compile(r"(?<![\d.])\.\d+"), _count),
    Rule("sign", "sign", "-", re.compile("[-–—]"), _sign),
]  # fmt: skip
"""Tried in this order, after the rules of all other classes."""
