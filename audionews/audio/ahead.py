"""Encode parts of a programme while others are still being spoken: two things that need different processors.

A part's chunks depend on its own clips alone. They are put into the store of encoded chunks, where `master` finds them;
where a clip is spoken again after that, or all levels are moved, it encodes them again. So this changes no byte.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from audionews.audio import frame_grid
from audionews.audio.chunk_jobs import encoded, planned
from audionews.support.errors import AudionewsError
from audionews.support.parallel import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from audionews.audio.chunk_jobs import SoundCue
    from audionews.audio.chunks import PartStore
    from audionews.audio.live import LiveSound
    from audionews.audio.profiles import Profile
    from audionews.model import Speech

_LOG = logging.getLogger("audionews.audio")


class AheadEncoder:
    """Encodes each part when its last clip has come; to be used in a `with`, which ends when all are spoken."""

    def __init__(
        self,
        marks: Sequence[int],
        pauses: Sequence[float],
        profiles: Sequence[Profile],
        load: Callable[[str], Speech | bytes],
        parts: PartStore,
        jobs: int = 0,
        live: LiveSound | None = None,
    ) -> None:
        """Make an encoder for a programme whose cues are yet to come.

        Args:
            marks: the number of the part that each cue will belong to.
            pauses: seconds of silence after each cue.
            profiles: how the outputs will be encoded.
            load: returns a clip by its key.
            parts: where encoded chunks are kept.
            jobs: how many threads `master` will use; one fewer encode ahead, at least one.
            live: is given each part as it is ready, those of earlier runs too.
        """
        self._ranges = frame_grid.ranges(marks, pauses)
        self._range = {index: part for part in self._ranges for index in range(*part)}
        self._cues: dict[int, SoundCue] = {}
        self._missing = {part: part[1] - part[0] for part in self._ranges}
        self._profiles, self._load, self._parts = profiles, load, parts
        self._pool = ThreadPoolExecutor(max(1, (jobs or processors()) - 1), "ahead")
        self._ended, self._live = threading.Event(), live

    def __enter__(self) -> Self:
        """Return the encoder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Begin no further chunk, and wait for those that are being encoded."""
        self._ended.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def add(self, index: int, cue: SoundCue, *, fresh: bool = True) -> None:
        """Take cue `index`; where it is the last of its part and `fresh`, not from an earlier run, encode the part."""
        part = self._range[index]
        self._missing[part] -= index not in self._cues
        self._cues[index] = cue
        if (fresh or self._live) and not self._missing[part]:
            self._pool.submit(self._encode, self._ranges.index(part), [self._cues[at] for at in range(*part)])

    def _encode(self, number: int, cues: Sequence[SoundCue]) -> None:
        made = []
        try:
            for job in planned(cues, self._profiles, self._load, whole=False).jobs:
                if self._ended.is_set():
                    return
                made.append(encoded(job, self._load, self._parts)[0].head(job.slots[0].frames))
            if self._live:
                self._live.part(number, made)
        except AudionewsError as error:  # `master` meets it too, and tells of it
            _LOG.debug("a part is not encoded ahead: %s", error)
