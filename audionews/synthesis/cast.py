"""Which voice speaks which segment, and the result of speaking them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from audionews.engines.protocol import Expressive
from audionews.model import PLAIN, Manner, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audionews.engines.protocol import Engine
    from audionews.model import Clip, Degraded, Segment

_READ = {Role.BODY, Role.SUBHEAD}
"""The roles that a story's own reader speaks."""


class Task(NamedTuple):
    """What an engine is asked to say."""

    text: str
    """The text."""
    voice: str
    """Name of the voice that speaks it."""
    manner: Manner = PLAIN
    """How it is said; plainly by an engine that can do no more."""


@dataclass(frozen=True)
class RoleVoice:
    """A voice of an engine."""

    engine: Engine
    """The engine."""
    voice: str
    """The voice's name in that engine."""

    def task(self, segment: Segment) -> Task:
        """Return what the engine is asked for a segment."""
        manner = segment.manner if isinstance(self.engine, Expressive) else PLAIN
        return Task(segment.spoken, self.voice, manner)


@dataclass(frozen=True)
class Cast:
    """The voices of a programme."""

    parts: Mapping[Role, RoleVoice]
    """The voice of each role."""
    stories: Mapping[int, RoleVoice] = field(default_factory=dict)
    """The voices of stories that have a reader of their own, by the story's index."""
    readers: Mapping[str, RoleVoice] = field(default_factory=dict)
    """The voices of single segments, by what `Segment.reader` calls them."""
    speakers: tuple[RoleVoice, ...] = ()
    """The voices of those who speak in a story beside its reader, in order."""

    @property
    def engine(self) -> Engine:
        """The engine that reads the stories: the one that messages name."""
        return self.parts[Role.BODY].engine

    def part(self, segment: Segment) -> RoleVoice:
        """Return the voice that speaks `segment`: its own, its story's, its role's."""
        if segment.reader is not None and segment.reader in self.readers:
            return self.readers[segment.reader]
        usual = self.parts[segment.role]
        if segment.role not in _READ or segment.article is None:
            return usual
        reader = self.stories.get(segment.article, usual)
        others = [voice for voice in self.speakers if voice != reader]
        return others[(segment.speaker - 1) % len(others)] if segment.speaker and others else reader

    def everyone(self) -> list[RoleVoice]:
        """Return all voices: those of the roles, then those of single stories and segments."""
        return [*self.parts.values(), *self.stories.values(), *self.readers.values(), *self.speakers]

    def fingerprints(self) -> list[str]:
        """Return a text for each role that changes whenever the role would sound different."""
        different = {(id(part.engine), part.voice): part for part in self.parts.values()}
        fingerprint = {voice: part.engine.fingerprint(part.voice) for voice, part in different.items()}
        return [
            f"{role}={part.engine.name} {part.voice} {fingerprint[id(part.engine), part.voice]}"
            for role, part in self.parts.items()
        ]


@dataclass(frozen=True)
class Spoken:
    """The result of speaking a script."""

    clips: tuple[Clip | None, ...]
    """A clip for each segment, in order; None for a segment without text."""
    degraded: tuple[Degraded, ...]
    """The segments that a fallback spoke."""
    fresh: int = 0
    """How many sentences were spoken now; the others were in the cache."""
