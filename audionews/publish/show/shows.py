"""The show: what its feed and list say about it, kept in `show.json` beside them, and the episodes in its folder."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from audionews.publish import manifest
from audionews.publish.json_reader import Node, document
from audionews.support.errors import StorageError, UsageError, nearest
from audionews.support.escape import address, line, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from audionews.model import Episode
    from audionews.publish.render.chapters import Chapter

FEED = "feed.xml"
NAME = "show.json"
_AGAIN = "Mend or remove it, and give what it said of the show to `audionews feed` again."


@dataclass(frozen=True)
class Show:
    """What a podcast says of itself."""

    base_url: str | None = None
    """Where its folder is served, ending in a slash; None: links are relative."""
    title: str = "আজকের সংবাদ"
    """Its name."""
    description: str = "বাংলা সংবাদ, শোনার জন্য।"
    """One paragraph."""
    author: str = "audionews"
    """Who makes it, as listeners see it."""
    email: str | None = None
    """Address of the owner; directories write to it before they list the show."""
    category: str = "News"
    """Category in Apple's list."""
    subcategory: str | None = "Daily News"
    """Subcategory in Apple's list."""
    explicit: bool = False
    """True where it is not for children."""
    language: str = "bn"
    """BCP 47 language."""
    copyright: str | None = None
    """Notice of rights."""
    locked: bool = False
    """True forbids other hosts to import the feed."""

    def link(self, *path: str) -> str:
        """Return the address of a file in the show's folder, relative without a base URL."""
        return (self.base_url or "") + "/".join(map(quoted, path))


def read(root: Path) -> Show:
    """Return the show that was set up in `root`, or one with the defaults.

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
    show = Show(**{field.name: _field(node, field.name) for field in fields(Show) if field.name in node.fields})
    try:
        return replace(show, base_url=_base(show.base_url) if show.base_url else None)
    except UsageError as error:
        raise node.error("base_url", "is no address of a folder") from error


def _field(node: Node, name: str) -> Any:
    kinds = {field.name: field.type for field in fields(Show)}
    if kinds[name] == "bool":
        return node.flag(name)
    return node.text(name) if kinds[name] == "str" else node.maybe(name)


def dump(show: Show) -> str:
    """Return `show.json`."""
    return json.dumps({"schema": 1, **vars(show)}, ensure_ascii=False, indent=1) + "\n"


def changed(show: Show, changes: Mapping[str, Any]) -> Show:
    """Return `show` with `changes`; None leaves a field as it is.

    Raises:
        UsageError: there is no such field, or the base URL is no http(s) address.
    """
    known = [field.name for field in fields(Show)]
    wanted = {name: value for name, value in changes.items() if value is not None}
    for name in wanted:
        if name not in known:
            raise UsageError(f"A show has no {name!r}.", hint=nearest(name, known))
    if url := wanted.get("base_url"):
        wanted["base_url"] = _base(str(url))
    return replace(show, **wanted)


def _base(url: str) -> str:
    made = address(url)
    if made is None or "?" in made or "#" in made:
        raise UsageError(f"{line(url)!r} is no address of a folder.", hint="Give it as https://example.org/podcast/.")
    return made.rstrip("/") + "/"


@dataclass(frozen=True)
class EpisodeItem:
    """An episode in the show's folder."""

    name: str
    """Its folder's name."""
    episode: Episode
    """What its manifest says, without its segments: a year of them need not be in memory."""
    chapters: tuple[Chapter, ...]
    """Where each of its parts begins."""
    published: datetime
    """Its place in time: midnight UTC of its date, a minute later for each earlier one of the same day."""


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
    found.sort(key=lambda one: (one[1].date, *_natural(one[0])))
    return _dated(found)[::-1], damaged


def _natural(name: str) -> tuple[int, str]:
    """Order `2026-11-23-10` after `2026-11-23-9`."""
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
