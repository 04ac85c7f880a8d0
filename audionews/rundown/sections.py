"""Sections: find that of an article, by a table of the names that papers use, and put articles in their order."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from audionews.model import Article

REST = "অন্যান্য"
"""The section of articles that belong to no other one."""
_LEVELS = re.compile(r"[/\\>»|,;:•·]+")
_APART = re.compile(r"[\s\-–—_&.()'\"]+|(?<!\S)(?:and|ও)(?!\S)")


@dataclass(frozen=True)
class Section:
    """A section of the programme, as sport or weather."""

    name: str
    """Its name in settings and manifest."""
    head: str
    """Its announcement, without "এবার"."""


@dataclass(frozen=True)
class Layout:
    """The sections of a programme in order, with the names that papers use for them."""

    order: tuple[Section, ...]
    """The sections in the order they are read."""
    known: Mapping[str, Section]
    """The sections by every name that a paper may use, in the form that `_plain` gives it."""

    def of(self, name: str | None) -> Section | None:
        """Return the section for a paper's `name`; for one of several levels (`Sports/Cricket`), the last known one."""
        levels = _LEVELS.split(name or "")
        found = (self.known.get(_plain(level)) for level in (name or "", *reversed(levels)))
        return next((section for section in found if section), None)

    def place(self, section: Section | None) -> int:
        """Return the position of a section; None and unknown ones are read with the section `REST`, else at the end."""
        names = [other.name for other in self.order]
        name = section.name if section else REST
        return names.index(name) if name in names else names.index(REST) if REST in names else len(names)


def layout(
    order: Sequence[str] = (), aliases: Mapping[str, str] | None = None, heads: Mapping[str, str] | None = None
) -> Layout:
    """Return the sections: those in `order` first, then the others of the table.

    `aliases` gives the section for a paper's name, `heads` the announcement of a section. Both win over the table; a
    section that they name and the table does not have is a new one.
    """
    table = {_plain(alias): section for section, names in _table() for alias in (section.name, *names)}
    heads = heads or {}

    def section(name: str) -> Section:
        found = table.get(_plain(name), Section(name, f"{name}: খবর"))
        return Section(found.name, heads.get(name, heads.get(found.name, found.head)))

    known = {alias: section(meant.name) for alias, meant in table.items()}
    known |= {_plain(name): section(name) for name in (*order, *heads)}
    known |= {_plain(alias): section(name) for alias, name in (aliases or {}).items()}
    named = [section(name) for name in order]
    rest = [section(own.name) for own, _ in _table()] + [*known.values()]
    return Layout(tuple(dict.fromkeys([*named, *rest])), known)


def ranked(articles: Sequence[Article], place: Callable[[int], int]) -> list[int]:
    """Return the indexes of `articles` sorted by section, then by how many papers carry them, then by their order."""
    ranks, seen = [], Counter[str]()
    for article in articles:
        paper = article.site or (article.url or "").partition("://")[2].partition("/")[0]
        ranks.append(seen[paper])
        seen[paper] += 1
    return sorted(range(len(articles)), key=lambda i: (place(i), -len(articles[i].also), ranks[i], i))


@cache
def _table() -> tuple[tuple[Section, tuple[str, ...]], ...]:
    data = tomllib.loads(files("audionews.rundown").joinpath("sections.toml").read_text(encoding="utf-8"))
    rows: Iterable[Mapping[str, object]] = data["section"]
    return tuple((Section(str(row["name"]), str(row["head"])), tuple(_texts(row["aliases"]))) for row in rows)


def _texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def _plain(name: str) -> str:
    """Return a name in a form for comparison: composed, in lower case, with spaces for hyphens, slashes and "and"."""
    return " ".join(_APART.sub(" ", unicodedata.normalize("NFC", name).casefold()).split())
