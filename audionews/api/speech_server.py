"""The ASGI application: `/v1/audio/speech`, `/v1/models` and `/v1/audio/voices` as OpenAI has them, and `/normalize`.

It answers in OpenAI's forms, errors too, so that its clients need to know nothing of us. Speech is sent sentence by
sentence, each as soon as it is spoken. A page of another site can neither read an answer nor set it to work: the body
must be JSON by its type, which a browser does not send elsewhere unasked, and nobody is told that he may.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audionews import casting
from audionews.api.gates import MOST_BYTES, PATIENCE, Gate, Refused
from audionews.api.speech import NoSuchModel, Speaker
from audionews.api.wishes import speech_wish, text_wish
from audionews.support.errors import AudionewsError, NoInputError, SpeechError, UsageError, as_ours
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from audionews.api.sound_forms import SoundForm
    from audionews.settings import Settings

_HEADERS = {"x-content-type-options": "nosniff", "cache-control": "no-store", "referrer-policy": "no-referrer"}
_TYPES = {401: "authentication_error", 429: "rate_limit_error", 500: "server_error", 503: "server_error"}


class SpeechServer:
    """Answers the requests for paths that `takes` names; the Host header has been looked at before."""

    def __init__(self, settings: Settings, gate: Gate) -> None:
        """Take the settings for engines, voices and words, and who may ask."""
        self._settings, self._gate, self._speaker = settings, gate, Speaker(settings)

    @staticmethod
    def takes(path: str) -> bool:
        """Tell whether a path is one of these."""
        return path == "/normalize" or path.startswith("/v1/")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        from starlette.requests import Request

        with ExitStack() as held:
            try:
                answer = await self._answer(Request(scope, receive), held)
            except (AudionewsError, OSError) as error:
                answer = _refusal(as_ours(error))
            await answer(scope, receive, send)

    async def _answer(self, request: Any, held: ExitStack) -> Any:
        from starlette.concurrency import run_in_threadpool

        path, method = request.scope["path"], request.method
        self._gate.let_in(request.client.host if request.client else "", request.headers.get("authorization", ""))
        told = {"/v1/models": self._models, "/v1/audio/voices": self._voices}
        made = {"/v1/audio/speech": self._speech, "/normalize": self._normalize}
        if method == "POST" and path in made:
            body = await _body(request)
            self._gate.begin()
            held.callback(self._gate.end)
            return await run_in_threadpool(made[path], body)
        if method == "GET" and path in told:
            return await run_in_threadpool(told[path])
        if method == "GET" and path.startswith("/v1/models/"):
            return self._model(path.removeprefix("/v1/models/"))
        raise Refused(405 if path in {*told, *made} else 404, f"There is no {method} {path[:80]} here.", "unknown_url")

    def _speech(self, body: bytes) -> Any:
        from starlette.responses import StreamingResponse

        asked = speech_wish(body)
        sounds = self._speaker.sentences(asked.utterance)
        first = next(sounds)  # what cannot be spoken is told before all else
        pieces = _pieces(asked.form, chain([first], sounds))
        return StreamingResponse(pieces, headers={**_HEADERS, "content-type": asked.form.media})

    def _normalize(self, body: bytes) -> Any:
        asked = text_wish(body)
        return _json(self._said(asked.text, asked.locale))

    def _said(self, text: str, locale: str | None) -> dict[str, Any]:
        from audionews.bengali.normalization.normalizer import said_sentences
        from audionews.planning.lexica import words
        from audionews.rundown.retelling import locale_of

        lexicon, locale = words((), self._settings.text), locale or locale_of(self._settings.programme)
        told = list(said_sentences(text, locale, lexicon if lexicon.entries else None))
        sentences = [{"text": written, "spoken": spoken} for written, spoken in told]
        return {"locale": locale, "spoken": " ".join(spoken for _, spoken in told), "sentences": sentences}

    def _models(self) -> Any:
        return _json({"object": "list", "data": [_model(name) for name in self._speaker.models()]})

    def _model(self, name: str) -> Any:
        if name not in self._speaker.models():
            raise NoSuchModel(f"There is no model {name[:80]!r}.")
        return _json(_model(name))

    def _voices(self) -> Any:
        voices = [
            {"id": voice["name"], "name": voice["description"] or voice["name"], "model": row["engine"]}
            | {"language": voice["locale"], "gender": voice["sex"]}
            for row in casting.roster(self._settings)
            if row["ready"]
            for voice in row["voices"]
        ]
        return _json({"voices": voices})


def _pieces(form: SoundForm, sounds: Iterator[NDArray[Any]]) -> Iterator[bytes]:
    """Yield a file in its form, as far as it is ready."""
    for sound in sounds:
        if data := form.add(sound):
            yield data
    yield form.end()


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "audionews"}


async def _body(request: Any) -> bytes:
    """Return the body of a request.

    Raises:
        Refused: it is another site's, no JSON by its type, too large, or does not come.
    """
    origin = urlsplit(request.headers.get("origin", ""))
    if origin.scheme in {"http", "https"} and origin.netloc != request.headers.get("host"):
        raise Refused(403, "Pages of other sites may not ask.", "foreign_origin")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "The body must be JSON: send 'Content-Type: application/json'.", "unsupported_media_type")
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST_BYTES:
                    raise Refused(413, f"The body has more than {MOST_BYTES // 1024} kB.", "request_too_large")
    except TimeoutError as late:
        raise Refused(408, f"The body did not come within {PATIENCE:g} s.", "timeout") from late
    return bytes(body)


def _json(document: Any, status: int = 200, **headers: str) -> Any:
    from starlette.responses import Response

    text = json.dumps(document, ensure_ascii=False).encode(
        "utf-8", "replace"
    )  # a client may send half a surrogate pair
    return Response(text, status, headers={**_HEADERS, **headers, "content-type": "application/json"})


def _refusal(error: AudionewsError) -> Any:
    """Return an error as OpenAI's clients read it."""
    status, code, param, wait = 500, "server_error", None, 0
    if isinstance(error, Refused):
        status, code, param, wait = error.status, error.code, error.param, error.wait
    elif isinstance(error, NoSuchModel):
        status, code, param = 404, "model_not_found", "model"
    elif isinstance(error, UsageError | NoInputError):
        status, code, param = 400, "invalid_value", "voice" if isinstance(error, UsageError) else "input"
    elif isinstance(error, SpeechError):
        status, code = 503, "no_speech"
    told = line(f"{error} {error.hint or ''}")
    kind = _TYPES.get(status, "invalid_request_error")
    more = {"retry-after": str(wait)} if wait else {}
    return _json({"error": {"message": told, "type": kind, "param": param, "code": code}}, status, **more)


def speech_server(settings: Settings, key: str | None = None) -> SpeechServer:
    """Make the application; `key` is what every client must bring, None where none is asked for."""
    return SpeechServer(settings, Gate(key))
