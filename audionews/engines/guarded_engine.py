"""A third party's engine behind a guard: calls are bounded in time, and answers checked before they are believed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from audionews.engines.protocol import Limits, Voice
from audionews.support.errors import NotReady
from audionews.support.strangers import StrangerError, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audionews.model import Speech

T = TypeVar("T")
_HINT = "Update or remove that package; the other engines work without it."


class EngineGuard:
    """An engine whose faults are its own; `package` is named where it has one."""

    def __init__(self, name: str, package: str, make: Callable[[], Any]) -> None:
        self.name, self._package = name, package
        self._engine = self._asked(make)
        self.limits = self._limits()

    def voices(self) -> Sequence[Voice]:
        """Return its voices.

        Raises:
            NotReady: it gives none, or something else.
        """
        found = self._asked(lambda: list(self._engine.voices()))
        if not found or not all(map(_is_voice, found)):
            raise self._broken("it lists no voices")
        return found

    def ready(self) -> None:
        """Raise NotReady unless the engine can speak now.

        Raises:
            NotReady: it says so, or is broken.
        """
        self._asked(self._engine.ready)

    def fingerprint(self, voice: str) -> str:
        """Return a text that changes whenever `voice` sounds different.

        Raises:
            NotReady: it gives none.
        """
        found = self._asked(lambda: self._engine.fingerprint(voice))
        if not isinstance(found, str):
            raise self._broken(f"the fingerprint of {voice!r} is no text")
        return found

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text`; whoever calls this has a thread for it and looks at the clock."""
        speech: Speech = self._engine.speak(text, voice)
        return speech

    def _limits(self) -> Limits:
        limits = self._asked(lambda: self._engine.limits)
        good = isinstance(limits, Limits) and all(
            isinstance(getattr(limits, name), int) and 0 < getattr(limits, name) < 1_000_000
            for name in ("characters", "parallel")
        )
        amounts = (limits.latency, limits.fee, limits.price or 0.0) if good else ()
        good = good and all(isinstance(one, int | float) for one in amounts)
        if not good or not isinstance(limits.host, str | None) or not isinstance(limits.minute, int | None):
            raise self._broken("its limits make no sense")
        return limits  # type: ignore[no-any-return]

    def _asked(self, work: Callable[[], T]) -> T:
        try:
            return ask(work)
        except StrangerError as error:
            raise self._broken(str(error)) from error

    def _broken(self, why: str) -> NotReady:
        return NotReady(f"The engine {self.name!r} of the package {self._package} is broken: {why}.", hint=_HINT)


def _is_voice(found: object) -> bool:
    if not isinstance(found, Voice) or not found.name:
        return False
    return all(isinstance(getattr(found, one.name), str | None) for one in fields(Voice))
