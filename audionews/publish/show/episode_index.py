"""The episodes in a show's folder, without reading a thousand manifests at every run.

A hidden index beside them holds a short row for each episode, and the cache a summary of what feed and list say of it:
the manifest without its segments, and the chapters. Both count while the manifest has the size and the time of change
that it had then, and both can be removed at any time.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from audionews.model import Role
from audionews.publish import manifest
from audionews.publish.render.chapters import Chapter, chapters
from audionews.publish.render.credits import speakers
from audionews.support import files, store
from audionews.support.errors import StorageError
from audionews.support.store import Store, cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from audionews.model import Episode
    from audionews.publish.render.credits import Speaker

NAME = ".episodes.json"
_SCHEMA = 1
_SUMMARY = 2  # of what the cache holds; older ones are made again
_SAID = {"manifest", "chapters", "speakers", "headlines"}


class EpisodeRow(NamedTuple):
    """What the index holds of an episode."""

    size: int
    """Bytes of its manifest."""
    changed: int
    """When its manifest was last changed, ns."""
    date: str
    """Its date."""
    made: str | None
    """When it was first made, where its manifest tells."""
    digest: str
    """SHA-256 of its main sound file."""


@dataclass(frozen=True)
class EpisodeItem:
    """An episode in the show's folder."""

    folder: Path
    """Its folder."""
    row: EpisodeRow
    """Its row in the index."""
    published: datetime
    """When it was first made; where it does not tell, midnight UTC, plus a minute for each earlier one of the day."""

    @property
    def name(self) -> str:
        """Its folder's name."""
        return self.folder.name

    @property
    def date(self) -> date:
        """Its date."""
        return date.fromisoformat(self.row.date)

    @property
    def digest(self) -> str:
        """SHA-256 of its main sound file."""
        return self.row.digest

    @cached_property
    def episode(self) -> Episode:
        """The episode without its segments, so that those of a whole year are not in memory together."""
        return manifest.load(json.dumps(self._summary["manifest"]))

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Its chapters."""
        return tuple(Chapter(*row) for row in self._summary["chapters"])

    @cached_property
    def speakers(self) -> list[Speaker]:
        """Who speaks in it: engine and voice."""
        return [(engine, voice) for engine, voice in self._summary["speakers"]]

    @cached_property
    def headlines(self) -> list[tuple[float, float]]:
        """When each headline at the start is heard, from and to, in seconds."""
        return [(start, end) for start, end in self._summary["headlines"]]

    @cached_property
    def _summary(self) -> dict[str, Any]:
        state = [self.row.size, self.row.changed]
        kept = _parsed(_summaries().get(_summary_key(self.folder, state)))
        if kept.get("schema") == _SUMMARY and kept.get("state") == state and kept.keys() >= _SAID:
            return kept
        return _summarize(self.folder, manifest.load(self.folder, words=False), state)


def items(root: Path) -> tuple[list[EpisodeItem], list[str]]:
    """Return the episodes in `root`, newest first, and a sentence for each manifest that could not be read."""
    known, found, damaged = _rows(root), [], []
    for path in root.glob(f"*/{manifest.NAME}"):
        folder = path.parent
        if folder.name.startswith(".") or folder.is_symlink():
            continue
        try:
            status = path.stat()
            row = known.get(folder.name)
            if not row or (row.size, row.changed) != (status.st_size, status.st_mtime_ns):
                row = _read(folder, status.st_size, status.st_mtime_ns)
            found.append((folder, row))
        except (StorageError, OSError) as error:
            damaged.append(str(error))
    found.sort(key=lambda one: (one[1].date, *_natural(one[0].name)))
    return _dated(found)[::-1], sorted(damaged)


def pages(root: Path) -> dict[str, str]:
    """Return the digests of what the show's pages were made from, by file name."""
    kept = _object(root / NAME).get("pages")
    return kept if isinstance(kept, dict) else {}


def save(root: Path, episodes: Sequence[EpisodeItem], made: Mapping[str, str]) -> None:
    """Keep the rows of `episodes`, and what pages were `made` from.

    Raises:
        StorageError: the index could not be written.
    """
    rows = {item.name: item.row for item in episodes}
    text = json.dumps({"schema": _SCHEMA, "episodes": rows, "pages": made}, ensure_ascii=False)
    with suppress(OSError):
        if (root / NAME).read_text(encoding="utf-8") == text:
            return
    files.write(root / NAME, text)


def _read(folder: Path, size: int, changed: int) -> EpisodeRow:
    episode = manifest.load(folder, words=False)
    _summarize(folder, episode, [size, changed])
    made = episode.made.isoformat() if episode.made else None
    return EpisodeRow(size, changed, episode.date.isoformat(), made, episode.audio.sha256)


def _summarize(folder: Path, episode: Episode, state: list[int]) -> dict[str, Any]:
    rows = [[mark.start, mark.end, mark.title, mark.story, mark.url, mark.image] for mark in chapters(episode)]
    about = json.loads(manifest.dump(replace(episode, segments=(), dropped=())))
    announced = [[line.start, line.end] for line in episode.segments if line.role is Role.HEADLINE]
    summary = {"schema": _SUMMARY, "state": state, "manifest": about, "chapters": rows}
    summary |= {"speakers": speakers(episode.segments), "headlines": announced}
    with suppress(StorageError):  # without a cache, the manifest is read again
        _summaries().put(_summary_key(folder, state), json.dumps(summary, ensure_ascii=False).encode())
    return summary


def _summaries() -> Store:
    return Store(cache_folder() / "clips")


def _summary_key(folder: Path, state: list[int]) -> str:
    return store.key("episode summary", str(_SUMMARY), str(folder.absolute()), *map(str, state))


def _object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file of ours; an empty one where it is missing or damaged."""
    try:
        return _parsed(path.read_bytes())
    except OSError:
        return {}


def _parsed(data: bytes | None) -> dict[str, Any]:
    try:
        kept = json.loads(data or b"{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _rows(root: Path) -> dict[str, EpisodeRow]:
    kept = _object(root / NAME)
    if kept.get("schema") != _SCHEMA or not isinstance(kept.get("episodes"), dict):
        return {}
    return {name: EpisodeRow(*row) for name, row in kept["episodes"].items() if _is_row(row)}


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == len(EpisodeRow._fields)
        and all(isinstance(part, int) for part in row[:2])
        and all(isinstance(part, str) for part in (row[2], row[3] or "", row[4]))
    )


def _natural(name: str) -> tuple[int, str]:
    """Return a key by which `2026-11-23-10` is sorted after `2026-11-23-9`."""
    tail = re.search(r"^\d{4}-\d\d-\d\d-(\d{1,9})$", name)
    return int(tail[1]) if tail else 1, name


def _dated(found: list[tuple[Path, EpisodeRow]]) -> list[EpisodeItem]:
    made: list[EpisodeItem] = []
    for folder, row in found:
        day = date.fromisoformat(row.date)
        follows = made and made[-1].date == day
        published = made[-1].published + timedelta(minutes=1) if follows else datetime.combine(day, time(), UTC)
        made.append(EpisodeItem(folder, row, datetime.fromisoformat(row.made) if row.made else published))
    return made
