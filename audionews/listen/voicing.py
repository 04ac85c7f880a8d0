"""Has sentences spoken ahead of the listener: from the cache, by the engine, by the next one where that fails."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from audionews import casting
from audionews.audio import clip as clip_form
from audionews.audio.measure import faded
from audionews.audio.stretch import stretch
from audionews.listen.tape import RATE
from audionews.support.errors import AudioError, SpeechError, StorageError
from audionews.support.events import Warned
from audionews.support.retry import Patience
from audionews.synthesis.request_scheduler import Policy
from audionews.synthesis.speaking import speak

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audionews.audio.clip import Packed
    from audionews.listen.tape import Tape
    from audionews.model import Segment
    from audionews.settings import Settings
    from audionews.support.events import OnEvent
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast

_MOST = 4
"""Most sentences that a service is asked for at once."""
_LOUDNESS = -18.0
"""LUFS to which each sentence is brought, so that readers and services are equally loud."""
SOON = Policy(patience=Patience(attempts=4, first=0.3, longest=1.0, total=6.0), drought=6.0, start=4.0, silence=15.0)
"""A listener waits: another engine speaks sooner than in an episode."""


class Speakers:
    """Threads that bring sound to a tape."""

    def __init__(self, tape: Tape, cast: Cast, store: Store, settings: Settings, on_event: OnEvent) -> None:
        self._tape, self._cast, self._store = tape, cast, store
        self._settings, self._on_event = settings, on_event
        self._lock = threading.Lock()
        self._told: set[str] = set()
        self.error: Exception | None = None
        """Why the first sentence could not be spoken, or what broke; None while all is well."""
        count = min(_MOST, cast.engine.limits.parallel) if cast.engine.limits.network else 1
        self._threads = [threading.Thread(target=self._work, name="speaker", daemon=True) for _ in range(max(1, count))]

    def start(self) -> None:
        """Begin to speak."""
        for thread in self._threads:
            thread.start()

    def _work(self) -> None:
        try:
            while taken := self._tape.take():
                number, segment, pace = taken
                try:
                    samples = self._sound(segment)
                except (SpeechError, AudioError) as error:
                    self._give_up(number, error)
                else:
                    self._tape.put(number, samples if pace == 100 else stretch(samples, RATE, pace / 100), pace)
        except Exception as error:  # noqa: BLE001 - told where the listener is
            self.error = error
            self._tape.stop()

    def _give_up(self, number: int, error: SpeechError | AudioError) -> None:
        """Pass over a sentence; where nothing was ever spoken, end with the reason."""
        if not self._tape.heard and not number:
            self.error = error
            self._tape.stop()
        self._warn(f"A sentence is left out: {error}")
        self._tape.lose(number)

    def _warn(self, text: str) -> None:
        """Tell a warning once."""
        with self._lock:
            known = text in self._told
            self._told.add(text)
        if not known:
            self._on_event(Warned(text))

    def _sound(self, segment: Segment) -> NDArray[np.int16]:
        cast = self._cast
        others = casting.fallbacks(self._settings, cast)
        spoken = speak([segment], cast, self._store, self._only_warnings, fallbacks=others, policy=SOON)
        clip = spoken.clips[0]
        if clip is None:
            return np.zeros(0, np.int16)
        if spoken.degraded:
            self._go_over_to(clip.engine)
        data = self._store.get(clip.key)
        if data is None:
            raise StorageError("A spoken sentence is gone from the cache.", hint="Run the command again.")
        return at_rate(clip_form.opened(data))

    def _only_warnings(self, event: object) -> None:
        if isinstance(event, Warned):
            self._warn(event.text)

    def _go_over_to(self, engine: str) -> None:
        """Have what follows spoken by the engine that stood in."""
        for team in casting.fallbacks(self._settings, self._cast):
            if team.engine.name == engine:
                self._cast = team
                return


def at_rate(packed: Packed, rate: int = RATE, loudness: float = _LOUDNESS) -> NDArray[np.int16]:
    """Return the sound of a clip trimmed, brought to `loudness` (LUFS), at `rate` (Hz): those of a tape unless told."""
    import soxr

    measure = packed.measure
    sound = faded(packed.samples()[measure.start : measure.stop], packed.sample_rate)
    gain = 10 ** ((loudness - measure.lufs) / 20) if np.isfinite(measure.lufs) else 1.0
    peak = float(np.abs(sound).max(initial=0.0))
    sound = sound * min(gain, 0.97 / peak if peak else 1.0)
    if packed.sample_rate != rate:
        sound = soxr.resample(sound, packed.sample_rate, rate, quality="MQ")
    return np.clip(np.rint(sound * 32767), -32768, 32767).astype(np.int16)
