"""Case endings and classifiers: how what is written behind a number or a foreign word joins it in speech.

Written, the ending stands off by a hyphen or apostrophe, or in another script (১৯৭১-এর, BJP-র, IPLএ); said,
it follows the sound before it: after a consonant -ের and -ে, after a vowel -র and -য় or -তে (Paschimbanga Bangla
Akademi spelling rules; Chatterji, Bhasha-Prakash Bangala Vyakaran, on inflexion).
"""

import re
from functools import cache

from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import HASANTA, canonical

BN = r"\u0980-\u09e3\u200c\u200d"
"""Letters and signs of Bengali words, for use inside a regex class (`\\w` misses the vowel signs)."""


@cache
def _class(name: str) -> tuple[str, ...]:
    return tuple(ending for kind, row in tables.rows("endings") if kind == name for ending in row.split())


def endings(name: str) -> str:
    """Return a pattern of the endings of one class of `endings.tsv`, tried in the order of the table."""
    return f"(?:{'|'.join(_class(name))})"


@cache
def tail() -> "re.Pattern[str]":
    """Match what follows a number or foreign word and belongs to it: classifier, case, emphatic ই or ও."""
    kinds = "|".join(row[0] for row in tables.rows("classifiers"))
    cases = f"{endings('case')}|{endings('glued')}"
    apart = rf"{endings('dashed')}(?![{BN}])(?! {endings('after-dash')})"
    # a blank before এ is no border behind a year, minutes, a score (২০২২ এ, ১০টা ৪৫ এ, ৬-১ এ)
    joined = r"(?:(?<=[12]\d\d\d এ)|(?<=ট[াে] \d\d এ)|(?<=\d-\d এ))"
    reaching = rf"এ(?= {endings('reached')})|এ{joined}(?![{BN}]| {endings('after-dash')})|তে(?![{BN}])"
    genitive = rf"এর(?(kind)(?! {endings('pronoun-before')}))|র(?![{BN}])"
    return re.compile(
        rf"(?P<kind>(?: ?[-–]?(?:{kinds})| ?[-–] {endings('kind-apart')})(?=(?:[-–]?(?:{cases}))?(?!-?[{BN}])))?"
        rf"(?:(?P<gap>[-–'’]| (?={genitive}|{reaching})| [-–—] ?(?={apart})|)(?P<case>{cases}|{endings('plural')}))?"
        rf"(?![{BN}])"
    )


def join(stem: str, ending: str) -> str:
    """Return `stem` with a case ending as grammar joins them: চব্বিশ + এর → চব্বিশের, বিজেপি + এর → বিজেপির."""
    emphatic = ""
    if len(ending) > 1 and ending[-1] in "ওই" and ending not in ("এই", "এও"):
        ending, emphatic = ending[:-1], ending[-1]
    elif ending in ("এই", "এও"):
        ending, emphatic = "এ", ending[-1]
    for family, form in _FORMS.items():
        if ending in _class(family):
            return form(stem, ending) + emphatic
    return stem + ending + emphatic


_Y = canonical("য়")


def _genitive(stem: str, _: str) -> str:
    if f" {stem}".endswith(" এ"):
        return stem + "-এর"  # the name of a letter: গ্রুপ এ-এর, no pronoun
    if stem.endswith(("ই", "উ", "ং")):
        return stem + _Y + "ের"
    return stem + "র" if stem.endswith(_class("open")) else _closed(stem) + "ের"


def _locative(stem: str, ending: str) -> str:
    if stem.endswith("ং") or (stem.endswith(("ই", "উ")) and ending == "এ"):
        return stem + _Y + "ে"
    if (stem.endswith(("া", "ন্ন")) and ending != "তে") or (stem.endswith(_class("open")) and ending == _Y):
        return stem + _Y
    return stem + "তে" if stem.endswith((*_class("open"), "ই", "উ")) else _closed(stem) + "ে"


def _plural(stem: str, _: str) -> str:
    return stem + "রা" if stem.endswith((*_class("open"), "ই", "উ")) else _closed(stem) + "েরা"


def _closed(stem: str) -> str:
    return stem[:-1] + "ত" if stem.endswith("ৎ") else stem.removesuffix(HASANTA)


_FORMS = {"genitive": _genitive, "locative": _locative, "persons": _plural}
