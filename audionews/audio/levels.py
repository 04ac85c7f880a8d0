"""How much louder or softer each clip is played, so that all voices sound as one programme.

Everything is decided inside a part, from its own clips: an edit elsewhere does not touch its encoded sound. A part's
speech measures the target whatever its voices, and so does a programme of such parts. Only where tunes weigh so much
that the whole would miss the target (an episode of a few sentences) is the whole moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audionews.audio.loudness import SILENCE, STEP, integrated
from audionews.audio.measure import DRIVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audionews.audio.measure import Measure

_TRUST = 1.5  # seconds of speech after which a clip's own loudness counts as much as its voice's
_STRAY = 6.0  # LU that a clip may differ from its voice; what goes beyond is left
_MOST = 40.0  # dB
_MISSED = 0.15  # LU by which a programme may miss its target before the whole is moved
_ROUNDS = 6  # of making up for what the limiter takes; each leaves a fifth of the error or less


@dataclass(frozen=True, eq=False)
class Played:
    """A clip and how it is to be heard."""

    measure: Measure
    """Its measures."""
    level: float
    """LU against the programme."""
    pause: float
    """Seconds of silence after it."""
    voice: str
    """Who speaks."""


def gains(parts: Sequence[Sequence[Played]], target: float) -> list[list[float]]:
    """Return the gain in dB of each clip of each part, for a programme of `target` LUFS."""
    found = [_part(clips, target) for clips in parts]
    moved = 0.0
    for _ in range(_ROUNDS):
        steps = [
            _steps(c, g + moved)
            for clips, own in zip(parts, found, strict=True)
            for c, g in zip(clips, own, strict=True)
        ]
        missed = target - integrated(np.concatenate(steps))
        if abs(missed) < _MISSED:
            break
        moved += missed
    return [[round(min(gain + moved, _MOST), 2) for gain in own] for own in found]


def _part(clips: Sequence[Played], target: float) -> list[float]:
    """Return gains at which the part measures `target`, its levels left out of the account."""
    own = [target - have if have > SILENCE else 0.0 for have in _loudness(clips)]
    makeup = 0.0
    for _ in range(_ROUNDS):
        steps = [_steps(clip, gain + makeup, clip.level) for clip, gain in zip(clips, own, strict=True)]
        reached = integrated(np.concatenate(steps))
        if reached <= SILENCE or abs(target - reached) < 0.01:
            break
        makeup += target - reached
    return [gain + makeup + clip.level for clip, gain in zip(clips, own, strict=True)]


def _loudness(clips: Sequence[Played]) -> list[float]:
    """Return the loudness at which each clip is taken: a short one leans on its voice, since a word says little."""
    voices: dict[str, list[NDArray[np.float32]]] = {}
    for clip in clips:
        voices.setdefault(clip.voice, []).append(np.pad(clip.measure.energies, 3))
    shared = {voice: integrated(np.concatenate(steps)) for voice, steps in voices.items()}
    taken = []
    for clip in clips:
        heard, seconds = clip.measure.lufs, len(clip.measure.energies) * STEP
        stray = max(-_STRAY, min(_STRAY, heard - shared[clip.voice]))
        taken.append(shared[clip.voice] + stray * seconds / (seconds + _TRUST) if heard > SILENCE else SILENCE)
    return taken


def _steps(clip: Played, gain: float, level: float = 0.0) -> NDArray[np.float32]:
    """Return the energies of a clip played with `gain` dB + `level` LU through the limiter, as if `level` were none."""
    played = gain + level
    lost = np.interp(clip.measure.lufs + played, (DRIVES[0] - 6, *DRIVES), (0.0, *clip.measure.losses))
    heard = clip.measure.energies * np.float32(10 ** ((gain - lost) / 10))
    return np.concatenate([heard, np.zeros(round(clip.pause / STEP), np.float32)])
