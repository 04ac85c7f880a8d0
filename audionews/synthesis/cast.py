"""Who speaks what, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audionews.engines.protocol import Engine
    from audionews.model import Clip, Degraded, Segment


@dataclass(frozen=True)
class Part:
    """A voice of an engine."""

    engine: Engine
    """Who speaks."""
    voice: str
    """In which of its voices."""


@dataclass(frozen=True)
class Cast:
    """Who speaks which part."""

    parts: Mapping[Role, Part]
    """The part of each role."""

    @property
    def engine(self) -> Engine:
        """Return the engine of the stories, which gives the programme its name."""
        return self.parts[Role.BODY].engine

    def part(self, segment: Segment) -> Part:
        """Return who speaks `segment`."""
        return self.parts[segment.role]

    def prints(self) -> list[str]:
        """Return what decides how the programme sounds, as part of its digest."""
        return [
            f"{role}={part.engine.name} {part.voice} {part.engine.fingerprint(part.voice)}"
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
