"""Find a story's headline: the one that its source declares, else its first line, else its first sentence cut short."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from audionews.bengali import split_sentences
from audionews.bengali.script.clauses import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

LONGEST = 120
"""Most characters of a headline that the source did not declare."""
LONGEST_DECLARED = 400
"""Most characters of one that it declared: what is longer is no headline, and is cut at a clause."""
_DARI = re.compile(r"[।৷|.?!…][\"'’”»)\]]*$")
"""The end of a sentence, which a subhead does not have."""
_ANNOUNCES = (":", ":-", ":–", ":—")
_FIELD = re.compile(r"[^\W\d].{,40}: ?\S")
"""A name and its value in one line: আসন: ৩২০টি."""
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


def subheads(paragraphs: Sequence[str], flat: Collection[str] = ()) -> set[int]:
    """Return where the headings inside a story stand: short lines without a sentence's end, with something below them.

    Of several one below another the first may be a heading, and the last, with text below it: between them stand the
    items of a list. Items are all that a colon announces, and fields one below another (`name: value`). A line that is
    `flat` is no heading.
    """
    short = [line not in flat and _is_short(line) for line in paragraphs]
    runs = (list(run) for is_short, run in groupby(range(len(short)), short.__getitem__) if is_short)
    return {at for run in runs for at in _heads(paragraphs, run)}


def _heads(paragraphs: Sequence[str], run: Sequence[int]) -> Iterator[int]:
    """Yield the headings among short lines that stand one below another."""
    first, last = run[0], run[-1]
    followed = last + 1 < len(paragraphs)
    if first and paragraphs[first - 1].endswith(_ANNOUNCES):
        return
    fields = {at for at in run if _FIELD.search(paragraphs[at])}
    table = {at for at in fields if at - 1 in fields or at + 1 in fields}
    if first not in table and (first < last or followed):
        yield first
    if last not in {first, *table} and followed and not paragraphs[first].endswith(_ANNOUNCES):
        yield last


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST and not _DARI.search(line) and len(split_sentences(line)) == 1


def _cut(sentence: str) -> str:
    """Cut `sentence` after a word to at most 120 characters, without a dari at the end."""
    sentence = sentence.rstrip(_ENDS)
    if len(sentence) > LONGEST:
        sentence = sentence[: LONGEST + 1].rsplit(maxsplit=1)[0][:LONGEST]
    return sentence.rstrip(_ENDS)


def _same(line: str, declared: str) -> bool:
    return re.sub(r"\W+", "", line) == re.sub(r"\W+", "", declared)
