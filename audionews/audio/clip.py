"""A clip as bytes for the cache: measured once, compressed without loss, guarded by a checksum.

FLAC rather than bare PCM: on eSpeak's voice it writes 43 % fewer bytes to the card, and it unpacks more than two
thousand times faster than the sound lasts.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

import numpy as np
import soundfile

from audionews.audio.decoder import decode
from audionews.audio.measure import DRIVES, Measure, measure, trim
from audionews.model import Speech, Word
from audionews.support.errors import AudioError

__all__ = ["Packed", "check", "decode", "opened", "pack", "trim", "unpack"]

VERSION = 2
"""Version of the container and of the measures in it."""
_MAGIC = b"ANclip" + bytes([0, VERSION])
_HEAD = struct.Struct(f"<8sIIIIIIIIf{len(DRIVES)}f")
_WORD = struct.Struct("<ddII")
_LEAST, _MOST = 0.012, 0.6  # seconds a character may take; news is read at 0.06 to 0.09
_GRACE = 2.0  # seconds that a short text may take on top: pauses at its ends, a slow voice


@dataclass(frozen=True, eq=False)
class Packed:
    """A clip that is still compressed."""

    measure: Measure
    """Its measures."""
    sample_rate: int
    """Hz."""
    length: int
    """Samples."""
    words: tuple[Word, ...]
    """Word times, where the engine gave them."""
    flac: bytes
    """The sound."""

    def samples(self) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
        """Return the sound, mono 16-bit PCM.

        Raises:
            AudioError: it is damaged.
        """
        if not self.length:
            return np.zeros(0, np.int16)
        try:
            found, _ = soundfile.read(io.BytesIO(self.flac), dtype="int16")
        except soundfile.LibsndfileError as error:
            raise AudioError("A cached clip is damaged.") from error
        if found.shape != (self.length,):
            raise AudioError("A cached clip is damaged.")
        return found  # type: ignore[no-any-return]


def pack(speech: Speech) -> bytes:
    """Return `speech` with its measures as bytes; `unpack` gives the same speech back."""
    found = measure(speech.samples, speech.sample_rate)
    body = io.BytesIO()
    soundfile.write(body, speech.samples, speech.sample_rate, format="FLAC", subtype="PCM_16")
    head = _HEAD.pack(
        _MAGIC, speech.sample_rate, len(speech.samples), found.start, found.stop, found.begin,
        found.end, len(found.energies), len(speech.words), found.lufs, *found.losses,
    )  # fmt: skip
    words = b"".join(_WORD.pack(word.start, word.end, word.begins, word.ends) for word in speech.words)
    data = head + found.energies.astype("<f4").tobytes() + words + body.getvalue()
    return data + struct.pack("<I", zlib.crc32(data))


def opened(data: bytes) -> Packed:
    """Return the clip in `data` without decompressing it.

    Raises:
        AudioError: these are not the bytes that `pack` made.
    """
    if len(data) < _HEAD.size + 4 or data[:8] != _MAGIC or zlib.crc32(data[:-4]) != struct.unpack("<I", data[-4:])[0]:
        raise AudioError("A cached clip is damaged.")
    _, rate, length, start, stop, begin, end, steps, words, lufs, *losses = _HEAD.unpack_from(data)
    after = _HEAD.size + 4 * steps
    body = after + _WORD.size * words
    energies = np.frombuffer(data, "<f4", steps, _HEAD.size).astype(np.float32)  # a copy: measures outlive the sound
    found = Measure(start, stop, begin, end, lufs, tuple(losses), energies)
    spoken = tuple(Word(*fields) for fields in _WORD.iter_unpack(data[after:body]))
    return Packed(found, rate, length, spoken, data[body:-4])


def unpack(data: bytes) -> Speech:
    """Return the speech in `data`.

    Raises:
        AudioError: these are not the bytes that `pack` made.
    """
    clip = opened(data)
    return Speech(clip.samples(), clip.sample_rate, clip.words)


def check(speech: Speech, characters: int) -> None:
    """Return if `speech` can be a text of so many characters.

    Raises:
        AudioError: it is empty, silent, or far too short or long.
    """
    if not len(speech.samples):
        raise AudioError("The sound is empty.")
    start, stop = trim(speech.samples)
    if stop == start or np.abs(speech.samples[start:stop].astype(np.int32)).max() < 33:  # -60 dBFS
        raise AudioError("The sound is silent.")
    heard, whole = (stop - start) / speech.sample_rate, len(speech.samples) / speech.sample_rate
    if heard < characters * _LEAST - 0.1:
        raise AudioError(f"The sound is too short: {heard:.1f} s for {characters} characters.")
    if whole > characters * _MOST + _GRACE:
        raise AudioError(f"The sound is too long: {whole:.1f} s for {characters} characters.")
