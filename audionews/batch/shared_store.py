"""Spoken sentences in a place that all workers reach, as a second level behind the store of this machine.

So a sentence that forty editions share is spoken once in the cluster. A place that cannot be reached costs speed only.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from audionews.publish.delivery import hosts
from audionews.support.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class SharedStore(Store):
    """A store whose entries are also looked for, and put, at an address that fsspec reads and writes."""

    def __init__(self, root: Path, address: str, *, warn: Callable[[str], None] = lambda _: None) -> None:
        super().__init__(root, warn=warn)
        self._address, self._deaf = address, False

    def get(self, name: str) -> bytes | None:
        """Return the content of an entry: of this machine, else of the shared place, and keep it here then."""
        found = super().get(name)
        if found is None and (found := self._asked(lambda: self._host.read(_place(name)))):
            super().put(name, found)
        return found

    def __contains__(self, name: str) -> bool:
        """Tell whether there is an entry `name`, here or there."""
        return super().__contains__(name) or self.get(name) is not None

    def put(self, name: str, content: bytes) -> None:
        """Write an entry here, then there.

        Raises:
            StorageError: it cannot be written here.
        """
        super().put(name, content)
        self._asked(lambda: self._host.write(_place(name), content))

    @cached_property
    def _host(self) -> hosts.RemoteHost:
        return hosts.remote(self._address)

    def _asked(self, ask: Callable[[], bytes | None]) -> bytes | None:
        """Return what the shared place answers; after its first failure it is asked nothing more."""
        if self._deaf:
            return None
        try:
            return ask()
        except Exception as error:  # noqa: BLE001 - each store has errors of its own, and none of them stops the work
            self._deaf = True
            self._warn(f"The shared cache cannot be used, the work goes on without: {type(error).__name__}: {error}")
        return None


def _place(name: str) -> str:
    return f"{name[:2]}/{name[2:]}"
