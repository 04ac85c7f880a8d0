"""What a kind of source is: bytes or an address in, articles and leads out. Ours and a third party's are alike.

docs/sources.md teaches to write one; `audionews.testing.SourceConformance` holds its promises.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from audionews.model import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

INDIA = timezone(timedelta(hours=5, minutes=30), "IST")  # the zone has had no other offset since 1945


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a list that is read again and again: --since, --limit and what was read before decide on it."""

    link: str | None = None
    """Address of its page, without fragment and the marks of trackers; fetched where there is no text."""
    name: str | None = None
    """What tells it apart: its link where no other entry has that one, else the link with more; None without one."""
    title: str | None = None
    """Its headline."""
    text: str = ""
    """The whole story as lines, without sentences that hold a broken letter; empty where there is only a teaser."""
    published: datetime | None = None
    """When it was published or, failing that, updated."""
    undated: str | None = None
    """Its date as it is written, where that cannot be read."""
    updated: datetime | None = None
    """When it was last changed, where the feed says so."""
    section: str | None = None
    """Its first category."""
    image: str | None = None
    """Address of its picture."""
    site: str | None = None
    """Name of the paper."""
    broken: int = 0
    """Sentences left out of the text for a broken letter."""


@dataclass(frozen=True)
class Lead:
    """Another source that this one names."""

    address: str
    """As it is written; http and https alone are followed."""


Finding = Article | FeedEntry | Lead | Skipped
"""What a source gives: an article that is always read, an entry that may be, a further source, or what is missing."""


def _unfetched(address: str) -> Content:
    raise NotImplementedError(address)


@dataclass(frozen=True)
class Content:
    """What lies at a source, and what is known of it."""

    source: str
    """What to call it: the path or address as the user named it."""
    data: bytes = b""
    """The whole of a file or an answer; empty where the source is known by its scheme."""
    url: str | None = None
    """Where it came from, after redirects; None for a file."""
    charset: str | None = None
    """The encoding that its server names."""
    media: str = ""
    """The media type that its server names, in lower case."""
    reserved: str = ""
    """What of it reserves its text from text and data mining; empty where nothing does."""
    zone: tzinfo = INDIA
    """Time zone of dates that name none."""
    fetch: Callable[[str], Content] = _unfetched
    """Returns what is at an http(s) address: politely, within limits, from the cache where that still holds."""


@runtime_checkable
class Source(Protocol):
    """A kind of source. It is made without arguments, and threads share it."""

    name: str
    """As its entry point: ASCII, lower case."""
    schemes: tuple[str, ...]
    """Schemes of the addresses that it reads by itself (`board` for board://…)."""
    endings: tuple[str, ...]
    """Endings of the files that it reads, in lower case with their dot, where audionews has no reader of its own."""
    media: tuple[str, ...]
    """Media types that it reads, likewise."""

    def read(self, content: Content) -> Iterable[Finding]:
        """Return what `content` holds.

        Raises:
            SourceError: nothing; one sentence says why, its hint what to do.
        """
        ...
