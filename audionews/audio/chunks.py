"""Encode one chunk of the programme: level, limit and resample its clips, lay them on the timeline, make MP3 frames."""

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

from audionews.audio import limiter, loudness, mp3, room_tone
from audionews.audio.frame_grid import SPARE
from audionews.audio.measure import CEILING, faded
from audionews.audio.peaks import true_peak
from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audionews.audio.profiles import Profile

VERSION = 2
"""Part of every chunk's key. Raise it with any change that encodes the same cues to other bytes."""
_CUTS = SPARE + 2  # how many places a chunk can be cut at: a timeline leaves out 0 to SPARE + 1 frames at its end
_HEAD = struct.Struct(f"<4sIIfI{_CUTS}I")
_MAGIC = b"ANp1"


class PartStore(Protocol):
    """Keeps encoded chunks between runs."""

    def get(self, key: str, /) -> bytes | None:
        """Return the bytes that were put under `key`; None if there are none."""
        ...

    def put(self, key: str, data: bytes, /) -> None:
        """Keep `data` under `key`."""
        ...


@dataclass(frozen=True)
class Placed:
    """A clip with its place and level in a chunk."""

    key: str
    """The key that `load` of `master` knows it by."""
    check: int
    """Its checksum: a sentence that was spoken again has its old key and another sound."""
    gain: float
    """How much louder it is played, in dB."""
    start: float
    """When its sound begins, in seconds from the start of the part."""
    length: float
    """Length of its sound in seconds."""


@dataclass(frozen=True, eq=False)
class Encoded:
    """A chunk as MP3 frames: up to SPARE + 1 more than the timeline takes of it."""

    frames: bytes
    """The frames, one after another."""
    count: int
    """Number of frames."""
    cuts: tuple[int, ...]
    """Length in bytes of all frames, of all but the last one, of all but the last two, and so on."""
    peak: float
    """True peak as decoded, linear."""
    energies: NDArray[np.float32]
    """K-weighted mean square of each 100 ms as decoded."""

    def head(self, count: int) -> bytes:
        """Return the first `count` frames.

        Raises:
            AudioError: the chunk has fewer frames, or too many to be cut that short.
        """
        if not 0 <= self.count - count < len(self.cuts):
            raise AudioError(f"{self.count} MP3 frames cannot take the place of {count}.")
        return self.frames[: self.cuts[self.count - count]]


def key(clips: Sequence[Placed], origin: int, frames: int, profile: Profile) -> str:
    """Return the key of a chunk: a digest of everything that its encoded sound depends on.

    Args:
        clips: its clips.
        origin: samples from the start of the part to the chunk's first frame.
        frames: frames to encode.
        profile: how they are encoded.
    """
    room = None if profile.room is None else (room_tone.VERSION, profile.room, origin % room_tone.PERIOD)
    made = (VERSION, limiter.VERSION, profile.sample_rate, profile.bitrate, profile.quality, room, frames)
    placed = [(clip.key, clip.check, clip.gain, round(clip.start * profile.sample_rate) - origin) for clip in clips]
    return hashlib.sha256(repr((made, placed)).encode()).hexdigest()


def sound(samples: NDArray[np.int16], rate: int, gain: float) -> NDArray[np.float32]:
    """Fade a trimmed clip in and out, raise it by `gain` dB, and limit its true peaks to `CEILING`."""
    return limiter.limit(faded(samples, rate) * np.float32(10 ** (gain / 20)), rate, CEILING)


def encode(
    sounds: Sequence[tuple[float, NDArray[np.float32], int]], origin: int, frames: int, profile: Profile
) -> Encoded:
    """Mix sounds into one chunk, over the tone of a room where the profile has one, and encode it as `frames` frames.

    Args:
        sounds: start (seconds from the start of the part), samples and sample rate (Hz) of each.
        origin: samples from the start of the part to the chunk's first frame.
        frames: how many frames to encode.
        profile: how they are encoded.
    """
    size = mp3.samples_per_frame(profile.sample_rate)
    pcm = mixed(sounds, origin, frames * size, profile)
    data = mp3.encode(pcm, profile.sample_rate, profile.bitrate, profile.quality)
    return _measured(data, frames)


def mixed(
    sounds: Sequence[tuple[float, NDArray[np.float32], int]], origin: int, count: int, profile: Profile
) -> NDArray[np.int16]:
    """Return `count` samples of a chunk; the other parameters are those of `encode`."""
    laid = room_tone.stretch(profile.sample_rate, profile.room, origin, count)
    for start, samples, rate in sounds:
        resampled = samples
        if rate != profile.sample_rate:
            resampled = soxr.resample(samples, rate, profile.sample_rate, quality="HQ")
        at = round(start * profile.sample_rate) - origin
        laid[max(0, at) : at + len(resampled)] += resampled[max(0, -at) : max(0, len(laid) - at)]
    laid *= np.float32(32767 / mp3.SCALE)
    return np.clip(np.rint(laid, out=laid), -32768, 32767, out=laid).astype(np.int16)


def _measured(data: bytes, wanted: int) -> Encoded:
    found = list(mp3.frames(data))
    if len(found) < wanted:
        raise AudioError(f"The encoder gave {len(found)} MP3 frames instead of {wanted}.")
    ends = [frame.offset + frame.size for frame in found[:wanted]]
    cuts = tuple(reversed([*[0] * _CUTS, *ends]))[:_CUTS]
    frames = data[: cuts[0]]
    decoded, rate = soundfile.read(io.BytesIO(frames), dtype="float32")
    steps = loudness.energies(decoded[mp3.LATENCY :], rate)
    return Encoded(frames, wanted, cuts, true_peak(decoded), steps)


def stored(chunk: Encoded) -> bytes:
    """Return a chunk as bytes that a `PartStore` can keep."""
    head = _HEAD.pack(_MAGIC, chunk.count, len(chunk.energies), chunk.peak, zlib.crc32(chunk.frames), *chunk.cuts)
    return head + chunk.energies.astype("<f4").tobytes() + chunk.frames


def restored(data: bytes | None) -> Encoded | None:
    """Return the chunk that `stored` turned into `data`; None if `data` is None or damaged."""
    if data is None or len(data) < _HEAD.size or data[:4] != _MAGIC:
        return None
    _, count, steps, peak, check, *cuts = _HEAD.unpack_from(data)
    if len(data) < _HEAD.size + 4 * steps or not np.isfinite(peak):
        return None
    frames = data[_HEAD.size + 4 * steps :]
    if zlib.crc32(frames) != check:
        return None
    return Encoded(frames, count, tuple(cuts), peak, np.frombuffer(data, "<f4", steps, _HEAD.size).astype(np.float32))
