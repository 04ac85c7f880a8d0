"""Plan, before anything is encoded, when each cue is heard and which MP3 frames each chunk takes.

An MP3 file is counted in frames. Inside a part (a story, for instance) every pause is exact to the sample. A part
begins at the frame nearest to its due time (13 ms off at most): so its encoded sound does not depend on the parts
before it, and can be used again in another run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.audio.measure import KEPT
from audionews.audio.mp3 import LATENCY, samples_per_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 6.0
"""Seconds after which a part is cut into another chunk, at the next pause of `JOINT` or more.

A thread needs 1.5 MB of memory for each chunk of this length."""
JOINT = 0.16
"""Seconds of silence needed between two chunks: encoder delay, decoder delay and a frame of either side fit in."""
SPARE = 6
"""Frames encoded beyond a chunk's length; the timeline decides how many of them are written."""


@dataclass(frozen=True)
class Chunk:
    """Cues that are encoded together."""

    first: int
    """Index of the first cue."""
    last: int
    """Index after the last cue."""
    starts: tuple[float, ...]
    """When each cue's sound begins, in seconds from the start of the part."""
    begin: float
    """When the chunk begins, in seconds from the start of the part."""
    length: float
    """Seconds to the beginning of the next chunk."""


@dataclass(frozen=True)
class ChunkGroup:
    """A part of the programme: chunks whose encoded sound depends on no other part."""

    chunks: tuple[Chunk, ...]
    """The chunks in order."""
    length: float
    """Seconds, the last pause included."""


def chunk_groups(marks: Sequence[int], lengths: Sequence[float], pauses: Sequence[float]) -> list[ChunkGroup]:
    """Divide a programme into parts, and each part into chunks.

    Two parts become one where the pause between them is shorter than `JOINT`. The last pause is lengthened to `JOINT`,
    so that the last sound can die away.

    Args:
        marks: the number of the part that each cue belongs to, never falling.
        lengths: seconds of sound of each cue.
        pauses: seconds of silence after each cue.
    """
    pauses = [*pauses[:-1], max(pauses[-1], JOINT)]
    found = []
    for first, last in ranges(marks, pauses):
        spans = [length + pause for length, pause in zip(lengths[first:last], pauses[first:last], strict=True)]
        found.append(ChunkGroup(tuple(_chunks(first, spans, pauses)), sum(spans)))
    return found


def ranges(marks: Sequence[int], pauses: Sequence[float]) -> list[tuple[int, int]]:
    """Return for each part the index of its first cue, and the one after its last; arguments as in `chunk_groups`."""
    ends = [
        index
        for index in range(1, len(marks) + 1)
        if index == len(marks) or (marks[index] != marks[index - 1] and pauses[index - 1] >= JOINT)
    ]
    return list(zip([0, *ends], ends, strict=False))


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
    """The MP3 frames of an output file that a chunk takes."""

    origin: int
    """Samples from the start of the part to the chunk's first frame."""
    frames: int
    """Frames that are written to the file."""
    encoded: int
    """Frames to encode: enough wherever the part begins, and the same number everywhere."""


def slots(plan: Sequence[ChunkGroup], rate: int, starts: Sequence[float]) -> list[list[Slot]]:
    """Return the slots of each part's chunks in an output of `rate` Hz whose parts begin at `starts` (seconds)."""
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
    """Return when each part begins, in seconds: at the frame (of `rate` Hz) nearest to the end of the part before."""
    size = samples_per_frame(rate)
    frame, found = 0, []
    for part in plan:
        found.append(frame * size / rate)
        frame += round(part.length * rate / size)
    return found
