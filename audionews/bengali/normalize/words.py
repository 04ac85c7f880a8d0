"""Words in Latin letters and abbreviations in Bengali ones."""

import re
from functools import cache

from audionews.bengali import latin, numbers, tables
from audionews.bengali.endings import BN
from audionews.bengali.normalize.joining import close
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import NOT_IN_WORD, WORD_ENDS, any_of, compiled

_BEHIND_NUMBER = re.compile(r"[\d½¼¾] ?-?$")
_BEHIND_DEGREE = compiled(r"(?:ডিগ্রি|°) ?$")
_IN_BRACKET = re.compile(r"[(] ?$")


@cache
def _abbreviations() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for written, said, where in tables.rows("abbreviations"):
        for form in {written, written.replace(".", "ঃ"), re.sub(r"\.$", ":", written)}:
            table.setdefault(form, []).append((said, where))
    return table


@cache
def abbreviation() -> str:
    """Match an abbreviation in Bengali letters that stands by itself."""
    return rf"{NOT_IN_WORD}{any_of(list(_abbreviations()))}(?:(?<=[.:ঃ])|{WORD_ENDS})"


def _abbreviated(match: "re.Match[str]", sight: Sight) -> Hit | None:
    before, after = sight.before(match.start(), 24), sight.after(match.end(), 8)
    for said, where in _abbreviations()[match[0]]:
        if _fits(where, before, after):
            dot = not match[0].endswith(".") and re.match(rf"\.(?= [{BN}])", after)
            return close(said, match.start(), match.end() + bool(dot), sight)
    return None


def _fits(where: str, before: str, after: str) -> bool:
    if where == "number":
        return bool(_BEHIND_NUMBER.search(before))
    if where == "degree":
        return bool(_BEHIND_DEGREE.search(before))
    if where == "bracket":
        return bool(_IN_BRACKET.search(before))
    if where == "title":
        return before.rstrip().endswith((".", "ঃ"))
    return where == "any" or bool(re.match(rf" ?[{BN}\d]", after))


_INITIAL = "অ্যা এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ এক্স ওয়াই জেড এড এসসি কম ফিল লিট টেক আ".split()  # fmt: skip


@cache
def initials() -> str:
    """Match letter names with dots: এ.পি.জে., বি. এ., এস. এম."""
    letter = any_of(_INITIAL)
    return rf"{NOT_IN_WORD}{letter}\.(?: ?{letter}\.)*(?:{letter}{WORD_ENDS})?"


def _initials(match: "re.Match[str]", sight: Sight) -> Hit | None:
    if match[0].count(".") == 1 and not re.match(rf" [{BN}]", sight.after(match.end())):
        return None
    said = re.sub(r"\. ?(?=.)", lambda m: " " if " " in m[0] else "", match[0]).rstrip(".")
    return close(said, match.start(), match.end(), sight)


def _unit(match: "re.Match[str]", sight: Sight) -> Hit | None:
    if not _BEHIND_NUMBER.search(sight.before(match.start(), 4)):
        return None
    return close(tables.mapping("units")[match[0]], match.start(), match.end(), sight)


def _dotted(match: "re.Match[str]", sight: Sight) -> Hit:
    letters = match[0].replace(".", "").replace(" ", "")
    return close(latin.letters(letters), match.start(), match.end(), sight)


def _phrase(match: "re.Match[str]", sight: Sight) -> Hit | None:
    """Say the longest phrase of the lexicon that begins here; a word alone where there is none."""
    found = latin.phrase(match[0])
    if found is None:
        return None
    length, said = found
    return close(said, match.start(), match.start() + length, sight)


def _word(match: "re.Match[str]", sight: Sight) -> Hit:
    return close(latin.say(match[0]), match.start(), match.end(), sight)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_PLAIN_ROMAN = compiled(
    rf"(?:ফেজ|ধাপ|ব্লক|অধ্যায়|খণ্ড|পর্ব|অনুচ্ছেদ|চন্দ্রযান|অগ্নি|মঙ্গলযান|ইউনিট|গ্রুপ|টাইপ|স্তর|পার্ট|মার্ক|জোন|ক্যাটিগরি|ভাগ)[{BN}]{{0,2}}[ -]?$"
)
_LATIN_PART = re.compile(
    r"(?:Mk|Mark|Phase|Part|Chapter|Type|Block|Stage|Article|Section|Schedule|Volume|Unit|Zone|Tier|Level)\.?[ -]$",
    re.IGNORECASE,
)
_CLASS = compiled(rf"(?:শ্রেণি|শ্রেণী|ক্লাস)[{BN}]{{0,2}}[ -]?$")
_NAME = compiled(rf"(?:^|[ (‘“])(?:[{BN}]+[ -])?$")


def roman(written: str) -> int:
    """Return the value of a Roman numeral up to 89; 0 for letters that are none."""
    if not re.fullmatch(r"L?X{0,3}(?:IX|IV|V?I{0,3})|XL(?:IX|IV|V?I{0,3})", written):
        return 0
    values = [_ROMAN[letter] for letter in written]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _roman(match: "re.Match[str]", sight: Sight) -> Hit | None:
    n, before = roman(match[0]), sight.before(match.start())
    if not n or not re.search(rf"[{BN}A-Za-z][ -]$", before):
        return None
    if _PLAIN_ROMAN.search(before) or _LATIN_PART.search(before):
        said = numbers.count(str(n), sight.loc)
    elif len(match[0]) > 1 or _CLASS.search(before):
        said = numbers.ordinal(n, sight.loc, 25)
    else:
        return None
    return close(said, match.start(), match.end(), sight)


_UNIT = any_of(list(tables.mapping("units")))


def _variant(match: "re.Match[str]", sight: Sight) -> Hit:
    parts = [latin.letters(match[1]), *(numbers.count(part, sight.loc) for part in match[2][1:].split("."))]
    return close(" ".join(parts), match.start(), match.end(), sight)


@cache
def fixed() -> str:
    """Match a phrase of Bengali letters and digits that is said in its own way."""
    return rf"{NOT_IN_WORD}(?<!\d){any_of(list(tables.mapping('phrases')))}(?![{BN}0-9])"


def _fixed(match: "re.Match[str]", sight: Sight) -> Hit:
    return close(tables.mapping("phrases")[match[0]], match.start(), match.end(), sight)


RULES = [
    Rule("phrase", "phrase", "ক0", re.compile(fixed()), _fixed),
    Rule("variant", "code", "A", re.compile(r"([A-Z]{1,3})((?:\.\d{1,4}){2,5})(?!\d)"), _variant),
    Rule("abbreviation", "abbreviation", "ক", re.compile(abbreviation()), _abbreviated),
    Rule("initials", "abbreviation", "ক", re.compile(initials()), _initials),
    Rule("unit", "measure", "A$", re.compile(rf"{_UNIT}\.?(?![A-Za-z0-9])"), lambda m, s: _unit(m, s)),
    Rule("roman-numeral", "roman", "A", re.compile(r"[IVXL]{1,6}(?![A-Za-z0-9]|\.[A-Za-z])"), _roman),
    Rule("lexicon", "latin", "A0", re.compile(r"[A-Za-z0-9][A-Za-z0-9&'’.+/-]{0,30}(?: [A-Za-z0-9][A-Za-z0-9&'’.-]{0,30}){0,3}"), _phrase),
    Rule("dotted-letters", "acronym", "A", re.compile(r"(?:[A-Z]\. ?){1,6}[A-Z](?:\.|(?![A-Za-z]))|[A-Z]\.(?= [A-Z])"), _dotted),
    Rule("word", "latin", "A", re.compile(r"[A-Za-z]{1,64}(?:['’][a-z]{1,2}(?![A-Za-z]))?"), _word),
]  # fmt: skip
