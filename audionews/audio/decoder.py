"""Decode an engine's answer: MP3, WAV, FLAC or Ogg, accepted only when it is a whole file.

Decoders are lenient: they play the rest of a file that was cut off, and report no error. So the container is read
first.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from audionews.audio import mp3
from audionews.model import Speech
from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_RATES = range(4000, 192_001)  # Hz
LONGEST = 1500
"""Seconds of the longest sound that is taken for one text: the slowest voice needs 1,200 for the longest request."""
_SAMPLES, _BLOCK, _CHANNELS = 72_000_000, 1_000_000, 8  # most of a sound, those decoded at once, and channels
_UNKNOWN = {0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFF000}  # lengths that streaming servers write into a WAV header


def decode(data: bytes, what: str) -> Speech:
    """Decode `data` to mono 16-bit PCM.

    Args:
        data: one sound file.
        what: how error messages call it, as "The answer".

    Raises:
        AudioError: it is empty, cut off, or no sound file.
    """
    _verify(data, what)
    try:
        sound, rate = _decoded(_mended(data), what)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise AudioError(f"{what} cannot be decoded: {error}") from error
    if not len(sound):
        raise AudioError(f"{what} is empty.")
    return Speech(sound, rate)


def _decoded(data: bytes, what: str) -> tuple[NDArray[np.int16], int]:
    """Decode block by block to mono, so that a small file cannot hold more sound than anybody would say at once."""
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        if file.samplerate not in _RATES:
            raise AudioError(f"{what} has an impossible sample rate of {file.samplerate} Hz.")
        if file.channels > _CHANNELS:
            raise AudioError(f"{what} has {file.channels} channels.")
        most, blocks = min(_SAMPLES, LONGEST * file.samplerate), [np.zeros(0, np.int16)]
        while len(block := file.read(_BLOCK, dtype="float32", always_2d=True)):
            blocks.append(_pcm(block))
            most -= len(block)
            if most < 0:
                raise AudioError(f"{what} is longer than {LONGEST // 60} minutes.")
        return np.concatenate(blocks), int(file.samplerate)


def _pcm(sound: NDArray[np.float32]) -> NDArray[np.int16]:
    mono = sound[:, 0] if sound.shape[1] == 1 else sound.mean(axis=1)
    scaled: NDArray[np.float32] = np.clip(np.rint(np.nan_to_num(mono) * 32768), -32768, 32767)
    return scaled.astype(np.int16)


def _verify(data: bytes, what: str) -> None:
    """Raise AudioError unless `data` is one whole sound file."""
    if not data.strip(b"\0 \t\r\n"):
        raise AudioError(f"{what} is empty.")
    for magic, test in _FORMATS.items():
        if data.startswith(magic):
            return test(data, what)
    if mp3.frame(data) is not None:
        return _mp3(data, what)
    raise AudioError(f"{what} is {_guess(data)}, not sound.")


def _guess(data: bytes) -> str:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        return "a web page"
    if head.startswith((b"{", b"[")):
        return "JSON"
    return "of an unknown format"


def _mp3(data: bytes, what: str) -> None:
    offset = _id3(data)
    found = list(mp3.frames(data, offset))
    if not found:
        raise AudioError(f"{what} holds no whole MP3 frame.")
    end = found[-1].offset + found[-1].size
    rest = data[end:]
    if rest and not rest.startswith((b"TAG", b"APETAGEX", b"LYRICS", b"ID3")) and rest.strip(b"\0"):
        raise AudioError(f"{what} is cut off or damaged after {len(found)} MP3 frames.")
    if len({(frame.sample_rate, frame.channels) for frame in found}) > 1:
        raise AudioError(f"{what} changes its format in the middle.")
    promised = _promised(data, found[0])
    if promised is not None and len(found) - 1 < promised:
        raise AudioError(f"{what} is cut off: {len(found) - 1} of {promised} MP3 frames.")


def _id3(data: bytes) -> int:
    """Return the offset of the first MP3 frame, behind any ID3v2 tags."""
    offset = 0
    while data[offset : offset + 3] == b"ID3" and len(data) >= offset + 10:
        size = 0
        for byte in data[offset + 6 : offset + 10]:
            size = size << 7 | byte & 0x7F
        offset += 10 + size
    return offset


def _promised(data: bytes, first: mp3.Frame) -> int | None:
    """Return the number of frames that the Xing or Info frame states; None if `first` is no such frame."""
    at = first.offset + 4 + first.side
    if data[at : at + 4] not in {b"Xing", b"Info"} or not data[at + 7] & 1:
        return None
    return int.from_bytes(data[at + 8 : at + 12])


def _wav(data: bytes, what: str) -> None:
    at = _wav_data(data)
    if at is None:
        raise AudioError(f"{what} is a WAV file without sound.")
    size = struct.unpack_from("<I", data, at)[0]
    if size not in _UNKNOWN and at + 4 + size > len(data):
        raise AudioError(f"{what} is cut off: {len(data) - at - 4} of {size} bytes of sound.")


def _wav_data(data: bytes) -> int | None:
    """Return the offset of the four bytes that hold the length of the data chunk; None without a data chunk."""
    at = 12
    while at + 8 <= len(data):
        if data[at : at + 4] == b"data":
            return at + 4
        size = struct.unpack_from("<I", data, at + 4)[0]
        at += 8 + size + size % 2
    return None


def _mended(data: bytes) -> bytes:
    """Write the true length into a WAV whose header leaves it open; return anything else unchanged."""
    at = _wav_data(data) if data.startswith(b"RIFF") else None
    if at is None or struct.unpack_from("<I", data, at)[0] not in _UNKNOWN:
        return data
    return b"".join((
        data[:4], struct.pack("<I", len(data) - 8), data[8:at], struct.pack("<I", len(data) - at - 4), data[at + 4 :],
    ))  # fmt: skip


def _ogg(data: bytes, what: str) -> None:
    """Raise AudioError unless the last Ogg page is complete and marked as the end of the stream."""
    last = data.rfind(b"OggS")
    if last < 0 or last + 27 > len(data) or not data[last + 5] & 4:
        raise AudioError(f"{what} is cut off: its last Ogg page is missing.")
    segments = data[last + 26]
    if last + 27 + segments + sum(data[last + 27 : last + 27 + segments]) > len(data):
        raise AudioError(f"{what} is cut off in its last Ogg page.")


def _flac(data: bytes, what: str) -> None:
    """Raise AudioError if fewer samples can be decoded than the header states."""
    promised = int.from_bytes(data[18:26]) & 0xFFFFFFFFF
    try:
        sound, _ = _decoded(data, what)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise AudioError(f"{what} is cut off or damaged.") from error
    if len(sound) < promised:
        raise AudioError(f"{what} is cut off: {len(sound)} of {promised} samples.")


_FORMATS: dict[bytes, Callable[[bytes, str], None]] = {b"ID3": _mp3, b"RIFF": _wav, b"OggS": _ogg, b"fLaC": _flac}
