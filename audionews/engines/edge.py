"""Microsoft Edge's voices through the edge-tts library: two for India, two for Bangladesh, with word times.

The library is asynchronous: one event loop, on a thread of its own, serves all requests. It trusts certifi's root
certificates, and those of the environment since we add them; it uses the proxy that the environment names, corrects for
a wrong clock, and never retries by itself.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import TimeoutError as TooLongError
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.engines.protocol import Limits, Voice
from audionews.model import Word
from audionews.support.errors import AudioError, NotReady, TryLater, UsageError
from audionews.support.extras import how_to_add
from audionews.support.net.surroundings import certificates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Speech

_TICKS = 10_000_000
"""Units of 100 ns in a second: word boundaries are counted in them."""
_CROWDED = {429, 503}
_CHARACTERS = 1000
"""Longest text of a request: a message takes 4,096 bytes, a Bengali character three."""

_VOICES = (
    Voice("bn-IN-TanishaaNeural", "bn-IN", "female", "West Bengal's newsreader", "tanishaa"),
    Voice("bn-IN-BashkarNeural", "bn-IN", "male", "the same, a man", "bashkar"),
    Voice("bn-BD-NabanitaNeural", "bn-BD", "female", "Bangladesh's newsreader", "nabanita"),
    Voice("bn-BD-PradeepNeural", "bn-BD", "male", "the same, a man", "pradeep"),
)


class EdgeEngine:
    """Speaks through Edge's service; `pitch` is in Hz above the voice's own, `connect` and `total` are time-outs."""

    name = "edge"
    limits = Limits(_CHARACTERS, parallel=6, network=True, host="speech.platform.bing.com", latency=1.0)

    def __init__(self, *, rate: int = 100, pitch: int = 0, connect: int = 5, total: float = 20.0) -> None:
        self._rate, self._pitch, self._connect, self._total = rate, pitch, connect, total

    def voices(self) -> Sequence[Voice]:
        """Return the four Bengali voices."""
        return _VOICES

    def ready(self) -> None:
        """Raise NotReady unless the library is installed."""
        if find_spec("edge_tts") is None:
            raise NotReady("The library edge-tts is not installed.", hint=how_to_add("edge"))

    def fingerprint(self, voice: str) -> str:
        """Return voice, rate and pitch; the library's version does not change the sound, which the service makes."""
        return f"1 {voice} {self._rate} {self._pitch}"

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text`, over a new connection.

        Raises:
            TryLater: no connection, a voice that is withdrawn for now, or an answer without a whole sound file.
            NotReady: the library is not installed, or the root certificates that are set cannot be read.
        """
        from dataclasses import replace

        from audionews.audio import clip

        self.ready()
        _trust()
        sound, boundaries = self._ask(text, voice)
        try:
            speech = clip.decode(sound, "Edge's answer")
        except AudioError as error:
            raise TryLater(str(error)) from error
        return replace(speech, words=_words(text, boundaries, len(speech.samples) / speech.sample_rate))

    def _ask(self, text: str, voice: str) -> tuple[bytes, list[dict[str, Any]]]:
        import aiohttp
        from edge_tts.exceptions import EdgeTTSException

        asking = asyncio.run_coroutine_threadsafe(self._stream(text, voice), _loop())
        try:
            return asking.result(self._total)
        except TooLongError as error:
            raise TryLater(f"Edge's service took more than {self._total:g} s to answer.") from error
        except aiohttp.ClientResponseError as error:
            raise TryLater(f"Edge's service answers {error.status}.", crowded=error.status in _CROWDED) from error
        except EdgeTTSException as error:
            raise TryLater(f"Edge's service sends no sound in {voice}: {str(error).rstrip('.')}.") from error
        except (aiohttp.ClientError, OSError, ValueError, KeyError) as error:
            raise TryLater(f"Edge's service cannot be reached: {str(error).rstrip('.')}.") from error
        finally:
            asking.cancel()

    async def _stream(self, text: str, voice: str) -> tuple[bytes, list[dict[str, Any]]]:
        from edge_tts import Communicate

        asked = Communicate(
            text,
            voice,
            rate=f"{self._rate - 100:+d}%",
            pitch=f"{self._pitch:+d}Hz",
            boundary="WordBoundary",
            connect_timeout=self._connect,
            receive_timeout=int(self._total) or 1,
        )
        sound, boundaries = bytearray(), []
        async for part in asked.stream():
            if part["type"] == "audio":
                sound += part["data"]
            else:
                boundaries.append(dict(part))
        return bytes(sound), boundaries


def _words(text: str, boundaries: Sequence[dict[str, Any]], length: float) -> tuple[Word, ...]:
    """Return word times: the service tells the time of each word, which is then looked up in `text`."""
    words, place = [], 0
    for boundary in boundaries:
        said = boundary["text"].strip()
        found = text.find(said, place) if said else -1
        if found < 0:
            continue
        place = found + len(said)
        start, end = boundary["offset"] / _TICKS, (boundary["offset"] + boundary["duration"]) / _TICKS
        if start < min(end, length):
            words.append(Word(start, min(end, length), found, place))
    return tuple(words)


def _trust() -> None:
    """Have the library trust the root certificates that the environment names.

    Raises:
        NotReady: they cannot be read.
    """
    try:
        _add_roots(certificates())
    except UsageError as error:
        raise NotReady(f"Edge's service cannot be reached: {error}", hint=error.hint) from error
    except OSError as error:
        raise NotReady(f"The root certificates cannot be read: {error.strerror or error}.") from error


@cache
def _add_roots(path: str) -> None:
    from edge_tts import communicate

    folder = Path(path).is_dir()
    context = communicate._SSL_CTX  # noqa: SLF001 - nothing else reaches it: a contract test holds it
    context.load_verify_locations(cafile=None if folder else path, capath=path if folder else None)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the event loop of this process, running on a thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="edge", daemon=True).start()
    return loop
