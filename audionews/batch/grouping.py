"""Articles to episodes: one each, or one a day, section or folder; and the name of each episode's folder.

A folder is called `<date>-<slug>`. A slug has a letter in it, so that it is never taken for the second episode of a
day (`<date>-2`). Where articles must wait for others of their episode, they wait on the disk.
"""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from audionews.model import Skipped
from audionews.rundown.sections import layout
from audionews.support.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, tzinfo

    from audionews.batch.article_tables import TableRow
    from audionews.model import Article

PER = ("article", "day", "section", "folder")
"""What an episode may be of."""
_DAY = "bulletin"
_REST = "rest"


@dataclass(frozen=True)
class ArticleGroup:
    """The articles of one episode."""

    known: str
    """What the episode is known by when the run is repeated."""
    day: date | None
    """The date of its newest article; None where no article has one."""
    slug: str
    """What its folder is called after the date, unless another one is called so."""
    articles: tuple[Article, ...]
    """Its stories."""


def groups(found: Iterable[TableRow | Skipped], per: str, zone: tzinfo) -> Iterator[ArticleGroup | Skipped]:
    """Yield the episodes that articles make, and what of the sources gave none.

    Args:
        found: the articles, each with what it is known by; one that comes again is passed over.
        per: one of `PER`.
        zone: the zone of dates.
    """
    fresh = _first_ones(found)
    if per != "article":
        yield from _collected(fresh, per, zone)
        return
    for one in fresh:
        if isinstance(one, Skipped):
            yield one
        else:
            yield ArticleGroup(one[0], _day(one[1], zone), slug(_stem(one[0])), (one[1],))


def _first_ones(found: Iterable[TableRow | Skipped]) -> Iterator[TableRow | Skipped]:
    seen: set[str] = set()
    for one in found:
        if isinstance(one, Skipped):
            yield one
        elif one[0] in seen:
            yield Skipped(one[1].source, f"Another article is known by {one[0]!r} too.")
        else:
            seen.add(one[0])
            yield one


def _day(article: Article, zone: tzinfo) -> date | None:
    return article.published.astimezone(zone).date() if article.published else None


def _collected(found: Iterable[TableRow | Skipped], per: str, zone: tzinfo) -> Iterator[ArticleGroup | Skipped]:
    """Yield the groups in the order of their names, once all articles are known: until then they wait in a file."""
    places: dict[tuple[str, str], list[int]] = {}
    with TemporaryFile(prefix="audionews-") as waiting:
        for one in found:
            if isinstance(one, Skipped):
                yield one
                continue
            places.setdefault(_group(*one, per, zone), []).append(waiting.tell())
            pickle.dump(one[1], waiting)
        for (first, name), offsets in sorted(places.items()):
            articles: list[Article] = []
            for offset in offsets:
                waiting.seek(offset)
                articles.append(pickle.load(waiting))  # noqa: S301 - we have written it
            day = max((when for article in articles if (when := _day(article, zone))), default=None)
            yield ArticleGroup(" ".join(filter(None, (per, first, name))), day, slug(name), tuple(articles))


def _group(known: str, article: Article, per: str, zone: tzinfo) -> tuple[str, str]:
    """Return the day and the name by which articles belong together."""
    if per == "folder":
        return "", str(PurePosixPath(known).parent)
    day = f"{_day(article, zone) or ''}"
    if per == "day":
        return day, _DAY
    section = layout().of(article.section)
    return day, section.name if section else article.section or _REST


def _stem(known: str) -> str:
    """Return the part of an address, a path or an id by which people know an article."""
    bare = known.partition("?")[0].rstrip("/")
    if "/" not in bare:
        return re.sub(r"\.(txt|text|md|html?|xhtml|pdf|docx|odt|epub|eml|json)(?=#|$)", "", bare)
    last = PurePosixPath(bare)
    return last.stem if re.fullmatch(r"\.[A-Za-z]{2,5}", last.suffix) else last.name
