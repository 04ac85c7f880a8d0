"""Whoever starts `audionews` may have closed its streams, filled its disk or not want to wait for heavy imports."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="asks a POSIX shell")
HEAVY = {
    *(
        "PIL",
        "aiohttp",
        "audionews.bengali",
        "audionews.episode",
        "espeakng_loader",
        "feedparser",
        "filelock",
        "fsspec",
    ),
    *("gtts", "httpx", "lameenc", "lxml", "mutagen", "numpy", "platformdirs", "protego", "pydantic", "pydub"),
    *("requests", "rich", "soundfile", "soxr", "starlette", "trafilatura", "urllib3", "uvicorn"),
}


def shell(redirected: str, *arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "audionews", *map(str, arguments)]
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirected}', "sh", *command],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=60,
    )


@posix
def test_closed_streams_are_no_mistake(article: Path, tmp_path: Path) -> None:
    done = shell("<&- >&- 2>&-", "make", article, "--engine", "tone", "--date", "2026-11-23", folder=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "output/2026-11-23/episode.mp3").exists()
    done = shell("<&-", "make", "-", "--engine", "tone", folder=tmp_path)
    assert done.returncode == 3, done.stderr


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [("script",), ("make", "--engine", "tone")], ids=" ".join)
def test_a_full_disk_behind_stdout_is_storage(article: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = shell("> /dev/full", *command, article, folder=tmp_path)
    assert done.returncode == 6
    assert done.stderr.splitlines()[-1] == "Error: Cannot use standard output: No space left on device."


@pytest.mark.parametrize("code", ["import audionews", "sys.argv = ['audionews', '--help']; cli()"])
def test_neither_the_package_nor_the_help_loads_what_is_heavy(code: str) -> None:
    load = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "def cli():\n    from audionews.cli import main\n    main()\n"
    )
    done = subprocess.run([sys.executable, "-c", load + code], check=True, capture_output=True, text=True, timeout=60)
    assert not HEAVY & set(done.stderr.split())


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp437"])
def test_a_terminal_without_bengali_shows_marks_and_how_to_mend_it(article: Path, tmp_path: Path, page: str) -> None:
    done = run_in(page, "script", article, folder=tmp_path)
    assert done.returncode == 0
    assert b"??" in done.stdout
    assert done.stderr.decode(page).splitlines()[-1].startswith("Each ? stands for a letter")


def test_the_locale_c_refuses_no_letter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("১২ জন\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "audionews", "normalize", "a.txt"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=dict(os.environ, PYTHONPATH=str(ROOT), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "??????\n"
    assert done.stderr.startswith("Each ? stands for a letter that ")


def test_an_episode_on_such_a_terminal_is_whole(article: Path, tmp_path: Path) -> None:
    done = run_in("cp1252", "make", article, "--engine", "tone", "--date", "2026-11-23", folder=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "output/2026-11-23/episode.mp3").exists()


def test_json_on_such_a_terminal_loses_no_letter(article: Path, tmp_path: Path) -> None:
    done = run_in("cp1252", "script", article, "--json", folder=tmp_path)
    assert json.loads(done.stdout.decode("ascii")) == json.loads(
        run_in("utf-8", "script", article, "--json", folder=tmp_path).stdout.decode("utf-8")
    )


def run_in(page: str, *arguments: object, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "audionews", *map(str, arguments)],
        check=False,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": page},
        timeout=60,
    )


FILLED = """
import os
from audionews.cli import streams
streams.open_streams()
assert os.open("file", os.O_CREAT | os.O_WRONLY) > 2
os.write(2, b"what a library prints")
"""


@posix
def test_no_file_is_opened_in_the_place_of_a_stream_that_is_closed(tmp_path: Path) -> None:
    command = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", sys.executable, "-c", FILLED]
    done = subprocess.run(command, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0
    assert (tmp_path / "file").read_bytes() == b""
