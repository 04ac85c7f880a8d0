"""From a source to what it leads to: an article, or further sources. Each lead is followed in a thread of its own."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from audionews.model import Article, Skipped
from audionews.sources import folders
from audionews.sources.charsets import MOST_BYTES, decode
from audionews.sources.sniff import SourceFormat, sniff
from audionews.sources.text import is_bengali, read_text
from audionews.sources.web_addresses import web_address, without_password
from audionews.support.errors import SourceError, UsageError
from audionews.support.escape import public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from audionews.sources.feed_reader import FeedEntry
    from audionews.sources.gather_options import GatherOptions
    from audionews.support.net import Fetcher

_LOG = logging.getLogger("audionews.sources")

STDIN = "-"


@dataclass(frozen=True)
class FoundArticle:
    """An article and how it came."""

    article: Article
    """As it was found."""
    rank: int | None = None
    """Its place in its feed, 0 first; None where the user named it, and it is always read."""
    feed: str | None = None
    """The feed that it stands in."""


@dataclass(frozen=True)
class PendingSource:
    """A source that is still to be followed."""

    source: str
    """What to call it."""
    key: str
    """What it is: two leads with one key lead to the same."""
    follow: Callable[[], Sequence[Outcome]]
    """Returns what it leads to; raises SourceError where that is nothing."""
    parent: str | None = None
    """The feed that it stands in."""


@dataclass(frozen=True)
class PassedOver:
    """What is not read as it was asked for: told, and no loss."""

    source: str
    """Where it stands."""
    why: str
    """One sentence for people."""


Outcome = FoundArticle | PendingSource | PassedOver | Skipped


class SourceReader:
    """Knows how every kind of source is followed."""

    def __init__(self, options: GatherOptions, stdin: BinaryIO | None) -> None:
        """Take how to read, and where `-` is read from."""
        self._options, self._stdin = options, stdin
        self._now = options.now or datetime.now(UTC)
        self._fetcher, self._lock = options.fetcher, threading.Lock()

    def stop(self) -> None:
        """Let go of the network: whatever still runs asks for nothing more."""
        if self._fetcher is not None and self._options.fetcher is None:
            self._fetcher.stop()

    def leads(self, source: str) -> Sequence[Outcome]:
        """Return the leads that a source named by the user is: a folder is many.

        Raises:
            UsageError: it cannot be meant so.
        """
        name = folders.printable(source)
        if source == STDIN:
            if self._stdin is None:
                raise UsageError("There is no standard input to read '-' from.")
            return [PendingSource(name, STDIN, partial(self._piped, self._stdin))]
        if "://" in source:
            address = web_address(source)
            if address is None:
                shown = without_password(name)
                raise UsageError(f"{shown!r} cannot be read.", hint="Sources are paths, http(s) addresses, and '-'.")
            return [self._linked(address)]
        path = folders.existing(source)
        try:
            return [self._filed(one) for one in (folders.opened(path) if path.is_dir() else [path])]
        except SourceError as error:
            return [Skipped(name, str(error))]

    def _linked(self, url: str) -> PendingSource:
        return PendingSource(url, url, partial(self._fetched, url))

    def _filed(self, path: Path) -> PendingSource:
        return PendingSource(folders.printable(str(path)), os.path.realpath(path), partial(self._file, path))

    def _piped(self, stdin: BinaryIO) -> Sequence[Outcome]:
        return self._opened(stdin.read(MOST_BYTES + 1), STDIN)

    def _file(self, path: Path) -> Sequence[Outcome]:
        return self._opened(folders.content(path), folders.printable(str(path)))

    def _fetched(self, url: str) -> Sequence[Outcome]:
        answer = self._net().fetch(url)
        return self._opened(answer.content, url, url=answer.final, charset=answer.charset, media=answer.media)

    def _opened(
        self, data: bytes, source: str, *, url: str | None = None, charset: str | None = None, media: str = ""
    ) -> Sequence[Outcome]:
        kind = sniff(data, media)
        _LOG.debug("%s: %d bytes, taken for %s", public(source), len(data), kind.name.lower())
        if kind is SourceFormat.LIST:
            return list(self._list(data, charset))
        if kind is SourceFormat.FEED:
            return list(self._feed(data, source, url, charset))
        if kind is SourceFormat.PAGE:
            return [FoundArticle(self._page(data, source, url, charset))]
        article = read_text(decode(data, declared=charset), source, zone=self._options.zone)
        return [FoundArticle(replace(article, url=article.url or url))]

    def _page(self, data: bytes, source: str, url: str | None, charset: str | None) -> Article:
        from audionews.sources.web_page import read_page

        return read_page(data, source, zone=self._options.zone, url=url, charset=charset)

    def _list(self, data: bytes, charset: str | None) -> Iterator[Outcome]:
        from audionews.sources.feed_reader import read_list

        for written in read_list(data, charset):
            address = web_address(written)
            if address is None:
                yield Skipped(without_password(written), "Only http and https addresses without a password are read.")
            else:
                yield self._linked(address)

    def _feed(self, data: bytes, source: str, url: str | None, charset: str | None) -> Iterator[Outcome]:
        from audionews.sources.feed_choice import choose
        from audionews.sources.feed_reader import read_feed

        options = self._options
        feed = read_feed(data, url or "", zone=options.zone, charset=charset)
        wanted = options.gathering
        chosen = choose(feed.items, now=self._now, since=wanted.since, limit=wanted.limit, is_known=self._is_known)
        yield from (PassedOver(source, note) for note in chosen.notes)
        yield from (Skipped(source, loss) for loss in chosen.losses)
        for rank, entry in chosen.entries:
            yield from self._entry(entry, rank, source, feed.title)

    def _entry(self, entry: FeedEntry, rank: int, source: str, site: str | None) -> Iterator[Outcome]:
        name = entry.name or f"{source} ({entry.title or rank + 1})"
        if is_bengali(entry.text):
            article = Article(
                name, entry.text, entry.title, entry.published, entry.link, site, entry.section, entry.image
            )
            yield FoundArticle(article, rank, source)
            if entry.broken:
                yield Skipped(name, f"Sentences with a broken letter are left out: {entry.broken}.")
        elif entry.link:
            yield PendingSource(name, entry.link, partial(self._followed, entry, name, rank, site, source), source)
        else:
            yield Skipped(name, "The feed gives neither its text nor an address.")

    def _followed(self, entry: FeedEntry, name: str, rank: int, site: str | None, feed: str) -> Sequence[Outcome]:
        """Fetch the page of an entry; what the feed says of it fills the page's gaps."""
        answer = self._net().fetch(entry.link or "")
        page = replace(self._page(answer.content, name, answer.final, answer.charset), source=name)
        if self._options.seen and self._options.seen.knows(page):
            return []
        article = replace(
            page,
            headline=page.headline or entry.title,
            published=page.published or entry.published,
            site=page.site or site,
            section=entry.section or page.section,
            image=page.image or entry.image,
        )
        return [FoundArticle(article, rank, feed)]

    def _is_known(self, entry: FeedEntry) -> bool:
        """Tell whether the state file shows that an entry need not even be fetched."""
        seen = self._options.seen
        if seen is None or entry.name is None or entry.link is None:
            return False
        if entry.text:
            return seen.knows(Article(entry.name, entry.text, entry.title, url=entry.link))
        return seen.unchanged(entry.name, entry.updated)

    def _net(self) -> Fetcher:
        from audionews.support.net import Fetcher, Reach

        options = self._options
        with self._lock:
            if self._fetcher is None:
                reach = Reach(allow_private=options.run.allow_private, offline=options.run.offline, cache=options.cache)
                self._fetcher = Fetcher(reach)
            return self._fetcher
