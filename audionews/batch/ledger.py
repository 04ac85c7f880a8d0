"""The index of what a batch has done, `episodes.jsonl`: a row an episode, so that a rerun does only what is missing.

The episodes themselves are the truth: what the index does not know, as after a kill, is read from their manifests. A
row tells what the episode is known by, the digest of all it was made from, and bytes and SHA-256 of each file.
"""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from audionews.batch.outputs import sum_of
from audionews.publish import manifest
from audionews.support import files
from audionews.support.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from audionews.batch.outputs import BatchOutput, Sums
    from audionews.model import Episode

NAME = "episodes.jsonl"
FAILED = "failed.jsonl"
MARK = "--batch"
"""The first source in the recipe of a batch's episode; the second is what it is known by."""
_EVERY = 60.0
"""Seconds between two uploads of an index whose episodes are in a store."""
_NAME = re.compile(r"\d{4}-\d\d-\d\d-.*[a-z].*")


class DoneEpisode(NamedTuple):
    """What the index keeps in memory of an episode."""

    name: str
    """Its folder."""
    digest: str
    """What it was made from."""
    day: str
    """Its date."""


class Ledger:
    """The index of one output; to be closed when all is done."""

    def __init__(self, output: BatchOutput, spool: Path, *, keep: bool = True) -> None:
        """Read the index; `spool` is where that of a store, or one that is not to be kept, is collected."""
        self._output, self._folder = output, output.folder if keep else None
        self._file = (self._folder or spool) / NAME
        self._uploaded = time.monotonic()
        self.done: dict[str, DoneEpisode] = {}
        """The episodes that are there, by what they are known by."""
        there, data = output.names(), output.read(NAME)
        if self._folder is None:
            files.write(self._file, data or b"")
        elif data and not data.endswith(b"\n"):  # a power cut tore its end
            files.write(self._file, data[: data.rfind(b"\n") + 1])
        for row in parsed(data or b""):
            self._know(row, there)
        for name in sorted(name for name in there - {one.name for one in self.done.values()} if _NAME.fullmatch(name)):
            self._recover(name)

    def add(self, known: str, episode: Episode, name: str, sums: Sums) -> None:
        """Note an episode that is in its place.

        Raises:
            StorageError: the index cannot be written.
        """
        self.note(row_of(known, episode, name, sums))

    def note(self, row: Mapping[str, Any]) -> None:
        """Note the row of an episode that is in its place.

        Raises:
            StorageError: the index cannot be written.
        """
        files.append(self._file, json.dumps(row, ensure_ascii=False))
        self._know(row, {row["episode"]})
        if self._output.folder is None and time.monotonic() - self._uploaded > _EVERY:
            self.upload()

    def upload(self) -> None:
        """Bring the index into the store, where there is one.

        Raises:
            StorageError: it cannot be written.
        """
        if self._output.folder is None:
            self._output.write(NAME, self._file.read_bytes())
            self._uploaded = time.monotonic()

    def failed(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write what this run could not make, and why, in place of what an earlier one could not.

        Raises:
            StorageError: it cannot be written.
        """
        if rows or self._output.read(FAILED):
            self._output.write(FAILED, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())

    def _know(self, row: Mapping[str, Any], there: set[str]) -> None:
        if row["episode"] in there:
            self.done[row["id"]] = DoneEpisode(row["episode"], row["digest"], row["date"])

    def _recover(self, name: str) -> None:
        """Take an episode that the index does not know into it, if a batch has made it whole."""
        data = self._output.read(f"{name}/{manifest.NAME}")
        try:
            episode = manifest.load(data.decode()) if data else None
        except (DamagedError, UnicodeDecodeError):
            return
        if data is None or episode is None or episode.recipe is None or episode.recipe.sources[:1] != (MARK,):
            return
        sums = {episode.audio.file: (episode.audio.bytes, episode.audio.sha256), manifest.NAME: sum_of(data)}
        self.add(episode.recipe.sources[1], episode, name, sums)


def row_of(known: str, episode: Episode, name: str, sums: Sums) -> dict[str, Any]:
    """Return the row of an episode."""
    return {
        "episode": name,
        "id": known,
        "date": f"{episode.date}",
        "title": episode.title,
        "seconds": round(episode.duration, 3),
        "digest": episode.recipe.digest if episode.recipe else "",
        "files": sums,
    }


def parsed(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the rows of an index, without those that are damaged: their episodes are known by their manifests."""
    for line in data.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and all(
            isinstance(row.get(name), str) for name in ("episode", "id", "digest", "date")
        ):
            yield row
