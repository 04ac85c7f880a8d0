"""Where everything stands before a sample is encoded: cues on the timeline, parts and chunks on the grid of frames.

MP3 counts in frames. Inside a part every pause is exact to the sample. A part begins at the frame nearest to its due
time (13 ms at most), so its encoded sound does not depend on what comes before it and can be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.audio.measure import KEPT
from audionews.audio.mp3 import LATENCY, samples_per_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 6.0
"""Seconds after which a part is cut at the next pause that is long enough. A thread holds a MB and a half for each."""
JOINT = 0.16
"""Seconds of silence that a join needs: encoder delay, decoder delay and a frame of either side fit in."""
SPARE = 6
"""Frames encoded beyond a chunk's length, of which as many are kept as the timeline asks for."""


@dataclass(frozen=True)
class Chunk:
    """Cues that are encoded together."""

    first: int
    """Index of its first cue."""
    last: int
    """Index after its last cue."""
    starts: tuple[float, ...]
    """Seconds from the start of the part to each cue's sound."""
    begin: float
    """Seconds from the start of the part to its own."""
    length: float
    """Seconds from its beginning to the next chunk's."""


@dataclass(frozen=True)
class ChunkGroup:
    """Chunks whose encoded sound depends on nothing outside them."""

    chunks: tuple[Chunk, ...]
    """Its chunks in order."""
    length: float
    """Seconds, its last pause included."""


def chunk_groups(marks: Sequence[int], lengths: Sequence[float], pauses: Sequence[float]) -> list[ChunkGroup]:
    """Return the parts of a programme of cues with these part marks, lengths (s) and pauses (s).

    A part without a pause to join in is one with the next. The programme ends with enough silence for the last sound to
    die away.
    """
    pauses = [*pauses[:-1], max(pauses[-1], JOINT)]
    found = []
    first = 0
    for index, mark in enumerate(marks):
        last = index + 1
        if last < len(marks) and (marks[last] == mark or pauses[index] < JOINT):
            continue
        spans = [length + pause for length, pause in zip(lengths[first:last], pauses[first:last], strict=True)]
        found.append(ChunkGroup(tuple(_chunks(first, spans, pauses)), sum(spans)))
        first = last
    return found


def _chunks(first: int, spans: Sequence[float], pauses: Sequence[float]) -> Iterator[Chunk]:
    starts: list[float] = []
    time = KEPT
    begun = 0.0
    for index, span in enumerate(spans):
        starts.append(time)
        time += span
        last = index + 1 == len(spans)
        if last or (time - begun > LONGEST and pauses[first + index] >= JOINT):
            end = first + index + 1
            yield Chunk(end - len(starts), end, tuple(starts), begun, time - KEPT - begun)
            starts, begun = [], time - KEPT


@dataclass(frozen=True)
class Slot:
    """A chunk's place on an output's grid of frames."""

    origin: int
    """Samples from the start of its part to its first frame's."""
    frames: int
    """Frames that it takes on the timeline."""
    encoded: int
    """Frames to encode: enough for any timeline, and the same on all."""


def slots(plan: Sequence[ChunkGroup], rate: int, starts: Sequence[float]) -> list[list[Slot]]:
    """Return the slots of each part's chunks at `rate` Hz, when the parts begin at `starts` (s)."""
    size = samples_per_frame(rate)
    grid = [round(start * rate / size) for start in starts]
    end = starts[-1] + plan[-1].length + KEPT
    grid.append(-(-(round(end * rate) + LATENCY) // size))
    found = []
    for part, begin, after in zip(plan, grid, grid[1:], strict=False):
        places = [round(chunk.begin * rate) for chunk in part.chunks]
        edges = [place // size for place in places] + [after - begin]
        found.append(
            [
                Slot(
                    place // size * size,
                    edges[i + 1] - edges[i],
                    int(chunk.length * rate + place % size) // size + SPARE,
                )
                for i, (chunk, place) in enumerate(zip(part.chunks, places, strict=True))
            ]
        )
    return found


def begins(plan: Sequence[ChunkGroup], rate: int) -> list[float]:
    """Return when each part begins at `rate` Hz, in seconds: on the frame nearest to where the last one ends."""
    size = samples_per_frame(rate)
    frame, found = 0, []
    for part in plan:
        found.append(frame * size / rate)
        frame += round(part.length * rate / size)
    return found
