"""Encode and read MP3 frames, and make the Info frame by which decoders play a file without gaps at its ends.

LAME encodes, through lameenc; that library writes no Info frame, so it is made here. Sounds that were encoded apart can
follow one another in a file: each begins with an empty bit reservoir, so no frame needs bytes of the one before.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import lameenc
import numpy as np

from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

DELAY = 576
"""Samples of silence that LAME puts before the sound."""
LATENCY = DELAY + 529
"""Samples by which a decoder's output lags behind the encoder's input."""
SCALE = 0.95
"""Factor by which LAME turns the sound down at constant bitrates."""
_INFO = 156  # bytes of the Info tag with LAME's extension
_LANES = 256  # pieces of long data whose checksums are computed side by side
_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


@dataclass(frozen=True)
class Frame:
    """One frame of MPEG audio layer III."""

    offset: int
    """Byte at which it begins."""
    header: bytes
    """The first four bytes."""
    size: int
    """Length in bytes."""
    samples: int
    """Samples in each channel."""
    sample_rate: int
    """Hz."""
    bitrate: int
    """Bits a second."""
    channels: int
    """1 or 2."""
    side: int
    """Bytes of side information after the header."""


def frame(data: bytes, offset: int = 0) -> Frame | None:
    """Return the frame whose header stands at `offset`; None if there is no header."""
    if offset + 4 > len(data) or data[offset] != 0xFF or data[offset + 1] & 0xE6 != 0xE2:
        return None
    version, bits, mode = data[offset + 1] >> 3 & 3, data[offset + 2], data[offset + 3] >> 6
    if version == 1 or bits >> 4 in {0, 15} or bits >> 2 & 3 == 3:
        return None
    rate = _RATES[version][bits >> 2 & 3]
    bitrate = _BITRATES[3 if version == 3 else 2][bits >> 4] * 1000
    samples = 1152 if version == 3 else 576
    size = samples // 8 * bitrate // rate + (bits >> 1 & 1)
    channels = 1 if mode == 3 else 2
    side = {(3, 1): 17, (3, 2): 32}.get((version, channels), 9 if channels == 1 else 17)
    return Frame(offset, data[offset : offset + 4], size, samples, rate, bitrate, channels, side)


def frames(data: bytes, offset: int = 0) -> Iterator[Frame]:
    """Yield the frames that follow one another from `offset`; stop where no whole frame follows."""
    while (found := frame(data, offset)) is not None and offset + found.size <= len(data):
        yield found
        offset += found.size


def samples_per_frame(rate: int) -> int:
    """Return the number of samples in a frame at `rate` Hz."""
    return 1152 if rate in _RATES[3] else 576


def encode(samples: NDArray[np.int16], rate: int, bitrate: int, quality: int) -> bytes:
    """Encode mono `samples` of `rate` Hz as MP3 frames at a constant `bitrate` (bits a second).

    `quality` is LAME's, from 0 (slowest) to 9. A decoder gives the sound 0.45 dB softer (`SCALE`) and `LATENCY` samples
    later.

    Raises:
        AudioError: LAME reported an error.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(bitrate // 1000)
    encoder.set_quality(quality)
    try:
        return bytes(encoder.encode(samples)) + bytes(encoder.flush())
    except RuntimeError as error:
        raise AudioError(f"LAME could not encode: {error}.") from error


def leader(like: Frame) -> Frame:
    """Return a frame of the same kind as `like` with room for the Info tag, at a higher bitrate if need be."""
    header = bytearray(like.header)
    header[1] |= 1  # no checksum
    header[2] &= ~2  # no padding
    while (found := frame(bytes(header))) and found.size < 4 + like.side + _INFO:
        header[2] += 0x10
    if found is None:
        raise AudioError(f"No MP3 frame at {like.sample_rate} Hz has room for its Info tag.")
    return found


def info(first: Frame, count: int, size: int, length: int, music: int) -> bytes:
    """Return the Info frame, with LAME's extension, that stands before the frames of a file.

    A decoder that knows it gives exactly `length` samples; any other plays it as silence.
    Source: gabriel.mp3-tech.org/mp3infotag.html.

    Args:
        first: one of the frames.
        count: number of frames.
        size: bytes of all frames together.
        length: samples of sound.
        music: CRC-16 of all frames.
    """
    padding = count * first.samples - DELAY - length
    if not 0 <= padding < 1 << 12:
        raise AudioError(f"{count} MP3 frames do not fit {length} samples of sound.")
    toc = bytes(min(255, i * 256 // 100) for i in range(100))
    head = leader(first)
    total = head.size + size
    tag = b"Info" + struct.pack(">III", 0b1111, count, total) + toc + struct.pack(">I", 50)
    gaps = struct.pack(">I", DELAY << 12 | padding)[1:]
    lame = b"LAME3.100" + bytes([0x01, 0]) + bytes(8) + bytes([0, min(255, head.bitrate // 1000)]) + gaps
    lame += bytes([0, 0, 0, 0]) + struct.pack(">IH", total, music)
    body = bytearray(head.size)
    body[:4] = head.header
    at = 4 + head.side
    body[at : at + len(tag) + len(lame)] = tag + lame
    end = at + len(tag) + len(lame)
    body[end : end + 2] = struct.pack(">H", crc16(bytes(body[:end])))
    return bytes(body)


def crc16(data: bytes, start: int = 0) -> int:
    """Return the CRC-16 (polynomial 0x8005, reflected) of LAME's tag for `data`; `start` is that of the data before.

    Long data is cut into lanes of equal length whose checksums advance side by side, two bytes a step. 16 further lanes
    compute how a lane's length changes each bit of the checksum before it, so that the lanes can be joined.
    """
    step = len(data) // _LANES // 2
    whole = step * 2 * _LANES
    state = np.zeros(_LANES + 16, np.uint16)
    state[_LANES:] = 1 << np.arange(16)
    words = np.zeros((step, _LANES + 16), np.uint16)
    words[:, :_LANES] = np.frombuffer(data, "<u2", step * _LANES).reshape(_LANES, step).T
    table = _crc_table()
    for word in words:
        state = table[state ^ word]
    lanes: list[int] = state.tolist()
    for lane in lanes[:_LANES] if step else []:
        for bit in range(16):
            lane ^= lanes[_LANES + bit] * (start >> bit & 1)  # noqa: PLW2901 - the lane takes in all before it
        start = lane
    for byte in data[whole:]:
        start ^= byte
        for _ in range(8):
            start = start >> 1 ^ (0xA001 if start & 1 else 0)
    return start


@cache
def _crc_table() -> NDArray[np.uint16]:
    """Return for each checksum the one that it becomes after two zero bytes."""
    table = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        table = (table >> 1 ^ np.where(table & 1, 0xA001, 0)).astype(np.uint16)
    return table
