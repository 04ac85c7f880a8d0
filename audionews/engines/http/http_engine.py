"""Speak through a service that is described in TOML. Keys come from the environment and are told to nobody else.

They stand in no file of ours, no log, no error and no cache key: what is digested is the description, not what is
filled in.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audionews.engines.http import answer, template
from audionews.engines.protocol import Voice
from audionews.engines.service_keys import hushed, secret
from audionews.engines.web import HttpClient
from audionews.support.errors import AudioError, Never, NotReady, SpeechError, TryLater

if TYPE_CHECKING:
    from collections.abc import Sequence

    import requests

    from audionews.engines.http.description import Service
    from audionews.engines.web import HttpAnswer
    from audionews.model import Speech

_MEDIA = {"json": "application/json", "form": "application/x-www-form-urlencoded", "xml": "application/ssml+xml"}


class HttpEngine:
    """Speaks through `service`; `connect` and `total` are time-outs in seconds."""

    def __init__(
        self,
        service: Service,
        *,
        rate: int = 100,
        parallel: int | None = None,
        connect: float = 5.0,
        total: float = 60.0,
    ) -> None:
        self.name = service.name
        self.limits = replace(service.limits, parallel=parallel) if parallel else service.limits
        self._service, self._rate = service, rate
        self._line = HttpClient(self._who, connect=connect, total=total, refuses=service.refuses)

    def voices(self) -> Sequence[Voice]:
        """Return the voices of the description."""
        return self._service.voices

    def ready(self) -> None:
        """Raise NotReady unless the environment holds the keys.

        Raises:
            NotReady: one of them is not set.
        """
        for name in self._service.secrets:
            secret(name)

    def fingerprint(self, voice: str) -> str:
        """Return a digest of what decides the sound: templates and values, never what the environment holds."""
        service = self._service
        told = [service.address, dict(service.headers), service.body, dict(service.values), asdict(service.sound)]
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        return f"1 {digest} {voice} {self._rate}"

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text` in one request, and in a second one where the answer names an address.

        Raises:
            TryLater: no connection, too many requests, a server error, or an answer without a whole sound.
            Never: the service refuses this text, or there is nothing to say in it.
            NotReady: a key is missing or refused, or what the environment holds makes no address.
        """
        from audionews.audio import stretch

        if not any(map(str.isalnum, text)):
            raise Never(f"There is nothing to say in {text!r}.")
        with hushed(*self._service.secrets):
            files, media = self._sound(self._line.send(self._request(text, voice)))
            try:
                speech = answer.speech(files, self._service.sound, media, self._who)
            except AudioError as error:
                raise TryLater(str(error)) from error
        return speech if self._service.paces else stretch.paced(speech, self._rate)

    @property
    def _who(self) -> str:
        return f"The service {self._service.name}"

    def _request(self, text: str, voice: str) -> requests.PreparedRequest:
        service, values = self._service, self._values(text, voice)
        headers = {name: template.in_header(value, values) for name, value in service.headers.items()}
        kind, data = None, None
        if service.body:
            kind, form = service.body
            data = self._body(kind, form, values)
            if not any(name.lower() == "content-type" for name in headers):
                headers["Content-Type"] = _MEDIA[kind]
        return self._prepared("POST" if kind else "GET", template.in_address(service.address, values), headers, data)

    @staticmethod
    def _body(kind: str, form: Any, values: dict[str, Any]) -> bytes:
        if kind == "json":
            return json.dumps(template.in_json(form, values), ensure_ascii=False).encode()
        return template.in_form(form, values) if kind == "form" else template.in_xml(form, values)

    def _values(self, text: str, voice: str) -> dict[str, Any]:
        known = next((one for one in self._service.voices if one.name == voice), Voice(voice, "bn-IN"))
        return {
            **self._service.values,
            "text": text,
            "voice": voice,
            "language": known.locale,
            "sex": known.sex or "female",
            "rate": self._rate,
            "pace": self._rate / 100,
            "percent": f"{self._rate - 100:+d}%",
        }

    def _prepared(
        self, method: str, address: str, headers: dict[str, str], data: bytes | None
    ) -> requests.PreparedRequest:
        import requests

        nowhere = NotReady(f"{self._who} has no address that can be asked.", hint="See what fills it in.")
        try:
            host = urlsplit(address).hostname or ""
            made = requests.Request(method, address, headers=headers, data=data).prepare()
        except (requests.RequestException, ValueError):
            raise nowhere from None
        if "%" in host:  # what was filled in is no part of a host's name
            raise nowhere
        return made

    def _sound(self, given: HttpAnswer) -> tuple[list[bytes], str]:
        place = self._service.sound
        if place.way != answer.ADDRESS:
            return answer.parts(given, place, self._who)
        files, media = [], ""
        for address in answer.addresses(given, place, self._who):
            self._vet(address)
            try:
                fetched = self._line.send(self._prepared("GET", address, {}, None))
            except SpeechError as error:  # the text was taken, and is charged; the key was not asked for here
                raise TryLater(f"The sound that {self._who} made cannot be fetched: {error}") from error
            files.append(fetched.body)
            media = fetched.media
        return files, media

    def _vet(self, address: str) -> None:
        """Raise TryLater unless `address`, which the service named, is of TLS, or of this service on this machine.

        What answers over verified TLS under a name of its own is no machine inside this network by accident.
        """
        try:
            there, here = urlsplit(address), urlsplit(self._service.address)
            same = (there.scheme, there.netloc) == (here.scheme, here.netloc) and not self.limits.network
        except ValueError:
            raise TryLater(f"{self._who} names an address of sound that is none.") from None
        if there.scheme != "https" and not same:
            raise TryLater(f"{self._who} names an address of sound that is not safe.")
