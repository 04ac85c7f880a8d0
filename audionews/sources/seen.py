"""What was read before: a small state file, so that tomorrow's bulletin does not tell today's news again.

It knows addresses, lengths and dates, no texts. One that cannot be read is an empty one: then something may be read
twice, which is better than a morning without news.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from audionews.support import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from audionews.model import Article

_GROWN = 4 / 3
_KEPT = timedelta(days=60)  # feeds do not reach further back


@dataclass(frozen=True)
class Mark:
    """That something was read."""

    size: int
    """Characters of its text at that time; 0 where another paper's telling was read in its place."""
    read: datetime
    """When."""


@dataclass(frozen=True)
class Seen:
    """Everything that was read."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    """By address."""

    def knows(self, article: Article) -> bool:
        """Tell whether `article` was read before and has not grown by a third since."""
        marks = [mark for name in _names(article) if (mark := self.marks.get(name))]
        return bool(marks) and len(article.text) < _GROWN * max(mark.size or len(article.text) for mark in marks)

    def unchanged(self, address: str, updated: datetime | None) -> bool:
        """Tell whether the page at `address` was read and, by its feed, has not been changed since."""
        mark = self.marks.get(address)
        return mark is not None and (updated is None or updated <= mark.read)

    def after(self, articles: Iterable[Article], now: datetime) -> Seen:
        """Return what has been seen once `articles` are read too; what is long past is forgotten."""
        marks = {name: mark for name, mark in self.marks.items() if now - mark.read <= _KEPT}
        for article in articles:
            marks |= dict.fromkeys(article.also, Mark(0, now))
            marks |= dict.fromkeys(_names(article), Mark(len(article.text), now))
        return Seen(marks)


def load(path: Path) -> Seen:
    """Return what the state file at `path` says was read; nothing where it is missing or damaged."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["read"]
        return Seen({name: _mark(row) for name, row in rows.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return Seen()


def save(seen: Seen, path: Path) -> None:
    """Write the state file.

    Raises:
        StorageError: it cannot be written; the old one is then untouched.
    """
    rows = {name: [mark.size, mark.read.isoformat()] for name, mark in sorted(seen.marks.items())}
    files.folder(path.parent)
    files.write(path, json.dumps({"schema": 1, "read": rows}, ensure_ascii=False, indent=0) + "\n")


def _mark(row: list[object]) -> Mark:
    size, read = row
    when = datetime.fromisoformat(str(read))
    return Mark(int(str(size)), when if when.tzinfo else when.replace(tzinfo=UTC))


def _names(article: Article) -> set[str]:
    return {one for one in (article.url, article.source) if one and "://" in one}
