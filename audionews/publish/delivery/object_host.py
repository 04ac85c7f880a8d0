"""An object store (S3 and what speaks as it does, Google, Azure) through obstore, which is small and quick.

Where it is not installed, fsspec's own packages do the same (`store_host`). Keys, region and endpoint come from the
environment, as each vendor's tools have them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from audionews.publish.delivery.masked import shown
from audionews.publish.delivery.media_types import media_type
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_SCHEMES = {"s3", "s3a", "gs", "az", "abfs", "abfss"}


def is_object_store(target: str) -> bool:
    """Tell whether an address is one of a store that obstore knows, and obstore is installed."""
    return target.partition("://")[0].lower() in _SCHEMES and find_spec("obstore") is not None


class ObjectHost:
    """An object store. An object is there once it is whole."""

    def __init__(self, target: str) -> None:
        from obstore.store import from_url

        plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")  # somebody's own, in a network of theirs
        try:
            self._store: Any = from_url(target.rstrip("/"), client_options={"allow_http": plain})
        except Exception as error:
            raise UsageError(f"{shown(target)}: {shown(target, str(error))}.") from error

    def listing(self) -> dict[str, int]:
        """Return the files there."""
        return {one["path"]: one["size"] for some in self._store.list() for one in some}

    def folders(self) -> set[str]:
        """Return the names of the folders there, without a look into them."""
        return {name.rstrip("/") for name in self._store.list_with_delimiter()["common_prefixes"]}

    def read(self, name: str) -> bytes | None:
        """Return the content of a small file there; None if there is none."""
        try:
            return bytes(self._store.get(name).bytes())
        except FileNotFoundError:
            return None

    def same(self, name: str, source: Path) -> bool:  # noqa: ARG002 - stores tell no digest that all have
        """Tell that only sending it would tell."""
        return False

    def send(self, root: Path, names: Iterable[str], sent: Callable[[str], None]) -> None:
        """Copy files of the folder `root` there."""
        for name in names:
            self._store.put(name, root / name, attributes=_typed(name))
            sent(name)

    def write(self, name: str, data: bytes) -> None:
        """Write a small file there."""
        self._store.put(name, data, attributes=_typed(name))

    def remove(self, names: Iterable[str]) -> None:
        """Remove files there."""
        for name in names:
            with suppress(FileNotFoundError):
                self._store.delete(name)


def _typed(name: str) -> dict[str, str]:
    return {"Content-Type": media_type(name.rpartition("/")[2])}
