from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from audionews.audio.limiter import limit
from audionews.audio.peaks import true_peak

if TYPE_CHECKING:
    from collections.abc import Callable

    from audionews.model import Speech


def oversampled(samples: np.ndarray, times: int = 16) -> float:
    spectrum = np.fft.rfft(np.pad(samples, 1000))
    wide = np.zeros(len(samples) * times // 2 + 1000 * times + 1, complex)
    wide[: len(spectrum)] = spectrum
    return float(np.abs(np.fft.irfft(wide) * times).max())


@pytest.mark.parametrize("share", [0.05, 0.125, 0.25, 0.33, 0.4])
@pytest.mark.parametrize("phase", [0.0, 0.25, 0.5])
def test_a_sine_peaks_at_its_amplitude_wherever_its_samples_fall(share: float, phase: float) -> None:
    time = np.arange(4000)
    shape = np.sin(np.pi * time / 4000) ** 2
    sound = (0.5 * shape * np.sin(2 * np.pi * share * time + np.pi * phase)).astype(np.float32)
    assert 20 * np.log10(true_peak(sound) / 0.5) == pytest.approx(0, abs=0.45)  # what annex 2 grants at 0.4


@pytest.mark.parametrize("seed", range(5))
def test_it_agrees_with_plain_oversampling(seed: int, voice: Callable[..., Speech]) -> None:
    sound = (voice(0.8, seed=seed, level=-1).samples / 32768).astype(np.float32)
    assert 20 * np.log10(true_peak(sound) / oversampled(sound)) == pytest.approx(0, abs=0.3)


def test_nothing_and_silence_have_no_peak() -> None:
    assert true_peak(np.zeros(0, np.float32)) == true_peak(np.zeros(99, np.float32)) == 0


@pytest.mark.parametrize("gain", [1.0, 2.0, 4.0])
@pytest.mark.parametrize("seed", range(3))
def test_the_limiter_holds_the_ceiling(seed: int, gain: float, voice: Callable[..., Speech]) -> None:
    sound = (voice(1.7, seed=seed, level=-1).samples * (gain / 32768)).astype(np.float32)
    assert oversampled(limit(sound, 22_050, 0.8)) < 0.8 * 1.03


def test_the_limiter_holds_the_ceiling_over_long_sounds() -> None:
    noise = np.random.default_rng(2).standard_normal(200_001).astype(np.float32)
    limited = limit(noise, 44_100, 0.5)
    assert len(limited) == len(noise)
    assert np.abs(limited).max() <= 0.5


def test_the_limiter_leaves_soft_sounds_alone(voice: Callable[..., Speech]) -> None:
    sound = (voice(1.0, level=-12).samples / 32768).astype(np.float32)
    assert limit(sound, 22_050, 0.8) is sound
    assert not len(limit(sound[:0], 22_050, 0.8))


def test_the_limiter_only_turns_down_and_smoothly() -> None:
    time = np.arange(44_100) / 44_100
    sound = (0.4 * np.sin(2 * np.pi * 200 * time)).astype(np.float32)
    sound[20_000:20_200] *= 4
    gain = limit(sound, 44_100, 0.8)[sound != 0] / sound[sound != 0]
    assert gain.max() <= 1.0001
    assert gain.min() == pytest.approx(0.5, abs=0.05)
    assert np.abs(np.diff(gain)).max() < 0.003
