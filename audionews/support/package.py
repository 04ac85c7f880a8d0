"""A digest of the package's own code and tables: whoever edits a pause table hears it in the next episode."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.support.store import Store, cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parent.parent
_CACHES = "__pycache__"


@cache
def package_digest() -> str:
    """Return a digest of the content of all files of the package.

    They are read once for each state that names, sizes and times of change tell apart; the digest is then kept.
    """
    files = sorted(_files(str(_ROOT)))
    states = ((path, status.st_size, status.st_mtime_ns) for path, status in files)
    store = Store(cache_folder())
    name = hashlib.sha256(repr(["package", *states]).encode()).hexdigest()
    known = store.get(name)
    if known is not None:
        return known.decode("ascii", "replace")
    digest = hashlib.sha256()
    for path, _ in files:
        digest.update(os.path.relpath(path, _ROOT).encode() + b"\0" + Path(path).read_bytes())
    store.put(name, digest.hexdigest().encode())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != _CACHES:
                    yield from _files(entry.path)
            else:
                yield entry.path, entry.stat()
