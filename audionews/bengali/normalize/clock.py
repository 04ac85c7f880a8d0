"""Times of day: 10:30, সকাল ১১.৩০, 9:45 PM."""

import re

from audionews.bengali.endings import BN
from audionews.bengali.locales import Locale
from audionews.bengali.normalize.model import Hit, Rule, Sight
from audionews.bengali.normalize.patterns import WORD_ENDS, compiled, cue

_BEFORE = compiled(rf"{cue('clock-before')}[{BN}]{{0,4}}(?: ?(?:ঠিক|প্রায়|আনুমানিক))? ?[-,(:]? ?$")
_SPAN_BEFORE = compiled(r"\d[.:]\d\d(?: ?টা)? ?(?:থেকে|[-–—]) ?$")
_AFTER = compiled(rf" ?(?:{cue('clock-after')}|[AaPp]\.?[Mm]\b)")
_NEVER = compiled(rf" ?(?:{cue('unclock-after')}|%)")
_SPAN = compiled(
    rf" ?(?:থেকে|[-–—]) ?(?:{cue('clock-before')} )?\d{{1,2}}[.:]\d\d(?!\d)(?! ?(?:{cue('unclock-after')}|%))"
)
_RATIO = compiled("অনুপাত")
_TAIL = rf"(?P<tail>(?: ?[-–]?ট[ােো](?P<case>য়|তে|র)?| ?[-–]?মিনিট(?P<min>ে|ের)?| মিঃ|-?(?P<bare>এ|এর|য়)){WORD_ENDS})?"
_HALVES = r"(?: ?(?P<half>[AaPp])\.?[Mm](?![A-Za-z])\.?)?"

# Hour of the day → its part, for the first hour in which the part begins (Bengali broadcast usage).
_PARTS = ((0, "night"), (4, "dawn"), (6, "morning"), (12, "noon"), (15, "afternoon"), (18, "evening"), (20, "night"))


def part_of_day(hour: int, loc: Locale) -> str:
    """Return the part of the day that `hour` (0-23) falls in: 7 → সকাল."""
    return loc.words[next(name for first, name in reversed(_PARTS) if hour >= first)]


def spoken(hour: int, minute: int, loc: Locale) -> str:
    """Return a time on the twelve-hour dial: 10:30 → সাড়ে দশটা, 10:45 → পৌনে এগারোটা, 10:05 → দশটা পাঁচ মিনিট."""
    words = loc.words
    if minute == 30:
        return words.get(f"half{(hour - 1) % 12 + 1}") or f"{words['half']} {_hour(hour, loc)}"
    if minute == 15:
        return f"{words['quarter']} {_hour(hour, loc)}"
    if minute == 45:
        return f"{words['three-quarters']} {_hour(hour + 1, loc)}"
    return f"{_hour(hour, loc)} {loc.numbers[minute]} {words['minute']}" if minute else _hour(hour, loc)


def _hour(hour: int, loc: Locale) -> str:
    hour = (hour - 1) % 12 + 1
    return loc.words.get(f"hour{hour}") or f"{loc.numbers[hour]}টা"


def _colon(match: "re.Match[str]", sight: Sight) -> Hit | None:
    if sight.near(match.start(), _RATIO, 40):
        return None
    return _time(match, sight)


def _dotted(match: "re.Match[str]", sight: Sight) -> Hit | None:
    before, after = sight.before(match.start()), sight.after(match.start(2) + 2)
    if _NEVER.match(after):
        return None
    if (
        _BEFORE.search(before)
        or _SPAN_BEFORE.search(before)
        and _BEFORE.search(before[: -len(_SPAN_BEFORE.search(before)[0])] or "")
        or _AFTER.match(after)
    ):
        return _time(match, sight)
    return None


def _time(match: "re.Match[str]", sight: Sight) -> Hit | None:
    hour, minute = int(match[1]), int(match[2])
    if hour > 24 or minute > 59:
        return None
    half = (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    words = spoken(hour, minute, sight.loc)
    if (half or hour > 12 or hour == 0) and not _BEFORE.search(sight.before(match.start())):
        words = f"{part_of_day(hour % 24, sight.loc)} {words}"
    return Hit(match.start(), match.end(), words + _ending(match, words))


def _ending(match: "re.Match[str]", words: str) -> str:
    case = match["case"] or match["min"] or match["bare"] or ""
    locative, genitive = case in _LOCATIVE, case in {"র", "ের", "এর"}
    if words.endswith("মিনিট"):
        return "ে" if locative else "ের" if genitive else ""
    return _YA if locative else "র" if genitive else ""


_YA = "\u09af\u09bc"
_LOCATIVE = {_YA, "তে", "ে", "এ"}


def _o_clock(match: "re.Match[str]", sight: Sight) -> str:
    hour = int(match[1]) % 12 + (12 if match["half"].strip() in "Pp" else 0)
    said = spoken(hour, 0, sight.loc)
    return said if _BEFORE.search(sight.before(match.start())) else f"{part_of_day(hour, sight.loc)} {said}"


def _hours(match: "re.Match[str]", sight: Sight) -> str:
    kind = match[2]
    said = sight.loc.two[kind] if int(match[1]) == 2 else sight.loc.numbers[int(match[1])] + kind
    return f"{said} {sight.loc.words['to']} "


RULES = [
    Rule("colon-time", "clock", "0", compiled(rf"(\d{{1,2}}):(\d\d)(?::\d\d)?(?![\d:]){_HALVES}(?: ?(?:IST|hrs|ঘটিকা))?{_TAIL}"), _colon),
    Rule("dotted-time", "clock", "0", compiled(rf"(\d{{1,2}})\.(\d\d)(?!\d|\.\d|,\d){_HALVES}{_TAIL}"), _dotted),
    Rule("hour", "clock", "0", re.compile(r"(1[0-2]|[1-9])(?P<half> ?[AaPp])\.?[Mm](?![A-Za-z])\.?"), _o_clock),
    Rule("hour-span", "clock", "0", compiled(r"(1[0-2]|[1-9])(ট[াে])[-–](?=\d{1,2}(?:ট|[:.]\d\d))"), _hours),
]  # fmt: skip
