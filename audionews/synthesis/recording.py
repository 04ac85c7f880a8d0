"""Sentences in the voices of one engine: recalled from the store, or spoken in pieces, checked, joined and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.model import Clip, Speech, Word
from audionews.support import store
from audionews.support.errors import AudioError, Never, SpeechError, StorageError
from audionews.synthesis import worker_pool
from audionews.synthesis.duration_check import DurationCheck
from audionews.synthesis.request_scheduler import RequestScheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from audionews.audio.clip import Packed
    from audionews.engines.protocol import Engine
    from audionews.support.retry import Clock
    from audionews.support.store import Store
    from audionews.synthesis.request_scheduler import Policy

Task = tuple[str, str]
"""A text and the voice that speaks it."""

_FORM = "clip3"
"""Part of every key; changes when what is kept of a spoken text changes its form."""
_SEAM = 0.06
"""Seconds of silence between the pieces of a sentence: with the breath kept on both sides, a comma's pause."""


def key(engine: Engine, text: str, voice: str) -> str:
    """Return the cache key of `text` spoken by `engine` in `voice`."""
    return store.key(_FORM, engine.name, engine.fingerprint(voice), voice, text)


def pieces(text: str, engine: Engine) -> list[str]:
    """Return `text` as the requests in which `engine` speaks it: cut at clause ends where it is too long."""
    from audionews.bengali.script.clauses import cut

    limit = engine.limits.characters
    return [text] if len(text) <= limit else cut(text, limit)


@dataclass
class Recording:
    """What one engine made of its tasks."""

    clips: dict[Task, Clip] = field(default_factory=dict)
    """What it spoke, now or earlier; each is in the store."""
    lost: dict[Task, SpeechError] = field(default_factory=dict)
    """What it could not speak, and why."""
    given_up: SpeechError | None = None
    """Why nothing more was asked of it, where that was so."""


class EngineRecorder:
    """Where one engine is recorded."""

    def __init__(self, engine: Engine, kept: Store, policy: Policy, clock: Clock, jobs: int = 0) -> None:
        self._engine, self._kept, self._policy, self._clock, self._jobs = engine, kept, policy, clock, jobs
        self._pace = DurationCheck()

    def recall(self, task: Task) -> Clip | None:
        """Return the clip of `task` if it was spoken before."""
        text, voice = task
        name = key(self._engine, text, voice)
        found = self._packed(name)
        if found is None:
            return None
        return Clip(name, found.length / found.sample_rate, self._engine.name, voice, _heard(found))

    def record(self, tasks: Iterable[Task], tell: Callable[[], None]) -> Recording:
        """Speak `tasks` and keep them, calling `tell` for each that is done.

        Raises:
            StorageError: clips can be kept nowhere.
        """
        made = Recording()
        parts = {task: [(piece, task[1]) for piece in pieces(task[0], self._engine)] for task in tasks}
        users: dict[Task, list[Task]] = {}
        for task, requests in parts.items():
            for request in requests:
                users.setdefault(request, []).append(task)
        missing = {task: set(requests) for task, requests in parts.items()}

        def done(request: Task, _: None) -> None:
            for task in users[request]:
                missing[task].discard(request)
                if not missing[task] and task not in made.lost:
                    made.clips[task] = self._whole(task, parts[task])
                    tell()

        def lost(request: Task, error: SpeechError) -> None:
            for task in users[request]:
                made.lost[task] = error
                desk.forget(one for one in parts[task] if all(user in made.lost for user in users[one]))

        spoken = [request for request in users if self._piece_kept(request, parts)]
        for request in spoken:
            done(request, None)
        limits = self._engine.limits
        open_ = [request for request in users if request not in set(spoken)]
        desk = RequestScheduler(open_, self._policy, self._jobs or limits.parallel, self._clock, network=limits.network)
        made.given_up = worker_pool.run(desk, self._speak, done, lost)
        if made.given_up:
            made.lost |= {task: made.given_up for task in parts if task not in made.clips and task not in made.lost}
        return made

    def _piece_kept(self, request: Task, parts: dict[Task, list[Task]]) -> bool:
        """Tell whether a piece of a sentence is there from an earlier run; whole sentences were recalled already."""
        return request not in parts and self._packed(key(self._engine, *request)) is not None

    def _speak(self, request: Task) -> None:
        """Speak, check and keep one request.

        Raises:
            SpeechError, AudioError: as the engine and the check say.
            StorageError: it can be kept nowhere.
        """
        from audionews.audio import clip

        text, voice = request
        try:
            speech = self._engine.speak(text, voice)
        except (SpeechError, AudioError):
            raise
        except Exception as error:  # a third party's code may raise anything, and must cost no more than its sentence
            raise Never(f"The engine {self._engine.name!r} is broken: {type(error).__name__}: {error}.") from error
        clip.check(speech, len(text))
        self._pace.judge(request, len(speech.samples) / speech.sample_rate)
        self._kept.put(key(self._engine, text, voice), clip.pack(speech))

    def _whole(self, task: Task, requests: Sequence[Task]) -> Clip:
        """Return the clip of a sentence of which all pieces are in the store, joined and kept where there are several.

        Raises:
            StorageError: a piece is gone again, or the whole can be kept nowhere.
        """
        from audionews.audio import clip

        if len(requests) > 1:
            found = [self._packed(key(self._engine, *request)) for request in requests]
            speeches = [Speech(one.samples(), one.sample_rate, one.words) for one in found if one]
            if len(speeches) == len(requests):
                texts = [text for text, _ in requests]
                self._kept.put(key(self._engine, *task), clip.pack(_joined(speeches, texts, task[0])))
        if whole := self.recall(task):
            return whole
        raise StorageError("A spoken sentence is gone from the cache.", hint="Run the command again.")

    def _packed(self, name: str) -> Packed | None:
        from audionews.audio import clip

        data = self._kept.get(name)
        try:
            found = None if data is None else clip.opened(data)
        except AudioError:
            return None
        return found if found and found.flac.startswith(b"fLaC") else None  # else an older version's


def _heard(packed: Packed) -> tuple[Word, ...]:
    """Return the word times of a clip, counted from where its sound begins: the master trims what is before."""
    start = packed.measure.start / packed.sample_rate
    return tuple(
        word._replace(start=max(0.0, word.start - start), end=max(0.0, word.end - start)) for word in packed.words
    )


def _joined(speeches: Sequence[Speech], texts: Sequence[str], whole: str) -> Speech:
    """Join the pieces of one sentence, trimmed, with a comma's pause between them."""
    import numpy as np

    from audionews.audio.measure import KEPT, faded, trim

    rate = speeches[0].sample_rate
    seam, kept = np.zeros(round(_SEAM * rate), np.int16), round(KEPT * rate)
    parts: list[NDArray[np.int16]] = []
    words: list[Word] = []
    at = character = 0
    for speech, text in zip(speeches, texts, strict=True):
        start, stop = trim(speech.samples)
        start, stop = max(0, start - kept), min(len(speech.samples), stop + kept)
        character = max(character, whole.find(text, character))
        words += _shifted(speech.words, (at - start) / rate, at / rate, (at + stop - start) / rate, character)
        parts += [np.round(faded(speech.samples[start:stop], rate) * 32768).astype(np.int16), seam]
        at += stop - start + len(seam)
        character += len(text)
    return Speech(np.concatenate(parts[:-1]), rate, tuple(words))


def _shifted(words: Sequence[Word], shift: float, start: float, end: float, character: int) -> Iterator[Word]:
    """Yield the words of a piece where they are heard in the whole, within the piece's own span."""
    for word in words:
        begins, ends = max(start, word.start + shift), min(end, word.end + shift)
        if begins < ends:
            yield Word(begins, ends, word.begins + character, word.ends + character)
