"""The shelf: which folder an episode belongs in, what stands there already, and how a new one takes its place."""

from __future__ import annotations

import filecmp
import os
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from audionews.publish import manifest
from audionews.support import files
from audionews.support.errors import AudionewsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from audionews.model import Episode


@dataclass(frozen=True)
class EpisodeFolder:
    """A folder for one episode."""

    folder: Path
    """Where the episode lies or will lie."""
    episode: Episode | None
    """The one that lies there and will be replaced."""


def place(root: Path, day: date, sources: Sequence[str]) -> EpisodeFolder:
    """Return where the episode of `sources` on `day` belongs below `root`.

    The same sources again: the same folder. A second episode of a day: `<date>-2`, and so on. A folder without a
    readable manifest is a ruin and is used again.
    """
    for number in count(1):
        folder = root / (f"{day}" if number == 1 else f"{day}-{number}")
        if not os.path.lexists(folder):
            return EpisodeFolder(folder, None)
        try:
            episode = manifest.load(folder)
        except AudionewsError:
            return EpisodeFolder(folder, None)
        if episode.recipe and episode.recipe.sources == tuple(sources):
            return EpisodeFolder(folder, episode)
    raise AssertionError  # count() does not end


def whole(found: EpisodeFolder) -> bool:
    """Tell whether the sound files of the episode at `found` are there in full length."""
    if found.episode is None:
        return False
    sounds = (found.episode.audio, *found.episode.alternates)
    return all(_size(found.folder / sound.file) == sound.bytes for sound in sounds)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def named(source: str, root: Path) -> str:
    """Return how a recipe names a source: addresses as they are, paths relative to the shelf."""
    if "://" in source or source.startswith("-"):
        return source
    try:
        return os.path.relpath(source, root).replace(os.sep, "/")
    except ValueError:  # another drive of a Windows machine
        return str(os.path.abspath(source)).replace(os.sep, "/")  # noqa: PTH100 - links stay as named


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a hidden folder that takes the place of `target`; what is the same in both is linked, not kept twice.

    Raises:
        StorageError: the disk is full or the shelf may not be written to; the old episode is then untouched.
    """
    with files.staged(target) as hidden:
        yield hidden
        for fresh in hidden.iterdir():
            old = target / fresh.name
            if not old.is_file() or old.is_symlink() or old.samefile(fresh):
                continue
            if filecmp.cmp(old, fresh, shallow=False):
                files.remove(fresh)
                files.link(old, fresh)
