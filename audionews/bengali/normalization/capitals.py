"""Capitals that shout, and are no acronyms: words of English in a row, or in a compound with hyphens."""

import re

from audionews.bengali.normalization import latin
from audionews.bengali.normalization.joining import close
from audionews.bengali.normalization.rules import Context, Hit, Match, rule
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows


def _listed(kind: str) -> frozenset[str]:
    return frozenset(word.strip() for row in rows("cues") if row[0] == kind for word in row[1].split(","))


_FUNCTION = _listed("capitals")
"""Short words that make no acronym."""
_LEADING = _listed("capitals-before-name")
"""Those that are words before a name that is not in capitals; IS Khorasan and A Ganguly are others."""
_LOUD = _listed("capitals-among-others")
"""Short words that make none among several words in capitals."""
LONG = 4
"""Letters from which on a common word in capitals is a word; shorter ones may as well be acronyms (SIR, ICE, WHO)."""

COMPOUND = 3
"""Letters that the longest word of a compound has at least."""


@rule("latin", "A", r"[A-Z]{1,20}(?:[ -][A-Z]{1,20}){1,9}(?![A-Za-z0-9])")
def shouted(match: Match, context: Context) -> Hit | None:
    """NO ENTRY → নো এন্ট্রি, CO-WIN → কো-উইন; IIT NIT and UGC-NET stay acronyms."""
    words = re.findall("[A-Z]+", match[0])
    sure = [word in _FUNCTION or (len(word) >= LONG and latin.is_common(word)) for word in words]
    compound = " " not in match[0] and max(map(len, words)) >= COMPOUND and all(map(_part, words))
    if (not compound and not any(sure)) or any(len(word) > 1 and _NUMERAL.fullmatch(word) for word in words):
        return None
    return close(_said(match[0], loud=compound or sum(sure) > 1), match.start(), match.end(), context)


@rule("latin", "A", r"[A-Z]{2,5}(?=[ :–-]{1,3}[A-Z][a-z])")
def before_a_name(match: Match, context: Context) -> Hit | None:
    """BY- Staff Reporter, FROM Kolkata → বাই, ফ্রম."""
    return close(latin.say(match[0].lower()), match.start(), match.end(), context) if match[0] in _LEADING else None


def _part(word: str) -> bool:
    """Tell whether a part of a compound may be a word, or is a letter by itself: CO-WIN, U-WIN."""
    return len(word) == 1 or latin.is_common(word)


_NUMERAL = LazyPattern("[IVXL]+")


def _said(text: str, *, loud: bool) -> str:
    """Return what is said for a run of capitals; if it is `loud`, short words are words as well."""
    said, at = "", 0
    while at < len(text):
        if not text[at].isalpha():
            said, at = said + text[at], at + 1
            continue
        word = text[at:].replace("-", " ").partition(" ")[0]
        found = None if loud and word in _LOUD else latin.phrase(text[at:])
        if found is None:
            plain = word in _FUNCTION or word in _LOUD or len(word) >= LONG or (loud and len(word) > 1)
            found = len(word), latin.say(word.lower() if plain and _english(word) else word)
        said, at = said + found[1], at + found[0]
    return said


def _english(word: str) -> bool:
    return word in _FUNCTION or word in _LOUD or latin.is_common(word)


RULES = (shouted, before_a_name)
