"""Money: a sign or code before an amount is said behind it, once, with the scale between."""

import re
from functools import cache

from audionews.bengali import numbers, tables
from audionews.bengali.endings import join
from audionews.bengali.normalize.joining import close
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import DASH, NOT_IN_WORD, NUMBER, WORD_ENDS, any_of, compiled

_SCALE = any_of(list(tables.mapping("scales")))
_SIGN = any_of(list(tables.mapping("currencies")))
_ENDINGS = r"(?:রও|র|ের|টির|টি|তেও|তে|ে|ও|ই)"
_SCALED = rf"(?P<scales>(?: ?{_SCALE}(?![A-Za-z])){{0,3}})(?P<end>{_ENDINGS})?(?![ঀ-৥])"


def written_sign() -> str:
    """Match a currency's abbreviation in Bengali letters before an amount."""
    signs = [sign for sign in tables.mapping("currencies") if re.match("[ঀ-৥]", sign)]
    return rf"{NOT_IN_WORD}{any_of(signs)} ?(?=\d)"


def _currency(sign: str, sight: Sight) -> str:
    said = tables.mapping("currencies")[sign]
    return sight.loc.words.get(said, said)


def _before(match: "re.Match[str]", sight: Sight) -> Hit:
    amount = numbers.amount(match["n"], sight.loc)
    if match["n2"]:
        amount += f" {sight.loc.words['to']} {numbers.amount(match['n2'], sight.loc)}"
    if match["end"] and not match["scales"]:
        return _closed(amount, match.end("scales"), match, sight)
    return _closed(_scaled(amount, match["scales"] or "", sight), match.end(), match, sight)


def _closed(amount: str, end: int, match: "re.Match[str]", sight: Sight) -> Hit:
    said = _currency(match["sign"], sight)
    again = _again(said).match(sight.text, end)
    if again:
        end = again.end()
    ending = match["end"] if end >= match.end() and match["end"] and match["scales"] else ""
    words = f"{amount} {join(said, ending) if ending else said}"
    return Hit(match.start(), end, words) if ending else close(words, match.start(), end, sight)


def _scaled(amount: str, scales: str, sight: Sight) -> str:
    table = tables.mapping("scales")
    for scale in _words(scales):
        amount = numbers.scaled(amount, table[scale], sight.loc)
    return amount


def _words(scales: str) -> list[str]:
    return re.findall(_SCALE, scales)


@cache
def _again(said: str) -> "re.Pattern[str]":
    """The currency's own word behind the amount, which must not be said twice."""
    words = {"টাকা", "রুপি", "টাকা মাত্র", "/-", "/="} if said in {"টাকা", "রুপি"} else {said, said.rpartition(" ")[2]}
    return compiled(rf" ?{any_of(sorted(words))}(?=(?:র|য়|তে|কে|ও|ই|রও)?{WORD_ENDS})")


def _behind(match: "re.Match[str]", sight: Sight) -> Hit:
    amount = _scaled(numbers.amount(match["n"], sight.loc), match["scales"], sight)
    words = f"{amount} {_currency(match['sign'], sight)}"
    end = match.end()
    again = _again(words.rpartition(" ")[2]).match(sight.text, end)
    return close(words, match.start(), again.end() if again else end, sight)


def _rupees(match: "re.Match[str]", sight: Sight) -> Hit:
    return close(f"{numbers.amount(match[1], sight.loc)} টাকা", match.start(), match.end(), sight)


RULES = [
    Rule("sign-first", "money", "$Aক", compiled(rf"(?P<sign>{_SIGN})[ .]?(?P<n>{NUMBER})(?:{DASH}(?P<n2>{NUMBER}))?(?:{_SCALED})?"), _before),
    Rule("sign-last", "money", "0", compiled(rf"(?P<n>{NUMBER})(?P<scales>(?: ?{_SCALE}){{0,3}}) ?(?P<sign>{_SIGN})(?![A-Za-z\d])"), _behind),
    Rule("oblique", "money", "0", compiled(rf"({NUMBER})/[-=](?: ?টাকা)?"), _rupees),
]  # fmt: skip
