"""Decide how much louder or softer each clip is played, so that all voices sound as one programme.

The gains of a part follow from its own clips alone: so an edit in another part leaves its encoded sound as it is. The
speech of each part is brought to the target loudness, and a programme of such parts then has it too. Only in an episode
of a few sentences do the tunes weigh so much that the whole misses the target; then all gains are moved together.

A target may be louder than the voices can be: beyond some -13 LUFS, what is raised by 10 dB comes out 1 LU louder, and
squeezed flat. They are raised only as far as they bear it, and the programme stays softer than was asked.
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

_TRUST = 1.5  # seconds of speech at which a clip's own loudness counts as much as that of all clips of its voice
_STRAY = 6.0  # LU: a larger difference between a clip and its voice is not evened out any further
_MOST = 40.0  # dB: no clip is raised by more
_MISSED = 0.15  # LU by which a programme may miss its target before all gains are moved
_UNTOUCHED = DRIVES[0] - 6  # LUFS at which the limiter finds nothing to do
_BORNE = 3.0  # LU that the limiter may take of a programme: more, and what it gains is a tenth of what is lost
_ROUNDS = 6  # attempts to make up for the loudness that the limiter takes; each leaves a fifth of the error or less


@dataclass(frozen=True, eq=False)
class Played:
    """A clip as the programme plays it."""

    measure: Measure
    """Borders and loudness of its sound."""
    level: float
    """How much louder than the programme it should be, in LU."""
    pause: float
    """Seconds of silence after it."""
    voice: str
    """Name of its voice: clips of one voice share an estimate of loudness."""


def gains(parts: Sequence[Sequence[Played]], target: float, *, settled: bool = True) -> list[list[float]]:
    """Return the gain in dB of each clip of each part, for a programme of `target` LUFS.

    Where the `parts` are not the whole programme, it is not `settled` by moving all gains together.
    """
    found = [_part(clips, target) for clips in parts]
    moved = 0.0
    for _ in range(_ROUNDS if settled else 0):
        steps = [
            _steps(c, g + moved)
            for clips, own in zip(parts, found, strict=True)
            for c, g in zip(clips, own, strict=True)
        ]
        missed = target - integrated(np.concatenate(steps))
        if abs(missed) < _MISSED:
            break
        moved += missed
    everything = [
        (clip, gain) for clips, own in zip(parts, found, strict=True) for clip, gain in zip(clips, own, strict=True)
    ]
    moved = min(moved, _bearable(everything, moved)) if settled else moved
    return [[round(min(gain + moved, _MOST), 2) for gain in own] for own in found]


def _part(clips: Sequence[Played], target: float) -> list[float]:
    """Return a gain (dB) for each clip, at which the part would measure `target` if every level were 0."""
    own = [target - have if have > SILENCE else 0.0 for have in _loudness(clips)]
    makeup = 0.0
    for _ in range(_ROUNDS):
        steps = [_steps(clip, gain + makeup, clip.level) for clip, gain in zip(clips, own, strict=True)]
        reached = integrated(np.concatenate(steps))
        if reached <= SILENCE or abs(target - reached) < 0.01:
            break
        makeup += target - reached
    makeup = _bearable([(clip, gain + clip.level) for clip, gain in zip(clips, own, strict=True)], makeup)
    return [gain + makeup + clip.level for clip, gain in zip(clips, own, strict=True)]


def _bearable(gained: Sequence[tuple[Played, float]], more: float) -> float:
    """Return by how many dB, up to `more`, clips can be raised above their gains before the limiter takes too much."""
    weights = [len(clip.measure.energies) for clip, _ in gained]

    def taken(by: float) -> float:
        return float(np.average([_lost(clip, gain + by) for clip, gain in gained], weights=weights))

    if not any(weights) or taken(more) <= _BORNE:
        return more
    low, high = _UNTOUCHED - max(clip.measure.lufs + gain for clip, gain in gained), more
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if taken(middle) <= _BORNE else (low, middle)
    return low


def _lost(clip: Played, gain: float) -> float:
    """Return how many LU the limiter takes of a clip raised by `gain` dB: beyond the last that was tried, all more."""
    loudness, losses = clip.measure.lufs + gain, clip.measure.losses
    return float(np.interp(loudness, (_UNTOUCHED, *DRIVES), (0.0, *losses))) + max(0.0, loudness - DRIVES[-1])


def _loudness(clips: Sequence[Played]) -> list[float]:
    """Estimate the loudness of each clip (LUFS): the shorter it is, the more the loudness of its voice counts."""
    voices: dict[str, list[NDArray[np.float32]]] = {}
    for clip in clips:
        voices.setdefault(clip.voice, []).append(np.pad(clip.measure.energies, 3))
    shared = {voice: integrated(np.concatenate(steps)) for voice, steps in voices.items()}
    taken = []
    for clip in clips:
        measured, seconds = clip.measure.lufs, len(clip.measure.energies) * STEP
        stray = max(-_STRAY, min(_STRAY, measured - shared[clip.voice]))
        taken.append(shared[clip.voice] + stray * seconds / (seconds + _TRUST) if measured > SILENCE else SILENCE)
    return taken


def _steps(clip: Played, gain: float, level: float = 0.0) -> NDArray[np.float32]:
    """Return the energies of a clip raised by `gain` dB, less the loudness that the limiter takes from it.

    The limiter is reckoned at `gain + level`, since that is how the clip is played; the energies are at `gain` alone.
    """
    energies = clip.measure.energies * np.float32(10 ** ((gain - _lost(clip, gain + level)) / 10))
    return np.concatenate([energies, np.zeros(round(clip.pause / STEP), np.float32)])
