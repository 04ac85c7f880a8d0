"""What a worker does: write the script of an episode, speak and encode one story of it, join them.

Each task depends on its arguments alone, and doing it twice does nothing twice: what was spoken and encoded is in the
cache under the digest of what it was made from, and an episode is put in its place in one step. An episode of one story
is one task, since there is nothing to join.
"""

from __future__ import annotations

import itertools
import time
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from audionews import casting, mastering, production, scripting
from audionews.batch.ledger import MARK, row_of
from audionews.batch.shared_store import SharedStore
from audionews.engines import spending
from audionews.model import Recipe
from audionews.planning import estimate, jobs
from audionews.support.events import ignore
from audionews.support.store import Store
from audionews.support.strangers import ours
from audionews.synthesis import cache as clip_cache
from audionews.synthesis.cast import Spoken
from audionews.synthesis.speaking import speak
from audionews.timeline import part_starts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from audionews.batch.grouping import ArticleGroup
    from audionews.batch.outputs import BatchOutput
    from audionews.model import Clip, Degraded, Script
    from audionews.rundown.plan import Plan
    from audionews.settings import Settings, Show
    from audionews.support.errors import AudionewsError
    from audionews.synthesis.cast import Cast

_TRIM = 100
"""How many episodes a worker makes until it looks at the size of its cache."""
_made = itertools.count(1)


@dataclass(frozen=True)
class BatchOrder:
    """How the episodes of a batch are made; it goes along with each task."""

    settings: Settings
    """How they sound and look; the engine is chosen."""
    show: Show
    """What the sound's tags say of the show."""
    plan: Plan
    """What the rundown needs to know, the day aside."""
    clock: str
    """The time of day of the greeting."""
    output: BatchOutput
    """Where they go."""
    clips: str | None = None
    """Address of the shared cache of spoken sentences."""
    gate: AbstractContextManager[Any] | None = None
    """Is held while an online engine is asked, so that its limit holds over all workers."""
    lease: float = 0.0
    """Seconds for which the gate is held for each sentence that is spoken: no minute sees more requests than the engine
    takes, of all workers together."""
    together: bool = False
    """Whether what is spent is noted with the cluster's scheduler."""
    parcels: bool = False
    """Whether a story's sound goes along to whoever joins it: workers have no cache in common."""

    def of(self, day: date) -> Settings:
        """Return the settings of the episodes of a day."""
        return self.settings.having(date=day)


@dataclass(frozen=True)
class PlannedEpisode:
    """An episode that is to be made."""

    name: str
    """The name of its folder."""
    digest: str
    """The digest of all that it is made from."""
    day: date
    """Its date."""
    group: ArticleGroup
    """Its articles."""


@dataclass(frozen=True)
class MadeEpisode:
    """An episode in its place, and what it took."""

    row: dict[str, Any]
    """Its row in the index."""
    seconds: float
    """Seconds of its sound."""
    processor: float
    """Seconds of processor time."""
    requests: int
    """Sentences that were spoken; the others were known."""
    degraded: int
    """Sentences that a fallback spoke."""


@dataclass(frozen=True)
class SpokenPart:
    """A story that is spoken and encoded."""

    clips: dict[int, Clip]
    """Its clips, by the index of their segments."""
    degraded: tuple[Degraded, ...]
    """Its segments that a fallback spoke."""
    requests: int
    """Sentences that were spoken."""
    processor: float
    """Seconds of processor time."""
    parcel: dict[str, bytes] = field(default_factory=dict)
    """The entries of the cache that it takes to join it."""


class _ParcelStore(Store):
    """A store that remembers what went through it."""

    def __init__(self, kept: Store) -> None:
        super().__init__(kept.root)
        self._kept = kept
        self.parcel: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """Return the content of an entry."""
        if found := self._kept.get(name):
            self.parcel[name] = found
        return found

    def put(self, name: str, content: bytes) -> None:
        """Write an entry."""
        self._kept.put(name, content)
        self.parcel[name] = content


def make_episode(order: BatchOrder, planned: PlannedEpisode) -> MadeEpisode:
    """Make an episode from its articles to its place.

    Raises:
        AudionewsError: it cannot be made.
    """
    begun = time.process_time()
    written = write_script(order, planned)
    every = range(len(written.segments))
    spoken = _spoken(order, written, every)
    return _placed(order, planned, written, [SpokenPart(*spoken, 0.0)], begun)


def make_episodes(order: BatchOrder, several: Sequence[PlannedEpisode]) -> list[MadeEpisode | AudionewsError]:
    """Make short episodes one after another; where one cannot be made, why stands in its place."""
    made: list[MadeEpisode | AudionewsError] = []
    for planned in several:
        try:
            made.append(make_episode(order, planned))
        except Exception as error:  # noqa: BLE001 - handed to who asked
            made.append(ours(error))
    return made


def write_script(order: BatchOrder, planned: PlannedEpisode) -> Script:
    """Return the script of an episode.

    Raises:
        NoInputError: there is nothing in its articles to read aloud.
    """
    settings = order.of(planned.day)
    plan = replace(order.plan, date=planned.day, programme=settings.programme)
    return scripting.written_of(planned.group.articles, (), plan, ignore)


def foretell(order: BatchOrder, planned: PlannedEpisode) -> estimate.Estimate:
    """Return what an episode would take; nothing is spoken.

    Raises:
        AudionewsError: as `make_episode`.
    """
    written = write_script(order, planned)
    cast = casting.assigned(_cast(order.settings), written, order.settings)
    return estimate.of(written, cast, (), _clips(order), order.settings)


def story_parts(written: Script) -> list[int]:
    """Return the numbers of the parts of a script that are stories."""
    rows = zip(written.segments, part_starts(written.segments), strict=True)
    return sorted({part for segment, part in rows if segment.article is not None})


def speak_part(order: BatchOrder, written: Script, part: int) -> SpokenPart:
    """Speak and encode one part of a script.

    Raises:
        AudionewsError: it cannot be spoken.
    """
    begun = time.process_time()
    numbers = [number for number, one in enumerate(part_starts(written.segments)) if one == part]
    clips, degraded, requests = _spoken(order, written, numbers)
    parcel = _ParcelStore(clip_cache.cache_store())
    mastering.encode_parts(written, clips, parcel, _delivery(order.settings))
    spent = time.process_time() - begun
    return SpokenPart(clips, degraded, requests, spent, parcel.parcel if order.parcels or not parcel.is_shared else {})


def join_episode(
    order: BatchOrder, planned: PlannedEpisode, written: Script, parts: Sequence[SpokenPart]
) -> MadeEpisode:
    """Join the parts of an episode, speak what belongs to no story, and put the episode in its place.

    Raises:
        AudionewsError: it cannot be made.
    """
    begun = time.process_time()
    store = clip_cache.cache_store()
    for part in parts:
        for name, content in part.parcel.items():
            if name not in store:
                store.put(name, content)
    known = {number for part in parts for number in part.clips}
    rest = [number for number in range(len(written.segments)) if number not in known]
    return _placed(order, planned, written, [*parts, SpokenPart(*_spoken(order, written, rest), 0.0)], begun)


def _placed(
    order: BatchOrder, planned: PlannedEpisode, written: Script, parts: Sequence[SpokenPart], begun: float
) -> MadeEpisode:
    """Master the spoken parts, put the episode in its place, and tell what it took."""
    clips = {number: clip for part in parts for number, clip in part.clips.items()}
    degraded = tuple(sorted((one for part in parts for one in part.degraded), key=lambda one: one.segment))
    spoken = Spoken(tuple(clips.get(number) for number in range(len(written.segments))), degraded)
    settings = order.of(planned.day)
    recipe = Recipe((MARK, planned.group.known), planned.digest, order.clock, jobs.noted(settings))
    where = order.output.folder
    asked = production.Order(
        root=where or clip_cache.cache_store().root,
        day=planned.day,
        cast=_cast(order.settings),
        show=order.show,
        settings=settings,
        before=None,
        begun=begun,
    )
    with order.output.episode(planned.name) as (hidden, sums):
        place = where / planned.name if where else hidden
        asked = replace(asked, folder=place)
        made = production.assembled(written, spoken, recipe, asked, clip_cache.cache_store(), hidden, ignore)
    if not next(_made) % _TRIM:
        clip_cache.trim(clip_cache.cache_store())
    return MadeEpisode(
        row_of(planned.group.known, made, planned.name, sums),
        made.duration,
        time.process_time() - begun + sum(part.processor for part in parts),
        sum(part.requests for part in parts),
        len(degraded),
    )


def _spoken(
    order: BatchOrder, written: Script, numbers: Sequence[int]
) -> tuple[dict[int, Clip], tuple[Degraded, ...], int]:
    """Have segments of a script spoken; return their clips by index, what a fallback spoke, and how many were new."""
    settings = order.settings
    cast = casting.assigned(_cast(settings), written, settings)
    segments = [written.segments[number] for number in numbers]
    if order.together:
        _share_spending()
    with order.gate or nullcontext():
        begun = time.monotonic()
        done = speak(
            segments,
            cast,
            _clips(order),
            ignore,
            fallbacks=casting.fallbacks(settings, cast),
            jobs=settings.run.jobs,
        )
        time.sleep(max(0.0, order.lease * done.fresh - (time.monotonic() - begun)))
    clips = {number: clip for number, clip in zip(numbers, done.clips, strict=True) if clip}
    return clips, tuple(replace(one, segment=numbers[one.segment]) for one in done.degraded), done.fresh


@cache
def _share_spending() -> None:
    """Have this worker note what it spends where all of the cluster do."""
    from distributed import get_client

    from audionews.batch.cluster_book import ClusterBook

    spending.keep_in(ClusterBook(get_client()))


@cache
def _cast(settings: Settings) -> Cast:
    """Return the voices of a batch: engines are loaded once a worker."""
    cast = casting.cast(settings, None, ignore)
    cast.engine.ready()
    return cast


def _clips(order: BatchOrder) -> Store:
    local = clip_cache.cache_store()
    return SharedStore(local.root, order.clips) if order.clips else local


def _delivery(settings: Settings) -> mastering.Delivery:
    return mastering.Delivery(settings.sound, settings.pauses, settings.run.jobs)
