"""The one entry point: sources as the user names them in, articles and what gave none out, in the user's order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, BinaryIO

from audionews.model import Article, Skipped
from audionews.sources import files
from audionews.sources.decode import MOST_BYTES, decode
from audionews.sources.text import read_text
from audionews.support.errors import SourceError, UsageError
from audionews.support.events import LeftOut, Note, OnEvent, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

STDIN = "-"
INDIA = timezone(timedelta(hours=5, minutes=30), "IST")  # the zone has had no other offset since 1945


@dataclass(frozen=True)
class GatherOptions:
    """How sources are read."""

    zone: tzinfo = INDIA
    """Time zone of dates that name none."""


DEFAULTS = GatherOptions()


def gather(
    sources: Sequence[str],
    options: GatherOptions = DEFAULTS,
    *,
    stdin: BinaryIO | None = None,
    on_event: OnEvent = ignore,
) -> tuple[list[Article], list[Skipped]]:
    """Read every source; what gives no article is skipped with its reason, and the rest is returned in order.

    Args:
        sources: paths of files and folders, or `-` for standard input. The same one twice is read once.
        options: how to read them.
        stdin: where `-` is read from.
        on_event: is told of each source that is left out.

    Raises:
        UsageError: a path that is not there, before anything is read.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for source, path in _expanded(sources, skipped, on_event):
        try:
            articles.append(_read(source, path, options, stdin))
        except SourceError as error:
            skipped.append(Skipped(source, str(error)))
    for one in skipped:
        on_event(LeftOut(one.source, one.why))
    return articles, skipped


def _expanded(sources: Sequence[str], skipped: list[Skipped], on_event: OnEvent) -> Iterator[tuple[str, Path | None]]:
    """Yield name and path of each single source: folders opened, repetitions left out; None is standard input."""
    seen: set[Path | None] = set()
    named = [(source, None if source == STDIN else files.existing(source)) for source in sources]
    for source, path in named:
        try:
            paths = files.opened(path) if path and path.is_dir() else [path]
        except SourceError as error:
            skipped.append(Skipped(files.printable(source), str(error)))
            continue
        for one in paths:
            name = files.printable(str(one) if one else STDIN)
            key = one.resolve() if one else None
            if key in seen:
                on_event(Note(f"{name} is named twice; it is read once."))
                continue
            seen.add(key)
            yield name, one


def _read(source: str, path: Path | None, options: GatherOptions, stdin: BinaryIO | None) -> Article:
    if path is not None:
        data = files.content(path)
    elif stdin is not None:
        data = stdin.read(MOST_BYTES + 1)
    else:
        raise UsageError("There is no standard input to read '-' from.")
    return read_text(decode(data), source, zone=options.zone)
