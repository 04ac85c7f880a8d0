"""Folders for the temporary files of one run, each with a lock that dies with it: what a killed run left is removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.support import files, leaving

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "audionews-"
_LOCK = ".lock"


@contextlib.contextmanager
def folder(home: Path | None = None) -> Iterator[Path]:
    """Yield a folder for this block alone in the system's place for temporary files, or in `home`.

    That of a run of ours that was killed is removed then.

    Raises:
        StorageError: there is no such place, or no room in it.
    """
    import tempfile

    home = home or Path(tempfile.gettempdir())

    def gone() -> None:
        with contextlib.suppress(OSError):
            _clear(made)

    with leaving.begun():
        with files.storing(home):
            made, lock = _made(home)
        leaving.at_end(gone)
    try:
        yield made
    finally:
        leaving.forget(gone)
        if sys.platform == "win32":  # where a file that is open cannot go
            os.close(lock)
            gone()
        else:
            gone()
            os.close(lock)


def _made(home: Path) -> tuple[Path, int]:
    import tempfile

    _sweep(home)
    while True:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        try:
            lock = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:  # who sweeps took it for one that was left behind
            continue
        except OSError:
            with contextlib.suppress(OSError):
                made.rmdir()
            raise
        files.hold(lock)
        return made, lock


def _clear(folder: Path) -> None:
    """Remove a folder for temporary files, its lock last: what a death leaves of it is still known by that."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name != _LOCK:
                with contextlib.suppress(OSError):  # what cannot go keeps nothing else
                    Path(entry.path).unlink()
    # What cannot be emptied keeps its lock: the next sweep knows it by that, and tries again.
    if all(path.name == _LOCK for path in folder.iterdir()):
        (folder / _LOCK).unlink(missing_ok=True)
        folder.rmdir()


def _sweep(home: Path) -> None:
    """Remove the folders of runs of ours that died. Never raises."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError), os.scandir(home) as entries:
        for entry in entries:
            if not (entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False)):
                continue
            with contextlib.suppress(OSError):
                if entry.stat(follow_symlinks=False).st_uid != os.getuid():
                    continue
                with contextlib.suppress(OSError):
                    Path(entry.path).rmdir()  # empty: its run died before there was a lock, or after
                descriptor = os.open(Path(entry.path) / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
                try:
                    if os.fstat(descriptor).st_uid == os.getuid() and files.hold(descriptor):
                        _clear(Path(entry.path))
                finally:
                    os.close(descriptor)
