"""Have a whole script spoken. Sentences that one engine cannot speak go to the next, and the episode says so.

A voice never changes inside a sentence. When an engine is given up, a story of which it has read less than half goes to
the next engine as a whole, so that listeners hear one reader in it.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from audionews.model import Degraded, Role
from audionews.support.errors import Never
from audionews.support.events import Progress, Warned
from audionews.support.retry import Clock
from audionews.synthesis.cast import Spoken, Task
from audionews.synthesis.recording import EngineRecorder, Recording, forget
from audionews.synthesis.request_scheduler import Policy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from audionews.engines.protocol import Engine
    from audionews.model import Clip, Segment
    from audionews.support.errors import SpeechError
    from audionews.support.events import OnEvent
    from audionews.support.store import Store
    from audionews.synthesis.cast import Cast, RoleVoice
    from audionews.synthesis.verification import Verifier

_LOG = logging.getLogger("audionews.synthesis")


class OnClip(Protocol):
    """Is told of a segment whose clip is in the cache."""

    def __call__(self, number: int, clip: Clip, /, *, fresh: bool) -> None:
        """Take the clip of segment `number`; `fresh` tells whether it was spoken now."""


def _heard_as(why: str) -> str:
    return f"It was heard as another sentence: {why}."


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
    verifier: Verifier | None = None,
    policy: Policy | None = None,
    clock: Clock | None = None,
) -> Spoken:
    """Have each segment spoken; return the clips, all of which are then in the cache.

    Args:
        segments: the script.
        cast: the voices that speak it.
        cache: where clips are looked up and stored; those that were spoken stay there also after an error.
        on_event: is told of the progress.
        fallbacks: other voices, in order, for the segments that `cast` cannot speak; those that were to be spoken on
            this machine go to none that sends text away.
        jobs: most requests at once; 0 leaves that to the engine.
        on_clip: is told of each clip as it comes, those of earlier runs first; it may yet be asked for again.
        verifier: hears what was spoken; what it hears as another sentence is spoken again, then by the next voice.
        policy: how long to go on trying.
        clock: tells the time.

    Raises:
        SpeechError: no voice can speak one of the segments.
        StorageError: clips can be stored nowhere.
    """
    session = _Session(segments, cast, cache, _Terms(on_event, on_clip, jobs, policy or Policy(), clock or Clock()))
    substitutes = _Substitutes(fallbacks)
    while lost := session.perform():
        for sent, numbers in session.by_leave(lost).items():
            substitute = substitutes.first(session.failed, sent=sent)
            if substitute is None:
                raise lost[numbers[0]]
            session.replace({number: lost[number] for number in numbers}, substitute)
    if verifier:
        session.verify(verifier, substitutes)
    return session.spoken()


class _Substitutes:
    """The casts that may stand in, in order; each is loaded only when its turn comes."""

    def __init__(self, teams: Iterable[Cast]) -> None:
        self._known: list[Cast] = []
        self._others = iter(teams)

    def first(self, failed: Collection[str], *, sent: bool) -> Cast | None:
        """Return the first cast whose engine has not `failed`, and sends no text away unless that may be `sent`."""
        for team in chain(tuple(self._known), self._more()):
            if team.engine.name not in failed and (sent or not team.engine.limits.network):
                return team
        return None

    def _more(self) -> Iterator[Cast]:
        for team in self._others:
            self._known.append(team)
            yield team


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
        self._sent = {number for number, part in self._parts.items() if part.engine.limits.network}
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

    def by_leave(self, numbers: Iterable[int]) -> dict[bool, list[int]]:
        """Return the segments apart by whether their text was to be sent away; neither list is empty."""
        apart: dict[bool, list[int]] = {}
        for number in numbers:
            apart.setdefault(number in self._sent, []).append(number)
        return apart

    def replace(self, lost: dict[int, SpeechError], team: Cast) -> None:
        """Assign the segments that were `lost`, and stories that must go with them, to the voices of `team`."""
        why = next(iter(lost.values()))
        _LOG.debug("%d sentences go to %s: %s", len(lost), team.engine.name, why)
        whole = self._unread(lost)
        if team.engine.limits.network:
            whole &= self._sent
        for number in sorted(lost.keys() | whole):
            before, self._parts[number] = self._parts[number], team.part(self._segments[number])
            self._clips.pop(number, None)
            first = self._degraded.get(number)
            wanted, reason = (first.wanted, first.why) if first else (before.engine.name, str(lost.get(number, why)))
            self._degraded[number] = Degraded(number, wanted, team.engine.name, reason)

    def verify(self, verifier: Verifier, substitutes: _Substitutes) -> None:
        """Have the clips heard; those heard as another sentence are spoken again, then by the next of `substitutes`.

        What nobody speaks better stays, and is listed among the degraded with the difference.
        """
        doubted = verifier.doubts(self._to_hear(verifier, verifier.chosen(self._segments)))
        if not doubted:
            return
        mine = {number for one in doubted for number in self._parts if self._task(number) == self._task(one)}
        before = self._taken(mine)
        for number in mine:
            forget(self._cache, self._parts[number], self._segments[number])
        self._put_back({number: before[number] for number in self.perform() if number in before})
        doubted = verifier.doubts(self._to_hear(verifier, doubted), anew=True)
        if not doubted:
            return
        readers = {number: self._parts[number].engine.name for number in doubted}
        others = self.failed | set(readers.values())
        handed: dict[int, tuple[RoleVoice, Clip, bytes]] = {}
        for sent, numbers in self.by_leave(doubted).items():
            if substitute := substitutes.first(others, sent=sent):
                handed |= self._taken(numbers)
                self.replace({number: Never(_heard_as(doubted[number])) for number in numbers}, substitute)
        lost = self.perform()
        worse = verifier.doubts(self._to_hear(verifier, handed.keys() - lost.keys()), anew=True)
        stays = [number for number in doubted if number not in handed or number in lost or number in worse]
        self._put_back({number: handed[number] for number in stays if number in handed})
        for number in stays:
            used = self._parts[number].engine.name
            self._degraded[number] = Degraded(number, readers[number], used, _heard_as(doubted[number]))

    def _to_hear(self, verifier: Verifier, numbers: Iterable[int]) -> dict[int, tuple[str, Clip]]:
        """Return the texts and clips of those segments whose engine the listener may judge, equal ones once."""
        once = {self._task(number): number for number in sorted(numbers, reverse=True)}
        return {
            number: (self._segments[number].spoken, self._clips[number])
            for number in sorted(once.values())
            if verifier.is_tried(self._parts[number].engine.name, partial(self._known, self._parts[number]))
        }

    def _known(self, part: RoleVoice, texts: list[str]) -> dict[str, Clip]:
        """Have the sentences on which a listener is tried spoken; return the clips of those that were."""
        recorder = EngineRecorder(part.engine, self._cache, self._terms.policy, self._terms.clock, self._terms.jobs)
        tasks = [Task(text, part.voice) for text in texts]
        clips = {task.text: clip for task in tasks if (clip := recorder.recall(task))}
        made = recorder.record([task for task in tasks if task.text not in clips], lambda _task, _clip: None)
        return clips | {task.text: clip for task, clip in made.clips.items()}

    def _taken(self, numbers: Iterable[int]) -> dict[int, tuple[RoleVoice, Clip, bytes]]:
        """Take the clips of segments away, so that they are spoken again; return them with voice and bytes."""
        taken = {}
        for number in numbers:
            clip = self._clips.pop(number)
            taken[number] = self._parts[number], clip, self._cache.get(clip.key) or b""
        return taken

    def _put_back(self, taken: dict[int, tuple[RoleVoice, Clip, bytes]]) -> None:
        for number, (part, clip, data) in taken.items():
            self._cache.put(clip.key, data)
            self._parts[number], self._clips[number] = part, clip
            self._terms.on_clip(number, clip, fresh=False)

    def spoken(self) -> Spoken:
        """Return the clips of all segments; warn in one line if fallbacks spoke any of them."""
        degraded = tuple(line for _, line in sorted(self._degraded.items()))
        for is_other in (True, False):
            lines = [line for line in degraded if (line.used != line.wanted) is is_other]
            if lines:
                users = ", ".join(sorted({line.used for line in lines}))
                why = Counter(line.why for line in lines).most_common(1)[0][0]
                instead = f" instead of {lines[0].wanted}" if is_other else ", as no other voice says them better"
                count = f"{len(lines)} of {len(self._parts)} sentences"
                self._terms.on_event(Warned(f"{count} are spoken by {users}{instead}: {why}"))
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
        return self._parts[number].task(self._segments[number])

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
