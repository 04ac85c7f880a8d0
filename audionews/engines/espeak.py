"""The built-in voice: libespeak-ng, loaded into this process from the espeakng-loader wheel. It always works offline.

eSpeak NG can be initialised only once in a process (a second time gave silence or a crash) and is not thread-safe, so a
lock guards it. It speaks 500 times faster than real time: waiting for the lock costs nothing that is noticed.

The sound of a text depends on the text, the voice and the rate alone, in any process and any order. Four things would
go on from text to text: the flutter of the pitch, the count of pitch periods by which a rough voice weakens some, the
noise of breath, and the echo (wavegen.c of eSpeak NG). No call resets them, so our voices are made without them
(espeak_data.py). The gain control stays where an overflow left it for 0.1 s: the volume is set so that none occurs. All
else begins anew after silence, and every text ends in silence.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import hashlib
import logging
import os
import threading
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.bengali.pronunciation import espeak_mnemonics
from audionews.bengali.pronunciation.edition import edition
from audionews.bengali.pronunciation.pauses import with_breaths
from audionews.bengali.pronunciation.prosody import heights, with_melody
from audionews.engines import espeak_data
from audionews.engines.protocol import Limits, Voice
from audionews.model import PLAIN, Speech, Word
from audionews.support.errors import Never, NotReady, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from audionews.model import Manner

_LOG = logging.getLogger("audionews.engines")

# From speak_lib.h of eSpeak NG 1.52.
_RETRIEVAL, _DONT_EXIT = 1, 0x8000
_UTF8, _PHONEMES, _END_PAUSE = 1, 0x100, 0x1000
_POSITION_CHARACTER = 1
_RATE, _VOLUME, _HEIGHT, _RANGE = 1, 2, 3, 4
_EVENT_END, _EVENT_WORD = 0, 1

_WORDS_A_MINUTE = 175
"""Rate at 100 %: with its pauses a newsreader's calm 13 characters a second, measured over the articles in seeds/."""

_LOUD = 75
"""Volume, in the library's percent: at 100, one text in a hundred overflows."""

_WIDE = 75
"""Range of the pitch, in the library's percent: 50 is its own, and sounds flat."""

_VOICES = (
    Voice("bn", "bn", "male", "the reader of the stories"),
    Voice("bn+f3", "bn", "female", "the reader of the headlines"),
    Voice("bn+f2", "bn", "female", "a lighter female variant"),
    Voice("bn+m3", "bn", "male", "a deeper male variant"),
    Voice("bn+m7", "bn", "male", "a brighter male variant"),
)


class _Name(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Name),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class EspeakEngine:
    """Speaks through libespeak-ng; `rate` is in percent of a newsreader's pace."""

    name = "espeak"
    limits = Limits(characters=2000, parallel=1)

    def __init__(self, *, rate: int = 100) -> None:
        self._rate = round(_WORDS_A_MINUTE * rate / 100)

    def voices(self) -> Sequence[Voice]:
        """Return the Bengali voice and its variants, those that are easily understood."""
        return _VOICES

    def ready(self) -> None:
        """Raise NotReady unless the library and its Bengali voice can be loaded.

        Raises:
            NotReady: there is no libespeak-ng for this system.
        """
        _library()

    def fingerprint(self, voice: str) -> str:
        """Return the versions of the library, of our pronunciation and of our voices, the voice and the rate."""
        return f"{_version()} {edition()} {_own_voices()} {voice} {self._rate}"

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text` in our pronunciation, with the word times of eSpeak's events.

        Raises:
            Never: eSpeak made no sound of it.
            NotReady: there is no libespeak-ng for this system.
        """
        return self.speak_as(text, voice, PLAIN)

    def speak_as(self, text: str, voice: str, manner: Manner) -> Speech:
        """Speak as `speak` does, with parts of `text` slower and all of it lower as `manner` says.

        Raises:
            Never: eSpeak made no sound of it.
            NotReady: there is no libespeak-ng for this system.
        """
        library = _library()
        breathed = with_melody(with_breaths(text))
        origins = _origins(text, breathed)
        said, places = espeak_mnemonics.in_mnemonics(breathed, self._rate, _moved(manner, origins))
        with library.lock:
            library.choose(voice, self._rate)
            samples, marks = library.synthesize(said)
        positions = [(place, origins[start], origins[end]) for place, start, end in places]
        words = _words(marks, len(samples), library.sample_rate, positions)
        return Speech(samples, library.sample_rate, tuple(words))


def _words(
    marks: Sequence[tuple[int, int]], count: int, rate: int, positions: Sequence[tuple[int, int, int]]
) -> Iterator[Word]:
    """Yield the word times that eSpeak's word events give.

    An event points anywhere into a word's mnemonics: behind a stress mark that comes first, or before a command.

    Args:
        marks: sample and place in the mnemonics of each event.
        count: samples of the whole sound.
        rate: samples in a second.
        positions: where each word stands in the mnemonics, and its first and last character in the text.
    """
    places = [place for place, _, _ in positions]
    begun: dict[int, int] = {}
    for sample, place in marks:
        begun.setdefault(bisect_right(places, place) - 1, sample)
    begun.pop(-1, None)
    for (number, start), end in zip(begun.items(), [*begun.values(), count][1:], strict=True):
        if end > start:
            yield Word(start / rate, end / rate, *positions[number][1:])


def _origins(text: str, breathed: str) -> list[int]:
    """Return for each character of `breathed`, which is `text` with pause marks added, its index in `text`."""
    origins, place = [], 0
    for letter in breathed:
        origins.append(place)
        place += place < len(text) and text[place] == letter
    return [*origins, place]


def _moved(manner: Manner, origins: Sequence[int]) -> Manner:
    """Return `manner` with the places of the text that has the characters `origins` of its own text."""
    places = {origin: place for place, origin in enumerate(origins)}
    slower = (part._replace(begins=places[part.begins], ends=places[part.ends]) for part in manner.slower)
    return manner._replace(slower=tuple(slower))


class _Library:
    """libespeak-ng, initialised. It hands sound to a callback, which collects it for the text being spoken."""

    def __init__(self, library: ctypes.CDLL, data: Path | None) -> None:
        """Initialise the library with `data`, its own folder of voice data; None is where it looks by itself."""
        self.lock = threading.Lock()
        self._chosen: str | None = None
        self._own = False
        self._sound = bytearray()
        self._marks: list[tuple[int, int]] = []
        self._dll = library
        self._listener = _Callback(self._listen)  # a reference of ours: the library holds only a bare pointer
        place = self._beside(data) if data else None
        rate = self._dll.espeak_Initialize(_RETRIEVAL, 100, os.fsencode(place) if place else None, _DONT_EXIT)
        if rate <= 0:
            raise NotReady("libespeak-ng did not start: its voice data is missing.", hint=_INSTALL)
        self.sample_rate = int(rate)
        self._dll.espeak_SetSynthCallback(self._listener)

    def _beside(self, data: Path) -> Path:
        """Return a data folder with our voices; the library's own where none can be made, and say so."""
        try:
            made = espeak_data.beside(data, [voice.name for voice in _VOICES])
        except (OSError, StorageError, ValueError) as error:
            _LOG.warning("The built-in voice speaks as the library has it, since ours cannot be used: %s", error)
            return data
        self._own = True
        return made

    def choose(self, voice: str, rate: int) -> None:
        """Set the voice, unless it is set already, the rate in words a minute, and the height.

        Rate and height are set for each text, since a text's own commands change them for good.
        """
        if self._chosen != voice:
            self._set_voice(voice)
        self._dll.espeak_SetParameter(_RATE, rate, 0)
        self._dll.espeak_SetParameter(_HEIGHT, heights()[0], 0)
        self._chosen = voice

    def _set_voice(self, voice: str) -> None:
        if self._own and self._dll.espeak_SetVoiceByName(espeak_data.own_name(voice).encode()) != 0:
            _LOG.warning("libespeak-ng does not take our voice files: it speaks as it comes.")
            self._own = False
        if not self._own and self._dll.espeak_SetVoiceByName(voice.encode()) != 0:
            raise NotReady(f"libespeak-ng has no voice {voice!r}.", hint=_INSTALL)
        self._dll.espeak_SetParameter(_VOLUME, _LOUD, 0)
        self._dll.espeak_SetParameter(_RANGE, _WIDE, 0)

    def synthesize(self, text: str) -> tuple[NDArray[np.int16], list[tuple[int, int]]]:
        """Speak `text`, with mnemonics in `[[ ]]`; return its sound and (sample, place in the text) of each word."""
        import numpy as np

        self._sound.clear()
        self._marks.clear()
        data = text.encode() + b"\0"
        flags = _UTF8 | _PHONEMES | _END_PAUSE
        self._dll.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, _POSITION_CHARACTER, 0, flags, None, None)
        self._dll.espeak_Synchronize()
        if not self._sound:
            raise Never(f"eSpeak NG makes no sound of {text!r}.")
        return np.frombuffer(bytes(self._sound), dtype=np.int16), list(self._marks)

    def _listen(self, wave: Any, count: int, events: Any) -> int:
        if wave and count > 0:
            self._sound += ctypes.string_at(wave, count * 2)
        for event in events:
            if event.type == _EVENT_END:
                break
            if event.type == _EVENT_WORD:
                self._marks.append((event.sample, event.text_position - 1))
        return 0


_INSTALL = (
    "Install eSpeak NG for this system (macOS: brew install espeak-ng; Debian: apt install espeak-ng; "
    "Windows: its installer), or choose another engine with --engine."
)

_DATA = (
    "usr/lib/*/espeak-ng-data",
    "usr/share/espeak-ng-data",
    "usr/local/share/espeak-ng-data",
    "opt/homebrew/share/espeak-ng-data",
)
"""Where systems keep the library's data, below the root."""


@cache
def _library() -> _Library:
    """Return the library, initialised at the first call."""
    return _Library(*_opened())


@cache
def _opened() -> tuple[ctypes.CDLL, Path | None]:
    """Load the library: the wheel's, else the system's. Return it with the folder of its data, None if unknown."""
    with contextlib.suppress(ImportError, OSError):  # no wheel for Intel macOS
        import espeakng_loader

        return ctypes.CDLL(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())
    found = ctypes.util.find_library("espeak-ng")
    if found is None:
        raise NotReady("There is no libespeak-ng for this system.", hint=_INSTALL)
    return ctypes.CDLL(found), next((place for places in _DATA for place in Path("/").glob(places)), None)


@cache
def _own_voices() -> str:
    return hashlib.blake2b(espeak_data.own_files(), digest_size=6).hexdigest()


def _version() -> str:
    """Return the library's version, as 1.52.0; it is not initialised for that."""
    try:
        library, _ = _opened()
    except NotReady:
        return "none"
    library.espeak_Info.restype = ctypes.c_char_p
    version: bytes = library.espeak_Info(None)
    return version.decode()
