"""Exchanging folders: one that is built under a hidden name takes its place in one step.

At whatever moment a process is killed, readers find the old folder or the new one; `recover` finishes or undoes what
the killed process began, and removes what it left. Which hidden folders are ours is told by a mark beside them: nothing
else in a folder of the user's is touched.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import stat
import sys
from functools import cache
from typing import TYPE_CHECKING

from audionews.support import files
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NEW, OLD = ".new", ".old"
_STAGED = re.compile(r"\.(\d{4}-\d\d-\d\d(?:-.+)?)(?:\.new|\.old)", re.DOTALL)
"""Hidden names of folders that we exchange: those of episodes, which are named after their day."""
_STAGING = re.compile(r"\.(.{1,255})\.staging", re.DOTALL)
_STAGING_TEXT = b"audionews exchanges a folder\n"
"""Name and content of the mark beside a hidden folder that tells that it is ours; a power cut may leave it empty."""
_MARK = ".unfinished"


@contextlib.contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Yield an empty hidden folder that is exchanged with `place` when the block ends without an error.

    Call it under `lock(place.parent)`, after `recover(place.parent)`.

    Raises:
        StorageError: as `writing`; the old folder is then untouched.
    """
    hidden, old, mark = _beside(place)
    _settle(place)
    for other in (hidden, old, mark):
        if os.path.lexists(other):
            raise StorageError(f"{other} was not made by audionews.", hint="Give it another name.")
    with files.writing(mark, durable=False) as file:
        file.write(_STAGING_TEXT)
    try:
        yield files.folder(hidden)
        with files.storing(place):
            files.flush(hidden)
            _exchange(hidden, place)
    except BaseException:
        with contextlib.suppress(StorageError):
            if not old.exists():
                files.remove(hidden)
                files.remove(mark)
        raise
    for path in (hidden, old, mark):
        files.remove(path)


def _beside(place: Path) -> tuple[Path, Path, Path]:
    """Return the hidden names of what becomes `place` and of what was there, and the mark that they are ours."""
    new, old, mark = (place.with_name(f".{place.name}{ending}") for ending in (NEW, OLD, ".staging"))
    return new, old, mark


def _is_staging(mark: Path) -> bool:
    """Tell whether a run of ours has begun to exchange a folder, and not ended."""
    try:
        found = mark.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size < 99 and mark.read_bytes() in {b"", _STAGING_TEXT}
    except FileNotFoundError:
        return False


def _settle(place: Path, *, ours: bool = False) -> None:
    """Finish or undo what a killed run began to put at `place`; without its mark, only if what is there is `ours`."""
    hidden, old, mark = _beside(place)
    with files.storing(mark):
        if not ours and not _is_staging(mark):
            return
    with files.storing(place):
        if not os.path.lexists(place) and files.is_folder(old):
            (hidden if files.is_folder(hidden) else old).rename(place)
            files.flush(place.parent)
    for path in (hidden, old):
        files.remove(path)
    if _is_staging(mark):
        files.remove(mark)


def _exchange(new: Path, place: Path) -> None:
    """Move `new` to `place`, atomically where the system can exchange two names.

    The old folder is then under the name of `new`; where the system cannot, it was first renamed to the ending OLD.
    """
    if not os.path.lexists(place):
        new.rename(place)
    elif not _swap_names()(new, place):
        place.rename(place.with_name(f".{place.name}{OLD}"))
        new.rename(place)
    files.flush(place.parent)


def recover(root: Path, made: Callable[[Path], bool] = lambda _: False) -> None:
    """Finish or undo what a killed run began in `root`, and remove its leftovers. Call it under `lock(root)`.

    An old folder that was renamed aside means that the new one was complete: the exchange is finished. A new folder
    beside an old one in its place may be incomplete: it is removed. Earlier versions left no mark: of what they left,
    `made` tells whether it is ours.

    Raises:
        StorageError: a leftover could not be moved or removed.
    """
    names = [path.name for path in _hidden(root)]
    for found in filter(None, map(_STAGING.fullmatch, names)):
        _settle(root / found[1])
    unmarked = {found[1] for found in map(_STAGED.fullmatch, names) if found}
    for name in sorted(unmarked):
        with files.storing(root / name):
            left = [path for path in _beside(root / name)[:2] if os.path.lexists(path)]
            ours = all(files.is_folder(path) and made(path) for path in left)
        if left and ours:
            _settle(root / name, ours=True)
    files.sweep(root)


def _hidden(root: Path) -> list[Path]:
    with files.storing(root), os.scandir(root) as entries:
        return [root / entry.name for entry in entries if entry.name.startswith(".")]


@contextlib.contextmanager
def unfinished(root: Path) -> Iterator[None]:
    """Make `is_tidy(root)` False until the block has ended without an error. Call it under `lock(root)`.

    So a run that was killed between replacing an episode and rewriting the feed is noticed by the next one.

    Raises:
        StorageError: as `writing`.
    """
    mark = root / _MARK
    if not os.path.lexists(mark):
        files.write(mark, b"")
    yield
    files.remove(mark)


def is_tidy(root: Path) -> bool:
    """Tell whether no run is at work in `root`, and no killed one left anything there."""
    names = [path.name for path in _hidden(root)]
    return _MARK not in names and not any(
        files.is_temporary(name) or (_STAGING.fullmatch(name) and _is_staging(root / name)) for name in names
    )


@cache
def _swap_names() -> Callable[[Path, Path], bool]:
    """Return a function that exchanges two names in one step; it returns False if the system could not."""
    here, exchange = -100, 2  # AT_FDCWD; RENAME_EXCHANGE of linux/fs.h and RENAME_SWAP of sys/stdio.h alike
    if sys.platform == "linux":
        call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        leading: tuple[int, ...] = (here,)
    else:
        call = getattr(ctypes.CDLL(None), "renamex_np", None) if sys.platform == "darwin" else None
        leading = ()
    if call is None:
        return lambda _new, _place: False

    def swap(new: Path, place: Path) -> bool:
        if leading:
            return bool(call(here, os.fsencode(new), here, os.fsencode(place), exchange) == 0)
        return bool(call(os.fsencode(new), os.fsencode(place), exchange) == 0)

    return swap
