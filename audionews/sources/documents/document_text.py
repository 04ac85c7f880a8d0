"""The text of a document: its paragraphs and headings, also those typed for Bijoy fonts, and the article they make."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from audionews.bengali.script.bijoy import looks_like_bijoy, to_unicode
from audionews.model import Article, ArticleLine
from audionews.sources.html_tree import words
from audionews.sources.running_text import is_bengali
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from audionews.sources.source_protocol import Content

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-,_ ](?:bold|italic|oblique|regular|normal|mt)\w{0,40}$", re.IGNORECASE)


class Paragraph(NamedTuple):
    """A paragraph, or a heading of a level from 1 on."""

    text: str
    level: int = 0


class Run(NamedTuple):
    """Text set in one typeface."""

    text: str
    font: str = ""


def is_bijoy_font(name: str) -> bool:
    """Tell whether a typeface puts Bengali on Windows-1252: Bijoy's are named …MJ, its Unicode ones …OMJ."""
    family = _STYLE.sub("", _SUBSET.sub("", name)).upper().replace(" ", "")
    return family.endswith("MJ") and not family.endswith("OMJ")


def joined(runs: Iterable[Run]) -> str:
    """Return the text of runs in Unicode; a Bijoy syllable may reach over several."""
    parts = ((is_bijoy, "".join(run.text for run in some)) for is_bijoy, some in groupby(runs, _is_bijoy))
    return "".join(to_unicode(text) if is_bijoy else text for is_bijoy, text in parts)


def _is_bijoy(run: Run) -> bool:
    return is_bijoy_font(run.font)


def article_of(
    content: Content,
    paragraphs: Sequence[Paragraph],
    *,
    title: str | None = None,
    published: datetime | None = None,
    site: str | None = None,
) -> Article:
    """Return the article of a document.

    Args:
        content: the document.
        paragraphs: what it holds, in order.
        title: its title where it names one; one that is not Bengali is not said.
        published: when, where it says so.
        site: whose it is, where it says so.

    Raises:
        SourceError: nothing in it is Bengali.
    """
    told = [Paragraph(text, level) for one, level in paragraphs if (text := words(one))]
    if looks_like_bijoy("\n".join(one.text for one in told)):
        told = [Paragraph(to_unicode(one.text), one.level) for one in told]
    if not told:
        raise SourceError("It is empty.")
    if not is_bengali("\n".join(one.text for one in told)):
        raise SourceError("It has no Bengali text.")
    headline = words(title or "")
    if looks_like_bijoy(headline):
        headline = to_unicode(headline)
    return Article(
        source=content.source,
        text="\n".join(one.text for one in told),
        headline=headline if headline and is_bengali(headline) else None,
        published=published,
        url=content.url,
        site=site,
        lines=tuple(ArticleLine(one.text, f"h{one.level}" if one.level else "p") for one in told),
    )
