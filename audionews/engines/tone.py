"""A voice for tests: it hums a note for each word, as long as the word; at once, offline, and always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.engines.protocol import Limits, Voice
from audionews.model import Speech, Word
from audionews.support.errors import Never

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SAMPLE_RATE = 24_000
"""Hz."""
_SECONDS_A_CHARACTER = 0.07
"""Seconds of sound for a character: about as long as speech, 14 characters a second."""
_PITCHES = {"high": 330.0, "low": 165.0}
"""Hz."""


class ToneEngine:
    """Hums notes; `rate` is in percent of its normal pace."""

    name = "tone"
    limits = Limits(characters=200, parallel=4)

    def __init__(self, *, rate: int = 100) -> None:
        self._rate = rate

    def voices(self) -> Sequence[Voice]:
        """Return its two voices, a high and a low note."""
        return [Voice("low", description="165 Hz"), Voice("high", description="330 Hz")]

    def ready(self) -> None:
        """Do nothing: this engine can always speak."""

    def fingerprint(self, voice: str) -> str:
        """Return voice and rate."""
        return f"1 {voice} {self._rate}"

    def speak(self, text: str, voice: str) -> Speech:
        """Hum a note for each word of `text`, with a gap after each.

        Raises:
            Never: the text has no words.
        """
        import numpy as np

        if not text.split():
            raise Never("There is nothing to hum.")
        seconds = _SECONDS_A_CHARACTER * 100 / self._rate
        notes: list[NDArray[np.float64]] = []
        words, place = [], 0
        for word in text.split():
            place = text.index(word, place)
            count = max(1, round(len(word) * seconds * SAMPLE_RATE))
            phase = 2 * np.pi * _PITCHES[voice] * np.arange(count) / SAMPLE_RATE
            envelope = np.minimum(1, 20 * np.minimum(np.arange(count), np.arange(count)[::-1]) / count)
            start = sum(map(len, notes))
            notes += [0.3 * envelope * np.sin(phase), np.zeros(round(seconds * SAMPLE_RATE))]
            words.append(Word(start / SAMPLE_RATE, (start + count) / SAMPLE_RATE, place, place + len(word)))
            place += len(word)
        samples = np.round(32767 * np.concatenate(notes)).astype(np.int16)
        return Speech(samples, SAMPLE_RATE, tuple(words))
