"""The folders of episodes: find the one that an episode belongs in, and replace the episode that is there."""

from __future__ import annotations

import filecmp
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from audionews.publish import manifest
from audionews.support import files, staging
from audionews.support.errors import AbsentError, DamagedError
from audionews.support.escape import concealed, of_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from audionews.model import Episode


_OURS = re.compile(
    r"episode(-\w+)?\.(mp3|opus)|episode\.(json|epub)|chapters\.json|transcript\.(vtt|srt|txt)|index\.html"
    r"|(cover|card|chapter-\d+)\.jpg"
)
"""Names of the files of an episode."""


@dataclass(frozen=True)
class EpisodeFolder:
    """The folder of one episode."""

    folder: Path
    """Its path; it may not exist yet."""
    episode: Episode | None
    """The episode that is there, and will be replaced; None if there is none."""


def place(root: Path, day: date, sources: Sequence[str], edition: int | None = None) -> EpisodeFolder:
    """Return the folder in `root` for the episode of `sources` on `day`, of that `edition`: 1 unless it is told.

    The same sources have the same folder again. Other episodes of the same day are in `<date>-2`, `<date>-3` and so on.
    A folder that is not ours for sure is passed over: one with a damaged manifest, or one of a newer version, may hold
    an episode, and one without a manifest is a ruin of ours only if it holds nothing else than what we make.

    Raises:
        StorageError: a manifest cannot be read for now, so that nobody knows whose folder it is.
    """
    for number in count(1):
        folder = root / (f"{day}" if number == 1 else f"{day}-{number}")
        if not os.path.lexists(folder):
            return EpisodeFolder(folder, None)
        if folder.is_symlink() or not folder.is_dir():
            continue
        try:
            episode = manifest.load(folder)
        except AbsentError:
            if any(not is_ours(path) for path in folder.iterdir()):
                continue
            return EpisodeFolder(folder, None)
        except DamagedError:
            continue
        mine = episode.recipe and recorded(episode.recipe.sources) == recorded(sources)
        if mine and (episode.edition or 1) == (edition or 1):
            return EpisodeFolder(folder, episode)
    raise AssertionError  # count() does not end


def live_sound(root: Path) -> Path:
    """Return where the sound of an episode grows (`files.growing`) that is being made in `root`: for `serve` alone."""
    return root / "now.mp3"


def is_ours(path: Path) -> bool:
    """Tell whether a file in an episode's folder has a name that we give, and is no link."""
    return bool(_OURS.fullmatch(path.name)) and path.is_file() and not path.is_symlink()


@contextmanager
def held(root: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[bool]:
    """Hold the folder of all episodes while the block runs, and put right what a killed run left there.

    Yields whether it was tidy before. `waiting` is called once if another run holds it.

    Raises:
        StorageError: it is not free for long, or a leftover could not be moved or removed.
    """
    with files.lock(root, waiting=waiting):
        tidy = staging.is_tidy(root)
        staging.recover(root, _is_episode)
        yield tidy


@contextmanager
def changing(root: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the folder as `held` does; a run that dies in the block is known to the next by what it leaves."""
    with held(root, waiting=waiting), staging.unfinished(root):
        yield


def _is_episode(folder: Path) -> bool:
    """Tell whether we have made a folder: it holds a manifest, or nothing else than what we make."""
    inside = list(folder.iterdir())
    manifested = any(path.name == manifest.NAME for path in inside)
    return manifested or all(is_ours(path) or files.is_temporary(path.name) for path in inside)


def whole(found: EpisodeFolder) -> bool:
    """Tell whether all sound files of the episode at `found` exist and have their full length."""
    if found.episode is None:
        return False
    sounds = (found.episode.audio, *found.episode.alternates)
    return all(_size(found.folder / sound.file) == sound.bytes for sound in sounds)


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def named(source: str, root: Path) -> str:
    """Return the name of a source in a recipe: an address as it is, a path relative to `root`."""
    if "://" in source or source.startswith("-"):
        return source
    try:
        name = os.path.relpath(source, root)
    except ValueError:  # another drive of a Windows machine
        name = os.path.abspath(source)  # noqa: PTH100 - links stay as named
    return of_path(name).replace(os.sep, "/")


def recorded(sources: Sequence[str]) -> tuple[str, ...]:
    """Return the names of sources as a recipe keeps them, which is published: without keys in addresses."""
    return tuple(map(concealed, sources))


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a hidden folder that replaces `target` when the block ends; files that are the same in both are linked.

    What is not of our making, as a user's notes, moves on into the new one.

    Raises:
        StorageError: the disk is full, or there is no permission to write there; the old episode is then untouched.
    """
    with staging.staged(target) as hidden:
        yield hidden
        files.adopt([path for path in _inside(target) if not is_ours(path)], hidden)
        for fresh in hidden.iterdir():
            old = target / fresh.name
            if not old.is_file() or old.is_symlink() or old.samefile(fresh):
                continue
            if filecmp.cmp(old, fresh, shallow=False):
                files.remove(fresh)
                files.link(old, fresh)
