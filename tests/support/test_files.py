"""Under its final name, a file is whole."""

import contextlib
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audionews.support import files, staging
from audionews.support.errors import StorageError


def test_a_file_is_whole_or_absent(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    files.write(target, "এক")
    with pytest.raises(ZeroDivisionError), files.writing(target) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert target.read_text(encoding="utf-8") == "এক"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which file a descriptor is of")
@pytest.mark.parametrize("as_folder", [False, True])
def test_the_disk_has_a_file_before_its_name_and_the_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_folder: bool
) -> None:
    """What a power cut leaves cannot be tried here; that the system is asked for it in the right order can."""
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def flushed(descriptor: int) -> None:
        done.append(f"fsync {Path(f'/proc/self/fd/{descriptor}').readlink().name.partition('.mp3')[0]}")
        fsync(descriptor)

    def renamed(source: Path, target: Path) -> None:
        done.append(f"rename {Path(target).name.partition('.mp3')[0]}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", renamed)
    place = files.folder(tmp_path / "shelf")
    if as_folder:
        with staging.staged(place / "day") as hidden:
            files.write(hidden / "a.mp3", b"sound")
        assert done.pop(0) == "rename .day.staging"
        assert done[0].startswith("fsync .a")
        assert done[1] == "rename a"
        assert done[-1] == "fsync shelf", "the name of the folder"
    else:
        files.write(place / "a.mp3", b"sound")
        assert done == ["fsync .a", "rename a", "fsync shelf"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_what_is_written_can_be_read_by_others_and_never_goes_through_a_planted_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    link = tmp_path / "feed.xml"
    link.symlink_to(victim)
    files.write(link, "new")
    assert victim.read_text() == "mine"
    assert not link.is_symlink()
    assert link.stat().st_mode & 0o444 == 0o444


def test_a_long_bengali_name_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("খ" * 85)
    files.write(target, "x")
    assert target.read_text() == "x"


def test_a_full_or_forbidden_disk_is_one_sentence_with_the_file(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(StorageError, match=r"file"):
        files.folder(blocked / "inside")
    with pytest.raises(StorageError, match="inside"):
        files.write(blocked / "inside", "x")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EIO])
def test_what_a_file_system_cannot_flush_is_written_and_what_a_disk_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError) if number == errno.EIO else contextlib.nullcontext():
        files.write(tmp_path / "a", b"x")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([] if number == errno.EIO else [b"x"])


def test_a_lock_that_another_holds_is_said_once_and_ends(tmp_path: Path) -> None:
    said: list[str] = []
    other = (
        "import sys; from pathlib import Path; from audionews.support import files\n"
        "with files.lock(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", other, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdin
        holder.stdout.readline()
        with (
            pytest.raises(StorageError, match="Another audionews"),
            files.lock(tmp_path, wait=0.05, waiting=lambda: said.append("waiting")),
        ):
            pass
        holder.stdin.close()
    assert said == ["waiting"]
    with files.lock(tmp_path):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes")
def test_a_name_in_bytes_of_another_encoding_is_a_name(tmp_path: Path) -> None:
    for name in ("\udcff\udcfe.txt", "\udcff"):
        files.write(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"
    assert len(list(tmp_path.iterdir())) == 2
