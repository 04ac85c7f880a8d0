"""Copy a show to its host, so that listeners find at every moment what the feed names.

Files go in a fixed order: sounds and texts, manifests and pages, the show's list, and the feed last; then what was sent
before and is no longer in the show is removed. The large ones go while others may work in the folder. What they lead to
goes while nobody may, once it is sure that the large ones are still the same. Only what changed is sent; an interrupted
run goes on where it stopped.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.publish.delivery.hosts import RECORD, Host, host, is_hidden, leftovers
from audionews.publish.delivery.masked import shown
from audionews.publish.delivery.sent_record import SentRecord, digest
from audionews.publish.show import shows
from audionews.publish.show.contents import PublicFile, public_files
from audionews.support.counting import counted
from audionews.support.errors import AudionewsError, StorageError, UsageError
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    Held = Callable[[Path], AbstractContextManager[None]]

_BULK = 2  # phases whose files can be large
_ROUNDS = 5
_NAMED = 5  # files that a sentence names
_AGAIN = "Run it again: it goes on."


@dataclass
class Sent:
    """The result of copying a show."""

    target: str
    """The target, as it may be shown."""
    files: list[str] = field(default_factory=list)
    """The files that were sent (or would be), as paths in the show's folder, in order."""
    bytes: int = 0
    """Size of these files together."""
    same: int = 0
    """Number of files that the target had already."""
    removed: list[str] = field(default_factory=list)
    """Files that were removed there (or would be): sent before, and no longer in the show."""
    strange: list[str] = field(default_factory=list)
    """Files there that are neither the show's nor sent by us."""
    deaf: str | None = None
    """Why the WebSub hub could not be told of a changed feed; None where it was, or there is none."""
    feed: str | None = None
    """The secret address of a private show's feed."""

    def described(self, *, dry_run: bool = False) -> list[str]:
        """Return the result in sentences."""
        would = "would be " if dry_run else ""
        said = [f"{counted(len(self.files), 'file')}, {self.bytes:,} bytes {would}sent, {self.same} unchanged."]
        if self.removed:
            said.append(f"{len(self.removed)} {would}removed that are no longer in the show: {_some(self.removed)}.")
        if self.feed:
            said.append(f"The feed, for those alone whom you give its address: {line(self.feed)}")
        return [*said, *(f"Warning: {told}" for told in self.warnings())]

    def warnings(self) -> list[str]:
        """Return what the user should know, in sentences."""
        said = []
        if self.strange:
            what = "1 file there is" if len(self.strange) == 1 else f"{len(self.strange)} files there are"
            said.append(f"{what} not of this show and left alone: {_some(self.strange)}. --delete removes them.")
        if self.deaf:
            said.append(f"the hub was not told of the feed: {line(self.deaf)}")
        return said


def _some(names: Sequence[str]) -> str:
    return line(", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else ""))


def publish(
    root: Path,
    target: str,
    held: Held,
    *,
    dry_run: bool = False,
    delete: bool = False,
    sending: Callable[[str], None] = lambda _: None,
) -> Sent:
    """Copy the show in `root` to `target`, and remove there what it sent before and the show has no longer.

    Args:
        root: the folder of all episodes.
        target: a folder, `host:path` or `rsync://…`, or an address that fsspec supports.
        held: holds the folder of all episodes while a block runs, settled.
        dry_run: change nothing, here or there.
        delete: remove there whatever else is not the show's.
        sending: is called with each path when it has been sent.

    Raises:
        StorageError: a file could not be sent; another call sends the missing ones.
        UsageError: there is no show in `root`, `target` means nothing, or what it needs is not installed.
    """
    if not (root / shows.FEED).is_file():
        raise UsageError(f"There is no feed in {root}.", hint="Build it first: audionews feed --base-url URL")
    there = host(target, root)
    result = Sent(shown(target))
    with _telling(target):
        copy = _Copy(root, there, result, sending)
        if dry_run:
            copy.compare(public_files(root), delete=delete)
            return result
        with copy.remembered():
            _send(copy, held, delete=delete)
    return result


def clear(root: Path, target: str) -> None:
    """Remove all files at a target that has been given up.

    Raises:
        StorageError: they could not be removed.
    """
    with _telling(target):
        there = host(target, root)
        there.remove(name for name in there.listing() if not is_hidden(name))


@contextmanager
def _telling(target: str) -> Iterator[None]:
    """Turn what a host's library raises into a sentence without secrets."""
    try:
        yield
    except AudionewsError:
        raise
    except Exception as error:
        raise StorageError(
            f"{shown(target)}: {shown(target, str(error)) or type(error).__name__}", hint=_AGAIN
        ) from error


def _send(copy: _Copy, held: Held, *, delete: bool) -> None:
    for _ in range(_ROUNDS):
        with held(copy.root):
            files = public_files(copy.root)
        copy.clean(files)
        try:
            copy.send([file for file in files if file.phase < _BULK])
        except FileNotFoundError:  # it went while it was its turn
            continue
        with held(copy.root):
            if public_files(copy.root) == files:
                copy.send([file for file in files if file.phase >= _BULK])
                copy.remove(files, delete=delete)
                return
    raise StorageError(f"{copy.root} changed again and again while it was sent.", hint=_AGAIN)


class _Copy:
    """What goes on between a show and its host."""

    def __init__(self, root: Path, there: Host, result: Sent, sending: Callable[[str], None]) -> None:
        self.root = root
        self._host = there
        self._there = there.listing()
        self._record = SentRecord(there)
        self._result = result
        self._sending = sending

    @contextmanager
    def remembered(self) -> Iterator[None]:
        """Keep what was sent in the block at the host, however it ends."""
        try:
            yield
        except BaseException:
            with suppress(Exception):
                self._record.save()
            raise
        self._record.save()

    def compare(self, files: Sequence[PublicFile], *, delete: bool) -> None:
        """Note in the result what would be done."""
        for file in self._changed(files):
            self._note(file)
        self._result.same = len(files) - len(self._result.files)
        self._result.removed, self._result.strange = self._rest(files, delete=delete)

    def clean(self, files: Sequence[PublicFile]) -> None:
        """Remove what a killed run left."""
        left = leftovers(self._there, [*self._record.files, *(file.name for file in files)])
        if left:
            self._host.remove(left)
            for name in left:
                del self._there[name]

    def send(self, files: Sequence[PublicFile]) -> None:
        """Send what the host has not, in order; each group is there before the next is sent."""
        changed = self._changed(files)
        known = {file.name: file for file in changed}
        digests: dict[str, str] = {}

        def due(phase: int) -> Iterator[str]:
            for file in changed:
                if file.phase == phase:  # before it is sent: one that changes meanwhile is sent once more
                    digests[file.name] = digest(self.root / file.name)
                    yield file.name

        def sent(name: str) -> None:
            self._there[name] = known[name].size
            self._record.note(known[name], digests[name])
            self._note(known[name])
            self._sending(name)

        for phase in sorted({file.phase for file in changed}):
            self._host.send(self.root, due(phase), sent)

    def _changed(self, files: Sequence[PublicFile]) -> list[PublicFile]:
        return [file for file in files if not self._is_there(file)]

    def _is_there(self, file: PublicFile) -> bool:
        if self._there.get(file.name) != file.size:
            return False
        if file.name not in self._record.files and self._host.same(file.name, self.root / file.name):
            self._record.note(file, digest(self.root / file.name))
        return self._record.is_current(self.root, file)

    def _note(self, file: PublicFile) -> None:
        if file.name not in self._result.files:
            self._result.files.append(file.name)
            self._result.bytes += file.size

    def remove(self, files: Sequence[PublicFile], *, delete: bool) -> None:
        """Remove there what was sent before and is not in the show now; with `delete` all that is not the show's."""
        removed, self._result.strange = self._rest(files, delete=delete)
        if removed:
            self._host.remove(removed)
        self._result.removed = removed
        self._result.same = len(files) - len(self._result.files)
        for name in [name for name in self._record.files if name in removed or name not in self._there]:
            del self._record.files[name]

    def _is_unsure(self, name: str) -> bool:
        """Tell whether a file is of an episode that lies here, though its manifest cannot be read."""
        folder, slash, _ = name.partition("/")
        return bool(slash) and os.path.lexists(self.root / folder)

    def _rest(self, files: Sequence[PublicFile], *, delete: bool) -> tuple[list[str], list[str]]:
        """Return what is there and not in the show: what is to be removed, and what is to be left."""
        ours = {file.name for file in files} | {RECORD}
        rest = [name for name in sorted(self._there) if name not in ours and not is_hidden(name)]
        folders = {name.partition("/")[0] for name in ours if "/" in name}
        rest = [name for name in rest if name.partition("/")[0] in folders or not self._is_unsure(name)]
        known = [name for name in rest if delete or name in self._record.files or name == shows.NAME]
        return known, [name for name in rest if name not in known]
