"""Material for the benchmarks, made here: sentences of something like a voice, and articles of any length.

No network, no recordings.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from audionews.model import Speech

SEEDS = Path(__file__).parent.parent / "seeds"
_MINUTES = 3.2  # that an article in seeds/ takes to read, on average

RATE = 24_000
"""Hz."""


def sentence(number: int, seconds: float = 4.0) -> Speech:
    """Return sentence `number` of a voice: harmonics through formants, in syllables, with silence at both ends."""
    chance = np.random.default_rng(number)
    length = seconds * chance.uniform(0.7, 1.3)
    time = np.arange(round(length * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(chance.uniform(100, 180) + 15 * np.sin(2 * np.pi * 0.4 * time)) / RATE
    sound = np.zeros_like(time)
    for harmonic in range(1, 30):
        formants = sum(np.exp(-(((130 * harmonic - f) / w) ** 2)) for f, w in ((550, 250), (1500, 400), (2600, 500)))
        sound += (0.05 + formants) * np.cos(harmonic * phase + 1.7 * harmonic**2)
    beat = np.sin(2 * np.pi * 2.4 * time)
    sound = sound * np.clip(beat + 0.6, 0, None) ** 0.7
    sound += 0.4 * chance.standard_normal(len(time)) * np.clip(-beat - 0.3, 0, None)
    quiet = np.zeros(round(0.2 * RATE))
    whole = np.concatenate([quiet, sound * (0.7 / np.abs(sound).max()), quiet])
    return Speech(np.rint(whole * 32767).astype(np.int16), RATE)


def articles(folder: Path, minutes: float) -> Path:
    """Fill `folder` with articles that take about so long to read, no two sentences of their bodies alike."""
    folder.mkdir(parents=True)
    seeds = sorted(SEEDS.glob("*.txt"))
    for number in range(max(1, round(minutes / _MINUTES))):
        turn, which = divmod(number, len(seeds))
        text = seeds[which].read_text(encoding="utf-8")
        (folder / f"{number:03}.txt").write_text(text.replace("।", f", দফা {turn}।") if turn else text, encoding="utf-8")
    return folder
