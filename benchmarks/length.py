# ruff: noqa: PLC0415 - a side's imports belong to its cost
"""Time and memory of the master against the episode's length, to five hours.

Usage: python benchmarks/length.py [--plot FILE.png] [MINUTES]...     (default: 5 30 60 300)
Prints one table; the plot needs matplotlib.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from material import sentence
from measured import Cost, cost

HERE = Path(__file__)
STORY = 15  # sentences


def ours(folder: Path, minutes: float) -> None:
    """Master an episode of so many minutes, its stories all different."""
    from audionews.audio.master import PROFILES, Cue, Output, master

    cues: list[Cue] = []
    seconds = 0.0
    while seconds < 60 * minutes:
        number = len(cues)
        pause = 0.4 if (number + 1) % STORY else 1.2
        cues.append(Cue(str((number * 7 + number // STORY) % 50), 0, pause, number // STORY, "voice"))
        seconds += 4 + pause
    output = Output(folder / "ours.mp3", PROFILES["podcast"])
    done = master(cues, [output], lambda key: (folder / f"{key}.clip").read_bytes())
    print(done.duration)


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
    memory.set(xlabel="minutes of episode", ylabel="peak MB", ylim=(0, 160))
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def table(lengths: list[float]) -> dict[float, Cost]:
    """Print what each length cost."""
    from audionews.audio.clip import pack

    rows = {}
    print(f"{'minutes':>8} {'wall s':>8} {'CPU s':>8} {'ms a minute':>12} {'x realtime':>11} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as name:
        for number in range(50):
            (Path(name) / f"{number}.clip").write_bytes(pack(sentence(number)))
        for length in lengths:
            spent = rows[length] = cost(HERE, "ours", name, length)
            each, speed = 1000 * spent.seconds / length, 60 * length / spent.seconds
            print(f"{length:8g} {spent.seconds:8.2f} {spent.cpu:8.2f} {each:12.0f} {speed:11.0f} {spent.memory:8.0f}")
    return rows


if __name__ == "__main__":
    if sys.argv[1:2] == ["ours"]:
        ours(Path(sys.argv[2]), float(sys.argv[3]))
    else:
        given = sys.argv[1:]
        picture = Path(given[given.index("--plot") + 1]) if "--plot" in given else None
        numbers = [float(one) for one in given if one.replace(".", "").isdigit()]
        found = table(numbers or [5, 30, 60, 300])
        if picture:
            plot(found, picture)
