"""Have a whole script spoken. Sentences that one engine cannot speak go to the next, and the episode says so.

A voice never changes inside a sentence. When an engine is given up, a story of which it has read less than half goes to
the next engine as a whole, so that listeners hear one reader in it.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from audionews.model import Degraded, Role
from audionews.support.events import Progress, Warned
from audionews.support.retry import Clock
from audionews.synthesis.cast import Spoken
from audionews.synthesis.recording import EngineRecorder, Recording
from audionews.synthesis.request_scheduler import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audionews.engines.protocol import Engine
    from audionews.model import Clip, Segment
    from audionews.support.errors import SpeechError
    from audionews.support.events import OnEvent
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast, RoleVoice
    from audionews.synthesis.recording import Task

_LOG = logging.getLogger("audionews.synthesis")


class OnClip(Protocol):
    """Is told of a segment whose clip is in the cache."""

    def __call__(self, number: int, clip: Clip, /, *, fresh: bool) -> None:
        """Take the clip of segment `number`; `fresh` tells whether it was spoken now."""


def nobody(_number: int, _clip: Clip, /, *, fresh: bool) -> None:
    """Take a clip and do nothing with it."""


_STORY = {Role.INTRO, Role.ATTRIBUTION, Role.BODY, Role.SUBHEAD}


def speak(  # noqa: PLR0913 - policy and clock are for tests
    segments: Sequence[Segment],
    cast: Cast,
    cache: Store,
    on_event: OnEvent,
    *,
    fallbacks: Iterable[Cast] = (),
    jobs: int = 0,
    on_clip: OnClip = nobody,
    policy: Policy | None = None,
    clock: Clock | None = None,
) -> Spoken:
    """Have each segment spoken; return the clips, all of which are then in the cache.

    Args:
        segments: the script.
        cast: the voices that speak it.
        cache: where clips are looked up and stored; those that were spoken stay there also after an error.
        on_event: is told of the progress.
        fallbacks: other voices, in order, for the segments that `cast` cannot speak.
        jobs: most requests at once; 0 leaves that to the engine.
        on_clip: is told of each clip as it comes, those of earlier runs first; it may yet be asked for again.
        policy: how long to go on trying.
        clock: tells the time.

    Raises:
        SpeechError: no voice can speak one of the segments.
        StorageError: clips can be stored nowhere.
    """
    session = _Session(segments, cast, cache, _Terms(on_event, on_clip, jobs, policy or Policy(), clock or Clock()))
    waiting = iter(fallbacks)
    while lost := session.perform():
        substitute = next((team for team in waiting if team.engine.name not in session.failed), None)
        if substitute is None:
            raise next(iter(lost.values()))
        session.replace(lost, substitute)
    return session.spoken()


@dataclass(frozen=True)
class _Terms:
    """How a script is spoken, and who is told of it."""

    on_event: OnEvent
    on_clip: OnClip
    jobs: int
    policy: Policy
    clock: Clock


class _Session:
    """One script that is being spoken."""

    def __init__(
        self,
        segments: Sequence[Segment],
        cast: Cast,
        cache: Store,
        terms: _Terms,
    ) -> None:
        self._segments, self._cache, self._terms = segments, cache, terms
        self._parts: dict[int, RoleVoice] = {
            number: cast.part(segment) for number, segment in enumerate(segments) if segment.spoken
        }
        self._clips: dict[int, Clip] = {}
        self._degraded: dict[int, Degraded] = {}
        self._done = self._total = 0
        self._given_up: set[str] = set()
        self.failed: set[str] = set()
        """Names of the engines that failed to speak at least one segment."""

    def perform(self) -> dict[int, SpeechError]:
        """Have every segment without a clip spoken in its voice; return the errors of those that failed, by index."""
        lost: dict[int, SpeechError] = {}
        for engine, wanted in self._wanted():
            made = self._record(engine, wanted)
            for number in wanted:
                task = self._task(number)
                if task in made.clips:
                    self._clips[number] = made.clips[task]
                else:
                    lost[number] = made.lost[task]
            if made.lost:
                self.failed.add(engine.name)
            if made.given_up:
                self._given_up.add(engine.name)
        return lost

    def replace(self, lost: dict[int, SpeechError], team: Cast) -> None:
        """Assign the segments that were `lost`, and stories that must go with them, to the voices of `team`."""
        why = next(iter(lost.values()))
        _LOG.debug("%d sentences go to %s: %s", len(lost), team.engine.name, why)
        whole = self._unread(lost)
        for number in sorted(lost.keys() | whole):
            before, self._parts[number] = self._parts[number], team.part(self._segments[number])
            self._clips.pop(number, None)
            first = self._degraded.get(number)
            wanted, reason = (first.wanted, first.why) if first else (before.engine.name, str(lost.get(number, why)))
            self._degraded[number] = Degraded(number, wanted, team.engine.name, reason)

    def spoken(self) -> Spoken:
        """Return the clips of all segments; warn in one line if fallbacks spoke any of them."""
        degraded = tuple(line for _, line in sorted(self._degraded.items()))
        if degraded:
            users = ", ".join(sorted({line.used for line in degraded}))
            why = Counter(line.why for line in degraded).most_common(1)[0][0]
            count = f"{len(degraded)} of {len(self._parts)} sentences"
            self._terms.on_event(Warned(f"{count} are spoken by {users} instead of {degraded[0].wanted}: {why}"))
        return Spoken(tuple(self._clips.get(number) for number in range(len(self._segments))), degraded, self._done)

    def _wanted(self) -> Iterator[tuple[Engine, list[int]]]:
        """Yield each engine with the indexes of the segments that it still has to speak."""
        unspoken = [number for number in self._parts if number not in self._clips]
        engines = {id(self._parts[number].engine): self._parts[number].engine for number in unspoken}
        for engine in engines.values():
            yield engine, [number for number in unspoken if self._parts[number].engine is engine]

    def _record(self, engine: Engine, wanted: Sequence[int]) -> Recording:
        terms = self._terms
        recorder = EngineRecorder(engine, self._cache, terms.policy, terms.clock, terms.jobs)
        tasks: dict[Task, list[int]] = {}
        for number in wanted:
            tasks.setdefault(self._task(number), []).append(number)
        known = {task: clip for task in tasks if (clip := recorder.recall(task))}
        missing = [task for task in tasks if task not in known]

        def tell(task: Task, clip: Clip, *, fresh: bool = True) -> None:
            for number in tasks[task]:
                self._terms.on_clip(number, clip, fresh=fresh)
            self._tell(fresh=fresh)

        for task, clip in known.items():
            tell(task, clip, fresh=False)
        made = Recording()
        if missing:
            self._total += len(missing)
            self._terms.on_event(Progress("speak", self._done, self._total))
            made = recorder.record(missing, tell)
            self._total -= len(made.lost)
        made.clips |= known
        return made

    def _tell(self, *, fresh: bool) -> None:
        if not fresh:
            return
        self._done += 1
        self._terms.on_event(Progress("speak", self._done, self._total))

    def _task(self, number: int) -> Task:
        return self._segments[number].spoken, self._parts[number].voice

    def _unread(self, lost: dict[int, SpeechError]) -> set[int]:
        """Return the segments of each story of which an engine that was given up has read less than half."""
        gone = {number for number in lost if self._parts[number].engine.name in self._given_up}
        whole: set[int] = set()
        for story in {self._segments[number].article for number in gone if self._segments[number].role in _STORY}:
            mine = [number for number in self._parts if self._of(number, story)]
            if 2 * sum(number in gone for number in mine) > len(mine):
                whole.update(mine)
        return whole

    def _of(self, number: int, story: int | None) -> bool:
        """Tell whether a segment belongs to `story` and its engine was given up."""
        segment = self._segments[number]
        given_up = self._parts[number].engine.name in self._given_up
        return segment.article == story and segment.role in _STORY and given_up
