"""Pages of nothing but headlines or links, and headings that stand twice."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tickers import is_row
from audionews.sources.pasted.list_paragraphs import TIED, cohesion
from audionews.sources.pasted.pasted_lines import BENGALI, is_prose
from audionews.sources.pasted.told_lines import TEASER, is_link, is_told, may_be_headline
from audionews.sources.running_text import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.sources.pasted.list_paragraphs import Paragraphs


SEVERAL = 3  # paragraphs of which it can be told whether they speak of one matter
_TICKER = 300  # characters of headlines in one line
_HEADLINES = 5  # of a page of nothing else, at least
MOST = 0.6  # of such a page
_WORDS_OF_HEADLINE = 6  # usually, at least; a poem's lines are shorter
_RHYME, _CLOSING = 2, " ,;:।৷॥!?-–—.…"  # letters that rhyme; what may stand behind them
_ENDS = LazyPattern(r"[।৷॥?!…]")


def are_headlines(said: Sequence[str]) -> bool:
    """Tell a page of headlines and nothing else: many, without a sentence's end, each of something else."""
    if any(map(is_told, said)):
        return False
    heads = [line for line in said if BENGALI.search(line) and may_be_headline(line)]
    if len(heads) < max(_HEADLINES, MOST * len(said)) or _rhyme(heads):
        return False
    return (
        median(len(line.split()) for line in heads) >= _WORDS_OF_HEADLINE
        and cohesion([stems(head) for head in heads]) < TIED
    )


def _rhyme(heads: Sequence[str]) -> bool:
    """Tell verse: most of its lines end as one of the next two does, or of the two before."""
    ends = [head.rstrip(_CLOSING)[-_RHYME:] for head in heads]
    return sum(end in ends[max(at - 2, 0) : at] + ends[at + 1 : at + 3] for at, end in enumerate(ends)) > MOST * len(
        ends
    )


def are_linked(said: Sequence[str]) -> bool:
    """Tell beginnings that are no running text, such as verse, each with the link to its whole."""
    return not any(map(is_told, said)) and sum(map(is_link, said)) >= SEVERAL


def is_long_ticker(said: Sequence[str]) -> bool:
    """Tell a page whose one long line is headlines without a sentence's end."""
    long = [line for line in said if len(line) >= TEASER and BENGALI.search(line)]
    if len(long) != 1 or len(long[0]) <= _TICKER:
        return False
    return is_row(long[0]) or not _ENDS.search(long[0].rstrip(" .»«|"))


def are_doubled(text: Paragraphs) -> bool:
    """Tell headings that stand twice over their stories, as pictures' texts double them, and beginnings said twice."""
    said = text.said
    begun = [line for line, broken in zip(text.texts, text.broken, strict=True) if broken]
    if len(set(begun)) < len(begun):
        return True
    heads = [at for at in range(1, len(said)) if said[at] == said[at - 1] and not is_prose(said[at])]
    told = sum(map(is_prose, said))
    over = sum(at + 1 < len(said) and is_prose(said[at + 1]) for at in heads)
    return (over >= 2 and over >= MOST * told) or (len(heads) >= SEVERAL and told <= 1)
