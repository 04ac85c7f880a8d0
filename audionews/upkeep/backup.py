"""One file with all that cannot be made again: settings, words, what was read, whom the show is known by and heard by.

A ZIP archive, so that anybody can look into it. Episodes are not in it, nor the cache, nor voices: they are large, and
can be copied, made or fetched again. Nothing in an archive decides where its files go: only the known names are read.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

from audionews.sources import reading_queue
from audionews.support import files, own_files
from audionews.support.errors import AbsentError, DamagedError, UsageError
from audionews.support.homes import config_home
from audionews.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ABOUT = "audionews-backup.json"
_SCHEMA = 1
_MOST_BYTES = 64 * 2**20
"""Largest of the files, and of the archive."""
_SETTINGS = ("audionews.toml", "lexicon.tsv")
_SHOW = ("show.json", "listeners.json")
_STATE = re.compile(r"[a-z-]{1,40}\.(json|toml)")
"""Files of the daily run's folder that are kept: what was read, and what waits for approval."""


def backup(target: Path, output: Path, state: str, here: Path) -> list[str]:
    """Write the archive `target`; return the names of the files in it.

    Args:
        target: the file to write; one that is there is replaced.
        output: the show's folder.
        state: name of the daily run's folder in it.
        here: the folder of the settings.

    Raises:
        UsageError: there is nothing to keep.
        StorageError: a file cannot be read, or the archive not be written.
    """
    found: dict[str, bytes] = {}
    for name, path in _places(output, state, here).items():
        try:
            found[name] = own_files.content(path, most=_MOST_BYTES)
        except AbsentError:
            continue
    if not found:
        raise UsageError(
            f"There is nothing to keep in {here} and {output}.",
            hint="Run it where audionews.toml is, or give --output.",
        )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {"schema": _SCHEMA, "audionews": __version__, "files": sorted(found)}
        for name, content in {_ABOUT: json.dumps(about, indent=1).encode(), **found}.items():
            archive.writestr(
                zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED
            )  # without a time: same files, same bytes
    files.deliver(target, data.getvalue())
    return sorted(found)


def restore(source: Path, output: Path, state: str, here: Path, *, force: bool = False) -> list[str]:
    """Put the files of an archive in their places; return the names of those that were written.

    Args:
        source: an archive of `backup`.
        output: the show's folder.
        state: name of the daily run's folder in it.
        here: the folder of the settings.
        force: replace files that are there and say something else.

    Raises:
        UsageError: such files are there, or it is no archive of ours; nothing was written then.
        StorageError: a file could not be read or written.
    """
    kept = _read(source)
    places = {name: path for name, path in _places(output, state, here, kept).items() if name in kept}
    changed = {name: path for name, path in places.items() if _held(path) != kept[name]}
    standing = [str(path) for path in changed.values() if _held(path) is not None]
    if standing and not force:
        raise UsageError(
            f"These are there already, and say something else: {', '.join(standing)}.",
            hint="Move them away, or replace them with --force.",
        )
    for name, path in changed.items():
        files.folder(path.parent)
        files.write(path, kept[name])
    return sorted(changed)


def _places(output: Path, state: str, here: Path, kept: Mapping[str, bytes] | None = None) -> dict[str, Path]:
    """Return where each file belongs, by its name in the archive."""
    places = {f"settings/{name}": here / name for name in _SETTINGS}
    places |= {f"user/{name}": config_home() / name for name in _SETTINGS}
    places |= {f"show/{name}": output / name for name in _SHOW}
    places["queue/queue.json"] = reading_queue.place(output)
    names = [name.rpartition("/")[2] for name in kept if name.startswith("daily/")] if kept else _names(output / state)
    return places | {f"daily/{name}": output / state / name for name in names if _STATE.fullmatch(name)}


def _names(folder: Path) -> Iterator[str]:
    return (path.name for path in folder.iterdir()) if folder.is_dir() else iter(())


def _held(path: Path) -> bytes | None:
    try:
        return own_files.content(path, most=_MOST_BYTES)
    except AbsentError:
        return None


def _read(source: Path) -> dict[str, bytes]:
    """Return the files of an archive.

    Raises:
        UsageError: it is not there, or none of ours.
        StorageError: it cannot be read.
    """
    try:
        data = own_files.content(source, most=_MOST_BYTES)
    except (AbsentError, DamagedError) as error:
        raise UsageError(str(error), hint="Give a file that `audionews backup` wrote.") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _MOST_BYTES:
                raise UsageError(f"{source} unpacks to more than {_MOST_BYTES // 2**20} MB.")
            kept = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UsageError(f"{source} is no backup of audionews: {error}.") from error
    about = own_files.json_object(kept.pop(_ABOUT, None))
    if about.get("schema") != _SCHEMA:
        raise UsageError(f"{source} is no backup of this version of audionews.", hint="Upgrade, or give another file.")
    return kept
