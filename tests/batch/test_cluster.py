"""A real scheduler and real workers on loopback, a worker killed on the way, an object store to write to."""

import contextlib
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from shared import ROOT, Run

from audionews.batch import backlog, detaching, reports
from audionews.batch.backlog import Backlog
from audionews.batch.crews import ProcessCrew, Ticket
from audionews.batch.outputs import BatchOutput
from audionews.batch.sums import check_sums
from audionews.engines.spending import FileBook
from audionews.settings import Settings
from audionews.support.events import Event, Finished, ignore

pytest.importorskip("distributed")
from audionews.batch.dask_crew import DaskCrew, client

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Dask's own, of what we have killed
Table = Callable[..., Path]


class Cluster:
    """A scheduler and its workers, each a process with a cache of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.workers: list[subprocess.Popen[str]] = []
        self._scheduler, self.address = self._schedule("0")

    def _schedule(self, port: str) -> tuple[subprocess.Popen[str], str]:
        where = self._home / "where.json"
        where.unlink(missing_ok=True)
        words = ("--host", "127.0.0.1", "--port", port, "--no-dashboard", "--scheduler-file", "where.json")
        process = self._start("scheduler", *words)
        while not where.is_file():
            time.sleep(0.05)
        return process, json.loads(where.read_text(encoding="utf-8"))["address"]

    def restart(self) -> None:
        """Kill the scheduler; another one takes its place, and the workers, who go with it, are hired again."""
        count = len(self.workers)
        self.close()
        self.workers.clear()
        self._scheduler, self.address = self._schedule(self.address.rpartition(":")[2])
        for _ in range(count):
            self.hire()

    def hire(self, *, revived: bool = False, **environment: str) -> subprocess.Popen[str]:
        name = f"worker-{len(self.workers)}"
        nanny = "--nanny" if revived else "--no-nanny"
        words = ("worker", self.address, "--nthreads", "1", nanny, "--no-dashboard", "--name", name)
        asked = {"AUDIONEWS_CACHE": str(self._home / name), **environment}
        self.workers.append(self._start(*words, **asked))
        return self.workers[-1]

    def _start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        paths = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]],
            cwd=self._home,
            env={**os.environ, "PYTHONPATH": paths, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def close(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    yield made
    made.close()


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """An empty bucket of a real S3-compatible server, which the environment names."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {**keys, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
            patched.setenv(name, value)
        import boto3

        boto3.client("s3").create_bucket(Bucket="news")
        yield "s3://news"
    server.stop()


@contextlib.contextmanager
def employed(cluster: Cluster, count: int) -> Iterator[DaskCrew]:
    connection = client(cluster.address)
    for _ in range(count):
        cluster.hire()
    connection.wait_for_workers(count, timeout=60)
    crew = DaskCrew(connection)
    try:
        yield crew
    finally:
        crew.close()


def bytes_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.glob("2*/*"))}


def test_a_worker_killed_on_the_way_changes_no_byte_and_costs_what_it_had_in_hand(
    cluster: Cluster, bucket: str, table: Table, settings: Settings, tmp_path: Path
) -> None:
    path, count = table(24), 24
    alone = ProcessCrew(1)
    try:
        backlog.run(Backlog((str(path),), str(tmp_path / "alone")), settings, alone, ignore)
    finally:
        alone.close()
    made: list[Event] = []

    def kill_one(event: Event) -> None:
        made.append(event)
        if isinstance(event, Finished) and sum(isinstance(one, Finished) for one in made) == 4:
            cluster.workers[0].send_signal(signal.SIGKILL)

    asked = Backlog((str(path),), f"{bucket}/killed", clips=f"{bucket}/clips")
    with employed(cluster, 2) as crew:
        done = backlog.run(asked, settings, crew, kill_one)
        assert (done.made, done.failed, cluster.workers[0].wait()) == (count, 0, -signal.SIGKILL)
        assert check_sums(asked.output) == []
        output = BatchOutput(asked.output)
        for name, data in bytes_of(tmp_path / "alone").items():
            assert output.read(name) == data, name
        sentences = len(set(_sentences(tmp_path / "alone")))
        most = max(len(_sentences(folder.parent)) for folder in (tmp_path / "alone").glob("*/episode.json"))
        assert done.requests <= sentences + most * 4, "what the dead worker had, and what both said at once"
        again = backlog.run(asked, settings, crew, ignore)
        assert (again.made, again.unchanged) == (0, count)


def _sentences(root: Path) -> list[str]:
    manifests = [json.loads(path.read_text(encoding="utf-8")) for path in root.rglob("episode.json")]
    return [line["spoken"] for manifest in manifests for line in manifest["segments"] if line["spoken"]]


def test_stories_are_spoken_apart_and_joined_where_they_are_not(
    cluster: Cluster, table: Table, settings: Settings, tmp_path: Path
) -> None:
    path = table(9)
    alone = ProcessCrew(1)
    try:
        backlog.run(Backlog((str(path),), str(tmp_path / "alone"), per="day"), settings, alone, ignore)
    finally:
        alone.close()
    with employed(cluster, 2) as crew:
        done = backlog.run(Backlog((str(path),), str(tmp_path / "both"), per="day"), settings, crew, ignore)
    assert (done.made, done.failed) == (3, 0)
    assert bytes_of(tmp_path / "both") == bytes_of(tmp_path / "alone")


def test_a_sentence_that_all_share_is_spoken_once_in_the_cluster(
    cluster: Cluster, bucket: str, table: Table, settings: Settings, tmp_path: Path
) -> None:
    path = table(4)
    with employed(cluster, 1) as crew:
        clips = f"{bucket}/shared"
        first = backlog.run(Backlog((str(path),), f"{bucket}/a", clips=clips), settings, crew, ignore)
        cluster.workers[0].kill()
        cluster.hire()
        again = settings.having(show={"title": "অন্য খবর"})  # another show, the same sentences
        second = backlog.run(Backlog((str(path),), f"{bucket}/b", clips=clips), again, crew, ignore)
    assert first.requests > 0
    assert (second.made, second.requests) == (4, 0)


def test_a_cluster_goes_on_without_its_client(
    cluster: Cluster, table: Table, settings: Settings, tmp_path: Path, run: Run
) -> None:
    asked = Backlog((str(table(6)),), str(tmp_path / "out"))
    with employed(cluster, 2):
        detaching.detach(asked, settings, cluster.address)
    states = (detaching.state(asked.output, cluster.address) for _ in range(60))
    assert next(state for state in states if state != "pending") == "finished"
    assert reports.status(asked.output).made == 6
    told = run("batch", "--status", "-o", "out", "--scheduler", cluster.address)
    assert re.search(r"6 made, 0 unchanged, 0 failed", told.stdout), told.stderr
    assert "The scheduler says: finished" in told.stdout


def test_a_scheduler_that_is_restarted_costs_what_it_had_handed_out(
    cluster: Cluster, table: Table, settings: Settings, tmp_path: Path
) -> None:
    made: list[str] = []

    def restart_once(event: Event) -> None:
        if isinstance(event, Finished):
            made.append(event.folder)
            if len(made) == 4:
                cluster.restart()

    with employed(cluster, 2) as crew:
        done = backlog.run(Backlog((str(table(16)),), str(tmp_path / "out")), settings, crew, restart_once)
    assert (done.made, done.failed, len(set(made))) == (16, 0, 16)
    assert check_sums(str(tmp_path / "out")) == []


def test_a_poisonous_article_is_listed_and_the_rest_goes_on(
    cluster: Cluster, table: Table, settings: Settings, tmp_path: Path
) -> None:
    path = table(3)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "plug", "text": "আরও পড়ুন: শীতে কোথায় বেড়াবেন?", "title": "আরও পড়ুন"}\n')
    with employed(cluster, 1) as crew:
        done = backlog.run(Backlog((str(path),), str(tmp_path / "out")), settings, crew, ignore)
    assert (done.made, done.failed) == (3, 1)
    failed = json.loads((tmp_path / "out" / "failed.jsonl").read_text(encoding="utf-8"))
    assert (failed["id"], failed["kind"]) == ("plug", "NoInputError")


def test_what_kills_its_workers_is_listed_and_its_company_is_made(
    cluster: Cluster, table: Table, settings: Settings, tmp_path: Path
) -> None:
    """Whatever task holds the article ends its worker at once, as a fault of memory does."""

    class Doomed(DaskCrew):
        def submit(self, ticket: Ticket, work: Callable[..., Any], *arguments: Any, fetch: bool = True) -> None:
            doomed = "story-12" in ticket[1:]
            super().submit(ticket, *((os._exit, 9) if doomed else (work, *arguments)), fetch=fetch)

    connection = client(cluster.address)
    cluster.hire(revived=True)
    connection.wait_for_workers(1, timeout=60)
    crew = Doomed(connection)
    try:
        done = backlog.run(Backlog((str(table(14)),), str(tmp_path / "out")), settings, crew, ignore)
    finally:
        crew.close()
    assert (done.made, done.failed) == (13, 1)
    failed = json.loads((tmp_path / "out" / "failed.jsonl").read_text(encoding="utf-8"))
    assert (failed["id"], failed["kind"]) == ("story-12", "KilledWorker")


PAID = """
import pathlib, sys, time
import numpy as np, soundfile
begun = time.time()
text = sys.stdin.buffer.read().decode().strip()
samples = np.round(9000 * np.sin(np.arange(len(text) * 1200) / 20)).astype(np.int16)
soundfile.write(sys.argv[1], samples, 16000, format="WAV")
with open({log!r}, "a") as file:
    file.write(f"{{begun}} {{time.time()}} {{len(text)}}\\n")
"""


def test_limits_and_budgets_of_online_voices_hold_over_the_cluster(
    cluster: Cluster, table: Table, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each worker has a folder of data of its own, as on another machine; what it spends is known to all."""
    program, log = tmp_path / "paid.py", tmp_path / "asked"
    program.write_text(PAID.format(log=str(log)), encoding="utf-8")
    engine = {"args": [sys.executable, str(program), "{output}"], "network": True, "price": 10_000.0, "budget": 2.5}
    monkeypatch.setenv("AUDIONEWS_DATA", str(tmp_path / "here"))
    month = f"{datetime.now(UTC):%Y-%m}"
    with FileBook().changing(month) as spent:
        spent["command"] = 0.5
    connection = client(cluster.address)
    for number in range(2):
        cluster.hire(AUDIONEWS_DATA=str(tmp_path / f"data-{number}"))
    connection.wait_for_workers(2, timeout=60)
    crew = DaskCrew(connection)
    try:
        asked = Backlog((str(table(6)),), str(tmp_path / "out"))
        done = backlog.run(asked, settings.having(engine="command", engines={"command": engine}), crew, ignore)
    finally:
        crew.close()
    rows = sorted(tuple(map(float, line.split())) for line in log.read_text(encoding="utf-8").splitlines())
    assert all(end <= begin for (_, end, _), (begin, _, _) in itertools.pairwise(rows)), "one at a time"
    spoken = sum(length for _, _, length in rows) * 10_000.0 / 1e6
    assert 1.0 < spoken <= 2.0 < spoken + 1.0
    assert done.failed
    assert FileBook().read(month)["command"] == pytest.approx(0.5 + spoken)


def test_a_scheduler_that_is_not_there_is_told(run: Run, article: Path) -> None:
    done = run("batch", article, "--scheduler", "nonsense://x", "--engine", "tone")
    assert done.returncode == 2, done.stderr
    assert "dask scheduler" in done.stderr
