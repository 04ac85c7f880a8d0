"""Times as almanacs print them: ঘ ৫।১৮, ৭-৪৯ গতে ৯-৫৭ মধ্যে, to the second সূর্যোদয় ৫।২৩।১৪."""

from audionews.bengali.normalization.clock import spoken
from audionews.bengali.normalization.durations import HOUR_SIGN, to_the_second
from audionews.bengali.normalization.patterns import NOT_IN_WORD, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN

_BEFORE = Pattern(rf"{NOT_IN_WORD}{cue('almanac-before')}[.ঃ:]? $")
_SINCE = Pattern(rf" {cue('almanac-since')}")
_WITHIN = Pattern(rf" {cue('almanac-within')}|[।,;)]|$")
_ROW = Pattern(rf"{NOT_IN_WORD}(?:{cue('clock-label')}|{cue('day-part')}[{BN}]{{0,4}})[: –—-]{{1,3}}$")
_PAGE = Pattern(cue("almanac-since"))


@rule(
    "clock",
    "0",
    rf"(\d{{1,2}})([-।/])(\d{{1,2}})(?:\2(\d{{1,2}})(?: ?{cue('second')}(?![{BN}]))?)?(?!\d|[-।./]\d)"
    rf"(?: ?{cue('clock-short')})?",
    "-।/",
)
def almanac_time(match: Match, context: Context) -> Hit | None:
    """দিবা ৯-১১ পর্যন্ত, ৭-৪৯ গতে → নয়টা এগারো মিনিট: behind ঘ or দিবা, before গতে, before মধ্যে where গতে is near.

    With a stroke only behind ঘ: ঘ ১২/৫০, ঘ ৫/৩৭/৬ সেকেন্ড.
    """
    hour, minute, second = int(match[1]), int(match[3]), int(match[4] or 0)
    if hour > 12 or minute > 59 or second > 59:
        return None
    before, after = context.before(match.start()), context.after(match.end())
    bounded = _WITHIN.match(after) and (_BEFORE.search(before) or context.near(match.start(), _PAGE, 60))
    three = match[4] and _ROW.search(before)
    hour_sign = HOUR_SIGN.search(before)
    signed = hour_sign and (match[2] != "/" or match[4] or len(match[3]) == 2)  # ঘ ৩/৪ is a clause and a part
    if not (signed or (match[2] != "/" and (bounded or three or _SINCE.match(after)))):
        return None
    words = " ".join(to_the_second(hour, minute, second, context.loc)) if second else spoken(hour, minute, context.loc)
    return Hit(match.start() - len(hour_sign[0] if hour_sign else ""), match.end(), words)


@rule("clock", "ক", rf"{NOT_IN_WORD}{cue('almanac-hour')}[.ঃ:]? (?=\d\d?:\d\d)")
def hour_sign(_match: Match, _context: Context) -> str:
    """তিথি ঘ ০৯:২৫:৩৯ → নয়টা পঁচিশ মিনিট …: the sign of the hour says no more than the time behind it."""
    return ""


RULES = (almanac_time, hour_sign)
"""Tried before dates: ৯-৪-৩৮ is none here."""
