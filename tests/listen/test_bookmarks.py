"""The listener's places: what cannot be read for now is not forgotten, and what is damaged costs nothing else."""

import errno
import os
from pathlib import Path

import pytest

from audionews.listen import bookmarks
from audionews.support import own_files
from audionews.support.errors import StorageError


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIONEWS_DATA", str(tmp_path))
    bookmarks.keep("a", 3, "খবর")
    return tmp_path / "listened.json"


def test_places_that_cannot_be_read_for_now_are_not_written_over(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(path: Path) -> bytes:
        raise StorageError(f"Cannot read {path}: {os.strerror(errno.EIO)}.")

    with monkeypatch.context() as patched:
        patched.setattr(own_files, "content", unreadable)
        assert bookmarks.place("a") is None
        bookmarks.keep("b", 5, "খবর")
    assert bookmarks.place("a") == (3, bookmarks.mark("খবর"))


@pytest.mark.parametrize("damage", ["[" * 5000, '{"a": [1e999, ""]}', '{"a": 5}', "[1]", "\0"])
def test_damaged_places_are_none(kept: Path, damage: str) -> None:
    kept.write_text(damage, encoding="utf-8")
    assert bookmarks.place("a") is None
    bookmarks.keep("b", 5, "খবর")
    assert bookmarks.place("b") == (5, bookmarks.mark("খবর"))
