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

LETTER = r"[\w\u0980-\u09ff]"
NUMBER = r"(?>[0-9০-৯]+(?:[.,:/][0-9০-৯]+)*)"
REACH = 6  # characters of a word's beginning by which phrases are found
_COLON = re.compile(r"ঃ(?=[\s:>–—-]|$)")
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
_NO_WORDS = re.compile(r"\\.|\[[^\]]*\]")
_COUNT = re.compile(r"\{[0-9,]+\}")
_GROUP = re.compile(r"\((\?[:=!]|\?<[=!])?([^()]*)\)([?*]|\{0,[0-9]*\})?")
_CLASS = re.compile(r"<([a-z-]+)>")
_WORD = re.compile(rf"({LETTER}+)([?*]?)")


def folded(text: str) -> str:
    """Return text as the phrases see it: canonical, in lower case, a visarga typed for a colon made one."""
    return _COLON.sub(":", canonical(text).lower())


def expression(phrase: str) -> str:
    """Return the regular expression of a phrase, without borders and without capturing groups."""
    return _SIGNS.sub(_expand, phrase)


def bordered(phrase: str) -> str:
    """Return the regular expression of a phrase that neither begins nor ends inside a word."""
    return rf"(?<!{LETTER})(?:{expression(phrase)})(?!{LETTER})"


def beginnings(phrase: str, *, needed: bool = False) -> set[str]:
    """Return the beginnings of the words of a phrase and of its classes; a match has at least one of them.

    Args:
        phrase: what to look at.
        needed: leave out the words of optional groups, which a match may lack.
    """
    plain = _NO_WORDS.sub(" ", phrase)
    if needed:
        while "(" in plain:
            plain = _GROUP.sub(_needed, plain)
    found = {word[: -1 if optional else None][:REACH] for word, optional in _WORD.findall(_plain_words(plain))}
    found |= set("0123456789০১২৩৪৫৬৭৮৯") if "#" in plain else set()
    return found.union(*(_beginnings(name) for name in _CLASS.findall(plain))) - {""}


def starts(word: str) -> list[str]:
    """Return what `beginnings` may have of a word."""
    return [word[:length] for length in range(1, REACH + 1)]


def _plain_words(phrase: str) -> str:
    return _COUNT.sub(" ", _CLASS.sub(" ", phrase))


def _needed(group: re.Match[str]) -> str:
    around = group[1] not in (None, "?:")
    return " " if group[3] or around else group[2]


@cache
def _beginnings(name: str) -> frozenset[str]:
    return frozenset().union(*(beginnings(words) for words in _words(name)))


def _expand(found: re.Match[str]) -> str:
    if found["name"]:
        return _class(found["name"])
    return _MEANING[found["sign"]] if found["sign"] else found[0]


@cache
def _class(name: str) -> str:
    return f"(?:{expression('|'.join(_words(name)))})"


def _words(name: str) -> list[str]:
    words = [row[1] for row in rows("clean_words") if row[0] == name]
    if not words:
        raise ValueError(f"clean_words.tsv has no class named {name!r}")
    return words
