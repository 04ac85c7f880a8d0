"""The whole script is spoken: what one engine cannot speak, the next one does, and the episode says so.

A voice never changes inside a sentence. Once an engine is given up, a story that it has not read by half goes whole
to the next, so that listeners hear one reader a story.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

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

_STORY = {Role.INTRO, Role.BODY, Role.SUBHEAD}


def speak(  # noqa: PLR0913 - policy and clock are for tests
    segments: Sequence[Segment],
    cast: Cast,
    kept: Store,
    on_event: OnEvent,
    *,
    understudies: Iterable[Cast] = (),
    jobs: int = 0,
    policy: Policy | None = None,
    clock: Clock | None = None,
) -> Spoken:
    """Return a clip for each segment; each is in the store `kept` when this returns.

    `understudies` speak what `cast` cannot, the first that can; without any, what is lost is an error. `jobs` bounds
    the requests that run at once; 0 leaves that to the engine. What was spoken stays in the store whatever happens.

    Raises:
        SpeechError: nobody can speak one of the texts.
        StorageError: clips can be kept nowhere.
    """
    session = _Session(segments, cast, kept, on_event, jobs, policy or Policy(), clock or Clock())
    waiting = iter(understudies)
    while lost := session.perform():
        substitute = next((team for team in waiting if team.engine.name not in session.failed), None)
        if substitute is None:
            raise next(iter(lost.values()))
        session.replace(lost, substitute)
    return session.spoken()


class _Session:
    """One script on its way to being spoken."""

    def __init__(
        self,
        segments: Sequence[Segment],
        cast: Cast,
        kept: Store,
        on_event: OnEvent,
        jobs: int,
        policy: Policy,
        clock: Clock,
    ) -> None:
        self._segments, self._kept, self._on_event = segments, kept, on_event
        self._jobs, self._policy, self._clock = jobs, policy, clock
        self._parts: dict[int, RoleVoice] = {
            number: cast.part(segment) for number, segment in enumerate(segments) if segment.spoken
        }
        self._clips: dict[int, Clip] = {}
        self._degraded: dict[int, Degraded] = {}
        self._done = self._total = 0
        self._given_up: set[str] = set()
        self.failed: set[str] = set()
        """Names of the engines that could not speak something."""

    def perform(self) -> dict[int, SpeechError]:
        """Have every segment without a clip spoken by its part; return what was lost, by segment."""
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
        """Give what was `lost`, and the stories that go with it, to `team`."""
        why = next(iter(lost.values()))
        whole = self._unread(lost)
        for number in sorted(lost.keys() | whole):
            before, self._parts[number] = self._parts[number], team.part(self._segments[number])
            self._clips.pop(number, None)
            first = self._degraded.get(number)
            wanted, reason = (first.wanted, first.why) if first else (before.engine.name, str(lost.get(number, why)))
            self._degraded[number] = Degraded(number, wanted, team.engine.name, reason)

    def spoken(self) -> Spoken:
        """Return what came of it, and say in one line what is not as it should be."""
        degraded = tuple(one for _, one in sorted(self._degraded.items()))
        if degraded:
            users = ", ".join(sorted({one.used for one in degraded}))
            why = Counter(one.why for one in degraded).most_common(1)[0][0]
            count = f"{len(degraded)} of {len(self._parts)} sentences"
            self._on_event(Warned(f"{count} are spoken by {users} instead of {degraded[0].wanted}: {why}"))
        return Spoken(tuple(self._clips.get(number) for number in range(len(self._segments))), degraded, self._done)

    def _wanted(self) -> Iterator[tuple[Engine, list[int]]]:
        """Yield each engine with the segments that it has to speak still."""
        open_ = [number for number in self._parts if number not in self._clips]
        engines = {id(self._parts[number].engine): self._parts[number].engine for number in open_}
        for engine in engines.values():
            yield engine, [number for number in open_ if self._parts[number].engine is engine]

    def _record(self, engine: Engine, wanted: Sequence[int]) -> Recording:
        studio = EngineRecorder(engine, self._kept, self._policy, self._clock, self._jobs)
        tasks = dict.fromkeys(map(self._task, wanted))
        known = {task: clip for task in tasks if (clip := studio.recall(task))}
        missing = [task for task in tasks if task not in known]
        made = Recording()
        if missing:
            self._total += len(missing)
            self._on_event(Progress("speak", self._done, self._total))
            made = studio.record(missing, self._tell)
            self._total -= len(made.lost)
        made.clips |= known
        return made

    def _tell(self) -> None:
        self._done += 1
        self._on_event(Progress("speak", self._done, self._total))

    def _task(self, number: int) -> Task:
        return self._segments[number].spoken, self._parts[number].voice

    def _unread(self, lost: dict[int, SpeechError]) -> set[int]:
        """Return the segments of stories that an engine which was given up has not read by half."""
        gone = {number for number in lost if self._parts[number].engine.name in self._given_up}
        whole: set[int] = set()
        for story in {self._segments[number].article for number in gone if self._segments[number].role in _STORY}:
            mine = [number for number in self._parts if self._of(number, story)]
            if 2 * sum(number in gone for number in mine) > len(mine):
                whole.update(mine)
        return whole

    def _of(self, number: int, story: int | None) -> bool:
        segment = self._segments[number]
        given_up = self._parts[number].engine.name in self._given_up
        return segment.article == story and segment.role in _STORY and given_up
