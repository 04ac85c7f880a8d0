"""Events that the pipeline reports while it works, through one callback; the listener decides how to show them."""

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
    """One line of information for the user."""

    text: str


@dataclass(frozen=True)
class Warned(Event):
    """One line about something that failed, after which the run goes on."""

    text: str


@dataclass(frozen=True)
class Progress(Event):
    """How much of a step is done."""

    step: str
    """`speak`, `master`, `publish` or `fetch`."""
    done: float
    """Amount done, in a unit of the step's own: sentences, seconds of sound, bytes."""
    total: float
    """Amount of the whole, in the same unit."""


@dataclass(frozen=True)
class Finished(Event):
    """The episode is finished and in its folder."""

    folder: str
    duration: float
    """Length of the sound in seconds."""
    seconds: float
    """Seconds that the run took."""
    unchanged: bool = False
    """True if the episode was up to date already."""


@dataclass(frozen=True)
class Counted(Event):
    """How a batch goes."""

    share: float
    """About which share of the sources has been read, 0 to 1."""
    made: int
    """Episodes that were made."""
    unchanged: int
    """Episodes that were there already."""
    failed: int
    """Episodes and sources that gave nothing."""
    hours: float
    """Hours of sound that were made."""
    rate: float
    """Episodes a minute."""
    left: float | None
    """About how many seconds are left; None where that is not known."""


@dataclass(frozen=True)
class Heard(Event):
    """A sentence has begun to be heard, on this machine."""

    sentence: int
    """Its index."""
    text: str
    """As written."""
    role: str
    """Its role: `intro` for a headline."""
    at: float
    """When, in seconds of the system's monotonic clock."""
    processor: float
    """Seconds of processor time that the program had used then."""
    waited: float
    """Seconds of silence so far, since the first sound, in which speech was not there yet."""


OnEvent = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """Ignore the event."""
