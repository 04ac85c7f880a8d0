"""What can be measured of a voice without ears: its pitch, its spectrum against speech in general, noise, and pauses.

Plain numpy, so that tests use it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.int16] | NDArray[np.float32] | NDArray[np.float64]

STEP = 0.01
"""Seconds between two readings of pitch."""
_WINDOW = 0.04  # s: some four periods of a low voice
_LOWEST, _HIGHEST = 60.0, 420.0  # Hz
_VOICED = 0.55  # autocorrelation above which a frame has a pitch
_STRAY = 9.0  # semitones from the median
_BANDS = (125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300, 8000)
"""Centres of third octaves, Hz."""
_SPEECH = (
    57.7,
    56.8,
    60.2,
    60.3,
    59.0,
    62.1,
    62.1,
    60.5,
    56.8,
    53.7,
    53.0,
    52.0,
    48.7,
    48.1,
    46.8,
    45.6,
    44.5,
    44.3,
    43.7,
)
"""Long-term average levels of speech in these bands, dB SPL, men and women of twelve languages (Byrne et al. 1994)."""


@dataclass(frozen=True, eq=False)
class Pitch:
    """The pitch of a sound over time."""

    hertz: NDArray[np.float64]
    """Pitch each `STEP`; 0 where there is none."""
    harmonicity: float
    """Harmonics-to-noise ratio of the voiced frames, dB, median."""

    @property
    def semitones(self) -> NDArray[np.float64]:
        """The pitch of the voiced frames, in semitones from 100 Hz."""
        heard: NDArray[np.float64] = 12 * np.log2(self.hertz[self.hertz > 0] / 100)
        return heard


def floats(sound: Sound) -> NDArray[np.float64]:
    """Return samples with full scale 1."""
    return sound / 32768 if sound.dtype == np.int16 else sound.astype(np.float64)


def pitch(sound: Sound, rate: int) -> Pitch:
    """Return the pitch of `sound`: autocorrelation of each frame by that of its window, as Boersma (1993) has it."""
    samples, size, step = floats(sound), round(_WINDOW * rate), round(STEP * rate)
    if len(samples) < size:
        return Pitch(np.zeros(0), 0.0)
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[::step]
    loud = np.abs(frames).max(axis=1) > 0.03 * np.abs(samples).max()
    window = np.hanning(size)
    length = 1 << (2 * size - 1).bit_length()
    shape = np.fft.irfft(np.abs(np.fft.rfft(window, length)) ** 2)[:size]
    spectra = np.fft.rfft((frames - frames.mean(axis=1, keepdims=True)) * window, length)
    waves = np.fft.irfft(np.abs(spectra) ** 2)[:, :size]
    first, last = round(rate / _HIGHEST), round(rate / _LOWEST)
    waves = waves[:, : last + 2] / np.maximum(waves[:, :1], 1e-12) / (shape[: last + 2] / shape[0])
    lags = np.arange(first, last)
    peaks = waves[:, first:last] - 0.01 * np.log2(lags / first)  # of equal peaks the first: no octave too low
    best = peaks.argmax(axis=1) + first
    rows = np.arange(len(waves))
    before, here, after = waves[rows, best - 1], waves[rows, best], waves[rows, best + 1]
    bend = before - 2 * here + after
    shift = np.where(np.abs(bend) > 1e-9, 0.5 * (before - after) / np.where(bend == 0, 1, bend), 0.0)
    voiced = loud & (here > _VOICED)
    if voiced.any():  # what is off by most of an octave is a wrong reading
        hertz = rate / best
        voiced &= np.abs(12 * np.log2(hertz / np.median(hertz[voiced]))) < _STRAY
    strength = np.clip(here[voiced], 1e-6, 1 - 1e-6)
    noise = float(np.median(10 * np.log10(strength / (1 - strength)))) if voiced.any() else 0.0
    return Pitch(np.where(voiced, rate / (best + shift.clip(-0.5, 0.5)), 0.0), noise)


def bands(sound: Sound, rate: int) -> NDArray[np.float64]:
    """Return the level of each third octave less that of speech in general, dB, at equal power of all together."""
    samples, size = floats(sound), 4096
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(samples, (0, size)), size)[:: size // 2]
    power = (np.abs(np.fft.rfft(frames * np.hanning(size))) ** 2).mean(axis=0)
    hertz = np.fft.rfftfreq(size, 1 / rate)
    edges = np.array([(centre / 2 ** (1 / 6), centre * 2 ** (1 / 6)) for centre in _BANDS])
    levels = np.array([power[(hertz >= low) & (hertz < high)].sum() for low, high in edges])
    speech = 10 ** (np.array(_SPEECH) / 10)
    differences: NDArray[np.float64] = 10 * np.log10(levels / levels.sum() / (speech / speech.sum()))
    return differences


def deviation(sound: Sound, rate: int, lowest: float = 125) -> float:
    """Return how far the spectrum is from that of speech in general: root mean square over third octaves, dB."""
    differences = bands(sound, rate)[np.array(_BANDS) >= lowest]
    return float(np.sqrt(np.mean((differences - differences.mean()) ** 2)))


def excess(sound: Sound, rate: int, low: float = 2000, high: float = 4000) -> float:
    """Return by how many dB the bands between two frequencies (Hz) are stronger than in speech in general."""
    centres = np.array(_BANDS)
    return float(bands(sound, rate)[(centres >= low) & (centres <= high)].mean())


def pauses(sound: Sound, rate: int, shortest: float = 0.08) -> list[tuple[float, float]]:
    """Return start and end (s) of each pause inside a sound: 45 dB under its peak for `shortest` seconds or longer."""
    samples, step = np.abs(floats(sound)), max(1, round(0.002 * rate))
    frames = np.pad(samples, (0, -len(samples) % step)).reshape(-1, step).max(axis=1)
    heard = np.flatnonzero(frames > frames.max() * 10 ** (-45 / 20))
    gaps = np.flatnonzero(np.diff(heard) * step >= shortest * rate)
    return [((heard[gap] + 1) * step / rate, heard[gap + 1] * step / rate) for gap in gaps]


def slope(found: Pitch, frames: int = 30) -> float:
    """Return by how many semitones pitch moves over the last 0.3 s of voice: its end less what was before."""
    last = found.semitones[-frames:]
    if len(last) < frames:
        return 0.0
    return float(np.median(last[-6:]) - np.median(last[: frames // 2]))
