"""What servers said before: whole answers with their validators, in the store that also keeps speech.

hishel would serve, but brings an SQLite file of its own beside that store; conditional requests (RFC 9111,
section 4.3) are all that news needs.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from audionews.support.errors import StorageError
from audionews.support.store import key

if TYPE_CHECKING:
    from audionews.support.store import Store

LONGEST_FRESH = 3600.0
"""Most seconds for which an answer is used unasked: an episode is of today."""
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
    private: bool = False
    """True where it came from an address that is not of the public internet."""
    reserved: str = ""
    """What of it reserves its text from text and data mining; empty where nothing does."""


def lifetime(control: str) -> float | None:
    """Return the seconds for which Cache-Control lets an answer be used unasked, None where it may not be kept."""
    control = control.lower()
    if "no-store" in control:
        return None
    age = _MAX_AGE.search(control)
    return 0.0 if age is None or "no-cache" in control else min(float(age[1]), LONGEST_FRESH)


def _is_whole(answer: Answer) -> bool:
    """Tell whether what was kept has the kinds that an answer has."""
    texts = (answer.url, answer.final, answer.media, answer.reserved)
    perhaps = (answer.charset, answer.etag, answer.modified)
    return (
        all(isinstance(one, str) for one in texts)
        and all(one is None or isinstance(one, str) for one in perhaps)
        and isinstance(answer.until, int | float)
        and isinstance(answer.private, bool)
    )


class Cache:
    """Answers in a store, which checks them and survives a folder that cannot be used."""

    def __init__(self, store: Store | None) -> None:
        """Keep answers in `store`, or nowhere."""
        self._store = store

    def find(self, url: str) -> Answer | None:
        """Return the answer kept for `url`."""
        data = self._store.get(key("http", url)) if self._store else None
        if data is None:
            return None
        head, _, content = data.partition(b"\n")
        try:
            answer = Answer(content=content, **json.loads(head))
        except (ValueError, TypeError, RecursionError):  # an entry of an older version
            return None
        return answer if _is_whole(answer) else None

    def keep(self, answer: Answer) -> None:
        """Keep `answer` for the next run, if there is room anywhere."""
        if self._store is None:
            return
        fields = asdict(answer)
        content = fields.pop("content")
        with contextlib.suppress(StorageError):  # as pip: an unusable cache never fails the job
            self._store.put(key("http", answer.url), json.dumps(fields).encode() + b"\n" + content)
