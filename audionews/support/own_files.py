"""Read back what we wrote ourselves. Three things are told apart: it is not there, it cannot be read, it is not ours.

Whoever takes a file that cannot be read for a moment (a disk's error, no descriptors left, rights) for one that is not
there writes over it, and loses what it knew. Only what is absent may be written anew; what is damaged is kept or put
aside; all else ends the command, which succeeds when it is run again.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from audionews.support.errors import AbsentError, DamagedError, StorageError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 256 * 2**20
"""Bytes of the largest file that we read whole: the manifest of a day without an end has a tenth of it."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_HALF = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")
"""What a surrogate is written with: of a pair, or alone."""
_AGAIN = "Run the command again; if it stays so, see who may read that file, and whether the disk is well."


def content(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file; a pipe or device that stands in its place is neither waited for nor read.

    Raises:
        AbsentError: there is none.
        DamagedError: it is no regular file, or has more than `most` bytes.
        StorageError: it is there, and cannot be read for now.
    """
    data = head(path, most + 1)
    if len(data) > most:
        raise DamagedError(f"{path} has more than {most // 1_000_000 or 1} MB.", hint="Move it away.")
    return data


def head(path: Path, count: int) -> bytes:
    """Return the first `count` bytes of a file.

    Raises:
        AbsentError, DamagedError, StorageError: as `content`, of whatever size the file is.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # of a folder, Python would make no file
            os.close(descriptor)
            raise DamagedError(f"{path} is no regular file.", hint="Move it away, and run the command again.")
        with os.fdopen(descriptor, "rb") as file:
            return file.read(count)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AbsentError(f"There is no {path}.") from error
    except OSError as error:
        raise StorageError(f"Cannot read {path}: {error.strerror or error}.", hint=_AGAIN) from error


def text(path: Path, *, most: int = MOST_BYTES) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark.

    Raises:
        AbsentError, DamagedError, StorageError: as `content`; text that is not UTF-8 counts as damaged.
    """
    try:
        return content(path, most=most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DamagedError(f"{path} is not UTF-8.", hint="Save it as UTF-8.") from error


def spare(path: Path, *, most: int = MOST_BYTES) -> bytes | None:
    """Return the bytes of a file that can be made again at any time; None for whatever reason it cannot be had."""
    with suppress(StorageError):
        return content(path, most=most)
    return None


def json_object(data: bytes | None) -> dict[str, Any]:
    """Return the JSON object in `data`; an empty one where there is nothing or anything else.

    Halves of letters, which JSON can write and no file of ours can hold, are something else.
    """
    try:
        kept = json.loads(data or b"{}")
        if data and _HALF.search(data):
            json.dumps(kept, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
