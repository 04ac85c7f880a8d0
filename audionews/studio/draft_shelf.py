"""The drafts of the studio: script files in one folder, each changed as a whole, whoever else changes it too."""

from __future__ import annotations

import hashlib
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews import editing
from audionews.desk import draft_reader
from audionews.desk.arranging import EditConflict
from audionews.support import files, own_files
from audionews.support.errors import AbsentError, AudionewsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from audionews.desk.draft import Draft
    from audionews.settings import Settings

_NAME = re.compile(r"[\w-]{1,80}")
_ENDING = ".md"
_UNDONE = 100
"""Most changes of one draft that can be undone."""
_AWAY = "old"
"""The folder of drafts that were put away."""
_WAIT = 10.0  # s for another studio on the same folder


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it lies on the shelf."""

    name: str
    """Its file's name without the ending."""
    draft: Draft
    """What it says."""
    version: str
    """Digest of its file: another one as soon as anything in it is another."""


class DraftShelf:
    """A folder of drafts."""

    def __init__(self, folder: Path, settings: Settings, changed: Callable[[KeptDraft], None] = lambda _: None) -> None:
        self.folder, self._settings, self._changed = folder, settings, changed
        self._lock = threading.Lock()
        self._before: dict[str, list[tuple[str, bytes]]] = {}
        for place in (folder, folder / _AWAY):  # what a studio that was killed was writing there
            files.sweep(place)

    def names(self) -> list[str]:
        """Return the names of the drafts, the latest first."""
        found = [path.stem for path in self.folder.glob(f"*{_ENDING}") if _NAME.fullmatch(path.stem)]
        return sorted(found, key=_order, reverse=True)

    def new(self) -> KeptDraft:
        """Put an empty draft of today's on the shelf.

        Raises:
            StorageError: it cannot be written.
        """
        draft = editing.blank_draft(self._settings)
        with self._alone():
            name, number = f"{draft.head.date}", 1
            while (self.folder / f"{name}{_ENDING}").exists():
                number += 1
                name = f"{draft.head.date}-{number}"
            files.write(self._path(name), editing.text_of(draft))
        return self.get(name)

    def get(self, name: str) -> KeptDraft:
        """Return a draft.

        Raises:
            UsageError: there is none of that name, or a line of it cannot be read.
        """
        path = self._path(name)
        try:
            data = own_files.content(path)
        except AbsentError as error:
            raise UsageError(f"There is no draft {name!r}.") from error
        return KeptDraft(name, draft_reader.read(data, path.name), _version(data))

    def change(self, name: str, deed: Callable[[Draft], Draft]) -> KeptDraft:
        """Do something to a draft as it is now; return what it is then.

        Raises:
            EditConflict: what the deed was meant for is no longer there.
            UsageError: it means nothing.
            StorageError: it cannot be written; the draft is then as it was.
        """
        with self._alone():
            before = self.get(name)
            draft = deed(before.draft)
            if _programme_of(draft) != _programme_of(before.draft):
                draft = editing.redressed(before.draft, draft, self._settings)
            if draft == before.draft:
                return before
            kept = self._put(name, editing.text_of(draft).encode())
            undone = self._before.setdefault(name, [])
            undone.append((kept.version, editing.text_of(before.draft).encode()))
            del undone[:-_UNDONE]
        self._changed(kept)
        return kept

    def undo(self, name: str) -> KeptDraft:
        """Take back the last change of a draft that this studio made.

        Raises:
            EditConflict: there is none, or somebody has changed the draft since.
        """
        with self._alone():
            now, undone = self.get(name), self._before.get(name, [])
            if not undone or undone[-1][0] != now.version:
                raise EditConflict("There is nothing to take back.")
            kept = self._put(name, undone.pop()[1])
            if undone:
                undone[-1] = (kept.version, undone[-1][1])
        self._changed(kept)
        return kept

    def can_undo(self, kept: KeptDraft) -> bool:
        """Tell whether `undo` would change anything."""
        undone = self._before.get(kept.name, [])
        return bool(undone) and undone[-1][0] == kept.version

    def remove(self, name: str) -> None:
        """Put a draft away: into the folder `old`, under its name.

        Raises:
            UsageError: there is none of that name.
            StorageError: it cannot be moved.
        """
        with self._alone():
            kept = self.get(name)
            old = files.folder(self.folder / _AWAY)
            files.write(old / f"{name}-{kept.version[:8]}{_ENDING}", own_files.content(self._path(name)))
            files.remove(self._path(name))

    def titles(self) -> list[tuple[str, str]]:
        """Return name and title of each draft, the latest first; one that cannot be read has its name for a title."""
        return [(name, self._title(name)) for name in self.names()]

    def _title(self, name: str) -> str:
        try:
            return self.get(name).draft.head.title
        except AudionewsError:
            return name

    def _put(self, name: str, data: bytes) -> KeptDraft:
        """Write a draft that can be read again."""
        draft = draft_reader.read(data, f"{name}{_ENDING}")
        files.write(self._path(name), data)
        return KeptDraft(name, draft, _version(data))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise UsageError(f"There is no draft {name[:80]!r}.")
        return self.folder / f"{name}{_ENDING}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock, files.lock(files.folder(self.folder), wait=_WAIT):
            yield


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _order(name: str) -> tuple[str, int, str]:
    number = name[11:]
    return name[:10], int(number) if number.isdecimal() else 1, name


def _programme_of(draft: Draft) -> object:
    """Return what the programme's own lines depend on."""
    stories = [(story.headline, story.pinned) for story in draft.stories]
    return stories, draft.head.preset, draft.head.date, draft.head.time, dict(draft.head.settings)
