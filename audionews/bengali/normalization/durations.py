"""What lasts, and other numbers with colons that are no time of day: durations, verses; and times with seconds."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.clock import (
    EVENT_BEFORE,
    HALF,
    LOCAL,
    PART_BEFORE,
    TAKEN,
    TIME_AFTER,
    hour_words,
    in_half,
    named,
    part_behind,
)
from audionews.bengali.normalization.day_words import part_of_day
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.locales import Locale
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, WORD_ENDS, Pattern, cue, months
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN

HOUR_SIGN = Pattern(rf"{NOT_IN_WORD}{cue('almanac-hour')}[.ঃ:]? ?$")


@rule("clock", "0", rf"(\d{{1,2}}):(\d\d)\.(\d{{1,3}})(?!\d)(?: ?{cue('minute')}(ে|ের)?)?", ":")
def stopwatch(match: Match, context: Context) -> str:
    """২:০৫.৩২ → দুই মিনিট পাঁচ দশমিক তিন দুই সেকেন্ড."""
    seconds = numbers.decimal(match[2], match[3], context.loc)
    words = context.loc.words
    return f"{numbers.count(match[1], context.loc)} {words['minute']} {seconds} {words['second']}{match[4] or ''}"


@rule("verse", "0", r"(\d{1,3})[:ঃ] ?(\d{1,3})(?![\d:.])(?:[-–](\d{1,3})(?!\d))?", ":ঃ")
def verse(match: Match, context: Context) -> str | None:
    """গীতার ২:৪৭ শ্লোক, যোহন ৩:১৬ → দুই-সাতচল্লিশ, তিন-ষোলো: beside a scripture and no part of the day."""
    before, after = context.before(match.start(), 30), context.after(match.end(), 30)
    if PART_BEFORE.search(before) or EVENT_BEFORE.search(before) or TIME_AFTER.match(after):
        return None
    cited = before.endswith("(") and after.startswith(")") and int(match[2]) > _MINUTES  # … চেনে। (২ঃ ১৪৬-১৪৭)
    if not (cited or _SCRIPTURE.search(before) or _VERSE.match(after)):
        return None
    last = f" {context.loc.words['to']} {numbers.count(match[3], context.loc)}" if match[3] else ""
    return f"{numbers.count(match[1], context.loc)}-{numbers.count(match[2], context.loc)}{last}"


_SCRIPTURE = Pattern(rf"{NOT_IN_WORD}{cue('scripture')}{ENDED}")
_VERSE = Pattern(rf" ?{cue('verse')}")
_MINUTES = 59


@rule("duration", "0", rf"(\d{{1,2}}):([0-5]\d) ?{cue('hour')}(?P<tail>য়|র|)(?![{BN}])", ":")
def hours_and_minutes(match: Match, context: Context) -> str:
    """দৈর্ঘ্য ২:১৫ ঘণ্টা → দুই ঘণ্টা পনেরো মিনিট."""
    words, tail = context.loc.words, {"য়": "ে", "র": "ের"}.get(match["tail"], "")
    hours, minutes = (numbers.count(part, context.loc) for part in match.groups()[:2])
    return f"{hours} {words['hour']} {minutes} {words['minute']}{tail}"


@rule("duration", "0", rf"(\d{{1,2}}):([0-5]\d)(?![\d:.])(?: ?{cue('minute')}(?P<tail>ে|ের|)(?![{BN}]))?", ":")
def minutes_and_seconds(match: Match, context: Context) -> str | None:
    """গানটি ৩:৪২ মিনিটের, দৈর্ঘ্য ২:১৮ → তিন মিনিট বিয়াল্লিশ সেকেন্ডের: what is played or run lasts so long."""
    before, tail = context.before(match.start(), 50), match["tail"]
    if PART_BEFORE.search(before) and not _LASTING.search(before):
        return None
    led = tail is None and _LEAD.match(context.after(match.end()))
    record = TAKEN.search(before) and _LASTING.search(before)
    timed = tail == "ের" and _TIMED_AFTER.match(context.after(match.end()))  # ৮:০৯ মিনিটের বদলে
    lasting = not timed and (tail == "ের" or (tail is not None and _LASTING.search(before)))
    lasts = led or record or _LENGTH.search(before) or lasting
    if not lasts and not (tail is not None and (int(match[1]) > 24 or match[1] == "0")):
        return None
    words = context.loc.words
    minute, second = (numbers.count(part, context.loc) for part in match.groups()[:2])
    return f"{minute} {words['minute']} {second} {words['second']}{tail or ''}"


@rule("duration", "0", r"(\d{1,2}):([0-5]\d)(?![\d:.])", ":")
def offset(match: Match, context: Context) -> Hit | None:
    """ইউটিসি+৫:৩০ → প্লাস পাঁচ ঘণ্টা ত্রিশ মিনিট, GMT-5:00: how far a zone's clocks are from the world's."""
    sign = _WORLD_TIME.search(context.before(match.start(), 10))
    if not sign:
        return None
    words, (hours, minutes) = context.loc.words, (numbers.count(part, context.loc) for part in match.groups())
    said = f"{hours} {words['hour']}" + (f" {minutes} {words['minute']}" if int(match[2]) else "")
    if sign[1].strip() == "+":
        return Hit(match.start(), match.end(), said)
    return Hit(match.start() - len(sign[1]), match.end(), f" {words['minus']} {said}")


_WORLD_TIME = Pattern(rf"(?<![{BN}A-Za-z]){cue('world-time')}( ?[+−–-] ?)$")
_LENGTH = Pattern(rf"{cue('length')}[{BN}]{{0,3}}:? ?$")
_LASTING = Pattern(cue("lasting"))
_LEAD = Pattern(rf" ?{cue('lead-after')}")
_TIMED_AFTER = Pattern(rf" (?:[{BN}-]+ ){{0,2}}{cue('timed-after')}{ENDED}")


def to_the_second(hour: int, minute: int, second: int, loc: Locale) -> list[str]:
    """Return the parts of a time on the twelve-hour dial that are not zero: ছয়টা, চার মিনিট, নয় সেকেন্ড."""
    said = [hour_words(hour, loc)]
    said += [f"{loc.numbers[minute]} {loc.words['minute']}"] * bool(minute)
    said += [f"{loc.numbers[second]} {loc.words['second']}"] * bool(second)
    return said


@rule("clock", "0", rf"([01]?\d|2[0-4]):([0-5]\d):([0-5]\d)(?![\d:.]){HALF}?", ":")
def with_seconds(match: Match, context: Context) -> Hit | None:
    """সূর্যাস্ত ১৭:৩১:০৯, ২০২৪, ২১:৪৭:১২ → বিকেল পাঁচটা একত্রিশ মিনিট নয় সেকেন্ড: a time of the day, no duration."""
    before = context.before(match.start())
    timed = match[1][0] == "0" or int(match[1]) > 12 or _TIMED.search(before) or _DATED.search(before)
    timed = (
        timed
        or PART_BEFORE.search(before)
        or match["half"]
        or part_behind(match, context)
        or _TO_ANOTHER.match(context.after(match.end()))
        or not (before.strip() or context.after(match.end()).strip(" |।"))  # a stamp alone on its line
    )
    if (
        not timed
        or _LENGTH.search(before)
        or _TOOK.search(before)
        or (TAKEN.search(before) and not LOCAL.search(before))
    ):
        return None
    hour_, minute, second = (int(part) for part in match.groups()[:3])
    hour_ = in_half(hour_, match["half"])
    said = to_the_second(hour_, minute, second, context.loc)
    if not match["half"] and (part := part_behind(match, context)):
        return Hit(match.start(), part.end, " ".join([part.spoken, *said]))
    dialled = not match["half"] and 0 < hour_ <= 12
    led = dialled and (
        _OTHER_END.search(before) or _LED.search(context.before(match.start(), 120)) or HOUR_SIGN.search(before)
    )
    if not named(before, sure=dialled) and not led:
        said.insert(0, part_of_day(hour_ % 24, context.loc))
    return Hit(match.start(), match.end(), " ".join(said))


_TOOK = Pattern(rf"{cue('took')} $")
_TIMED = Pattern(rf"{cue('timed')}[: –—-]{{1,3}}$")
_OTHER_END = Pattern(rf"\d {cue('clock-to')}[ –—-]{{1,3}}$")  # the first end names the part of the day …
_LED = Pattern(rf"{NOT_IN_WORD}{cue('clock-before')}[{BN}]{{0,4}} ?[: –—-]{{0,3}}\d\d?:\d\d:[^।]*, [{BN}]+ $")
"""… or the first of several: রাত্রি ০৮:০৯:০১ থেকে ১০:৩১:৪৬ পর্যন্ত, তারপর ১২:০৬:৫৫ is no noon."""
_TO_ANOTHER = Pattern(rf" ?{cue('clock-to')}?[ –—-]{{1,3}}\d\d?:\d\d:\d\d")
_DATED = Pattern(rf"\d{{4}} ?,? $|{months()} \d\d? ?,? $|\d{{4}}([-/.])\d\d?\1\d\d?[ ,]{{1,2}}$")


@rule(
    "clock",
    "0",
    rf"(\d{{1,2}}):([0-5]\d):([0-5]\d)(?![\d:.])(?!{HALF}| ?(?:IST|GMT|hrs|ট[াে]|{cue('minute')}))"
    rf"(?: ?{cue('hour')}{WORD_ENDS})?",
    ":",
)
def duration(match: Match, context: Context) -> Hit | None:
    """1:23:45 → এক ঘণ্টা তেইশ মিনিট পঁয়তাল্লিশ সেকেন্ড, but behind a part of the day a time."""
    before = context.before(match.start())
    taken = TAKEN.search(before) and not LOCAL.search(before)
    if PART_BEFORE.search(before) and not taken:
        return None
    names = (context.loc.words["hour"], context.loc.words["minute"], context.loc.words["second"])
    counts = (numbers.count(part, context.loc) for part in match.groups()[:3])
    said = [numbers.scaled(many, name, context.loc) for many, name in zip(counts, names, strict=True)]
    words = " ".join(part for part, written in zip(said, match.groups()[:3], strict=True) if int(written))
    return close_number(words or said[-1], match.start(), match.end(), context)


RULES = (stopwatch, verse, offset, hours_and_minutes, minutes_and_seconds, with_seconds, duration)
