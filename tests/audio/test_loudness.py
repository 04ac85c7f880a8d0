from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from audionews.audio.loudness import SILENCE, energies, integrated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audionews.model import Speech


def sine(level: float, seconds: float, rate: int, pitch: float = 997.0) -> np.ndarray:
    time = np.arange(round(seconds * rate)) / rate
    return (10 ** (level / 20) * np.sin(2 * np.pi * pitch * time)).astype(np.float32)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000, 96_000])
def test_a_full_scale_sine_measures_as_the_standard_says(rate: int) -> None:
    assert integrated(energies(sine(0, 4, rate), rate)) == pytest.approx(-3.01, abs=0.05)


def test_low_tones_are_weighted_down_and_high_ones_up() -> None:
    low, high = (integrated(energies(sine(-20, 4, 48_000, pitch), 48_000)) for pitch in (30, 8000))
    assert low == pytest.approx(-20 - 3.7 - 8.1, abs=0.5)
    assert high == pytest.approx(-20 - 3.7 + 4.0, abs=0.2)


def test_what_lies_far_below_does_not_count() -> None:  # EBU Tech 3341, cases 3 and 4
    rate = 48_000
    parts = [sine(level + 3.01, s, rate) for level, s in ((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10))]
    assert integrated(energies(np.concatenate(parts), rate)) == pytest.approx(-23, abs=0.1)


def test_silence_and_nothing_are_silent() -> None:
    assert integrated(energies(np.zeros(44_100, np.float32), 44_100)) == SILENCE
    assert integrated(energies(np.zeros(0, np.float32), 44_100)) == SILENCE


def test_energies_of_sounds_in_a_row_are_those_of_the_whole() -> None:
    sound = np.random.default_rng(1).standard_normal(4410 * 20).astype(np.float32)
    halves = [energies(half, 44_100) for half in np.split(sound, 2)]
    assert np.allclose(np.concatenate(halves), energies(sound, 44_100), rtol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100])
def test_it_agrees_with_ffmpeg(
    rate: int, voice: Callable[..., Speech], ffmpeg: Callable[..., str], tmp_path: Path
) -> None:
    speech = voice(12.0, rate=rate, level=-6)
    soundfile.write(tmp_path / "x.wav", speech.samples, rate)
    said = ffmpeg(tmp_path / "x.wav", "-af", "ebur128")
    theirs = float(re.findall(r"I:\s+(\S+) LUFS", said)[-1])
    assert integrated(energies(speech.samples / np.float32(32768), rate)) == pytest.approx(theirs, abs=0.15)
