"""Times of day: 10:30, সকাল ১১.৩০, 9:45 PM."""

from audionews.bengali.normalization.day_words import part_of_day
from audionews.bengali.normalization.locales import Locale
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, cue, initials, months
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import BN, endings

_PART = rf"{NOT_IN_WORD}{cue('clock-before')}[{BN}]{{0,4}}"
PART_BEFORE = Pattern(rf"{_PART}(?: ?{cue('around-before')}| ঘ[.ঃ:]?)? ?[-,(:]? ?$")
_SPAN_BEFORE = Pattern(rf"{_PART} ?\d{{1,2}}(?:[.:]\d\d)?(?: ?ট[াে])? ?(?:{cue('clock-link')}|[-–—]) ?$")
_HALF_IN_BRACKETS = rf"[(](?:{cue('before-noon')}|{cue('after-noon')})[)]"
TIME_AFTER = Pattern(
    rf" ?(?:{cue('clock-after')}|(?:{cue('clock-to')}|[-–—]) ?\d{{1,2}}(?:\.\d\d)?(?:ট| ট[াে](?![{BN}]))|"
    rf"[AaPp]\.?[Mm]\b|{_HALF_IN_BRACKETS}|(?:{cue('clock-to')}|[-–—]) ?{cue('clock-before')})"
)
_NO_TIME_AFTER = Pattern(rf" ?(?:{cue('unclock-after')}|%)")
_ONWARD = Pattern(r" ?[-–—] ?(?=\d{1,2}[.:]\d\d)")
TAKEN = Pattern(rf"{cue('taken')}:? ?$")  # the time that a run took …
LOCAL = Pattern(rf"{cue('local')} {cue('taken')}:? ?$")  # … but this is the time of day
_RATIO = Pattern(cue("ratio"))
EVENT_BEFORE = Pattern(rf"{NOT_IN_WORD}{cue('clock-event')} $")
_COUNTED = Pattern(rf" ?{cue('unclock-dashed')}")
_FRACTION = rf"{cue('parted')} "

_TAIL = (
    rf"(?: ?[-–]?ট[ােো](?:য়|তে|র)?| ?[-–]?{cue('clock-noun')}{endings('minute')}?| {cue('clock-short')}|-?(?:এ|এর|য়|তে)"
    rf"| এ(?=[।,]| [{BN}])(?! {endings('after-dash')})){WORD_ENDS}"
)
HALF = (
    rf"(?:,? ?(?P<half>[AaPp](?=\.?(?:M(?![A-Za-z])|m(?![a-z])))|{cue('after-noon')}|{cue('before-noon')})"
    rf"(?:(?<=[AaPp])\.?[Mm]\.?(?:(?:{endings('minute')}|এর)(?![{BN}]))?|(?<![AaPp])(?:{endings('minute')}|এর)?(?![{BN}])))"
)
"""Which half of the day: am and pm, in Latin or Bengali letters or in Bengali words."""


def spoken(hour: int, minute: int, loc: Locale) -> str:
    """Return a time on the twelve-hour dial: 10:30 → সাড়ে দশটা, 10:45 → পৌনে এগারোটা, 10:05 → দশটা পাঁচ মিনিট."""
    words = loc.words
    if minute == 30:
        return words.get(f"half{(hour - 1) % 12 + 1}") or f"{words['half']} {hour_words(hour, loc)}"
    if minute == 15:
        return f"{words['quarter']} {hour_words(hour, loc)}"
    if minute == 45:
        return f"{words['three-quarters']} {hour_words(hour + 1, loc)}"
    return f"{hour_words(hour, loc)} {loc.numbers[minute]} {words['minute']}" if minute else hour_words(hour, loc)


def hour_words(hour: int, loc: Locale) -> str:
    """Return an hour on the twelve-hour dial: 15 → তিনটে."""
    hour = (hour - 1) % 12 + 1
    return loc.words.get(f"hour{hour}") or loc.numbers[hour] + loc.words["o-clock"]


def in_half(hour_: int, half: str | None) -> int:
    """Return an hour of 24 for one of 12 and what `HALF` found."""
    if not half:
        return hour_
    return hour_ % 12 + (12 if half in "Pp" or _AFTER_NOON.match(half) else 0)


_AFTER_NOON = Pattern(cue("after-noon"))


@rule(
    "clock",
    "0",
    rf"([01]\d|2[0-3])([0-5]\d) ?(?P<noun>{cue('stamp-noun')})(?P<tail>{endings('minute')}?)(?![{BN}])",
    initials("stamp-noun"),
)
def stamp(match: Match, context: Context) -> str | None:
    """বাংলাদেশ সময়: ১৮৪৫ ঘণ্টা, ১৪০০ ঘটিকায় → সন্ধ্যা পৌনে সাতটা, দুপুর দুটোয়: the day in four digits."""
    before = context.before(match.start())
    stamped = match[0][0] == "0" or _OFFICIAL.match(match["noun"]) or _STAMPED.search(before)
    stamped = stamped or _STAMP_BEFORE.search(before) or _STAMP_AFTER.match(context.after(match.end()))
    if not stamped:
        return None
    hour_, minute = int(match[1]), int(match[2])
    words = spoken(hour_, minute, context.loc)
    if not _DAY_PART.search(context.before(match.start())):
        words = f"{part_of_day(hour_, context.loc)} {words}"
    return words + _ending(match["tail"], words, context.loc.words["minute"])


_DAY_PART = Pattern(rf"{cue('day-part')} $")
_OFFICIAL = Pattern(cue("official-hour"))
_MORNING = rf"0\d[0-5]\d ?{cue('stamp-noun')}"  # the other end of a span cannot be a count
_STAMP_BEFORE, _STAMP_AFTER = Pattern(rf"{_MORNING} {cue('clock-to')} $"), Pattern(rf" {cue('clock-to')} {_MORNING}")
_STAMPED = Pattern(rf"(?:{cue('stamp-before')} ?[:ঃ]|{cue('local')} {cue('taken')}) ?$")


@rule("clock", "0", rf"(\d{{1,2}})[:ঃ](\d\d)(?::\d\d)?(?![\d:]){HALF}?(?: ?(?:IST|hrs|GMT))?(?P<tail>{_TAIL})?", ":ঃ")
def colon(match: Match, context: Context) -> Hit | None:
    """10:30 → সাড়ে দশটা."""
    return None if context.near(match.start(), _RATIO, 40) else _time(match, context)


@rule(
    "clock",
    "0",
    rf"([01]?\d|2[0-4])(?: [:ঃ] ?|[:ঃ] )([0-5]\d)(?P<half>)(?P<tail>{_TAIL})?(?!\d|[.,:]\d)",
    ":ঃ",
    " :ঃ",
)
def colon_apart(match: Match, context: Context) -> Hit | None:
    """ফজর- ৪: ২৭ মিনিট, সকাল ৯ : ২০-তে → নয়টা কুড়ি মিনিটে: behind what has its hour, minutes also behind a zero."""
    before = context.before(match.start())
    minutes = match["tail"] and (match[1][0] == "0" or _LABELLED.search(before) or _PRAYER.search(before))
    after = context.after(match.end())
    timed = (_DAY_PART_BEFORE.search(before) and not _COUNTED.match(after)) or _DAY_AFTER.match(after)
    return _time(match, context) if minutes or timed else None


_DAY_AFTER = Pattern(  # ১৬ : ৪৫, ১২ মে ২০২৪; ০৬: ২২ (এএম)
    rf", \d{{1,2}} {months()}| ?{_HALF_IN_BRACKETS}"
)


@rule("clock", "0", rf"([01]?\d|2[0-3])(?: : ?|: )([0-5]\d)(?![\d:.]){HALF}?(?P<tail>)", ":")
def stamp_behind_date(match: Match, context: Context) -> Hit | None:
    """২৮ ফেব্রুয়ারি ২০২৫ ২৩ : ৪০ → রাত এগারোটা চল্লিশ মিনিট: blanks around the colon, behind a year."""
    return _time(match, context) if _YEAR_BEFORE.search(context.before(match.start(), 8)) else None


_YEAR_BEFORE = Pattern(r"(?<!\d)20\d\d ?,? $")


@rule("clock", "0", rf"(\d{{1,2}})\.(\d\d)(?!\d|\.\d|,\d){HALF}?(?P<tail>{_TAIL})?", ".")
def dotted(match: Match, context: Context) -> Hit | None:
    """সকাল ১১.৩০ → সাড়ে এগারোটা: a time only behind a part of the day or before নাগাদ, টা, মিনিট."""
    before, after = context.before(match.start()), context.after(match.end(2))
    if _NO_TIME_AFTER.match(after):
        return None
    evident = PART_BEFORE.search(before) or _SPAN_BEFORE.search(before) or _ANOTHER_TIME.search(before)
    evident = evident or (None if _METRES.match(after) else TIME_AFTER.match(after))
    evident = evident or (_UNTIL.match(after) if match[1][0] == "0" else None)
    going = match["tail"] or _FROM.match(context.after(match.end()))
    if (
        evident
        or match["half"]
        or _LABELLED.search(before)
        or _OPEN_HOURS.match(after)
        or _timetabled(match, context)
        or (_ON_DAY.search(context.before(match.start(), 60)) and (match[2] in _QUARTERS or _ALONE.match(after)))
        or (going and EVENT_BEFORE.search(before))
    ):
        return _time(match, context)
    return None


@rule(
    "clock",
    "0",
    rf"([01]?\d|2[0-3])\. ([0-5]\d)(?P<half>)(?P<tail> ?{cue('clock-noun')}{endings('minute')}?)(?![{BN}])",
    ".",
)
def dotted_apart(match: Match, context: Context) -> Hit | None:
    """সন্ধ্যা ৭. ৩০ মিনিটে → সাড়ে সাতটায়: a blank behind the point, only behind a part of the day."""
    return _time(match, context) if PART_BEFORE.search(context.before(match.start())) else None


def _timetabled(match: Match, context: Context) -> bool:
    """Tell a time of a list behind its label: খবর ৬.২০, ৭.৫০ ও ৯.১০-এ."""
    listed = _TIMETABLE.search(context.before(match.start(), 60))
    return bool(listed and (listed[1] or _NEXT_TIME.match(context.after(match.end()))))


_TIMETABLE = Pattern(rf"{cue('timetable')}[: ]{{1,2}}((?:\d\d?\.[0-5]\d(?:, | {cue('and')} ))*)$")
_ON_DAY, _ALONE = Pattern(rf"{cue('timetable')}: ?\d\d? ?{months()}:?,? $"), Pattern(r" ?(?:[।,;)|]|$)")
_NEXT_TIME = Pattern(rf"(?:, | {cue('and')} )\d\d?\.[0-5]\d")
_OPEN_HOURS = Pattern(rf"(?: {cue('clock-to')} \d\d?\.[0-5]\d)? {cue('until')} {cue('open')}")
_ANOTHER_TIME = Pattern(
    rf"{NOT_IN_WORD}{cue('clock-before')}[{BN}]{{0,4}} \d\d?\.[0-5]\d(?: ?{cue('clock-short')})?(?:,| {cue('and')}) $"
)  # রাত ৯.১৫ মি. ও ১১.৩০ মি.
_METRES = Pattern(rf" ?{cue('clock-short')}")  # দৈর্ঘ্য ৮.৩২ মি.
_FROM = Pattern(rf" {cue('clock-to')}(?! {cue('grown')})")
_UNTIL = Pattern(rf" {cue('until')}")
_LABELLED = Pattern(rf"{cue('clock-label')}[{BN}]{{0,3}}(?: {cue('timed-word')})*[: –—-]{{1,3}}(?:\d\d?[.:-]\d\d, ?)*$")
_PRAYER = Pattern(rf"{NOT_IN_WORD}{cue('prayer')}(?: \([^()\d]{{0,12}}\d\d? [{BN}]{{2,12}}\))?[: –—-]{{1,3}}$")


@rule("clock", "0", rf"(\d{{1,2}})।([0-5]\d)(?:।[0-5]\d)?(?!।?\d)(?P<half>)(?P<tail>{_TAIL})?", "।")
def barred(match: Match, context: Context) -> Hit | None:
    """সূর্যোদয় ৫।২৩, রাত্রি ৯।৪৫ → পাঁচটা তেইশ মিনিট: as almanacs print a time."""
    before = context.before(match.start())
    evident = _LABELLED.search(before) or PART_BEFORE.search(before) or _ALMANAC.search(before)
    return _time(match, context) if evident else None


_ALMANAC = Pattern(rf"{NOT_IN_WORD}{cue('almanac-before')}:? $")


@rule(
    "clock",
    "0",
    rf"(\d{{1,2}})[,;]([0-5]\d) ?(?P<tail>{cue('clock-noun')}{endings('minute')}?|ট[াে][{BN}]{{0,2}})"
    rf"(?P<half>)(?![{BN}])",
    ",;",
)
def comma(match: Match, context: Context) -> Hit | None:
    """রাত ৮,৩০ মিনিটে, বিকাল ৫;৩০ টায় → রাত সাড়ে আটটায়, বিকাল সাড়ে পাঁচটায়; রাত ৯,১০টায় may be two hours."""
    usual = match[2] in ("00", "30", "45") or _MINUTES.search(match["tail"] or "")
    return _time(match, context) if usual and PART_BEFORE.search(context.before(match.start())) else None


_QUARTERS = ("00", "15", "30", "45")
_MINUTES = Pattern(cue("minute-short"))


@rule("clock", "0", rf"(1[0-2]|0?[1-9])-([0-5]\d)(?![\d./-]\d|\d)(?P<half>)(?P<tail>{_TAIL})?", "-")
def labelled(match: Match, context: Context) -> Hit | None:
    """সূর্যোদয় ৫-৪৮, সেহরি ৪-৪২ → পাঁচটা আটচল্লিশ মিনিট: an old way of print, behind what happens once a day."""
    before = context.before(match.start())
    prayer = _PRAYER.search(before) and (match["tail"] or _ALONE.match(context.after(match.end())))
    return _time(match, context) if prayer or _LABELLED.search(before) else None


@rule("clock", "0", rf"(1[0-2]|[1-9])[-–]([0-5]\d)(?![\d./-]\d|\d){HALF}?(?P<tail>{_TAIL})?", "-–")
def dashed(match: Match, context: Context) -> Hit | None:
    """দুপুর ২-৩০ মিনিটে → আড়াইটেয়: an old way of print, only behind a part of the day."""
    after = context.after(match.end(2))
    struck = match[2] in _HALVES and _STRUCK.match(after)  # সকাল ১১-৩০টা, but রাতে ৫-১০টা কুকুর
    if _NO_TIME_AFTER.match(after) or (_COUNTED.match(after) and not struck):
        return None
    usual = match[2] in _QUARTERS or _MINUTES.search(match["tail"] or "")
    before = context.before(match.start(), 60)
    named_before = usual and (PART_BEFORE.search(before) or _HOURS_BEFORE.search(before))
    return _time(match, context) if named_before or _scheduled(match, context) else None


_HALVES, _STRUCK = ("00", "30", "45"), Pattern(rf" ?ট[াে](?![{BN}]*ি)")
_HOURS_BEFORE = Pattern(  # সকাল ৭-৩০ ও …, সকাল ১১-৩০টা থেকে …
    rf"{_PART} (?:(?:1[0-2]|[1-9])-[0-5]\d(?: ?{cue('clock-noun')}{endings('minute')}?| ?ট[াে])?"
    rf"(?:, ?| {cue('and')} | {cue('clock-to')} )){{1,3}}$"
)


def _scheduled(match: Match, context: Context) -> bool:
    """Tell a time from a guess of minutes: ভারত বনাম নেপাল, ৩-৩০ মিনিট, but ৫-১৫ মিনিট, ১০-১৫ মিনিট."""
    tail, near = match["tail"] or "", 0 < int(match[2]) <= _GUESS * int(match[1])
    if near or match[2] not in _QUARTERS or not _MINUTES.search(tail):
        return False
    listed = _ITEM.search(context.before(match.start(), 2)) and _ALONE.match(context.after(match.end()))
    held = EVENT_BEFORE.search(context.before(match.start())) and _ending(tail, "", context.loc.words["minute"]) == _YA
    return bool(listed or held or _EVENT_AFTER.match(context.after(match.end())))


_GUESS = 3  # ৫-১৫ মিনিট: the greater number of a guess is seldom more than three times the smaller
_ITEM, _EVENT_AFTER = Pattern(r"[,;|] ?$"), Pattern(rf" (?:[{BN}]+ )?{cue('clock-event')}{WORD_ENDS}")


@rule("clock", "0", rf"(1[0-2]|[1-9]){HALF}", "AaPp" + initials("after-noon", "before-noon"))
def hour(match: Match, context: Context) -> str | None:
    """5 PM → বিকেল পাঁচটা."""
    if " " in match["half"] and _NAME_AFTER.match(context.after(match.end(), 2)):
        return None  # ৫ এ এম রহমান
    return _on_dial(int(match[1]), 0, match, context)


_NAME_AFTER = Pattern(rf" [{BN}]")


@rule(
    "clock",
    "0",
    rf"(1[0-2]|0?[1-9])ট[াে] ?00(?: ?(?P<tail>{cue('minute')}{endings('minute')}?))?(?![{BN}\d]|[.,:/-]\d)",
    "ট",
)
def whole_hour(match: Match, context: Context) -> str:
    """দুপুর ৩টা ০০ মিনিটে → তিনটায়: no minutes are said."""
    words = hour_words(int(match[1]), context.loc)
    return words + _ending(match["tail"] or "", words, context.loc.words["minute"])


@rule("clock", "0", rf"(1[0-2]|0?[1-9]) ?ট[াে] ?([0-5]\d)(?: ?{cue('minute')})?{HALF}(?P<tail>)", "ট")
def hour_and_half(match: Match, context: Context) -> Hit | None:
    """৫টা ৩০ পিএম → বিকেল সাড়ে পাঁচটা."""
    return _time(match, context)


@rule(
    "clock",
    "0",
    rf"(1[0-2]|[1-9])(ট[াে]) ?[-–—] ?(?=(?:{cue('clock-before')} )?(?:{_FRACTION}|\d{{1,2}}(?:ট|[:.]\d\d)))",
    "-–—",
    "ট",
)
def span(match: Match, context: Context) -> str:
    """৭টা-১১টা → সাতটা থেকে এগারোটা."""
    n, kind = int(match[1]), match[2]
    said = context.loc.two[kind] if n == 2 else context.loc.numbers[n] + kind
    return f"{said} {context.loc.words['to']} "


def _time(match: Match, context: Context) -> Hit | None:
    hour_, minute = int(match[1]), int(match[2])
    if hour_ > 24 or minute > 59:
        return None
    if not match["half"] and not match["tail"] and (part := part_behind(match, context)):
        return Hit(match.start(), part.end, f"{part.spoken} {spoken(hour_, minute, context.loc)}")
    words = _on_dial(hour_, minute, match, context)
    if not match["tail"] and (onward := _ONWARD.match(context.after(match.end()))):
        return Hit(match.start(), match.end() + onward.end(), f"{words} {context.loc.words['to']} ")
    return Hit(match.start(), match.end(), words + _ending(match["tail"] or "", words, context.loc.words["minute"]))


def part_behind(match: Match, context: Context) -> Hit | None:
    """Return the part of the day that closes a time, where none stands before it: ০৪:০৯ রাত."""
    found = _PART_BEHIND.match(context.after(match.end()))
    if not found or _DAY_PART_BEFORE.search(context.before(match.start())):
        return None
    return Hit(match.end(), match.end() + found.end(), found[1])


_PART_BEHIND = Pattern(rf" ({cue('day-part')})(?= ?(?:[।,;|)]|$))")


def _on_dial(hour_: int, minute: int, match: Match, context: Context) -> str:
    half = match["half"]
    hour_ = in_half(hour_, half)
    words = spoken(hour_, minute, context.loc)
    before = context.before(match.start())
    if not (half or hour_ > 12 or hour_ == 0) or named(before, sure=not half and hour_ <= _NOON):
        return words
    return f"{part_of_day(hour_ % 24, context.loc)} {words}"


def named(before: str, *, sure: bool) -> bool:
    """Tell whether the part of the day stands before a time; সময়: names none."""
    return (PART_BEFORE if sure else _DAY_PART_BEFORE).search(before) is not None


_NOON = 12
_DAY_PART_BEFORE = Pattern(rf"{cue('day-part')}[{BN}]{{0,4}}(?: ঘ[.ঃ:]?)? ?[-,(:]? ?$")  # সময়: names no part of the day


def _ending(tail: str, words: str, minute: str) -> str:
    locative, genitive = tail.endswith((*_LOCATIVE, minute + "ে")), tail.endswith(("র", "ের"))
    if words.endswith(minute):
        return "ে" if locative else "ের" if genitive else ""
    return _YA if locative else "র" if genitive else ""


_YA = canonical("য়")
_LOCATIVE = (_YA, "তে", "টে" + _YA, "এ")

RULES = (
    stamp,
    whole_hour,
    hour_and_half,
    colon,
    colon_apart,
    stamp_behind_date,
    dotted,
    dotted_apart,
    barred,
    comma,
    dashed,
    labelled,
    hour,
    span,
)
