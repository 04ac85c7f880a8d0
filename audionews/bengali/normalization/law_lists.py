"""Sections of a law in a row, with commas and no blanks between: ধারা ৪১৯,৪২০,৪৬৭ is no number of crores."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.patterns import Pattern, cue, initials
from audionews.bengali.normalization.rules import Context, Match, rule
from audionews.bengali.script.endings import BN

_LETTER = rf"{cue('section-letter')}(?![{BN}])"
_ONE = rf"\d{{3}}(?:[-–]\d{{3}}|\(\d{{1,2}}\)|{_LETTER})?"
_BEHIND = Pattern(rf"(?<![\d.,])(?:{_ONE},)+$")
_AHEAD = Pattern(rf"{_ONE}(?:,(?:{_ONE}|\d\d))+(?!\d|[.,]\d)")
_LAW_BEFORE = Pattern(rf"{cue('law')}[{BN}]{{0,6}}(?: {cue('number')})?[ :,–-]{{1,3}}$")
_LAW_AFTER = Pattern(rf"(?: {cue('and')} \d{{1,3}})? {cue('law')}")
_MARKED = Pattern(rf"[({BN}]")
_SURE = 4
"""So many groups of three figures are no number: papers write crores in groups of two."""
_WIDE = 120


@rule("section", "0", rf"(\d{{3}})(?:[-–](\d{{3}}))?({_LETTER})?(?=,\d\d)", ",", ",-–" + initials("section-letter"))
def listed(match: Match, context: Context) -> str | None:
    """ধারা ১২১,১২১ক,১৫৪-১৫৬,১৭৬ → একশো একুশ, …: one of the row; ১৩৭,১৫৪ কোটি is one number."""
    before, ahead = context.before(match.start(), _WIDE), _AHEAD.match(context.after(match.start(), _WIDE))
    if ahead is None:
        return None
    behind = _BEHIND.search(before)
    row = (behind[0] if behind else "") + ahead[0]
    named = _LAW_BEFORE.search(before[: len(before) - len(behind[0])] if behind else before)
    named = named or _LAW_AFTER.match(context.after(match.start() + ahead.end()))
    if not (named or row.count(",") + 1 >= _SURE or _MARKED.search(row)):
        return None
    first, last, letter = match.groups()
    said = numbers.count(first, context.loc)
    if last:
        said += f" {context.loc.words['to']} {numbers.count(last, context.loc)}"
    return f"{said} {letter}" if letter else said


RULES = (listed,)
"""Tried before the rules for spans and for plain numbers."""
