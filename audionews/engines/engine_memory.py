"""Stands for an engine that may be asked nothing now: what it spoke before is in the cache, the rest is for others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.support.errors import NotReady

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.engines.protocol import Engine, Voice
    from audionews.model import Speech


class EngineMemory:
    """Stands for a network engine where no text may be sent; its clips are found under the engine's own keys."""

    def __init__(self, engine: Engine, why: str) -> None:
        self.name, self._engine, self._why = engine.name, engine, why
        # nothing of what it cannot speak goes away, and nothing is paid for
        self.limits = replace(engine.limits, network=False, host=None, price=0.0, fee=0.0)

    def voices(self) -> Sequence[Voice]:
        """Return the engine's voices."""
        return self._engine.voices()

    def ready(self) -> None:
        """Do nothing: what is kept is always there."""

    def fingerprint(self, voice: str) -> str:
        """Return the engine's fingerprint."""
        return self._engine.fingerprint(voice)

    def speak(self, _text: str, _voice: str) -> Speech:
        """Refuse to speak.

        Raises:
            NotReady: always; the message says why nothing may be sent.
        """
        raise NotReady(self._why)
