"""Clips are raised to the target, and no further than they bear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from audionews.audio.levels import Played, gains
from audionews.audio.limiter import limit
from audionews.audio.loudness import energies, integrated
from audionews.audio.measure import CEILING, measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from audionews.model import Speech

RATE = 22_050


def made(speech: Speech, target: float) -> tuple[float, float]:
    """Return the gain of a programme of one clip, and the loudness that it has behind the limiter."""
    [[gain]] = gains([[Played(measure(speech.samples, RATE), 0.0, 0.6, "a")]], target)
    raised = speech.samples.astype(np.float32) / 32768 * np.float32(10 ** (gain / 20))
    return gain, integrated(energies(limit(raised, RATE, CEILING), RATE))


@pytest.mark.parametrize("target", [-23.0, -16.0])
def test_a_target_that_the_voice_bears_is_reached(voice: Callable[..., Speech], target: float) -> None:
    assert made(voice(6.0, rate=RATE, level=-6), target)[1] == pytest.approx(target, abs=0.3)


def test_a_target_beyond_the_voice_is_not_pressed_out_of_it(voice: Callable[..., Speech]) -> None:
    """What the limiter takes stays bounded, however loud it should be."""
    speech = voice(6.0, rate=RATE, level=-6)
    louder, loudest = made(speech, -5.0), made(speech, 0.0)
    assert louder == pytest.approx(loudest, abs=0.03)
    alone = integrated(energies(speech.samples.astype(np.float32) / 32768, RATE))
    assert alone + louder[0] - louder[1] == pytest.approx(3.0, abs=0.5)
