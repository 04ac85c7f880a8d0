"""The reading queue: what somebody put aside to be read aloud, until an episode that tells it is whole.

It is a source like others, spelled `queue`. What an episode has told stays in the file for two days, marked, so that
a later run of the same day can bring that episode up to date without losing it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.sources import folders, source_registry
from audionews.sources.web_addresses import plain_address, web_address, without_password
from audionews.support import files, own_files
from audionews.support.errors import AbsentError, DamagedError, UsageError
from audionews.support.value_kinds import QUEUE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["QUEUE", "QueueItem", "Queued"]

TEXT = f"{QUEUE}://"
"""How the address of a text begins that lies in the queue itself."""
MOST = 500
"""Most items that wait."""
MOST_TEXT = 200_000
"""Characters of the longest text."""
_LONGEST = 4000  # characters of an address
_KEPT = timedelta(days=2)  # the longest day's bulletin is brought up to date for one
_LOCK = 20.0  # s; each holds it for a moment
_SCHEMA = 1
_HINT = "Move it away to begin a new queue; each item's address stands in it."


@dataclass(frozen=True)
class QueueItem:
    """Something to be read."""

    source: str
    """Its address or path, as `make` takes it; that of a text which lies in the queue is queue://… ."""
    added: datetime
    """When it was put there."""
    text: str = ""
    """The text itself, where it lies here."""
    told: datetime | None = None
    """When an episode that tells it was whole; None as long as it waits."""

    @property
    def shown(self) -> str:
        """What to call it for people: its address, or the first line of its text."""
        return self.text.strip().partition("\n")[0] or self.source


@dataclass(frozen=True)
class Queued:
    """What came of putting things on the queue."""

    fresh: tuple[QueueItem, ...]
    """Those that were put there."""
    known: tuple[QueueItem, ...]
    """Those that waited already."""


def place(output: Path) -> Path:
    """Return the file of the queue that belongs to the show in the folder `output`."""
    return output / f".{QUEUE}" / "queue.json"


def waiting(path: Path) -> list[QueueItem]:
    """Return what waits, the oldest first.

    Raises:
        StorageError: the file cannot be read, or is damaged.
    """
    return [item for item in _read(path) if item.told is None]


def taken(path: Path, since: datetime | None = None) -> list[QueueItem]:
    """Return what the next episode is to tell: what waits, and what was told since a moment.

    Raises:
        StorageError: as `waiting`.
    """
    return [item for item in _read(path) if item.told is None or (since is not None and item.told >= since)]


def add(path: Path, sources: Iterable[str], texts: Iterable[str] = (), *, now: datetime | None = None) -> Queued:
    """Put addresses and paths on the queue, and texts, whose first lines are their headlines: all of them or none.

    Raises:
        UsageError: one can be no source, a text is empty or too long, or there is no room.
        StorageError: the file cannot be read or written.
    """
    moment = now or datetime.now(UTC)
    items = [*(QueueItem(_source(one), moment) for one in sources), *(_text(one, moment) for one in texts)]
    return _put(path, items)


def remove(path: Path, sources: Collection[str]) -> list[QueueItem]:
    """Take items off the queue, and return them.

    Args:
        path: the queue's file.
        sources: their addresses or paths, as given or as `waiting` shows them.

    Raises:
        UsageError: one of them does not wait; nothing was taken off then.
        StorageError: the file cannot be read or written.
    """
    with files.lock(files.folder(path.parent), wait=_LOCK):
        items = _read(path)
        gone = []
        for source in sources:
            found = [item for item in items if item.told is None and item.source in _spellings(source)]
            if not found:
                raise UsageError(f"{source!r} is not on the queue.", hint="`audionews add --list` shows what is.")
            gone += [item for item in found if item not in gone]
        _write(path, [item for item in items if item not in gone])
    return gone


def tell(path: Path, items: Collection[QueueItem], *, lost: Collection[str] = (), now: datetime | None = None) -> None:
    """Let items leave the queue, since an episode that tells them is whole; those whose source was `lost` wait on.

    Raises:
        StorageError: the file cannot be read or written.
    """
    gone = {item.source for item in items if folders.printable(item.source) not in lost}
    if not gone:
        return
    moment = now or datetime.now(UTC)
    with files.lock(files.folder(path.parent), wait=_LOCK):
        told = [
            replace(item, told=moment) if item.source in gone and item.told is None else item for item in _read(path)
        ]
        _write(path, [item for item in told if item.told is None or moment - item.told < _KEPT])


def _source(given: str) -> str:
    """Return an address or path as it is kept: from whatever folder it is read, it means the same.

    Raises:
        UsageError: it can be no source.
    """
    address = web_address(given) if "://" in given else None
    if address and len(address) <= _LONGEST:
        return address
    if "://" in given and given.partition("://")[0].lower() in source_registry.schemes():
        return given
    if "://" in given or given == "-":
        shown = without_password(folders.printable(given))[:100]
        raise UsageError(f"{shown!r} cannot be put on the queue.", hint="Give links, files or folders.")
    return _anywhere(folders.existing(given))


def _text(given: str, moment: datetime) -> QueueItem:
    """Return a text as an item.

    Raises:
        UsageError: it is empty or too long.
    """
    if not given.strip() or len(given) > MOST_TEXT:
        raise UsageError(
            f"A text for the queue has 1 to {MOST_TEXT:,} characters; this one has {len(given.strip()):,}.",
            hint="Put a longer one in a file, and the file on the queue.",
        )
    name = hashlib.blake2b(given.encode("utf-8", "replace"), digest_size=6).hexdigest()
    return QueueItem(f"{TEXT}{name}", moment, given)


def _anywhere(path: Path) -> str:
    """Return a path as it is from any folder; what is a link stays one, for it may lead elsewhere tomorrow."""
    return str(path.parent.resolve() / path.name)


def _spellings(given: str) -> set[str]:
    return {given, _anywhere(Path(given)), *filter(None, [web_address(given)])}


def _same(item: QueueItem) -> str:
    """Return what two items have in common that lead to the same."""
    return plain_address(item.source) if web_address(item.source) else item.source


def _put(path: Path, items: Sequence[QueueItem]) -> Queued:
    with files.lock(files.folder(path.parent), wait=_LOCK):
        kept = _read(path)
        there = {_same(item) for item in kept if item.told is None}
        fresh: dict[str, QueueItem] = {}
        for item in items:
            if _same(item) not in there:
                fresh.setdefault(_same(item), item)
        if fresh:
            if len(there) + len(fresh) > MOST:
                raise UsageError(
                    f"The queue has room for {MOST} items, and {len(there)} wait.",
                    hint="Make an episode of them: audionews make queue. Or take some off: audionews add --remove …",
                )
            others = [item for item in kept if _same(item) not in fresh]
            _write(path, [*others, *fresh.values()])
    return Queued(tuple(fresh.values()), tuple(item for item in items if _same(item) in there))


def _read(path: Path) -> list[QueueItem]:
    try:
        data = own_files.content(path)
    except AbsentError:
        return []
    try:
        found = json.loads(data)
        if found.get("schema", _SCHEMA) != _SCHEMA:
            raise DamagedError(f"{path} was written by a newer audionews.", hint="Upgrade, or choose another folder.")
        return [_item(row) for row in found["items"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(f"{path} is no reading queue.", hint=_HINT) from error


def _item(row: dict[str, Any]) -> QueueItem:
    told, source, text = row.get("told"), row["source"], row.get("text", "")
    if not isinstance(source, str) or not isinstance(text, str):
        raise TypeError(source)
    return QueueItem(source, _moment(row["added"]), text, None if told is None else _moment(told))


def _moment(written: str) -> datetime:
    made = datetime.fromisoformat(written)
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def _write(path: Path, items: Sequence[QueueItem]) -> None:
    rows = [
        {"source": item.source, "added": item.added.isoformat()}
        | ({"text": item.text} if item.text else {})
        | ({"told": item.told.isoformat()} if item.told else {})
        for item in items
    ]
    files.write(path, json.dumps({"schema": _SCHEMA, "items": rows}, indent=1) + "\n")
