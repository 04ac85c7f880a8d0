"""The protocol that every engine implements, the built-in ones and those of third parties alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Manner, Speech


@dataclass(frozen=True)
class Voice:
    """A voice that an engine offers."""

    name: str
    """Its name for `--voice`."""
    locale: str = "bn"
    """BCP 47 tag of the language it speaks."""
    sex: str | None = None
    """`female`, `male`, or None if it is not known."""
    description: str = ""
    """One line for people."""
    alias: str = ""
    """A shorter name that `--voice` accepts too."""


@dataclass(frozen=True)
class Limits:
    """How an engine may be used, and at what cost."""

    characters: int = 1000
    """Longest text of one `speak` call, in characters; longer sentences are cut at clause ends."""
    parallel: int = 1
    """Most `speak` calls at once, in threads of this process."""
    network: bool = False
    """Whether text leaves this machine; `--offline` then forbids the engine."""
    host: str | None = None
    """The host that the text is sent to; None if it stays on this machine."""
    latency: float = 0.02
    """Usual duration of a request, in seconds."""
    price: float | None = 0.0
    """US dollars for a million characters, as last known; 0 if it is free, None if it is not known."""
    fee: float = 0.0
    """US dollars for a request, beside those for its characters."""
    minute: int | None = None
    """Most requests in a minute; None where no such limit is known."""
    any_voice: bool = False
    """Whether the engine has voices that it cannot list; `--voice` is then passed on unchecked."""

    def cost(self, characters: int, requests: int = 1) -> float | None:
        """Return the US dollars that so many characters in so many requests cost; None if no price is known."""
        return None if self.price is None else characters * self.price / 1_000_000 + requests * self.fee

    def seconds(self, requests: int, at_once: int = 0) -> float:
        """Return the seconds that so many requests take, if all goes well; `at_once` of them (0: `parallel`)."""
        waits = (requests - 1) // self.minute * 60.0 if self.minute and requests else 0.0
        return max(waits, requests * self.latency / (at_once or self.parallel))


@runtime_checkable
class Engine(Protocol):
    """A speech engine: a class that is called with its settings (`rate` in percent of the normal pace, and its own).

    Making an instance must be cheap: libraries and models are loaded at the first `speak`.
    """

    name: str
    """Its name on the command line, as registered in the entry point group `audionews.engines`."""
    limits: Limits
    """How it may be used, and at what cost."""

    def voices(self) -> Sequence[Voice]:
        """Return its voices, the default one first, without using the network or heavy imports."""
        ...

    def ready(self) -> None:
        """Raise NotReady unless the engine can speak now.

        Raises:
            NotReady: something is missing; the message says what, and the hint how to mend it.
        """
        ...

    def fingerprint(self, voice: str) -> str:
        """Return a text that changes whenever `voice` sounds different: version, model digest, settings.

        It is part of the cache key of every clip.
        """
        ...

    def speak(self, text: str, voice: str) -> Speech:
        """Speak normalized Bengali `text` (at most `limits.characters`) in `voice`.

        Raises:
            TryLater: the attempt failed, and another one may succeed.
            Never: the engine will never speak this text.
            NotReady: something that the engine needs is missing.
        """
        ...


@runtime_checkable
class Expressive(Engine, Protocol):
    """An engine that can say parts of a text slower, or a whole text lower."""

    def speak_as(self, text: str, voice: str, manner: Manner) -> Speech:
        """Speak as `speak` does, in a `manner` whose places are those of `text`; the word times follow.

        Raises:
            TryLater: the attempt failed, and another one may succeed.
            Never: the engine will never speak this text.
            NotReady: something that the engine needs is missing.
        """
        ...
