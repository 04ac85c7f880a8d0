"""Who writes down what was spoken, to compare it: a service with OpenAI's protocol, or faster-whisper here.

A service is asked at `POST …/audio/transcriptions` with a form of several parts; the key comes from the environment.
"""

from __future__ import annotations

import io
import json
import os
import threading
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from audionews.engines import service_keys
from audionews.engines.web import HttpClient, is_here
from audionews.support.errors import NotReady, TryLater
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from audionews.settings import VerifySettings

_LANGUAGE = "bn"
_CONNECT, _TOTAL = 5.0, 60.0
"""Time-outs of a request, in seconds."""
_LONGEST = 5000
"""Characters of a transcript that are looked at: no sentence is longer."""
_SERVICE_MODEL, _LOCAL_MODEL = "whisper-1", "large-v3"


class Transcriber(Protocol):
    """Writes down what it hears."""

    name: str
    """What messages call it, with the host that gets the sound."""
    network: bool
    """Whether the sound leaves this machine."""
    parallel: int
    """Most calls at once."""

    def fingerprint(self) -> str:
        """Return a text that changes whenever it might hear something else."""
        ...

    def transcribe(self, flac: bytes) -> str:
        """Return what is said in a FLAC file.

        Raises:
            TryLater: the attempt failed, and another one may succeed.
            Never: it will never hear this.
            NotReady: something that it needs is missing.
        """
        ...


def transcriber(settings: VerifySettings, *, offline: bool) -> Transcriber:
    """Return the one that `settings` name: the service at their `url`, without one faster-whisper on this machine.

    Raises:
        UsageError: the name of the key's variable is none.
        NotReady: the service is on another machine, and `offline` forbids that; or its key cannot be sent there.
    """
    if not settings.url:
        return _Whisper(settings.model or _LOCAL_MODEL, offline=offline)
    service = _Service(settings.url, settings.model or _SERVICE_MODEL, settings.key)
    if offline and service.network:
        raise NotReady("the service that [verify] names needs a network, and --offline forbids it.")
    service_keys.bearer(settings.key, settings.url)
    return service


class _Service:
    """A service with OpenAI's protocol at `url`; `key` names the environment variable that holds the key."""

    parallel = 4

    def __init__(self, url: str, model: str, key: str) -> None:
        host = urlsplit(url).hostname or ""
        self.network = not is_here(host)
        self._key = service_keys.variable(key, "verify.key")
        self._url, self._model, self.name = url.rstrip("/"), model, f"{model} at {host}"
        self._line = HttpClient(f"The transcription service at {host}", connect=_CONNECT, total=_TOTAL)

    def fingerprint(self) -> str:
        return f"{self._url} {self._model}"

    def transcribe(self, flac: bytes) -> str:
        import requests

        fields = {"model": self._model, "language": _LANGUAGE, "response_format": "json", "temperature": "0"}
        files = {"file": ("sentence.flac", flac, "audio/flac")}
        headers = service_keys.bearer(self._key, self._url)
        asked = requests.Request("POST", f"{self._url}/audio/transcriptions", headers, files, fields).prepare()
        with service_keys.hushed(self._key):
            answer = self._line.send(asked)
        return _text(answer.body)


def _text(answer: bytes) -> str:
    """Return the text of a service's answer.

    Raises:
        TryLater: it is no JSON object with a text.
    """
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise TryLater("The transcription service sent something that is no JSON.") from error
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(text, str):
        raise TryLater("The transcription service sent an answer without a text.")
    return text[:_LONGEST]


class _Whisper:
    """faster-whisper on this machine; `model` is one of its names, or a folder with a model for CTranslate2."""

    network, parallel = False, 1

    def __init__(self, model: str, *, offline: bool) -> None:
        self._model_name, self._offline = model, offline
        self.name = f"faster-whisper {os.path.basename(model)}"  # noqa: PTH119 - a name or a path
        self._lock = threading.Lock()
        self._model: Any = None

    def fingerprint(self) -> str:
        return f"faster-whisper {self._model_name}"

    def transcribe(self, flac: bytes) -> str:
        with self._lock:
            model = self._model = self._model or self._loaded()
            # Without what it said before: a wrong sentence would lead it astray in the next.
            heard, _ = model.transcribe(
                io.BytesIO(flac), language=_LANGUAGE, temperature=0.0, condition_on_previous_text=False
            )
            return " ".join(part.text for part in heard)[:_LONGEST]

    def _loaded(self) -> Any:
        try:
            from faster_whisper import WhisperModel
        except ImportError as error:
            raise NotReady("The library faster-whisper is not installed.", hint=how_to_add("verify")) from error
        try:
            return WhisperModel(self._model_name, local_files_only=self._offline)
        except Exception as error:  # its libraries have no common root of errors
            why = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
            raise NotReady(f"The model {self._model_name!r} cannot be loaded: {why}") from error
