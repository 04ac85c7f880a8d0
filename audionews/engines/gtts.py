"""Google Translate's voice: the gTTS library builds the requests, and we send them.

Its own sending does not verify TLS, waits for ever, opens a connection for each request and loses parts silently.

What is used of gTTS is private (`_prepare_requests`), so its minor version is pinned and a contract test holds the
form of request and answer.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import time
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from audionews.engines.protocol import Limits, Voice
from audionews.support.errors import AudioError, Never, TryLater

if TYPE_CHECKING:
    from collections.abc import Sequence

    import requests

    from audionews.model import Speech

_ANSWER = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]*)\\"')
"""Where the sound sits in a line of the answer: base64 inside JSON inside JSON."""
_DEEPER = 0.94
"""Google has one Bengali voice. Played a semitone lower and as much slower, it is a second reader."""
_TOO_MANY, _SERVER_ERROR, _CLIENT_ERROR = 429, 500, 400


class GttsEngine:
    """Speaks through Google Translate; `tld` picks a mirror, `connect` and `total` are time-outs in seconds."""

    name = "gtts"

    def __init__(self, *, rate: int = 100, tld: str = "com", connect: float = 5.0, total: float = 20.0) -> None:
        self.limits = Limits(characters=100, parallel=8, network=True, host=f"translate.google.{tld}")
        self._rate, self._tld, self._connect, self._total = rate, tld, connect, total

    def voices(self) -> Sequence[Voice]:
        """Return Google's voice and the same one pitched lower."""
        return [
            Voice("bn", "bn", "female", "Google Translate's Bengali voice"),
            Voice("bn-deep", "bn", None, "the same voice, a semitone lower and slower"),
        ]

    def ready(self) -> None:
        """Return: only a request can tell, and synthesis makes that when it must."""

    def fingerprint(self, voice: str) -> str:
        """Return the library's version, the voice and the mirror."""
        return f"{version('gTTS')} {voice} {self._tld}"

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text`, at most 100 characters, in one request.

        Raises:
            TryLater: no connection, too many requests, a server error, or an answer without whole sound.
            Never: Google refuses this text.
        """
        from audionews.audio.decode import decode  # noqa: PLC0415 - heavy, and only needed once something is spoken

        try:
            speech = decode(self._ask(text), "Google's answer")
        except AudioError as error:
            raise TryLater(str(error)) from error
        return replace(speech, sample_rate=round(speech.sample_rate * _DEEPER)) if voice == "bn-deep" else speech

    def _ask(self, text: str) -> bytes:
        import requests  # noqa: PLC0415 - heavy, and only needed once something is spoken
        from gtts import gTTS  # noqa: PLC0415 - the same

        asked = gTTS(text, lang="bn", tld=self._tld, lang_check=False)._prepare_requests()  # noqa: SLF001 - see above
        if len(asked) != 1:
            raise Never(f"gTTS would cut {text!r} in {len(asked)} parts.")
        try:
            return self._sound_for(asked[0])
        except requests.RequestException as error:
            raise TryLater(f"Google Translate cannot be reached: {_plain(error)}.") from error

    def _sound_for(self, request: requests.PreparedRequest) -> bytes:
        """Send `request` and return the sound in its answer, within `total` seconds however slowly it drips."""
        deadline = time.monotonic() + self._total
        settings = self._surroundings(str(request.url))
        with self._session.send(request, stream=True, timeout=(self._connect, self._total), **settings) as answer:
            _accept(answer)
            body = bytearray()
            for chunk in answer.iter_content(16_384):
                body += chunk
                if time.monotonic() > deadline:
                    raise TryLater(f"Google Translate took more than {self._total:g} s to answer.")
        return _sound_in(bytes(body))

    @cached_property
    def _session(self) -> requests.Session:
        import requests  # noqa: PLC0415 - heavy, and only needed once something is spoken

        session = requests.Session()
        session.mount("https://", requests.adapters.HTTPAdapter(pool_maxsize=self.limits.parallel))
        return session

    def _surroundings(self, url: str) -> dict[str, Any]:
        """Return proxies and root certificates that the environment names; certificates are always verified."""
        roots = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE") or True
        settings = self._session.merge_environment_settings(url, {}, True, roots, None)
        return {name: settings[name] for name in ("proxies", "verify", "cert")}


def _accept(answer: requests.Response) -> None:
    if answer.status_code == _TOO_MANY or answer.status_code >= _SERVER_ERROR:
        raise TryLater(f"Google Translate answers {answer.status_code}.", delay=_delay(answer))
    if answer.status_code >= _CLIENT_ERROR:
        raise Never(f"Google Translate refuses the text ({answer.status_code}).")


def _sound_in(body: bytes) -> bytes:
    parts = _ANSWER.findall(body)
    try:
        sound = b"".join(base64.b64decode(part, validate=True) for part in parts)
    except binascii.Error as error:
        raise TryLater("Google Translate's answer is damaged.") from error
    if not sound:
        raise TryLater("Google Translate's answer holds no sound.")
    return sound


def _delay(answer: requests.Response) -> float | None:
    """Return what `Retry-After` asks for in seconds; its form as a date is left to our own pace."""
    wish = answer.headers.get("Retry-After", "")
    return float(wish) if wish.isascii() and wish.isdigit() else None


def _plain(error: Exception) -> str:
    """Return the innermost reason of a chain of network errors, as one short clause."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__  # type: ignore[assignment] # BaseException in theory only
    return str(error).rstrip(".")[:200] or type(error).__name__
