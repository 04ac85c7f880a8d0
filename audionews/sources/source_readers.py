"""From a source to what it leads to: an article, or further sources. Each lead is followed in a thread of its own."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from audionews.model import Article, Skipped
from audionews.sources import folders, source_registry
from audionews.sources.charsets import MOST_BYTES
from audionews.sources.outcomes import FoundArticle, PassedOver, PendingSource
from audionews.sources.running_text import is_assamese, is_bengali
from audionews.sources.sniff import DOCUMENT_ENDINGS, DOCUMENT_MEDIA, DOCUMENTS, MOST_DOCUMENT, SourceFormat, sniff
from audionews.sources.source_protocol import Content, FeedEntry, Lead
from audionews.sources.web_addresses import web_address, without_password
from audionews.support.errors import SourceError, UsageError
from audionews.support.escape import public
from audionews.support.value_kinds import QUEUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from audionews.sources.gather_options import GatherOptions
    from audionews.sources.outcomes import Outcome
    from audionews.sources.reading_queue import QueueItem
    from audionews.sources.source_protocol import Finding, Source
    from audionews.support.net import Answer, Fetcher

_LOG = logging.getLogger("audionews.sources")

STDIN = "-"
_WEB = {"http", "https"}
_MOST_HOPS = 3  # pages that only send on
_GZIP = b"\x1f\x8b"
_TAR = b"ustar"
_NAMELESS = "None is sent, nor kept: fetch it by a program of yours, and give the file or `-`."


class SourceReader:
    """Knows how every kind of source is followed."""

    def __init__(self, options: GatherOptions, stdin: BinaryIO | None) -> None:
        """Take how to read, and where `-` is read from."""
        self._options, self._stdin = options, stdin
        self._now = options.now or datetime.now(UTC)
        self._fetcher, self._lock = options.fetcher, threading.Lock()
        self._reserved: dict[str, str] = {}

    def stop(self) -> None:
        """Let go of the network: whatever still runs asks for nothing more."""
        if self._fetcher is not None and self._options.fetcher is None:
            self._fetcher.stop()

    def reservations(self, articles: Iterable[Article]) -> dict[str, str]:
        """Return which sites of `articles` reserve their texts from text and data mining, and by what."""
        if self._fetcher is not None:
            addresses = (article.url or article.source for article in articles)
            sites = {site: address for address in addresses if (site := _site_of(address)) not in self._reserved}
            for site, address in sites.items():
                if site and (reserved := self._fetcher.reservation(address)):
                    self._reserved[site] = reserved
        return dict(self._reserved)

    def _note_reservation(self, answer: Answer) -> None:
        if answer.reserved:
            self._reserved.setdefault(_site_of(answer.final), answer.reserved)

    def leads(self, source: str) -> Sequence[Outcome]:
        """Return the leads that a source named by the user is: a folder is many.

        Raises:
            UsageError: it cannot be meant so.
        """
        name = folders.printable(source)
        if source == QUEUE:
            return [one for item in self._options.queue for one in self._queued(item)]
        if source == STDIN:
            if self._stdin is None:
                raise UsageError("There is no standard input to read '-' from.")
            return [PendingSource(name, STDIN, partial(self._piped, self._stdin))]
        if "://" in source:
            return [self._addressed(source)]
        path = folders.existing(source)
        try:
            return [self._filed(one) for one in (folders.opened(path) if path.is_dir() else [path])]
        except SourceError as error:
            return [Skipped(name, str(error))]

    def _queued(self, item: QueueItem) -> Sequence[Outcome]:
        """Return the leads that an item of the reading queue is; what is not there any more costs itself alone."""
        if item.text:
            content = Content(item.source, item.text.encode("utf-8", "replace"))
            return [PendingSource(item.source, item.source, partial(self._opened, content, lambda _: content.data))]
        try:
            return self.leads(item.source)
        except UsageError as error:
            return [Skipped(folders.printable(item.source), str(error))]

    def _addressed(self, source: str) -> Outcome:
        """Return the lead that an address is; one of another scheme than the web's is a third party's."""
        address = web_address(source.strip().removeprefix("<").removesuffix(">"))  # as mails write them (RFC 3986)
        if address is not None:
            return self._linked(address)
        shown, scheme = without_password(folders.printable(source)), source.partition("://")[0].lower()
        try:
            found = None if scheme in _WEB else source_registry.by_scheme(scheme)
        except SourceError as error:
            return Skipped(shown, f"{error} {error.hint or ''}".rstrip())
        if found is None:
            if shown != folders.printable(source):
                raise UsageError(f"{shown!r} cannot be read: its address holds a name or password.", hint=_NAMELESS)
            more = "".join(f", {one}://" for one in ([] if scheme in _WEB else source_registry.schemes()))
            hint = f"Sources are paths, http(s) addresses{more}, and '-'."
            raise UsageError(f"{shown!r} cannot be read.", hint=hint)
        content = Content(source, url=source, zone=self._options.zone, fetch=self._content)
        return PendingSource(shown, source, lambda: list(self._found(found.read(content), shown)))

    def _linked(self, url: str) -> PendingSource:
        return PendingSource(url, url, partial(self._fetched, url))

    def _filed(self, path: Path) -> PendingSource:
        return PendingSource(folders.printable(str(path)), os.path.realpath(path), partial(self._file, path))

    def _piped(self, stdin: BinaryIO) -> Sequence[Outcome]:
        data = stdin.read(MOST_BYTES + 1)
        return self._opened(Content(STDIN, data), lambda most: data + stdin.read(most - len(data)))

    def _file(self, path: Path) -> Sequence[Outcome]:
        content = Content(folders.printable(str(path)), folders.content(path))
        return self._opened(content, lambda most: folders.content(path, most))

    def _fetched(self, url: str) -> Sequence[Outcome]:
        return self._opened(replace(self._content(url), source=url))

    def _content(self, address: str) -> Content:
        ending = PurePosixPath(urlsplit(address).path).suffix.lower()
        large = ending in DOCUMENT_ENDINGS
        most = MOST_DOCUMENT if large else MOST_BYTES
        answer = self._net().fetch(address, most=most, most_of=dict.fromkeys(DOCUMENT_MEDIA, MOST_DOCUMENT))
        self._note_reservation(answer)
        return Content(address, answer.content, answer.final, answer.charset, answer.media, answer.reserved)

    def _opened(self, content: Content, whole: Callable[[int], bytes] | None = None) -> Sequence[Outcome]:
        """Return what is in a file or an answer; `whole` reads more of one that is larger than a text may be."""
        if content.data.startswith(_GZIP) and len(content.data) <= MOST_BYTES:
            content, whole = replace(content, data=_unpacked(content.data)), None
        kind = sniff(content.data, content.media)
        _LOG.debug("%s: %d bytes, taken for %s", public(content.source), len(content.data), kind.name.lower())
        most = MOST_DOCUMENT if kind in DOCUMENTS else MOST_BYTES
        if kind in DOCUMENTS and whole is not None and len(content.data) > MOST_BYTES:
            content = replace(content, data=whole(most + 1))
        if len(content.data) > most:
            raise SourceError(f"It is larger than {most // 1_000_000} MB.")
        content = replace(content, zone=self._options.zone, fetch=self._content)
        return list(self._found(_reader(kind, content).read(content), content.source))

    def _found(self, findings: Iterable[Finding], source: str) -> Iterator[Outcome]:
        """Yield what a source's findings are; its entries are chosen from once all are known."""
        entries: list[FeedEntry] = []
        for one in findings:
            if isinstance(one, FeedEntry):
                entries.append(one)
            elif isinstance(one, Lead):
                yield self._led(one.address)
            elif isinstance(one, Article):
                yield FoundArticle(one)
                if is_assamese(one.text):
                    yield PassedOver(source, "it seems to be Assamese, and is read by the rules of Bengali.")
            else:
                yield one
        if entries:
            yield from self._chosen(entries, source)

    def _led(self, written: str) -> Outcome:
        address = web_address(written)
        if address is None:
            return Skipped(without_password(written), "Only http and https addresses without a password are read.")
        return self._linked(address)

    def _chosen(self, entries: Sequence[FeedEntry], source: str) -> Iterator[Outcome]:
        from audionews.sources.feed_choice import choose

        wanted = self._options.gathering
        chosen = choose(entries, now=self._now, since=wanted.since, limit=wanted.limit, is_known=self._is_known)
        yield from (PassedOver(source, note) for note in chosen.notes)
        yield from (Skipped(name or source, loss) for name, loss in chosen.losses)
        for rank, entry in chosen.entries:
            yield from self._entry(entry, rank, source)

    def _entry(self, entry: FeedEntry, rank: int, source: str) -> Iterator[Outcome]:
        name = entry.name or entry.link or f"{source} ({entry.title or rank + 1})"
        if is_bengali(entry.text):
            article = Article(
                name, entry.text, entry.title, entry.published, entry.link, entry.site, entry.section, entry.image
            )
            yield FoundArticle(article, rank, source)
            if entry.broken:
                yield Skipped(name, f"Sentences with a broken letter are left out: {entry.broken}.")
        elif entry.link:
            yield PendingSource(name, entry.link, partial(self._followed, entry, name, rank, source), source)
        else:
            yield Skipped(name, "The feed gives neither its text nor an address.")

    def _followed(self, entry: FeedEntry, name: str, rank: int, feed: str) -> Sequence[Outcome]:
        """Fetch the page of an entry, or the document; what the feed says of it fills its gaps."""
        content = self._content(entry.link or "")
        content = replace(content, source=name, zone=self._options.zone, fetch=self._content)
        found = self._story(content)
        for _ in range(_MOST_HOPS + 1):
            lead = next((one for one in found if isinstance(one, Lead)), None)
            if lead is None:
                break
            found = self._story(
                replace(self._content(lead.address), source=name, zone=content.zone, fetch=self._content)
            )
        else:
            raise SourceError("It is redirected again and again.")
        page = next(one for one in found if isinstance(one, Article))
        if self._options.seen and self._options.seen.knows(page):
            return []
        article = replace(
            page,
            headline=page.headline or entry.title,
            published=page.published or entry.published,
            site=page.site or entry.site,
            section=entry.section or page.section,
            image=page.image or entry.image,
        )
        return [FoundArticle(article, rank, feed), *(one for one in found if isinstance(one, Skipped))]

    def _story(self, content: Content) -> list[Finding]:
        kind = sniff(content.data, content.media)
        return list(source_registry.ours(kind if kind in DOCUMENTS else SourceFormat.PAGE).read(content))

    def _is_known(self, entry: FeedEntry) -> bool:
        """Tell whether the state file shows that an entry need not even be fetched."""
        seen = self._options.seen
        name = entry.name or entry.link
        if seen is None or name is None or entry.link is None:
            return False
        if entry.text:
            return seen.knows(Article(name, entry.text, entry.title, url=entry.link))
        return seen.unchanged(name, entry.updated or entry.published)

    def _net(self) -> Fetcher:
        from audionews.support.net import Fetcher, Reach

        options = self._options
        with self._lock:
            if self._fetcher is None:
                reach = Reach(allow_private=options.run.allow_private, offline=options.run.offline, cache=options.cache)
                self._fetcher = Fetcher(reach)
            return self._fetcher


def _unpacked(data: bytes) -> bytes:
    """Return what a gzip file holds, `feed.xml.gz`.

    Raises:
        SourceError: it is damaged, larger than a text may be, or an archive of several files.
    """
    from audionews.support.net.body import plain

    held = b"".join(plain([data], "gzip", MOST_BYTES))
    if held[257:262] == _TAR:
        raise SourceError("It is an archive of several files (tar).", hint="Unpack it, and name what is in it.")
    return held


def _reader(kind: SourceFormat, content: Content) -> Source:
    """Return who reads some content: a third party's source where we would take it for plain text, else ours."""
    if kind is SourceFormat.TEXT:
        named = urlsplit(content.url).path if content.url else content.source
        if foreign := source_registry.by_kind(PurePosixPath(named).suffix.lower(), content.media):
            return foreign
    return source_registry.ours(kind)


def _site_of(address: str) -> str:
    """Return host and port of an address of the web; nothing for a file."""
    return urlsplit(address).netloc if address.startswith(("http://", "https://")) else ""
