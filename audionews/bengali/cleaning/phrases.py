r"""The little language of the cue tables: phrases a Bengali reader can read, made into regular expressions.

    <class>   any word of that class in `data/clean_words.tsv`
    (a|b)     a choice;  `?` makes what is before it optional
    #         a number, in any digits
    ~         any ending of the word
    …         up to sixty characters
    a space   white space or a hyphen;  ` ?` also nothing

All else is a regular expression. A phrase begins and ends at a word's border; Bengali vowel signs belong to
the word (Python's \b does not know that).
"""

import re
from functools import cache, lru_cache

from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

LETTER = r"[\w\u0980-\u09ff]"
REACH = 6
"""Characters of a word's beginning or end that are compared where a phrase leaves the rest open."""
SIGNS = ("©", "/", "|", "@", ">", "»", "›", "→")
"""Signs that few texts have."""
NUMBER = r"(?:[0-9০-৯]+(?:[.,:/][0-9০-৯]+)*(?![0-9০-৯]|[.,:/][0-9০-৯]))"
"""A whole number: the look behind it keeps a shorter piece from being taken."""
_COLON = LazyPattern(r"ঃ(?=[\s:>–—-]|$)")
_SIGNS = LazyPattern(r"\\.|\[[^\]]*\]|<(?P<name>[a-z-]+)>|\{[0-9,]+\}|(?P<sign>\(\?|[(#~… ]\??)")
_MEANING = {
    "(": "(?:",
    "(?": "(?",
    "#": NUMBER,
    "#?": f"(?:{NUMBER})?",
    "~": f"(?>{LETTER}*)",
    "…": ".{0,60}?",
    " ": r"[\s-]{1,4}",
    " ?": r"[\s-]{0,4}",
}


def folded(text: str) -> str:
    """Return text as the phrases see it: canonical, in lower case, a visarga typed for a colon made one."""
    return _COLON.sub(":", canonical(text).lower())


def expression(phrase: str) -> str:
    """Return the regular expression of a phrase, without borders and without capturing groups."""
    return _SIGNS.sub(_expand, phrase)


def bordered(phrase: str) -> str:
    """Return the regular expression of a phrase that neither begins nor ends inside a word."""
    return rf"(?<!{LETTER})(?:{expression(phrase)})(?!{LETTER})"


@lru_cache(maxsize=16_384)  # the words of a language are few, and pages repeat them
def forms(word: str) -> frozenset[str]:
    """Return a word as the index of phrases may have it: whole, its beginnings before *, its ends behind *."""
    reach = range(1, REACH + 1)
    return frozenset({word, *(f"{word[:length]}*" for length in reach), *(f"*{word[-length:]}" for length in reach)})


def _expand(found: re.Match[str]) -> str:
    if found["name"]:
        return _class(found["name"])
    return _MEANING[found["sign"]] if found["sign"] else found[0]


@cache
def _class(name: str) -> str:
    return f"(?:{expression('|'.join(words_of(name)))})"


def words_of(name: str) -> list[str]:
    """Return the alternatives of a class, a row of `data/clean_words.tsv` each (ValueError for no class)."""
    words = [row[1] for row in rows("clean_words") if row[0] == name]
    if not words:
        raise ValueError(f"clean_words.tsv has no class named {name!r}")
    return words
