"""Latin letters in brackets that say once more what stands before them, in letters or in English: they are not read."""

import re

from audionews.bengali.normalization import english, indic, latin
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.patterns import Pattern
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.endings import BN

BEGINS = r"\((?=[A-Za-z])"
"""Where a gloss may begin, for the search for such places."""

_BEFORE = Pattern(rf"[{BN}][{BN} -]*$")
_LAST = Pattern(rf"[{BN}]+ ?$")
_ALIKE = 2
"""Consonants that the skeletons of a word and of its gloss must have in common, at least, unless they are the same."""
_ENGLISH = 0.6
"""Share of the words that are English where they translate what stands before them."""
_ENDING = 4
"""Letters that an ending may have: ইসরোর (ISRO)."""


@rule("gloss", "$", r"\(([A-Za-z][A-Za-z .,&'’-]{0,80})\)")
def gloss(match: Match, context: Context) -> Hit | None:
    """কাবুল (Kabul) → কাবুল, ঘূর্ণিঝড় (Cyclone) → ঘূর্ণিঝড়; ফিফা (FIFA)-র → ফিফার."""
    before = _BEFORE.search(context.before(match.start(), 60))
    if not before or not _repeats(re.findall("[A-Za-z]+", match[1]), before[0].split()):
        return None
    last = _LAST.search(context.before(match.start(), 60))
    if last:
        word = last[0].strip()
        hit = close(word, match.start() - len(last[0]), match.end(), context)
        if hit.end > match.end():
            return hit
    return Hit(match.start(), match.end(), "")


def _repeats(words: list[str], before: list[str]) -> bool:
    """Tell whether Latin words say what the Bengali words before them do."""
    if all(word.isupper() for word in words):
        said = "".join(latin.say(word) for word in words).replace(" ", "")
        end = "".join(before).replace("-", "")
        return said in end[-len(said) - _ENDING :]
    skeletons = [indic.skeleton(indic.romanized(word)) for word in before[-len(words) - 1 :]]
    alike = any(_alike(indic.skeleton(word.lower()), other) for word in words for other in skeletons)
    return alike or sum(english.known(word.lower()) is not None for word in words) >= _ENGLISH * len(words)


def _alike(skeleton: str, other: str) -> bool:
    """Tell whether the shorter skeleton begins the other: the Bengali word may have an ending."""
    return skeleton == other or (len(skeleton) >= _ALIKE and other.startswith(skeleton))


RULES = (gloss,)
