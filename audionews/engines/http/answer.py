"""Find the sound in what a speech service answers: raw, as base64 in JSON, or at an address that the JSON names."""

from __future__ import annotations

import base64
import binascii
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audionews.model import Speech
from audionews.support.errors import AudioError, TryLater

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.engines.web import HttpAnswer

FORMS = ("wav", "mp3", "flac", "ogg", "pcm")
"""Forms of sound; `pcm` is bare 16-bit mono, the low byte first."""
RAW, BASE64, ADDRESS = "raw", "base64", "url"
_MOST_SOUNDS = 32
"""Most sounds that an answer may name: it is one sentence's."""
_CONTAINERS = (b"RIFF", b"ID3", b"OggS", b"fLaC")
_MP3 = b"\xff"


@dataclass(frozen=True)
class SoundPlace:
    """Where the sound is in an answer, and in which form."""

    way: str = RAW
    """`raw`, `base64` or `url`."""
    path: str = ""
    """Where it stands in the JSON: keys and numbers with dots between, `*` for each of a list."""
    form: str = "wav"
    """What it is: one of FORMS."""
    rate: int = 24_000
    """Hz of bare PCM, where the answer does not say."""
    media: str = ""
    """Where in the JSON the answer tells of bare PCM's rate, as `audio/L16;rate=24000`."""


def parts(answer: HttpAnswer, place: SoundPlace, who: str) -> tuple[list[bytes], str]:
    """Return the sound files in an answer, and what the answer calls their form.

    Raises:
        TryLater: it holds none.
    """
    if place.way == RAW:
        return [answer.body], answer.media
    tree = _tree(answer.body, who)
    media = next((text for text in _strings(tree, place.media) if place.media), "")
    found = [_decoded(text, who) for text in _strings(tree, place.path)]
    if not any(found):
        raise TryLater(f"{who}'s answer holds no sound at {place.path}.")
    return found, media


def addresses(answer: HttpAnswer, place: SoundPlace, who: str) -> list[str]:
    """Return the addresses of sound in an answer.

    Raises:
        TryLater: it names none, or more than any sentence needs.
    """
    found = list(_strings(_tree(answer.body, who), place.path))
    if not found:
        raise TryLater(f"{who}'s answer names no sound at {place.path}.")
    if len(found) > _MOST_SOUNDS:
        raise TryLater(f"{who}'s answer names {len(found)} sounds for one sentence.")
    return found


def speech(files: list[bytes], place: SoundPlace, media: str, who: str) -> Speech:
    """Return the sound of `files`, one after the other.

    Raises:
        AudioError: a file is damaged, cut off, or no sound.
        TryLater: what should be bare PCM is something else, or their rates differ.
    """
    import numpy as np

    found = [sound(data, place.form, place.rate, media, who) for data in files]
    rates = {one.sample_rate for one in found}
    if len(rates) > 1:
        raise TryLater(f"{who}'s answer holds sounds of several rates.")
    return Speech(np.concatenate([one.samples for one in found]), rates.pop())


def sound(data: bytes, form: str, rate: int, media: str, who: str) -> Speech:
    """Return the sound of one file; bare PCM has the rate that `media` tells, else `rate`.

    Raises:
        AudioError, TryLater: as `speech`.
    """
    from audionews.audio import clip

    if form != "pcm" or data.startswith(_CONTAINERS):
        return clip.decode(data, f"{who}'s answer")
    if data.startswith(_MP3):
        with suppress(AudioError):  # bare sound may begin with these bytes too, but no whole file of MP3 follows them
            return clip.decode(data, f"{who}'s answer")
    return _bare(data, rate, media, who)


def _bare(data: bytes, rate: int, media: str, who: str) -> Speech:
    import numpy as np

    told = dict(re.findall(r"(\w+)\s*=\s*\"?(\d{1,6})", media.lower()))
    if len(data) < 2 or len(data) % 2 or told.get("channels", "1") != "1" or _is_text(data):
        what = "text" if _is_text(data) else "no bare mono sound of 16 bits"
        raise TryLater(f"{who}'s answer is {what}.")
    hertz = int(told.get("rate", rate))
    if not 4000 <= hertz <= 192_000:
        raise TryLater(f"{who}'s answer has an impossible sample rate of {hertz} Hz.")
    return Speech(np.frombuffer(data, "<i2").astype(np.int16), hertz)


def _is_text(data: bytes) -> bool:
    """Tell whether `data` begins as a page or a message does; sound has bytes that no text has."""
    try:
        head = data[:400].decode()
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\t\r\n" for sign in head)


def _tree(body: bytes, who: str) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise TryLater(f"{who}'s answer is no JSON.") from error


def _strings(tree: Any, path: str) -> Iterator[str]:
    """Yield the texts that stand in a JSON tree at `path`; where there are none, nothing."""
    name, _, rest = path.partition(".")
    if not path:
        if isinstance(tree, str):
            yield tree
    elif name == "*":
        for inner in tree if isinstance(tree, list) else ():
            yield from _strings(inner, rest)
    elif isinstance(tree, dict) and name in tree:
        yield from _strings(tree[name], rest)
    elif isinstance(tree, list) and name.isdecimal() and int(name) < len(tree):
        yield from _strings(tree[int(name)], rest)


def _decoded(text: str, who: str) -> bytes:
    bare = text.partition(",")[2] if text.startswith("data:") else text
    try:
        return base64.b64decode("".join(bare.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise TryLater(f"{who}'s answer is damaged: what should be base64 is none.") from error
