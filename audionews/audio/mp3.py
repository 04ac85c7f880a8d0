"""MP3 frames: read, counted, joined, and led by the Info frame that makes the sound gapless.

LAME encodes; it writes no Info frame through lameenc, so that is done here. Sounds encoded apart can follow one another
in a file: each starts with an empty bit reservoir, and its frames stay whole.
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
"""Samples that LAME puts before the sound."""
LATENCY = DELAY + 529
"""Samples by which a decoder's output lags behind what went into the encoder."""
SCALE = 0.95
"""What LAME multiplies the sound by at constant bitrates."""
_INFO = 156  # bytes of the Info tag with LAME's extension
_LANES = 256  # of a long checksum
_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


@dataclass(frozen=True)
class Frame:
    """One frame of MPEG audio layer III."""

    offset: int
    """Where it begins, in bytes."""
    header: bytes
    """Its first four bytes."""
    size: int
    """Bytes."""
    samples: int
    """Samples a channel."""
    sample_rate: int
    """Hz."""
    bitrate: int
    """Bits a second."""
    channels: int
    """1 or 2."""
    side: int
    """Bytes of side information after the header."""


def frame(data: bytes, offset: int = 0) -> Frame | None:
    """Return the frame whose header stands at `offset`, None if none does."""
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
    """Yield the whole frames that follow one another from `offset`; stop at the first bytes that are none."""
    while (found := frame(data, offset)) is not None and offset + found.size <= len(data):
        yield found
        offset += found.size


def samples_per_frame(rate: int) -> int:
    """Return how many samples a frame holds at `rate` Hz."""
    return 1152 if rate in _RATES[3] else 576


def encode(samples: NDArray[np.int16], rate: int, bitrate: int, quality: int) -> bytes:
    """Return `samples` (mono) as MP3 frames at a constant `bitrate` (bits a second).

    `quality` is LAME's, from 0 (slowest) to 9. The sound comes out 0.45 dB softer (`SCALE`) and `LATENCY` samples late.

    Raises:
        AudioError: LAME refused.
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


def leader(one: Frame) -> Frame:
    """Return the frame like `one`, of a higher bitrate if need be, that has room for the Info tag."""
    header = bytearray(one.header)
    header[1] |= 1  # no checksum
    header[2] &= ~2  # no padding
    while (found := frame(bytes(header))) and found.size < 4 + one.side + _INFO:
        header[2] += 0x10
    if found is None:
        raise AudioError(f"No MP3 frame at {one.sample_rate} Hz has room for its Info tag.")
    return found


def info(first: Frame, count: int, size: int, length: int, music: int) -> bytes:
    """Return the Info frame with LAME's extension for `count` frames of `size` bytes with `length` samples of sound.

    `first` is one of the frames, `music` the CRC-16 of them all. A decoder that knows the Info frame gives exactly
    `length` samples; another plays it as silence. Source: gabriel.mp3-tech.org/mp3infotag.html.
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
    """Return the CRC-16 (polynomial 0x8005, reflected) that LAME's tag uses, of `data` after what gave `start`.

    Long data is cut into lanes whose checksums advance side by side, two bytes at a step; 16 more lanes learn what a
    lane's length does to each bit of the checksum before it.
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
    """Return what two zero bytes make of each checksum."""
    table = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        table = (table >> 1 ^ np.where(table & 1, 0xA001, 0)).astype(np.uint16)
    return table
