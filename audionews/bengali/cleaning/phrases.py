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
SIGNS = ("©", "/", "|", "@", ">", "»", "›", "→", "⟶")
"""Signs that few texts have."""
NUMBER = r"(?:\d+(?:[.,:/]\d+)*(?!\d|[.,:/]\d))"
"""A whole number: the look behind it keeps a shorter piece from being taken."""
_COLON = LazyPattern(r"ঃ{1,3}(?=[\s:>–—-]|$)")
_SIGNS = LazyPattern(r"\\.|\[[^\]]*\]|\(\?P<[a-z]+>|<(?P<name>[a-z-]+)>|\{[0-9,]+\}|(?P<sign>\(\?|[(#~… ]\??)")
_CLASS = LazyPattern("<([a-z-]+)>")
_LETTERS = LazyPattern(rf"{LETTER}+")
_MANY = 30  # alternatives of a large class
_NEVER = "(?!)"
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
    text = canonical(text).lower()
    return _COLON.sub(":", text) if "\u0983" in text else text


def expression(phrase: str) -> str:
    """Return the regular expression of a phrase, without borders and without capturing groups."""
    return _SIGNS.sub(_expand, phrase)


def narrowed(phrase: str, text: str) -> str:
    """Return a phrase with those alternatives of its large classes that a text can have: the same matches, made sooner.

    An alternative that begins with a word that the text has nowhere cannot match; of a class with none, nothing does.
    """
    for name in _large(phrase):
        phrase = phrase.replace(f"<{name}>", _narrowed(name, text))
    return phrase


@cache
def _large(phrase: str) -> list[str]:
    """Return the large classes that a phrase names."""
    return [name for name in dict.fromkeys(_CLASS.findall(phrase)) if len(_alternatives(name)) >= _MANY]


@lru_cache(maxsize=256)  # several phrases ask of one text
def _narrowed(name: str, text: str) -> str:
    return f"({'|'.join(part for begin, part in _alternatives(name) if begin in text) or _NEVER})"


@cache
def _alternatives(name: str) -> list[tuple[str, str]]:
    """Return the alternatives of a class, each with the letters that it begins with; empty where none is sure."""
    return [(_begin(part), part) for row in words_of(name) for part in _parted(row)]


def _parted(row: str) -> list[str]:
    """Return what strokes part outside brackets."""
    parts, depth = [""], 0
    for char in row:
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _begin(part: str) -> str:
    found = _LETTERS.match(part)
    letters: str = found[0] if found else ""
    return letters[:-1] if part[len(letters) :][:1] in ("?", "*", "{") else letters


def bordered(phrase: str) -> str:
    """Return a phrase that neither begins nor ends inside a word."""
    return rf"(?<!{LETTER})({phrase})(?!{LETTER})"


class PhrasePattern(LazyPattern):
    """The regular expression of a phrase, made when it is first used."""

    @property
    def pattern(self) -> str:
        """The expression: what classes and signs of the phrase stand for."""
        return expression(self.source)


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
