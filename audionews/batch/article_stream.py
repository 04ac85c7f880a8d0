"""Sources of a backlog as a stream of articles: some sixty in memory at a time, however many there are.

What a source is, is what it is for `make`; beside that there are tables, globs, and addresses that fsspec reads. Each
article is known by something that stays the same when the run is repeated: its id in a table, its address, its path.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from glob import glob
from itertools import islice, takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from audionews.batch import article_tables, remote_files
from audionews.model import Skipped
from audionews.planning.choices import zone
from audionews.sources import GatherOptions, folders, gather, source_registry
from audionews.sources.web_addresses import web_address
from audionews.support import files, scratch
from audionews.support.errors import SourceError, UsageError
from audionews.synthesis import cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from audionews.batch.article_tables import TableRow
    from audionews.settings import Settings

_CHUNK = 64
"""How many files are read together."""
_GLOB = re.compile(r"[*?\[]")


class ArticleStream:
    """Every article of some sources with what it is known by, and each source that gives none; to be read once."""

    def __init__(self, named: Sequence[str], mapped: Mapping[str, str], settings: Settings) -> None:
        """Take sources, and which column of tables is which field.

        Raises:
            UsageError: a file or folder is not there.
        """
        self._named, self._mapped = named, mapped
        self._options = GatherOptions(
            zone=zone(settings.programme), run=settings.run, gathering=settings.gathering, cache=cache.cache_store()
        )
        self._before, self._inner = 0, 0.0
        for source in named:
            if "://" not in source and not _GLOB.search(source):
                folders.existing(source)
        self._above = _above([source for source in named if "://" not in source])

    @property
    def share(self) -> float:
        """About which share of the sources has been read, 0 to 1."""
        return min(1.0, (self._before + self._inner) / max(1, len(self._named)))

    def __iter__(self) -> Iterator[TableRow | Skipped]:
        """Yield them in the order of the sources.

        Raises:
            UsageError: a source that is not there, or of a kind that is not read.
        """
        for number, source in enumerate(self._named):
            self._before, self._inner = number, 0.0
            yield from self._addressed(source) if "://" in source else self._local(source)
        self._before, self._inner = len(self._named), 0.0

    def _tell(self, share: float) -> None:
        self._inner = share

    def _local(self, source: str) -> Iterator[TableRow | Skipped]:
        paths = [Path(source)]
        if _GLOB.search(source) and not paths[0].exists():
            paths = [Path(one) for one in sorted(glob(source, recursive=True))]  # noqa: PTH207 - with a root of its own
        if not paths:
            raise UsageError(f"Nothing is called {source!r}.", hint="Quote a pattern, as 'archive/**/*.txt'.")
        for path in paths:
            if article_tables.is_table(path.name):
                yield from self._rows(str(folders.existing(str(path))))
            else:
                yield from self._files(path)

    def _rows(self, name: str) -> Iterator[TableRow | Skipped]:
        return article_tables.rows(name, self._mapped, self._options.zone, self._tell)

    def _files(self, path: Path) -> Iterator[TableRow | Skipped]:
        """Yield the articles of a file or a folder, known by their paths below what all sources have in common."""
        folders.existing(str(path))
        try:
            found = folders.opened(path) if path.is_dir() else [path]
        except SourceError as error:
            yield Skipped(folders.printable(str(path)), str(error))
            return
        for number, chunk in enumerate(_chunks(found)):
            names = {one: folders.printable(os.path.relpath(one.absolute(), self._above)) for one in chunk}
            known = {folders.printable(str(one)): name for one, name in names.items()}
            yield from self._gathered([str(one) for one in chunk], known)
            self._tell((number + 1) * _CHUNK / len(found))

    def _gathered(self, sources: Sequence[str], known: Mapping[str, str]) -> Iterator[TableRow | Skipped]:
        """Yield what sources of `make` give; several articles of one source are told apart by their place in it."""
        found, skipped = gather(sources, self._options)
        yield from skipped
        count: Counter[str] = Counter()
        for article in found:
            name = known.get(article.source, article.source)
            count[name] += 1
            whole = name if count[name] == 1 else f"{name}#{count[name]}"
            yield whole, replace(article, source=whole)

    def _addressed(self, source: str) -> Iterator[TableRow | Skipped]:
        scheme = source.partition("://")[0].lower()
        if scheme in {"http", "https"} or scheme in source_registry.schemes():
            if article_tables.is_table(source) and web_address(source):
                raise UsageError(f"{source} is a table on the web.", hint="Download it, and name the file.")
            yield from self._gathered([source], {})
            return
        store, base = remote_files.filesystem(source)
        paths = sorted(store.glob(base) if _GLOB.search(base) else store.find(base))
        if not paths:
            raise UsageError(f"There is nothing at {source}.")
        for path in filter(article_tables.is_table, paths):
            yield from self._rows(f"{scheme}://{path.lstrip('/')}" if scheme != "file" else path)
        texts = [path for path in paths if PurePosixPath(path).suffix.lower() in folders.ENDINGS]
        for number, chunk in enumerate(_chunks(texts)):
            yield from self._fetched(store, scheme, chunk)
            self._tell((number + 1) * _CHUNK / len(texts))

    def _fetched(self, store: Any, scheme: str, paths: Sequence[str]) -> Iterator[TableRow | Skipped]:
        """Yield the articles of files in a store, read as files of this machine are."""
        with scratch.folder() as place:
            known = {}
            for number, path in enumerate(paths):
                copy = files.folder(place / str(number)) / PurePosixPath(path).name
                store.get_file(path, str(copy))
                known[folders.printable(str(copy))] = f"{scheme}://{path.lstrip('/')}"
            for one in self._gathered(list(known), known):
                yield Skipped(known.get(one.source, one.source), one.why) if isinstance(one, Skipped) else one


def _above(named: Sequence[str]) -> str:
    """Return the folder that all sources of this machine have in common: what is known by its path may be moved."""
    roots = []
    for source in named:
        parts = Path(source).parts
        fixed = parts if Path(source).exists() else tuple(takewhile(lambda part: not _GLOB.search(part), parts))
        roots.append(str(Path(*fixed).absolute().parent))
    try:
        return os.path.commonpath(roots) if roots else ""
    except ValueError:  # two drives of a Windows machine
        return roots[0]


def _chunks(paths: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(paths)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk
