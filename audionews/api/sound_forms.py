"""The forms in which speech is given out: those that OpenAI's clients name, as far as our libraries write them."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Protocol

import numpy as np

from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

RATE = 24_000
"""Hz of all of them: OpenAI's raw samples have no head that could tell another."""
_BITRATE = 64_000
_ENDLESS = 0xFFFFFFFF
"""Length in the head of a WAV file that is sent before its length is known."""


class SoundForm(Protocol):
    """Turns samples into a file, piece by piece."""

    media: str
    """Its media type."""

    def add(self, samples: NDArray[np.int16]) -> bytes:
        """Take further samples; return the bytes that are ready."""
        ...

    def end(self) -> bytes:
        """Return the bytes that are still to come."""
        ...


class RawForm:
    """16-bit little-endian samples and nothing else."""

    media = "audio/pcm"

    def add(self, samples: NDArray[np.int16]) -> bytes:
        """Take further samples."""
        return samples.astype("<i2").tobytes()

    def end(self) -> bytes:
        """Return nothing."""
        return b""


class WaveForm(RawForm):
    """Samples behind the head of a WAV file of unknown length."""

    media = "audio/wav"

    def __init__(self) -> None:
        size = struct.pack("<I", _ENDLESS)
        form = struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16)
        self._head = b"RIFF" + size + b"WAVEfmt " + form + b"data" + size

    def add(self, samples: NDArray[np.int16]) -> bytes:
        """Take further samples; the head comes before the first ones."""
        head, self._head = self._head, b""
        return head + super().add(samples)


class Mp3Form:
    """MP3 frames."""

    media = "audio/mpeg"

    def __init__(self) -> None:
        import lameenc

        self._encoder = lameenc.Encoder()
        self._encoder.silence()
        self._encoder.set_channels(1)
        self._encoder.set_in_sample_rate(RATE)
        self._encoder.set_out_sample_rate(RATE)
        self._encoder.set_bit_rate(_BITRATE // 1000)
        self._encoder.set_quality(5)

    def add(self, samples: NDArray[np.int16]) -> bytes:
        """Take further samples."""
        return bytes(self._encoder.encode(samples))

    def end(self) -> bytes:
        """Return the last frames."""
        return bytes(self._encoder.flush())


class PackedForm:
    """A form that libsndfile writes, whole at the end: its head tells what comes."""

    def __init__(self, media: str, form: str, subtype: str) -> None:
        self.media, self._form, self._subtype = media, form, subtype
        self._sound: list[NDArray[np.int16]] = []

    def add(self, samples: NDArray[np.int16]) -> bytes:
        """Keep further samples."""
        self._sound.append(samples)
        return b""

    def end(self) -> bytes:
        """Return the file."""
        import soundfile

        body = io.BytesIO()
        soundfile.write(body, np.concatenate(self._sound), RATE, format=self._form, subtype=self._subtype)
        return body.getvalue()


FORMS: Mapping[str, Callable[[], SoundForm]] = {
    "mp3": Mp3Form,
    "wav": WaveForm,
    "pcm": RawForm,
    "opus": lambda: PackedForm("audio/ogg", "OGG", "OPUS"),
    "flac": lambda: PackedForm("audio/flac", "FLAC", "PCM_16"),
}
"""What makes each, by the name that clients have for it."""


def sound_form(name: str) -> SoundForm:
    """Return the form called `name`.

    Raises:
        UsageError: there is none, or none of ours.
    """
    if name not in FORMS:
        raise UsageError(f"{name[:40]!r} is no form of sound here.", hint=f"There are: {', '.join(FORMS)}.")
    return FORMS[name]()
