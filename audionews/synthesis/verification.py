"""Have what was spoken written down by a listener, and find the sentences in which it heard another one.

A listener is tried before it is believed: on known sentences by the same voice it must hear what was said, and notice
one changed number or negation. One that cannot be reached, cannot hear the language, or doubts too much costs a line
and is not asked again; it never costs an episode.
"""

from __future__ import annotations

import hashlib
import logging
import math
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from audionews.audio import clip as clip_form
from audionews.bengali.comparison import differences
from audionews.bengali.script import tables
from audionews.support import store
from audionews.support.counting import counted
from audionews.support.errors import AudioError, NotReady, SpeechError, TryLater
from audionews.support.events import Note, Warned
from audionews.support.parallel import in_lanes
from audionews.support.retry import Patience, persist
from audionews.support.strangers import described

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from audionews.engines.transcription import Transcriber
    from audionews.model import Clip, Segment
    from audionews.support.events import OnEvent
    from audionews.support.store import Store

K = TypeVar("K")
_LOG = logging.getLogger("audionews.synthesis")

_PATIENCE = Patience(attempts=2, longest=5.0, total=15.0)
_FAILURES = 3
"""Failed requests in a row after which a listener is left alone."""
_TRUSTED = 0.25
"""Share of the known sentences that a listener may get wrong, either way."""
_DOUBTS, _LEAST = 1 / 3, 6
"""Share of at least so many sentences from which the doubt falls on the listener and not on the voice."""


@dataclass(frozen=True)
class Trial:
    """What came of trying a listener on known sentences."""

    sentences: int
    """How many it was tried on."""
    alarms: int
    """How many it heard as something else than they are."""
    misses: int
    """How many it heard in place of their changed twins without a difference."""

    @property
    def is_passed(self) -> bool:
        """Whether it may be believed."""
        return self.sentences > 0 and max(self.alarms, self.misses) <= _TRUSTED * self.sentences


def known_sentences() -> list[tuple[str, str]]:
    """Return the sentences on which a listener is tried, each with its twin of another meaning."""
    return [(row[0], row[1]) for row in tables.rows("verify_sentences")]


def chosen(segments: Sequence[Segment], share: float) -> list[int]:
    """Return the indexes of the segments to verify: a `share` of them, those with numbers first."""
    spoken = [number for number, segment in enumerate(segments) if segment.spoken]
    weighty = {number for number in spoken if any(char.isdigit() for char in segments[number].text)}
    order = sorted(spoken, key=lambda n: (n not in weighty, store.key(segments[n].spoken)))
    return sorted(order[: math.ceil(share * len(spoken))])


class Verifier:
    """One listener for one script."""

    def __init__(
        self,
        listener: Transcriber,
        cache: Store,
        on_event: OnEvent,
        *,
        locale: str,
        share: float = 1.0,
        seconds: float = 600.0,
        names: Collection[str] = (),
    ) -> None:
        self._listener, self._cache, self._on_event = listener, cache, on_event
        self._locale, self._share, self._names = locale, share, names
        self._end = time.monotonic() + seconds
        self._off: str | None = None  # why it is not asked any more
        self._failures = 0
        self._trials: dict[str, bool] = {}

    def chosen(self, segments: Sequence[Segment]) -> list[int]:
        """Return the indexes of the segments to verify, as `chosen` does."""
        return chosen(segments, self._share)

    def is_tried(self, engine: str, speak: Callable[[list[str]], Mapping[str, Clip]]) -> bool:
        """Tell whether the listener may be believed where `engine` speaks; it is tried once an engine.

        `speak` has the known sentences spoken, and returns the clips of those that were.
        """
        if self._off:
            return False
        if engine not in self._trials:
            pairs = known_sentences()
            clips = speak([right for right, _ in pairs])
            heard = self._heard({right: clips[right] for right, _ in pairs if right in clips})
            if self._off:
                return False
            trial = self._tried([pair for pair in pairs if pair[0] in heard], heard)
            self._trials[engine] = trial.is_passed
            found = (
                f"{self._listener.name} was tried on {counted(trial.sentences, 'known sentence')} by {engine}: "
                f"{trial.alarms} of them heard as others, {trial.misses} changed ones not noticed"
            )
            told = Note(f"Verifying: {found}.") if trial.is_passed else Warned(f"Nothing is verified: {found}.")
            self._on_event(told)
        return self._trials[engine]

    def _tried(self, pairs: Sequence[tuple[str, str]], heard: Mapping[str, str]) -> Trial:
        return Trial(
            len(pairs),
            sum(bool(differences(right, heard[right], self._locale)) for right, _ in pairs),
            sum(not differences(other, heard[right], self._locale) for right, other in pairs),
        )

    def doubts(self, clips: Mapping[int, tuple[str, Clip]], *, anew: bool = False) -> dict[int, str]:
        """Return in which of the clips another sentence was heard than the one beside it, and what, by index.

        Where that is more than is likely, nothing of it is believed, unless the clips are `anew` ones of sentences that
        were doubted before.
        """
        heard = self._heard({number: clip for number, (_, clip) in clips.items()})
        found = {
            number: "; ".join(map(str, told[:3]))
            for number, transcript in heard.items()
            if (told := differences(clips[number][0], transcript, self._locale, self._names))
        }
        if not anew and len(heard) >= _LEAST and len(found) > _DOUBTS * len(heard):
            first = next(iter(found.values()))
            self._leave(
                f"{self._listener.name} heard {len(found)} of {len(heard)} sentences as others, more than is "
                f"believed of it ({first})"
            )
            self._on_event(Warned(f"Nothing more is verified: {self._off}."))
            return {}
        return found

    def _heard(self, clips: Mapping[K, Clip]) -> dict[K, str]:
        """Return what was heard in `clips`, as far as the listener answers in time."""
        was_off, keys = self._off, [] if self._off else list(clips)
        works: list[Callable[[], str | None]] = [partial(self._transcript, clips[key].key) for key in keys]
        found = in_lanes(works, [None] * len(works), self._listener.parallel, deadline=self._end)
        if len(found) < len(keys):
            self._leave(
                f"time is up, and {counted(len(keys) - len(found), 'sentence was', 'sentences were')} not heard"
            )
        if self._off and not was_off:
            self._on_event(Warned(f"Nothing more is verified: {self._off.rstrip('.')}."))
        return {keys[number]: text for number, text in sorted(found.items()) if text is not None}

    def _transcript(self, key: str) -> str | None:
        """Return what is heard in a clip, from the cache where its very sound was heard before; None if nothing is."""
        data = self._cache.get(key)
        if data is None or self._off:
            return None
        name = store.key("transcript1", self._listener.fingerprint(), hashlib.sha256(data).hexdigest())
        if (known := self._cache.get(name)) is not None:
            return known.decode("utf-8", "replace")
        try:
            text = persist(partial(self._listener.transcribe, clip_form.opened(data).flac), _wish, _PATIENCE)
        except (SpeechError, AudioError) as error:
            self._failed(error)
            return None
        except Exception as error:  # noqa: BLE001 - the listener's libraries may raise anything; the episode goes on
            self._failed(NotReady(f"The listener is broken: {described(error)}."))
            return None
        self._failures = 0
        self._cache.put(name, text.encode())
        return text

    def _failed(self, error: SpeechError | AudioError) -> None:
        _LOG.debug("%s: not heard: %s", self._listener.name, error)
        self._failures += 1
        if isinstance(error, NotReady) or self._failures >= _FAILURES:
            self._leave(f"{error} {error.hint or ''}".strip())

    def _leave(self, why: str) -> None:
        self._off = self._off or why


def _wish(error: Exception) -> float | None:
    return (error.delay or 0.0) if isinstance(error, TryLater) else None
