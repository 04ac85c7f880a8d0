"""The episodes in a show's folder, without reading a thousand manifests at every run.

A hidden index beside them holds a short row for each episode, and the cache a summary of what feed and list say of it:
the manifest without its segments, and the chapters. Both count while the manifest has the size and the time of change
that it had then, and both can be removed at any time.
"""

from __future__ import annotations

import json
import os
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
from audionews.publish.render.forms import PAGE, forms_of
from audionews.support import files, own_files, store
from audionews.support.errors import DamagedError, StorageError
from audionews.support.store import Store, cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from audionews.model import Episode
    from audionews.publish.render.credits import Speaker

NAME = ".episodes.json"
_SCHEMA = 1
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_SUMMARY = 2  # of what the cache holds; older ones are made again


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


class EpisodeSummary(NamedTuple):
    """What feed and list say of an episode."""

    episode: Episode
    """The episode without its segments, so that those of a whole year are not in memory together."""
    chapters: tuple[Chapter, ...]
    """Its chapters."""
    speakers: list[Speaker]
    """Who speaks in it: engine and voice."""
    headlines: list[tuple[float, float]]
    """When each headline at the start is heard, from and to, in seconds."""


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

    @property
    def episode(self) -> Episode:
        """The episode without its segments, so that those of a whole year are not in memory together."""
        return self._summary.episode

    @property
    def forms(self) -> frozenset[str]:
        """The forms that it has beside its sound."""
        return forms_of(self.episode.recipe)

    @property
    def door(self) -> str:
        """The file in its folder that people are sent to: its page, else its sound."""
        return "index.html" if PAGE in self.forms else self.episode.audio.file

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Its chapters."""
        return self._summary.chapters

    @property
    def speakers(self) -> list[Speaker]:
        """Who speaks in it: engine and voice."""
        return self._summary.speakers

    @property
    def headlines(self) -> list[tuple[float, float]]:
        """When each headline at the start is heard, from and to, in seconds."""
        return self._summary.headlines

    @cached_property
    def _summary(self) -> EpisodeSummary:
        state = [self.row.size, self.row.changed]
        kept = own_files.json_object(_summaries().get(_summary_key(self.folder, state)))
        if kept.get("schema") == _SUMMARY and kept.get("state") == state:
            with suppress(DamagedError, KeyError, TypeError, ValueError):
                return _meant(kept)
        return _meant(_summarize(self.folder, manifest.load(self.folder, words=False), state))


def items(root: Path) -> tuple[list[EpisodeItem], list[str]]:
    """Return the episodes in `root`, newest first, and a sentence for each that must be left out: what is damaged.

    A link in the place of an episode's folder is told too: what it leads to is no part of the show.

    Raises:
        StorageError: a manifest cannot be read for now: to go on would take the episode out of the feed.
    """
    known, found = _rows(root), []
    linked = [entry.name for entry in _entries(root) if entry.is_symlink() and _DATED.match(entry.name)]
    damaged = [f"{root / name} is a link, and is not followed. Put the folder itself there." for name in linked]
    for folder in _folders(root):
        path = folder / manifest.NAME
        try:
            status = path.stat()
            row = known.get(folder.name)
            if not row or (row.size, row.changed) != (status.st_size, status.st_mtime_ns):
                row = _read(folder, status.st_size, status.st_mtime_ns)
            found.append((folder, row))
        except (FileNotFoundError, NotADirectoryError):
            continue  # it is no episode, or went while we looked
        except DamagedError as error:
            damaged.append(f"{error} {error.hint or ''}".rstrip())
        except OSError as error:
            if folder.name in known or _DATED.match(folder.name):  # else it may be anybody's
                raise StorageError(f"Cannot read {path}: {error.strerror or error}.") from error
    found.sort(key=lambda one: (one[1].date, *_natural(one[0].name)))
    return _dated(found)[::-1], sorted(damaged)


def folders(root: Path) -> list[Path]:
    """Return the folders in `root` that hold an episode's manifest, or held one by the index, by name.

    Raises:
        StorageError: nobody can tell for now.
    """
    known = _rows(root)
    return sorted(folder for folder in _folders(root) if folder.name in known or _is_manifested(folder))


def _is_manifested(folder: Path) -> bool:
    try:
        (folder / manifest.NAME).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # it is shut: with a date for its name it is told, else it may be anybody's
        return bool(_DATED.match(folder.name))
    return True


def _folders(root: Path) -> list[Path]:
    """Return the folders in `root` that may be episodes; unlike `glob`, take none that is shut for one that is not."""
    return [root / entry.name for entry in _entries(root) if entry.is_dir(follow_symlinks=False)]


def _entries(root: Path) -> list[os.DirEntry[str]]:
    """Return what there is in `root` and not hidden.

    Raises:
        StorageError: it cannot be read for now.
    """
    try:
        with os.scandir(root) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StorageError(f"Cannot read {root}: {error.strerror or error}.") from error


def pages(root: Path) -> dict[str, str]:
    """Return the digests of what the show's pages were made from, by file name."""
    kept = _object(root / NAME).get("pages")
    return {name: made for name, made in kept.items() if isinstance(made, str)} if isinstance(kept, dict) else {}


def is_complete(root: Path) -> bool:
    """Tell whether feed and list left no episode out when they were last written."""
    return not _object(root / NAME).get("damaged")


def save(root: Path, episodes: Sequence[EpisodeItem], made: Mapping[str, str], damaged: int) -> None:
    """Keep the rows of `episodes`, what pages were `made` from, and how many `damaged` ones were left out.

    Raises:
        StorageError: the index could not be written.
    """
    rows = {item.name: item.row for item in episodes}
    kept = {"schema": _SCHEMA, "episodes": rows, "pages": made, **({"damaged": damaged} if damaged else {})}
    text = json.dumps(kept, ensure_ascii=False)
    if own_files.spare(root / NAME) != text.encode():
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


def _meant(kept: dict[str, Any]) -> EpisodeSummary:
    """Return what a summary in the cache says.

    Raises:
        DamagedError, KeyError, TypeError, ValueError: the cache holds something else than a summary.
    """
    return EpisodeSummary(
        manifest.load(json.dumps(kept["manifest"])),
        tuple(Chapter(*row) for row in kept["chapters"]),
        [(engine, voice) for engine, voice in kept["speakers"]],
        [(float(start), float(end)) for start, end in kept["headlines"]],
    )


def _summaries() -> Store:
    return Store(cache_folder() / "clips")


def _summary_key(folder: Path, state: list[int]) -> str:
    return store.key("episode summary", str(_SUMMARY), str(folder.absolute()), *map(str, state))


def _object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file that can be made again; an empty one where it cannot be had."""
    return own_files.json_object(own_files.spare(path))


def _rows(root: Path) -> dict[str, EpisodeRow]:
    kept = _object(root / NAME)
    if kept.get("schema") != _SCHEMA or not isinstance(kept.get("episodes"), dict):
        return {}
    return {name: EpisodeRow(*row) for name, row in kept["episodes"].items() if _is_row(row)}


def _is_row(row: Any) -> bool:
    try:
        date.fromisoformat(row[2])
        _ = row[3] and datetime.fromisoformat(row[3])
    except (ValueError, TypeError, LookupError):
        return False
    return (
        isinstance(row, list)
        and len(row) == len(EpisodeRow._fields)
        and all(isinstance(part, int) for part in row[:2])
        and all(isinstance(part, str) for part in (row[2], row[4]))
        and isinstance(row[3], str | None)
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
