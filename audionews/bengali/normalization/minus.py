"""A dash before a number: a minus where something shows it, else what joins a name and its number.

In news a hyphen with a blank before it is seldom a sign: কোভিড -১৯, আক্রান্ত -৪১২. What shows a minus: degrees, a signed
decimal, a word such as রান রেট or তাপমাত্রা, brackets around the number, a row of figures.
"""

from audionews.bengali.normalization.patterns import NUMBER, Pattern, cue
from audionews.bengali.normalization.rules import Context, Match, rule
from audionews.bengali.script.endings import BN

_DEGREES = Pattern(rf"[-–—]{NUMBER} ?(?:°|{cue('degrees')})")
_SIGNED_DECIMAL = Pattern(r"[-–—]\d*\.\d")
_NUMBER_IN_BRACKETS = Pattern(rf"[-–—]{NUMBER}%?[)]")
_CUE = Pattern(rf"{cue('minus')}[^।\n]{{0,60}}$")
_CUE_NEARBY = Pattern(rf"{cue('minus')}[{BN}]{{0,3}}(?: [{BN}]+){{0,2}} ?[:(]? ?$")
_IN_LIST = Pattern(rf"{cue('minus')}[{BN}]{{0,3}} ?: (?:[{BN} ]{{2,24}} \d[\d.]*, ){{1,3}}[{BN}]+(?: [{BN}]+)? $")
"""An item with a dash behind items without: গোল পার্থক্য: বাগান ১২, রেঞ্জার্স -৭."""
_SHIFT = Pattern(rf"[-–—]0\d ?{cue('minute')}")
"""What a place's prayers are earlier than the capital's: সিলেট: -০৬ মিনিট."""
_MINUTES = Pattern(rf"[-–—]\d{{1,2}} ?{cue('minute')}")
_OTHER_SIGN = Pattern(rf"(?:^|[: ])[+]\d{{1,2}} ?{cue('minute')}")
"""What other places add to the capital's hour: সিলেট -৬ মিনিট, খুলনা +৩ মিনিট."""
_ROW = Pattern(r"\d {1,8}[\d.,]+ {1,8}$")
_SUM = Pattern(rf"[-–—]{NUMBER} ?=")
_FIGURE = Pattern(r"\d {1,8}$")
_WORD = Pattern(rf"[{BN}A-Za-z).:] $")


def is_minus(at: int, context: Context) -> bool:
    """Tell whether the dash at `at`, with a digit behind it, is a minus."""
    before, after = context.before(at, 80), context.after(at, 24)
    if before and before[-1] not in " (‘“'\"":
        return False
    if _DEGREES.match(after) or (before[-1:] == "(" and _NUMBER_IN_BRACKETS.match(after)):
        return True
    if _FIGURE.search(before):
        return bool(_SUM.match(after) or _ROW.search(before) or _CUE.search(before))
    shifted = (before.endswith(": ") and _SHIFT.match(after)) or (
        _MINUTES.match(after) and context.near(at, _OTHER_SIGN, 60)
    )
    return bool(shifted or _SIGNED_DECIMAL.match(after) or _CUE_NEARBY.search(before) or _IN_LIST.search(before))


@rule("sign", "-", r"[-–—](?=\.?\d)")
def minus(match: Match, context: Context) -> str | None:
    """-৫ ডিগ্রি, নেট রান রেট -০.৪৫ → মাইনাস …, but কোভিড -১৯ → কোভিড উনিশ."""
    if is_minus(match.start(), context):
        return context.loc.words["minus"] + " "
    return "" if _WORD.search(context.before(match.start(), 2)) else None


RULES = (minus,)
