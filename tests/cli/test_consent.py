"""Plain `make` asks on a terminal whether the text may go to Google, once; nobody is asked elsewhere."""

import os
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path

import forks
import pytest
from shared import ROOT, Run

QUESTION = "May it speak your articles"

Terminal = Callable[..., str]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Run `audionews` at a pseudo-terminal, type an answer, and return what was shown. Every network is dead there."""
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")

    def run(*arguments: str, typed: str = "") -> str:
        master, slave = pty.openpty()
        dead = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9")
        here = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "XDG_CONFIG_HOME": str(tmp_path / "config")}
        os.write(master, typed.encode())
        shown = list[bytes]()
        reader = threading.Thread(target=lambda: shown.extend(iter(lambda: _read(master), b"")))
        reader.start()
        code = forks.run_on([slave] * 3, [*arguments], tmp_path, {**os.environ, **here, **dead})
        os.close(slave)
        reader.join()
        os.close(master)
        told = b"".join(shown).decode()
        assert code == 0, told
        return told

    return run


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # the other end was closed
        return b""


def test_the_first_make_asks_and_remembers(terminal: Terminal, article: Path, tmp_path: Path) -> None:
    shown = terminal("make", article.name, typed="n\n")
    assert QUESTION in shown
    assert "audionews voices install" in shown
    kept = tmp_path / "config" / "audionews" / "audionews.toml"
    assert tomllib.loads(kept.read_text("utf-8"))["voices"] == {"online": False}
    assert "# preset = " in kept.read_text("utf-8"), "as `init` writes it"
    assert QUESTION not in terminal("make", article.name)


def test_leave_is_kept_in_the_file_that_holds(terminal: Terminal, article: Path, tmp_path: Path) -> None:
    file = tmp_path / "audionews.toml"
    file.write_text('recap = 0\n\n[voices]\n# online = ""\nheadline = "bn+m3" # he\n', encoding="utf-8")
    shown = terminal("make", article.name, typed="y\n")
    assert "Google Translate does not answer" in shown.replace("\r\n", " ")
    assert file.read_text("utf-8") == 'recap = 0\n\n[voices]\nonline = true\nheadline = "bn+m3" # he\n'


@pytest.mark.parametrize("option", ["--offline", "--quiet", "--json", "--engine=tone", "--progress=json", "--dry-run"])
def test_nobody_is_asked_where_no_answer_is_needed_or_no_person_reads(
    terminal: Terminal, article: Path, option: str
) -> None:
    assert QUESTION not in terminal("make", article.name, option)


def test_the_end_of_input_is_no_answer(terminal: Terminal, article: Path, tmp_path: Path) -> None:
    assert QUESTION in terminal("make", article.name, typed="\x04")
    assert not (tmp_path / "config").exists()


def test_without_a_terminal_nobody_is_asked_and_nothing_sent(run: Run, article: Path) -> None:
    done = run("make", article, text="y\n")
    assert done.returncode == 0
    assert QUESTION not in done.stdout + done.stderr
    assert "Speaking with espeak" in done.stderr
    assert "online = true" in done.stderr


def test_init_asks_too(run: Run, tmp_path: Path) -> None:
    done = run("init", text="\n\n\n\n\n\ny\n")
    assert done.returncode == 0, done.stderr
    assert tomllib.loads((tmp_path / "audionews.toml").read_text("utf-8"))["voices"]["online"] is True
