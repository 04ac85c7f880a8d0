"""The list of what was sent to a host, kept there: what need not be sent again, and what may be removed again."""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from audionews.publish.delivery.hosts import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.publish.delivery.hosts import Host
    from audionews.publish.show.contents import PublicFile

_SCHEMA = 1
_OFTEN = 5.0  # s between two savings: a killed run sends no more than that again


class SentFile(NamedTuple):
    """What is known of a file that was sent."""

    digest: str
    """Its SHA-256."""
    size: int = -1
    """Bytes that it had here; -1 where that is not known."""
    changed: int = -1
    """When it was last changed here, ns; -1 where that is not known."""


class SentRecord:
    """What was sent to a host."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._kept = host.read(RECORD)
        self.files = _files(self._kept)
        """What was sent, by name."""
        self._saved = time.monotonic()

    def is_current(self, root: Path, file: PublicFile) -> bool:
        """Tell whether a file was sent as it is now; it is read only if its size or time says nothing."""
        row = self.files.get(file.name)
        if row is None:
            return False
        if (row.size, row.changed) == (file.size, file.changed):
            return True
        if row.size not in {-1, file.size} or row.digest != digest(root / file.name):
            return False
        self.files[file.name] = SentFile(row.digest, file.size, file.changed)
        return True

    def note(self, file: PublicFile, sha256: str) -> None:
        """Note that a file is there with a content of this digest, and keep that there from time to time."""
        self.files[file.name] = SentFile(sha256, file.size, file.changed)
        if time.monotonic() - self._saved > _OFTEN:
            self.save()

    def save(self) -> None:
        """Keep the record at the host, if it has changed."""
        rows = {name: list(row) for name, row in sorted(self.files.items())}
        data = json.dumps({"schema": _SCHEMA, "files": rows}, indent=0).encode()
        if data != self._kept:
            self._host.write(RECORD, data)
        self._kept, self._saved = data, time.monotonic()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(data: bytes | None) -> dict[str, SentFile]:
    """Return what a record tells; nothing where it is damaged. Before version 1 it held names and digests alone."""
    try:
        kept = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    rows = kept.get("files", kept) if isinstance(kept, dict) else {}
    return {name: row for name, raw in rows.items() if (row := _row(raw))} if isinstance(rows, dict) else {}


def _row(raw: Any) -> SentFile | None:
    if isinstance(raw, str):
        return SentFile(raw)
    match raw:
        case [str() as sha256, int() as size, int() as changed]:
            return SentFile(sha256, size, changed)
    return None
