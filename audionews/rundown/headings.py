"""A document in its chapters: each an article of its own, under the heading that the document gives it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.model import Article, ArticleLine


def split_at_headings(article: Article) -> list[Article]:
    """Return the chapters of a document: what stands before the first heading, then one a heading of the first rank.

    The first rank is the highest that has several headings, so that a book's title is not its only chapter. Headings
    below it stay lines. What has no headings, and a page, whose headings are cleaning's to judge, stays whole.
    """
    levels = Counter(level for line in article.lines if (level := _level(line)))
    if not levels or any(line.path for line in article.lines):
        return [article]
    rank = min((level for level, count in levels.items() if count > 1), default=min(levels))
    cuts = [place for place, line in enumerate(article.lines) if 0 < _level(line) <= rank]
    lead = replace(article, text=_text(article.lines[: cuts[0]]), lines=article.lines[: cuts[0]])
    return [lead] * bool(lead.text.strip()) + list(_chapters(article, cuts))


def _chapters(article: Article, cuts: Sequence[int]) -> Iterator[Article]:
    for number, (start, end) in enumerate(pairwise([*cuts, len(article.lines)]), 1):
        heading, lines = article.lines[start].text, article.lines[start + 1 : end]
        if lines:  # a title page, or a part's heading above its first chapter's, has none
            source = f"{article.source}#{number}"
            yield replace(article, source=source, headline=heading, text=_text(lines), lines=lines)


def _text(lines: Sequence[ArticleLine]) -> str:
    return "\n".join(line.text for line in lines)


def _level(line: ArticleLine) -> int:
    """Return the rank of a heading, 1 for the first; 0 for other lines."""
    return int(line.tag[1]) if len(line.tag) == 2 and line.tag[0] == "h" and line.tag[1].isdigit() else 0
