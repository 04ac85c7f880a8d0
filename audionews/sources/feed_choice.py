"""Which entries of a feed are read: what is young enough and new, chosen before anything is cut off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.support.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from audionews.sources.source_protocol import FeedEntry

MOST_ENTRIES = 500
_SHOWN = 3
_ORDERED = 3  # dated entries, from which on their order can be told


@dataclass(frozen=True)
class FeedChoice:
    """The entries to read, and what is to be said of the others."""

    entries: tuple[tuple[int, FeedEntry], ...] = ()
    """In the feed's order, each with its rank: 0 is the first, in a feed whose oldest entry is first the newest."""
    notes: tuple[str, ...] = ()
    """What is not read as it was asked for, a sentence each."""
    losses: tuple[tuple[str | None, str], ...] = ()
    """What could not be read although it may have been meant: the name of the first such entry, and a sentence."""


def choose(
    entries: Sequence[FeedEntry],
    *,
    now: datetime,
    since: timedelta | None = None,
    limit: int | None = None,
    is_known: Callable[[FeedEntry], bool] = lambda _: False,
) -> FeedChoice:
    """Return the entries no older than `since`, not known yet, and of these the `limit` newest, or at most 500."""
    notes, losses = list[str](), list[tuple[str | None, str]]()
    strange = [one.undated for one in entries if one.undated]
    if strange:
        first = next(one.name for one in entries if one.undated)
        names = ", ".join(f"“{date[:60]}”" for date in dict.fromkeys(strange[:_SHOWN])) + (
            ", …" * (len(strange) > _SHOWN)
        )
        said = f"{_counted(len(strange), 'a date', 'dates')} cannot be read ({names})"
        if since is None:
            notes.append(f"{said}.")
        else:
            losses.append((first, f"{said}; what is not known to be young is not read with --since."))
    recent = [one for one in entries if since is None or _is_recent(one, now, since)]
    if since is not None and not recent and len(strange) < len(entries):
        notes.append(f"Nothing in it is younger than {_age(since)}.")
    news = [one for one in recent if not is_known(one)]
    if len(news) < len(recent):
        notes.append(f"{counted(len(recent) - len(news), 'story was', 'stories were')} read before.")
    if len(news) > MOST_ENTRIES and (limit is None or limit > MOST_ENTRIES):
        losses.append((None, f"Only {MOST_ENTRIES} of its {len(news)} stories are read, the newest."))
    return FeedChoice(_first(news, min(limit or MOST_ENTRIES, MOST_ENTRIES)), tuple(notes), tuple(losses))


def _is_recent(entry: FeedEntry, now: datetime, since: timedelta) -> bool:
    """Tell whether an entry is young enough; one without any date counts as new, the history knows whether it is."""
    if entry.published is None:
        return entry.undated is None
    is_day = entry.published.time() == time()  # a day without a clock: it may have been as late as its end
    return now - entry.published <= since + timedelta(days=is_day)


def _first(entries: Sequence[FeedEntry], most: int) -> tuple[tuple[int, FeedEntry], ...]:
    """Return the `most` first entries, or the last ones of a feed whose oldest is first, in their order."""
    dates = [one.published for one in entries if one.published]
    rising = len(dates) >= _ORDERED and dates[0] < dates[-1] and all(one <= next_ for one, next_ in pairwise(dates))
    if rising:
        return tuple((len(entries) - 1 - place, one) for place, one in enumerate(entries))[-most:]
    if len(entries) > MOST_ENTRIES and most == MOST_ENTRIES and len(dates) == len(entries):
        kept = sorted(range(len(entries)), key=lambda place: dates[place], reverse=True)[:most]
        return tuple((rank, entries[place]) for rank, place in enumerate(sorted(kept)))
    return tuple(enumerate(entries[:most]))


def _age(since: timedelta) -> str:
    """Return a length of time as it is asked for: 90 minutes, 24 hours, 3 days."""
    for size, name in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        number = since.total_seconds() / size
        if number >= 2 and number == int(number):
            return f"{int(number)} {name}"
    return f"{since.total_seconds() / 3600:g} hours"


def _counted(number: int, one: str, more: str) -> str:
    return one.capitalize() if number == 1 else f"{number} {more}"
