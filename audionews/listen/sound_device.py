"""The loudspeaker: asks for sound when it needs some. miniaudio knows the systems' ways (extra `listen`)."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import numpy as np

from audionews.support.errors import AudioError
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from numpy.typing import NDArray

NULL = "null"
"""The device that plays nothing, at the pace of a real one: for tests, and for machines without sound."""
_STDERR = 2
_MILLISECONDS = 20
"""Length of the pieces in which sound is asked for: what is done is heard three of them later."""


class SoundDevice:
    """A device that is open, and plays what `frames(count)` gives it: mono 16-bit PCM of `rate` Hz."""

    def __init__(self, name: str, rate: int, frames: Callable[[int], NDArray[np.int16]]) -> None:
        """Open the device: the system's own, or the one called `null`.

        Raises:
            AudioError: there is none, or the extra is not installed.
        """
        try:
            import miniaudio
        except ImportError as error:
            hint = f"{how_to_add('listen')}; or write a file: audionews say … -o FILE, audionews make …"
            raise AudioError("Playing needs the package miniaudio.", hint=hint) from error
        backends = [miniaudio.Backend.NULL] if name == NULL else _real(miniaudio)
        try:
            self._device: Any = miniaudio.PlaybackDevice(
                nchannels=1, sample_rate=rate, buffersize_msec=_MILLISECONDS, backends=backends, app_name="audionews"
            )
        except miniaudio.MiniaudioError as error:
            hint = "Write a file instead: audionews make …, audionews say … -o FILE."
            raise AudioError("There is no sound device here.", hint=hint) from error
        self._frames = frames
        self.backend = self._device.backend
        """The name of what plays."""

    def start(self) -> None:
        """Begin to play."""
        asking = self._asking()
        next(asking)
        self._device.start(asking)

    def _asking(self) -> Generator[bytes, int, None]:
        count = yield b""
        while True:
            count = yield self._frames(count).tobytes()

    def close(self) -> None:
        """Stop, and give the device back."""
        self._device.close()


def played_by(name: str) -> str:
    """Return what plays on this machine, as ALSA or Core Audio; nothing is heard.

    Raises:
        AudioError: there is no device, or the extra is not installed.
    """
    device = SoundDevice(name, 44_100, lambda count: np.zeros(count, np.int16))
    try:
        return str(device.backend)
    finally:
        device.close()


def _real(miniaudio: Any) -> list[Any]:
    """Return what miniaudio may play through: all it knows but the device that plays nothing."""
    return [backend for backend in miniaudio.Backend if backend.name not in {"NULL", "CUSTOM"}]


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep what libraries of the system write to standard error from the user; what Python writes goes there still.

    ALSA and JACK tell so of each device that they do not find, though another one may serve.
    """
    try:
        before, kept = sys.stderr, os.dup(_STDERR)
    except OSError:  # there is none
        yield
        return
    with suppress(OSError, ValueError):  # a stream that is none of the system's stays as it is
        before.flush()
        if before.fileno() == _STDERR:
            sys.stderr = TextIOWrapper(
                os.fdopen(os.dup(kept), "wb"), before.encoding, before.errors, line_buffering=True
            )
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    try:
        yield
    finally:
        if sys.stderr is not before:
            with suppress(OSError):
                sys.stderr.close()
            sys.stderr = before
        os.dup2(kept, _STDERR)
        os.close(nowhere)
        os.close(kept)
