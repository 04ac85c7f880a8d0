"""A host that rsync reaches as the place that a show is copied to."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import islice
from typing import TYPE_CHECKING

from audionews.publish.delivery.masked import shown
from audionews.support import files, programs, scratch
from audionews.support.errors import StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_SECONDS = 3600
_MOST = 64 << 20  # bytes of a listing: half a million files
_BATCH = 100 << 20  # bytes that go in one call, so that an interrupted run knows what has arrived
_ROW = re.compile(r"-\S{9,10}\s+([\d,.']+)\s+\d{4}/\d\d/\d\d \d\d:\d\d:\d\d (.+)")
_MISSING = "No such file or directory"


class RsyncHost:
    """A folder behind rsync, which writes each file under a hidden name and renames it."""

    def __init__(self, target: str) -> None:
        found = shutil.which("rsync")
        if found is None:
            hint = "Install rsync, or give a folder or an s3:// address."
            raise UsageError("Publishing to a host needs rsync.", hint=hint)
        self._rsync = found
        self._target = target.rstrip("/") + "/"

    def listing(self) -> dict[str, int]:
        """Return the files there."""
        code, out, err = self._call(["--recursive", "--list-only", "--no-human-readable", "--", self._target])
        if code and _MISSING in err:
            return {}
        self._check(code, err)
        rows = (found for row in out.splitlines() if (found := _ROW.fullmatch(row)))
        return {row[2]: int(re.sub(r"\D", "", row[1])) for row in rows}

    def read(self, name: str) -> bytes | None:
        """Return the content of a small file there; None if there is none."""
        with scratch.folder() as folder:
            code, _, err = self._call(["--", self._target + name, f"{folder}/"])
            if code and _MISSING in err:
                return None
            self._check(code, err)
            return (folder / name).read_bytes()

    def same(self, name: str, source: Path) -> bool:  # noqa: ARG002 - rsync compares itself, and sends no more than differs
        """Tell that only sending it would tell."""
        return False

    def send(self, root: Path, names: Iterable[str], sent: Callable[[str], None]) -> None:
        """Copy files of the folder `root` there, some at a time."""
        for batch in _batches(root, names):
            options = ["--times", "--ignore-times", "--files-from=-", "--from0"]
            self._ask([*options, "--", f"{root}/", self._target], batch)
            for name in batch:
                sent(name)

    def write(self, name: str, data: bytes) -> None:
        """Write a small file there."""
        with scratch.folder() as folder:
            files.write(folder / name, data)
            self._ask(["--ignore-times", "--", f"{folder}/{name}", self._target])

    def remove(self, names: Iterable[str]) -> None:
        """Remove files there, and the folders that are empty then."""
        gone = list(names)
        folders = sorted({name.rpartition("/")[0] for name in gone} - {""})
        self._remove(gone, folders)
        there = self.listing()
        self._remove([folder for folder in folders if not any(name.startswith(f"{folder}/") for name in there)], [])

    def _remove(self, names: Sequence[str], folders: Iterable[str]) -> None:
        """Remove what a folder that has nothing but these `folders` does not have."""
        if not names:
            return
        with scratch.folder() as empty:
            for folder in folders:
                files.folder(empty / folder)
            options = ["--delete-missing-args", "--files-from=-", "--from0", "--dirs", "--omit-dir-times"]
            self._ask([*options, "--", f"{empty}/", self._target], names)

    def _ask(self, arguments: Sequence[str], names: Sequence[str] = ()) -> None:
        code, _, err = self._call(arguments, names)
        self._check(code, err)

    def _call(self, arguments: Sequence[str], names: Sequence[str] = ()) -> tuple[int, str, str]:
        try:
            done = programs.run(
                [self._rsync, *arguments], "\0".join(names).encode(), seconds=_SECONDS, most=_MOST, asks=True
            )
        except subprocess.TimeoutExpired as error:
            raise StorageError(f"rsync to {shown(self._target)} took more than an hour.", hint=_AGAIN) from error
        except programs.TooMuchError as error:
            raise StorageError(f"{shown(self._target)} holds more files than can be looked through.") from error
        return done.code, done.output.decode(errors="replace"), done.said

    def _check(self, code: int, err: str) -> None:
        if code:
            raise StorageError(f"rsync to {shown(self._target)} failed: {shown(self._target, err)}", hint=_AGAIN)


_AGAIN = "Run it again: it goes on."


def _batches(root: Path, names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, 1)):
        size = (root / batch[0]).stat().st_size
        for name in rest:
            batch.append(name)
            size += (root / name).stat().st_size
            if size > _BATCH:
                break
        yield batch
