"""A backlog on this machine: all of it, nothing again, what has changed, what fails, what a kill leaves."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from shared import Run

from audionews import episode
from audionews.batch import backlog, reports
from audionews.batch.backlog import Backlog
from audionews.batch.crews import ProcessCrew, Result, Ticket
from audionews.batch.sums import check_sums
from audionews.publish import update_show
from audionews.publish.check import check
from audionews.settings import Settings
from audionews.support.errors import UsageError
from audionews.support.events import Counted, Event, Finished, LeftOut, ignore

Table = Callable[..., Path]
BARE = {"chapters.json", "episode.json", "episode.mp3", "transcript.srt", "transcript.txt", "transcript.vtt"}


def bytes_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.glob("2*/*"))}


def test_all_then_nothing_then_what_has_changed(
    crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path
) -> None:
    root = tmp_path / "out"
    heard: list[Event] = []
    asked = Backlog((str(table(3)),), str(root))
    first = backlog.run(asked, settings, crew, heard.append)
    assert (first.made, first.unchanged, first.failed, first.state) == (3, 0, 0, "done")
    names = ["2026-11-20-story-0", "2026-11-21-story-1", "2026-11-22-story-2"]
    assert sorted(path.name for path in root.iterdir() if path.is_dir()) == names
    assert {path.name for path in (root / names[0]).iterdir()} == BARE
    assert sum(isinstance(event, Finished) for event in heard) == 3
    assert isinstance(heard[-1], Counted)
    assert check(root, validators=False) == check_sums(str(root)) == []
    assert reports.status(str(root)) == replace(first)

    before = bytes_of(root)
    again = backlog.run(asked, settings, crew, ignore)
    assert (again.made, again.unchanged) == (0, 3)
    asked = Backlog((str(table(4, changed=1)),), str(root))
    third = backlog.run(asked, settings, crew, ignore)
    assert (third.made, third.unchanged, third.requests > 0) == (2, 2, True)
    after = bytes_of(root)
    assert [name for name in before if before[name] != after[name] and name.endswith(".mp3")] == [
        "2026-11-21-story-1/episode.mp3"
    ]


def test_what_the_index_does_not_know_is_read_from_the_episodes(
    crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path
) -> None:
    root = tmp_path / "out"
    asked = Backlog((str(table(3)),), str(root))
    backlog.run(asked, settings, crew, ignore)
    rows = (root / "episodes.jsonl").read_text(encoding="utf-8").splitlines()
    (root / "episodes.jsonl").write_text(f"{rows[0]}\n{rows[1][:50]}", encoding="utf-8")
    (root / json.loads(rows[2])["episode"] / "episode.json").unlink()
    done = backlog.run(asked, settings, crew, ignore)
    assert (done.made, done.unchanged, done.requests) == (1, 2, 0)
    assert check_sums(str(root)) == []
    sound = root / "2026-11-20-story-0" / "episode.mp3"
    sound.write_bytes(b"\0" + sound.read_bytes()[1:])
    (root / "2026-11-21-story-1" / "transcript.vtt").unlink()
    assert [finding.rule for finding in check_sums(str(root))] == ["batch.sum"]


def test_what_fails_is_listed_and_the_rest_goes_on(
    crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path
) -> None:
    path, root = table(1), tmp_path / "out"
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "latin", "text": "nothing in Bengali"}\n')
        file.write('{"id": "plug", "text": "আরও পড়ুন: শীতে কোথায় বেড়াবেন?", "title": "আরও পড়ুন"}\n')
    heard: list[Event] = []
    done = backlog.run(Backlog((str(path),), str(root)), settings, crew, heard.append)
    assert (done.made, done.failed) == (1, 2)
    failed = [json.loads(line) for line in (root / "failed.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in failed] == [f"{path}#2", "plug"]
    assert [row["kind"] for row in failed] == ["SourceError", "NoInputError"]
    assert sum(isinstance(event, LeftOut) for event in heard) == 2
    with pytest.raises(UsageError, match="no 'week'"):
        backlog.run(Backlog((str(path),), str(root), per="week"), settings, crew, ignore)


@pytest.mark.slow
def test_short_episodes_go_into_one_task_where_that_costs_and_fail_alone(
    table: Table, settings: Settings, tmp_path: Path
) -> None:
    """The crew counts its tasks, and one of them brings a word that ends the worker."""

    class DearCrew(ProcessCrew):
        worth = 5.0
        tasks: ClassVar[list[Ticket]] = []

        def submit(self, ticket: Ticket, work: Callable[..., Any], *arguments: Any, fetch: bool = True) -> None:
            self.tasks.append(ticket)
            doomed = len(ticket) > 2 and "story-9" in ticket
            super().submit(ticket, *((os._exit, 9) if doomed else (work, *arguments)), fetch=fetch)

    path = table(12)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "plug", "text": "আরও পড়ুন: শীতে কোথায় বেড়াবেন?", "title": "আরও পড়ুন"}\n')
    crew = DearCrew(1)
    try:
        done = backlog.run(Backlog((str(path),), str(tmp_path / "out")), settings, crew, ignore)
    finally:
        crew.close()
    assert (done.made, done.failed) == (12, 1)
    assert json.loads((tmp_path / "out" / "failed.jsonl").read_text(encoding="utf-8"))["id"] == "plug"
    several = [ticket[1:] for ticket in crew.tasks if ticket[0] == "several"]
    alone = [ticket[1] for ticket in crew.tasks if ticket[0] == "whole"]
    company = next(known for known in several if "story-9" in known)
    assert len(company) > 2
    assert set(company) <= set(alone), "those whose task was lost are tried one by one"


def test_a_day_is_spoken_story_by_story(crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path) -> None:
    asked = Backlog((str(table(4)),), str(tmp_path / "out"), per="day")
    done = backlog.run(asked, settings.having(forms=["page"]), crew, ignore)
    assert done.made == 3
    folders = sorted(path.parent for path in (tmp_path / "out").glob("*/episode.json"))
    assert [folder.name for folder in folders] == [f"2026-11-2{number}-bulletin" for number in range(3)]
    assert {"index.html", "cover.jpg"} <= {path.name for path in folders[0].iterdir()}
    assert not (folders[0] / "episode.epub").exists()
    assert check(tmp_path / "out", validators=False) == []


def test_a_lease_is_held_as_long_as_the_engines_minute_asks(
    table: Table, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path / "cache"))
    held: list[float] = []

    class Gate:
        def __enter__(self) -> None:
            held.append(-time.monotonic())

        def __exit__(self, *_: object) -> None:
            held[-1] += time.monotonic()

    class Here(ProcessCrew):
        def submit(self, ticket: Ticket, work: Callable[..., Any], *arguments: Any, fetch: bool = True) -> None:
            order = replace(arguments[0], gate=Gate(), lease=0.1)
            self.done = Result(ticket, work(order, *arguments[1:]))

        def result(self) -> Result:
            return self.done

    done = backlog.run(Backlog((str(table(1)),), str(tmp_path / "out")), settings, Here(), ignore)
    assert done.requests > 2
    assert 0.1 * done.requests <= sum(held) < 0.1 * done.requests + 2


@pytest.mark.slow
def test_two_processes_make_the_same_bytes_as_one(
    crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Backlog((str(table(6)),), str(tmp_path / "out"), per="day")
    backlog.run(asked, settings.having(forms=["page"]), crew, ignore)
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path / "cache"))
    two = ProcessCrew(2)
    try:
        backlog.run(replace(asked, output=str(tmp_path / "two")), settings.having(forms=["page"]), two, ignore)
    finally:
        two.close()
    assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "out")


def test_a_dry_run_foretells_and_writes_nothing(
    crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    asked = Backlog((str(table(2)),), str(tmp_path / "out"))
    plan = backlog.foretold(asked, settings.having(rate=150), crew, ignore)
    assert (plan.episodes, plan.unchanged, plan.failed, plan.dollars, plan.hosts) == (2, 0, 0, 0.0, ())
    assert plan.minutes > 0 < plan.characters
    assert list((tmp_path / "out").iterdir()) == []


def test_one_that_is_made_again_by_itself_is_whole_and_keeps_its_forms(
    crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path
) -> None:
    root = tmp_path / "out"
    asked = Backlog((str(table(1)),), str(root))
    backlog.run(asked, settings, crew, ignore)
    folder, made = episode.remake(root / "2026-11-20-story-0", settings.having(engine="tone", rate=150, forms=()))
    assert {path.name for path in folder.iterdir()} == BARE
    assert check_sums(str(root)) == []
    made.audio_path.write_bytes(b"damaged")
    assert [finding.rule for finding in check_sums(str(root))] == ["batch.sum"]


def test_a_feed_can_be_made_of_them(crew: ProcessCrew, table: Table, settings: Settings, tmp_path: Path) -> None:
    root = tmp_path / "out"
    backlog.run(Backlog((str(table(2)),), str(root)), settings, crew, ignore)
    assert update_show(root, base_url="https://a.example/").episodes == 2
    feed = (root / "feed.xml").read_text(encoding="utf-8")
    assert "https://a.example/2026-11-21-story-1/episode.mp3</link>" in feed
    assert "2026-11-21-story-1/cover.jpg" not in feed
    assert 'href="2026-11-21-story-1/episode.mp3"' in (root / "index.html").read_text(encoding="utf-8")


def test_verifying_is_refused_by_name(crew: ProcessCrew, article: Path, settings: Settings, tmp_path: Path) -> None:
    asked, verified = Backlog((str(article),), str(tmp_path / "out")), settings.having(verify_on=True)
    for attempt in (backlog.run, backlog.foretold):
        with pytest.raises(UsageError, match=r"\[verify\] on") as caught:
            attempt(asked, verified, crew, ignore)
        assert "AUDIONEWS_VERIFY_ON=0" in str(caught.value.hint)


def test_by_the_command_line(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("batch", article, "-o", "out", "--engine", "tone", "--json", "--date", "2026-11-23", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["made"] == 1
    assert (tmp_path / "out" / "2026-11-23-news").is_dir()
    told = run("batch", "--status", "-o", "out")
    assert told.stdout.startswith("done, 100% of the sources read")
    assert run("check", "out").returncode == 0
    assert run("batch", "-o", "out").returncode == run("batch", article, "--detach").returncode == 2
