"""Numbers that brackets say once more, in words or in figures, as contracts do: ১০ (দশ) বছর, দুই (০২) জন."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.locales import locale
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, cue
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN

BEGINS = rf"\((?:(?:(?<=[\d=-] \()|(?<=[\d=-]\())(?=[{BN}])|(?<=[{BN}] \()(?=\d{{1,9}}\)))"
"""Where such a bracket may begin, for the search for such places; its first character is what most places lack."""

_FIGURES = Pattern(r"(?<![\d.,/-])(\d[\d,]*)(/[-=])? ?$")
_WORDS = Pattern(rf"(?:{NOT_IN_WORD}[{BN}]+ ){{1,6}}$")
_HUNDRED = Pattern(rf"(?<=[{BN}]){cue('hundred')}{WORD_ENDS}")
_TAKA = Pattern(rf" ?{cue('taka')}{WORD_ENDS}")
_LOCALES = ("bn-IN", "bn-BD")


@rule("gloss", "$", rf"\(([{BN}]+(?: [{BN}]+){{0,7}})\)", "(")
def in_words(match: Match, context: Context) -> Hit | None:
    """১০ (দশ) বছর → দশ বছর; ৫,৫০০/- (পাঁচ হাজার পাঁচশত) টাকা → পাঁচ হাজার পাঁচশো টাকা."""
    before = context.before(match.start(), 24)
    found = _FIGURES.search(before)
    said = _TAKA.split(match[1])[0] if found else ""
    if found is None or _plain(said) not in _counts(found[1]):
        return None
    again = found[2] and _TAKA.match(context.after(match.end()))
    return Hit(match.start() - before.endswith(" "), match.end() + (again.end() if again else 0), "")


@rule("gloss", "$", r"\((\d{1,9})\)", "(")
def in_figures(match: Match, context: Context) -> Hit | None:
    """দুই (০২) জন → দুই জন: behind the same number in words."""
    found = _WORDS.search(context.before(match.start(), 60))
    words = found[0].split() if found else []
    counts = _counts(match[1])
    repeated = any(_plain("".join(words[at:])) in counts for at in range(len(words)))
    return Hit(match.start() - 1, match.end(), "") if repeated else None


def _counts(figures: str) -> set[str]:
    """Return a whole number in the words of both countries, as `_plain` writes them."""
    return {_plain(numbers.count(figures, locale(name))) for name in _LOCALES}


def _plain(words: str) -> str:
    """Return words without blanks, and hundreds without the ending that papers write in three ways."""
    return _HUNDRED.sub("", words).replace(" ", "")


RULES = (in_words, in_figures)
