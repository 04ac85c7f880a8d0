"""A story's headline: declared by its source, else its first line, else cut from its first sentence."""

from __future__ import annotations

import re

from audionews.bengali import split_sentences

LONGEST = 120
"""Characters of a headline that was not declared as one."""
_DARI = re.compile(r"[।৷|.?!…][\"'’”»)\]]*$")
"""An end that a sentence has and a headline line has not; ? and ! end headlines too, and are allowed below."""
_ENDS = " ।৷|.,;:-–—"
_PLAIN_END = re.compile(r"[।৷|.][\"'’”»)\]]*$")


def headline(declared: str | None, paragraphs: list[str]) -> tuple[str, list[str]]:
    """Return a story's headline and the paragraphs that remain to be read.

    The first line is a headline if it has at most 120 characters, no dari at its end, and text follows. A first
    sentence that serves as headline stays in the body. `paragraphs` must not be empty.
    """
    first, rest = paragraphs[0], paragraphs[1:]
    if declared:
        return declared, rest if _same(first, declared) and rest else paragraphs
    if len(first) <= LONGEST and not _PLAIN_END.search(first) and rest:
        return first, rest
    return _cut((split_sentences(first) or [first])[0]), paragraphs


def is_subhead(paragraph: str) -> bool:
    """Tell whether a paragraph is a heading inside the story: one short line without a sentence's end."""
    return len(paragraph) <= LONGEST and not _DARI.search(paragraph) and len(split_sentences(paragraph)) == 1


def _cut(sentence: str) -> str:
    """Return at most 120 characters of `sentence`, cut at a word, without the dari."""
    sentence = sentence.rstrip(_ENDS)
    if len(sentence) > LONGEST:
        sentence = sentence[: LONGEST + 1].rsplit(maxsplit=1)[0][:LONGEST]
    return sentence.rstrip(_ENDS)


def _same(line: str, declared: str) -> bool:
    return re.sub(r"\W+", "", line) == re.sub(r"\W+", "", declared)
