"""Who speaks what, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audionews.engines.protocol import Engine
    from audionews.model import Clip, Degraded, Segment

_READ = {Role.BODY, Role.SUBHEAD}
"""The roles that a story's own reader speaks."""


@dataclass(frozen=True)
class RoleVoice:
    """A voice of an engine."""

    engine: Engine
    """Who speaks."""
    voice: str
    """In which of its voices."""


@dataclass(frozen=True)
class Cast:
    """Who speaks which part."""

    parts: Mapping[Role, RoleVoice]
    """The part of each role."""
    stories: Mapping[int, RoleVoice] = field(default_factory=dict)
    """Who reads a story that has a reader of its own, by its index."""

    @property
    def engine(self) -> Engine:
        """Return the engine of the stories, which gives the programme its name."""
        return self.parts[Role.BODY].engine

    def part(self, segment: Segment) -> RoleVoice:
        """Return who speaks `segment`."""
        usual = self.parts[segment.role]
        if segment.role not in _READ or segment.article is None:
            return usual
        return self.stories.get(segment.article, usual)

    def everyone(self) -> list[RoleVoice]:
        """Return all parts, roles first."""
        return [*self.parts.values(), *self.stories.values()]

    def fingerprints(self) -> list[str]:
        """Return what decides how the programme sounds, as part of its digest."""
        different = {(id(part.engine), part.voice): part for part in self.parts.values()}
        fingerprint = {known: part.engine.fingerprint(part.voice) for known, part in different.items()}
        return [
            f"{role}={part.engine.name} {part.voice} {fingerprint[id(part.engine), part.voice]}"
            for role, part in self.parts.items()
        ]


@dataclass(frozen=True)
class Spoken:
    """What came of speaking."""

    clips: tuple[Clip | None, ...]
    """One for each segment, in order; None for one without text."""
    degraded: tuple[Degraded, ...]
    """The segments that another engine had to speak."""
    fresh: int = 0
    """How many sentences had to be spoken; the others were in the store."""
