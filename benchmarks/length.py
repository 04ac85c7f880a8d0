"""Time and memory of a whole `audionews make` against the episode's length, to five hours, by the built-in voice.

Usage: python benchmarks/length.py [--plot FILE.png] [MINUTES]...     (default: 5 30 60 300)
Nothing is in the cache: every sentence is spoken and encoded. Prints one table; the plot needs matplotlib.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from material import articles
from measured import Cost, cost

DAY = "2026-11-23"


def made(folder: Path, minutes: float) -> tuple[float, Cost]:
    """Make an episode of about so many minutes; return its minutes and what it cost."""
    command = [sys.executable, "-m", "audionews", "make", str(articles(folder / "articles", minutes))]
    command += ["--date", DAY, "-o", str(folder / "out"), "--engine", "espeak", "--offline"]
    spent = cost(command, AUDIONEWS_CACHE=str(folder / "cache"))
    told = json.loads((folder / "out" / DAY / "episode.json").read_text(encoding="utf-8"))
    return told["duration"] / 60, spent


def plot(rows: dict[float, Cost], path: Path) -> None:
    """Draw time and memory against length."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, (time, memory) = plt.subplots(1, 2, figsize=(10, 4))
    lengths = list(rows)
    time.plot(lengths, [rows[length].seconds for length in lengths], "o-", label="wall")
    time.plot(lengths, [rows[length].cpu for length in lengths], "s--", label="CPU")
    time.set(xlabel="minutes of episode", ylabel="seconds", ylim=(0, None))
    time.legend()
    memory.plot(lengths, [rows[length].memory for length in lengths], "o-")
    memory.axhline(150, color="grey", linestyle=":", label="limit")
    memory.set(xlabel="minutes of episode", ylabel="peak MB", ylim=(0, 160))
    memory.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def table(lengths: list[float]) -> dict[float, Cost]:
    """Print what each length cost."""
    rows = {}
    print("minutes   wall s    CPU s  CPU ms a minute  x realtime  peak MB  MB written")
    for length in lengths:
        with tempfile.TemporaryDirectory() as name:
            minutes, spent = made(Path(name), length)
        rows[minutes] = spent
        each, speed = 1000 * spent.cpu / minutes, 60 * minutes / spent.seconds
        print(f"{minutes:7.1f} {spent.seconds:8.2f} {spent.cpu:8.2f} {each:16.0f} {speed:11.0f}", end="")
        print(f" {spent.memory:8.0f} {spent.written:11.0f}", flush=True)
    return rows


if __name__ == "__main__":
    given = sys.argv[1:]
    picture = Path(given[given.index("--plot") + 1]) if "--plot" in given else None
    numbers = [float(one) for one in given if one.replace(".", "").isdigit()]
    found = table(numbers or [5, 30, 60, 300])
    if picture:
        plot(found, picture)
