"""Numbers that brackets say once more, in words or in figures, as contracts do: ১০ (দশ) বছর, দুই (০২) জন."""

from audionews.bengali.normalization import numbers
from audionews.bengali.normalization.joining import close, close_number
from audionews.bengali.normalization.locales import locale
from audionews.bengali.normalization.patterns import NOT_IN_WORD, WORD_ENDS, Pattern, cue, cue_words
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script import tables
from audionews.bengali.script.alternation import any_of
from audionews.bengali.script.endings import BN

_BEHIND_SCALE = "|".join(rf"(?<={word} \()" for word in cue_words("unit-scale"))
BEGINS = rf"\((?:(?:(?<=[\d=-] \()|(?<=[\d=-]\()|{_BEHIND_SCALE})(?=[{BN}])|(?<=[{BN}] \()(?=\d{{1,9}}\)))"
"""Where such a bracket may begin, for the search for such places; its first character is what most places lack."""

_FIGURES = Pattern(r"(?<![\d.,/-])(\d[\d,]*)(/[-=])? ?$")
_SCALED = Pattern(rf"(?<![\d.,/-])((?:\d[\d,]{{0,9}} {cue('unit-scale')} ){{1,3}})$")
_WORDS = Pattern(rf"(?:{NOT_IN_WORD}[{BN}]+ ){{1,6}}$")
_HUNDRED = Pattern(rf"(?<=[{BN}]){cue('hundred')}{WORD_ENDS}")
_TAKA = Pattern(rf" ?{cue('taka')}{WORD_ENDS}")
_CLASSIFIERS = [row[0] for row in tables.rows("classifiers")]
_TWO = {form for row in tables.rows("classifiers") for form in row[1:]}
_CLASSIFIER = Pattern(rf" ?{any_of(_CLASSIFIERS)}")
_LOCALES = ("bn-IN", "bn-BD")


@rule("gloss", "$", rf"\(([{BN}]+(?: [{BN}]+){{0,7}})\)", "(")
def in_words(match: Match, context: Context) -> Hit | None:
    """১০ (দশ) বছর → দশ বছর; ১ লাখ (এক লাখ) → এক লাখ; ৫,৫০০/- (পাঁচ হাজার পাঁচশত) টাকা → পাঁচ হাজার পাঁচশো টাকা."""
    before = context.before(match.start(), 40)
    if scaled := _SCALED.search(before):
        same = _plain(_TAKA.split(match[1])[0]) in _amounts(scaled[1])
        return Hit(match.start() - 1, match.end(), "") if same else None
    found = _FIGURES.search(before)
    said = _TAKA.split(match[1])[0] if found else ""
    if found is None or _plain(said) not in _counts(found[1]):
        return None
    again = found[2] and _TAKA.match(context.after(match.end()))
    return Hit(match.start() - before.endswith(" "), match.end() + (again.end() if again else 0), "")


@rule("cardinal", "0", rf"(?<![\d.,/-])(\d{{1,9}}) ?\(([{BN}]+)\)", "(")
def classified(match: Match, context: Context) -> Hit | None:
    """৩ (তিনটি) পদ → তিনটি পদ, ৪(চার)টি → চারটি: the classifier stands behind the word or behind the bracket."""
    counts = _counts(match[1])
    if _plain(match[2]) in counts:
        hit = close_number(numbers.count(match[1], context.loc), match.start(), match.end(), context)
        return hit if _CLASSIFIER.match(context.after(match.end())) else None
    said = next((kind for kind in _CLASSIFIERS if match[2].endswith(kind)), "")
    same = said and _plain(match[2].removesuffix(said)) in counts
    short = match[1].lstrip("0") == "2" and match[2] in _TWO
    return close(match[2], match.start(), match.end(), context) if same or short else None


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


def _amounts(figures: str) -> set[str]:
    """Return figures with words of scale, in the words of both countries, as `_plain` writes them."""
    return {
        _plain(" ".join(numbers.count(part, locale(name)) if part[0].isdigit() else part for part in figures.split()))
        for name in _LOCALES
    }


def _plain(words: str) -> str:
    """Return words without blanks, and hundreds without the ending that papers write in three ways."""
    return _HUNDRED.sub("", words).replace(" ", "")


RULES = (classified, in_words, in_figures)
