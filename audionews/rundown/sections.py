"""Sections: which one an article belongs to, by the table of what papers call them, and the order they are read in."""

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
"""The section of what no other one claims."""
_LEVELS = re.compile(r"[/\\>»|,;:•·]+")
_APART = re.compile(r"[\s\-–—_&.()'\"]+|(?<!\S)(?:and|ও)(?!\S)")


@dataclass(frozen=True)
class Section:
    """A part of the programme."""

    name: str
    """What it is called in settings and manifest."""
    head: str
    """How it is announced, without "এবার"."""


@dataclass(frozen=True)
class Layout:
    """The sections of a programme, in order, and which article stands in which."""

    order: tuple[Section, ...]
    """As they are read."""
    known: Mapping[str, Section]
    """What a paper may call a section, plain → the section."""

    def of(self, name: str | None) -> Section | None:
        """Return the section that a paper calls `name`: the whole, else the last of its levels that is known."""
        levels = _LEVELS.split(name or "")
        found = (self.known.get(_plain(one)) for one in (name or "", *reversed(levels)))
        return next((section for section in found if section), None)

    def place(self, section: Section | None) -> int:
        """Return when a section is read; what belongs to none stands with the rest, else at the end."""
        names = [one.name for one in self.order]
        name = section.name if section else REST
        return names.index(name) if name in names else names.index(REST) if REST in names else len(names)


def layout(
    order: Sequence[str] = (), aliases: Mapping[str, str] | None = None, heads: Mapping[str, str] | None = None
) -> Layout:
    """Return the sections in `order`, then those that it does not name.

    `aliases` says which section a paper means by a name, `heads` how a section is announced; both go before the
    table, and what they name anew is a section of its own.
    """
    table = {_plain(alias): section for section, names in _table() for alias in (section.name, *names)}
    heads = heads or {}

    def section(name: str) -> Section:
        found = table.get(_plain(name), Section(name, f"{name}: খবর"))
        return Section(found.name, heads.get(name, heads.get(found.name, found.head)))

    known = {alias: section(one.name) for alias, one in table.items()}
    known |= {_plain(name): section(name) for name in (*order, *heads)}
    known |= {_plain(alias): section(name) for alias, name in (aliases or {}).items()}
    named = [section(name) for name in order]
    rest = [section(one.name) for one, _ in _table()] + [*known.values()]
    return Layout(tuple(dict.fromkeys([*named, *rest])), known)


def ranked(articles: Sequence[Article], place: Callable[[int], int]) -> list[int]:
    """Return the indexes of `articles` by section, then by how many papers carry them, then by place in their paper."""
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
    return [str(one) for one in value] if isinstance(value, list) else []


def _plain(name: str) -> str:
    """Return a name as it is compared: composed alike, in lower case, joined words and "and" apart."""
    return " ".join(_APART.sub(" ", unicodedata.normalize("NFC", name).casefold()).split())
