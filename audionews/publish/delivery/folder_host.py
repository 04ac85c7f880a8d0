"""A folder of this machine as the place that a show is copied to."""

from __future__ import annotations

import filecmp
import os
import shutil
from typing import TYPE_CHECKING

from audionews.support import files, own_files
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class FolderHost:
    """A folder, which need not exist yet. No link in it is followed: it could lead out of it."""

    def __init__(self, place: Path) -> None:
        self._place = place.absolute()

    def listing(self) -> dict[str, int]:
        """Return the files there, without links."""
        found: dict[str, int] = {}
        for folder, _, names in os.walk(self._place):
            for name in names:
                path = self._place / folder / name
                if not path.is_symlink():
                    found[path.relative_to(self._place).as_posix()] = path.stat().st_size
        return found

    def read(self, name: str) -> bytes | None:
        """Return the content of a file there; None if there is none."""
        path = self._place / name
        return own_files.content(path) if path.is_file() and not path.is_symlink() else None

    def same(self, name: str, source: Path) -> bool:
        """Tell whether the file there has the content of `source`."""
        path = self._place / name
        return path.is_file() and not path.is_symlink() and filecmp.cmp(source, path, shallow=False)

    def send(self, root: Path, names: Iterable[str], sent: Callable[[str], None]) -> None:
        """Copy files of the folder `root` there."""
        for name in names:
            with (root / name).open("rb") as source, files.writing(self._ready(name)) as place:
                shutil.copyfileobj(source, place, 1 << 20)
            sent(name)

    def write(self, name: str, data: bytes) -> None:
        """Write a file there."""
        files.write(self._ready(name), data)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files there, and the folders that are empty then."""
        for name in names:
            if not self._linked(name):
                files.remove(self._place / name)
                if "/" in name:
                    files.remove_empty((self._place / name).parent)

    def _ready(self, name: str) -> Path:
        """Return the path of a file there, once its folder exists."""
        if link := self._linked(name):
            raise StorageError(
                f"{link} is a link, which publishing does not follow.", hint="Put a folder in its place."
            )
        files.folder((self._place / name).parent)
        return self._place / name

    def _linked(self, name: str) -> Path | None:
        """Return the first folder on the way to a file that is a link, if one is."""
        above = [self._place / part for part in _prefixes(name)]
        return next((folder for folder in above if folder.is_symlink()), None)


def _prefixes(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]
