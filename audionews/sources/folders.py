"""Files and folders: which of them are sources, in which order, and their bytes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.sources.charsets import MOST_BYTES
from audionews.sources.sniff import DOCUMENT_ENDINGS
from audionews.support.errors import SourceError, UsageError
from audionews.support.escape import of_path

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDINGS = {"", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml", *DOCUMENT_ENDINGS}
"""Endings of the files that are taken from a folder; a file that is named itself may have any."""
_DEEPEST = 8
_MADE = ("episode.json", "show.json")
_HOST = re.compile(r"(?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}/|www\.")
"""What begins as an address does whose `https://` was left out."""
_NUMBER = re.compile(r"(\d+)")
PATIENCE = 60.0
"""Seconds that a pipe may be silent."""
_PIECE = 65_536


def existing(source: str) -> Path:
    """Return `source` as a path that is there.

    Raises:
        UsageError: nothing is there, with the nearest name beside it.
    """
    path = Path(source)
    try:
        path.stat()
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError):
            return path  # it may well be there: reading it says so by name
        raise UsageError(f"There is no file or folder {printable(source)!r}.", hint=_neighbour(path)) from error
    return path


def _neighbour(path: Path) -> str | None:
    if os.path.islink(path):  # noqa: PTH114 - takes a name of any length
        return "It is a link that leads nowhere."
    if is_short_address(str(path)):
        return f"Of a page or feed, write the whole address: https://{printable(str(path))}"
    try:
        beside = [one.name for one in path.parent.iterdir()]
    except (OSError, ValueError):
        return None
    from difflib import get_close_matches

    stems = {Path(name).stem: name for name in beside}  # endings are alike in any case
    close = get_close_matches(path.stem, stems, n=1, cutoff=0.6)
    return f"Did you mean {printable(str(path.with_name(stems[close[0]])))!r}?" if close else None


def is_short_address(source: str) -> bool:
    """Tell whether `source` looks like an address of the web without its `https://`."""
    return bool(_HOST.match(source.lower()))


def opened(folder: Path) -> Sequence[Path]:
    """Return the files of `folder` and its subfolders that may be articles, in natural order of their names.

    Hidden ones, README files, linked folders, the `…_files` folders of saved pages, and our own episodes are left out.

    Raises:
        SourceError: the folder cannot be read, or holds none.
    """
    found = _listed(folder, 0)
    if not found:
        raise SourceError("It holds no articles (texts, pages, documents).")
    return found


def _listed(folder: Path, depth: int) -> list[Path]:
    found: list[Path] = []
    try:
        names = sorted((one for one in folder.iterdir() if not one.name.startswith(".")), key=_natural)
        for one in names:
            if one.is_dir():
                if depth < _DEEPEST and not one.is_symlink() and not one.name.endswith("_files") and not _is_made(one):
                    found += _listed(one, depth + 1)
            elif one.suffix.lower() in ENDINGS and one.stem.lower() != "readme" and not _is_endless(one):
                found.append(one)
    except OSError as error:
        raise SourceError(f"It cannot be read: {error.strerror or error}.") from error
    return found


def _is_made(folder: Path) -> bool:
    """Tell whether a folder is an episode or a show that audionews made."""
    return any((folder / name).exists() for name in _MADE)


def _is_endless(path: Path) -> bool:
    """Tell whether there is a pipe, socket or device, which may never end; a link to nothing is reported when read."""
    return path.exists() and not path.is_file()


def content(path: Path, most: int = MOST_BYTES + 1) -> bytes:
    """Return the bytes of a file, pipe or device, no more than `most`.

    Raises:
        SourceError: it cannot be read, or is a pipe that has nothing to say for a minute.
    """
    try:
        if path.is_fifo():
            return _piped(path, most)
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise SourceError(f"It cannot be read: {error.strerror or error}.") from error


def _piped(path: Path, most: int) -> bytes:
    """Return what comes out of a pipe: opening one to which nobody writes would wait without end."""
    import select

    found = bytearray()
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        while len(found) < most:
            if not select.select([descriptor], [], [], PATIENCE)[0]:
                raise SourceError(f"Nothing came out of the pipe for {PATIENCE:g} seconds.")
            piece = os.read(descriptor, min(most - len(found), _PIECE))
            if not piece:
                break
            found += piece
    finally:
        os.close(descriptor)
    return bytes(found)


def printable(path: str) -> str:
    """Return a path as text that every file and terminal can take, whatever bytes its name is made of."""
    return of_path(path).replace(os.sep, "/")


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """Order by name with numbers by value: 2 before 10, in either script."""
    parts = _NUMBER.split(path.name.casefold())
    return [(0, int(part), part) if part.isdigit() and part.isdecimal() else (1, 0, part) for part in parts if part]
