"""What is kept between runs: how much it is, how much of it served the last run, and what goes when it grows."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from audionews.settings import cache_folder
from audionews.support import files
from audionews.support.errors import StorageError
from audionews.support.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 1_000_000_000
"""Size to which the cache is cut after each run: some ten hours of speech."""
_LAST = "last-run.json"


def cache_store(warn: Callable[[str], None] = lambda _: None) -> Store:
    """Return the store of spoken sentences and encoded stories."""
    return Store(cache_folder() / "clips", warn=warn)


def settle(store: Store, hits: int, misses: int) -> None:
    """Note how many sentences a run found in the cache and how many it had to have spoken, and cut it to its size.

    A cache that cannot be written to stays as it is.
    """
    note = json.dumps({"hits": hits, "misses": misses})
    with contextlib.suppress(StorageError):
        files.write(files.folder(cache_folder()) / _LAST, note)
        store.prune(MOST_BYTES)


def state() -> dict[str, Any]:
    """Return folder, entries and bytes of the cache, and hits and misses of the last run (None before the first)."""
    sizes = [size for _, size, _ in cache_store().entries()]
    try:
        last = json.loads((cache_folder() / _LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        last = None
    return {"folder": str(cache_folder()), "entries": len(sizes), "bytes": sum(sizes), "last_run": last}


def prune(limit: int) -> tuple[int, int]:
    """Remove what was not used for longest until `limit` bytes are left; return how many entries and bytes went."""
    return cache_store().prune(limit)
