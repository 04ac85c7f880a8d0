"""A store on disk of things that were expensive to make (speech, encoded chunks), found by a digest of their making.

Each entry is a plain file, rather than a row of sqlite: entries never change and are found by name, so that runs share
them without a lock; a read-only folder can still be read; a damaged entry costs only itself; removing an entry is
removing a file. An entry holds the digest of its content and therefore needs no fsync (4 ms each on an SD card): one
that a power cut damaged fails its digest, and is made again. sqlite would be better for a thousand small entries a
second; ours have some 100 kB each, and there are a few hundred a day.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.support import files, homes, leaving, own_files, scratch
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MAGIC = b"audionews1\n"
_DIGEST = 16
"""Bytes of the BLAKE2b digest of an entry: enough against accidents; nobody attacks their own cache."""
_FRESH = 3600.0
"""Seconds after which an entry's time of last use is written again; sooner, a run would touch a thousand files."""


_spares: dict[Path, Path] = {}
"""Folders of this process in the places of caches that cannot be written to: all stores of one cache share one."""
_lock = threading.Lock()


def key(*parts: str) -> str:
    """Return the key of something that is made from `parts`; different lists of parts have different keys."""
    whole = "\0".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()  # of paths in bytes too


def cache_folder() -> Path:
    """Return the folder of what can be made again: `AUDIONEWS_CACHE`, else the user's cache folder."""
    if named := os.environ.get("AUDIONEWS_CACHE"):
        return Path(named)
    return homes.cache_home()


def of_sites(beside: Store) -> Store:
    """Return the store of what pages of a site have in common, beside that of clips."""
    return Store(beside.root.parent / "sites")


class Store:
    """Entries in a folder; if the folder cannot be written to, new ones are kept for this process only."""

    def __init__(self, root: Path, *, warn: Callable[[str], None] = lambda _: None) -> None:
        self.root = root
        self._warn = warn

    def get(self, name: str) -> bytes | None:
        """Return the content of entry `name`; None if it is missing or damaged."""
        return next((data for place in self._places(name) if (data := self._read(place)) is not None), None)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is an entry `name`, without checking that it is undamaged."""
        return any(homes.is_file(place) for place in self._places(name))

    def put(self, name: str, content: bytes) -> None:
        """Write `content` as entry `name`.

        Raises:
            StorageError: it can be written neither here nor to the system's temporary folder.
        """
        data = _MAGIC + hashlib.blake2b(content, digest_size=_DIGEST).digest() + content
        if self.is_shared:
            try:
                _store(self._place(name), data)
            except StorageError as error:
                self._go_without(error)
            else:
                return
        _store(self._place(name, self._spare), data)

    def try_it(self) -> None:
        """Warn where the folder cannot be written to, before others find it so who have nobody to tell."""
        try:
            files.try_place(files.folder(self.root) / "entry")
        except StorageError as error:
            self._go_without(error)

    def _go_without(self, error: StorageError) -> None:
        """Keep what is made from now on in one folder for this process, whoever finds the cache unusable first."""
        with _lock:
            if self.root not in _spares:
                self._warn(f"The cache cannot be used, the work goes on without: {error}")
                _spares[self.root] = leaving.entered(scratch.folder())

    @property
    def _spare(self) -> Path | None:
        return _spares.get(self.root)

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes find what is put here."""
        return self._spare is None

    def entries(self) -> Iterator[tuple[Path, int, float]]:
        """Yield path, size in bytes and time of last use of each entry."""
        for path in self.root.glob("??/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                if not files.is_temporary(path.name):
                    yield path, status.st_size, status.st_mtime

    def prune(self, limit: int) -> tuple[int, int]:
        """Remove the entries that were not used for longest until the rest take at most `limit` bytes.

        Return how many entries and how many bytes were removed.
        """
        for shard in self.root.glob("??"):
            files.sweep(shard)
        entries = sorted(self.entries(), key=lambda entry: entry[2])
        excess = sum(size for _, size, _ in entries) - limit
        count = freed = 0
        for path, size, _ in entries:
            if freed >= excess:
                break
            with contextlib.suppress(StorageError):
                files.remove(path)
                count, freed = count + 1, freed + size
        return count, freed

    def _places(self, name: str) -> Iterator[Path]:
        yield self._place(name)
        if spare := self._spare:
            yield self._place(name, spare)

    def _place(self, name: str, root: Path | None = None) -> Path:
        return (root or self.root) / name[:2] / name[2:]

    def _read(self, place: Path) -> bytes | None:
        data = own_files.spare(place)
        if data is None:
            return None
        head = len(_MAGIC) + _DIGEST
        content = data[head:]
        if data[:head] != _MAGIC + hashlib.blake2b(content, digest_size=_DIGEST).digest():
            self._warn(f"A damaged entry of the cache was removed: {place.name}")
            with contextlib.suppress(StorageError):
                files.remove(place)
            return None
        files.touch(place, older_than=time.time() - _FRESH)
        return content


def _store(place: Path, data: bytes) -> None:
    files.folder(place.parent)
    with files.writing(place, durable=False) as file:
        file.write(data)
