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
from functools import cache

from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import rows

_COLON = re.compile(r"ঃ(?=[\s:>–—-]|$)")
LETTER = r"[\w\u0980-\u09ff]"
NUMBER = r"(?>[0-9০-৯]+(?:[.,:/][0-9০-৯]+)*)"
_SIGNS = re.compile(r"\\.|\[[^\]]*\]|<(?P<name>[a-z-]+)>|\{[0-9,]+\}|(?P<sign>\(\?|[(#~… ]\??)")
_MEANING = {
    "(": "(?:",
    "(?": "(?",
    "#": NUMBER,
    "#?": f"(?:{NUMBER})?",
    "~": f"(?>{LETTER}*)",
    "…": ".{0,60}?",
    " ": r"[\s-]+",
    " ?": r"[\s-]*",
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


def _expand(found: re.Match[str]) -> str:
    if found["name"]:
        return _class(found["name"])
    return _MEANING[found["sign"]] if found["sign"] else found[0]


@cache
def _class(name: str) -> str:
    words = "|".join(row[1] for row in rows("clean_words") if row[0] == name)
    if not words:
        raise ValueError(f"clean_words.tsv has no class named {name!r}")
    return f"(?:{expression(words)})"
