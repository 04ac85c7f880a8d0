"""Sentences to be heard, as soon as each is read: of texts, files, pages and feeds, one source after the other.

What a file or a text says is kept in the cache, so that it is heard sooner the next time.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.manner import with_manner
from audionews.model import Role, Segment
from audionews.support import store
from audionews.support.package import package_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.model import Article
    from audionews.rundown.plan import Plan
    from audionews.settings import Settings
    from audionews.support.events import OnEvent
    from audionews.support.store import Store

_FORM = "reading1"
STDIN = "-"
_LARGEST = 4_000_000
"""Bytes of the largest file that is looked up by its content; what is larger is read as any source."""


def sentences(
    named: Sequence[str], settings: Settings, cache: Store, *, text: bytes = b"", on_event: OnEvent
) -> Iterator[Segment]:
    """Yield the headline and the sentences of each article in the sources `named`; `-` is `text`.

    Raises:
        UsageError: a path that is not there, or an address of another kind.
    """
    count = 0
    for source in named:
        known = _key(source, settings, text)
        kept = cache.get(known) if known else None
        told: list[Segment] = []
        for segment in with_manner(_loaded(kept) if kept else _read(source, settings, text, on_event)):
            told.append(segment)
            yield replace(segment, article=count + (segment.article or 0))
        count += 1 + max((segment.article or 0 for segment in told), default=-1)
        if known and told and not kept:
            cache.put(known, _dumped(told))


def of_text(text: str, settings: Settings) -> Iterator[Segment]:
    """Yield the sentences of a text as it stands."""
    from audionews.rundown import order
    from audionews.rundown.story import lined

    say = order.saying(_plan((), settings))
    yield from with_manner(lined(text, say), say)


def _read(source: str, settings: Settings, text: bytes, on_event: OnEvent) -> Iterator[Segment]:
    from audionews import sources
    from audionews.planning.choices import zone
    from audionews.sources import reading_queue
    from audionews.support.value_kinds import QUEUE
    from audionews.synthesis import cache as clips

    options = sources.GatherOptions(
        zone=zone(settings.programme),
        run=settings.run,
        gathering=settings.gathering,
        cache=clips.cache_store(),
        queue=reading_queue.waiting(reading_queue.place(settings.run.output)) if source == QUEUE else (),
    )
    articles, _ = sources.gather([source], options, stdin=BytesIO(text), on_event=on_event)
    plan = _plan([source], settings)
    for number, article in enumerate(articles):
        yield from (replace(segment, article=number) for segment in _article(article, plan))


def _article(article: Article, plan: Plan) -> Iterator[Segment]:
    """Yield a headline and sentences, each as soon as it is read."""
    from functools import partial

    from audionews.bengali import clean
    from audionews.rundown import order
    from audionews.rundown.story import StoryText, told

    say = order.saying(plan)
    story, rest = told(article, partial(clean, keep=plan.text.keep, drop=plan.text.drop), say)
    title = (story.article.headline or "").strip()
    first = next(rest, None)
    if first is None:
        return
    if not StoryText(story.article, (first,)).opens_with_headline and (spoken := say(title).strip()):
        yield Segment(Role.INTRO, title, spoken)
    yield first
    yield from rest


def _plan(named: Sequence[str], settings: Settings) -> Plan:
    from audionews.planning import jobs

    return jobs.plan(settings, named, jobs.day(settings), jobs.MORNING)


def _key(source: str, settings: Settings, text: bytes) -> str | None:
    """Return under which key the reading of a file or a text is kept; None for what only the network can tell."""
    from audionews.planning.lexica import places

    data = text if source == STDIN else _content(Path(source)) if "://" not in source else None
    if data is None:
        return None
    words = [str(_content(path)) for path in places([source], settings.text.lexicon_file)]
    asked = (repr(settings.text), settings.programme.locale or "", settings.programme.preset)
    name = Path(source).name if source != STDIN else source
    return store.key(_FORM, package_digest(), hashlib.sha256(data).hexdigest(), name, *asked, *words)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= _LARGEST else None
    except (OSError, ValueError):
        return None


def _dumped(told: Sequence[Segment]) -> bytes:
    rows = [[segment.role, segment.text, segment.spoken, segment.article, segment.opens] for segment in told]
    return json.dumps(rows).encode()


def _loaded(data: bytes) -> list[Segment]:
    return [
        Segment(Role(role), text, spoken, article, opens) for role, text, spoken, article, opens in json.loads(data)
    ]
