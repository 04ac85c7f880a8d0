"""Whatever moment a process dies at, a reader finds the old or the new, and the next run tidies up."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from audionews.support import files
from audionews.support.errors import StorageError

CHAPTERS = {"episode.mp3": b"sound", "episode.json": b"{}"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edition(number: int) -> dict[str, bytes]:
    return {name: content + b" %d" % number for name, content in CHAPTERS.items()}


def publish(place: Path, number: int) -> None:
    with files.lock(place.parent):
        files.recover(place.parent)
        with files.staged(place) as hidden:
            for name, content in edition(number).items():
                files.write(hidden / name, content)


DYING = textwrap.dedent(
    """
    import os, shutil, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[4])
    from audionews.support import files

    left = int(sys.argv[2])

    def mortal(operation):
        def run(*args, **kwargs):
            global left
            left -= 1
            if left == 0:
                os._exit(9)
            return operation(*args, **kwargs)
        return run

    if sys.argv[3] == "two-renames":
        files._swap_names = lambda: lambda new, place: False
    else:
        swap = mortal(files._swap_names())
        files._swap_names = lambda: swap
    for name in ("open", "mkdir", "rename", "replace", "fsync", "unlink", "rmdir", "link"):
        setattr(os, name, mortal(getattr(os, name)))
    from test_files import publish
    publish(Path(sys.argv[1]), 2)
    print(left)
    """
)


def die_at(place: Path, operation: int, way: str) -> int:
    command = [sys.executable, "-c", DYING, str(place), str(operation), way, str(Path(__file__).parent)]
    return subprocess.run(command, check=False, capture_output=True, timeout=60).returncode


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "two-renames"])
def test_a_kill_between_any_two_file_operations_leaves_old_or_new(tmp_path: Path, way: str) -> None:
    seen, deaths = [], 0
    for operation in range(1, 200):
        place = tmp_path / f"{operation}" / "2026-11-23"
        files.folder(place.parent)
        publish(place, 1)
        code = die_at(place, operation, way)
        moved = way == "two-renames" and not place.exists()
        if not moved:
            assert tree(place) in (edition(1), edition(2))
            seen.append(tree(place))
        publish(place, 3)
        assert tree(place) == edition(3)
        assert [path.name for path in place.parent.iterdir() if path.name != ".lock"] == [place.name]
        if code == 0:
            break
        assert code == 9
        deaths += 1
    else:
        pytest.fail("the run never came to its end")
    assert deaths > 15
    assert edition(1) in seen
    assert edition(2) in seen


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "two-renames"])
def test_a_death_in_the_exchange_is_finished_or_undone_by_the_next_command(tmp_path: Path, way: str) -> None:
    for operation in range(1, 200):
        place = tmp_path / f"{operation}" / "2026-11-23"
        files.folder(place.parent)
        publish(place, 1)
        code = die_at(place, operation, way)
        with files.lock(place.parent):
            files.recover(place.parent)
        assert tree(place) in (edition(1), edition(2))
        if code == 0:
            return


def test_an_error_in_the_block_leaves_the_old_folder(tmp_path: Path) -> None:
    place = tmp_path / "episode"
    publish(place, 1)
    with pytest.raises(ZeroDivisionError), files.staged(place) as hidden:
        files.write(hidden / "episode.mp3", b"half")
        raise ZeroDivisionError
    assert tree(place) == edition(1)
    assert not list(tmp_path.glob(".episode*"))


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
        with files.staged(place / "day") as hidden:
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


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_planted_folder_link_is_replaced_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "keep").write_text("mine")
    place = tmp_path / "shelf" / "2026-11-23"
    files.folder(place.parent)
    place.symlink_to(elsewhere)
    publish(place, 1)
    assert (elsewhere / "keep").read_text() == "mine"
    assert not place.is_symlink()
    assert tree(place) == edition(1)


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


def test_a_planted_link_is_no_folder_to_bring_back(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    planted = [f".2026-11-23{ending}" for ending in (files.OLD, files.NEW)]
    for name in planted:
        (tmp_path / name).symlink_to("elsewhere")
    (tmp_path / ".2026-11-24.staging").symlink_to("elsewhere")
    files.recover(tmp_path, lambda _: True)
    assert {path.name for path in tmp_path.iterdir()} == {"elsewhere", ".2026-11-24.staging", *planted}
    with pytest.raises(StorageError, match="not made by audionews"), files.staged(tmp_path / "2026-11-23"):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes")
def test_a_name_in_bytes_of_another_encoding_is_a_name(tmp_path: Path) -> None:
    for name in ("\udcff\udcfe.txt", "\udcff"):
        files.write(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"
    assert len(list(tmp_path.iterdir())) == 2
