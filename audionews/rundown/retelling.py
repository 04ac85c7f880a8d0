"""The script of an episode that was made before, from its manifest alone, and how it would be said today."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from audionews.manner import with_manner
from audionews.model import Article, Script, Segment
from audionews.rundown.preset import preset
from audionews.rundown.speakers import unlabelled

if TYPE_CHECKING:
    from collections.abc import Container

    from audionews.bengali.normalization.lexicon import Lexicon
    from audionews.model import Episode, Role, Story
    from audionews.settings import ProgrammeSettings


def locale_of(programme: ProgrammeSettings) -> str:
    """Return the locale in which a programme reads numbers and dates."""
    return programme.locale or preset(programme.preset).locale


def script_of(episode: Episode, locale: str) -> Script:
    """Return the script of a finished episode: each segment as it was said, by the voice that said it.

    A segment that a fallback spoke has no reader, so that it goes to the one that it was meant for. Articles have no
    text, since an episode does not keep it.
    """
    replaced = {degraded.segment for degraded in episode.degraded}
    segments = tuple(
        Segment(
            role=line.role,
            text=line.text,
            spoken=line.spoken,
            article=line.article,
            opens=line.opens,
            reader=f"{line.engine}:{line.voice}" if line.engine and line.voice and number not in replaced else None,
            pinned=line.pinned,
        )
        for number, line in enumerate(episode.segments)
    )
    return Script(
        title=episode.title,
        date=episode.date,
        locale=locale,
        articles=tuple(map(_article, episode.articles)),
        segments=tuple(with_manner(segments)),
        dropped=episode.dropped,
        skipped=episode.skipped,
        corrections=episode.corrections,
        cut=tuple(story.cut for story in episode.articles) if any(story.cut for story in episode.articles) else (),
    )


def with_readers(script: Script, before: Script) -> Script:
    """Return `script` with a reader for each segment that has none: the one that most of its role had `before`."""
    heard: dict[Role, Counter[str]] = {}
    for segment in before.segments:
        if segment.reader:
            heard.setdefault(segment.role, Counter())[segment.reader] += 1
    usual = {role: readers.most_common(1)[0][0] for role, readers in heard.items()}
    return replace(
        script,
        segments=tuple(
            replace(segment, reader=segment.reader or usual.get(segment.role)) if segment.spoken else segment
            for segment in script.segments
        ),
    )


def read_again(script: Script, lexicon: Lexicon | None = None, only: Container[int] | None = None) -> Script:
    """Return `script` with each text said as rules and words say it today; what a person gave stays.

    `only` are the indexes of the segments that this is done for; None for all.
    """
    from audionews.bengali import normalize

    words = lexicon if lexicon and lexicon.entries else None

    def said(number: int, segment: Segment) -> Segment:
        if segment.pinned or not segment.spoken or (only is not None and number not in only):
            return segment
        text = segment.text
        if (parts := unlabelled(text)) and not segment.spoken.startswith(normalize(parts[0], script.locale, words)):
            text = parts[1]  # the voice told who speaks, and the label was not said
        spoken = normalize(text, script.locale, words)
        spoken = spoken.strip() if segment.spoken == segment.spoken.strip() else spoken
        return replace(segment, spoken=spoken) if spoken.strip() else segment

    told = (said(*row) for row in enumerate(script.segments))
    return replace(script, segments=tuple(with_manner(told, partial(normalize, locale=script.locale, lexicon=words))))


def revoiced(script: Script, only: Container[int] | None = None, reader: str | None = None) -> Script:
    """Return `script` with another `reader` for the segments with the indexes `only` (None: all).

    None as the reader leaves them to the cast.
    """
    return replace(
        script,
        segments=tuple(
            replace(segment, reader=reader) if segment.spoken and (only is None or number in only) else segment
            for number, segment in enumerate(script.segments)
        ),
    )


def _article(story: Story) -> Article:
    published = None
    with suppress(ValueError):
        published = datetime.fromisoformat(story.published) if story.published else None
    return Article(
        source=story.source,
        text="",
        headline=story.headline,
        published=published,
        url=story.url,
        site=story.site,
        section=story.section,
        image=story.image,
        also=story.also,
        byline=story.byline,
        agency=story.agency,
    )
