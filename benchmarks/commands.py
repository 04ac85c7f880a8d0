"""Whole commands against the limit each is held to: start-up, a long episode, a second run, one edited sentence.

Usage: python benchmarks/commands.py
Every command is a process of its own, start-up included; ratios are of medians in this run. The baselines: a typer app
of two bare commands; eSpeak NG alone plus one LAME pass alone over the same text, at LAME's quality 7, which is ours,
and at 5, which is LAME's own.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import material
from measured import Cost, cost, script

from audionews.audio.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
BARE = """
import typer
app = typer.Typer()

@app.command()
def one(text: str) -> None: "One."

@app.command()
def two(text: str) -> None: "Two."

app()
"""
ALONE = """
import ctypes, json, sys, espeakng_loader, lameenc
library = ctypes.CDLL(espeakng_loader.get_library_path())
rate = library.espeak_Initialize(1, 100, espeakng_loader.get_data_path().encode(), 0x8000)
heard = bytearray()
def listen(wave, count, events):
    if wave and count > 0:
        heard.extend(ctypes.string_at(wave, count * 2))
    return 0
kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
listener = kind(listen)
library.espeak_SetSynthCallback(listener)
library.espeak_SetVoiceByName(b"bn")
library.espeak_SetParameter(1, 165, 0)
for text in json.load(open(sys.argv[1], encoding="utf-8")):
    data = text.encode() + bytes(1)
    library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 1, 0, 1, None, None)
    library.espeak_Synchronize()
encoder = lameenc.Encoder()
encoder.set_bit_rate(96)
encoder.set_in_sample_rate(rate)
encoder.set_out_sample_rate(44100)
encoder.set_channels(1)
encoder.set_quality(int(sys.argv[2]))
encoder.silence()
encoder.encode(bytes(heard)), encoder.flush()
"""


def median(command: list[str], times: int = 1, before: Callable[[], None] = lambda: None, **settings: str) -> Cost:
    """Return what `command` costs in the run of median wall time, with `before` called ahead of each run."""
    runs = []
    for _ in range(times):
        before()
        runs.append(cost(command, **settings))
    return sorted(runs, key=lambda one: one.seconds)[times // 2]


def main() -> None:
    """Print one row a bar: what, seconds, baseline, ratio, limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = {"AUDIONEWS_CACHE": str(folder / "cache")}
        audionews = [sys.executable, "-m", "audionews"]
        (folder / "bare.py").write_text(BARE)
        bare = median(script(str(folder / "bare.py"), "--help"), 9)
        aid = median([*audionews, "--help"], 9)
        tell("--help against a bare typer app", aid, bare, 1.5)

        articles = folder / "articles"
        material.articles(articles, 40)
        make = [*audionews, "make", str(articles), "--date", "2026-11-23", "-o", str(folder / "out")]
        make += ["--engine", "espeak", "--offline"]

        def fresh() -> None:
            shutil.rmtree(folder / "out", ignore_errors=True)
            shutil.rmtree(folder / "cache", ignore_errors=True)

        whole = median(make, 3, fresh, **cache)
        told = json.loads((folder / "out/2026-11-23/episode.json").read_text(encoding="utf-8"))
        (folder / "texts.json").write_text(json.dumps([line["spoken"] for line in told["segments"] if line["spoken"]]))
        (folder / "alone.py").write_text(ALONE)
        for quality, limit in ((PROFILES["podcast"].quality, 1.1), (5, None)):
            alone = median(script(str(folder / "alone.py"), folder / "texts.json", quality), 3)
            tell(f"{told['duration'] / 60:.0f} minutes, against LAME's quality {quality}", whole, alone, limit)
        tell("second run, nothing changed, against --help", median(make, 9, **cache), aid, 2.0)

        story = sorted(articles.glob("*.txt"))[4]
        text = story.read_text(encoding="utf-8")
        story.write_text(text.replace("।", " আজ।", 1), encoding="utf-8")
        tell("one sentence edited, against the whole", median(make, **cache), whole, None)
        state = json.loads((folder / "cache/last-run.json").read_text(encoding="utf-8"))
        print(f"  sentences spoken for it: {state['misses']} of {state['misses'] + state['hits']}")


def tell(what: str, own: Cost, base: Cost, limit: float | None) -> None:
    """Print one row."""
    bar = f"limit {limit:.1f}" if limit else ""
    ratio = f"{own.seconds:7.2f} s {base.seconds:7.2f} s   ratio {own.seconds / base.seconds:5.2f}  {bar:10}"
    used = f"CPU {own.cpu:5.2f} s, ratio {own.cpu / base.cpu:4.2f}"
    print(f"{what:<48} {ratio}   {used}, {own.memory:4.0f} MB, {own.written:4.0f} MB written", flush=True)


if __name__ == "__main__":
    main()
