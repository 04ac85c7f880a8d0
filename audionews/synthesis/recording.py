"""Make clips of sentences with one engine: take them from the cache, or have them spoken, checked, joined and cached.

A sentence longer than the engine takes at once is spoken in pieces.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.engines.protocol import Expressive
from audionews.model import PLAIN, Clip, Speech, Word
from audionews.support import store
from audionews.support.errors import AudioError, Never, SpeechError, StorageError
from audionews.support.strangers import described
from audionews.synthesis import worker_pool
from audionews.synthesis.cast import Task
from audionews.synthesis.duration_check import DurationCheck, Habit
from audionews.synthesis.request_scheduler import RequestScheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from audionews.audio.clip import Packed
    from audionews.engines.protocol import Engine
    from audionews.model import Segment
    from audionews.support.retry import Clock
    from audionews.support.store import Store
    from audionews.synthesis.cast import RoleVoice
    from audionews.synthesis.request_scheduler import Policy

_LOG = logging.getLogger("audionews.synthesis")

_FORM = "clip4"
"""Part of every cache key. Change it when clips are to be spoken again, whatever the engine."""
_SETTLED = "settled1"
"""Part of the key under which the cache notes that a short clip came again just so: it is as short as it should be."""
_SEAM = 0.06
"""Seconds of silence between the pieces of a sentence: with the silence left at their ends, a comma's pause."""


def key(engine: Engine, task: Task) -> str:
    """Return the cache key of the clip of `task` by `engine`."""
    manner = () if task.manner == PLAIN else (repr(tuple(task.manner)),)
    return store.key(_FORM, engine.name, engine.fingerprint(task.voice), task.voice, task.text, *manner)


def pieces(text: str, engine: Engine) -> list[str]:
    """Cut `text` at clause ends into pieces that `engine` can speak at once; a short text is one piece."""
    from audionews.bengali.script.clauses import cut

    limit = engine.limits.characters
    return [text] if len(text) <= limit else cut(text, limit)


def forget(cache: Store, part: RoleVoice, segment: Segment) -> None:
    """Make the cache forget the clip of a segment in a voice, and those of its pieces, so that it is spoken again.

    Raises:
        StorageError: the cache cannot be written to.
    """
    task = part.task(segment)
    for one in (task, *requests(task, part.engine)):
        cache.put(key(part.engine, one), b"")


def requests(task: Task, engine: Engine) -> list[Task]:
    """Return what `engine` is asked for a task: itself, or its pieces, which are said plainly."""
    texts = pieces(task.text, engine)
    return [task] if texts == [task.text] else [Task(piece, task.voice) for piece in texts]


@dataclass
class Recording:
    """The result of speaking tasks with one engine."""

    clips: dict[Task, Clip] = field(default_factory=dict)
    """The clips of the tasks that succeeded, now or in an earlier run; each is in the cache."""
    lost: dict[Task, SpeechError] = field(default_factory=dict)
    """The tasks that failed, and why."""
    given_up: SpeechError | None = None
    """Why the engine was given up; None if it was not."""


class EngineRecorder:
    """Makes clips with one engine."""

    def __init__(self, engine: Engine, cache: Store, policy: Policy, clock: Clock, jobs: int = 0) -> None:
        self._engine, self._cache, self._policy, self._clock, self._jobs = engine, cache, policy, clock, jobs
        self._duration_check = DurationCheck(self._kept_habit, network=engine.limits.network)
        self._kept: dict[str, Habit | None] = {}

    def recall(self, task: Task) -> Clip | None:
        """Return the clip of `task` from the cache; None if it is not there, or seems to have been cut short."""
        found = self._clip(task)
        doubted = found is not None and self._duration_check.is_short(task, found.duration)
        return None if found and doubted and store.key(_SETTLED, found.key) not in self._cache else found

    def _clip(self, task: Task) -> Clip | None:
        name = key(self._engine, task)
        found = self._packed(name)
        if found is None:
            return None
        return Clip(name, found.length / found.sample_rate, self._engine.name, task.voice, _heard(found))

    def record(self, tasks: Iterable[Task], tell: Callable[[Task, Clip], None]) -> Recording:
        """Have `tasks` spoken, and put their clips into the cache; `tell` is called with each task and its clip.

        Raises:
            StorageError: clips can be stored nowhere.
        """
        made = Recording()
        parts = {task: requests(task, self._engine) for task in tasks}
        users: dict[Task, list[Task]] = {}
        for task, asked in parts.items():
            for request in asked:
                users.setdefault(request, []).append(task)
        missing = {task: set(asked) for task, asked in parts.items()}

        def done(request: Task, _: None) -> None:
            for task in users[request]:
                missing[task].discard(request)
                if not missing[task] and task not in made.lost:
                    made.clips[task] = self._whole(task, parts[task])
                    tell(task, made.clips[task])

        def lost(request: Task, error: SpeechError) -> None:
            for task in users[request]:
                made.lost[task] = error
                scheduler.forget(part for part in parts[task] if all(user in made.lost for user in users[part]))

        spoken = [request for request in users if self._piece_kept(request, parts)]
        for request in spoken:
            done(request, None)
        scheduler = self._scheduler([request for request in users if request not in set(spoken)])
        made.given_up = worker_pool.run(scheduler, self._speak, done, lost)
        self._again(made, parts, users)
        if made.given_up:
            made.lost |= {task: made.given_up for task in parts if task not in made.clips and task not in made.lost}
        self._keep_habits()
        return made

    def _keep_habits(self) -> None:
        for voice, habit in self._duration_check.learned().items():
            self._cache.put(self._habit_key(voice), " ".join(f"{number:.6f}" for number in habit).encode())

    def _again(self, made: Recording, parts: dict[Task, list[Task]], users: dict[Task, list[Task]]) -> None:
        """Ask again for clips that are doubtful by the habits known at the end of the run; none of them is kept.

        Raises:
            StorageError: clips can be stored nowhere.
        """

        def done(request: Task, _: None) -> None:
            for task in users[request]:
                if task not in made.lost:
                    made.clips[task] = self._whole(task, parts[task])

        def lost(request: Task, error: SpeechError) -> None:
            for task in users[request]:
                made.clips.pop(task, None)
                made.lost[task] = error

        while not made.given_up and (doubted := self._duration_check.unusual()):
            _LOG.debug("%s: %d clips are asked for again: unusual for the voice", self._engine.name, len(doubted))
            for request in doubted:
                for task in (request, *users[request]):
                    self._cache.put(key(self._engine, task), b"")
                    made.clips.pop(task, None)
            made.given_up = worker_pool.run(self._scheduler(doubted), self._speak, done, lost)

    def _scheduler(self, wanted: Sequence[Task]) -> RequestScheduler[Task]:
        limits = self._engine.limits
        return RequestScheduler(
            wanted,
            self._policy,
            self._jobs or limits.parallel,
            self._clock,
            network=limits.network,
            minute=limits.minute,
        )

    def _habit_key(self, voice: str) -> str:
        return store.key("habit1", self._engine.name, self._engine.fingerprint(voice), voice)

    def _kept_habit(self, voice: str) -> Habit | None:
        """Return the habit that an earlier run has learned of a voice."""
        if voice not in self._kept:
            found = self._cache.get(self._habit_key(voice))
            try:
                self._kept[voice] = None if found is None else Habit(*map(float, found.split()))
            except (ValueError, TypeError):
                self._kept[voice] = None
        return self._kept[voice]

    def _piece_kept(self, request: Task, parts: dict[Task, list[Task]]) -> bool:
        """Tell whether `request` is a piece of a sentence, not a whole one, and in the cache from an earlier run."""
        return request not in parts and self._packed(key(self._engine, request)) is not None

    def _speak(self, request: Task) -> None:
        """Have one request spoken, check its sound, and put it into the cache.

        Raises:
            SpeechError: the engine failed.
            AudioError: the sound is damaged, or its duration does not suit the text.
            StorageError: the clip can be stored nowhere.
        """
        from audionews.audio import clip
        from audionews.synthesis.answer_check import nonsense
        from audionews.synthesis.pausing import paused

        text, voice, manner = request
        try:
            if manner != PLAIN and isinstance(self._engine, Expressive):
                speech = self._engine.speak_as(text, voice, manner)
            else:
                speech = self._engine.speak(text, voice)
        except (SpeechError, AudioError) as error:
            _LOG.debug("%s %s: %d characters not spoken: %s", self._engine.name, voice, len(text), error)
            raise
        except BaseException as error:  # a third party's engine may raise anything; only this sentence is then lost
            raise Never(f"The engine {self._engine.name!r} is broken: {described(error)}.") from error
        if why := nonsense(speech, len(text)):
            raise Never(f"The engine {self._engine.name!r} is broken: {why}.")
        seconds = len(speech.samples) / speech.sample_rate
        _LOG.debug("%s %s: %d characters, %.2f s of sound", self._engine.name, voice, len(text), seconds)
        tail = clip.check(speech, len(text))
        self._duration_check.judge(request, seconds, stops=clip.stops(speech), tail=tail)
        name = key(self._engine, request)
        self._cache.put(name, clip.pack(paused(speech, text)))
        if self._duration_check.settled(request):
            self._cache.put(store.key(_SETTLED, name), b"1")

    def _whole(self, task: Task, asked: Sequence[Task]) -> Clip:
        """Return the clip of a sentence whose pieces are all in the cache; join them first where there are several.

        Raises:
            StorageError: a piece was removed from the cache meanwhile, or the clip can be stored nowhere.
        """
        from audionews.audio import clip

        if len(asked) > 1:
            found = [self._packed(key(self._engine, request)) for request in asked]
            speeches = [Speech(piece.samples(), piece.sample_rate, piece.words) for piece in found if piece]
            if len(speeches) == len(asked):
                texts = [request.text for request in asked]
                self._cache.put(key(self._engine, task), clip.pack(_joined(speeches, texts, task.text)))
        if whole := self._clip(task):
            return whole
        raise StorageError("A spoken sentence is gone from the cache.", hint="Run the command again.")

    def _packed(self, name: str) -> Packed | None:
        from audionews.audio import clip

        return clip.usable(self._cache.get(name))


def _heard(packed: Packed) -> tuple[Word, ...]:
    """Return the word times of a clip, counted from the start of its sound: the master cuts off the silence before."""
    start = packed.measure.start / packed.sample_rate
    return tuple(
        word._replace(start=max(0.0, word.start - start), end=max(0.0, word.end - start)) for word in packed.words
    )


def _joined(speeches: Sequence[Speech], texts: Sequence[str], whole: str) -> Speech:
    """Join the pieces of the sentence `whole`, trimmed, with a comma's pause between them."""
    import numpy as np

    from audionews.audio.measure import KEPT, faded, trim

    rate = speeches[0].sample_rate
    seam, margin = np.zeros(round(_SEAM * rate), np.int16), round(KEPT * rate)
    parts: list[NDArray[np.int16]] = []
    words: list[Word] = []
    at = character = 0
    for speech, text in zip(speeches, texts, strict=True):
        start, stop = trim(speech.samples)
        start, stop = max(0, start - margin), min(len(speech.samples), stop + margin)
        character = max(character, whole.find(text, character))
        words += _shifted(speech.words, (at - start) / rate, at / rate, (at + stop - start) / rate, character)
        parts += [np.round(faded(speech.samples[start:stop], rate) * 32768).astype(np.int16), seam]
        at += stop - start + len(seam)
        character += len(text)
    return Speech(np.concatenate(parts[:-1]), rate, tuple(words))


def _shifted(words: Sequence[Word], shift: float, start: float, end: float, character: int) -> Iterator[Word]:
    """Yield the words of a piece with their times and characters in the whole sentence.

    Args:
        words: the piece's words.
        shift: seconds to add to their times.
        start: seconds at which the piece begins in the sentence; words are cut to it.
        end: seconds at which it ends.
        character: index of the piece's first character in the sentence.
    """
    for word in words:
        begins, ends = max(start, word.start + shift), min(end, word.end + shift)
        if begins < ends:
            yield Word(begins, ends, word.begins + character, word.ends + character)
