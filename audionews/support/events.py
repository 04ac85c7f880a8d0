"""What the pipeline tells while it works: small frozen events through one callback; the listener draws them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Root of all events."""


@dataclass(frozen=True)
class Found(Event):
    """An article was read and cleaned."""

    source: str
    headline: str
    sentences: int
    """Sentences that will be spoken."""
    dropped: int
    """Lines left out."""


@dataclass(frozen=True)
class LeftOut(Event):
    """A source gave no article."""

    source: str
    why: str


@dataclass(frozen=True)
class Note(Event):
    """One line that the user should know."""

    text: str


@dataclass(frozen=True)
class Warned(Event):
    """One line about something that went wrong and was survived."""

    text: str


@dataclass(frozen=True)
class Progress(Event):
    """How far a step has come."""

    step: str
    """`speak`, `master`, `publish` or `fetch`."""
    done: float
    """In the step's own unit."""
    total: float
    """In the same unit."""


@dataclass(frozen=True)
class Finished(Event):
    """The episode lies in its place."""

    folder: str
    duration: float
    """Seconds."""
    seconds: float
    """Seconds that the run took."""
    unchanged: bool = False
    """True where nothing had to be done."""


OnEvent = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """Listen to nothing."""
