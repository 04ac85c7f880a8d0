"""The day's run: fetch, make, publish, remove what is old. Safe to run twice, by a timer and by hand at once.

A story that was read on an earlier day is not read again unless it has grown by a third; it is then told as one that
develops. What was read today stays in today's episode, so that a later run brings it up to date with what has come
since. Where the settings name several times of day, each begins an edition, with an episode of its own, which does not
read again what the one before has read.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from audionews import episode, production, publish, scripting
from audionews.planning import jobs
from audionews.planning.choices import validate, zone
from audionews.publish.show import episode_folders, episode_index, shows
from audionews.sources import read_history as memory
from audionews.sources import reading_queue
from audionews.support import files, staging
from audionews.support.counting import counted
from audionews.support.errors import NoInputError, UsageError
from audionews.support.events import Note, Warned, ignore
from audionews.support.value_kinds import QUEUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from audionews.model import Article, Episode, Skipped
    from audionews.publish.show.episode_folders import EpisodeFolder
    from audionews.publish.show.episode_index import EpisodeItem
    from audionews.settings import Settings
    from audionews.sources.reading_queue import QueueItem
    from audionews.support.events import OnEvent

STATE = ".daily"
"""Folder in the output folder that remembers what was read."""
SEEN = "seen.json"
"""What was read, in that folder."""
_PATIENCE = 3600.0  # s; a long bulletin from a slow service takes a while
_OURS = re.compile(r"\d{4}-\d\d-\d\d(-\d+)?")


@dataclass(frozen=True)
class Day:
    """What a run did."""

    date: date
    """The day, in the programme's time zone."""
    edition: int | None
    """Which of the day's editions, from 1; None where the day has one."""
    made: Sequence[tuple[Path, Episode]]
    """The day's episodes and their folders; empty where there is no news."""
    fresh: int
    """Stories in them that no earlier run has read."""
    skipped: Sequence[Skipped]
    """Sources that gave nothing."""
    pruned: Sequence[str]
    """Names of the folders that were removed."""
    sent: int | None = None
    """How many files were sent to the show's target; None where it has none."""

    @property
    def degraded(self) -> int:
        """Sentences that another engine had to speak."""
        return sum(len(episode.degraded) for _, episode in self.made)

    def summary(self) -> str:
        """Return the run in one line."""
        day = f"{self.date}" if self.edition is None else f"{self.date}, edition {self.edition}"
        parts = [f"{day}: nothing new"]
        if self.made:
            stories = len({story.source for _, episode in self.made for story in episode.articles})
            minutes = sum(episode.duration for _, episode in self.made) / 60
            folder, first = self.made[0]
            parts = [f"{day}: {counted(stories, 'story', 'stories')} ({self.fresh} new)"]
            parts += [f"{minutes:.1f} minutes", str(folder / first.audio.file)]
        parts += [f"{counted(self.sent, 'file')} published"] if self.sent else []
        counts = (("skipped", self.skipped), ("removed", self.pruned))
        parts[1:1] = [f"{len(what)} {name}" for name, what in counts if what]
        parts[1:1] = [f"{self.degraded} degraded"] * bool(self.degraded)
        return ", ".join(parts)


def run(settings: Settings, *, again: bool = False, now: datetime | None = None, on_event: OnEvent = ignore) -> Day:
    """Make today's episode of the sources in `settings`, publish it, and remove episodes that are too old.

    Args:
        settings: with sources.
        again: read what was read before once more.
        now: the moment of the run; None is now.
        on_event: is told what happens.

    Raises:
        UsageError: there are no sources, or a setting names what does not exist.
        NoInputError: every source failed.
        AudionewsError: as `episode.make`.
    """
    validate(settings)
    if not settings.run.sources:
        raise UsageError(
            "There are no sources to read.",
            hint='Name pages, feeds or folders in audionews.toml: sources = ["https://example.org/feed.xml", "news"]. '
            "Where there is no such file, `audionews init` writes one.",
        )
    now = moment(settings, now)
    state = files.folder(files.folder(settings.run.output) / STATE)
    with alone(state, on_event):
        files.sweep(state)
        done = _run(bounded(settings, now), state / SEEN, now, again, on_event)
        return replace(done, sent=published(settings, on_event))


def published(settings: Settings, on_event: OnEvent) -> int | None:
    """Send the show to where its settings say, also what an earlier run could not; tell how many files that were."""
    root = settings.run.output
    if not shows.read(root).target or not (root / shows.FEED).is_file():
        return None
    waiting = partial(on_event, Note(f"Waiting for another audionews that is writing to {root}."))
    sent = publish.deliver(root, waiting=waiting, allow_private=settings.run.allow_private)
    for told in sent.warnings():
        on_event(Warned(told))
    return len(sent.files)


@contextmanager
def alone(state: Path, on_event: OnEvent) -> Iterator[None]:
    """Hold the folder of what the daily run remembers; another run waits for this one."""
    with files.lock(state, wait=_PATIENCE, waiting=partial(on_event, Note("Waiting for another daily run to end."))):
        yield


def moment(settings: Settings, now: datetime | None) -> datetime:
    """Return the moment of a run in the programme's time zone; None is now."""
    return (now or datetime.now(UTC)).astimezone(zone(settings.programme))


@dataclass(frozen=True)
class Gathered:
    """What a run has to tell."""

    articles: Sequence[Article]
    """The day's stories."""
    skipped: Sequence[Skipped]
    """Sources that gave nothing."""
    fresh: int
    """Stories that no earlier run has read."""
    edition: int | None
    """Which of the day's editions it is for."""
    known: memory.ReadHistory
    """What was read before."""
    queued: Sequence[QueueItem] = ()
    """What of the reading queue they tell."""

    def read(self, now: datetime) -> memory.ReadHistory:
        """Return what was read once these stories are."""
        return self.known.after(map(_addressed, self.articles), now)

    def leave_queue(self, settings: Settings, now: datetime) -> None:
        """Let what these stories tell leave the reading queue."""
        lost = {source.source for source in self.skipped}
        reading_queue.tell(reading_queue.place(settings.run.output), self.queued, lost=lost, now=now)


def gathered(settings: Settings, path: Path, now: datetime, *, again: bool, on_event: OnEvent) -> Gathered:
    """Read the day's stories; `path` is where it is kept what was read before.

    Raises:
        NoInputError: every source failed.
    """
    known = memory.load(
        path,
        lambda aside: on_event(Warned(f"{path} is damaged: what it knew is forgotten; it is kept as {aside.name}.")),
    )
    edition, begin = edition_at(settings.daily.at, now)
    mine = {
        name: mark for name, mark in known.marks.items() if mark.read >= begin and _day(mark.read, now) == now.date()
    }
    before = {} if again else {name: mark for name, mark in known.marks.items() if name not in mine}
    earlier = memory.ReadHistory(before)
    reaching = settings.having(since=_reach(settings.gathering.since, [mark.read for mark in mine.values()], now))
    named = settings.run.sources
    queued = scripting.queue_of(named, settings, begin)
    found, skipped = scripting.load_articles(named, reaching, seen=earlier, now=now, queued=queued, on_event=on_event)
    asked = {item.source for item in queued}
    if not found and skipped and {source.source for source in skipped} >= {*named, *asked} - {QUEUE}:
        reasons = "; ".join(f"{source.source}: {source.why}" for source in skipped)
        raise NoInputError("Every source failed.", hint=reasons)
    told = memory.ReadHistory(
        {} if again else {**before, **{name: mark for name, mark in mine.items() if mark.developing}}
    )
    articles = [
        replace(article, developing=told.develops(_addressed(article)))
        for article in found
        if article.source in asked or not earlier.knows(_addressed(article))
    ]
    recent = memory.ReadHistory(mine)
    fresh = sum(not (recent if article.source in asked else known).knows(_addressed(article)) for article in articles)
    return Gathered(articles, skipped, fresh, edition, known, queued)


def _run(settings: Settings, path: Path, now: datetime, again: bool, on_event: OnEvent) -> Day:
    news = gathered(settings, path, now, again=again, on_event=on_event)
    edition = news.edition
    made = standing(settings, edition) if news.articles and not news.fresh and not again else []
    if news.articles and not made:
        asked = timed(settings, edition, now)
        made = episode.produce(settings.run.sources, news.articles, news.skipped, asked, on_event, edition=edition)
        if not any(one.corrections for _, one in made):  # such an episode takes in nothing new: another day may
            memory.save(news.read(now), path)
            news.leave_queue(settings, now)
    elif made:
        news.leave_queue(settings, now)
    old = pruned(settings, now.date())
    return Day(now.date(), edition, made or standing(settings, edition), news.fresh, news.skipped, old)


def edition_at(times: Sequence[time], now: datetime) -> tuple[int | None, datetime]:
    """Return which of the day's editions a run at `now` makes, and when that one began.

    The first one is of the whole day before the second of `times`; a day with one time has no editions.
    """
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    if len(times) < 2:
        return None, midnight
    begun = [moment for moment in sorted(times)[1:] if moment <= now.time()]
    return len(begun) + 1, datetime.combine(now.date(), begun[-1], now.tzinfo) if begun else midnight


def bounded(settings: Settings, now: datetime) -> Settings:
    """Return the settings of this day's run: its date, its order, its bounds for feeds."""
    daily, gathering, order = settings.daily, settings.gathering, settings.sections.order
    return settings.having(
        date=now.date(),
        since=gathering.since or daily.since,
        limit_all=gathering.limit_all or daily.limit or None,
        sections=() if order is None and daily.sections else order,
    )


def timed(settings: Settings, edition: int | None, now: datetime) -> Settings:
    """Return the settings with the greeting's time: now for a new episode; an update keeps its own."""
    time = settings.programme.time or (None if _place(settings, edition).episode else now.time())
    return settings.having(time=time)


def _day(moment: datetime, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date()


def _reach(since: timedelta | None, read: Sequence[datetime], now: datetime) -> timedelta | None:
    """Return how far back an update reads: as far as the day's first run did."""
    return since + max(now - min(read), timedelta()) if since and read else since


def _place(settings: Settings, edition: int | None) -> EpisodeFolder:
    root = settings.run.output
    names = tuple(episode_folders.named(source, root) for source in settings.run.sources)
    return episode_folders.place(root, jobs.day(settings), names, edition)


def standing(settings: Settings, edition: int | None) -> list[tuple[Path, Episode]]:
    """Return the day's bulletin, if it is there in full and as it was meant."""
    place = _place(settings, edition)
    good = place.episode and not place.episode.degraded and episode_folders.whole(place)
    return [(place.folder, replace(place.episode, folder=place.folder))] if good and place.episode else []


def _addressed(article: Article) -> Article:
    """Return an article with an address to be known by; that of a file is its path."""
    if article.url or "://" in article.source:
        return article
    return replace(article, url=Path(article.source).absolute().as_uri())


def _is_past(item: EpisodeItem, episodes: Sequence[EpisodeItem], today: date, days: int) -> bool:
    """Tell whether an episode is too old by the clock, and by the newest one that is not of today as well.

    A clock that jumps ahead is no reason to remove anything: what it calls old must be so by what was made before.
    """
    before = max((one.date for one in episodes if one.date < today), default=item.date)
    return (min(today, before + timedelta(days=1)) - item.date).days > days


def pruned(settings: Settings, today: date) -> list[str]:
    """Remove the episodes that are older than they are to be kept, and tell their names; feed and show follow."""
    root, days = settings.run.output, settings.daily.keep_days
    production.settle(root, settings)
    with files.lock(root):
        episodes = episode_index.items(root)[0] if days else []
        pinned = shows.identity(root).pinned
        found = [item for item in episodes if _OURS.fullmatch(item.name) and item.name not in pinned]
        old = [item.name for item in found if _is_past(item, episodes, today, days)]
        if old or settings.show.given:  # what the settings say of the show may have changed without any news
            with staging.unfinished(root):
                for name in old:
                    files.remove(root / name)
                publish.update_show(root, **settings.show.given)
    return old
