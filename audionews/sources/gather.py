"""The one entry point: sources as the user names them in, articles and what gave none out, in the user's order.

A source leads to articles at once (a file, a page) or by way of others (a folder, a list of feeds, a feed): each
step turns leads into what they lead to, side by side, until only articles and reasons are left.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from audionews.model import Article, Skipped
from audionews.sources.deduplicate import deduplicated
from audionews.sources.gather_options import GatherOptions
from audionews.sources.source_readers import FoundArticle, Outcome, PassedOver, PendingSource, SourceReader
from audionews.support.errors import SourceError
from audionews.support.events import LeftOut, Note, OnEvent, Progress, ignore
from audionews.support.parallel import side_by_side

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
    found: list[Outcome] = [one for source in sources for one in reader.leads(source)]
    known: set[str] = set()
    for _ in range(_MOST_STEPS):
        found = list(_step(_once(found, known, on_event), options.jobs, on_event))
    found = [
        Skipped(one.source, "It leads from list to list.") if isinstance(one, PendingSource) else one for one in found
    ]
    told = [one for one in found if isinstance(one, FoundArticle)]
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
    return deduplicated(news, options.gathering.limit_all, lambda line: on_event(Note(line))), skipped


def _is_old(one: FoundArticle, seen: ReadHistory | None, on_event: OnEvent) -> bool:
    """Tell whether an entry of a feed brings what another paper's has brought already, and say so."""
    old = seen is not None and one.rank is not None and seen.heard(one.article)
    if old:
        on_event(Note(f"{one.article.source} tells news that was read before."))
    return old


def _step(found: Sequence[Outcome], jobs: int, on_event: OnEvent) -> Iterator[Outcome]:
    """Yield the outcomes with every lead replaced by what it leads to."""
    leads = [one for one in found if isinstance(one, PendingSource)]
    fetches = any("://" in lead.key for lead in leads)

    def report(done: int) -> None:
        if fetches:
            on_event(Progress("fetch", done, len(leads)))

    results = iter(side_by_side([partial(_followed, lead) for lead in leads], jobs, report))
    for one in found:
        if isinstance(one, PendingSource):
            yield from next(results)
        else:
            yield one


def _followed(lead: PendingSource) -> Sequence[Outcome]:
    try:
        return lead.follow()
    except SourceError as error:
        return [Skipped(lead.source, f"{error} {error.hint or ''}".rstrip())]
    except (ValueError, RecursionError) as error:  # what strange data makes of a library costs that source alone
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
