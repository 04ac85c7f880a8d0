"""An engine that whistles: one tone as long as the text would last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.engines.protocol import Limits, Voice
from audionews.model import Speech
from audionews.support.errors import Never

if TYPE_CHECKING:
    from collections.abc import Sequence

RATE = 16_000


class WhistleEngine:
    """Whistles; `rate` is in percent of its normal pace, `pitch` in Hz."""

    name = "whistle"
    limits = Limits(characters=300, parallel=2)

    def __init__(self, *, rate: int = 100, pitch: float = 880.0) -> None:
        self._rate, self._pitch = rate, pitch

    def voices(self) -> Sequence[Voice]:
        """Return its voices, the default first."""
        return [Voice("whistle", "bn", None, "one clear tone")]

    def ready(self) -> None:
        """Return: it needs nothing."""

    def fingerprint(self, voice: str) -> str:
        """Return what decides how it sounds."""
        return f"1.0 {voice} {self._rate} {self._pitch}"

    def speak(self, text: str, voice: str) -> Speech:
        """Whistle for as long as `text` would last."""
        import numpy as np

        if not text.strip():
            raise Never("There is nothing to whistle.")
        count = round(len(text) * 0.08 * RATE * 100 / self._rate)
        wave = np.sin(2 * np.pi * self._pitch * np.arange(count) / RATE)
        return Speech(np.round(8000 * wave).astype(np.int16), RATE)
