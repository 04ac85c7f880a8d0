"""Sound is told from silence and from a clip's own noise, also where an offset or a hum lies under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from audionews.audio.background import heard
from audionews.audio.silence import silences, spaced, without_noisy_ends
from audionews.model import Speech, Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000


def tone(seconds: float) -> NDArray[np.float64]:
    return np.asarray(8000 * np.sin(np.arange(round(seconds * RATE)) * 0.3), np.float64)


def hiss(seconds: float, level: float, seed: int = 1) -> NDArray[np.float64]:
    return np.random.default_rng(seed).uniform(-level, level, round(seconds * RATE))


def quiet(seconds: float) -> NDArray[np.float64]:
    return np.zeros(round(seconds * RATE))


def clip(*parts: NDArray[np.float64], noise: float = 0.0) -> NDArray[np.int16]:
    sound = np.concatenate(parts)
    return np.rint(sound + hiss(len(sound) / RATE, noise, seed=2)).astype(np.int16)


def seconds(samples: NDArray[np.int16]) -> list[float]:
    return [(stop - start) / RATE for start, stop in silences(samples, RATE)]


@pytest.mark.parametrize("noise", [0, 3, 60, 150, 300])
@pytest.mark.parametrize("offset", [0, 250, -700])
@pytest.mark.parametrize("hum", [0, 200])
def test_a_pause_is_found_in_noise_over_an_offset_and_a_hum(noise: float, offset: float, hum: float) -> None:
    sound = clip(quiet(0.3), tone(1), quiet(0.3), tone(1), quiet(0.3), noise=noise).astype(float)
    sound += offset + hum * np.sin(2 * np.pi * 50 * np.arange(len(sound)) / RATE)
    assert seconds(np.rint(sound).astype(np.int16)) == pytest.approx([0.3], abs=0.012)


def test_one_soft_fricative_in_a_clip_without_a_pause_is_no_noise() -> None:
    """It is as steady as noise, and softer than a vowel by 30 dB."""
    sound = clip(tone(0.7), hiss(0.2, 300), tone(0.7))
    sounding, _, noisy = heard(sound, RATE)
    assert not noisy
    assert sounding.all()
    assert without_noisy_ends(Speech(sound, RATE)).samples is sound


def test_a_soft_fricative_at_the_end_of_a_word_is_no_part_of_the_pause() -> None:
    sound = clip(quiet(0.3), tone(1), hiss(0.15, 500), quiet(0.3), tone(1), quiet(0.3), noise=150)
    assert seconds(sound) == pytest.approx([0.3], abs=0.012)


def test_a_click_in_the_noise_does_not_divide_a_pause_and_the_burst_of_a_stop_does() -> None:
    for peak, found in ((250, [0.4]), (4000, [0.2, 0.2])):
        pause = quiet(0.4)
        pause[len(pause) // 2 : len(pause) // 2 + 16] = peak
        sound = clip(quiet(0.3), tone(1), pause, tone(1), quiet(0.3), noise=100)
        assert seconds(sound) == pytest.approx(found, abs=0.015)


def test_noise_that_fades_with_the_voice_is_no_pause() -> None:
    fading = hiss(0.3, 1) * np.geomspace(3000, 30, round(0.3 * RATE))
    assert not heard(clip(tone(1), fading, tone(1), fading), RATE)[2]


@pytest.mark.parametrize("samples", [0, 10, 100, 3000])
def test_silence_and_short_clips_have_no_pause(samples: int) -> None:
    assert silences(np.zeros(samples, np.int16), RATE) == []
    assert silences(np.full(samples, 500, np.int16), RATE) == []


def test_a_noisy_clip_begins_and_ends_softly_with_its_words() -> None:
    burst = np.concatenate([quiet(0.08), hiss(0.02, 6000), quiet(0.3)])
    sound = clip(quiet(0.3), tone(1), burst, noise=200) + np.int16(300)
    made = without_noisy_ends(Speech(sound, RATE, (Word(0.3, 1.3, 0, 1),)))
    assert len(made.samples) / RATE == pytest.approx(0.03 + 1 + 0.1 + 0.03, abs=0.01)
    assert abs(int(made.samples[:20].mean())) < 10
    assert abs(int(made.samples[-20:].mean())) < 10
    assert made.words[0].start == pytest.approx(0.03, abs=0.005)
    inner = slice(round(0.04 * RATE), -round(0.04 * RATE))
    assert made.samples[inner].tobytes() in sound.tobytes()


@pytest.mark.parametrize("wanted", [0.2, 0.4, 0.9])
def test_a_background_that_drifts_is_joined_without_a_jump(wanted: float) -> None:
    sound = clip(tone(1), np.linspace(300, -300, round(0.3 * RATE)), tone(1))
    run = (RATE, RATE + round(0.3 * RATE))
    made = spaced(Speech(sound, RATE), {run: wanted}).samples[run[0] + 1 : run[0] + round(wanted * RATE)]
    assert len(made) == round(wanted * RATE) - 1
    assert np.abs(np.diff(made.astype(int))).max() < 12
