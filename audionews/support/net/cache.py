"""What servers said before: whole answers with their validators, one file each, checked when read back.

hishel would serve, but keeps an SQLite file that no other part could vet or write atomically; conditional requests
(RFC 9111, section 4.3) are all that news needs.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from audionews.support import files
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_FRESH = 3600.0
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age=\"?(\d{1,9})")


@dataclass(frozen=True)
class Answer:
    """A whole answer of a server."""

    url: str
    """The address asked for."""
    final: str
    """The address that answered, after redirects."""
    content: bytes
    """The body, decompressed."""
    media: str = ""
    """Media type in lower case, without parameters."""
    charset: str | None = None
    """Encoding that the server names."""
    etag: str | None = None
    """Validator of this very content."""
    modified: str | None = None
    """When it was last changed, as the server wrote it."""
    until: float = 0.0
    """Seconds since 1970 up to which it may be used unasked."""


def lifetime(control: str) -> float | None:
    """Return the seconds for which Cache-Control lets an answer be used unasked, None where it may not be kept.

    At most an hour: an episode is of today.
    """
    control = control.lower()
    if "no-store" in control:
        return None
    age = _MAX_AGE.search(control)
    return 0.0 if age is None or "no-cache" in control else min(float(age[1]), _LONGEST_FRESH)


class Cache:
    """Answers in a folder. A folder that cannot be used is an empty cache."""

    def __init__(self, folder: Path | None) -> None:
        """Keep answers in `folder`, or nowhere."""
        self._folder = folder

    def find(self, url: str) -> Answer | None:
        """Return the answer kept for `url`; a damaged one is none."""
        if self._folder is None:
            return None
        try:
            head, _, content = self._place(url).read_bytes().partition(b"\n")
            fields = json.loads(head)
            digest = fields.pop("sha256")
            answer = Answer(content=content, **fields)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        return answer if answer.url == url and digest == sha256(content).hexdigest() else None

    def keep(self, answer: Answer) -> None:
        """Keep `answer` for the next run, if the folder allows it."""
        if self._folder is None:
            return
        fields = asdict(answer)
        del fields["content"]
        head = json.dumps(fields | {"sha256": sha256(answer.content).hexdigest()})
        place = self._place(answer.url)
        with contextlib.suppress(StorageError):  # as pip: an unusable cache never fails the job
            files.folder(place.parent)
            files.write(place, head.encode() + b"\n" + answer.content)

    def prune(self, most: int = 200_000_000) -> None:
        """Remove the oldest answers until the others take at most `most` bytes."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError, StorageError):
            entries = [(path, path.stat()) for path in self._folder.glob("??/*") if path.is_file()]
            total = sum(stat.st_size for _, stat in entries)
            for path, stat in sorted(entries, key=lambda one: one[1].st_mtime):
                if total <= most:
                    break
                files.remove(path)
                total -= stat.st_size

    def _place(self, url: str) -> Path:
        name = sha256(url.encode("utf-8", "replace")).hexdigest()
        assert self._folder is not None  # noqa: S101 - for the type checker; every caller has asked
        return self._folder / name[:2] / name
