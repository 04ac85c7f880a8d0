"""Who does the work of a batch: the processors of this machine, or a cluster (`dask_crew`); both are asked alike.

Here each processor has a process of its own, started once and kept. One that dies costs the task that it had in hand,
which is given to another.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Protocol

from audionews.support import leaving
from audionews.support.errors import AudionewsError, Never, NoInputError, TryLater, UsageError
from audionews.support.memory import share_arena
from audionews.support.parallel import processors
from audionews.support.strangers import ours

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection

    from audionews.batch.cluster_book import ClusterBook

Ticket = tuple[Any, ...]
"""What names a task: its stage, what the episode is known by, and whatever else tells it apart."""
_PATIENCE = 2.0
"""Seconds that a process has to leave in."""
TRIES = 3
"""How often a task is tried that fails, or whose worker dies."""


class Crew(Protocol):
    """Workers."""

    parcels: bool
    """Whether they have no cache in common."""
    worth: float
    """Seconds of work that a task should hold, so that handing it out costs little beside it."""

    @property
    def size(self) -> int:
        """How many there are."""
        ...

    def submit(self, ticket: Ticket, work: Callable[..., Any], *arguments: Any, fetch: bool = True) -> None:
        """Have `work` called with `arguments`, of which a `Result.value` may be one.

        `ticket` names the task: it is what `result` returns with it. Without `fetch`, the value is not brought here,
        and what is returned in its place is good as an argument alone.
        """
        ...

    def result(self) -> Result:
        """Wait for the next task that ends."""
        ...

    def gate(self, name: str, most: int) -> AbstractContextManager[Any]:
        """Return what at most so many workers can hold at once, in all of the crew."""
        ...

    def book(self) -> ClusterBook | None:
        """Return where the workers note together what they spend; None where they have the files of this machine."""
        ...

    def close(self) -> None:
        """Send the workers away."""
        ...


@dataclass(frozen=True)
class Result:
    """How a task ended."""

    ticket: Ticket
    """The task."""
    value: Any = None
    """What it returned."""
    error: BaseException | None = None
    """Why it failed for good."""
    killed: bool = False
    """Whether it is given up because its workers died: what they did beside it may have killed them."""


class LostWorkError(TryLater):
    """A scheduler was restarted or a worker died, and what it had is to be begun again."""


def is_final(error: BaseException) -> bool:
    """Tell whether another try would end alike."""
    return isinstance(error, NoInputError | UsageError | Never)


@dataclass
class _Task:
    ticket: Ticket
    call: tuple[Any, ...]
    tries: int = 0


class _Lane:
    """A process that does one task after another; it ends when this process does."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, inner = context.Pipe()
        self.task: _Task | None = None
        self._process = context.Process(target=_labour, args=(inner,), daemon=True)
        self._process.start()
        inner.close()

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()


class ProcessCrew:
    """A process for each processor of this machine."""

    parcels, worth = False, 0.0

    def __init__(self, size: int = 0) -> None:
        self._size = size or processors()
        self._lanes: list[_Lane] = []
        self._waiting: deque[_Task] = deque()

    @property
    def size(self) -> int:
        """How many processes there are."""
        return self._size

    def submit(self, ticket: Ticket, work: Callable[..., Any], *arguments: Any, fetch: bool = True) -> None:  # noqa: ARG002 - all is here
        """Have `work` called with `arguments`, as `Crew` says."""
        self._waiting.append(_Task(ticket, (work, arguments)))
        self._hand_out()

    def result(self) -> Result:
        """Wait for the next task that ends."""
        while True:
            busy = {lane.pipe: lane for lane in self._lanes if lane.task}
            lane = busy[connection.wait(list(busy))[0]]  # type: ignore[index]
            value, error = self._answer(lane)
            task, lane.task = lane.task, None
            if task is None:
                continue
            task.tries += 1
            again = error is not None and task.tries < TRIES and not is_final(error)
            if again:
                self._waiting.append(task)
            self._hand_out()
            if not again:
                return Result(task.ticket, value, error)

    def gate(self, name: str, most: int) -> AbstractContextManager[Any]:
        """Return what at most so many processes can hold at once."""
        from audionews.batch.slot_gate import SlotGate

        return SlotGate(name, most)

    def book(self) -> None:
        """Return nothing: all have the files of this machine."""

    def close(self) -> None:
        """Send the processes away."""
        for lane in self._lanes:
            lane.stop()

    def _answer(self, lane: _Lane) -> tuple[Any, BaseException | None]:
        try:
            value, error = lane.pipe.recv()
        except (EOFError, OSError):
            self._lanes.remove(lane)
            return None, AudionewsError("Its worker process died.")
        return value, error

    def _hand_out(self) -> None:
        """Give what waits to processes that are idle, of which there may be more."""
        while self._waiting:
            lane = next((one for one in self._lanes if one.task is None), None)
            if lane is None and len(self._lanes) == self._size:
                return
            if lane is None:
                lane = _Lane()
                self._lanes.append(lane)
            lane.task = self._waiting.popleft()
            with suppress(BrokenPipeError):  # it died while it had nothing to do: `result` sees it
                lane.pipe.send(lane.task.call)


def _labour(pipe: Connection) -> None:
    """Do what comes through a pipe, until nobody is at its other end. Ctrl-C is for who hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _leave())
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    share_arena()
    with suppress(EOFError, BrokenPipeError):
        while True:
            work, arguments = pipe.recv()
            answer: tuple[Any, BaseException | None]
            try:
                answer = work(*arguments), None
            except BaseException as error:  # noqa: BLE001 - handed to who asked
                answer = None, ours(error)
            pipe.send(answer)


def _outlive_nobody() -> None:
    """End with who hands out the work, also where that was killed in the middle of a task of ours."""
    if (parent := multiprocessing.parent_process()) is not None:
        connection.wait([parent.sentinel])
        _leave()


def _leave() -> None:
    """End at once, with the programs and temporary files of the task in hand."""
    leaving.tidy()
    os._exit(1)
