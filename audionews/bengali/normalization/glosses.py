"""Latin letters in brackets that say once more what stands before them, in letters or in English: they are not read."""

import re

from audionews.bengali.normalization import latin, numbers
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.latin_rules import roman
from audionews.bengali.normalization.patterns import Pattern
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN
from audionews.bengali.script.lazy_pattern import LazyPattern

BEGINS = r"\( ?(?=[A-Za-z])"
"""Where a gloss may begin, for the search for such places."""

_BEFORE = Pattern(rf"(?:[{BN}][’”'\"]?|[A-Za-z0-9]) ?$")
_LAST = Pattern(rf"[{BN}]+ ?$")
_WORDS = LazyPattern(rf"[{BN}]+")
_OF_CLAUSE = LazyPattern(rf"[{BN}]+(?= (?:[{BN}]+ )?$)")
"""The last two words of a clause."""
_LATIN = LazyPattern("[A-Za-z]+")
_NASAL, _N = "\u0981", "\u09a8"
_ALIKE = 2
"""Consonants that the skeletons of a word and of its gloss must have in common, at least, unless they are the same."""
_ENGLISH = 0.5
"""Share of the words that are English where they translate what stands before them."""
_SAID = 4
"""Letters that a gloss has at least, said together, to be found in what stands before."""
_ENDING = 4
"""Letters that an ending may have: ইসরোর (ISRO)."""


@rule("gloss", "$", r"\( ?([A-Za-z][A-Za-z0-9 .,&'’-]{0,80})\)", "(")
def gloss(match: Match, context: Context) -> Hit | None:
    """কাবুল (Kabul) → কাবুল, ঘূর্ণিঝড় (Cyclone) → ঘূর্ণিঝড়; ফিফা (FIFA)-র → ফিফার; দ্বাদশ শ্রেণি (XII) → দ্বাদশ শ্রেণি."""
    before = context.before(match.start(), 60)
    numbered = (n := roman(match[1])) and numbers.ordinal(n, context.loc, 25) in _OF_CLAUSE.findall(before)
    if not numbered and (not _BEFORE.search(before) or not _repeats(match[1], before)):
        return None
    last = _LAST.search(before)
    if last:
        hit = close(last[0].strip(), match.start() - len(last[0]), match.end(), context)
        if hit.end > match.end():
            return hit
    return Hit(match.start(), match.end(), "")


def _repeats(text: str, before: str) -> bool:
    """Tell whether a text in brackets says what stands before it."""
    from audionews.bengali.normalization import english, indic  # only where there is such a text

    if "," in text or " No." in text:
        return False  # স্মার্টফোন (Samsung, Redmi): examples; Ordinance, 1983 (Ordinance No. LX of 1983)
    words, bengali = _LATIN.findall(text), _WORDS.findall(before)
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = ["".join(words)]  # I.N.D.I.A.
    if re.search("[A-Za-z] ?$", before):
        return _initials(words, _LATIN.findall(before))
    if not set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", before)):
        return False
    said = "".join(latin.say(word) for word in words).replace(" ", "")
    sure = len(said) >= _SAID or all(word.isupper() for word in words)
    if sure and said in "".join(bengali)[-len(said) - _ENDING :]:
        return True
    if all(word.isupper() for word in words):
        return False
    last = bengali[-len(words) - 1 :]
    last += [word.replace(_NASAL, _N) for word in last if _NASAL in word]  # পাঁশকুড়া (Panskura)
    skeletons = [indic.skeleton(indic.romanized(word)) for word in last]
    alike = any(_alike(indic.skeleton(word.lower()), other) for word in words for other in skeletons)
    return alike or sum(english.known(word.lower()) is not None for word in words) >= _ENGLISH * len(words)


def _initials(words: list[str], before: list[str]) -> bool:
    """Tell whether an acronym and its words stand there, in one order or the other: KKR (Kolkata Knight Riders)."""
    long, short = (words, before[-1:]) if len(words) > 1 else (before[-len(words[0]) :], words)
    return "".join(word[0] for word in long if word[0].isupper()) == "".join(short) != ""


def _alike(skeleton: str, other: str) -> bool:
    """Tell whether the shorter skeleton begins the other: the Bengali word may have an ending."""
    return skeleton == other or (len(skeleton) >= _ALIKE and other.startswith(skeleton))


RULES = (gloss,)
