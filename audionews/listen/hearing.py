"""Ties reading, speaking and playing together, and obeys the listener until all was heard."""

from __future__ import annotations

import threading
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from audionews.listen import bookmarks
from audionews.listen.sound_device import SoundDevice
from audionews.listen.tape import RATE, Tape
from audionews.settings import AUTO
from audionews.support.errors import NoInputError
from audionews.support.events import Heard, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from audionews.model import Segment
    from audionews.settings import Settings
    from audionews.support.events import OnEvent
    from audionews.support.store import Store

BUILT_IN = "espeak"


class Wish(Enum):
    """What a listener may want."""

    PAUSE = auto()
    BACK = auto()
    ON = auto()
    STORY_BACK = auto()
    STORY_ON = auto()
    FASTER = auto()
    SLOWER = auto()
    END = auto()


class Hearing:
    """One thing that is heard, from opening the device to the last sentence."""

    def __init__(self, settings: Settings, cache: Store, on_event: OnEvent) -> None:
        self._settings = settings if settings.voices.engine != AUTO else settings.having(engine=BUILT_IN)
        self._cache, self._on_event = cache, on_event
        self._tape = Tape()
        self._error: Exception | None = None
        self._device: SoundDevice | None = None

    def run(self, told: Iterable[Segment], wishes: Callable[[float], Wish | None], bookmark: str | None = None) -> None:
        """Play `told` until it ends, or the listener ends it; `wishes(seconds)` waits so long for a wish.

        Args:
            told: the sentences, which may come while others are heard.
            wishes: what the listener wants.
            bookmark: name under which the place is kept; None keeps none.

        Raises:
            NoInputError: there is nothing to hear.
            AudioError: there is no sound device.
            AudionewsError: nothing could be read, or nobody could speak.
        """
        from audionews import casting

        tape = self._tape
        opening = threading.Thread(target=self._open, name="device", daemon=True)
        opening.start()
        threading.Thread(target=partial(self._read, told, bookmark), name="reader", daemon=True).start()
        from audionews.listen.voicing import Speakers

        cast = casting.cast(self._settings, None, self._on_event)
        speakers = Speakers(tape, cast, self._cache, self._settings, self._on_event)
        speakers.start()
        opening.join()
        try:
            if self._device and not self._error:
                self._device.start()
                while not tape.over:
                    self._obey(wishes(0.05))
                    self._tell(bookmark)
                self._tell(bookmark)
        finally:
            tape.stop()
            if self._device:
                self._device.close()
        if error := self._error or speakers.error:
            raise error
        if not tape.texts():
            raise NoInputError("There is nothing to hear.", hint="`audionews script` shows what is left out, and why.")
        if bookmark and tape.place >= len(tape.texts()):
            bookmarks.keep(bookmark, 0, "")

    def _open(self) -> None:
        try:
            self._device = SoundDevice(self._settings.listen.device, RATE, self._tape.frames)
        except Exception as error:  # noqa: BLE001 - raised where the listener is
            self._error = error
            self._tape.stop()

    def _read(self, told: Iterable[Segment], bookmark: str | None) -> None:
        """Put sentences on the tape; the first one is spoken before the others are read."""
        start = bookmarks.place(bookmark) if bookmark else None
        if start:
            self._tape.begin_at(start[0])
        try:
            for number, segment in enumerate(told):
                self._tape.append(segment)
                if start and number == start[0]:
                    known = bookmarks.mark(segment.text) == start[1]
                    self._on_event(Note(_GO_ON if known else _ANEW))
                    if not known:
                        self._tape.move(-number)
                if number == (start[0] if start else 0):
                    self._tape.until_sound()
                if self._tape.over:
                    return
            if start and len(self._tape.texts()) <= start[0]:
                self._tape.move(-start[0])
        except Exception as error:  # noqa: BLE001 - raised where the listener is
            self._error = error
            self._tape.stop()
        self._tape.end()

    def _obey(self, wish: Wish | None) -> None:
        tape = self._tape
        match wish:
            case Wish.PAUSE:
                tape.pause()
            case Wish.BACK | Wish.ON:
                tape.move(-1 if wish is Wish.BACK else 1)
            case Wish.STORY_BACK | Wish.STORY_ON:
                tape.move_story(-1 if wish is Wish.STORY_BACK else 1)
            case Wish.FASTER | Wish.SLOWER:
                tape.faster(1 if wish is Wish.FASTER else -1)
                self._on_event(Note(f"Pace: {tape.pace} %"))
            case Wish.END:
                tape.stop()

    def _tell(self, bookmark: str | None) -> None:
        """Tell of each sentence whose sound has begun, and keep the place."""
        while self._tape.heard:
            number, at, processor = self._tape.heard.pop(0)
            with suppress(IndexError):
                segment = self._tape.segment(number)
                self._on_event(Heard(number, segment.text, segment.role, at, processor, self._tape.waited / RATE))
                if bookmark:
                    bookmarks.keep(bookmark, number, segment.text)


_GO_ON = "Going on where you stopped; --from-start begins anew."
_ANEW = "What you heard has changed since: from its beginning."
