"""A batch whose client goes away: the cluster itself then holds it, as one more task that hands out the others.

Should the worker die that has this task, the scheduler gives it to another, which finds what is done in the index.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from audionews.batch import backlog
from audionews.batch.dask_crew import DaskCrew, client
from audionews.support.errors import UsageError
from audionews.support.events import ignore
from audionews.support.store import key

if TYPE_CHECKING:
    from audionews.batch.backlog import Backlog
    from audionews.batch.reports import BatchReport
    from audionews.settings import Settings


_ANSWER = 2.0
"""Seconds in which a scheduler tells how a task stands."""


def detach(asked: Backlog, settings: Settings, scheduler: str) -> str:
    """Hand a batch to a cluster, and return the name of its task there.

    Raises:
        UsageError: the scheduler does not answer, or has a batch into this output already; or as `backlog.vet`.
    """
    backlog.vet(settings)
    connection, name = client(scheduler), _name(asked.output)
    try:
        before = _known(connection, name)
        if before is not None and _status(before) == "pending":
            raise UsageError(f"A batch into {asked.output} is running there.", hint="See: audionews batch --status")
        if before is not None:
            connection.unpublish_dataset(name)
            before.release()
        task = connection.submit(_coordinate, asked, settings, key=f"{name}-{key(repr(asked))[:8]}", pure=False)
        connection.publish_dataset(**{name: task})
    finally:
        connection.close()
    return name


def state(output: str, scheduler: str) -> str:
    """Return what a scheduler knows of the batch into `output`: `pending`, `finished`, `error: why`, or `unknown`.

    Raises:
        UsageError: the scheduler does not answer.
    """
    connection = client(scheduler)
    try:
        task = _known(connection, _name(output))
        if task is None:
            return "unknown"
        now = _status(task)
        return f"error: {task.exception()}" if now == "error" else now
    finally:
        connection.close()


def _coordinate(asked: Backlog, settings: Settings) -> BatchReport:
    """Run a batch from inside the cluster, without taking a worker's place."""
    from distributed import worker_client

    with worker_client() as connection:
        return backlog.run(asked, settings, DaskCrew(connection, owned=False), ignore)


def _known(connection: Any, name: str) -> Any:
    return connection.get_dataset(name) if name in connection.list_datasets() else None


def _status(task: Any) -> str:
    """Return how a task stands, once the scheduler has had the time to tell."""
    with suppress(Exception):  # it is not done, or was cancelled: its status says which
        task.exception(timeout=_ANSWER)
    return str(task.status)


def _name(output: str) -> str:
    return f"audionews-batch-{key(output)[:12]}"
