"""What speech has cost this month, in a file of the user's data that all processes share, and what it may cost.

The file is `spending/2026-11.json`: US dollars by engine. A sum is noted before the request that it is for, so that no
number of processes together passes a budget; what was surely not charged is taken back.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from audionews.support import files, own_files
from audionews.support.errors import AbsentError, DamagedError, NotReady, StorageError
from audionews.support.homes import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

_MOST_BYTES = 1_000_000
_WAIT = 30.0
"""Seconds to wait for others who note what they spend."""
_DUST = 1e-9
"""US dollars that sums may be off by."""
_here = threading.Lock()


class Book(Protocol):
    """Where all who spend together note it."""

    def read(self, month: str) -> dict[str, float]:
        """Return what each engine has cost in a month, US dollars.

        Raises:
            StorageError: that cannot be told; what cannot be read is never taken for nothing.
        """
        ...

    def changing(self, month: str) -> AbstractContextManager[dict[str, float]]:
        """Return the same, of which is kept what the block makes of it, while nobody else changes it.

        Raises:
            StorageError: it cannot be read, locked or written.
        """
        ...


def month_of(when: datetime) -> str:
    """Return the name of a month in a book, as 2026-11."""
    return f"{when:%Y-%m}"


class FileBook:
    """The files of this machine's user."""

    def read(self, month: str) -> dict[str, float]:
        """Return what each engine has cost, as `Book` says."""
        return _read(_file(month))

    @contextmanager
    def changing(self, month: str) -> Iterator[dict[str, float]]:
        """Return what is kept as the block leaves it, as `Book` says."""
        with _here, files.lock(files.folder(data_folder() / "spending"), wait=_WAIT):
            spent = _read(_file(month))
            yield spent
            files.write(_file(month), json.dumps({name: round(cost, 9) for name, cost in sorted(spent.items())}))


_book: Book = FileBook()


def keep_in(book: Book) -> None:
    """Note what this process spends in another book: one that the workers of a cluster share."""
    global _book  # noqa: PLW0603 - a process has one book, as it has one folder of data
    _book = book


class Receipt(NamedTuple):
    """A sum that was noted."""

    month: str
    """The month in which it was, as 2026-11, in UTC."""
    dollars: float
    """How much."""


@dataclass(frozen=True)
class Purse:
    """The money for one engine; both budgets are US dollars a month, None without a limit."""

    engine: str
    """Its name."""
    budget: float | None = None
    """What this engine may cost."""
    total: float | None = None
    """What all engines together may cost."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """Tells the time, in UTC."""

    def spend(self, dollars: float) -> Receipt:
        """Note that `dollars` are spent, unless that would pass a budget.

        Raises:
            NotReady: it would; or there is a budget, and what was spent cannot be read or noted.
        """
        try:
            month = self._month()
            with _book.changing(month) as spent:
                self._check(spent, dollars)
                spent[self.engine] = spent.get(self.engine, 0.0) + dollars
                return Receipt(month, dollars)
        except StorageError as error:
            if self.budget is None and self.total is None:
                return Receipt("", dollars)  # nobody asked for the sum: speech does not wait for it
            raise NotReady(f"The budget of {self.engine} cannot be held: {error}", hint=error.hint) from error

    def take_back(self, receipt: Receipt) -> None:
        """Note that a sum was not charged; where that cannot be noted, it counts as spent."""
        if not receipt.month:
            return
        try:
            with _book.changing(receipt.month) as spent:
                spent[self.engine] = max(0.0, spent.get(self.engine, 0.0) - receipt.dollars)
        except StorageError:
            return

    def tightest(self) -> tuple[float, float] | None:
        """Return the budget of which least is left, and what is spent of it; None where there is no budget.

        What cannot be read counts as nothing here.
        """
        try:
            spent = _book.read(self._month())
        except StorageError:
            spent = {}
        budgets = ((most, already) for most, already, _ in self._budgets(spent))
        return min(budgets, key=lambda budget: budget[0] - budget[1], default=None)

    def _month(self) -> str:
        return month_of(self.now())

    def _check(self, spent: dict[str, float], dollars: float) -> None:
        """Raise NotReady where `dollars` more would pass a budget."""
        for most, already, key in self._budgets(spent):
            if already + dollars > most + _DUST:
                raise NotReady(
                    f"The month's budget of ${most:.2f} ({key}) would be passed: ${already:.2f} are spent.",
                    hint=f"Raise {key} in audionews.toml, or take another engine until the month ends (UTC).",
                )

    def _budgets(self, spent: dict[str, float]) -> Iterator[tuple[float, float, str]]:
        """Yield each budget that there is, what is spent of it, and the setting that it comes from."""
        if self.budget is not None:
            yield self.budget, spent.get(self.engine, 0.0), f"engines.{self.engine}.budget"
        if self.total is not None:
            yield self.total, sum(spent.values()), "budget"


def _file(month: str) -> Path:
    return data_folder() / "spending" / f"{month}.json"


def _read(path: Path) -> dict[str, float]:
    """Return what each engine has cost; what cannot be read is never taken for nothing.

    Raises:
        StorageError: the file cannot be read, or is none of ours.
    """
    try:
        held = json.loads(own_files.text(path, most=_MOST_BYTES))
    except AbsentError:
        return {}
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict) or not all(isinstance(one, int | float) and one >= 0 for one in held.values()):
        raise DamagedError(f"{path} does not say what was spent.", hint="Move it away; the month is then counted anew.")
    return {str(name): float(one) for name, one in held.items()}
