"""What an engine is: the small protocol that the built-in voices and a third party's meet alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Speech


@dataclass(frozen=True)
class Voice:
    """A voice that an engine offers."""

    name: str
    """What `--voice` takes."""
    locale: str = "bn"
    """BCP 47 tag of the language it speaks."""
    sex: str | None = None
    """`female`, `male` or None where it is not known."""
    description: str = ""
    """One line for people."""
    alias: str = ""
    """A shorter name that `--voice` takes too."""


@dataclass(frozen=True)
class Limits:
    """What may be asked of an engine at once."""

    characters: int = 1000
    """Longest text of one `speak`, in characters; longer sentences are cut at clause ends."""
    parallel: int = 1
    """How many `speak` calls may run at once, in threads of this process."""
    network: bool = False
    """True where text leaves this machine: `--offline` forbids the engine."""
    host: str | None = None
    """The host that the text goes to, where it leaves the machine."""
    latency: float = 0.02
    """Seconds that a request usually takes."""
    price: float | None = 0.0
    """US dollars for a million characters, as last seen; 0 where it is free, None where it is not known."""
    any_voice: bool = False
    """True where it knows more voices than it can list: `--voice` is then passed on as it is."""


@runtime_checkable
class Engine(Protocol):
    """A speech engine: a class called with its settings (`rate` in percent of normal, and its own).

    Instances are cheap to make: libraries and models load at the first `speak`.
    """

    name: str
    """Its name on the command line, as registered in the entry point group `audionews.engines`."""
    limits: Limits
    """What may be asked of it."""

    def voices(self) -> Sequence[Voice]:
        """Return its voices, the default first, without network or heavy imports."""
        ...

    def ready(self) -> None:
        """Return if it can speak here.

        Raises:
            NotReady: something is missing; the message says what, the hint how to mend it.
        """
        ...

    def fingerprint(self, voice: str) -> str:
        """Return what decides how a text sounds: version, model hash, settings. Part of the cache key."""
        ...

    def speak(self, text: str, voice: str) -> Speech:
        """Speak normalized Bengali `text` (at most `limits.characters`) in `voice`.

        Raises:
            TryLater: it failed now and may manage later.
            Never: it will never speak this text.
            NotReady: something that it needs is missing.
        """
        ...
