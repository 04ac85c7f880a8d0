"""Speak through any service with OpenAI's protocol (`POST …/audio/speech`): cloud services and many local servers.

The key comes from the environment; it is written neither to a file nor to a log.
"""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audionews.engines import service_keys
from audionews.engines.http.answer import sound
from audionews.engines.protocol import Limits, Voice
from audionews.engines.web import HttpClient, is_here
from audionews.support.errors import AudioError, Never, NotReady, TryLater

if TYPE_CHECKING:
    from collections.abc import Sequence

    import requests

    from audionews.engines.web import HttpAnswer
    from audionews.model import Speech

CLOUD = "https://api.openai.com/v1"
FORMS = ("wav", "mp3", "pcm", "opus")
"""Sound formats in the order in which they are asked for, until the service takes one."""
_CHARACTERS = 2000
"""Longest text of a request. Cloud services take 4,096 characters, more than any sentence has."""

_PCM_RATE = 24_000
"""Hz of bare PCM where the answer does not say."""
_PRICES = {"tts-1": 15.0, "tts-1-hd": 30.0}
"""US dollars for a million characters (OpenAI's price list of 2025); other models are billed by the second."""


class OpenaiEngine:
    """Speaks through the service at `url`; `key` names the environment variable that holds the key.

    `url`, `model` and `voice`, where not given, come from OPENAI_BASE_URL, AUDIONEWS_OPENAI_MODEL and
    AUDIONEWS_OPENAI_VOICE. `instructions` tell how to speak, and `speed` (1.0) how fast, to models that heed them.
    `form` is the sound format to ask for; without it, the first of `FORMS` that the service takes. `connect` and
    `total` are time-outs in seconds.
    """

    name = "openai"

    def __init__(  # noqa: PLR0913 - one parameter a setting
        self,
        *,
        rate: int = 100,
        url: str | None = None,
        key: str = "OPENAI_API_KEY",
        model: str | None = None,
        voice: str | None = None,
        instructions: str | None = None,
        speed: float | None = None,
        form: str | None = None,
        parallel: int = 4,
        connect: float = 5.0,
        total: float = 60.0,
    ) -> None:
        self._url = (url or os.environ.get("OPENAI_BASE_URL") or CLOUD).rstrip("/")
        self._model = model or os.environ.get("AUDIONEWS_OPENAI_MODEL") or "tts-1"
        self._voice = voice or os.environ.get("AUDIONEWS_OPENAI_VOICE") or "alloy"
        self._rate, self._key = rate, service_keys.variable(key, "engines.openai.key")
        self._manner = {name: value for name, value in (("instructions", instructions), ("speed", speed)) if value}
        self._form, self._asking = form, threading.Lock()
        host = urlsplit(self._url).hostname or ""
        away = not is_here(host)
        price = _PRICES.get(self._model) if self._url == CLOUD else None if away else 0.0
        self.limits = Limits(
            _CHARACTERS,
            parallel,
            network=away,
            host=host if away else None,
            latency=2.0,
            price=price,
            any_voice=True,
        )
        self._line = HttpClient(f"The speech service at {host}", connect=connect, total=total)

    def voices(self) -> Sequence[Voice]:
        """Return the voice of the settings; only the service knows the others."""
        return [Voice(self._voice, "bn", None, f"{self._model} at {urlsplit(self._url).hostname}")]

    def ready(self) -> None:
        """Raise NotReady unless there is an address and, for a cloud service, a key.

        Raises:
            NotReady: the address is no http(s) address, or the key is missing where it is needed, or cannot be sent.
        """
        if urlsplit(self._url).scheme not in {"http", "https"}:
            raise NotReady(f"{self._url!r} is no address of a speech service.", hint="Set OPENAI_BASE_URL.")
        if not service_keys.bearer(self._key, self._url) and self._url == CLOUD:
            raise NotReady(
                "There is no key for OpenAI.",
                hint=f"Set {self._key}, or OPENAI_BASE_URL to a server that needs none.",
            )

    def fingerprint(self, voice: str) -> str:
        """Return address, model, voice, rate and manner."""
        manner = f" {sorted(self._manner.items())}" if self._manner else ""
        return f"{self._url} {self._model} {voice} {self._rate}{manner}"

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text` in one request; the first one finds out which sound format the service takes.

        Raises:
            TryLater: no connection, too many requests, a server error, or an answer that is no whole sound file.
            Never: the service refuses this text.
            NotReady: the service refuses the key, or it is none that can be sent.
        """
        from audionews.audio import stretch

        with service_keys.hushed(self._key):
            answer, form = self._answer(text, voice)
        try:
            speech = sound(answer.body, form, _PCM_RATE, answer.media, "The service")
        except AudioError as error:
            raise TryLater(str(error)) from error
        # The protocol's own `speed` is ignored by several models and servers.
        return stretch.paced(speech, self._rate)

    def _answer(self, text: str, voice: str) -> tuple[HttpAnswer, str]:
        """Return the answer and the format asked for; until one was taken, one thread alone tries them."""
        if self._form is None:
            with self._asking:
                if self._form is None:
                    return self._tried(text, voice)
        return self._line.send(self._request(text, voice, self._form)), self._form

    def _tried(self, text: str, voice: str) -> tuple[HttpAnswer, str]:
        refusals = []
        for form in FORMS:
            try:
                answer = self._line.send(self._request(text, voice, form))
            except Never as error:
                refusals.append(error)
            else:
                self._form = form
                return answer, form
        raise refusals[0]

    def _request(self, text: str, voice: str, form: str) -> requests.PreparedRequest:
        import requests

        asked = {"model": self._model, "voice": voice, "input": text, "response_format": form, **self._manner}
        headers = {"Content-Type": "application/json", **service_keys.bearer(self._key, self._url)}
        data = json.dumps(asked, ensure_ascii=False).encode()
        return requests.Request("POST", f"{self._url}/audio/speech", headers=headers, data=data).prepare()
