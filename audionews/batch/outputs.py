"""Where a batch puts its episodes: a folder of this machine, or an address that fsspec writes to.

An episode appears there whole: a folder is exchanged in one step; a store gets the manifest last.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.publish import manifest
from audionews.publish.delivery import hosts
from audionews.publish.show import episode_folders
from audionews.support import files, scratch
from audionews.support.errors import AudionewsError, StorageError
from audionews.support.parallel import side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

_LANES = 5
"""How many files of an episode are on their way to a store at once."""

Sums = dict[str, tuple[int, str]]
"""Bytes and SHA-256 of each file of an episode, by name."""


def sum_of(data: bytes) -> tuple[int, str]:
    """Return bytes and SHA-256 of a file's content."""
    return len(data), hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class BatchOutput:
    """A place of episodes, each in a folder of its own."""

    address: str
    """A path, or an address of fsspec's."""

    @property
    def folder(self) -> Path | None:
        """The folder, where it is one of this machine."""
        scheme, colon, path = self.address.partition("://")
        if not colon:
            return Path(self.address)
        return Path(path) if scheme in {"file", "local"} else None

    @cached_property
    def host(self) -> hosts.RemoteHost:
        """The store, where it is one."""
        return hosts.remote(self.address)

    def __getstate__(self) -> dict[str, str]:
        """Leave out the connection: each process has its own."""
        return {"address": self.address}

    def held(self, waiting: Callable[[], None]) -> AbstractContextManager[bool]:
        """Hold a folder for one run, tidy; a store is held by nobody, and whoever writes last has written.

        Raises:
            StorageError: it is not free for long.
        """
        if self.folder is None:
            return nullcontext(True)
        return episode_folders.held(files.folder(self.folder), waiting=waiting)

    def names(self) -> set[str]:
        """Return the names of the folders there."""
        if self.folder is not None:
            return {path.name for path in self.folder.iterdir() if path.is_dir() and not path.name.startswith(".")}
        with _stored(self.address):
            return self.host.folders()

    def read(self, name: str) -> bytes | None:
        """Return the content of a file there; None if there is none.

        Raises:
            StorageError: it is there and cannot be read.
        """
        if self.folder is not None:
            with files.storing(self.folder / name):
                return (self.folder / name).read_bytes() if (self.folder / name).is_file() else None
        with _stored(self.address):
            return self.host.read(name)

    def write(self, name: str, data: bytes) -> None:
        """Write a file there, whole or not at all.

        Raises:
            StorageError: it could not be written.
        """
        if self.folder is not None:
            files.write(self.folder / name, data)
            return
        with _stored(self.address):
            self.host.write(name, data)

    @contextmanager
    def episode(self, name: str) -> Iterator[tuple[Path, Sums]]:
        """Yield a folder to make an episode in and, filled when the block ends, the sums of what has been put there.

        Raises:
            StorageError: it could not be written; the old episode is then untouched, or its manifest says so.
        """
        sums: Sums = {}
        with _place(self.folder, name) as hidden:
            yield hidden, sums
            found = sorted(path for path in hidden.iterdir() if episode_folders.is_ours(path))
            sums |= {path.name: sum_of(path.read_bytes()) for path in sorted(found, key=_order)}
            if self.folder is None:
                with _stored(self.address):
                    self._send(name, hidden, list(sums))

    def _send(self, name: str, hidden: Path, inside: list[str]) -> None:
        """Put files of an episode into the store side by side, and its manifest, the last of them, after all others."""
        works = [partial(self.host.write, f"{name}/{inner}", (hidden / inner).read_bytes()) for inner in inside]
        side_by_side(works[:-1], _LANES)
        works[-1]()


def _order(path: Path) -> int:
    """Sort sounds before texts, and these before the manifest."""
    return 2 if path.name == manifest.NAME else int(path.suffix not in {".mp3", ".opus"})


def _place(folder: Path | None, name: str) -> AbstractContextManager[Path]:
    return scratch.folder() if folder is None else episode_folders.replacing(folder / name)


@contextmanager
def _stored(address: str) -> Iterator[None]:
    """Turn whatever a library of a store raises into an error for people."""
    from audionews.publish.delivery.masked import shown

    try:
        yield
    except AudionewsError:
        raise
    except Exception as error:  # each store has errors of its own
        why = shown(address, f"{type(error).__name__}: {error}")
        raise StorageError(f"{shown(address)}: {why}", hint="What is there stays; run the command again.") from error
