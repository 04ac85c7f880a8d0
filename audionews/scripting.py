"""Sources in, script out: what would be said, and at what price. No episode is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from audionews import casting, sources
from audionews.planning import jobs
from audionews.planning.choices import validate, zone
from audionews.planning.jobs import MORNING
from audionews.settings import DEFAULTS, Settings
from audionews.sources import reading_queue
from audionews.support.errors import NoInputError
from audionews.support.events import Found, Warned, ignore
from audionews.support.value_kinds import QUEUE
from audionews.synthesis import cache

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from audionews.bengali import Change
    from audionews.model import Article, Script, Skipped
    from audionews.planning.estimate import Estimate
    from audionews.rundown.plan import Plan
    from audionews.sources.read_history import ReadHistory
    from audionews.sources.reading_queue import QueueItem
    from audionews.support.events import OnEvent


def write_script(
    named: Sequence[str], settings: Settings = DEFAULTS, *, stdin: BinaryIO | None = None, on_event: OnEvent = ignore
) -> Script:
    """Return what would be said of the sources `named`, and what was dropped and why. Changes nothing on disk.

    Raises:
        UsageError: a source is not there, or a setting names what does not exist.
        NoInputError: no source gave anything to read aloud.
    """
    validate(settings)
    articles, skipped = load_articles(named, settings, stdin=stdin, on_event=on_event)
    plan = jobs.plan(settings, named, jobs.day(settings), jobs.clock(settings))
    return written_of(articles, skipped, plan, on_event)


def queue_of(named: Sequence[str], settings: Settings, since: datetime | None = None) -> list[QueueItem]:
    """Return what `queue` among the sources `named` stands for: what waits, and what was told since a moment.

    Raises:
        StorageError: the queue cannot be read.
    """
    return reading_queue.taken(reading_queue.place(settings.run.output), since) if QUEUE in named else []


def load_articles(
    named: Sequence[str],
    settings: Settings,
    *,
    seen: ReadHistory | None = None,
    now: datetime | None = None,
    queued: Sequence[QueueItem] | None = None,
    stdin: BinaryIO | None = None,
    on_event: OnEvent = ignore,
) -> tuple[list[Article], list[Skipped]]:
    """Return the articles that the sources `named` hold, and what gave none; entries of feeds only if not yet `seen`.

    The source `queue` is what is `queued`; where that is None, whatever waits on the reading queue.

    Raises:
        UsageError: a path that is not there, or an address that is none.
        NoInputError: the reading queue alone is asked for, nothing waits there, and there is no history of days.
    """
    options = sources.GatherOptions(
        zone=zone(settings.programme),
        run=settings.run,
        gathering=settings.gathering,
        cache=cache.cache_store(),
        now=now,
        seen=seen,
        queue=queue_of(named, settings) if queued is None else queued,
    )
    if set(named) == {QUEUE} and not options.queue and seen is None:
        raise NoInputError("Nothing waits on the reading queue.", hint="audionews add https://example.org/story.html")
    return sources.gather(named, options, stdin=stdin, on_event=on_event)


def written_of(articles: Sequence[Article], skipped: Sequence[Skipped], plan: Plan, on_event: OnEvent) -> Script:
    """Return the script of `articles`.

    Raises:
        NoInputError: there is nothing in them that can be read aloud.
    """
    from audionews.rundown import order, shorten

    written = order.write(articles, plan, skipped)
    tell(written, on_event)
    if not written.articles:
        why = "; ".join(f"{skipped.source}: {skipped.why}" for skipped in written.skipped)
        raise NoInputError("No source gave anything to read aloud.", hint=why or "The folder holds no articles.")
    most = plan.programme.max_minutes
    if most and (needed := shorten.seconds(written.segments, plan.rate)) > most * 60 + 1:
        on_event(Warned(f"The leads alone take about {needed / 60:.1f} minutes, more than {most:g}."))
    return written


def tell(written: Script, on_event: OnEvent) -> None:
    """Tell of each story in a script."""
    for number, article in enumerate(written.articles):
        sentences = sum(segment.article == number for segment in written.segments)
        dropped = sum(line.article == number for line in written.dropped)
        on_event(Found(article.source, article.headline or "", sentences, dropped))


def script_of(text: str, settings: Settings = DEFAULTS) -> Script:
    """Return the script that says one text, without greeting and headlines.

    Raises:
        NoInputError: there is nothing to say in it.
    """
    from audionews.rundown import order

    validate(settings)
    written = order.plain(text, jobs.plan(settings, (), jobs.day(settings), MORNING))
    if not written.segments:
        raise NoInputError("There is nothing to say in this text.")
    return written


def explained(written: Script, named: Sequence[str], settings: Settings) -> list[list[Change]]:
    """Return for each segment of `written` what its spoken text changes: as what, by which rule."""
    from audionews.bengali import explain

    words = jobs.plan(settings, named, written.date, MORNING).lexicon
    return [explain(segment.text, written.locale, words) for segment in written.segments]


def estimate_of(written: Script, settings: Settings, on_event: OnEvent = ignore) -> Estimate:
    """Return what a script would cost. Asks no speech service anything.

    Raises:
        UsageError: an engine or a voice is not there.
        NotReady: the engine lacks something.
    """
    from audionews.planning import estimate

    cast = casting.assigned(casting.cast(settings, None, on_event, ask=False), written, settings)
    return estimate.of(written, cast, casting.fallbacks(settings, cast), cache.cache_store(), settings)
