"""A content-addressed store on disk: what was paid for once (speech, encoded stories) is kept by its key.

Plain files, one an entry, rather than sqlite: entries are immutable and found by name, so concurrent runs share them
without a lock, a read-only folder still serves, a damaged entry costs itself alone, and eviction is unlinking. An
entry carries the digest of its content; therefore it needs no fsync (4 ms each on an SD card): what a power cut tears
fails its digest and is made again. sqlite would win on a thousand entries a second of a few bytes; ours are
some 100 kB each and a few hundred a day.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.support import files
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MAGIC = b"audionews1\n"
_DIGEST = 16
"""Bytes of BLAKE2b: enough against accident, which is all that happens in one's own cache."""
_FRESH = 3600.0
"""Seconds for which the time of last use is not written again: a run need not touch a thousand files."""


def key(*parts: str) -> str:
    """Return the key of what is made from `parts`: no two lists of parts share one."""
    return hashlib.blake2b("\0".join(f"{len(part)}:{part}" for part in parts).encode(), digest_size=20).hexdigest()


class Store:
    """Entries below a folder; where the folder cannot be written to, new ones live for this run only."""

    def __init__(self, root: Path, *, warn: Callable[[str], None] = lambda _: None) -> None:
        self.root = root
        self._warn = warn
        self._spare: Path | None = None

    def get(self, name: str) -> bytes | None:
        """Return the content of entry `name`, or None where there is none that is whole."""
        return next((data for place in self._places(name) if (data := self._read(place)) is not None), None)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is an entry `name`, without looking whether it is whole."""
        return any(place.is_file() for place in self._places(name))

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` as entry `name`.

        Raises:
            StorageError: it can be kept neither here nor in the system's temporary folder.
        """
        data = _MAGIC + hashlib.blake2b(content, digest_size=_DIGEST).digest() + content
        if self._spare is None:
            try:
                _store(self._place(name), data)
            except StorageError as error:
                self._warn(f"The cache cannot be used, the work goes on without: {error}")
                import tempfile

                self._spare = Path(tempfile.mkdtemp(prefix="audionews-"))
                weakref.finalize(self, files.remove, self._spare)
            else:
                return
        _store(self._place(name, self._spare), data)

    def entries(self) -> Iterator[tuple[Path, int, float]]:
        """Yield path, size in bytes and time of last use of each entry."""
        for path in self.root.glob("??/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                yield path, status.st_size, status.st_mtime

    def prune(self, limit: int) -> tuple[int, int]:
        """Remove the entries not used for longest until all take at most `limit` bytes; return count and bytes."""
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
        if self._spare is not None:
            yield self._place(name, self._spare)

    def _place(self, name: str, root: Path | None = None) -> Path:
        return (root or self.root) / name[:2] / name[2:]

    def _read(self, place: Path) -> bytes | None:
        try:
            data = place.read_bytes()
        except OSError:
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
