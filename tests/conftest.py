"""What tests share: a cache of their own, and the command line run as a user runs it."""

import os
import signal
from contextlib import suppress
from functools import partial
from pathlib import Path

import forks
import pytest
from hypothesis import HealthCheck, settings
from shared import ARTICLE, Run, call

# Many laws read tables and networks with their first example, and machines are busy: no clock tells whether one holds.
settings.register_profile("audionews", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("audionews")

forks.spare_the_disk()

OURS = {"AUDIONEWS_FAULTS", "AUDIONEWS_SEED", "AUDIONEWS_VALIDATORS"}
"""What tests are told through the environment; settings of the user's own would reach what they run."""


def begin_as_at_a_terminal() -> None:
    """Let what tests start meet signals, settings and colours as at a plain terminal, wherever the tests are started.

    `nohup` and the `&` of a script have signals ignored, by children too; a handler of Python's is none of theirs.
    """
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_IGN:
            with suppress(ValueError):  # not in the main thread
                signal.signal(number, lambda *_: None)
    for name in [*os.environ]:
        if name.startswith("AUDIONEWS_") and name not in OURS:
            del os.environ[name]


begin_as_at_a_terminal()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than processors: while one waits for a child, a service or a disk, another works."""
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment that keeps a run away from the user's cache and data; one cache serves all tests."""
    return {f"AUDIONEWS_{name.upper()}": str(tmp_path_factory.getbasetemp() / name) for name in ("cache", "data")}


@pytest.fixture(autouse=True)
def _homes(homes: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in homes.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `audionews` in an empty folder, without a network to ask."""
    return partial(call, tmp_path)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One short article as a file."""
    path = tmp_path / "news.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
