"""Digits that name something and count nothing: telephone numbers, postal codes, trains, number plates."""

import re
from functools import cache
from string import ascii_uppercase

from audionews.bengali.normalization import latin, numbers
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.latin import letters
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, Pattern, cue, nearby
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN

_LETTERS_SAID = list(tables.mapping("letters").values())
_NAMES, _NAMES_BEGIN = any_of(_LETTERS_SAID), "".join({name[0] for name in _LETTERS_SAID})
_NUMBER, _IS, _UNIT = cue("number"), cue("is"), any_of(list(tables.mapping("units")))
_CODE = nearby("code", ended=True)
_CALLED = Pattern(
    rf"{NOT_IN_WORD}(?:{cue('called')}[{BN}]{{0,4}}(?: {_NUMBER}[{BN}]{{0,2}})?(?: {_IS})?"
    rf"|{cue('call-after')} {cue('dial')})[. :(‘“'|–-]{{0,3}}"
    rf"(?:\d[\d -]{{2,14}}(?:, ?| ?/ ?| {cue('and-or')} )){{0,4}}$"
)
_NUMBERED = Pattern(rf"{_NUMBER}(?: {_IS})? ?[:–-]? ?$")
_LABEL = Pattern(rf"(?:{_NUMBER}|{cue('code-label')})[{BN}]{{0,2}}[ :–-]{{1,3}}$|: ?$")
_CALL = Pattern(rf"[’”'\"]?(?:[- ]?(?:এ|তে))? ?{cue('dialled-after')}? ?{cue('call-after')}{ENDED}")
_DIALLED = Pattern(rf"[’”'\"]? {cue('dialled-after')}(?![{BN}])(?! {cue('ranked-after')})")
_COUNTED = Pattern(
    rf" ?(?!{cue('always')}|{cue('give')} ?(?:[।,]|$))(?:{cue('counted-after')}{ENDED}|{_UNIT}(?![A-Za-z])|%)"
)
_NAMING = Pattern(rf" ?{_NUMBER}(?![{BN}]{{3}})")
_LISTED = Pattern(rf"(?: ?(?:,|{cue('and-or')}) ?\d{{4,6}}){{1,4}} {cue('dialled-after')}")
_TRAIN = Pattern(
    rf"(?:/\d{{5}})? (?:{cue('train-way')} )?"
    rf"(?:(?:[{BN}-]+ ){{0,3}}|[{BN}]+-[{BN}]+ (?:[(]?[{BN}]+[)]? ){{0,5}}){cue('train-name')}"
)
"""A name of some words, or the two places it runs between and whatever stands behind them."""


def _spelt(match: Match, context: Context) -> Hit:
    plus = f"{context.loc.words['plus']} " if match[0][0] == "+" else ""
    return close_number(plus + numbers.spelt(match[0], context.loc), match.start(), match.end(), context)


@rule("phone", "0$", r"\+?\(?\d[\d() –-]{6,20}\d(?![\d.,]\d|\d)")
def phone(match: Match, context: Context) -> Hit | None:
    """৯৮৩০০-১২৩৪৫ → নয় আট তিন শূন্য …: nine to fourteen digits with a 0, a + or a cue."""
    digits = re.sub(r"\D", "", match[0])
    if not 9 <= len(digits) <= 14:
        return None
    bare, after = digits == match[0], context.after(match.end())
    shaped = match[0][0] in "0+" or (bare and len(digits) >= 10) or _SHAPED.match(match[0])
    known = shaped or _NUMBERED.search(context.before(match.start(), 20)) or context.near(match.start(), _CODE, 50)
    if not known or (bare and digits[0] != "0" and _COUNTED.match(after)):
        return None
    hit = _spelt(match, context)
    opened = ")" in match[0] and "(" not in match[0] and context.before(match.start(), 1) == "("
    return hit._replace(start=hit.start - 1) if opened else hit


_SHAPED = Pattern(r"(?:1[89]00[ –-]\d{3,4}[ –-]\d{3,4}|[6-9]\d{4}[ –-]\d{5})(?!\d)")  # toll-free, mobile


@rule("code", "0", r"(\d{4,6})(?:,? \d{4,6}){2,59}(?![\d:/-]|[.,]\d)", least=4)
def numbers_in_a_row(match: Match, context: Context) -> str | None:
    """টিকিট নম্বর ০৪৫১২ ৩৩৮১০ ৭২৯০৪ → each digit by digit, apart: numbers of one length that won in a lottery."""
    row = match[0].replace(",", "").split()
    values = [int(number) for number in row]
    counts = all(value % 10 == 0 for value in values) or all(1100 <= value <= 2100 for value in values)
    drawn = not counts and context.near(match.start(), _LOTTERY, 60)
    padded = len(row[0]) > 4 and any(number[0] == "0" for number in row)
    if len({len(number) for number in row}) > 1 or not (drawn or padded) or _COUNTED.match(context.after(match.end())):
        return None
    return ", ".join(numbers.spelt(number, context.loc) for number in row)


_LOTTERY = nearby("lottery")


@rule("phone", "0", r"\d{3,6}(?!\d|[.,/:-]\d)", least=3)
def short(match: Match, context: Context) -> Hit | None:
    """হেল্পলাইন ১০৯৮ → এক শূন্য নয় আট; a round hundred stays a number (১০০ ডায়াল)."""
    if int(match[0]) % 100 == 0 and len(match[0]) < 5:
        return None
    after = context.after(match.end())
    four = len(match[0]) == 4 and _DIALLED.match(after)
    five = len(match[0]) >= 5 and (_NAMING.match(after) or _LISTED.match(after))
    before = context.before(match.start(), 50)
    called = before and (_CALLED.search(before) or (len(match[0]) >= 5 and _NUMBERED.search(before)))
    if called and len(match[0]) == 4 and 1900 <= int(match[0]) <= 2100 and not _LABEL.search(before):
        called = _DIAL_BEFORE.search(before)  # else a year in a sentence about telephones
    called = called or (before and _GIVES.search(before) and _GIVEN.search(context.before(match.start(), 100)))
    if len(match[0]) == 3 and (_ON_TO.match(after) or _SECTION.match(after)):
        return None  # রোল নম্বর ৫০৭ থেকে ৫৬০, পেনাল কোডের ৩০২ ও ২০১ ধারা
    reached = _DIALLED.match(after) or _ITSELF.match(after)
    three = len(match[0]) == 3 and reached and context.near(match.start(), _SERVICE, 50)
    named = three or four or five or _CALL.match(after) or (called and not _COUNTED.match(after))
    return _spelt(match, context) if named else None


_SERVICE = nearby("service", ended=True)
_ITSELF = Pattern(rf"[’”'\"]? {cue('number-itself')}")
_DIAL_BEFORE = Pattern(rf"{cue('call-after')} {cue('dial')} ?[:‘“'-]? ?$")
_GIVES = Pattern(rf" {cue('is-given')} ?[:–-]? ?(?:\d{{3,5}}(?:, ?| {cue('and-or')} )){{0,4}}$")
_GIVEN = Pattern(  # হেল্পলাইন নম্বর জারি হয়েছে, যেটি হল ১০৯০ এবং ১০৯১।
    rf"{NOT_IN_WORD}{cue('called')}[{BN}]{{0,4}} {_NUMBER}[{BN}]{{0,4}}[{BN}, ]{{1,50}}{_GIVES.source}"
)
_SECTION = Pattern(rf"(?:(?:,| {cue('and-or')}) \d{{1,3}}){{0,4}} ?{cue('law')}")
_ON_TO = Pattern(rf" ?(?:{cue('clock-to')}|[-–—]) ?\d{{3}}(?!\d)")


@rule("code", "$", r"\*\d{2,6}(?:\*\d{1,12}){0,4}#", "#")
def dialled_service(match: Match, context: Context) -> str:
    """*১২৩# → স্টার এক দুই তিন হ্যাশ: what is typed to ask a telephone company."""
    words = context.loc.words
    return " ".join(
        numbers.spelt(part, context.loc) if part.isdigit() else words[_KEYS[part]]
        for part in re.findall(r"\d+|[*#]", match[0])
    )


_KEYS = {"*": "star", "#": "hash"}


@rule("code", "0", r"\d{5}(?![\d:-]|[.,]\d)", least=5)
def train(match: Match, context: Context) -> Hit | None:
    """১৩০২১ মিথিলা এক্সপ্রেস, আপ ৩১৬২১, শিয়ালদহ থেকে ৩১৩১১ … বাতিল → digit by digit."""
    before, after = context.before(match.start(), 60), context.after(match.end(), 60)
    if match[0][0] in "0123" and (_TRAIN.match(after) or (match[0][-2:] != "00" and _WAY_AFTER.match(after))):
        return _spelt(match, context)
    led = _CANCELLED_LIST.search(before) and not _COUNTED.match(after)
    if match[0][0] in "0123" and (led or (_CANCELLED_BEFORE.search(before) and _ENDED_AFTER.match(after))):
        return _spelt(match, context)  # বাতিল থাকছে ৩১৫১১।
    from_here = _FROM.search(before)
    listed = from_here or _ROW_BEFORE.search(before) or _ROW_AFTER.match(after)
    if match[0][0] in "0123":
        listed = listed or _NAMED_ROW_BEFORE.search(before) or _NAMED_ROW_AFTER.match(after)
    cancelled = listed and (
        _CANCELLED.search(before)
        or _CANCELLED.search(after)
        or _LED_BY_ZERO.search(context.before(match.start(), 200))
        or _LED_BY_ZERO.search(context.after(match.end(), 200))
    )
    running = _TRAIN_BEFORE.search(before) or cancelled or (from_here and ":" in from_here[0])
    return _spelt(match, context) if running and not _COUNTED.match(after) else None


_WAY_AFTER = Pattern(rf" {cue('train-way')}(?![{BN}])")
_CANCELLED = Pattern(cue("train-cancelled"))
_ENDED_AFTER = Pattern("[,;।]|$")
_LED_BY_ZERO = Pattern(
    rf"{cue('clock-to')} 0\d{{4}}(?![\d,.]\d)|\d{{5}}, 0\d{{4}}(?![\d.])"
)  # no count in the list has one
_ROW_BEFORE, _ROW_AFTER = (
    Pattern(rf"\d{{5}}(?:, ?| {cue('and-or')} )$"),
    Pattern(rf"(?:, ?| {cue('and-or')} )\d{{5}}(?!\d)"),
)
_NAMED_ROW_BEFORE = Pattern(rf"(?<!\d)[0-3]\d{{4}}(?: [{BN}-]+){{1,4}}(?:,| {cue('and-or')}) $")
_NAMED_ROW_AFTER = Pattern(rf"(?: [{BN}-]+){{1,4}}(?:,| {cue('and-or')}) [0-3]\d{{4}}(?!\d|[.,]\d)")
_TRAIN_BEFORE = Pattern(
    rf"{NOT_IN_WORD}(?:{cue('train-before')}[ :(]{{1,3}}|{cue('train-name')} ?[(])(?:{cue('train-way')} )?"
    rf"(?:\d{{5}}(?:, ?|/| {cue('and-or')} | ))*$"
)
_CANCELLED_BEFORE = Pattern(rf"{cue('train-cancelled')} {cue('train-stays')} $")
_CANCELLED_LIST = Pattern(rf"{cue('train-cancelled')} {cue('train-stays')} ?[:–-] ?(?:\d{{5}}/)?$")
_FROM = Pattern(rf" {cue('clock-to')} $|{cue('clock-to')}: ?(?:\d{{5}}(?:, ?| {cue('and-or')} ))*$")


@rule("code", "0", r"\d{5,}(?!\d|[.,]\d)", least=5)
def sample(match: Match, context: Context) -> Hit | None:
    """কেএমএল-১৯০৫২, letters of a name and a hyphen → digit by digit."""
    return _spelt(match, context) if _LETTERS.search(context.before(match.start(), 24)) else None


_LETTERS = Pattern(rf"{NOT_IN_WORD}{_NAMES}{{2,6}}-$")


@rule("code", "0", r"[1-9]\d{2} ?\d{3}(?![\d.,/-]\d|\d)", least=3)
def postal(match: Match, context: Context) -> Hit | None:
    """কলকাতা-৭০০০৭৩, স্টেশন রোড, দমদম - ৭০০০২৮ → সাত শূন্য শূন্য …: six digits behind a place and a hyphen."""
    before = context.before(match.start(), 60)
    counted = _COUNTED.match(context.after(match.end()))
    eastern = match[0][0] == _EAST or match[0][3:5] == " 0"
    addressed = eastern and _PLACE_APART.search(before) and _ADDRESS.search(before)
    near = _PLACE.search(before) or _in_city(match[0], before) or addressed
    placed = near and (" " not in match[0] or match[0][4] == "0") and not counted
    return _spelt(match, context) if placed or _PIN.search(before) else None


def _in_city(code: str, before: str) -> bool:
    """Tell whether a city stands before the code, and the code is one of the city's."""
    city = _CITY.search(before)
    return city is not None and (city[1], code[: len(_postal()[city[1]])]) in _postal().items()


@cache
def _postal() -> dict[str, str]:
    return tables.mapping("postal")


@rule("code", "0", r"[1-9]\d{3}(?![\d.,/-]\d|\d)", least=4)
def postal_of_bangladesh(match: Match, context: Context) -> Hit | None:
    """ঢাকা-১২০৫ → এক দুই শূন্য পাঁচ: four digits behind a city, which are no count and no year."""
    before = context.before(match.start(), 60)
    if 1800 <= int(match[0]) <= 2100 or not _in_city(match[0], before):
        return None
    tied, addressed = before[-1:] == "-", _ADDRESS.search(before)
    if tied and addressed:
        return None if _COUNTED.match(context.after(match.end())) else _spelt(match, context)
    placed = _STANDS.match(context.after(match.end()))
    return _spelt(match, context) if placed and (tied or addressed or " " not in before.strip()) else None


_ADDRESS = Pattern(cue("address"))
_CITY = Pattern(rf"{NOT_IN_WORD}({any_of(list(tables.mapping('postal')))})(?:,?[- ]|,? [-–] ?)$")
_STANDS = Pattern(rf"[।,;)]|$| {cue('place-after')}")
_PIN = Pattern(rf"{cue('postal-before')}[ :–-]{{1,3}}$")
_EAST = "7"  # of India: the codes of West Bengal and its neighbours
_PLACE, _PLACE_APART = Pattern(rf"[{BN}][-–]$"), Pattern(rf"[{BN}] [-–] ?$")


@rule("code", "0", r"\d{5,}(?!\d|[.,]\d|/(?:19|20)\d\d(?!\d))", least=5)
def long(match: Match, context: Context) -> Hit | None:
    """Eleven digits and more are no count; shorter runs are none beside a cue or behind নম্বর."""
    if _COUNTED.match(context.after(match.end())) and len(match[0]) <= numbers.LONGEST:
        return None
    named = _NUMBERED.search(context.before(match.start(), 20)) or context.near(match.start(), _CODE, 30)
    return _spelt(match, context) if len(match[0]) >= 11 or named else None


@rule("code", "0", r"(\d{2})([A-Z])[ -]?(\d{5})(?!\d)", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def lottery_ticket(match: Match, context: Context) -> str:
    """87L 45678 → আট সাত এল চার পাঁচ ছয় সাত আট."""
    first, last = (numbers.spelt(match[part], context.loc) for part in (1, 3))
    return f"{first} {letters(match[2])} {last}"


@rule("code", "A", r"([A-Z]{1,4})(\d{5,})(?![\d.])")
def accession(match: Match, context: Context) -> str:
    """KX459102 → কেএক্স চার পাঁচ নয় এক শূন্য দুই."""
    return f"{letters(match[1])} {numbers.spelt(match[2], context.loc)}"


@rule("code", "A", r"[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{3,4}(?!\d)")
def number_plate(match: Match, context: Context) -> str:
    """WB 02 AB 1234."""
    parts = re.findall(r"\d+|[A-Z]+", match[0])
    return " ".join(numbers.spelt(part, context.loc) if part.isdigit() else letters(part) for part in parts)


@rule("code", "A0", r"([A-Z][A-Z0-9]|\d[A-Z])[ -]?(\d{3,4})(?![\d.])", beside=ascii_uppercase)
def flight(match: Match, context: Context) -> str | None:
    """বিমান AI 171 → এআই এক সাত এক."""
    if not context.near(match.start(), _FLIGHT, 30):
        return None
    line = latin.phrase(match[1])
    return f"{line[1] if line else letters(match[1])} {numbers.spelt(match[2], context.loc)}"


@rule("code", "0", rf"(\d)({_NAMES}{{1,2}})-?(\d{{3,4}})(?!\d|[.,]\d)", _NAMES_BEGIN)
def flight_in_bengali(match: Match, context: Context) -> str | None:
    """ফ্লাইট ৬ই২১৪ → ছয় ই দুই এক চার: an airline's digit and letter, no day of a month."""
    if not context.near(match.start(), _FLIGHT, 30):
        return None
    return f"{numbers.count(match[1], context.loc)} {match[2]} {numbers.spelt(match[3], context.loc)}"


@rule("code", "0", r"(\d{2})[- ]?(\d{4})(?!\d|[.,]\d)", least=2)
def number_plate_of_bangladesh(match: Match, context: Context) -> Hit | None:
    """ঢাকা মেট্রো-ব ১১-৪৫৬৭ → এগারো চার পাঁচ ছয় সাত."""
    before = context.before(match.start(), 20)
    if not (_PLATE.search(before) or ("-" in match[0] and (_SERIES.search(before) or _DISTRICT.search(before)))):
        return None
    said = f"{numbers.count(match[1], context.loc)} {numbers.spelt(match[2], context.loc)}"
    return close_number(said, match.start(), match.end(), context)


_SERIES = Pattern(rf"{cue('plate-series')}[:-]? ?$")  # ঢাকা মেট্রো: ১১-৪৩৪৫, its letter left out
_DISTRICT = Pattern(rf"(?<![{BN}-])[{BN}]{{3,}}-[ক-হ]-$")  # সিলেট-থ-১১-২২৩৩
_PLATE = Pattern(rf"{cue('plate-before')}[- ][{BN}]{{1,2}}[- ]$")
_FLIGHT = Pattern(cue("flight"))

RULES = (
    number_plate_of_bangladesh, postal, postal_of_bangladesh, numbers_in_a_row, phone, train,
    short, sample, long, number_plate, flight,
    accession, lottery_ticket, dialled_service, flight_in_bengali,
)  # fmt: skip
