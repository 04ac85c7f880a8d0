"""The pace changes, the pitch does not."""

import numpy as np
import pytest

from audionews.audio.stretch import paced, stretch
from audionews.model import Speech, Word

RATE = 22_050


def voice(hertz: float, seconds: float = 2.0) -> np.ndarray:
    """A buzz with harmonics, like a vowel."""
    time = np.arange(round(seconds * RATE)) / RATE
    return np.round(sum(4000 / n * np.sin(2 * np.pi * hertz * n * time) for n in range(1, 6))).astype(np.int16)


def pitch(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))


@pytest.mark.parametrize("pace", [0.5, 0.8, 0.94, 1.1, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("hertz", [95, 130, 220])
def test_length_follows_the_pace_and_pitch_stays(pace: float, hertz: float) -> None:
    sound = voice(hertz)
    made = stretch(sound, RATE, pace)
    assert len(made) == round(len(sound) / pace)
    assert pitch(made) == pytest.approx(hertz, abs=1.5)
    middle = made[RATE // 10 : -RATE // 5].astype(float)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(np.sqrt(np.mean(sound.astype(float) ** 2)), rel=0.1)


def test_word_times_follow() -> None:
    speech = Speech(voice(120), RATE, (Word(0.5, 1.0, 0, 4),))
    word = paced(speech, 200).words[0]
    assert (word.start, word.end, word.begins, word.ends) == pytest.approx((0.25, 0.5, 0, 4), abs=1e-3)


@pytest.mark.parametrize("samples", [0, 1, 100, 700])
def test_scraps_are_survived(samples: int) -> None:
    assert len(stretch(np.ones(samples, np.int16), RATE, 1.3)) == round(samples / 1.3)


def test_normal_pace_is_the_same_sound() -> None:
    speech = Speech(voice(120), RATE)
    assert paced(speech, 100) is speech
