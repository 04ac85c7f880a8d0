"""Google Translate's voice: the gTTS library builds the requests, and we send them.

Where gTTS sends them itself, it does not verify TLS, waits without end, opens a connection for each request, and loses
parts of the sound without an error.

The function of gTTS that we call (`_prepare_requests`) is private: therefore its minor version is pinned, and a test
checks the form of request and answer.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from audionews.engines.protocol import Limits, Voice
from audionews.engines.web import HttpClient
from audionews.support.errors import AudioError, Never, TryLater

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Speech

_ANSWER = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]*)\\"')
"""Finds the sound in a line of the answer: base64 inside JSON inside JSON."""
_DEEPER = 0.94
"""Speed at which Google's one Bengali voice becomes a second reader: a semitone lower, and as much slower."""
_SERVICE = "Google Translate"


class GttsEngine:
    """Speaks through Google Translate; `tld` picks a mirror, `connect` and `total` are time-outs in seconds."""

    name = "gtts"

    def __init__(self, *, rate: int = 100, tld: str = "com", connect: float = 5.0, total: float = 10.0) -> None:
        self.limits = Limits(characters=100, parallel=8, network=True, host=f"translate.google.{tld}", latency=0.5)
        self._rate, self._tld = rate, tld
        self._line = HttpClient(_SERVICE, connect=connect, total=total)

    def voices(self) -> Sequence[Voice]:
        """Return Google's voice and the same one pitched lower."""
        return [
            Voice("bn", "bn", "female", "Google Translate's Bengali voice"),
            Voice("bn-deep", "bn", None, "the same voice, a semitone lower and slower"),
        ]

    def ready(self) -> None:
        """Do nothing: only a request could tell, and none is sent before there is something to say."""

    def fingerprint(self, voice: str) -> str:
        """Return the library's version, the voice, the mirror and the rate."""
        return f"{version('gTTS')} {voice} {self._tld} {self._rate}"

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text`, at most 100 characters, in one request.

        Raises:
            TryLater: no connection, too many requests, a server error, or an answer without a whole sound file.
            Never: Google refuses this text.
        """
        from audionews.audio import clip, stretch

        try:
            speech = clip.decode(self._ask(text), "Google's answer")
        except AudioError as error:
            raise TryLater(str(error)) from error
        if voice == "bn-deep":
            speech = replace(speech, sample_rate=round(speech.sample_rate * _DEEPER))
        return stretch.paced(speech, self._rate)

    def _ask(self, text: str) -> bytes:
        from gtts import gTTS

        if not any(map(str.isalnum, text)):
            raise Never(f"There is nothing to say in {text!r}.")  # gTTS would fail on an assertion
        asked = gTTS(text, lang="bn", tld=self._tld, lang_check=False)._prepare_requests()  # noqa: SLF001 - see above
        if len(asked) != 1:
            raise Never(f"gTTS would cut {text!r} in {len(asked)} parts.")
        return _sound_in(self._line.send(asked[0]).body)


def _sound_in(body: bytes) -> bytes:
    parts = _ANSWER.findall(body)
    try:
        sound = b"".join(base64.b64decode(part, validate=True) for part in parts)
    except binascii.Error as error:
        raise TryLater(f"{_SERVICE}'s answer is damaged.") from error
    if not sound:
        raise TryLater(f"{_SERVICE}'s answer holds no sound.")
    return sound
