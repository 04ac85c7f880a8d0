"""Tables with an article a row: JSON Lines, CSV and Parquet, read row by row, on this machine or wherever fsspec reads.

The columns `text`, `title`, `date` and `id` are read, and `url`, `section`, `site`, `byline` where they are there; a
mapping says which column of a table is which.
"""

from __future__ import annotations

import csv
import io
import json
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from audionews.batch import remote_files
from audionews.model import Skipped
from audionews.sources import source_registry
from audionews.sources.publication_dates import moment
from audionews.sources.sniff import SourceFormat, sniff
from audionews.sources.source_protocol import Content
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError, UsageError, nearest
from audionews.support.extras import how_to_add
from audionews.support.store import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import tzinfo
    from typing import BinaryIO

    from audionews.model import Article

ENDINGS = {".jsonl", ".ndjson", ".csv", ".parquet"}
"""Endings of the files that are tables."""
FIELDS = ("text", "title", "date", "id", "url", "section", "site", "byline")
"""What a column may be."""
_ROWS = 256
"""Rows of a Parquet file that are in memory together."""
_MOST = 16 * 2**20
"""Bytes of the longest field of a CSV file."""

TableRow = tuple[str, "Article"]
"""What an article is known by, and the article."""


def is_table(name: str) -> bool:
    """Tell whether a path or an address names a table, by its ending."""
    return PurePosixPath(name).suffix.lower() in ENDINGS


def columns(said: Iterable[str]) -> dict[str, str]:
    """Return the columns of fields, as `text=body,title=head` says them.

    Raises:
        UsageError: it says something else.
    """
    found: dict[str, str] = {}
    for pair in (pair for text in said for pair in text.split(",")):
        field, equals, column = pair.partition("=")
        if not equals or field.strip() not in FIELDS or not column.strip():
            hint = f"A column is named as text=body; what it may be: {', '.join(FIELDS)}."
            raise UsageError(f"--columns cannot be {pair!r}.", hint=hint)
        found[field.strip()] = column.strip()
    return found


def rows(
    name: str, mapped: Mapping[str, str], zone: tzinfo, tell: Callable[[float], None] = lambda _: None
) -> Iterator[TableRow | Skipped]:
    """Yield the articles of the table `name`, and why a row gives none; `tell` gets the share that has been read.

    Raises:
        UsageError: it cannot be opened, a column that was named is not in it, or a library is missing.
    """
    with opened(name) as file:
        size = file.seek(0, io.SEEK_END) or 1
        file.seek(0)
        read = {".csv": _csv, ".parquet": _parquet}.get(PurePosixPath(name).suffix.lower(), _json_lines)
        for number, row in enumerate(read(file, name), 1):
            place = f"{name}#{number}"
            if not number % _ROWS:
                tell(file.tell() / size)
            if isinstance(row, str):
                yield Skipped(place, row)
                continue
            if number == 1:
                _require(row, mapped, name)
            fields = {field: _text(row.get(mapped.get(field, field))) for field in FIELDS}
            yield _article(fields, place, zone)


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file of this machine, or at an address that fsspec reads.

    Raises:
        UsageError: it cannot be opened.
    """
    try:
        if "://" not in name:
            with open(name, "rb") as file:  # noqa: PTH123 - a name as the user gave it
                yield file
            return
        store, path = remote_files.filesystem(name)
        with store.open(path, "rb") as file:
            yield file
    except (OSError, ValueError) as error:
        raise UsageError(f"{name} cannot be read: {error}.") from error


def _require(row: Mapping[str, Any], mapped: Mapping[str, str], name: str) -> None:
    wanted = {"text": "text"} | dict(mapped)
    for field, column in wanted.items():
        if column not in row:
            hint = f"{nearest(column, [str(one) for one in row])} Say which is which: --columns {field}=…"
            raise UsageError(f"{name} has no column {column!r}.", hint=hint)


def _article(fields: Mapping[str, str], place: str, zone: tzinfo) -> TableRow | Skipped:
    data = fields["text"].encode("utf-8", "ignore")
    try:
        kind = SourceFormat.PAGE if sniff(data) is SourceFormat.PAGE else SourceFormat.TEXT
        found = next(iter(source_registry.ours(kind).read(Content(place, data, zone=zone))))
    except (SourceError, StopIteration) as error:
        return Skipped(place, str(error) or "It has no text.")
    if isinstance(found, Skipped):
        return found
    article: Any = found
    url = web_address(fields["url"]) or article.url
    told = {"headline": fields["title"] or article.headline, "url": url}
    told |= {name: fields[name] or getattr(article, name) for name in ("section", "site", "byline")}
    published = moment(fields["date"], zone) or article.published
    known = fields["id"] or url or key(told["headline"] or "", fields["date"], "" if told["headline"] else article.text)
    named = f"{PurePosixPath(place.rpartition('#')[0]).name}#{known}"  # not its row, which moves when others are added
    return known, replace(article, source=url or named, published=published, **told)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _json_lines(file: BinaryIO, name: str) -> Iterator[dict[str, Any] | str]:  # noqa: ARG001 - as the others
    for line in file:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        yield row if isinstance(row, dict) else "The line is no JSON object."


def _csv(file: BinaryIO, name: str) -> Iterator[dict[str, Any] | str]:
    csv.field_size_limit(_MOST)
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        yield from csv.DictReader(text)
    except (csv.Error, UnicodeDecodeError) as error:
        raise UsageError(f"{name} is no CSV in UTF-8: {error}.") from error
    finally:
        text.detach()  # the file is closed by whoever opened it


def _parquet(file: BinaryIO, name: str) -> Iterator[dict[str, Any] | str]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise UsageError("Parquet files need pyarrow.", hint=how_to_add("cluster")) from error
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
    except (ArrowException, OSError) as error:
        raise UsageError(f"{name} is no Parquet file: {error}.") from error
