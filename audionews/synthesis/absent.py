"""An engine that cannot speak here, in the place of the real one: what it should say goes to whoever may stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.engines.protocol import Limits, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Speech
    from audionews.support.errors import NotReady


class AbsentEngine:
    """The engine called `name`, which is not ready because of `why`.

    `network` tells whether who stands in for it may send the text away.
    """

    def __init__(self, name: str, why: NotReady, *, network: bool = False) -> None:
        self.name, self._error = name, why
        self.limits = Limits(any_voice=True, network=network)
        self.why = str(why)
        """What it lacks, in a sentence."""

    def voices(self) -> Sequence[Voice]:
        """Return a voice called as the engine: nobody can list what is not here."""
        return [Voice(self.name)]

    def ready(self) -> None:
        """Raise NotReady.

        Raises:
            NotReady: what the engine lacks.
        """
        raise self._error

    def fingerprint(self, voice: str) -> str:
        """Return the voice and that it is not here: once it is, an episode is made again."""
        return f"absent {voice}"

    def speak(self, text: str, voice: str) -> Speech:  # noqa: ARG002 - as the protocol has it
        """Raise NotReady.

        Raises:
            NotReady: what the engine lacks.
        """
        raise self._error
