"""Make finished MP3s of cues, in two streaming passes that need no more memory for a longer episode.

The first pass (`chunk_jobs.planned`) reads each clip's measures, decides its level, and plans the timeline to the
frame. The second encodes chunks of the programme side by side in threads (LAME runs without the interpreter's lock) and
writes them in order; it finds those that were encoded ahead.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.audio.chunk_jobs import ChunkJob, SoundCue, Spans, encoded, planned
from audionews.audio.chunks import PartStore
from audionews.audio.profiles import PROFILES, Profile
from audionews.audio.stream import Stream
from audionews.model import Sound
from audionews.support.errors import AudioError
from audionews.support.files import writing
from audionews.support.memory import give_back
from audionews.support.parallel import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from audionews.audio.chunks import Encoded
    from audionews.audio.live import LiveSound
    from audionews.model import Speech

__all__ = ["PROFILES", "Mastered", "Output", "PartStore", "Profile", "SoundCue", "Spans", "master"]


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


def master(  # noqa: PLR0913 - where it all comes together
    cues: Sequence[SoundCue],
    outputs: Sequence[Output],
    load: Callable[[str], Speech | bytes],
    tag: Callable[[Spans, float], bytes] = lambda _spans, _duration: b"",
    *,
    jobs: int = 0,
    parts: PartStore | None = None,
    live: LiveSound | None = None,
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
        live: is given the chunks of the first output that it has not had ahead.
        on_progress: is called with the seconds of sound done and the seconds of the whole.

    Raises:
        AudioError: there are no cues or outputs, a clip is damaged, or the encoder failed.
        StorageError: a file could not be written.
    """
    if not cues or not outputs:
        raise AudioError("There is nothing to play.")
    programme = planned(cues, [output.profile for output in outputs], load)
    head = tag(programme.spans, programme.duration)
    give_back()
    done = 0.0
    with contextlib.ExitStack() as files:
        streams = [
            Stream(files.enter_context(writing(output.path)), head, programme.duration, output.profile.sample_rate)
            for output in outputs
        ]
        for number, (job, made) in enumerate(_encoded(programme.jobs, load, parts, jobs)):
            if live:
                live.chunk(number, made[0].head(job.slots[0].frames))
            for stream, chunk, slot in zip(streams, made, job.slots, strict=True):
                stream.add(chunk, slot.frames)
            done += sum(clip.length for clip in job.placed)
            on_progress(min(done, programme.duration), programme.duration)
        for stream in streams:
            stream.finish()
    on_progress(programme.duration, programme.duration)
    sounds = tuple(_sound(output, stream) for output, stream in zip(outputs, streams, strict=True))
    return Mastered(programme.spans, programme.duration, sounds)


def _encoded(
    work: Sequence[ChunkJob], load: Callable[[str], Speech | bytes], parts: PartStore | None, jobs: int
) -> Iterator[tuple[ChunkJob, list[Encoded]]]:
    """Encode the chunks in threads; yield each job with its chunk for every output, in order.

    At most one more chunk than there are threads is in memory at a time.
    """
    threads = jobs or processors()
    waiting: deque[tuple[ChunkJob, Future[list[Encoded]]]] = deque()
    pool = ThreadPoolExecutor(threads, "encode")
    try:
        for job in work:
            if len(waiting) > threads:
                first, future = waiting.popleft()
                yield first, future.result()
            waiting.append((job, pool.submit(encoded, job, load, parts)))
        for first, future in waiting:
            yield first, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _sound(output: Output, stream: Stream) -> Sound:
    with output.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Sound(
        output.path.name, output.path.stat().st_size, digest, output.profile.sample_rate, output.profile.bitrate,
        round(stream.loudness(), 2), round(stream.peak(), 2),
    )  # fmt: skip
