"""The one entry point: sources as the user names them in, articles and what gave none out, in the user's order.

A source leads to articles at once (a file, a page) or by way of others (a folder, a list of feeds, a feed): each
step turns leads into what they lead to, side by side, until only articles and reasons are left.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from audionews.model import Article, Skipped
from audionews.sources.deduplicate import deduplicated
from audionews.sources.gather_options import GatherOptions
from audionews.sources.outcomes import FoundArticle, Outcome, PassedOver, PendingSource
from audionews.sources.pages.host_furniture import marked
from audionews.sources.source_readers import SourceReader
from audionews.support.errors import AudionewsError
from audionews.support.events import LeftOut, Note, OnEvent, Progress, ignore
from audionews.support.parallel import in_lanes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audionews.sources.read_history import ReadHistory

DEFAULTS = GatherOptions()
_MOST_STEPS = 5  # folder or list, feed, page; a list that leads to lists ends here


def gather(
    sources: Sequence[str],
    options: GatherOptions = DEFAULTS,
    *,
    stdin: BinaryIO | None = None,
    on_event: OnEvent = ignore,
) -> tuple[list[Article], list[Skipped]]:
    """Read every source; what gives no article is skipped with its reason, and the rest is returned in order.

    Stories of feeds that tell the same news are read once, in their fullest form, the others named in `also`;
    what the user names (file, folder, page, standard input) is always read.

    Args:
        sources: paths of files and folders, addresses of pages and feeds, or `-` for standard input. The same one
            twice is read once.
        options: how to read them.
        stdin: where `-` is read from.
        on_event: is told of each source that is left out, and how far the reading has come.

    Raises:
        UsageError: a path that is not there or an address of another kind, before anything is read.
    """
    reader = SourceReader(options, stdin)
    deadline = time.monotonic() + options.gathering.minutes * 60
    found: list[Outcome] = [one for source in sources for one in reader.leads(source)]
    known: set[str] = set()
    for _ in range(_MOST_STEPS):
        found = list(_step(_once(found, known, on_event), options, deadline, on_event))
    found = [
        Skipped(one.source, "It leads from list to list.") if isinstance(one, PendingSource) else one for one in found
    ]
    told = _with_furniture([one for one in found if isinstance(one, FoundArticle)], options)
    news = [one for one in told if not _is_old(one, options.seen, on_event)]
    skipped = [one for one in found if isinstance(one, Skipped)]
    passed = [one for one in found if isinstance(one, PassedOver)]
    if told or options.seen is not None:
        for note in passed:
            on_event(Note(f"{note.source}: {note.why}"))
    else:  # nothing came: why not is the answer
        skipped += [Skipped(one.source, one.why) for one in passed]
    for one in skipped:
        on_event(LeftOut(one.source, one.why))
    articles = deduplicated(news, options.gathering.limit_all, lambda line: on_event(Note(line)))
    _tell_reservations(reader, articles, deadline, on_event)
    return articles, skipped


def _with_furniture(told: Sequence[FoundArticle], options: GatherOptions) -> list[FoundArticle]:
    """Return the articles with what they have in common with others of their sites marked."""
    today = (options.now or datetime.now(options.zone)).date()
    articles = marked([one.article for one in told], options.cache, today)
    return [replace(one, article=article) for one, article in zip(told, articles, strict=True)]


def _tell_reservations(reader: SourceReader, articles: Sequence[Article], deadline: float, on_event: OnEvent) -> None:
    """Tell which sites reserve their texts from text and data mining, as far as there is time to ask."""
    for reserved in in_lanes([partial(reader.reservations, articles)], [None], 1, deadline=deadline).values():
        for site, where in reserved.items():
            on_event(Note(f"{site} reserves its texts from text and data mining ({where}): think before publishing."))
    reader.stop()


def _is_old(one: FoundArticle, seen: ReadHistory | None, on_event: OnEvent) -> bool:
    """Tell whether an entry of a feed brings what another paper's has brought already, and say so."""
    old = seen is not None and one.rank is not None and seen.heard(one.article)
    if old:
        on_event(Note(f"{one.article.source} tells news that was read before."))
    return old


def _step(found: Sequence[Outcome], options: GatherOptions, deadline: float, on_event: OnEvent) -> Iterator[Outcome]:
    """Yield the outcomes with every lead replaced by what it leads to, or by that there was no time for it."""
    leads = [one for one in found if isinstance(one, PendingSource)]
    fetches = any("://" in lead.key for lead in leads)

    def report(done: int) -> None:
        if fetches:
            on_event(Progress("fetch", done, len(leads)))

    works = [partial(_followed, lead) for lead in leads]
    results = in_lanes(works, [_site(lead) for lead in leads], options.jobs, report, deadline)
    late = Counter(lead.parent or lead.source for number, lead in enumerate(leads) if number not in results)
    numbers = iter(range(len(leads)))
    for one in found:
        if not isinstance(one, PendingSource):
            yield one
        elif (number := next(numbers)) in results:
            yield from results[number]
        elif count := late.pop(one.parent or one.source, 0):
            which = f"{count} of its stories were" if one.parent else "It was"
            yield Skipped(
                one.parent or one.source,
                f"{which} not fetched: the {options.gathering.minutes:g} minutes for gathering are over.",
            )


def _site(lead: PendingSource) -> str | None:
    """Return the site that a lead is fetched from: it is asked one thing at a time, others meanwhile."""
    return urlsplit(lead.key).netloc if "://" in lead.key else None


def _followed(lead: PendingSource) -> Sequence[Outcome]:
    """Return what a lead leads to; whatever goes wrong costs that source alone."""
    try:
        return lead.follow()
    except AudionewsError as error:
        return [Skipped(lead.source, f"{error} {error.hint or ''}".rstrip())]
    except MemoryError:
        return [Skipped(lead.source, "It takes more memory than there is.")]
    except (Exception, SystemExit, GeneratorExit) as error:  # what strange data makes of a library, or a source's code
        logging.getLogger("audionews").debug("%s could not be read", lead.source, exc_info=True)
        return [Skipped(lead.source, f"It could not be read ({type(error).__name__}).")]


def _once(found: Iterable[Outcome], known: set[str], on_event: OnEvent) -> list[Outcome]:
    """Return the outcomes without leads that are `known`."""
    kept: list[Outcome] = []
    for one in found:
        if isinstance(one, PendingSource):
            if one.key in known:
                on_event(Note(f"{one.source} is named twice; it is read once."))
                continue
            known.add(one.key)
        kept.append(one)
    return kept
