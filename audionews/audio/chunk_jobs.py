"""Plan a programme before anything is encoded, as jobs of one chunk each; and encode the chunk of a job.

The plan reads each clip's measures, decides its level and the frames it takes. A chunk is looked up and kept in a store
of encoded chunks, under a key of all that it depends on: one that was encoded before, or ahead, is not encoded again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.audio import chunks, clip, frame_grid, levels, mp3
from audionews.audio.measure import KEPT
from audionews.model import Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from audionews.audio.chunks import Encoded, PartStore, Placed
    from audionews.audio.measure import Measure
    from audionews.audio.profiles import Profile

Spans = tuple[tuple[float, float], ...]
"""Start and end of each cue's sound, seconds."""


@dataclass(frozen=True)
class SoundCue:
    """One clip of the programme, in its order."""

    key: str
    """The name by which `load` finds the clip."""
    gain: float = 0.0
    """How much louder than the programme it should be, in LU: 0 for speech, less for a tune."""
    pause: float = 0.0
    """Seconds of silence after it."""
    part: int = 0
    """Number of the part (a story, for instance) that it belongs to; never smaller than that of the cue before."""
    voice: str = ""
    """Name of its voice: cues of one voice share an estimate of loudness."""


@dataclass(frozen=True)
class ChunkJob:
    """A chunk to encode, for every output."""

    placed: tuple[Placed, ...]
    """Its clips."""
    slots: tuple[frame_grid.Slot, ...]
    """Its frames in each output."""
    profiles: tuple[Profile, ...]
    """The outputs' profiles."""


@dataclass(frozen=True)
class PlannedProgramme:
    """The result of the first pass."""

    spans: Spans
    """Start and end of each cue's sound, in seconds."""
    duration: float
    """Length in seconds."""
    jobs: tuple[ChunkJob, ...]
    """The chunks that the second pass encodes."""


def planned(
    cues: Sequence[SoundCue],
    profiles: Sequence[Profile],
    load: Callable[[str], Speech | bytes],
    *,
    whole: bool = True,
) -> PlannedProgramme:
    """Read the measures of every clip, and decide when and how loud it is played.

    The chunks of one part alone (not `whole`) are those that it has in the whole programme, unless all levels are moved
    there; its spans and frames are not.

    Raises:
        AudioError: a clip is damaged.
    """
    measures, lengths, checks = zip(*(_measured(load(cue.key)) for cue in cues), strict=True)
    layout = frame_grid.chunk_groups([cue.part for cue in cues], lengths, [cue.pause for cue in cues])
    begins = frame_grid.begins(layout, profiles[0].sample_rate)
    slots = [frame_grid.slots(layout, profile.sample_rate, begins) for profile in profiles]
    spans: list[tuple[float, float]] = []
    work = []
    played = [levels.Played(own, cue.gain, cue.pause, cue.voice) for own, cue in zip(measures, cues, strict=True)]
    bounds = [(part.chunks[0].first, part.chunks[-1].last) for part in layout]
    gains = levels.gains([played[first:last] for first, last in bounds], profiles[0].target, settled=whole)
    for number, (part, begin, (first, _)) in enumerate(zip(layout, begins, bounds, strict=True)):
        for place, chunk in enumerate(part.chunks):
            placed = tuple(
                chunks.Placed(cues[i].key, checks[i], gains[number][i - first], start, lengths[i])
                for i, start in zip(range(chunk.first, chunk.last), chunk.starts, strict=True)
            )
            spans += [(begin + clip.start, begin + clip.start + clip.length) for clip in placed]
            work.append(ChunkJob(placed, tuple(places[number][place] for places in slots), tuple(profiles)))
    return PlannedProgramme(tuple(spans), begins[-1] + layout[-1].length + KEPT, tuple(work))


def _measured(loaded: Speech | bytes) -> tuple[Measure, float, int]:
    """Return a clip's measures, the seconds of its sound and its checksum, without holding on to the sound."""
    packed = _opened(loaded)
    return packed.measure, (packed.measure.stop - packed.measure.start) / packed.sample_rate, packed.check


def _opened(loaded: Speech | bytes) -> clip.Packed:
    return clip.opened(clip.pack(loaded) if isinstance(loaded, Speech) else loaded)


def encoded(job: ChunkJob, load: Callable[[str], Speech | bytes], parts: PartStore | None) -> list[Encoded]:
    """Return the chunk of a job for each output: from the store `parts`, else encoded and put there.

    Raises:
        AudioError: a clip is damaged, or the encoder failed.
    """
    keys = [
        chunks.key(job.placed, slot.origin, slot.encoded, profile)
        for slot, profile in zip(job.slots, job.profiles, strict=True)
    ]
    found = [None if parts is None else chunks.restored(parts.get(key)) for key in keys]
    if all(found):
        return [chunk for chunk in found if chunk]
    sounds = [_sounding(load(clip.key), clip) for clip in job.placed]
    made = []
    for key, known, slot, profile in zip(keys, found, job.slots, job.profiles, strict=True):
        chunk = known or chunks.encode(sounds, slot.origin, slot.encoded, profile)
        if parts is not None and not known:
            parts.put(key, chunks.stored(chunk))
        made.append(chunk)
    return made


def heard(job: ChunkJob, output: int, load: Callable[[str], Speech | bytes]) -> NDArray[np.int16]:
    """Return the samples of a job's chunk in one of its outputs, as many as it takes of the timeline.

    Raises:
        AudioError: a clip is damaged.
    """
    slot, profile = job.slots[output], job.profiles[output]
    sounds = [_sounding(load(clip.key), clip) for clip in job.placed]
    return chunks.mixed(sounds, slot.origin, slot.frames * mp3.samples_per_frame(profile.sample_rate), profile)


def _sounding(loaded: Speech | bytes, placed: Placed) -> tuple[float, NDArray[np.float32], int]:
    """Return a clip's start (seconds from the start of the part), its samples as played, and their rate (Hz)."""
    packed = _opened(loaded)
    found, rate = packed.measure, packed.sample_rate
    played = chunks.sound(packed.samples()[found.begin : found.end], rate, placed.gain)
    return placed.start - (found.start - found.begin) / rate, played, rate
