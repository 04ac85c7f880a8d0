"""Sounds to test with: a voice made of harmonics and syllables, nothing recorded."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audionews.audio.clip import pack
from audionews.model import Speech

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray


def _voice(seconds: float = 3.0, *, level: float = -3.0, rate: int = 22_050, seed: int = 1) -> Speech:
    """Return something like a sentence: pulses through two formants, syllables, hissing consonants; peak in dBFS."""
    chance = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    pitch = 115 + 15 * np.sin(2 * np.pi * 0.4 * time + seed) + 4 * np.sin(2 * np.pi * 3.1 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    sound = np.zeros_like(time)
    for number in range(1, 40):
        frequency = 115 * number
        formants = sum(np.exp(-(((frequency - f) / w) ** 2)) for f, w in ((550, 250), (1500, 400), (2600, 500)))
        sound += (0.05 + formants) * np.cos(number * phase + 1.7 * number**2)
    syllables = np.clip(np.sin(2 * np.pi * 2.4 * time + seed) + 0.6, 0, None) ** 0.7
    hiss = chance.standard_normal(len(time)) * np.clip(-np.sin(2 * np.pi * 2.4 * time + seed) - 0.3, 0, None)
    sound = sound * syllables + 0.4 * hiss
    ends = np.minimum(1, np.minimum(time, time[-1] - time) / 0.02) if len(time) else time
    sound *= ends
    quiet = np.zeros(round(0.15 * rate))
    whole = np.concatenate([quiet, sound / np.abs(sound).max() * 10 ** (level / 20), quiet])
    return Speech(np.rint(whole * 32767).astype(np.int16), rate)


@pytest.fixture(scope="session")
def voice() -> Callable[..., Speech]:
    """Return the maker of sentences."""
    return _voice


@pytest.fixture(scope="session")
def library() -> dict[str, bytes]:
    """Return packed clips of engines that differ: `even0`, `quiet0`, `loud0`, `other0` (24 kHz), up to 5 each."""
    clips = {}
    for number, seconds in enumerate((3.0, 4.2, 2.1, 5.0, 1.1)):
        clips[f"even{number}"] = _voice(seconds, seed=number)
        clips[f"quiet{number}"] = _voice(seconds, level=-28, seed=number)
        clips[f"other{number}"] = _voice(seconds, level=-9, rate=24_000, seed=number + 7)
        crushed = np.tanh(_voice(seconds, seed=number).samples / 32768 * 5) * 32700
        clips[f"loud{number}"] = Speech(crushed.astype(np.int16), 22_050)
    return {key: pack(speech) for key, speech in clips.items()}


@pytest.fixture
def ffmpeg(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs ffmpeg on a file and returns what it said; skip where there is none."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("needs ffmpeg")

    def run(path: Path, *options: str) -> str:
        command = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), *options, "-f", "null", "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stderr

    return run


@pytest.fixture(scope="session")
def heard() -> Callable[[NDArray[np.float32], int, float, float], tuple[float, float]]:
    """Return a silence detector: when sound begins and ends within a stretch, above -45 dB of its peak."""

    def find(samples: NDArray[np.float32], rate: int, start: float, end: float) -> tuple[float, float]:
        first = max(0, round((start - 0.08) * rate))
        stretch = np.abs(samples[first : round((end + 0.08) * rate)])
        loud = np.flatnonzero(stretch > stretch.max() * 10 ** (-45 / 20))
        return (first + int(loud[0])) / rate, (first + int(loud[-1]) + 1) / rate

    return find
