"""The feeds and pages that a person reads from again and again: one address a line, in the studio's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.support import escape, files, own_files
from audionews.support.errors import AbsentError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "feeds.txt"
_MOST = 100


def read(folder: Path) -> list[str]:
    """Return the addresses, in order.

    Raises:
        StorageError: the list cannot be read.
    """
    try:
        lines = own_files.text(folder / _NAME).splitlines()
    except AbsentError:
        return []
    return list(dict.fromkeys(address for line in lines if (address := escape.address(line.strip()))))


def change(folder: Path, url: str, *, on: bool) -> list[str]:
    """Put an address on the list, or take it off; return the list as it is then.

    Raises:
        UsageError: it is no address, or the list is full.
        StorageError: the list can be neither read nor written.
    """
    address = escape.address(url)
    if address is None:
        raise UsageError(f"{url[:80]!r} is no link.", hint="A link begins with https://.")
    with files.lock(files.folder(folder), wait=10):
        others = [one for one in read(folder) if one != address]
        if len(others) >= _MOST:
            raise UsageError(f"There is room for {_MOST} feeds.", hint="Take one off first.")
        whole = [*others, address] if on else others
        files.write(folder / _NAME, "".join(f"{one}\n" for one in whole))
    return whole
