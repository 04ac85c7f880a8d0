"""What was read before: a small state file, so that tomorrow's bulletin does not tell today's news again.

It knows addresses, lengths, dates and sketches, no texts. One that cannot be read is an empty one: then something
may be read twice, which is better than a morning without news.
"""

from __future__ import annotations

import json
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from audionews.sources.deduplicate import Sketch, same_news, sketch
from audionews.support import files, own_files
from audionews.support.errors import AbsentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from audionews.model import Article

_GROWN = 4 / 3
_GIST = 32  # shingles that stand for a text: of an edited one most are found again, of another one a sixth
_SAME = 0.5
_KEPT, _SKETCHED = timedelta(days=60), timedelta(days=7)  # feeds do not reach further back, nor do papers trail longer


@dataclass(frozen=True)
class Mark:
    """That something was read."""

    size: int
    """Characters of its text at that time; 0 where another paper's telling was read in its place."""
    read: datetime
    """When."""
    sketch: Sketch | None = None
    """What it told, for a week."""
    gist: frozenset[int] = frozenset()
    """The lowest of its text's shingles, as long as the mark; empty where the text is not known."""
    developing: bool = False
    """Whether it was read as news of a story that had been told before."""


@dataclass(frozen=True)
class ReadHistory:
    """Everything that was read."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    """By address."""

    def knows(self, article: Article) -> bool:
        """Tell whether `article` was read before and has not grown by a third since.

        Another text at the same address is another story.
        """
        size = self._told(article)
        return size is not None and not _has_grown(article, size)

    def develops(self, article: Article) -> bool:
        """Tell whether `article` was read before and has grown by a third since, or was read as such."""
        size = self._told(article)
        marks = (mark for name in _names(article) if (mark := self.marks.get(name)))
        return (size is not None and _has_grown(article, size)) or any(mark.developing for mark in marks)

    def _told(self, article: Article) -> int | None:
        """Return how long the story was when it was read; None if it was not."""
        marks = [mark for name in _names(article) if (mark := self.marks.get(name))]
        told = sketch(article.text).shingles if marks else frozenset()
        return max((mark.size for mark in marks if len(mark.gist & told) >= _SAME * len(mark.gist)), default=None)

    def heard(self, article: Article) -> bool:
        """Tell whether its news was read lately from another paper, and it tells hardly more."""
        told = sketch(f"{article.headline or ''}\n{article.text}")
        marks = (mark for mark in self.marks.values() if mark.sketch and same_news(told, mark.sketch))
        return any(not _has_grown(article, mark.size) for mark in marks)

    def unchanged(self, address: str, updated: datetime | None) -> bool:
        """Tell whether the page at `address` was read and, by its feed, has not been changed since."""
        mark = self.marks.get(address)
        return mark is not None and (updated is None or updated <= mark.read)

    def after(self, articles: Iterable[Article], now: datetime) -> ReadHistory:
        """Return what has been seen once `articles` are read too; what is long past is forgotten."""
        marks = {name: _faded(mark, now) for name, mark in self.marks.items() if now - mark.read <= _KEPT}
        for article in articles:
            marks |= dict.fromkeys(article.also, Mark(0, now))
            told = sketch(f"{article.headline or ''}\n{article.text}")
            whole = Mark(len(article.text), now, told, _gist(article.text), article.developing)
            first, *others = sorted(_names(article)) or [""]
            marks |= dict.fromkeys(others, replace(whole, sketch=None))  # one sketch is enough
            if first:
                marks[first] = whole
        return ReadHistory(marks)


def load(path: Path, on_damage: Callable[[Path], None] = lambda _: None) -> ReadHistory:
    """Return what the state file at `path` says was read; nothing where it is missing or damaged.

    A damaged one is copied aside before it is written over, and `on_damage` is told where it then is.

    Raises:
        StorageError: it is there and cannot be read for now: to go on would forget sixty days.
    """
    try:
        text = own_files.content(path).decode("utf-8", "replace")
    except AbsentError:
        return ReadHistory()
    try:
        return ReadHistory({name: _mark(row) for name, row in json.loads(text)["read"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, struct.error):
        aside = path.with_suffix(".damaged")
        files.write(aside, text)
        on_damage(aside)
        return ReadHistory()


def save(seen: ReadHistory, path: Path) -> None:
    """Write the state file.

    Raises:
        StorageError: it cannot be written; the old one is then untouched.
    """
    rows = {name: _row(mark) for name, mark in sorted(seen.marks.items())}
    files.folder(path.parent)
    files.write(path, json.dumps({"schema": 1, "read": rows}, ensure_ascii=False, indent=0) + "\n")


def _has_grown(article: Article, size: int) -> bool:
    return size > 0 and len(article.text) >= _GROWN * size


def _faded(mark: Mark, now: datetime) -> Mark:
    return mark if now - mark.read <= _SKETCHED else replace(mark, sketch=None)


def _gist(text: str) -> frozenset[int]:
    return frozenset(sorted(sketch(text).shingles)[:_GIST])


def _row(mark: Mark) -> dict[str, Any]:
    row: dict[str, Any] = {"size": mark.size, "read": mark.read.isoformat()}
    if mark.sketch:
        row |= {"shingles": _packed(mark.sketch.shingles), "numbers": sorted(mark.sketch.numbers)}
    if mark.gist:
        row["gist"] = _packed(mark.gist)
    if mark.developing:
        row["developing"] = True
    return row


def _packed(shingles: frozenset[int]) -> str:
    return b64encode(b"".join(one.to_bytes(4, "little") for one in sorted(shingles))).decode()


def _unpacked(packed: str) -> frozenset[int]:
    return frozenset(one for (one,) in struct.iter_unpack("<I", b64decode(packed, validate=True)))


def _mark(row: dict[str, Any]) -> Mark:
    when, told = datetime.fromisoformat(row["read"]), None
    if "shingles" in row:
        told = Sketch(_unpacked(row["shingles"]), frozenset(map(str, row["numbers"])))
    gist = _unpacked(row.get("gist", ""))
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return Mark(int(row["size"]), when, told, gist, row.get("developing") is True)


def _names(article: Article) -> set[str]:
    return {one for one in (article.url, article.source) if one and "://" in one}
