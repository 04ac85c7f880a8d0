"""How much louder or softer each clip is played, so that all voices sound as one programme.

Everything is decided inside a part: its gains depend on nothing outside it, so an edit elsewhere does not touch its
encoded sound. A part measures the target whatever its voices; so does the programme that is made of such parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.loudness import SILENCE, STEP, integrated
from audionews.audio.measure import DRIVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audionews.audio.measure import Measure

_TRUST = 1.5  # seconds of speech after which a clip's own loudness counts as much as its voice's
_STRAY = 6.0  # LU by which a clip may differ from its voice before it is left louder or softer
_MOST = 40.0  # dB


def gains(clips: Sequence[tuple[Measure, float, float, str]], target: float) -> list[float]:
    """Return the gain in dB of each clip (measure, level in LU, pause after it in s, voice) of one part.

    Short clips lean on the loudness of their voice, since a word or two says little. The limiter's loss is made up.
    """
    own = _voices(clips)
    wanted = [target + level for _, level, _, _ in clips]
    makeup = 0.0
    for _ in range(4):
        steps = np.concatenate(
            [
                _steps(found, gain - level + makeup - lost(found, gain + makeup), pause)
                for (found, level, pause, _), gain in zip(clips, _apart(wanted, own), strict=True)
            ]
        )
        reached = integrated(steps)
        if reached <= SILENCE or abs(target - reached) < 0.01:
            break
        makeup += target - reached
    return [round(min(gain + makeup, _MOST), 2) for gain in _apart(wanted, own)]


def _apart(wanted: list[float], own: list[float]) -> list[float]:
    return [want - have if have > SILENCE else 0.0 for want, have in zip(wanted, own, strict=True)]


def _voices(clips: Sequence[tuple[Measure, float, float, str]]) -> list[float]:
    """Return the loudness at which each clip is taken."""
    voices: dict[str, list[NDArray[np.float32]]] = {}
    for found, _, _, voice in clips:
        voices.setdefault(voice, []).append(np.pad(found.energies, 3))
    shared = {voice: integrated(np.concatenate(steps)) for voice, steps in voices.items()}
    taken = []
    for found, _, _, voice in clips:
        seconds = len(found.energies) * STEP
        stray = max(-_STRAY, min(_STRAY, found.lufs - shared[voice]))
        taken.append(shared[voice] + stray * seconds / (seconds + _TRUST) if found.lufs > SILENCE else SILENCE)
    return taken


def lost(found: Measure, gain: float) -> float:
    """Return how many LU the limiter takes from a clip played with `gain` dB."""
    drives = (DRIVES[0] - 6, *DRIVES)
    losses = (0.0, *found.losses)
    return float(np.interp(found.lufs + gain, drives, losses))


def _steps(found: Measure, gain: float, pause: float) -> NDArray[np.float32]:
    silent = np.zeros(round(pause / STEP), np.float32)
    return np.concatenate([found.energies * np.float32(10 ** (gain / 10)), silent])
