"""Reads what clients send: JSON of unknown origin in, wishes or a refusal that names the field out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from audionews.api.gates import MOST_CHARACTERS, Refused
from audionews.api.sound_forms import SoundForm, sound_form
from audionews.api.speech import Utterance
from audionews.settings import LOCALES
from audionews.support.errors import UsageError

_SPEEDS = (0.25, 4.0)


@dataclass(frozen=True)
class SpeechWish:
    """A request for speech."""

    utterance: Utterance
    """What is to be spoken."""
    form: SoundForm
    """In which form."""


@dataclass(frozen=True)
class TextWish:
    """A request for a text as it is said."""

    text: str
    """It, as it is written."""
    locale: str | None
    """How numbers and dates are read; None as the settings have it."""


def speech_wish(body: bytes) -> SpeechWish:
    """Read the body of `POST /v1/audio/speech`. `instructions` are ignored: our voices take none.

    Raises:
        Refused: it cannot be meant so.
    """
    fields = _object(body)
    voice = fields.get("voice", "default")
    voice = voice.get("id") if isinstance(voice, dict) else voice
    speed = fields.get("speed", 1.0)
    if isinstance(speed, bool) or not isinstance(speed, int | float) or not _SPEEDS[0] <= speed <= _SPEEDS[1]:
        raise _wrong("speed", f"'speed' is a number from {_SPEEDS[0]} to {_SPEEDS[1]:g}.")
    if fields.get("stream_format", "audio") != "audio":
        raise _wrong("stream_format", "The only 'stream_format' here is 'audio'.")
    try:
        form = sound_form(_text(fields, "response_format", "mp3"))
    except UsageError as error:
        raise _wrong("response_format", f"{error} {error.hint}") from error
    model, voice = _text(fields, "model", "tts-1"), _text({"voice": voice}, "voice")
    return SpeechWish(Utterance(_text(fields, "input"), model, voice, float(speed)), form)


def text_wish(body: bytes) -> TextWish:
    """Read the body of `POST /normalize`.

    Raises:
        Refused: it cannot be meant so.
    """
    fields = _object(body)
    locale = fields.get("locale")
    if locale is not None and locale not in LOCALES:
        raise _wrong("locale", f"'locale' is one of {', '.join(LOCALES)}.")
    return TextWish(_text(fields, "text"), locale)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The body of the request is no JSON.", "invalid_json") from error
    if not isinstance(found, dict):
        raise Refused(400, "The body of the request is no JSON object.", "invalid_json")
    return found


def _text(fields: dict[str, Any], name: str, usual: str | None = None) -> str:
    value = fields.get(name, usual)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(name, f"{name!r} is a text that is not empty.")
    if len(value) > MOST_CHARACTERS:
        raise Refused(
            400, f"{name!r} has more than {MOST_CHARACTERS:,} characters.", "string_above_max_length", param=name
        )
    return value


def _wrong(name: str, why: str) -> Refused:
    return Refused(400, why, "invalid_value", param=name)
