"""Make finished MP3s of cues, in two streaming passes that need no more memory for a longer episode.

The first pass reads each clip's measures, decides its level, and plans the timeline to the frame. The second encodes
chunks of the programme side by side in threads (LAME runs without the interpreter's lock) and writes them in order.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.audio import chunks, clip, frame_grid, levels
from audionews.audio.chunks import PartStore
from audionews.audio.measure import KEPT
from audionews.audio.profiles import PROFILES, Profile
from audionews.audio.stream import Stream
from audionews.model import Sound, Speech
from audionews.support.errors import AudioError
from audionews.support.files import writing
from audionews.support.memory import give_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from audionews.audio.chunks import Encoded, Placed
    from audionews.audio.measure import Measure

__all__ = ["PROFILES", "Mastered", "Output", "PartStore", "Profile", "SoundCue", "Spans", "master"]

Spans = tuple[tuple[float, float], ...]
"""Start and end of each cue's sound, seconds."""


@dataclass(frozen=True)
class SoundCue:
    """One clip of the programme, in its order."""

    key: str
    """The name by which `load` finds the clip; one key always means the same sound."""
    gain: float = 0.0
    """How much louder than the programme it should be, in LU: 0 for speech, less for a tune."""
    pause: float = 0.0
    """Seconds of silence after it."""
    part: int = 0
    """Number of the part (a story, for instance) that it belongs to; never smaller than that of the cue before."""
    voice: str = ""
    """Name of its voice: cues of one voice share an estimate of loudness."""


@dataclass(frozen=True)
class Output:
    """An MP3 file to make."""

    path: Path
    """Path of the file."""
    profile: Profile
    """How it is encoded."""


@dataclass(frozen=True)
class Mastered:
    """The finished programme."""

    spans: Spans
    """Start and end of each cue's sound, in seconds from the start, as gapless decoders give it: exact in the first
    output, within half a frame (12 ms) in the others."""
    duration: float
    """Length in seconds, the last pause included."""
    sounds: tuple[Sound, ...]
    """The files, measured, in the order of the outputs."""


@dataclass(frozen=True)
class _Job:
    """A chunk to encode, for every output."""

    placed: tuple[Placed, ...]
    """Its clips."""
    slots: tuple[frame_grid.Slot, ...]
    """Its frames in each output."""
    profiles: tuple[Profile, ...]
    """The outputs' profiles."""


@dataclass(frozen=True)
class _Programme:
    """The result of the first pass."""

    spans: Spans
    """Start and end of each cue's sound, in seconds."""
    duration: float
    """Length in seconds."""
    jobs: tuple[_Job, ...]
    """The chunks that the second pass encodes."""


def master(
    cues: Sequence[SoundCue],
    outputs: Sequence[Output],
    load: Callable[[str], Speech | bytes],
    tag: Callable[[Spans, float], bytes] = lambda _spans, _duration: b"",
    *,
    jobs: int = 0,
    parts: PartStore | None = None,
    on_progress: Callable[[float, float], None] = lambda _done, _total: None,
) -> Mastered:
    """Join the clips of `cues` to one programme and write it to each of `outputs`.

    Args:
        cues: the clips in order, with levels and pauses.
        outputs: the files to make.
        load: returns a clip by its key, as bytes of `clip.pack` (or as Speech, which is then measured at each call);
            several threads call it.
        tag: returns the ID3 tag at the head of each file, from the cues' spans and the duration (seconds).
        jobs: how many threads encode; 0 for one a processor.
        parts: where encoded chunks are looked up and kept; None keeps nothing.
        on_progress: is called with the seconds of sound done and the seconds of the whole.

    Raises:
        AudioError: there are no cues or outputs, a clip is damaged, or the encoder failed.
        StorageError: a file could not be written.
    """
    if not cues or not outputs:
        raise AudioError("There is nothing to play.")
    programme = _programme(cues, [output.profile for output in outputs], load)
    head = tag(programme.spans, programme.duration)
    give_back()
    done = 0.0
    with contextlib.ExitStack() as files:
        streams = [
            Stream(files.enter_context(writing(output.path)), head, programme.duration, output.profile.sample_rate)
            for output in outputs
        ]
        for job, encoded in _encoded(programme.jobs, load, parts, jobs):
            for stream, chunk, slot in zip(streams, encoded, job.slots, strict=True):
                stream.add(chunk, slot.frames)
            done += sum(clip.length for clip in job.placed)
            on_progress(min(done, programme.duration), programme.duration)
        for stream in streams:
            stream.finish()
    on_progress(programme.duration, programme.duration)
    sounds = tuple(_sound(output, stream) for output, stream in zip(outputs, streams, strict=True))
    return Mastered(programme.spans, programme.duration, sounds)


def _programme(
    cues: Sequence[SoundCue], profiles: Sequence[Profile], load: Callable[[str], Speech | bytes]
) -> _Programme:
    """Run the first pass: read the measures of every clip, and decide when and how loud it is played."""
    measures, lengths = zip(*(_measured(load(cue.key)) for cue in cues), strict=True)
    layout = frame_grid.chunk_groups([cue.part for cue in cues], lengths, [cue.pause for cue in cues])
    begins = frame_grid.begins(layout, profiles[0].sample_rate)
    slots = [frame_grid.slots(layout, profile.sample_rate, begins) for profile in profiles]
    spans: list[tuple[float, float]] = []
    work = []
    played = [levels.Played(own, cue.gain, cue.pause, cue.voice) for own, cue in zip(measures, cues, strict=True)]
    bounds = [(part.chunks[0].first, part.chunks[-1].last) for part in layout]
    gains = levels.gains([played[first:last] for first, last in bounds], profiles[0].target)
    for number, (part, begin, (first, _)) in enumerate(zip(layout, begins, bounds, strict=True)):
        for place, chunk in enumerate(part.chunks):
            placed = tuple(
                chunks.Placed(cues[i].key, gains[number][i - first], start, lengths[i])
                for i, start in zip(range(chunk.first, chunk.last), chunk.starts, strict=True)
            )
            spans += [(begin + clip.start, begin + clip.start + clip.length) for clip in placed]
            work.append(_Job(placed, tuple(places[number][place] for places in slots), tuple(profiles)))
    return _Programme(tuple(spans), begins[-1] + layout[-1].length + KEPT, tuple(work))


def _measured(loaded: Speech | bytes) -> tuple[Measure, float]:
    """Return a clip's measures and the length of its sound in seconds, without holding on to the sound."""
    packed = _opened(loaded)
    return packed.measure, (packed.measure.stop - packed.measure.start) / packed.sample_rate


def _opened(loaded: Speech | bytes) -> clip.Packed:
    return clip.opened(clip.pack(loaded) if isinstance(loaded, Speech) else loaded)


def _encoded(
    work: Sequence[_Job], load: Callable[[str], Speech | bytes], parts: PartStore | None, jobs: int
) -> Iterator[tuple[_Job, list[Encoded]]]:
    """Encode the chunks in threads; yield each job with its chunk for every output, in order.

    At most one more chunk than there are threads is in memory at a time.
    """
    threads = jobs or _processors()
    waiting: deque[tuple[_Job, Future[list[Encoded]]]] = deque()
    pool = ThreadPoolExecutor(threads, "encode")
    try:
        for job in work:
            if len(waiting) > threads:
                first, future = waiting.popleft()
                yield first, future.result()
            waiting.append((job, pool.submit(_run, job, load, parts)))
        for first, future in waiting:
            yield first, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(job: _Job, load: Callable[[str], Speech | bytes], parts: PartStore | None) -> list[Encoded]:
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
        encoded = known or chunks.encode(sounds, slot.origin, slot.encoded, profile)
        if parts is not None and not known:
            parts.put(key, chunks.stored(encoded))
        made.append(encoded)
    return made


def _sounding(loaded: Speech | bytes, placed: Placed) -> tuple[float, NDArray[np.float32], int]:
    """Return a clip's start (seconds from the start of the part), its samples as played, and their rate (Hz)."""
    packed = _opened(loaded)
    found, rate = packed.measure, packed.sample_rate
    played = chunks.sound(packed.samples()[found.begin : found.end], rate, placed.gain)
    return placed.start - (found.start - found.begin) / rate, played, rate


def _sound(output: Output, stream: Stream) -> Sound:
    with output.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Sound(
        output.path.name, output.path.stat().st_size, digest, output.profile.sample_rate, output.profile.bitrate,
        round(stream.loudness(), 2), round(stream.peak(), 2),
    )  # fmt: skip
