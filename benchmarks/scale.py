"""Backlogs: what a rerun costs, what client and scheduler cost beside the work, whether memory stays, how far it goes.

Usage: python benchmarks/scale.py [rerun [N] | made [N] | tasks [N] | cluster [N] | simulate]...   (default: all)

`rerun`: the whole command over N finished episodes (10,000). `made`: N short articles hummed by processes of this
machine (10,000), with the client's memory on the way. `tasks`: N tasks that keep nothing, handed out by a scheduler
(50,000). `cluster`: N short articles by the built-in voice (2,000), by one worker, by two, and by two plain loops.
`simulate`: 100,000 articles on 4, 64 and 1,024 workers, from the costs below. Where a machine has other work, processor
seconds tell more than the clock; the load is told beside each figure.
"""

from __future__ import annotations

import heapq
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measured import cost

from audionews.batch import backlog, episode_tasks
from audionews.batch.backlog import Backlog
from audionews.batch.crews import ProcessCrew, Result
from audionews.batch.episode_tasks import MadeEpisode
from audionews.settings import Settings
from audionews.support.events import Finished, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.batch.dask_crew import DaskCrew

WORDS = ("সেতু", "নদী", "বৃষ্টি", "ফসল", "ট্রেন", "বাজার", "স্কুল", "মাঠ", "হাসপাতাল", "বন্দর")


def table(path: Path, count: int) -> Path:
    """Write a table of short articles, no two alike."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            word = WORDS[number % len(WORDS)]
            text = f"শহরের {word} নিয়ে নতুন কথা উঠেছে। সভা বসবে {number + 1} নম্বর ঘরে। ফল জানা যাবে পরে।"
            row = {"id": f"story-{number}", "title": f"{word} নিয়ে সভা {number + 1}", "date": "2026-11-23", "text": text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def settings(engine: str) -> Settings:
    """Return the settings of a batch by an engine."""
    return Settings().having(engine=engine, fallback=(), date="2026-11-23", rate=200 if engine == "tone" else 100)


def memory(process: int | str = "self") -> float:
    """Return the resident memory of a process, MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def processor(process: int) -> float:
    """Return the processor seconds of another process."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load() -> str:
    """Return the load of the machine."""
    return f"load {os.getloadavg()[0]:.1f}"


class PaperCrew:
    """A crew that makes a folder and a row in the index, and no sound."""

    size, parcels, worth = 4, False, 0.0

    def __init__(self) -> None:
        self._waiting: list[tuple[Any, Any]] = []

    def submit(self, ticket: Any, _work: Any, order: Any, planned: Any, **_: Any) -> None:
        """Note a task."""
        self._waiting.append((ticket, (order, planned)))

    def result(self) -> Result:
        """Do the next task."""
        ticket, (order, planned) = self._waiting.pop(0)
        (order.output.folder / planned.name).mkdir()
        row = {"episode": planned.name, "id": planned.group.known, "date": f"{planned.day}", "digest": planned.digest}
        return Result(ticket, MadeEpisode({**row, "title": "", "seconds": 0.0, "files": {}}, 0.0, 0.0, 0, 0))

    def gate(self, *_: Any) -> None:
        """Bound nothing."""

    def close(self) -> None:
        """Do nothing."""


def rerun(count: int = 10_000) -> None:
    """Time the whole command over finished episodes."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        path = table(root / "news.jsonl", count)
        backlog.run(Backlog((str(path),), str(root / "out")), settings("tone"), PaperCrew(), ignore)
        command = [sys.executable, "-m", "audionews", "batch", str(path), "-o", str(root / "out"), "--engine", "tone"]
        spent = cost([*command, "--no-fallback", "--date", "2026-11-23", "--rate", "200", "-q"])
    print(f"rerun over {count}: {spent.seconds:.1f} s, {spent.cpu:.1f} s of processor, {spent.memory:.0f} MB, {load()}")


def made(count: int = 10_000) -> None:
    """Make short articles, and watch the client's memory."""
    with tempfile.TemporaryDirectory() as name:
        root, done = Path(name), 0
        os.environ["AUDIONEWS_CACHE"] = str(root / "cache")
        marks = {max(1, count * tenth // 10): 0.0 for tenth in range(1, 11)}

        def watch(event: object) -> None:
            nonlocal done
            done += isinstance(event, Finished)
            if done in marks:
                marks[done] = memory()

        crew = ProcessCrew()
        try:
            asked = Backlog((str(table(root / "news.jsonl", count)),), str(root / "out"))
            report = backlog.run(asked, settings("tone"), crew, watch)
        finally:
            crew.close()
    print(f"{report.made} made, {report.failed} failed in {report.seconds:.0f} s; {load()}")
    print("client MB: " + ", ".join(f"{mark:,}: {size:.0f}" for mark, size in marks.items()))


@dataclass
class Cluster:
    """A scheduler and workers on loopback, as processes."""

    home: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]
    crew: DaskCrew


@contextmanager
def cluster(home: Path, workers: int) -> Iterator[Cluster]:
    """Start a scheduler and workers, each with a cache of its own; end them."""
    from audionews.batch.dask_crew import DaskCrew, client

    home.mkdir()
    where, quiet = home / "where.json", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": home}
    tool = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    scheduler = subprocess.Popen([*tool, "--no-dashboard", "--scheduler-file", str(where)], **quiet)
    while not where.is_file():
        time.sleep(0.1)
    address = json.loads(where.read_text(encoding="utf-8"))["address"]
    tool = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    hired = [
        subprocess.Popen(
            [*tool, "--no-dashboard"], env={**os.environ, "AUDIONEWS_CACHE": str(home / f"cache{number}")}, **quiet
        )
        for number in range(workers)
    ]
    connection = client(address)
    connection.wait_for_workers(workers, timeout=120)
    try:
        yield Cluster(home, scheduler, hired, DaskCrew(connection))
    finally:
        connection.close()
        for process in (*hired, scheduler):
            process.kill()
            process.wait()


def tasks(count: int = 50_000) -> None:
    """Hand out tasks that keep nothing, and watch the memory of client and scheduler."""
    with tempfile.TemporaryDirectory() as name, cluster(Path(name) / "cluster", 2) as here:
        began, sent, done = time.process_time(), 0, 0
        before = processor(here.scheduler.pid)
        marks = {max(1, count * part // 5): "" for part in range(1, 6)}
        while done < count:
            while sent < count and sent - done < 16:
                here.crew.submit((sent,), pow, sent, 2)
                sent += 1
            here.crew.result()
            done += 1
            if done in marks:
                marks[done] = f"{memory():.0f}/{memory(here.scheduler.pid):.0f}"
        mine, theirs = time.process_time() - began, processor(here.scheduler.pid) - before
    print("client/scheduler MB: " + ", ".join(f"{mark:,}: {size}" for mark, size in marks.items()))
    print(
        f"a task takes {mine / count * 1e3:.2f} ms of the client, {theirs / count * 1e3:.2f} of the scheduler; {load()}"
    )


def _loop(path: str, output: str, cache: str, half: int) -> None:
    """Make every second episode of a table, one after another, with nobody between."""
    os.environ["AUDIONEWS_CACHE"] = cache

    class Half(PaperCrew):
        def result(self) -> Result:
            ticket, arguments = self._waiting.pop(0)
            return Result(ticket, episode_tasks.make_episode(*arguments))

    lines = Path(path).read_text(encoding="utf-8").splitlines(keepends=True)[half::2]
    own = Path(output) / f"{half}.jsonl"
    own.write_text("".join(lines), encoding="utf-8")
    backlog.run(Backlog((str(own),), f"{output}/{half}"), settings("espeak"), Half(), ignore)


def clustered(count: int = 2000) -> None:
    """Compare one worker with two, and two with two plain loops."""
    rates: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        path = table(root / "news.jsonl", count)
        for workers in (1, 2):
            with cluster(root / f"cluster{workers}", workers) as here:
                mine, theirs = time.process_time(), processor(here.scheduler.pid)
                spent = sum(processor(worker.pid) for worker in here.workers)
                report = backlog.run(
                    Backlog((str(path),), str(root / f"{workers}")), settings("espeak"), here.crew, ignore
                )
                mine, theirs = time.process_time() - mine, processor(here.scheduler.pid) - theirs
                spent = sum(processor(worker.pid) for worker in here.workers) - spent
            rates[f"{workers} workers"] = count / report.seconds
            print(f"{workers} workers: {count / report.seconds:.2f} episodes a second, of {spent / count:.3f} s each,")
            print(f"  client {mine / count * 1e3:.1f} ms, scheduler {theirs / count * 1e3:.1f} ms each:", end=" ")
            print(f"{(mine + theirs) / spent:.1%} of the work; {report.bytes / count / 1e3:.0f} kB each; {load()}")
        (root / "loops").mkdir()
        began = time.perf_counter()
        spawn = get_context("spawn")
        loops = [
            spawn.Process(target=_loop, args=(str(path), str(root / "loops"), str(root / f"loop{half}"), half))
            for half in (0, 1)
        ]
        for loop in loops:
            loop.start()
        for loop in loops:
            loop.join()
        rates["2 loops"] = count / (time.perf_counter() - began)
    print(", ".join(f"{what} {rate:.2f}/s" for what, rate in rates.items()))
    print(f"two against one: {rates['2 workers'] / rates['1 workers']:.2f}; ", end="")
    print(f"against loops: {rates['2 workers'] / rates['2 loops']:.2f}; {load()}")


@dataclass(frozen=True)
class Costs:
    """What one episode costs; measured by the runs above, and by `audionews batch seeds/`."""

    work: float
    """Seconds of a worker."""
    client: float
    """Seconds of the client."""
    scheduler: float
    """Seconds of the scheduler."""
    size: float
    """MB that go to the store."""
    puts: int = 2
    """How often it waits for the store: for all files together, then for the manifest."""


PUT = 0.05
"""Seconds until a store has taken a small file: an assumption, of a store in the same region."""
LINE = 1000.0
"""MB a second that a store takes of all workers together: an assumption."""
OWN = 50.0
"""MB a second of one worker's own line: an assumption."""


def simulated(costs: Costs, workers: int, count: int = 100_000) -> dict[str, float]:
    """Return hours and how busy each station was, of a closed queue: client, scheduler, workers, the store's line."""
    room, now = 3 * workers + 4, 0.0
    client = scheduler = line = 0.0
    idle = [0.0] * workers
    heapq.heapify(idle)
    ends: list[float] = []
    for number in range(count):
        ready = ends[0] if number >= room else 0.0
        if number >= room:
            ready = heapq.heappop(ends)
        client = max(client, ready) + costs.client
        scheduler = max(scheduler, client) + costs.scheduler
        begun = max(scheduler, heapq.heappop(idle))
        worked = begun + costs.work + costs.puts * PUT + costs.size / OWN
        line = max(line, worked - costs.size / OWN) + costs.size / LINE
        end = max(worked, line)
        heapq.heappush(idle, end)
        heapq.heappush(ends, end)
        now = max(now, end)
    busy = {"client": costs.client, "scheduler": costs.scheduler, "store": costs.size / LINE}
    shares = {name: each * count / now for name, each in busy.items()}
    held = costs.work + costs.puts * PUT + costs.size / OWN
    return {"hours": now / 3600, "workers": held * count / now / workers, **shares, "GB": costs.size * count / 1e3}


CASES = {
    "short (0:20), built-in voice": Costs(0.21, 0.0063, 0.0029, 0.31),
    "usual (3:10), built-in voice": Costs(1.5, 0.0063, 0.0029, 2.3),
    "usual (3:10), a voice five times as fast as speech": Costs(38.0, 0.0063, 0.0029, 2.3),
}


def simulate() -> None:
    """Print the simulation."""
    print(f"{'100,000 articles':<52}workers   hours    GB  busy: workers client scheduler store")
    for what, costs in CASES.items():
        for workers in (4, 64, 1024):
            told = simulated(costs, workers)
            shares = "  ".join(f"{told[name]:5.0%}" for name in ("workers", "client", "scheduler", "store"))
            print(f"{what:<52}{workers:7} {told['hours']:7.2f} {told['GB']:5.0f}  {shares}")


def main() -> None:
    """Run what the command line names."""
    runs = {"rerun": rerun, "made": made, "tasks": tasks, "cluster": clustered, "simulate": simulate}
    words = sys.argv[1:] or list(runs)
    for place, word in enumerate(words):
        if word in runs:
            following = words[place + 1 : place + 2]
            runs[word](*(int(each) for each in following if each.isdigit()))  # type: ignore[operator]


if __name__ == "__main__":
    main()
