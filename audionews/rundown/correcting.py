"""Change a story in the script of an episode that was published: another text for it, or none; and say so aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from audionews.bengali.normalization import day_words
from audionews.model import Role, Segment
from audionews.rundown.story import paragraphed

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Correction, Script
    from audionews.rundown.preset import Preset
    from audionews.rundown.story import Say, StoryText

_FIRST = {Role.TUNE, Role.GREETING}
_TITLES = {Role.HEADLINE, Role.INTRO, Role.RECAP}
_TEXT = {Role.BODY, Role.SUBHEAD}
_ENDS = "।.!?:; "


def told(script: Script, correction: Correction, words: Preset, say: Say) -> Script:
    """Return `script` with what is said of a correction, behind the greeting and what is said of earlier ones."""
    unnamed = "" if correction.headline else "_unnamed"
    line = words.corrections[f"{correction.kind}{unnamed}"].format(
        date=day_words.written(correction.day), headline=correction.headline.strip(_ENDS)
    )
    said = [segment for text in (line, correction.note) if text for segment in paragraphed(text, say)]
    notice = tuple(Segment(Role.GREETING, segment.text, segment.spoken, opens=segment.opens) for segment in said)
    at = next((n for n, segment in enumerate(script.segments) if segment.role not in _FIRST), len(script.segments))
    segments = (*script.segments[:at], *notice, *script.segments[at:])
    return replace(script, segments=segments, corrections=(*script.corrections, correction))


def without(script: Script, story: int) -> Script:
    """Return `script` without the story of that index, and without the head of a section that only it had."""
    kept = [
        replace(segment, article=_moved(segment.article, story))
        for segment in script.segments
        if segment.article != story
    ]
    heads = {n for n, (one, other) in enumerate(zip(kept, [*kept[1:], None], strict=True)) if _is_bare(one, other)}
    return replace(
        script,
        articles=script.articles[:story] + script.articles[story + 1 :],
        segments=tuple(segment for number, segment in enumerate(kept) if number not in heads),
        dropped=tuple(
            replace(line, article=line.article - (line.article > story))
            for line in script.dropped
            if line.article != story
        ),
        cut=script.cut[:story] + script.cut[story + 1 :],
    )


def _moved(article: int | None, story: int) -> int | None:
    return article - 1 if article is not None and article > story else article


def _is_bare(segment: Segment, following: Segment | None) -> bool:
    """Tell whether a segment is the head of a section behind which no story comes."""
    head = segment.role is Role.SUBHEAD and segment.article is None
    return head and (following is None or following.article is None)


def retold(script: Script, story: int, text: StoryText, say: Say) -> Script:
    """Return `script` with another text for the story of that index, and its headline wherever that is said."""
    before, new = script.articles[story].headline or "", text.article.headline or ""
    mine = [n for n, segment in enumerate(script.segments) if segment.article == story and segment.role in _TEXT]
    segments: list[Segment] = []
    for number, segment in enumerate(script.segments):
        if mine and number == mine[0]:
            segments += [replace(sentence, article=story) for sentence in text.sentences]
        if number in mine:
            continue
        titled = segment.article == story and segment.role in _TITLES and segment.text == before
        segments.append(replace(segment, text=new, spoken=say(new), pinned=False) if titled else segment)
    old = script.articles[story]
    article = replace(
        text.article,
        source=old.source,
        url=text.article.url or old.url,
        site=text.article.site or old.site,
        section=old.section,
        image=text.article.image or old.image,
        byline=text.article.byline or old.byline,
        agency=text.article.agency or old.agency,
        published=text.article.published or old.published,
    )
    return replace(
        script,
        articles=_exchanged(script.articles, story, article),
        segments=tuple(segments),
        dropped=tuple(line for line in script.dropped if line.article != story),
        cut=_exchanged(script.cut, story, ()) if script.cut else (),
    )


def _exchanged(row: Sequence[T], place: int, value: T) -> tuple[T, ...]:
    return (*row[:place], value, *row[place + 1 :])
