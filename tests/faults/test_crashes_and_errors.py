"""Death, or an error of the disk, at the N-th file operation of each command; then the promises, then a rerun."""

import errno
import hashlib
import random
import re
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fault_runs import (
    ALL,
    CLOCK,
    DEATHS,
    ERRORS,
    FULL,
    KILL,
    LIST,
    LOOK,
    MAKE,
    NAME,
    READ,
    SEED,
    SHARE,
    STAT,
    STOP,
    SYNC,
    WRITE,
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
    part: str = ""
    """Who sits in front of it."""
    output: str = "output"
    """The folder whose episodes and feed must agree."""
    tidy: tuple[str, ...] = ()
    """The command that removes what was left where the same one once more has nothing to do."""


class Point(NamedTuple):
    """An operation of a command: the n-th of its kind on a file of that name."""

    kind: int
    name: str
    nth: int

    def __str__(self) -> str:
        return f"{KINDS[self.kind]} {self.name} #{self.nth}"


def changed(stage: Stage) -> None:
    write_news(stage, "a", 2)


def daily(stage: Stage, more: str = "") -> None:
    changed(stage)
    text = f'engine = "tone"\nsources = ["a.txt"]\noutput = "output"\n[daily]\nkeep_days = 30\n{more}'
    (stage.folder / "audionews.toml").write_text(text, encoding="utf-8")


def reviewed(stage: Stage) -> None:
    """Leave a bulletin that waits to be approved."""
    daily(stage)
    shutil.copytree(stage.folder / "waiting", stage.output / ".daily", dirs_exist_ok=True)


def heard(stage: Stage) -> None:
    """Listen with a device that plays nothing; somebody has stopped at the second sentence of something else."""
    daily(stage, '[listen]\ndevice = "null"\n')
    (stage.folder / "data" / "listened.json").write_text('{"other": [1, "0123456789ab"]}')


def kept(stage: Stage) -> None:
    """Leave of a show what `restore` brings back."""
    stage.output.joinpath("show.json").unlink()
    shutil.copy(stage.folder / "show.zip", stage.folder / "state")


KINDS = {
    LOOK: "open", MAKE: "create", READ: "read", WRITE: "write", SYNC: "flush", NAME: "name", STAT: "stat", LIST: "list",
}  # fmt: skip
KILLS_EACH, ERRORS_EACH, OTHERS_EACH = 48, 7, 4
"""Operations at which each command is killed, is given each error, and meets whatever else, in `make faults`."""
UPDATED = frozenset({"2026-11-24-2"})
TONE = ["--engine", "tone", "-q"]
PRUNE = ("cache", "--prune")
SCENARIOS = {
    "make, new": Scenario(making("a", "2026-11-25"), changed),
    "make, again": Scenario(making("a"), changed, UPDATED),
    "remake": Scenario(["remake", "2026-11-24-2", "-o", "output", "--rate", "120", "-q"], mine=UPDATED),
    "feed": Scenario(["feed", "output", "--title", "অন্য নাম"]),
    "daily": Scenario(["daily", "--date", "2026-11-25", "-q"], daily),
    "daily, review": Scenario(["daily", "--review", "--date", "2026-11-25", "-q"], daily, tidy=PRUNE),
    "approve": Scenario(["approve", "2026-11-27", "-q"], reviewed, again=(0, 2), tidy=PRUNE),
    "batch": Scenario(["batch", "a.txt", "b.txt", "-o", "state/many", *TONE], changed, output="state/many"),
    "cache": Scenario(["cache", "--prune", "--limit", "0"]),
    "say": Scenario(["say", "নতুন একটি বাক্য শোনা যাচ্ছে।", "-o", "state/today.mp3", *TONE]),
    "init": Scenario(["init", "--yes", "--force", "state/audionews.toml"]),
    "publish, folder": Scenario(["publish", "target", "output", "-q"]),
    "publish, store": Scenario(["publish", "file://HERE/target", "output", "-q"]),
    "add": Scenario(["add", "b.txt", "-o", "output"]),
    "script": Scenario(["script", "a.txt", "-o", "state/bulletin.md"]),
    "listeners": Scenario(["listeners", "add", "ward", "-o", "output"], again=(0, 2)),
    "backup": Scenario(["backup", "state/kept.zip", "-o", "output"]),
    "restore": Scenario(["restore", "state/show.zip", "-o", "output", "--force"], kept),
    "studio": Scenario(["studio", "state/drafts", "--no-browser"], daily, part="browser"),
    "serve": Scenario(["serve", "output", "--api"], daily, part="program"),
    "listen": Scenario(["listen", "a.txt", *TONE], heard, part="keyboard"),
}


@pytest.fixture(scope="module")
def base(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = prepared(server, tmp_path_factory.mktemp("base") / "stage")
    assert server.ask(stage.job("backup", "show.zip", "-o", "output"))["codes"] == [0], stage.said()
    daily(stage)
    assert server.ask(stage.job("daily", "--review", "--date", "2026-11-27", "-q"))["codes"] == [0], stage.said()
    (stage.output / ".daily").rename(stage.folder / "waiting")
    (stage.folder / "audionews.toml").unlink()
    write_news(stage, "a", 1)
    return stage


def met(server: Server, base: Stage, tmp_path: Path, scenario: Scenario, on: int, **more: Any) -> list[Point]:
    """Return the operations that a command does."""
    stage, noted = staged(base, tmp_path, scenario), tmp_path / "noted"
    job = stage.job(*scenario.args, part=scenario.part, on=on, noted=str(noted), **more)
    assert server.ask(job)["codes"] == [0], stage.said()
    times, found = Counter[tuple[int, str]](), list[Point]()
    for line in noted.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        kind, _, name = line.partition(" ")
        times[int(kind), name] += 1
        found.append(Point(int(kind), name, times[int(kind), name]))
    return found


TODAYS = re.compile(r"(?<=drafts/)(old/)?\.?\d{4}-\d\d-\d\d")
"""The name of a draft of the studio's, after the day on which it was begun."""


def chosen(found: list[Point], each: int, name: str) -> list[Point]:
    """Return the operations at which something is to happen, with SHARE 1 `each`; of each file one, then a second …

    Which they are is told by their kind, name and number, so that every machine takes the same, on every day.
    """

    def dice(point: Point) -> str:
        told = TODAYS.sub("", f"{SEED} {name} {point}")
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()

    rounds, ordered = Counter[tuple[int, str]](), list[tuple[int, str, Point]]()
    for point in sorted(found, key=dice):
        rounds[point[:2]] += 1
        ordered.append((rounds[point[:2]], dice(point), point))
    return [point for *_, point in sorted(ordered)[: max(1, round(each * SHARE)) if FULL else 1]]


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


def survived(server: Server, stage: Stage, scenario: Scenario, before: dict[str, str]) -> None:
    """Hold the promises after a fault, and after the same command once more."""
    check_whole(stage.output)
    now = others(stage, scenario)
    same = scenario.args[0] != "feed"  # which may write pages of episodes again
    assert before.keys() <= now.keys(), f"lost: {before.keys() - now.keys()}"
    assert not same or all(now[name] == before[name] for name in before), "another episode was changed"
    recovered(server, stage, scenario)


def recovered(server: Server, stage: Stage, scenario: Scenario) -> None:
    """Hold that the same command once more does what it is for, and leaves nothing."""
    again = server.ask(stage.job(*scenario.args, part=scenario.part))
    assert again["codes"][0] in scenario.again, f"the rerun failed: {stage.said()[-300:]}"
    if scenario.tidy:
        assert server.ask(stage.job(*scenario.tidy))["codes"] == [0], stage.said()
    check_whole(stage.output)
    if scenario.output != "output":
        check_whole(stage.folder / scenario.output, shown=False)
    if scenario.output == "output" or (stage.folder / scenario.output / "feed.xml").exists():
        check_agreement(stage.folder / scenario.output)
    check_tidy(stage)


def sampled(*places: tuple[Sequence[str], str], of: int) -> None:
    """Skip what the default tests leave out: they take one of so many."""
    if not FULL and sum([*names].index(name) for names, name in places) % of:
        pytest.skip("not in the sample")


@pytest.mark.row("kill -9 at any moment")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_death_at_any_file_operation_costs_only_a_rerun(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str
) -> None:
    sampled(([*SCENARIOS], name), of=7)
    scenario = SCENARIOS[name]
    for point in chosen(met(server, base, tmp_path, scenario, DEATHS), KILLS_EACH, name):
        with row.case(f"{name}, killed at {point}"):
            stage = staged(base, tmp_path, scenario)
            before = others(stage, scenario)
            done = server.ask(stage.job(*scenario.args, part=scenario.part, point=point, what=KILL))
            assert done["codes"] in ([-9], [0]), stage.said()
            survived(server, stage, scenario, before)


@pytest.mark.row("disk full, EIO, read-only, no descriptors, no permission, stale")
@pytest.mark.parametrize(("name", "error"), [(name, error) for name in SCENARIOS for error in ERRORS])
def test_an_error_at_any_file_operation_keeps_what_was_there(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str, error: str
) -> None:
    sampled(([*SCENARIOS], name), ([*ERRORS], error), of=13)
    scenario, (number, on, stays) = SCENARIOS[name], ERRORS[error]
    for point in chosen(met(server, base, tmp_path, scenario, on), ERRORS_EACH, f"{name} {error}"):
        with row.case(f"{name}, {error} at {point}"):
            stage = staged(base, tmp_path, scenario)
            before = others(stage, scenario)
            job = stage.job(*scenario.args, part=scenario.part, on=on, point=point, what=number, stays=stays)
            done = server.ask(job)
            check_answer(done["codes"][0], stage.said())
            survived(server, stage, scenario, before)


@pytest.mark.row("a quota on the cache alone")
@pytest.mark.parametrize("name", ["make, new", "make, again", "remake", "daily", "say", "studio", "serve", "listen"])
def test_a_quota_on_the_cache_costs_the_cache_alone(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str
) -> None:
    if not FULL and name != "say":
        pytest.skip("not in the sample")
    scenario, on = SCENARIOS[name], MAKE | WRITE | SYNC
    for point in chosen(met(server, base, tmp_path, scenario, on, watch=[str(tmp_path / "stage" / "cache")]), 4, name):
        with row.case(f"{name}, EDQUOT at {point}"):
            stage = staged(base, tmp_path, scenario)
            before = others(stage, scenario)
            job = stage.job(*scenario.args, part=scenario.part, on=on, point=point, what=errno.EDQUOT, stays=True)
            done = server.ask(job | {"watch": [str(stage.folder / "cache")]})
            assert done["codes"] == [0], stage.said()[-300:]
            survived(server, stage, scenario, before)


@pytest.mark.row("Ctrl-C, SIGTERM, a terminal that goes away")
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_signal_at_any_file_operation_ends_the_run(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str
) -> None:
    sampled(([*SCENARIOS], name), of=8)
    scenario, signals = SCENARIOS[name], (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for count, point in enumerate(chosen(met(server, base, tmp_path, scenario, ALL), OTHERS_EACH, f"{name} signal")):
        number = signals[(SEED + count) % 3]
        with row.case(f"{name}, {number.name} at {point}"):
            stage = staged(base, tmp_path, scenario)
            before = others(stage, scenario)
            begun = time.monotonic()
            done = server.ask(stage.job(*scenario.args, part=scenario.part, point=point, what=-100 - number))
            check_answer(done["codes"][0], stage.said())
            assert done["codes"][0] in {128 + number, 0}, f"{done['codes']}: {stage.said()}"
            assert time.monotonic() - begun < 20
            survived(server, stage, scenario, before)


YEAR = 365 * 86_400


@pytest.mark.row("the clock jumps in the middle of a run")
@pytest.mark.parametrize("seconds", [-20 * YEAR, -60 * YEAR, -3600, 90, 40 * YEAR, 200 * YEAR])
@pytest.mark.parametrize("name", ["make, new", "make, again", "daily", "approve", "cache", "publish, folder", "studio"])
def test_a_clock_that_jumps_in_the_middle_changes_no_episode(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str, seconds: int
) -> None:
    if not FULL and (name, seconds) != ("make, again", -20 * YEAR):
        pytest.skip("not in the sample")
    scenario = SCENARIOS[name]
    for point in chosen(met(server, base, tmp_path, scenario, ALL), OTHERS_EACH // 2, f"{name} {seconds}"):
        with row.case(f"{name}, {seconds / YEAR:+.4g} years at {point}"):
            stage = staged(base, tmp_path, scenario)
            before = others(stage, scenario)
            job = stage.job(*scenario.args, part=scenario.part, point=point, what=CLOCK, seconds=seconds)
            done = server.ask(job)
            check_answer(done["codes"][0], stage.said())
            assert done["codes"] == [0], stage.said()[-300:]
            survived(server, stage, scenario, before)


@pytest.mark.row("the show's folder is renamed, removed, replaced in the middle of a run")
@pytest.mark.parametrize("meddling", ["renamed", "removed", "replaced", "blocked"])
@pytest.mark.parametrize("name", ["make, new", "make, again", "remake", "feed", "daily", "approve", "publish, folder"])
def test_a_folder_that_goes_away_in_the_middle_has_an_answer(
    server: Server, base: Stage, tmp_path: Path, row: Row, name: str, meddling: str
) -> None:
    if not FULL and (name, meddling) != ("make, new", "removed"):
        pytest.skip("not in the sample")
    scenario = SCENARIOS[name]
    points = chosen(met(server, base, tmp_path, scenario, DEATHS), OTHERS_EACH, f"{name} {meddling}")
    for point in points:
        with row.case(f"{name}, {meddling} at {point}"):
            stage = staged(base, tmp_path, scenario)
            job = stage.job(*scenario.args, part=scenario.part, point=point, what=STOP, meddling=meddling)
            done = server.ask(job)
            check_answer(done["codes"][0], stage.said())
            elsewhere = stage.folder / "target" / "renamed"
            check_whole(elsewhere)
            if stage.output.is_dir():
                check_whole(stage.output)
            elif stage.output.exists():
                assert stage.output.read_text() == "mine", "what took the folder's place was written over"
                stage.output.unlink()
            if meddling != "removed":
                for left in [stage.output, *elsewhere.glob(".lock")]:
                    shutil.rmtree(left, ignore_errors=True)
                elsewhere.rename(stage.output)
                recovered(server, stage, scenario)


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
