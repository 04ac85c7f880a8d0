"""An output module of speech-dispatcher: Orca and other readers of the screen speak our Bengali.

It speaks speech-dispatcher's protocol for modules on standard input and output (its manual, "Communication Protocol for
Output Modules"), and hands the sound back to the daemon, which plays it (event 705). What a screen shows is private: it
is spoken by a voice on this machine, and neither text nor sound is kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from audionews import casting
from audionews.api.dispatcher_text import Reading, spells
from audionews.api.sound_forms import RATE
from audionews.audio import clip as clip_form
from audionews.audio.stretch import stretch
from audionews.listen.voicing import at_rate
from audionews.model import Role
from audionews.planning.lexica import words
from audionews.rundown.retelling import locale_of
from audionews.settings import AUTO
from audionews.support.errors import AudionewsError
from audionews.support.events import ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from audionews.settings import Settings
    from audionews.synthesis.cast import RoleVoice

_MESSAGES = {"SPEAK", "CHAR", "KEY", "SOUND_ICON"}
_PIECE = RATE // 4  # samples of an event: a stop is obeyed after so much
_ESCAPE, _FLIP = 0x7D, 0x20
_PACES = (50, 200)  # percent that an engine is asked for; beyond that, the sound is stretched
_STEEPEST = 4.0
"""How many times as fast as usual the fastest pace is."""


@dataclass(frozen=True)
class Wishes:
    """How messages are spoken, as the daemon's clients set it."""

    rate: int = 0
    """-100 to 100."""
    volume: int = 100
    """-100 to 100."""
    voice: str | None = None
    """The voice's name; None is the first."""
    female: bool = False
    """Whether a woman's voice is asked for, where none is named."""
    spelling: bool = False
    """Whether all is spelled."""

    @property
    def pace(self) -> float:
        """How many times as fast as usual: 0.5 to `_STEEPEST`."""
        return 2 ** (self.rate / 100) if self.rate < 0 else float(_STEEPEST ** (self.rate / 100))


class DispatcherModule:
    """One module: reads commands until it is told to quit."""

    def __init__(self, settings: Settings, source: BinaryIO, sink: BinaryIO) -> None:
        """Take the settings for engine, voices and words, and the two ends of the daemon's pipe."""
        here = settings.having(engine="espeak") if settings.voices.engine == AUTO else settings
        self._settings = here.having(offline=True)
        self._source, self._sink = source, sink
        self._lock, self._stop, self._pause = threading.Lock(), threading.Event(), threading.Event()
        self._manner = Wishes()
        self._reading = Reading(locale_of(settings.programme))
        self._speaking: threading.Thread | None = None
        self._voices: dict[tuple[str | None, bool, int], RoleVoice] = {}

    def run(self) -> None:
        """Obey commands until QUIT, or the end of the input."""
        while (command := self._line()) is not None:
            if command == "QUIT":
                self._halt()
                self._tell("210 OK QUIT")
                return
            self._obey(command)
        self._halt()

    def _obey(self, command: str) -> None:
        name = command.partition(" ")[0]
        if command in _MESSAGES:
            self._tell("202 OK RECEIVING MESSAGE")
            self._begin(command, "\n".join(self._lines()))
        elif command == "STOP":
            self._stop.set()
        elif command == "PAUSE":
            self._pause.set()
        elif command == "INIT":
            self._init()
        elif command == "LIST VOICES":
            self._list()
        elif command in {"SET", "AUDIO", "LOGLEVEL"}:
            self._tell({"SET": "203 OK RECEIVING SETTINGS"}.get(command, f"207 OK RECEIVING {command} SETTINGS"))
            given = dict(line.partition("=")[::2] for line in self._lines())
            if command == "SET":
                self._manner = _changed(self._manner, given)
            done = {"SET": "SETTINGS RECEIVED", "AUDIO": "AUDIO INITIALIZED", "LOGLEVEL": "LOG LEVEL SET"}
            self._tell(f"203 OK {done[command]}")
        elif name == "DEBUG":
            self._tell("200 OK DEBUGGING SET")
        else:
            self._tell("300 ERR UNKNOWN COMMAND")

    def _init(self) -> None:
        try:
            self._voice(self._manner).engine.ready()
            lexicon = words((), self._settings.text)
        except AudionewsError as error:
            self._tell(f"399-{_flat(f'{error} {error.hint or str()}')}\n399 ERR CANT INIT MODULE")
            return
        self._reading = replace(self._reading, lexicon=lexicon if lexicon.entries else None)
        self._tell("299-audionews speaks Bengali.\n299 OK LOADED SUCCESSFULLY")

    def _list(self) -> None:
        try:
            voices = self._voice(self._manner).engine.voices()
        except AudionewsError:
            self._tell("304 CANT LIST VOICES")
            return
        rows = [f"200-{voice.name}\t{voice.locale}\t{voice.sex or 'none'}\n" for voice in voices]
        self._tell("".join(rows) + "200 OK VOICE LIST SENT")

    def _begin(self, kind: str, text: str) -> None:
        self._halt()
        self._stop.clear()
        self._pause.clear()
        self._tell("200 OK SPEAKING")
        work = (kind, text, self._manner)
        self._speaking = threading.Thread(target=self._speak, args=work, name="speak", daemon=True)
        self._speaking.start()

    def _halt(self) -> None:
        if self._speaking:
            self._stop.set()
            self._speaking.join()

    def _speak(self, kind: str, text: str, manner: Wishes) -> None:
        self._tell("701 BEGIN")
        for spell in spells(kind, text, replace(self._reading, spelling=manner.spelling)):
            if spell.mark and self._pause.is_set():
                break
            if spell.mark:
                self._tell(f"700-{_flat(spell.mark)}\n700 INDEX MARK")
                continue
            try:
                sound = self._sound(spell.said, manner)
            except AudionewsError:  # the reader of the screen goes on with the next sentence
                continue
            if not self._play(sound, manner):
                break
        self._tell("703 STOP" if self._stop.is_set() else "704 PAUSE" if self._pause.is_set() else "702 END")

    def _sound(self, said: str, manner: Wishes) -> NDArray[np.int16]:
        part = self._voice(manner)
        speech = part.engine.speak(said[: part.engine.limits.characters], part.voice)
        sound = at_rate(clip_form.opened(clip_form.pack(speech)), RATE)
        rest = manner.pace * 100 / _engine_pace(manner)
        return sound if abs(rest - 1) < 0.02 else stretch(sound, RATE, rest)

    def _voice(self, manner: Wishes) -> RoleVoice:
        """Return who speaks: the voice that is named, else the first of the sex that is asked for."""
        key = (manner.voice, manner.female, _engine_pace(manner))
        if key not in self._voices:
            asked = self._settings.having(rate=key[2])
            part = casting.cast(asked, None, ignore).parts[Role.BODY]
            known = {voice.name: voice.sex for voice in part.engine.voices()}
            sexed = next((name for name, sex in known.items() if manner.female and sex == "female"), part.voice)
            self._voices[key] = replace(part, voice=manner.voice if manner.voice in known else sexed)
        return self._voices[key]

    def _play(self, sound: NDArray[np.int16], manner: Wishes) -> bool:
        """Hand sound to the daemon; tell whether to go on."""
        loud = (sound * ((manner.volume + 100) / 200)).astype("<i2")
        for start in range(0, len(loud), _PIECE):
            if self._stop.is_set():
                return False
            piece = loud[start : start + _PIECE]
            head = f"705-bits=16\n705-num_channels=1\n705-sample_rate={RATE}\n705-num_samples={len(piece)}\n"
            head += "705-big_endian=0\n705-AUDIO"
            self._send(head.encode() + b"\0" + _escaped(piece.tobytes()) + b"\n705 AUDIO\n")
        return not self._stop.is_set()

    def _line(self) -> str | None:
        line = self._source.readline()
        return line.decode("utf-8", "replace").rstrip("\r\n") if line else None

    def _lines(self) -> Iterator[str]:
        """Yield the lines up to the one that is a dot; of a line that begins with one, the dot before it goes."""
        while (line := self._line()) is not None and line != ".":
            yield line.removeprefix(".") if line.startswith("..") else line

    def _tell(self, text: str) -> None:
        self._send(f"{text}\n".encode("utf-8", "replace"))

    def _send(self, data: bytes) -> None:
        with self._lock:
            self._sink.write(data)
            self._sink.flush()


def _engine_pace(manner: Wishes) -> int:
    return min(max(round(manner.pace * 100), _PACES[0]), _PACES[1])


def _changed(manner: Wishes, given: dict[str, str]) -> Wishes:
    """Return the manner with what a SET block says; what it cannot mean stays as it was."""
    for name, value in given.items():
        if name == "rate":
            manner = replace(manner, rate=_bounded(value, manner.rate))
        elif name == "volume":
            manner = replace(manner, volume=_bounded(value, manner.volume))
        elif name == "spelling_mode":
            manner = replace(manner, spelling=value.lower() == "on")
        elif name == "synthesis_voice":
            manner = replace(manner, voice=None if value in {"", "NULL"} else value)
        elif name in {"voice", "voice_type"}:
            manner = replace(manner, female="female" in value.lower())
    return manner


def _bounded(value: str, usual: int) -> int:
    return max(-100, min(100, int(value))) if value.removeprefix("-").isdecimal() else usual


def _escaped(data: bytes) -> bytes:
    """Return samples without a line end (the manual's HDLC encoding)."""
    data = data.replace(bytes([_ESCAPE]), bytes([_ESCAPE, _ESCAPE ^ _FLIP]))
    return data.replace(b"\n", bytes([_ESCAPE, ord("\n") ^ _FLIP]))


def _flat(text: str) -> str:
    return " ".join(text.split())
