"""The log of unattended runs is bounded, whole, and never in the way."""

from pathlib import Path

from audionews.support import run_log
from audionews.support.run_log import RunLog


def test_lines_have_their_time_and_follow_one_another(tmp_path: Path) -> None:
    for text in ("প্রথম", "second"):
        log = RunLog(tmp_path / "log.txt")
        log.tell(text)
        log.write()
    first, second = (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()
    assert first.endswith("  প্রথম")
    assert second.endswith("  second")
    assert first[:2] == "20"


def test_it_turns_over_and_keeps_one_before(tmp_path: Path) -> None:
    log = RunLog(tmp_path / "log.txt")
    for number in range(4):
        log.tell(f"{number} " + "x" * run_log.MOST)
        log.write()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.txt", "log.txt.1"]
    assert " 3 x" in (tmp_path / "log.txt").read_text(encoding="utf-8")[:40]
    assert " 2 x" in (tmp_path / "log.txt.1").read_text(encoding="utf-8")[:40]


def test_a_log_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    log = RunLog(tmp_path / "no folder" / "log.txt")
    log.tell("x")
    log.write()
    (tmp_path / "log.txt").mkdir()
    log = RunLog(tmp_path / "log.txt")
    log.tell("x")
    log.write()
