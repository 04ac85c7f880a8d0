"""A batch: read sources as a stream, make the episodes that are missing or changed, keep the index, tell how it goes.

The client holds a few tasks for each worker and no more, so that its memory does not grow with the backlog.
"""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews import casting, publish
from audionews.batch import episode_tasks
from audionews.batch.article_stream import ArticleStream
from audionews.batch.crews import LostWorkError, is_final
from audionews.batch.episode_tasks import BatchOrder, MadeEpisode, PlannedEpisode
from audionews.batch.grouping import PER, ArticleGroup, groups
from audionews.batch.ledger import Ledger
from audionews.batch.outputs import BatchOutput
from audionews.batch.reports import STATUS, BatchPlan, BatchReport
from audionews.model import Skipped
from audionews.planning import jobs
from audionews.planning.choices import validate, zone
from audionews.planning.jobs import MORNING, Job
from audionews.publish.show import shows
from audionews.settings import NO, ONLY
from audionews.support import scratch, store
from audionews.support.errors import SourceError, StorageError, UsageError, nearest
from audionews.support.events import Counted, Finished, LeftOut, Note, Warned
from audionews.support.slugs import told_apart
from audionews.synthesis import cache as clip_cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from audionews.batch.crews import Crew, Result, Ticket
    from audionews.model import Script
    from audionews.settings import Settings, Show
    from audionews.support.events import OnEvent
    from audionews.synthesis.cast import Cast

_TELL = 5.0
"""Seconds between two words on how it goes."""
_AHEAD, _SPARE = 3, 4
"""How many tasks are handed out for each worker, and beside that."""
_SEVERAL, _HOLD = 16, 1.0
"""How many short episodes go into one task at most, and seconds for which the first of them waits for others."""
_RESTARTS = 20
"""How often an episode is begun again because a scheduler was restarted."""
_STORAGE = 10
"""How many episodes in a row may fail because they cannot be written."""


@dataclass(frozen=True)
class Backlog:
    """What is to be made, and where."""

    sources: tuple[str, ...]
    """Sources, tables and globs, on this machine or at addresses that fsspec reads."""
    output: str
    """A folder, or an address that fsspec writes to."""
    per: str = "article"
    """What an episode is of."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which column of tables is which field."""
    clips: str | None = None
    """Address of a cache of spoken sentences that all workers share."""

    def anywhere(self) -> Backlog:
        """Return the same for other processes, whatever folder they work in."""
        sources = tuple(map(anywhere, self.sources))
        return replace(self, sources=sources, output=anywhere(self.output), clips=self.clips and anywhere(self.clips))


def anywhere(address: str) -> str:
    """Return an address as it is, a path from the root on."""
    return address if "://" in address else str(Path(address).absolute())


def run(asked: Backlog, settings: Settings, crew: Crew, on_event: OnEvent) -> BatchReport:
    """Make the episodes of a backlog that are missing or changed.

    What fails three times is listed in failed.jsonl with its reason, and the rest goes on.

    Raises:
        UsageError: a source is not there, or a setting names what does not exist.
        NotReady: the engine lacks something.
        StorageError: the output cannot be written to.
    """
    output = BatchOutput(asked.output)
    waiting = Note(f"Waiting for another audionews that is writing to {asked.output}.")
    with output.held(lambda: on_event(waiting)), scratch.folder() as spool:
        batch = _Batch(asked, settings, crew, Ledger(output, spool), on_event)
        try:
            batch.run()
        finally:
            batch.end()
    return batch.report


def foretold(asked: Backlog, settings: Settings, crew: Crew, on_event: OnEvent) -> BatchPlan:
    """Return what `run` would do; nothing is spoken or written.

    Raises:
        UsageError, NotReady, StorageError: as `run`.
    """
    plan = BatchPlan()
    with scratch.folder() as spool:
        batch = _Batch(asked, settings, crew, Ledger(BatchOutput(asked.output), spool, keep=False), on_event)
        batch.foretell(plan)
    return plan


def vet(settings: Settings) -> None:
    """Refuse what a batch cannot do: workers have nobody to tell why a listener is not believed.

    Raises:
        UsageError: the settings ask for that what is spoken be verified.
    """
    if settings.verify.on:
        raise UsageError(
            "A batch does not verify what is spoken, and [verify] on asks for it.",
            hint="AUDIONEWS_VERIFY_ON=0 leaves it out for this run; `audionews make --verify` verifies an episode.",
        )


@dataclass
class _Course:
    """An episode on its way."""

    planned: PlannedEpisode
    script: Script | None = None
    parts: dict[int, Any] = field(default_factory=dict)
    missing: int = 0
    restarts: int = 0
    alone: bool = False
    """Whether it is tried while nothing else is: its worker died before."""


class _Batch:
    """One run."""

    def __init__(self, asked: Backlog, settings: Settings, crew: Crew, ledger: Ledger, on_event: OnEvent) -> None:
        if asked.per not in PER:
            raise UsageError(f"There is no {asked.per!r}.", hint=nearest(asked.per, list(PER)))
        validate(settings)
        vet(settings)
        self.report = BatchReport(output=asked.output)
        self._crew, self._ledger, self._tell, self._per = crew, ledger, on_event, asked.per
        self._settings, cast = _meant(settings, asked.per, on_event)
        self._zone, self._today = zone(settings.programme), jobs.day(settings)
        output = BatchOutput(asked.output)
        self._order = _order(asked, self._settings, cast, output, crew)
        self._base = _base(self._order, asked.per, cast)
        self._stream = ArticleStream(asked.sources, asked.columns, settings)
        self._taken = {one.name: known for known, one in ledger.done.items()}
        self._courses: dict[str, _Course] = {}
        self._failures: list[dict[str, Any]] = []
        self._book = crew.book() if self._order.together else None
        self._suspects: deque[PlannedEpisode] = deque()
        self._out = self._storage = 0
        self._begun = self._told = time.monotonic()
        self._output = output

    def run(self) -> None:
        """Make what is missing."""
        waiting, more = self._missing(), True
        if not self._crew.parcels:
            clip_cache.cache_store(lambda text: self._tell(Warned(text))).try_it()
        if self._book:
            self._book.begin()
        while more or self._out or self._suspects:
            while more and self._out < self._crew.size * _AHEAD + _SPARE:
                several = self._next(waiting)
                more = bool(several)
                if len(several) > 1:
                    self._begin_several(several)
                elif several:
                    self._begin(several[0])
            if not self._out and self._suspects:
                self._begin(self._suspects.popleft())
            if self._out:
                self._take(self._crew.result())
            if time.monotonic() - self._told > _TELL:
                self._say()
        self.report.state = "done"

    def foretell(self, plan: BatchPlan) -> None:
        """Add up what `run` would do."""
        waiting, more = self._missing(), True
        while more or self._out:
            while more and self._out < self._crew.size * _AHEAD + _SPARE:
                planned = next(waiting, None)
                more = planned is not None
                if planned:
                    self._submit(("plan", planned.group.known), episode_tasks.foretell, self._order, planned)
            if self._out:
                self._out -= 1
                done = self._crew.result()
                if done.error:
                    self._fail(done.ticket[1], "", done.error)
                else:
                    plan.add(done.value)
        plan.unchanged, plan.failed = self.report.unchanged, self.report.failed

    def end(self) -> None:
        """Write what is known now: the index, the failures, how it stands."""
        if self.report.state != "done":
            self.report.state = "stopped"
        self._ledger.upload()
        self._ledger.failed(self._failures)
        self._say()

    def _missing(self) -> Iterator[PlannedEpisode]:
        """Yield the episodes that are to be made."""
        for group in groups(self._stream, self._per, self._zone):
            if isinstance(group, Skipped):
                self._fail(group.source, "", SourceError(group.why))
                continue
            done = self._ledger.done.get(group.known)
            day = group.day or (date.fromisoformat(done.day) if done else self._today)
            digest = store.key(self._base, group.known, f"{day}", *map(repr, group.articles))
            if done and done.digest == digest:
                self.report.unchanged += 1
            else:
                yield PlannedEpisode(self._name(group, day), digest, day, group)

    def _name(self, group: ArticleGroup, day: date) -> str:
        """Return the name of the folder of an episode: the one it has, else a new one."""
        done = self._ledger.done.get(group.known)
        name = f"{day}-{group.slug}"
        if done and done.name.startswith(f"{day}-"):
            name = done.name
        elif self._taken.get(name, group.known) != group.known:
            name = f"{day}-{told_apart(group.slug, group.known)}"
        self._taken[name] = group.known
        return name

    def _next(self, waiting: Iterator[PlannedEpisode]) -> list[PlannedEpisode]:
        """Return what goes into the next task: an episode, or several of one story that are soon made."""
        report, several, begun = self.report, list[PlannedEpisode](), time.monotonic()
        apart = self._per != "article" or not report.processor
        most = 1 if apart else min(_SEVERAL, self._crew.worth * report.made / report.processor)
        while planned := next(waiting, None):
            several.append(planned)
            if len(several) >= most or time.monotonic() - begun > _HOLD:
                break
        return several

    def _begin_several(self, several: Sequence[PlannedEpisode]) -> None:
        self._courses |= {one.group.known: _Course(one) for one in several}
        ticket = ("several", *(one.group.known for one in several))
        self._submit(ticket, episode_tasks.make_episodes, self._order, several)

    def _begin(self, planned: PlannedEpisode) -> None:
        known = planned.group.known
        before = self._courses.get(known)
        restarts, alone = (before.restarts + 1, before.alone) if before else (0, False)
        self._courses[known] = _Course(planned, restarts=restarts, alone=alone)
        if len(planned.group.articles) == 1:
            self._submit(("whole", known), episode_tasks.make_episode, self._order, planned)
        else:
            self._submit(("script", known), episode_tasks.write_script, self._order, planned)

    def _submit(self, ticket: Ticket, work: Callable[..., Any], *arguments: Any, fetch: bool = True) -> None:
        self._out += 1
        self._crew.submit(ticket, work, *arguments, fetch=fetch)

    def _take(self, done: Result) -> None:
        """Go on with the episode of which a task has ended."""
        self._out -= 1
        if self._book and isinstance(done.error, LostWorkError):
            self._book.begin()  # by the scheduler that took the place of the one that knew it
        stage, known, *part = done.ticket
        if stage == "several":
            self._tell_apart(done)
            return
        course = self._courses.get(known)
        if course is None:  # it has failed already
            return
        if isinstance(done.error, LostWorkError) and course.restarts < _RESTARTS:
            self._begin(course.planned)
        elif done.killed and stage == "whole" and not course.alone:
            course.alone = True  # nothing else is under way then that could have killed the worker
            self._suspects.append(course.planned)
        elif done.error:
            del self._courses[known]
            self._fail(known, course.planned.name, done.error)
        elif stage == "script":
            self._speak(course, done.value)
        elif stage == "part":
            self._collect(course, int(part[0]), done.value)
        else:
            del self._courses[known]
            self._keep(done.value)

    def _tell_apart(self, done: Result) -> None:
        """Go on with each of several episodes: one that failed in company is tried alone, as a task of its own."""
        ends: Sequence[MadeEpisode | BaseException | None] = done.value or [done.error] * len(done.ticket[1:])
        for known, made in zip(done.ticket[1:], ends, strict=True):
            course = self._courses.pop(known)
            if isinstance(made, MadeEpisode):
                self._keep(made)
            elif made and is_final(made):
                self._fail(known, course.planned.name, made)
            else:
                self._begin(course.planned)

    def _speak(self, course: _Course, written: Script) -> None:
        course.script = written
        parts = episode_tasks.story_parts(written)
        course.missing = len(parts)
        for part in parts:
            ticket = ("part", course.planned.group.known, part)
            self._submit(ticket, episode_tasks.speak_part, self._order, written, part, fetch=False)

    def _collect(self, course: _Course, part: int, spoken: Any) -> None:
        course.parts[part] = spoken
        if len(course.parts) == course.missing:
            parts = [course.parts[number] for number in sorted(course.parts)]
            ticket = ("join", course.planned.group.known)
            self._submit(ticket, episode_tasks.join_episode, self._order, course.planned, course.script, parts)

    def _keep(self, made: MadeEpisode) -> None:
        report, self._storage = self.report, 0
        self._ledger.note(made.row)
        report.made += 1
        report.sound += made.seconds
        report.processor += made.processor
        report.requests += made.requests
        report.degraded += made.degraded
        report.bytes += sum(size for size, _ in made.row["files"].values())
        place = f"{report.output.rstrip('/')}/{made.row['episode']}"
        self._tell(Finished(place, made.seconds, made.processor))

    def _fail(self, known: str, name: str, error: BaseException) -> None:
        """Note what could not be made; where nothing can be written any more, give up."""
        self.report.failed += 1
        self._failures.append({"id": known, "episode": name, "why": str(error), "kind": type(error).__name__})
        self._tell(LeftOut(known, str(error)))
        if isinstance(error, StorageError):
            self._storage += 1
            if self._storage >= _STORAGE:
                raise error

    def _left(self) -> float | None:
        """Return about how many seconds are left, if all that is yet to be read must be made."""
        report = self.report
        done = report.made + report.unchanged + report.failed
        if report.state == "done":
            return 0.0
        if not report.made or not report.share:
            return None
        return ((done + len(self._courses)) / report.share - done) * report.seconds / report.made

    def _say(self) -> None:
        """Tell how it goes, here and beside the episodes."""
        if self._book:
            self._book.bring_home()
        self._told = now = time.monotonic()
        report = self.report
        report.seconds, report.share = now - self._begun, self._stream.share
        report.left = self._left()
        report.told = datetime.now(UTC).isoformat(timespec="seconds")
        rate = report.made / report.seconds * 60 if report.seconds else 0.0
        hours = report.sound / 3600
        self._tell(Counted(report.share, report.made, report.unchanged, report.failed, hours, rate, report.left))
        self._output.write(STATUS, json.dumps(asdict(report), indent=1).encode())


def _meant(settings: Settings, per: str, on_event: OnEvent) -> tuple[Settings, Cast]:
    """Return the settings of each episode of a batch, and its voices; from here on the engine is chosen."""
    forms = settings.page.forms if "forms" in settings.page.given else ()
    alone = {"long_form": True, "title": None} if per == "article" else {}
    settings = settings.having(forms=forms, separate=ONLY if alone else NO, split=NO, jobs=1, **alone)
    cast = casting.cast(settings, None, on_event)
    return settings.having(engine=cast.engine.name), cast


def _order(asked: Backlog, settings: Settings, cast: Cast, output: BatchOutput, crew: Crew) -> BatchOrder:
    clock = f"{settings.programme.time:%H:%M}" if settings.programme.time else MORNING
    speakers = 1 + len(cast.speakers)
    plan = jobs.plan(settings, asked.sources, jobs.day(settings), clock, speakers=speakers)
    online = [part.engine for part in cast.everyone() if part.engine.limits.network]
    leases = min((engine.limits.parallel for engine in online), default=0)
    gate = crew.gate(online[0].name, leases) if online else None
    minute = min((engine.limits.minute for engine in online if engine.limits.minute), default=0)
    lease = leases * 60.0 / minute if minute else 0.0
    together = bool(online) and crew.book() is not None
    show = _show(output.folder, settings)
    return BatchOrder(settings, show, plan, clock, output, asked.clips, gate, lease, together, crew.parcels)


def _show(root: Path | None, settings: Settings) -> Show:
    """Return what the sounds' tags say of the show."""
    before = shows.Show()
    if root is not None and root.is_dir():
        publish.claimed(root)
        before = shows.read(root)
    return shows.changed(before, settings.show.given)


def _base(order: BatchOrder, per: str, cast: Cast) -> str:
    """Return the digest of all that every episode of a batch depends on, its articles and its day aside."""
    nothing = Job((), (), (), (), order.settings)
    contents = jobs.contents(nothing, order.plan)
    return store.key(jobs.digest(contents, order.settings, cast, order.show), order.clock, per)
