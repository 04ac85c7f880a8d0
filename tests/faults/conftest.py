"""The matrix of faults: each test counts its cases in a row; `make faults` prints rows, cases, violations."""

import contextlib
import os
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fault_runs import HERE, SHARE, Row, Server


def spent(server: Server | None) -> float:
    """Return the CPU time of this process and of those it has waited for, and of the server's forks."""
    return sum(os.times()[:4]) + (server.seconds if server else 0.0)


@pytest.fixture
def row(request: pytest.FixtureRequest) -> Iterator[Row]:
    """The row that the test's marker names; the test fails where one of its cases went against a promise."""
    marker = request.node.get_closest_marker("row")
    made = Row(marker.args[0])
    forks = request.getfixturevalue("server") if "server" in request.fixturenames else None
    before = spent(forks)
    yield made
    made.seconds = spent(forks) - before
    request.node.user_properties.append(("row", (made.name, made.cases, len(made.violations), made.seconds)))
    if made.violations:
        pytest.fail(f"{len(made.violations)} of {made.cases} cases:\n" + "\n".join(made.violations[:20]), pytrace=False)


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets file operations fail."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to build the shim with")
    built = tmp_path_factory.mktemp("shim") / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-w", "-o", str(built), str(HERE / "shim.c"), "-ldl"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    if done.returncode:
        pytest.skip(f"the shim cannot be built here: {done.stderr[:200]}")
    return built


@pytest.fixture(scope="session")
def server(shim: Path) -> Iterator[Server]:
    """The process whose forks run the command line."""
    made = Server(shim)
    yield made
    with contextlib.suppress(OSError):
        made.close()


LEAST = {
    "kill -9 at any moment": 600,
    "disk full, EIO, read-only, no descriptors, no permission, stale": 700,
    "bad input: ": 3000,
    "bad input, by the command itself": 250,
}
"""Cases that a whole matrix has at least, by the beginning of their rows."""


def counted(terminalreporter: Any) -> tuple[Counter[str], Counter[str], dict[str, float]]:
    """Return cases, violations and seconds of CPU by row."""
    cases, violations, seconds = Counter[str](), Counter[str](), defaultdict[str, float](float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "row" and report.when == "teardown":
                    cases[value[0]] += value[1]
                    violations[value[0]] += value[2]
                    seconds[value[0]] += value[3]
    return cases, violations, seconds


def too_few(cases: Counter[str]) -> list[str]:
    """Return which rows of a whole matrix have fewer cases than they must; rows that were not asked for may be away."""
    told = {row: sum(count for name, count in cases.items() if name.startswith(row)) for row in LEAST}
    return [f"{row}: {count} of {LEAST[row]}" for row, count in told.items() if SHARE >= 1 and 0 < count < LEAST[row]]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a whole matrix that has too few cases, as where none of the points was met."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    chosen = session.config.option.keyword
    if reporter and not hasattr(session.config, "workerinput") and not chosen and too_few(counted(reporter)[0]):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the matrix."""
    cases, violations, seconds = counted(terminalreporter)
    if not cases:
        return
    terminalreporter.section("what audionews survives")
    form = "{:<72} {:>6} cases {:>4} violations {:>6.0f} s of CPU"
    for name in cases:
        terminalreporter.write_line(form.format(name, cases[name], violations[name], seconds[name]))
    for short in too_few(cases):
        terminalreporter.write_line(f"too few cases: {short}")
    terminalreporter.write_line(form.format("all", cases.total(), violations.total(), sum(seconds.values())))
