"""What other systems do otherwise, acted out here: docs/platforms.md says what was tried how."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared import ROOT, call

from audionews.support import files, scratch
from audionews.support.errors import StorageError

POSIX_SIGNALS = ("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGUSR1", "SIGUSR2", "alarm", "setitimer")

POSIX_ONLY = ("fcntl", "grp", "posix_ipc", "pwd", "resource", "termios", "tty")


def test_an_episode_comes_out_without_the_modules_that_windows_lacks(article: Path, tmp_path: Path) -> None:
    without = (
        "import os, sys\n"
        f"for name in {POSIX_ONLY}: sys.modules[name] = None\n"
        "for name in ('fork', 'geteuid', 'killpg', 'mkfifo', 'O_NOFOLLOW', 'sched_getaffinity', 'setsid', 'statvfs'):\n"
        "    if hasattr(os, name): delattr(os, name)\n"
        "import signal\n"
        f"for name in {POSIX_SIGNALS}: delattr(signal, name)\n"
        "from audionews.cli import main\n"
        f"sys.argv = ['audionews', 'make', {str(article)!r}, '--engine', 'tone', '--date', '2026-11-23']\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", without],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output/2026-11-23/episode.mp3").exists()
    assert (tmp_path / "output/feed.xml").exists()


@pytest.fixture
def open_elsewhere(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Have Windows refuse to replace a file that a player or a virus scanner holds open, twice for each call."""
    asked: list[Path] = []
    really = Path.replace

    def replace(self: Path, target: Path) -> Path:
        asked.append(self)
        if len(asked) % 3:
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(target))
        return really(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(files, "PAUSE", 0.0)
    return asked


def test_a_file_that_is_open_for_a_moment_is_waited_for(tmp_path: Path, open_elsewhere: list[Path]) -> None:
    (tmp_path / "feed.xml").write_text("old", encoding="utf-8")
    files.write(tmp_path / "feed.xml", "new")
    assert (tmp_path / "feed.xml").read_text(encoding="utf-8") == "new"
    assert len(open_elsewhere) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]


def test_one_that_stays_open_is_named_and_keeps_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "The process cannot access the file", str(target))

    (tmp_path / "feed.xml").write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(files, "PAUSE", 0.0)
    with pytest.raises(StorageError) as caught:
        files.write(tmp_path / "feed.xml", "new")
    assert "feed.xml" in str(caught.value)
    assert (tmp_path / "feed.xml").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]


def test_a_temporary_folder_goes_where_no_file_that_is_open_can_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, descriptors = Path.unlink, Path("/proc/self/fd")

    def unlink(self: Path, *, missing_ok: bool = False) -> None:
        if str(self) in {os.path.realpath(one) for one in descriptors.iterdir()}:
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(self))
        really(self, missing_ok=missing_ok)

    if not descriptors.is_dir():
        pytest.skip("open files are not listed here")
    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr(sys, "platform", "win32")
    with scratch.folder(tmp_path) as folder:
        (folder / "part").write_text("x", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_no_file_of_an_episode_has_a_name_that_windows_keeps_or_that_differs_in_case_alone(
    article: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "CON: প্রশ্ন?"
    odd.mkdir()
    (odd / "aux.txt").write_text(article.read_text(encoding="utf-8"), encoding="utf-8")
    done = call(tmp_path, "make", odd, "--engine", "tone", "--date", "2026-11-23", "--separate", "also")
    assert done.returncode == 0, done.stderr
    names = [path.name for path in (tmp_path / "output").rglob("*")]
    reserved = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
    assert len(names) > 10
    for name in names:
        assert name.partition(".")[0].lower() not in reserved
        assert not set(name) & set('<>:"/\\|?*')
        assert not name.endswith((" ", "."))
    for folder in [tmp_path / "output", *(path for path in (tmp_path / "output").rglob("*") if path.is_dir())]:
        inside = [path.name.lower() for path in folder.iterdir()]
        assert len(inside) == len(set(inside))
    longest = max(len(str(path.relative_to(tmp_path))) for path in (tmp_path / "output").rglob("*"))
    assert longest < 100  # of the 260 characters that a path may have there without a long-path setting
