"""What all readings of two numbers with a slash share: the pattern, both figures, a word between, cues around them."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close_number
from audionews.bengali.normalization.patterns import ENDED, NOT_IN_WORD, WORD_ENDS, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match
from audionews.bengali.script.endings import endings

SLASH = r"(?P<a>\d{1,4})/(?P<b>\d{1,4})(?![\d/]|[.,]\d)"
"""Two short numbers."""

ABOUT = Pattern(rf"[ -]?(?:{cue('about')}|{cue('about-slash')}|%){ENDED}(?! {cue('not-about')})")
"""What one guesses the number of."""
OF_WHAT = Pattern(rf" (?:{cue('count-after')}|{cue('measured')}){ENDED}")
"""What one takes a part of."""
PART = Pattern(rf" ?{cue('share')}(?={endings('share')}?{WORD_ENDS})")
"""The word for a part."""
LAW = Pattern(rf" ?{cue('law')}")
NUMBERED = Pattern(rf" ?{cue('number')}")
MARKED = Pattern(rf" {cue('marked-after')}")
"""What an examiner or a critic gave."""
ROUTE = Pattern(rf"{NOT_IN_WORD}{cue('route')}(?: {cue('route-number')})? $")
ROUTE_AFTER = Pattern(rf" ?{cue('route')}(?:ে|ের)?{ENDED}")


def figures(match: Match) -> tuple[int, int]:
    """Return both numbers."""
    return int(match["a"]), int(match["b"])


def pair(match: Match, link: str, context: Context) -> Hit:
    """Return the hit for both numbers in words with `link` between."""
    said = numbers.count(match["a"], context.loc) + link + numbers.count(match["b"], context.loc)
    return close_number(said, match.start(), match.end(), context)


def with_by(match: Match, context: Context) -> Hit:
    """Return the hit for both numbers with বাই between, as numbers of laws, roads and houses are said."""
    return pair(match, f" {context.loc.words['by']} ", context)
