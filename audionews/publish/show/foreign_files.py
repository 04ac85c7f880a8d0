"""Files in the show's folder that have the names of ours, and that somebody else wrote: they are left as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audionews.publish.show import shows
from audionews.support import own_files
from audionews.support.errors import AbsentError, StorageError

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 50_000  # bytes
_MARKS = {  # what each kind of file of ours has in its head, in all versions
    ".xml": re.compile(rb"<generator>audionews"),
    ".html": re.compile(rb"Content-Security-Policy[^<>]{1,400}sha256-|<meta http-equiv=\"refresh\"|\"audionews\""),
    ".js": re.compile(rb"\"audionews-\""),
    ".webmanifest": re.compile(rb"\"icon-192\.png\""),
    ".json": re.compile(rb"\A\[\[\"|\"schema\": ?1|\A\{\s*\"version\": \"1\."),  # months' stories; chapters
    ".opml": re.compile(rb"<outline [^<>]{1,2000}feed\.xml\""),
}


def claim(root: Path) -> None:
    """Refuse a folder whose feed somebody else wrote: it would be lost.

    Raises:
        StorageError: there is such a feed, or it cannot be read.
    """
    if is_foreign(root / shows.FEED):
        raise StorageError(
            f"{root / shows.FEED} was not made by audionews, and is left as it is.",
            hint="Move it away, or choose another folder with --output.",
        )


def is_foreign(path: Path) -> bool:
    """Tell whether a file of the show's name is there that we did not make, and must not replace.

    Raises:
        StorageError: it cannot be read for now.
    """
    if path.is_symlink():
        return False  # a link is replaced, and what it leads to is left alone
    try:
        held = own_files.head(path, _HEAD)
    except AbsentError:
        return False
    mark = _MARKS.get(path.suffix)
    return bool(held.strip()) and mark is not None and not mark.search(held)
