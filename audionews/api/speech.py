"""Speaks a text sentence by sentence: as it is said, by one voice, each sentence as loud as the next."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audionews import casting, scripting, timeline
from audionews.api.sound_forms import RATE
from audionews.audio import clip as clip_form
from audionews.audio.stretch import stretch
from audionews.engines import registry
from audionews.listen.voicing import SOON, at_rate
from audionews.support.errors import StorageError, UsageError
from audionews.support.events import ignore
from audionews.synthesis import cache
from audionews.synthesis.speaking import speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from audionews.model import Segment
    from audionews.settings import Settings
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast

USUAL = ("tts-1", "tts-1-hd", "gpt-4o-mini-tts")
"""Models that clients ask for unless they are told otherwise: they have the engine of the settings."""
STOCK = {
    *("default", "alloy", "ash", "ballad", "cedar", "coral", "echo"),
    *("fable", "marin", "nova", "onyx", "sage", "shimmer", "verse"),
}
"""Voices that clients name unless they are told otherwise: they have the engine's own first voice."""
_PACES = (50, 200)  # percent, of the setting `rate`: beyond that, the sound is stretched
_KEPT = 32  # casts
_TRIMMED = 100  # texts after which old sounds are removed from the cache


class NoSuchModel(UsageError):  # noqa: N818 - named as clients know it
    """A client asks for an engine that is not there."""


@dataclass(frozen=True)
class Utterance:
    """A text that is to be spoken."""

    text: str
    """It, as it is written."""
    model: str = "tts-1"
    """The engine; one of `USUAL` is that of the settings."""
    voice: str = "default"
    """The engine's voice; one of `STOCK` is its first one."""
    speed: float = 1.0
    """How many times as fast as usual."""


class Speaker:
    """Speaks for several clients at once."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings by which engines, voices and words are chosen."""
        self._settings = settings
        self._store: Store = cache.cache_store()
        self._casts: dict[tuple[str, str, int], Cast] = {}
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Semaphore] = {}
        self._count = itertools.count(1)

    def models(self) -> list[str]:
        """Return the models that may be asked for."""
        return [*USUAL, *registry.names(self._settings.voices.engines)]

    def settings_of(self, utterance: Utterance) -> Settings:
        """Return the settings by which an utterance is spoken.

        Raises:
            NoSuchModel: no such engine.
        """
        if utterance.model not in self.models():
            known = ", ".join(self.models())
            raise NoSuchModel(f"There is no model {utterance.model[:80]!r}.", hint=f"There are: {known}.")
        pace = min(max(round(utterance.speed * 100), _PACES[0]), _PACES[1])
        asked: dict[str, object] = {"rate": pace}
        if utterance.model not in USUAL:
            asked["engine"] = utterance.model
        if utterance.voice not in STOCK:
            asked["voice"] = utterance.voice
        elif utterance.model not in USUAL:
            asked["voice"] = None
        return self._settings.having(**asked)

    def sentences(self, utterance: Utterance) -> Iterator[NDArray[np.int16]]:
        """Yield the sound of each sentence with the pause after it, at `RATE`.

        Raises:
            NoSuchModel: no such engine.
            UsageError: no such voice.
            NoInputError: there is nothing to say.
            SpeechError, AudioError, StorageError: a sentence could not be spoken.
        """
        settings = self.settings_of(utterance)
        if not next(self._count) % _TRIMMED:
            cache.trim(self._store)
        segments = scripting.script_of(utterance.text, settings).segments
        cast = self._cast(utterance, settings)
        rest = utterance.speed * 100 / settings.sound.rate
        for segment, pause in zip(segments, timeline.pauses(segments), strict=True):
            silence = np.zeros(round(pause / utterance.speed * RATE), np.int16)
            sound = self._spoken(segment, cast, settings)
            yield np.concatenate([sound if abs(rest - 1) < 0.01 else stretch(sound, RATE, rest), silence])

    def _cast(self, utterance: Utterance, settings: Settings) -> Cast:
        """Return the voice of an utterance; those asked for lately are kept, with what they have loaded."""
        name = (utterance.model, utterance.voice, settings.sound.rate)
        with self._lock:
            if name not in self._casts:
                found = casting.cast(settings, None, ignore)
                found.engine.ready()
                if len(self._casts) >= _KEPT:
                    self._casts.pop(next(iter(self._casts)))
                self._casts[name] = found
            return self._casts[name]

    def _spoken(self, segment: Segment, cast: Cast, settings: Settings) -> NDArray[np.int16]:
        engine = cast.engine
        with self._lock:
            turn = self._turns.setdefault(engine.name, threading.Semaphore(max(1, engine.limits.parallel)))
        with turn:
            others = casting.fallbacks(settings, cast)
            spoken = speak([segment], cast, self._store, ignore, fallbacks=others, policy=SOON)
        clip = spoken.clips[0]
        data = self._store.get(clip.key) if clip else None
        if data is None:
            raise StorageError("A spoken sentence is gone from the cache.", hint="Ask again.")
        return at_rate(clip_form.opened(data), RATE, settings.sound.loudness)
