"""The episodes of a show as their owner sees them: what each has and weighs; remove one, or keep it for good."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audionews.publish.show import episode_index, shows, site
from audionews.support import files, staging
from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.publish.show.episode_index import EpisodeItem


@dataclass(frozen=True)
class KeptEpisode:
    """What there is to know of an episode in the folder."""

    name: str
    """Its folder's name."""
    title: str
    """Its title."""
    seconds: float
    """Length of its sound."""
    bytes: int
    """Size of all its files."""
    stories: int
    """Number of its stories."""
    sources: tuple[str, ...]
    """The sources that it was made from, as its recipe calls them."""
    pinned: bool
    """Whether retention passes it by."""
    corrections: int
    """How many stories of it were corrected or withdrawn."""


def kept(root: Path) -> list[KeptEpisode]:
    """Return the episodes in `root`, newest first.

    Raises:
        StorageError: `show.json`, or a manifest, cannot be read.
    """
    pinned = shows.identity(root).pinned
    return [_kept(item, pinned=item.name in pinned) for item in episode_index.items(root)[0]]


def _kept(item: EpisodeItem, *, pinned: bool) -> KeptEpisode:
    episode = item.episode
    size = 0
    for path in item.folder.rglob("*"):
        with suppress(OSError):
            size += path.lstat().st_size
    sources = episode.recipe.sources if episode.recipe else ()
    corrected = len(episode.corrections)
    return KeptEpisode(
        item.name, episode.title, episode.duration, size, len(episode.articles), sources, pinned, corrected
    )


def found(root: Path, name: str) -> Path:
    """Return the folder of the episode called `name` in `root`.

    Raises:
        UsageError: there is none.
    """
    names = [item.name for item in episode_index.items(root)[0]] if root.is_dir() else []
    if name not in names:
        hint = nearest(name, names[:20]) if names else "`audionews make` makes one."
        raise UsageError(f"There is no episode {name!r} in {root}.", hint=hint)
    return root / name


def remove(root: Path, name: str) -> None:
    """Remove the episode called `name`; feed and list follow. Call it while the folder is held.

    Raises:
        UsageError: there is none.
        StorageError: it could not be removed.
    """
    folder = found(root, name)
    with staging.unfinished(root):
        files.remove(folder)
        site.build(root, shows.read(root))


def pin(root: Path, name: str, *, pinned: bool) -> None:
    """Have retention pass by the episode called `name`, or no longer. Call it while the folder is held.

    Raises:
        UsageError: there is none.
        StorageError: `show.json` could not be written.
    """
    found(root, name)
    known = shows.identity(root)
    names = known.pinned | {name} if pinned else known.pinned - {name}
    files.write(root / shows.NAME, shows.dump(shows.read(root), replace(known, pinned=frozenset(names))))
