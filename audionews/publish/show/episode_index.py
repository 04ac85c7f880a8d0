"""The episodes in a show's folder, from a hidden index, so that a thousand manifests need not be read at every run.

The index holds for each episode what feed and list say of it: its manifest without the segments, and its chapters. An
entry counts while its manifest has the size and time of change that it had then; all others are read again. The index
can be removed at any time.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from audionews.publish import manifest
from audionews.publish.render.chapters import Chapter, chapters
from audionews.support import files
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.model import Episode

NAME = ".episodes.json"
_SCHEMA = 1


@dataclass(frozen=True)
class EpisodeItem:
    """An episode in the show's folder."""

    name: str
    """Its folder's name."""
    date: date
    """Its date."""
    published: datetime
    """When it was first made; where it does not tell, midnight UTC, plus a minute for each earlier one of the day."""
    digest: str
    """SHA-256 of its main sound file."""
    state: tuple[int, int]
    """Size and time of change (ns) of its manifest: as long as they are the same, so is what is made of it."""
    about: dict[str, Any]
    """Its manifest without the segments, and its chapters."""

    @cached_property
    def episode(self) -> Episode:
        """The episode without its segments, so that those of a whole year are not in memory together."""
        return manifest.load(json.dumps(self.about["manifest"]))

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Its chapters."""
        return tuple(Chapter(*row) for row in self.about["chapters"])


def items(root: Path) -> tuple[list[EpisodeItem], list[str]]:
    """Return the episodes in `root`, newest first, and a sentence for each manifest that could not be read."""
    known, fresh, damaged = _read(root), {}, []
    for path in root.glob(f"*/{manifest.NAME}"):
        name = path.parent.name
        if name.startswith(".") or path.parent.is_symlink():
            continue
        try:
            status = path.stat()
            state = [status.st_size, status.st_mtime_ns]
            same = known.get(name)
            fresh[name] = same if same and same["state"] == state else _entry(path, state)
        except (StorageError, OSError) as error:
            damaged.append(str(error))
    if fresh != known:
        with suppress(StorageError):  # a folder that can be read alone has no index
            files.write(root / NAME, json.dumps({"schema": _SCHEMA, "episodes": fresh}, ensure_ascii=False))
    found = sorted(fresh.items(), key=lambda entry: (entry[1]["manifest"]["date"], *_natural(entry[0])))
    return _dated(found)[::-1], sorted(damaged)


def _entry(path: Path, state: list[int]) -> dict[str, Any]:
    episode = manifest.load(path, words=False)
    rows = [[one.start, one.end, one.title, one.story, one.url, one.image] for one in chapters(episode)]
    about = json.loads(manifest.dump(replace(episode, segments=(), dropped=())))
    return {"state": state, "manifest": about, "chapters": rows}


def _read(root: Path) -> dict[str, Any]:
    """Return the entries of the index; none where it is missing, damaged or another version's."""
    try:
        index = json.loads((root / NAME).read_text(encoding="utf-8"))
        entries = index["episodes"] if index["schema"] == _SCHEMA else {}
        return {name: entry for name, entry in entries.items() if _is_entry(entry)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and entry.keys() == {"state", "manifest", "chapters"}
        and isinstance(entry["manifest"], dict)
        and isinstance(entry["manifest"].get("audio"), dict)
        and {"date", "title", "duration", "articles"} <= entry["manifest"].keys()
    )


def _natural(name: str) -> tuple[int, str]:
    """Return a key by which `2026-11-23-10` is sorted after `2026-11-23-9`."""
    tail = re.search(r"^\d{4}-\d\d-\d\d-(\d{1,9})$", name)
    return int(tail[1]) if tail else 1, name


def _dated(found: list[tuple[str, dict[str, Any]]]) -> list[EpisodeItem]:
    made: list[EpisodeItem] = []
    for name, entry in found:
        about, day = entry["manifest"], date.fromisoformat(entry["manifest"]["date"])
        follows = made and made[-1].date == day
        published = made[-1].published + timedelta(minutes=1) if follows else datetime.combine(day, time(), UTC)
        if about.get("made"):
            published = datetime.fromisoformat(about["made"])
        first, last = entry["state"]
        made.append(EpisodeItem(name, day, published, about["audio"]["sha256"], (first, last), entry))
    return made
