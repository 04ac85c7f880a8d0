"""The places that a show can be copied to, each with the same few operations; `host` tells by its name what it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from audionews.publish.delivery.masked import shown
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

RECORD = "published.json"
"""The list of what was sent, kept at the host beside it."""
_LEFT = re.compile(r"\.(.+)\.(?:[0-9a-f]{8}\.part|\w{6})")
"""What a killed run left: our own temporary files, and those of rsync."""
_HINT = "Name a folder, host:path, or an address that fsspec knows, as s3://bucket/news or sftp://host/path."


class Host(Protocol):
    """A place that a show is copied to. Names are paths in it, with slashes."""

    def listing(self) -> dict[str, int]:
        """Return the files there, hidden ones too, with their sizes in bytes."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return the content of a small file there; None if there is none."""
        ...

    def same(self, name: str, source: Path) -> bool:
        """Tell whether the file there has the content of `source`, where that can be told without sending it."""
        ...

    def send(self, root: Path, names: Iterable[str], sent: Callable[[str], None]) -> None:
        """Copy files of the folder `root` there, each whole or not at all; `sent` is called after each."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write a small file there, whole or not at all."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Remove files there, and the folders that are empty then."""
        ...


class RemoteHost(Host, Protocol):
    """A store, which can tell its folders without a look into them."""

    def folders(self) -> set[str]:
        """Return the names of the folders there."""
        ...


def host(target: str, root: Path) -> Host:
    """Return the place that `target` names: a folder, `host:path`, `rsync://…`, or an address that fsspec supports.

    Raises:
        UsageError: it means nothing, the show in `root` lies in it, or what it needs is not installed.
    """
    meant = target.strip()
    if scheme := re.match(r"([A-Za-z0-9+.-]{2,})://", meant):
        return _addressed(meant, scheme[1].lower(), root)
    if re.match(r"[\w.@-]{2,}:", meant):
        from audionews.publish.delivery.rsync_host import RsyncHost

        if meant.endswith(":") or meant.startswith("-"):
            raise UsageError(f"{shown(target)!r} names no folder on its host.", hint=_HINT)
        return RsyncHost(meant)
    if not meant or meant.startswith("-"):
        raise UsageError(f"{shown(target)!r} is no place to publish to.", hint=_HINT)
    return _folder(Path(meant).expanduser(), root)


def _addressed(target: str, scheme: str, root: Path) -> Host:
    rest = target.partition("://")[2].split("?")[0].strip("/")
    if scheme == "rsync":
        from audionews.publish.delivery.rsync_host import RsyncHost

        if "/" not in rest:
            raise UsageError(f"{shown(target)!r} names no module of its host.", hint=_HINT)
        return RsyncHost(target)
    if scheme in {"file", "local"}:
        path = Path(target.partition("://")[2])
        if not path.is_absolute():
            raise UsageError(
                f"{shown(target)!r} names no folder.", hint="file:// goes before a whole path: file:///srv"
            )
        return _folder(path, root)
    if not rest or scheme in {"http", "https"}:
        raise UsageError(f"Nothing can be published to {shown(target)!r}.", hint=_HINT)
    return remote(target)


def remote(target: str) -> RemoteHost:
    """Return the store at an address: through obstore where that is installed and knows it, else through fsspec.

    Raises:
        UsageError: the address means nothing, or what it needs is not installed.
    """
    from audionews.publish.delivery.object_host import ObjectHost, is_object_store
    from audionews.publish.delivery.store_host import StoreHost

    return ObjectHost(target) if is_object_store(target) else StoreHost(target)


def _folder(place: Path, root: Path) -> Host:
    from audionews.publish.delivery.folder_host import FolderHost

    there, here = place.resolve(), root.resolve()
    if there.is_relative_to(here):
        raise UsageError(f"{place} lies in the show itself.", hint="Choose a folder elsewhere.")
    if here.is_relative_to(there):
        raise UsageError(f"The show itself lies in {place}.", hint="Choose a folder elsewhere.")
    if place.exists() and not place.is_dir():
        raise UsageError(f"{place} is a file.", hint="Choose a folder.")
    return FolderHost(place)


def leftovers(there: Mapping[str, int], known: Iterable[str]) -> list[str]:
    """Return the files among `there` that a killed run left while it sent one of the files `known`."""
    ours = {*known, RECORD}
    return [name for name in there if (made := _final(name)) and made in ours]


def _final(name: str) -> str:
    folder, slash, file = name.rpartition("/")
    found = _LEFT.fullmatch(file)
    return f"{folder}{slash}{found[1]}" if found else ""


def is_hidden(name: str) -> bool:
    """Tell whether a path has a hidden part: such files are the host's own business."""
    return any(part.startswith(".") for part in name.split("/"))
