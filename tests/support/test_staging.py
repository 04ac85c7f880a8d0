"""Whatever moment a process dies at, a reader finds the old folder or the new, and the next run tidies up."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from audionews.support import files, staging
from audionews.support.errors import StorageError

CHAPTERS = {"episode.mp3": b"sound", "episode.json": b"{}"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edition(number: int) -> dict[str, bytes]:
    return {name: content + b" %d" % number for name, content in CHAPTERS.items()}


def publish(place: Path, number: int) -> None:
    with files.lock(place.parent):
        staging.recover(place.parent)
        with staging.staged(place) as hidden:
            for name, content in edition(number).items():
                files.write(hidden / name, content)


DYING = textwrap.dedent(
    """
    import os, shutil, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[4])
    from audionews.support import files, staging

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
        staging._swap_names = lambda: lambda new, place: False
    else:
        swap = mortal(staging._swap_names())
        staging._swap_names = lambda: swap
    for name in ("open", "mkdir", "rename", "replace", "fsync", "unlink", "rmdir", "link"):
        setattr(os, name, mortal(getattr(os, name)))
    from test_staging import publish
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
            staging.recover(place.parent)
        assert tree(place) in (edition(1), edition(2))
        if code == 0:
            return


def test_an_error_in_the_block_leaves_the_old_folder(tmp_path: Path) -> None:
    place = tmp_path / "episode"
    publish(place, 1)
    with pytest.raises(ZeroDivisionError), staging.staged(place) as hidden:
        files.write(hidden / "episode.mp3", b"half")
        raise ZeroDivisionError
    assert tree(place) == edition(1)
    assert not list(tmp_path.glob(".episode*"))


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


def test_a_planted_link_is_no_folder_to_bring_back(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    planted = [f".2026-11-23{ending}" for ending in (staging.OLD, staging.NEW)]
    for name in planted:
        (tmp_path / name).symlink_to("elsewhere")
    (tmp_path / ".2026-11-24.staging").symlink_to("elsewhere")
    staging.recover(tmp_path, lambda _: True)
    assert {path.name for path in tmp_path.iterdir()} == {"elsewhere", ".2026-11-24.staging", *planted}
    with pytest.raises(StorageError, match="not made by audionews"), staging.staged(tmp_path / "2026-11-23"):
        pass
