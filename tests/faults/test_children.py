"""Whoever ends it, and however: what it started ends with it, and what it put aside goes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from fault_runs import FULL, Row
from shared import ARTICLE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at as Linux shows them")
SPEAKER = """#!/bin/sh
sleep 300 &
echo $! $$ >> "$STARTED"
sleep 300
"""
"""A voice that never answers, and has somebody else wait too."""
SHELL = """#!/bin/sh
echo $$ $$ >> "$STARTED"
exec sleep 300
"""
"""A remote shell whose host never answers."""
COMMANDS = {
    "make": ["make", "a.txt", "-o", "output"],
    "daily": ["daily", "--date", "2026-11-25"],
    "batch": ["batch", "a.txt", "-o", "many"],
    "say": ["say", "একটি বাক্য।", "-o", "today.mp3"],
    "notify": ["daily", "--date", "2026-11-25", "--engine", "tone", "--notify", "speaker"],
    "clipboard": ["listen", "--clipboard"],
    "validator": ["check", "output"],
    "rsync": ["publish", "host:/show", "output"],
}
MADE = ("validator", "rsync")
"""What works on a show that is there."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DEADLINE = 90.0
"""Seconds after which something will not come any more, on a busy machine too."""


def waited(there: Callable[[], object]) -> bool:
    """Wait for something; tell whether it came."""
    until = time.monotonic() + DEADLINE
    while not there():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def is_alive(process: str) -> bool:
    """Tell whether a process runs; one that has ended and was not asked how does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def begun(folder: Path, name: str, *before: str) -> tuple[subprocess.Popen[bytes], list[str]]:
    """Begin a command whose voice, or other program, never answers; return it and what it started, once there.

    `before` are words of another command that begins it.
    """
    (folder / "tmp").mkdir(parents=True)
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "bin").mkdir()
    for program in ("speaker", "wl-paste", "epubcheck", "java", "ssh"):  # a validator that is installed asks for java
        (folder / "bin" / program).write_text(SHELL if program == "ssh" else SPEAKER)
        (folder / "bin" / program).chmod(0o755)
    speaker, started = folder / "bin" / "speaker", folder / "started"
    settings = f'engine = "command"\nsources = ["a.txt"]\noutput = "output"\n[engines.command]\nargs = ["{speaker}"]\n'
    (folder / "audionews.toml").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "TMPDIR": str(folder / "tmp"), "STARTED": str(started)}
    environment |= {"AUDIONEWS_CACHE": str(folder / "cache"), "RSYNC_RSH": str(folder / "bin" / "ssh")}
    environment |= {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    audionews = [sys.executable, "-m", "audionews"]
    if name in MADE:
        made = [*audionews, "make", "a.txt", "-o", "output", "--engine", "tone", "-q"]
        subprocess.run(made, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    running = subprocess.Popen(
        [*before, *audionews, *COMMANDS[name]],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert waited(lambda: started.exists() and len(started.read_text().split()) >= 2), "it never began"
    return running, started.read_text().split()


def gone(folder: Path, started: list[str]) -> None:
    """Hold that nothing that was started runs; end what does."""
    left = [one for one in started if not waited(lambda one=one: not is_alive(one))]  # type: ignore[misc]
    for one in left:
        with suppress(OSError):
            os.kill(int(one), signal.SIGKILL)
    assert not left, f"{len(left)} of {len(started)} go on"
    assert started == (folder / "started").read_text().split(), "more were begun at the end"


@pytest.mark.slow
@pytest.mark.row("Ctrl-C, SIGTERM, a terminal that goes away")
@pytest.mark.parametrize("name", COMMANDS)
def test_what_was_started_ends_with_the_run(tmp_path: Path, row: Row, name: str) -> None:
    if name == "rsync" and not shutil.which("rsync"):
        pytest.skip("rsync is not installed")
    for number in SIGNALS if FULL else SIGNALS[:1]:
        with row.case(f"{name}, {number.name} while a program speaks"):
            folder = tmp_path / number.name
            running, started = begun(folder, name)
            running.send_signal(number)
            assert running.wait(DEADLINE) == 128 + number
            gone(folder, started)
            assert not list((folder / "tmp").glob("audionews-*")), "temporary files are left"


@pytest.mark.slow
@pytest.mark.row("Ctrl-C, SIGTERM, a terminal that goes away")
def test_a_signal_that_is_to_be_ignored_is(tmp_path: Path, row: Row) -> None:
    for number, name in ((signal.SIGHUP, "HUP"), (signal.SIGINT, "INT")):  # as by `nohup`, and by a script's `&`
        with row.case(f"{name}, ignored"):
            folder = tmp_path / name
            running, started = begun(folder, "say", "sh", "-c", f"trap '' {name}; exec \"$@\"", "sh")
            running.send_signal(number)
            running.send_signal(signal.SIGTERM)
            assert running.wait(DEADLINE) == 128 + signal.SIGTERM
            gone(folder, started)


@pytest.mark.slow
@pytest.mark.row("kill -9 at any moment")
def test_a_worker_ends_with_the_batch_that_was_killed(tmp_path: Path, row: Row) -> None:
    with row.case("batch, killed while a worker's program speaks"):
        running, started = begun(tmp_path, "batch")
        running.kill()
        running.wait(DEADLINE)
        gone(tmp_path, started)
