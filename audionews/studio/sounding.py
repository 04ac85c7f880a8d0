"""Has one sentence spoken and returns its sound: from the cache, else by the engine; nothing else is spoken."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

from audionews import casting, editing
from audionews.audio import clip
from audionews.listen.tape import RATE
from audionews.listen.voicing import SOON, at_rate
from audionews.model import Role, Script, Segment
from audionews.settings import AUTO
from audionews.support.errors import StorageError, UsageError
from audionews.support.events import ignore
from audionews.synthesis.cache import cache_store
from audionews.synthesis.speaking import speak

if TYPE_CHECKING:
    from audionews.desk.draft import Draft
    from audionews.settings import Settings
    from audionews.synthesis.cast import Cast

_MOST_CASTS = 8


def unasked(settings: Settings) -> Settings:
    """Return settings by which only a voice that a person chose may send text anywhere."""
    return settings.having(online=False) if settings.voices.engine == AUTO else settings


class SoundingBooth:
    """Speaks sentences of drafts. Its casts are kept: a voice is loaded once."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._store = settings, cache_store()
        self._casts: dict[str, Cast] = {}
        self._lock = threading.Lock()

    def sound(self, draft: Draft, segment: Segment) -> bytes:
        """Return a WAV file of a segment in its voice, or that of its role in the draft.

        Raises:
            UsageError: there is nothing to say, or no such voice.
            SpeechError, StorageError: it cannot be spoken, or not be kept.
        """
        if not segment.spoken.strip():
            raise UsageError("There is nothing to say in this.")
        asked = editing.settings_of(draft, self._settings)
        alone = Script(draft.head.title, draft.head.date, "bn-IN", (), (segment,))
        cast = casting.assigned(self._cast(asked), alone, asked)
        spoken = speak([segment], cast, self._store, ignore, fallbacks=casting.fallbacks(asked, cast), policy=SOON)
        found = spoken.clips[0]
        data = self._store.get(found.key) if found else None
        if data is None:
            raise StorageError("The sound is gone from the cache.", hint="Ask for it again.")
        return _wav(data)

    def _cast(self, asked: Settings) -> Cast:
        key = repr((asked.voices, asked.sound.rate, asked.run.offline))
        with self._lock:
            if key not in self._casts:
                if len(self._casts) >= _MOST_CASTS:
                    self._casts.clear()
                self._casts[key] = casting.cast(asked, None, ignore)
            return self._casts[key]


def segment_of(text: str, spoken: str, role: str, reader: str | None) -> Segment:
    """Return a segment that is to be heard by itself.

    Raises:
        UsageError: there is no such role.
    """
    try:
        return Segment(Role(role), text, spoken, reader=reader or None)
    except ValueError as error:
        raise UsageError(f"There is no role {role[:40]!r}.") from error


def _wav(data: bytes) -> bytes:
    import soundfile

    body = io.BytesIO()
    soundfile.write(body, at_rate(clip.opened(data)), RATE, format="WAV", subtype="PCM_16")
    return body.getvalue()
