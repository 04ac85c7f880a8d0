"""The show: what its feed and list say about it, kept in `show.json` beside them, and the episodes in its folder."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from audionews.publish import manifest
from audionews.publish.json_reader import Node, document
from audionews.settings import Show
from audionews.support.config import FLAG
from audionews.support.errors import StorageError, UsageError, nearest
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from audionews.model import Episode
    from audionews.publish.render.chapters import Chapter
    from audionews.support.config import Setting

__all__ = ["FEED", "NAME", "EpisodeItem", "Show", "changed", "dump", "items", "read"]

FEED = "feed.xml"
NAME = "show.json"
_AGAIN = "Mend or remove it, and give what it said of the show to `audionews feed` again."


def read(root: Path) -> Show:
    """Read the show's metadata in `root`; without `show.json`, the defaults.

    Raises:
        StorageError: `show.json` is damaged; the message names the key.
    """
    path = root / NAME
    if not path.is_file():
        return Show()
    try:
        node = document(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"Cannot read {path}.", hint=_AGAIN) from error
    except StorageError as error:
        raise StorageError(str(error), hint=_AGAIN) from error
    said = {name: _field(node, made) for name, made in Show.declared.items() if name in node.fields}
    try:
        return changed(Show(), said)
    except UsageError as error:
        raise node.error("base_url", "is no address of a folder") from error


def _field(node: Node, made: Setting) -> Any:
    if made.kind is FLAG:
        return node.flag(made.name)
    return node.maybe(made.name) if made.default is None or made.name == "subcategory" else node.text(made.name)


def dump(show: Show) -> str:
    """Return the content of `show.json` for `show`."""
    return json.dumps({"schema": 1, **vars(show)}, ensure_ascii=False, indent=1) + "\n"


def changed(show: Show, changes: Mapping[str, Any]) -> Show:
    """Return `show` with `changes`; None leaves a field as it is.

    Raises:
        UsageError: there is no such field, or a value does not fit.
    """
    known = Show.declared
    wanted = {name: value for name, value in changes.items() if value is not None}
    for name in wanted:
        if name not in known:
            raise UsageError(f"A show has no {name!r}.", hint=nearest(name, list(known)))
    return show.changed(**{name: known[name].fitting(value, line(str(value))) for name, value in wanted.items()})


@dataclass(frozen=True)
class EpisodeItem:
    """An episode in the show's folder."""

    name: str
    """Its folder's name."""
    episode: Episode
    """Its manifest without the segments, so that those of a whole year are not in memory together."""
    chapters: tuple[Chapter, ...]
    """Its chapters."""
    published: datetime
    """Midnight UTC of its date, plus a minute for each earlier episode of the same day."""


def items(root: Path) -> tuple[list[EpisodeItem], list[str]]:
    """Return the episodes in `root`, newest first, and a sentence for each manifest that could not be read."""
    from audionews.publish.render.chapters import chapters

    found: list[tuple[str, Episode, tuple[Chapter, ...]]] = []
    damaged: list[str] = []
    for path in sorted(root.glob(f"*/{manifest.NAME}")):
        if path.parent.name.startswith(".") or path.parent.is_symlink():
            continue
        try:
            episode = manifest.load(path, words=False)
        except StorageError as error:
            damaged.append(str(error))
        else:
            found.append((path.parent.name, replace(episode, segments=(), dropped=()), tuple(chapters(episode))))
    found.sort(key=lambda row: (row[1].date, *_natural(row[0])))
    return _dated(found)[::-1], damaged


def _natural(name: str) -> tuple[int, str]:
    """Return a key by which `2026-11-23-10` is sorted after `2026-11-23-9`."""
    tail = re.search(r"^\d{4}-\d\d-\d\d-(\d{1,9})$", name)
    return int(tail[1]) if tail else 1, name


def _dated(found: list[tuple[str, Episode, tuple[Chapter, ...]]]) -> list[EpisodeItem]:
    made: list[EpisodeItem] = []
    for name, episode, marks in found:
        midnight = datetime.combine(episode.date, time(), UTC)
        follows = made and made[-1].episode.date == episode.date
        made.append(
            EpisodeItem(name, episode, marks, made[-1].published + timedelta(minutes=1) if follows else midnight)
        )
    return made
