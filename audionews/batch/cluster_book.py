"""What the workers of a cluster spend, noted in one place: the scheduler, for as long as it runs.

Who starts a batch brings there what the files of its own machine know of the month (`begin`), and takes home what is
spent in the cluster (`bring_home`).
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from audionews.engines.spending import FileBook, month_of
from audionews.support.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = "audionews-spending"
_WAIT = 30.0
"""Seconds to wait for others who note what they spend."""


class ClusterBook:
    """A `Book` of `engines.spending` that the scheduler keeps."""

    def __init__(self, client: Any) -> None:
        """Take this process's connection to the scheduler."""
        self._client = client
        self._home: dict[str, dict[str, float]] = {}

    def read(self, month: str) -> dict[str, float]:
        """Return what each engine has cost in a month, as `Book` says."""
        try:
            known = self._client.get_metadata([_NAME], None)
        except (OSError, TimeoutError) as error:
            raise StorageError(f"The scheduler does not tell what was spent: {error}.") from error
        if known is None:  # it was restarted: what it forgot is not nothing
            raise StorageError("The scheduler does not know what was spent.", hint="Start the batch again.")
        return dict(known.get(month, {}))

    @contextmanager
    def changing(self, month: str) -> Iterator[dict[str, float]]:
        """Return what is kept as the block leaves it, as `Book` says."""
        with self._held():
            spent = self.read(month)
            yield spent
            self._client.set_metadata([_NAME, month], spent)

    def begin(self) -> None:
        """Bring what this machine knows of the month, unless the scheduler has a book.

        Raises:
            StorageError: the files of this machine cannot be read.
        """
        month = month_of(datetime.now(UTC))
        with self._held():
            if self._client.get_metadata([_NAME], None) is None:
                self._client.set_metadata([_NAME], {month: FileBook().read(month)})
        self._home[month] = self.read(month)

    def bring_home(self) -> None:
        """Note on this machine what the cluster has spent since the last time.

        Raises:
            StorageError: it cannot be told, or cannot be written.
        """
        month = month_of(datetime.now(UTC))
        spent, before = self.read(month), self._home.get(month, {})
        if spent != before:
            with FileBook().changing(month) as known:
                for engine, dollars in spent.items():
                    known[engine] = max(0.0, known.get(engine, 0.0) + dollars - before.get(engine, 0.0))
            self._home[month] = spent

    @contextmanager
    def _held(self) -> Iterator[None]:
        from distributed import Lock

        with self._client.as_current():
            lock = Lock(_NAME)
            if not lock.acquire(timeout=_WAIT):
                raise StorageError("Others have held what was spent for too long.")
            try:
                yield
            finally:
                lock.release()
