"""The workers of a Dask cluster. What it is, and how it is started, is Dask's own affair (docs/scale.md)."""

from __future__ import annotations

import queue
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from audionews.batch.cluster_book import ClusterBook
from audionews.batch.crews import TRIES, LostWorkError, Result
from audionews.support.errors import UsageError
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from audionews.batch.crews import Ticket

_PATIENCE = 30
"""Seconds in which a scheduler must answer."""
_LOOK = 2.0
"""Seconds after which tasks that the scheduler may have lost are looked for."""
_LOST = {"lost", "cancelled"}


def client(address: str) -> Any:
    """Return a connection to a scheduler.

    Raises:
        UsageError: it does not answer, or distributed is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("A cluster needs distributed.", hint=how_to_add("cluster")) from error
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False, name="audionews")
    except (OSError, ValueError) as error:
        hint = "Start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`."
        raise UsageError(f"There is no scheduler at {address}: {error}.", hint=hint) from error


class DaskCrew:
    """The workers of a scheduler."""

    parcels, worth = True, 2.0

    def __init__(self, connection: Any, *, owned: bool = True) -> None:
        """Take a connection to the scheduler, as `client` returns it; it is closed in the end where it is `owned`."""
        self._client, self._owned = connection, owned
        self._run, self._count = secrets.token_hex(4), 0
        self._futures: dict[Ticket, tuple[Any, bool]] = {}
        self._ended: queue.Queue[tuple[Ticket, Any]] = queue.Queue()

    @property
    def size(self) -> int:
        """How many threads the workers have now."""
        return max(1, int(sum(self._client.nthreads().values())))

    @property
    def dashboard(self) -> str:
        """The address at which Dask shows what happens."""
        return str(self._client.dashboard_link)

    def submit(self, ticket: Ticket, work: Callable[..., Any], *arguments: Any, fetch: bool = True) -> None:
        """Have `work` called with `arguments`, as `Crew` says."""
        self._count += 1
        name = f"{work.__name__}-{self._run}-{self._count}"
        future = self._client.submit(work, *arguments, key=name, pure=False, retries=TRIES - 1)
        self._futures[ticket] = future, fetch
        future.add_done_callback(lambda done: self._ended.put((ticket, done)))

    def result(self) -> Result:
        """Wait for the next task that ends."""
        while True:
            try:
                ticket, future = self._ended.get(timeout=_LOOK)
            except queue.Empty:
                lost = next((one for one, (future, _) in self._futures.items() if future.status in _LOST), None)
                if lost is None:
                    continue
                ticket, future = lost, self._futures[lost][0]
            known, fetch = self._futures.get(ticket, (None, False))
            if known is not future:
                continue
            del self._futures[ticket]
            return self._result(ticket, future, fetch=fetch)

    def _result(self, ticket: Ticket, future: Any, *, fetch: bool) -> Result:
        if future.status in _LOST:
            return Result(ticket, error=LostWorkError("The scheduler has lost it."))
        if future.status == "error":
            error = future.exception()
            return Result(ticket, error=error, killed=type(error).__name__ == "KilledWorker")
        if not fetch:
            return Result(ticket, future)
        try:
            return Result(ticket, future.result(timeout=_PATIENCE))
        except Exception as error:  # noqa: BLE001 - its worker died before it told
            return Result(ticket, error=LostWorkError(f"Its result is lost: {error}"))

    def gate(self, name: str, most: int) -> AbstractContextManager[Any]:
        """Return what at most so many tasks of the cluster can hold at once."""
        from distributed import Semaphore

        with self._client.as_current():
            gate: AbstractContextManager[Any] = Semaphore(max_leases=most, name=f"audionews-{name}")
        return gate

    def book(self) -> ClusterBook:
        """Return what is spent in this cluster."""
        return ClusterBook(self._client)

    def close(self) -> None:
        """Take back what is not done."""
        with suppress(Exception):
            self._client.cancel([future for future, _ in self._futures.values()])
            if self._owned:
                self._client.close()
