"""Money: a sign or code before an amount is said behind it, once, with the scale between."""

import re
from functools import cache

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import DASH, NOT_IN_WORD, NUMBER, WORD_ENDS, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, Row, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN, endings, join

_SCALES = tables.mapping("scales")
_CURRENCIES = tables.mapping("currencies")
_SCALE, _SIGN = any_of(list(_SCALES)), any_of(list(_CURRENCIES))
_MORE = rf"(?P<more>(?: {NUMBER} ?{_SCALE}){{0,2}})"
_END = rf"(?P<end>{endings('scale')})?"
_SCALED = rf"(?P<scales>(?: ?{_SCALE}(?![A-Za-z])){{0,3}}){_MORE}{_END}(?![{BN}])"


def written_sign() -> str:
    """Match a currency's abbreviation in Bengali letters before an amount."""
    signs = [sign for sign in _CURRENCIES if not sign[0].isascii() and sign[-1] in ".ঃ"]
    return rf"{NOT_IN_WORD}{any_of(signs)} ?(?=\d)"


@rule("money", "$Aক", rf"(?P<sign>{_SIGN})[ .]?(?P<n>{NUMBER})(?:{DASH}{_SIGN}? ?(?P<n2>{NUMBER}))?(?:{_SCALED})?")
def sign_first(match: Match, context: Context) -> Hit:
    """₹৫ হাজার কোটি → পাঁচ হাজার কোটি টাকা; an ending of the scale goes over to the currency."""
    amount = numbers.amount(match["n"], context.loc)
    if match["n2"]:
        amount += f" {context.loc.words['to']} {numbers.amount(match['n2'], context.loc)}"
    scales, ending = match["scales"] or "", match["end"] or ""
    end = match.end("scales") if ending and not scales else match.end()
    for scale in re.findall(_SCALE, scales):
        amount = numbers.scaled(amount, _SCALES[scale], context.loc)
    for n, scale in re.findall(rf"({NUMBER}) ?({_SCALE})", match["more"] or ""):
        amount += " " + numbers.scaled(numbers.amount(n, context.loc), _SCALES[scale], context.loc)
    return _with_currency(amount, match["sign"], match.start(), end, ending if scales else "", context)


_BEHIND = "".join({word[0] for word in (*_SCALES, *_CURRENCIES)})


@rule(
    "money",
    "0",
    rf"(?P<n>{NUMBER})(?P<scales>(?: ?{_SCALE}){{0,3}}) ?(?P<sign>{_SIGN})(?![A-Za-z\d])",
    beside=_BEHIND,
)
def sign_last(match: Match, context: Context) -> Hit:
    """৫০০ ₹, 500 USD."""
    amount = numbers.amount(match["n"], context.loc)
    for scale in re.findall(_SCALE, match["scales"]):
        amount = numbers.scaled(amount, _SCALES[scale], context.loc)
    return _with_currency(amount, match["sign"], match.start(), match.end(), "", context)


@rule("money", "0", rf"({NUMBER}) ?/[-=](?: ?{cue('taka')}|(?![{BN}\d]|[(]\d))", "/")
def oblique(match: Match, context: Context) -> Hit:
    """৫০০/- → পাঁচশো টাকা."""
    return close(
        f"{numbers.amount(match[1], context.loc)} {context.loc.words['৳']}", match.start(), match.end(), context
    )


@rule("money", "$", rf"/[-=](?![{BN}\d])")
def oblique_again(match: Match, context: Context) -> str | None:
    """৫০০ টাকা/-: the sign says no more than the word."""
    return "" if _TAKA_BEFORE.search(context.before(match.start(), 8)) else None


_TAKA_BEFORE = Pattern(rf"{cue('taka')} ?$")


def _with_currency(amount: str, sign: str, start: int, end: int, ending: str, context: Context) -> Hit:
    currency = _CURRENCIES[sign]
    currency = context.loc.words.get(currency, currency)
    again = _again(currency).match(context.text, end)
    words, row = f"{amount} {currency}", Row("currencies", sign)
    if again:
        return close(words, start, again.end(), context, row)
    return Hit(start, end, join(words, ending), row) if ending else close(words, start, end, context, row)


@cache
def _again(said: str) -> Pattern:
    """The currency's own word behind the amount, which must not be said twice."""
    own = cue("rupee") if re.fullmatch(cue("rupee"), said) else any_of([said, said.rpartition(" ")[2]])
    return Pattern(rf"(?: ?/[-=])? ?{own}(?={endings('currency')}?{WORD_ENDS})| ?/[-=]")


RULES = (sign_first, sign_last, oblique, oblique_again)
