"""A store that fsspec supports as the place that a show is copied to: S3, SFTP and others."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from audionews.publish.delivery.masked import shown
from audionews.publish.delivery.media_types import media_type
from audionews.support import files
from audionews.support.errors import StorageError, UsageError
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_WHOLE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "oci", "memory"}
"""Stores that show an object once it is whole; in the others a file is sent under a hidden name, and renamed."""


class StoreHost:
    """A store."""

    def __init__(self, target: str) -> None:
        if find_spec("fsspec") is None:
            raise UsageError("Publishing to a store needs fsspec.", hint=how_to_add("publish"))
        import fsspec

        try:
            store, base = fsspec.core.url_to_fs(target.rstrip("/"))
        except (ImportError, ValueError) as error:
            why = shown(target, str(error))
            raise UsageError(f"{shown(target)}: {why}.", hint="Its fsspec package is missing, as s3fs.") from error
        except Exception as error:  # whatever its library raises while it connects
            why = shown(target, str(error)) or type(error).__name__
            raise StorageError(
                f"{shown(target)}: {why}.", hint="See whether it can be reached, and run it again."
            ) from error
        self._store: Any = store
        self._base: str = base.rstrip("/")
        protocols = {store.protocol} if isinstance(store.protocol, str) else set(store.protocol)
        self._renames = not protocols & _WHOLE
        self._typed = bool(protocols & {"s3", "s3a"})

    def listing(self) -> dict[str, int]:
        """Return the files there."""
        self._store.invalidate_cache()
        try:
            found = self._store.find(self._base, detail=True)
        except FileNotFoundError:
            return {}
        return {self._inner(path): int(about.get("size") or 0) for path, about in found.items()}

    def folders(self) -> set[str]:
        """Return the names of the folders there, without a look into them."""
        self._store.invalidate_cache()
        try:
            found = self._store.ls(self._base, detail=True)
        except FileNotFoundError:
            return set()
        return {str(one["name"]).rstrip("/").rpartition("/")[2] for one in found if one["type"] == "directory"}

    def _inner(self, path: str) -> str:
        bare, base = path.lstrip("/"), self._base.lstrip("/")
        return bare[len(base) :].lstrip("/") if bare.startswith(base) else bare

    def read(self, name: str) -> bytes | None:
        """Return the content of a small file there; None if there is none."""
        try:
            data: bytes = self._store.cat_file(f"{self._base}/{name}")
        except FileNotFoundError:
            return None
        return data

    def same(self, name: str, source: Path) -> bool:  # noqa: ARG002 - a store tells no digest that all stores have
        """Tell that only sending it would tell."""
        return False

    def send(self, root: Path, names: Iterable[str], sent: Callable[[str], None]) -> None:
        """Copy files of the folder `root` there."""
        for name in names:
            typed = {"ContentType": media_type(name.rpartition("/")[2])} if self._typed else {}
            self._whole(name, partial(self._store.put_file, str(root / name), **typed))
            sent(name)

    def write(self, name: str, data: bytes) -> None:
        """Write a small file there."""
        self._whole(name, partial(self._store.pipe_file, value=data))

    def _whole(self, name: str, put: Callable[[str], object]) -> None:
        folder, _, file = f"{self._base}/{name}".rpartition("/")
        self._store.makedirs(folder, exist_ok=True)
        place = f"{folder}/{file}"
        if not self._renames:
            put(place)
            return
        hidden = f"{folder}/{files.hidden_name(file)}"
        try:
            put(hidden)
            self._rename(hidden, place)
        except BaseException:
            with suppress(Exception):
                self._store.rm_file(hidden)
            raise

    def _rename(self, hidden: str, place: str) -> None:
        try:
            self._store.mv(hidden, place)
        except FileExistsError:  # servers that do not rename over a file
            self._store.rm_file(place)
            self._store.mv(hidden, place)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files there, and the folders that are empty then."""
        store = self._store
        for name in names:
            with suppress(FileNotFoundError):
                store.rm_file(f"{self._base}/{name}")
            if "/" in name and self._renames:
                with suppress(OSError):  # it is not empty yet
                    store.rmdir(f"{self._base}/{name.rpartition('/')[0]}")
