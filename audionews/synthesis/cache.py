"""The cache of spoken sentences and encoded chunks: its size, its use in the last run, the removal of old entries."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from audionews.support import files, own_files
from audionews.support.errors import StorageError
from audionews.support.store import Store, cache_folder, of_sites

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 1_000_000_000
"""Bytes to which the cache is cut after each run: some ten hours of speech."""
_OF_SITES = 2_000_000
"""Bytes of what is kept of sites: of some hundred."""
_LAST = "last-run.json"


def cache_store(warn: Callable[[str], None] = lambda _: None) -> Store:
    """Open the store of spoken sentences and encoded chunks; `warn` is told in a sentence if it cannot be used.

    What a killed run left beside it is removed: a run that finds its episode made writes nothing there itself.
    """
    files.sweep(cache_folder())
    return Store(cache_folder() / "clips", warn=warn)


def settle(store: Store, hits: int, misses: int) -> None:
    """Note a run's hits and misses, and remove old entries beyond `MOST_BYTES`.

    Hits are sentences found in the cache, misses those that were spoken. A cache that cannot be written to is left as
    it is.
    """
    note = json.dumps({"hits": hits, "misses": misses})
    with contextlib.suppress(StorageError):
        files.write(files.folder(cache_folder()) / _LAST, note)
    trim(store)


def trim(store: Store) -> None:
    """Remove old entries beyond `MOST_BYTES`, and what killed runs left; a cache that cannot be used stays as it is."""
    with contextlib.suppress(StorageError, OSError):
        store.prune(MOST_BYTES)
        of_sites(store).prune(_OF_SITES)


def state() -> dict[str, Any]:
    """Return the cache's folder, entries and bytes, and the hits and misses of the last run (None before the first).

    `sites`: of how many sites it is kept what their pages have in common, and in how many bytes.
    """
    sizes = [size for _, size, _ in cache_store().entries()]
    sites = [size for _, size, _ in of_sites(cache_store()).entries()]
    last = own_files.json_object(own_files.spare(cache_folder() / _LAST))
    counts = {name: last.get(name) for name in ("hits", "misses")}
    known = all(isinstance(count, int) and count >= 0 for count in counts.values())
    return {
        "folder": str(cache_folder()),
        "entries": len(sizes),
        "bytes": sum(sizes),
        "last_run": counts if known else None,
        "sites": {"entries": len(sites), "bytes": sum(sites)},
    }


def prune(limit: int) -> tuple[int, int]:
    """Remove the entries that were not used for longest until at most `limit` bytes are left.

    Return how many entries and how many bytes were removed.
    """
    files.sweep(cache_store().root.parent)
    count, freed = cache_store().prune(limit)
    sites, bytes_of_sites = of_sites(cache_store()).prune(min(limit, _OF_SITES))
    return count + sites, freed + bytes_of_sites
