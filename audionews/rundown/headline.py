"""Find a story's headline: the one that its source declares, else its first line, else its first sentence cut short."""

from __future__ import annotations

import re

from audionews.bengali import split_sentences
from audionews.bengali.script.clauses import cut

LONGEST = 120
"""Most characters of a headline that the source did not declare."""
LONGEST_DECLARED = 400
"""Most characters of one that it declared: what is longer is no headline, and is cut at a clause."""
_DARI = re.compile(r"[।৷|.?!…][\"'’”»)\]]*$")
"""The end of a sentence, which a subhead does not have."""
_ENDS = " ।৷|.,;:-–—"
_PLAIN_END = re.compile(r"[।৷|.][\"'’”»)\]]*$")


def headline(declared: str | None, paragraphs: list[str]) -> tuple[str, list[str]]:
    """Return a story's headline and the paragraphs that are read after it.

    Without a declared headline, the first line is the headline if it has at most 120 characters and no dari at its end
    (? and ! are allowed), and text follows; it is then not read again. Otherwise the headline is made of the first
    sentence, which stays in the body. `paragraphs` must not be empty.
    """
    first, rest = paragraphs[0], paragraphs[1:]
    if declared:
        declared = declared if len(declared) <= LONGEST_DECLARED else cut(declared, LONGEST_DECLARED)[0]
        return declared, rest if _same(first, declared) and rest else paragraphs
    if len(first) <= LONGEST and not _PLAIN_END.search(first) and rest:
        return first, rest
    return _cut((split_sentences(first) or [first])[0]), paragraphs


def is_made_of(title: str, sentence: str) -> bool:
    """Tell whether a headline is this sentence, without its dari or cut to the longest that a headline may be."""
    return title == _cut(sentence)


def is_subhead(paragraph: str) -> bool:
    """Tell whether a paragraph is a heading inside the story: one short line without a sentence's end."""
    return len(paragraph) <= LONGEST and not _DARI.search(paragraph) and len(split_sentences(paragraph)) == 1


def _cut(sentence: str) -> str:
    """Cut `sentence` after a word to at most 120 characters, without a dari at the end."""
    sentence = sentence.rstrip(_ENDS)
    if len(sentence) > LONGEST:
        sentence = sentence[: LONGEST + 1].rsplit(maxsplit=1)[0][:LONGEST]
    return sentence.rstrip(_ENDS)


def _same(line: str, declared: str) -> bool:
    return re.sub(r"\W+", "", line) == re.sub(r"\W+", "", declared)
