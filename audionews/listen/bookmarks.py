"""Where the listener stopped, by what was heard: kept in the user's data folder for the last hundred things."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.support import files, own_files, store
from audionews.support.errors import AbsentError, DamagedError, StorageError
from audionews.support.homes import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = "listened.json"
_MOST = 100


def key(named: Sequence[str], text: bytes = b"") -> str:
    """Return the name under which the place in these sources is kept; it tells nothing of them."""
    whole = [source if "://" in source or source == "-" else str(Path(source).absolute()) for source in named]
    return store.key(*whole, text.decode("utf-8", "replace"))


def place(name: str) -> tuple[int, str] | None:
    """Return the index of the sentence at which the listener stopped, and its text's digest; None for none."""
    try:
        number, mark = _all()[name]
        return int(number), str(mark)
    except (StorageError, KeyError, TypeError, ValueError, OverflowError):
        return None


def mark(text: str) -> str:
    """Return what a sentence is known by."""
    return store.key(text)[:12]


def keep(name: str, number: int, text: str) -> None:
    """Keep a place; number 0 forgets it. A folder that cannot be written to costs the place, and nothing else."""
    with contextlib.suppress(StorageError):
        known = _all()
        known.pop(name, None)
        if number:
            known[name] = [number, mark(text)]
        latest = dict(list(known.items())[-_MOST:])
        files.write(files.folder(data_folder()) / _NAME, json.dumps(latest))


def _all() -> dict[str, Any]:
    """Return all places; what is damaged counts as none.

    Raises:
        StorageError: they are there, and cannot be read for now.
    """
    try:
        return own_files.json_object(own_files.content(data_folder() / _NAME))
    except (AbsentError, DamagedError):
        return {}
