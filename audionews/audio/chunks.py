"""One chunk of the programme: its clips levelled, limited, resampled, laid on the timeline, encoded and measured."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import soundfile
import soxr

from audionews.audio import limiter, loudness, mp3
from audionews.audio.frame_grid import SPARE
from audionews.audio.measure import CEILING, faded
from audionews.audio.peaks import true_peak
from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audionews.audio.profiles import Profile

VERSION = 1
"""Changes whenever the same cues would be encoded to other bytes."""
_CUTS = SPARE + 2  # frames at the end that a timeline may leave out, and none
_HEAD = struct.Struct(f"<4sIIfI{_CUTS}I")
_MAGIC = b"ANp1"


class PartStore(Protocol):
    """Where encoded sound is kept between runs."""

    def get(self, key: str, /) -> bytes | None:
        """Return what was put under `key`, None if it is not there."""
        ...

    def put(self, key: str, data: bytes, /) -> None:
        """Keep `data` under `key`."""
        ...


@dataclass(frozen=True)
class Placed:
    """A clip in its chunk."""

    key: str
    """Its key."""
    gain: float
    """dB."""
    start: float
    """Seconds from the start of the part."""
    length: float
    """Seconds of sound."""


@dataclass(frozen=True, eq=False)
class Encoded:
    """A chunk as MP3 frames, some more than the timeline takes."""

    frames: bytes
    """The frames."""
    count: int
    """How many there are."""
    cuts: tuple[int, ...]
    """Length in bytes without the last 0, 1, ... frames."""
    peak: float
    """True peak as decoded, linear."""
    energies: NDArray[np.float32]
    """K-weighted mean square of each 100 ms as decoded."""

    def head(self, count: int) -> bytes:
        """Return its first `count` frames.

        Raises:
            AudioError: it was not encoded for such a timeline.
        """
        if not 0 <= self.count - count < len(self.cuts):
            raise AudioError(f"{self.count} MP3 frames cannot take the place of {count}.")
        return self.frames[: self.cuts[self.count - count]]


def key(clips: Sequence[Placed], origin: int, frames: int, profile: Profile) -> str:
    """Return the name of the chunk's encoded sound: a digest of all that it depends on."""
    made = (VERSION, limiter.VERSION, profile.sample_rate, profile.bitrate, profile.quality, frames)
    placed = [(clip.key, clip.gain, round(clip.start * profile.sample_rate) - origin) for clip in clips]
    return hashlib.sha256(repr((made, placed)).encode()).hexdigest()


def sound(samples: NDArray[np.int16], rate: int, gain: float) -> NDArray[np.float32]:
    """Return a trimmed clip as it is heard: faded, at its level, no true peak above the ceiling."""
    return limiter.limit(faded(samples, rate) * np.float32(10 ** (gain / 20)), rate, CEILING)


def encode(
    sounds: Sequence[tuple[float, NDArray[np.float32], int]], origin: int, frames: int, profile: Profile
) -> Encoded:
    """Return a chunk of `frames` frames with these sounds: start (s), samples, rate (Hz).

    The first frame begins `origin` samples after the zero of the starts.
    """
    size = mp3.samples_per_frame(profile.sample_rate)
    room = np.zeros(frames * size, np.float32)
    for start, samples, rate in sounds:
        heard = samples
        if rate != profile.sample_rate:
            heard = soxr.resample(samples, rate, profile.sample_rate, quality="HQ")
        at = round(start * profile.sample_rate) - origin
        room[max(0, at) : at + len(heard)] += heard[max(0, -at) : max(0, len(room) - at)]
    room *= np.float32(32767 / mp3.SCALE)
    pcm = np.clip(np.rint(room, out=room), -32768, 32767, out=room).astype(np.int16)
    data = mp3.encode(pcm, profile.sample_rate, profile.bitrate, profile.quality)
    return _measured(data, frames)


def _measured(data: bytes, wanted: int) -> Encoded:
    found = list(mp3.frames(data))
    if len(found) < wanted:
        raise AudioError(f"The encoder gave {len(found)} MP3 frames instead of {wanted}.")
    ends = [one.offset + one.size for one in found[:wanted]]
    cuts = tuple(reversed([*[0] * _CUTS, *ends]))[:_CUTS]
    kept = data[: cuts[0]]
    heard, rate = soundfile.read(io.BytesIO(kept), dtype="float32")
    steps = loudness.energies(heard[mp3.LATENCY :], rate)
    return Encoded(kept, wanted, cuts, true_peak(heard), steps)


def stored(chunk: Encoded) -> bytes:
    """Return a chunk as bytes for a `PartStore`."""
    head = _HEAD.pack(_MAGIC, chunk.count, len(chunk.energies), chunk.peak, zlib.crc32(chunk.frames), *chunk.cuts)
    return head + chunk.energies.astype("<f4").tobytes() + chunk.frames


def restored(data: bytes | None) -> Encoded | None:
    """Return the chunk that `stored` made these bytes of; None if they are damaged or missing."""
    if data is None or len(data) < _HEAD.size or data[:4] != _MAGIC:
        return None
    _, count, steps, peak, check, *cuts = _HEAD.unpack_from(data)
    frames = data[_HEAD.size + 4 * steps :]
    if zlib.crc32(frames) != check:
        return None
    return Encoded(frames, count, tuple(cuts), peak, np.frombuffer(data, "<f4", steps, _HEAD.size).astype(np.float32))
