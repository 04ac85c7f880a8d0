"""Copy a show to its host: a folder, a host that rsync reaches, or any store that fsspec supports.

Files are sent in a fixed order, so that every file that the feed names is there when the feed arrives: sounds and
texts, then manifests and pages, then the show's list, and the feed last. Only changed files are sent; none is deleted.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.support import files
from audionews.support.errors import StorageError, UsageError
from audionews.support.escape import line
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PHASES = ("sounds and texts", "manifests and pages", "the show", "the feed")
_INDEX = "published.json"
_LATE = {"episode.json": 1, "index.html": 1}
_SECONDS = 3600


@dataclass(frozen=True)
class Sent:
    """The result of copying a show."""

    target: str
    """The target, as the user named it."""
    files: list[str]
    """The files that were sent (or would be), as paths in the show's folder, in order."""
    bytes: int
    """Size of these files together."""
    same: int
    """Number of files that the target had already."""


def plan(root: Path) -> list[list[str]]:
    """Return the files of a show in the groups in which they must be sent, without hidden files and links."""
    phases: list[list[str]] = [[] for _ in PHASES]
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in inner.parts):
            continue
        phases[_phase(inner)].append(inner.as_posix())
    return phases


def _phase(inner: Path) -> int:
    if len(inner.parts) == 1:
        return 3 if inner.name == "feed.xml" else 2
    return _LATE.get(inner.name, 0)


def publish(root: Path, target: str, *, dry_run: bool = False, sending: Callable[[str], None] = lambda _: None) -> Sent:
    """Copy the show in `root` to `target`: a folder, `host:path` or `rsync://…`, or an address that fsspec supports.

    `sending` is called with each path before it is sent. With `dry_run` nothing is sent.

    Raises:
        StorageError: a file could not be sent; another call sends the missing ones.
        UsageError: there is no show in `root`, or a program or package that the target needs is not installed.
    """
    if not (root / "feed.xml").is_file():
        raise UsageError(f"There is no feed in {root}.", hint="Build it first: audionews feed --base-url URL")
    if re.match(r"[a-z0-9+]+://", target) and not target.startswith("rsync://"):
        return _stored(root, target, dry_run=dry_run, sending=sending)
    if target.startswith("rsync://") or re.match(r"[\w.@-]{2,}:", target):
        return _synced(root, target, dry_run=dry_run, sending=sending)
    return _copied(root, Path(target).expanduser(), dry_run=dry_run, sending=sending)


def _sent(root: Path, target: str, changed: list[str], phases: Iterable[list[str]]) -> Sent:
    size = sum((root / name).stat().st_size for name in changed)
    return Sent(target, changed, size, sum(map(len, phases)) - len(changed))


def _copied(root: Path, target: Path, *, dry_run: bool, sending: Callable[[str], None]) -> Sent:
    if target.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{target} lies in the show itself.", hint="Choose a folder elsewhere.")
    phases = plan(root)
    changed = [name for phase in phases for name in phase if not _same(root / name, target / name)]
    for name in [] if dry_run else changed:
        sending(name)
        files.folder((target / name).parent)
        with (root / name).open("rb") as source, files.writing(target / name) as place:
            shutil.copyfileobj(source, place)
    return _sent(root, str(target), changed, phases)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and not other.is_symlink() and filecmp.cmp(one, other, shallow=False)


def _synced(root: Path, target: str, *, dry_run: bool, sending: Callable[[str], None]) -> Sent:
    rsync = shutil.which("rsync")
    if rsync is None:
        raise UsageError(
            "Publishing to a host needs rsync.", hint="Install rsync, or give a folder or an s3:// address."
        )
    if target.startswith("-"):
        raise UsageError(f"{line(target)!r} is no host.")
    phases, changed = plan(root), []
    options = [
        "--times",
        "--checksum",
        "--files-from=-",
        "--from0",
        "--out-format=%n",
        *(["--dry-run"] if dry_run else []),
    ]
    for phase in filter(None, phases):
        done = subprocess.run(  # noqa: S603 - rsync with our own options; the target cannot be taken for one
            [rsync, *options, "--", f"{root}/", target],
            input="\0".join(phase),
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode:
            raise StorageError(f"rsync to {line(target)} failed: {line(done.stderr)}", hint="Run it again: it goes on.")
        sent = [name for name in done.stdout.splitlines() if name in set(phase)]
        for name in sent:
            sending(name)
        changed += sent
    return _sent(root, target, changed, phases)


def _stored(root: Path, target: str, *, dry_run: bool, sending: Callable[[str], None]) -> Sent:
    if find_spec("fsspec") is None:
        raise UsageError("Publishing to a store needs fsspec.", hint=how_to_add("publish"))
    import fsspec

    try:
        store, base = fsspec.core.url_to_fs(target.rstrip("/"))
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{line(target)}: {line(str(error))}.", hint="Its fsspec package is missing, as s3fs."
        ) from error
    phases = plan(root)
    try:
        known = _index(store, base)
        digests = {name: _digest(root / name) for phase in phases for name in phase}
        changed = [name for phase in phases for name in phase if known.get(name) != digests[name]]
        for name in [] if dry_run else changed:
            sending(name)
            _put(store, base, root / name, name)
        if changed and not dry_run:
            _remember(store, base, known | digests)
    except OSError as error:
        raise StorageError(f"{line(target)}: {line(str(error))}", hint="Run it again: it goes on.") from error
    return _sent(root, target, changed, phases)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(store: Any, base: str, path: Path, name: str) -> None:
    from audionews.publish.delivery.serve import media_type

    place = f"{base}/{name}"
    store.makedirs(place.rpartition("/")[0], exist_ok=True)
    typed = {"ContentType": media_type(path.name)} if "s3" in store.protocol else {}
    store.put_file(str(path), place, **typed)


def _index(store: Any, base: str) -> dict[str, str]:
    """Return the digests of the files sent before, from the list kept in the store, without files that are gone."""
    place = f"{base}/{_INDEX}"
    if not store.exists(place):
        return {}
    try:
        known = json.loads(store.cat_file(place))
        there = {path[len(base) + 1 :] if path.startswith(base) else path.lstrip("/") for path in store.find(base)}
        return {name: digest for name, digest in known.items() if name in there}
    except (ValueError, AttributeError):
        return {}


def _remember(store: Any, base: str, known: dict[str, str]) -> None:
    store.pipe_file(f"{base}/{_INDEX}", json.dumps(known, indent=1, sort_keys=True).encode())
