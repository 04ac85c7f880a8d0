"""Death, or an error of the disk, at the N-th file operation of each command; then the promises, then a rerun."""

import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from fault_runs import (
    DEATHS,
    ERRORS,
    FULL,
    SEED,
    SHARE,
    Row,
    Server,
    Stage,
    check_agreement,
    check_answer,
    check_tidy,
    check_whole,
    copied,
    digest,
    episodes,
    making,
    prepared,
    write_news,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the shim is one of Linux")


class Scenario(NamedTuple):
    """A command, and what it finds."""

    args: list[str]
    change: Callable[[Stage], object] = lambda _: None
    mine: frozenset[str] = frozenset()
    """Folders of episodes that it may change."""
    again: tuple[int, ...] = (0,)
    """Exit codes of the same command once more."""


def changed(stage: Stage) -> None:
    write_news(stage, "a", 2)


def daily(stage: Stage) -> None:
    changed(stage)
    text = 'engine = "tone"\nsources = ["a.txt"]\noutput = "output"\n[daily]\nkeep_days = 30\n'
    (stage.folder / "audionews.toml").write_text(text, encoding="utf-8")


def kept(stage: Stage) -> None:
    """Leave of a show what `restore` brings back."""
    stage.output.joinpath("show.json").unlink()
    shutil.copy(stage.folder / "show.zip", stage.folder / "state")


SWEPT = 0.45
"""Share of all points at which each command is killed in `make faults`; SHARE=2 takes all of them."""
ERRORS_EACH = 11
"""Operations at which each command is given each error."""
UPDATED = frozenset({"2026-11-24-2"})
SCENARIOS = {
    "make, new": Scenario(making("a", "2026-11-25"), changed),
    "make, again": Scenario(making("a"), changed, UPDATED),
    "remake": Scenario(["remake", "2026-11-24-2", "-o", "output", "--rate", "120", "-q"], mine=UPDATED),
    "feed": Scenario(["feed", "output", "--title", "অন্য নাম"]),
    "daily": Scenario(["daily", "--date", "2026-11-25", "-q"], daily),
    "cache": Scenario(["cache", "--prune", "--limit", "0"]),
    "say": Scenario(["say", "নতুন একটি বাক্য শোনা যাচ্ছে।", "-o", "state/today.mp3", "--engine", "tone", "-q"]),
    "init": Scenario(["init", "--yes", "--force", "state/audionews.toml"]),
    "publish, folder": Scenario(["publish", "target", "output", "-q"]),
    "publish, store": Scenario(["publish", "file://HERE/target", "output", "-q"]),
    "add": Scenario(["add", "b.txt", "-o", "output"]),
    "script": Scenario(["script", "a.txt", "-o", "state/bulletin.md"]),
    "listeners": Scenario(["listeners", "add", "ward", "-o", "output"], again=(0, 2)),
    "backup": Scenario(["backup", "state/kept.zip", "-o", "output"]),
    "restore": Scenario(["restore", "state/show.zip", "-o", "output", "--force"], kept),
}


@pytest.fixture(scope="module")
def base(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = prepared(server, tmp_path_factory.mktemp("base") / "stage")
    assert server.ask(stage.job("backup", "show.zip", "-o", "output"))["codes"] == [0], stage.said()
    return stage


def points(total: int, wanted: float, name: str) -> list[int]:
    """Return the operations at which something is to happen: with SHARE 1 so many as are `wanted`."""
    count = max(1, round(wanted * SHARE)) if FULL else 1
    return sorted(random.Random(f"{SEED} {name}").sample(range(1, total + 1), min(total, count)))


def staged(base: Stage, tmp_path: Path, scenario: Scenario) -> Stage:
    place = tmp_path / "stage"
    if place.exists():
        shutil.rmtree(place)
    made = copied(base, place)
    scenario.change(made)
    return made


def others(stage: Stage, scenario: Scenario) -> dict[str, str]:
    """Return the digests of the episodes that a command has no business with."""
    return {folder.name: digest(folder) for folder in episodes(stage.output) if folder.name not in scenario.mine}


def counted(server: Server, base: Stage, tmp_path: Path, scenario: Scenario, on: int) -> int:
    stage = staged(base, tmp_path, scenario)
    done = server.ask(stage.job(*scenario.args, on=on))
    assert done["codes"] == [0], stage.said()
    return int(done["count"])


def survived(server: Server, stage: Stage, scenario: Scenario, before: dict[str, str]) -> None:
    """Hold the promises after a fault, and after the same command once more."""
    check_whole(stage.output)
    now = others(stage, scenario)
    same = scenario.args[0] != "feed"  # which may write pages of episodes again
    assert before.keys() <= now.keys(), f"lost: {before.keys() - now.keys()}"
    assert not same or all(now[name] == before[name] for name in before), "another episode was changed"
    again = server.ask(stage.job(*scenario.args))
    assert again["codes"][0] in scenario.again, f"the rerun failed: {stage.said()[-300:]}"
    check_whole(stage.output)
    check_agreement(stage.output)
    check_tidy(stage)


@pytest.mark.row("kill -9 at any moment")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_death_at_any_file_operation_costs_only_a_rerun(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str
) -> None:
    if not FULL and list(SCENARIOS).index(name) % 3:
        pytest.skip("not in the sample")
    scenario = SCENARIOS[name]
    total = counted(server, base, tmp_path, scenario, DEATHS)
    for at in points(total, max(total * SWEPT, 10), name):
        with row.case(f"{name}, killed at {at} of {total}"):
            stage = staged(base, tmp_path, scenario)
            before = others(stage, scenario)
            done = server.ask(stage.job(*scenario.args, on=DEATHS, at=at))
            assert done["codes"] in ([-9], [0])
            survived(server, stage, scenario, before)


@pytest.mark.row("disk full, EIO, read-only, no descriptors, no permission")
@pytest.mark.parametrize(("name", "error"), [(name, error) for name in SCENARIOS for error in ERRORS])
def test_an_error_at_any_file_operation_keeps_what_was_there(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str, error: str
) -> None:
    scenario, (number, on, stays) = SCENARIOS[name], ERRORS[error]
    if not FULL and (list(SCENARIOS).index(name) + list(ERRORS).index(error)) % 11:
        pytest.skip("not in the sample")
    total = counted(server, base, tmp_path, scenario, on)
    for at in points(total, ERRORS_EACH, f"{name} {error}"):
        with row.case(f"{name}, {error} at {at} of {total}"):
            stage = staged(base, tmp_path, scenario)
            before = others(stage, scenario)
            done = server.ask(stage.job(*scenario.args, on=on, at=at, errno=number, stays=int(stays)))
            check_answer(done["codes"][0], stage.said())
            survived(server, stage, scenario, before)


@pytest.mark.row("kill -9 at any moment")
@pytest.mark.parametrize("count", [1, pytest.param(4, marks=pytest.mark.slow)])
def test_a_sigkill_at_a_random_moment_of_one_and_of_four(
    server: Server, base: Stage, tmp_path: Path, row: Row, count: int
) -> None:
    dice = random.Random(count)
    stage = staged(base, tmp_path, SCENARIOS["make, again"])
    before = {name: one for name, one in others(stage, SCENARIOS["make, again"]).items() if name == "2026-11-23"}
    for number in range(round((40 if count == 1 else 15) * SHARE) or 1):
        with row.case(f"round {number} of {count}"):
            for name in "abde"[:count]:
                write_news(stage, name, number + 3)
            jobs = [
                stage.job(*making(name), number=place, kill_after=dice.uniform(0.01, 0.6))
                for place, name in enumerate("abde"[:count])
            ]
            server.ask(*jobs)
            check_whole(stage.output)
            for name in "abde"[:count]:
                again = server.ask(stage.job(*making(name)))
                assert again["codes"] == [0], stage.said()
            check_whole(stage.output)
            check_agreement(stage.output)
            check_tidy(stage)
            now = others(stage, SCENARIOS["make, again"])
            assert all(now[name] == before[name] for name in before)


@pytest.mark.slow
@pytest.mark.row("two runs on one folder")
def test_eight_at_once_make_eight_whole_episodes(server: Server, base: Stage, tmp_path: Path, row: Row) -> None:
    stage = staged(base, tmp_path, SCENARIOS["make, again"])
    for number in range(round(20 * SHARE) or 1):
        with row.case(f"round {number}"):
            for name in "abcdefgh":
                write_news(stage, name, number + 3)
            jobs = [stage.job(*making(name), number=place) for place, name in enumerate("abcdefgh")]
            done = server.ask(*jobs, seconds=240)
            said = "".join(stage.said(place) for place in range(8))
            assert done["codes"] == [0] * 8, said[-600:]
            check_whole(stage.output)
            check_agreement(stage.output)
            check_tidy(stage)
            assert len(episodes(stage.output)) == 9
