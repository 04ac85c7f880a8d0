"""How sources are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.settings import GatheringSettings, RunSettings
from audionews.sources.source_protocol import INDIA

__all__ = ["INDIA", "GatherOptions"]

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from audionews.sources.read_history import ReadHistory
    from audionews.sources.reading_queue import QueueItem
    from audionews.support.net import Fetcher
    from audionews.support.store import Store


@dataclass(frozen=True)
class GatherOptions:
    """How sources are read; what speaks of stories concerns the entries of feeds alone."""

    zone: tzinfo = INDIA
    """Time zone of dates that name none."""
    run: RunSettings = RunSettings()
    """What may be fetched, and from where; offline, what the cache holds must do."""
    gathering: GatheringSettings = GatheringSettings()
    """Which stories of feeds are read; of those older than `since`, one without a date counts as new."""
    cache: Store | None = None
    """Where fetched pages and feeds are kept for the next run."""
    now: datetime | None = None
    """The moment that `since` counts from; None is now."""
    seen: ReadHistory | None = None
    """What was read before; None reads everything."""
    queue: Sequence[QueueItem] = ()
    """What the source `queue` stands for."""
    jobs: int = 8
    """How many sources are read side by side; one site is asked one thing at a time all the same."""
    fetcher: Fetcher | None = None
    """Who fetches; None makes one of the options above."""
