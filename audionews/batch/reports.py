"""What became of a batch, and what one would do."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from audionews.batch.outputs import BatchOutput
from audionews.support import own_files
from audionews.support.counting import counted
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from audionews.planning.estimate import Estimate

STATUS = "batch.json"
"""How the batch stands, beside its episodes."""


@dataclass
class BatchReport:
    """What became of a batch."""

    state: str = "running"
    """`running`, `done` or `stopped`."""
    output: str = ""
    """Where the episodes are."""
    share: float = 0.0
    """About which share of the sources has been read."""
    made: int = 0
    """Episodes that were made."""
    unchanged: int = 0
    """Episodes that were there already, just so."""
    failed: int = 0
    """Episodes and sources that are listed in failed.jsonl."""
    degraded: int = 0
    """Sentences that a fallback spoke."""
    sound: float = 0.0
    """Seconds of sound that were made."""
    seconds: float = 0.0
    """Seconds that it took so far."""
    processor: float = 0.0
    """Seconds of processor time that workers used."""
    requests: int = 0
    """Sentences that were spoken; the others were known."""
    bytes: int = 0
    """Bytes of the files that were made."""
    left: float | None = None
    """About how many seconds are left; None where that is not known."""
    told: str = ""
    """When this was written."""

    def lines(self) -> list[str]:
        """Return it in lines for people."""
        rows = [f"{self.made} made, {self.unchanged} unchanged, {self.failed} failed in {self.seconds:.0f} s"]
        if hours := self.sound / 3600:
            rate = self.made / self.seconds * 60 if self.seconds else 0.0
            rows += [f"{hours:.2f} hours of sound, {rate:.0f} episodes a minute"]
            spent = f"{self.processor / hours:.0f} s of processor, {self.requests / hours:.0f} sentences spoken"
            rows += [f"An hour of sound took {spent}, {self.bytes / hours / 1e6:.0f} MB"]
        rows += [f"{counted(self.degraded, 'sentence was', 'sentences were')} spoken by another voice"] * bool(
            self.degraded
        )
        return rows


@dataclass
class BatchPlan:
    """What a batch would do."""

    episodes: int = 0
    """Episodes that would be made."""
    unchanged: int = 0
    """Episodes that are there already, just so."""
    failed: int = 0
    """Episodes and sources that would give nothing."""
    minutes: float = 0.0
    """Minutes of sound."""
    sentences: int = 0
    """Sentences that would be spoken."""
    characters: int = 0
    """Characters of those that are not known."""
    requests: int = 0
    """Requests for them."""
    dollars: float | None = 0.0
    """What they cost, US dollars; None where no price is known."""
    hosts: tuple[str, ...] = ()
    """Who would get the text."""

    def add(self, one: Estimate) -> None:
        """Add what one episode would take."""
        self.episodes += 1
        self.minutes += one.minutes
        self.sentences += one.sentences
        for share in one.shares:
            self.characters += share.characters
            self.requests += share.requests
            self.dollars = None if self.dollars is None or share.dollars is None else self.dollars + share.dollars
            if share.host and share.host not in self.hosts:
                self.hosts += (share.host,)

    def lines(self) -> list[str]:
        """Return it in lines for people."""
        cost = "price not known" if self.dollars is None else f"${self.dollars:.2f}" if self.dollars else "free"
        where = f"the text goes to {', '.join(self.hosts)}" if self.hosts else "the text stays on these machines"
        return [
            f"{counted(self.episodes, 'episode')} to make, {self.unchanged} unchanged, {self.failed} failed",
            f"{counted(self.sentences, 'sentence')}, about {self.minutes:.0f} minutes of sound",
            f"{counted(self.characters, 'character')} in {counted(self.requests, 'request')}, {cost}; {where}",
        ]


def status(output: str) -> BatchReport:
    """Return how the batch into `output` stood when it last told.

    Raises:
        UsageError: no batch has told anything there.
    """
    found = own_files.json_object(BatchOutput(output).read(STATUS))
    names = {one.name for one in fields(BatchReport)}
    if not found:
        raise UsageError(f"No batch has written to {output}.", hint="Start one: audionews batch SOURCE -o OUTPUT")
    return BatchReport(**{name: value for name, value in found.items() if name in names})
