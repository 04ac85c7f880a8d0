"""One process that makes episode after episode: memory, descriptors, threads and temporary files stay flat."""

import gc
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from fault_runs import FULL, SHARE, Row

from audionews import episode
from audionews.settings import Settings
from audionews.support import files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory and descriptors are counted as Linux tells")
MOST_GROWTH = 40_000_000
"""Bytes that memory may grow by from the second third of a run to its end; what it needs at all is there by then."""
ROUNDS = 12
ARTICLES = {"tone": 2000, "espeak": 300}


def memory() -> int:
    """Return the memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


def descriptors() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


@pytest.mark.slow
@pytest.mark.row("a long run: memory, descriptors, threads, temporary files")
@pytest.mark.parametrize("engine", ARTICLES)
def test_a_long_run_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Row, engine: str) -> None:
    monkeypatch.setenv("TMPDIR", str(files.folder(tmp_path / "tmp")))
    monkeypatch.setattr("tempfile.tempdir", None)
    each = max(2, round(ARTICLES[engine] * (SHARE if FULL else 0.02) / ROUNDS))
    settings = Settings().having(engine=engine, output=tmp_path / "output", date=date(2026, 11, 24), profiles=["small"])
    held: list[tuple[int, int, int, int]] = []
    for number in range(ROUNDS):
        news = []
        for place in range(number * each, (number + 1) * each):
            news.append(tmp_path / f"{place}.txt")
            news[-1].write_text(f"এলাকা {place}\n\nজল {place} মিটার।\n", encoding="utf-8")
        episode.make([str(path) for path in news], settings)
        files.remove(tmp_path / "output")
        row.cases += each
        gc.collect()
        held.append((memory(), threading.active_count(), descriptors(), len([*(tmp_path / "tmp").iterdir()])))
    with row.case(f"what {ROUNDS} rounds of {each} by {engine} have left"):
        (before, *first), (after, *last) = held[ROUNDS // 3], held[-1]
        assert after - before < MOST_GROWTH, f"{after - before:,} bytes more: {[one[0] // 1_000_000 for one in held]}"
        assert last == first, f"threads, descriptors, temporary files: {held}"
