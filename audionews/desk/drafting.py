"""Write a script down as a draft: the programme's lines and the stories, with what was left out in its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from audionews.bengali import split_sentences
from audionews.bengali.normalization.lexicon import Lexicon
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.fold import fold
from audionews.desk.draft import CUT, NONE, Choice, Draft, DraftHead, DraftLine, DraftPart, DraftStory, LineKind
from audionews.desk.draft_reader import SETTINGS
from audionews.model import Role
from audionews.rundown import order
from audionews.settings import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audionews.model import Article, Script, Segment
    from audionews.rundown.plan import Plan
    from audionews.settings import Settings

_APART = {"title", "date", "time", "preset", "separate", "split"}
"""Settings that the head has by itself, or that decide which episodes are made."""


def drafted(  # noqa: PLR0913 - what stands in the head beside the script
    script: Script,
    plan: Plan,
    settings: Settings,
    *,
    time: str,
    sources: Sequence[str] = (),
    origin: tuple[str, str] | None = None,
    edition: int | None = None,
    voices: Mapping[int, str] | None = None,
) -> Draft:
    """Return the draft of which `recasting.script_of` makes just this `script`.

    Args:
        script: what would be said.
        plan: by which it was written.
        settings: by which it was written.
        time: the time of day of its greeting, as a recipe has it.
        sources: what it was made from, as a recipe names them.
        edition: which of its day's editions it is; None for a programme without editions.
        origin: digests of what it was made from and of what it says.
        voices: the readers that settings give to single stories, by index.
    """
    body, headline = settings.voices.body, settings.voices.headline
    head = DraftHead(
        title=script.title,
        date=script.date,
        time=time,
        preset=plan.programme.preset,
        edition=edition,
        voice=Choice(body or settings.voices.engine),
        headline_voice=Choice(headline or settings.voices.engine),
        settings=dict(_settings(settings)),
        words=_words(script, plan.lexicon),
        sources=tuple(sources),
        origin=origin,
    )
    stories = [_story(script, plan, number, article) for number, article in enumerate(script.articles)]
    stories = [replace(story, voice=Choice((voices or {}).get(number, ""))) for number, story in enumerate(stories)]
    parts = parts_of(script.segments, stories)
    return Draft(head, tuple(parts), tuple((each.source, each.why) for each in script.skipped))


def _settings(settings: Settings) -> Iterator[tuple[str, object]]:
    for key, made in BY_KEY.items():
        value = getattr(getattr(settings, made.group), made.name)
        if made.group in SETTINGS and made.name not in _APART and value != made.default:
            yield key, value


def _words(script: Script, lexicon: Lexicon) -> dict[str, str]:
    """Return the words of a lexicon that occur in a script."""
    if not lexicon.entries:
        return {}
    text = "\n".join(fold(canonical(segment.text)) for segment in script.segments).lower()
    return {word: said for word, said in lexicon.entries.items() if word.lower() in text}


def parts_of(segments: Sequence[Segment], stories: Sequence[DraftStory]) -> Iterator[DraftPart | DraftStory]:
    """Yield the parts of the programme and the stories in the order in which they are heard."""
    part: DraftPart | None = None
    told: set[int] = set()
    for segment in segments:
        if _is_told(segment):
            if part:
                yield part
                part = None
            if segment.article is not None and segment.article not in told:
                told.add(segment.article)
                yield stories[segment.article]
            continue
        role = segment.role
        if role is Role.TUNE:
            role = part.role if part else Role.SIGNOFF if told else Role.GREETING
        if part is None or part.role is not role:
            if part:
                yield part
            part = DraftPart(role)
        line = _programme_line(segment)
        if not (line.kind is LineKind.HEADLINES and part.lines and part.lines[-1].kind is LineKind.HEADLINES):
            part = replace(part, lines=(*part.lines, line))
    if part:
        yield part


def _is_told(segment: Segment) -> bool:
    """Tell whether a segment stands in its story's block: what is said of it, and what leads over to it."""
    return segment.role in {Role.INTRO, Role.ATTRIBUTION, Role.BODY, Role.SUBHEAD}


def _programme_line(segment: Segment) -> DraftLine:
    if segment.role is Role.TUNE:
        return DraftLine(kind=LineKind.TUNE)
    if segment.article is not None:
        return DraftLine(kind=LineKind.HEADLINES)
    return _said(segment, LineKind.SAID)


def _story(script: Script, plan: Plan, number: int, article: Article) -> DraftStory:
    at = next(i for i, segment in enumerate(script.segments) if segment.article == number and _is_told(segment))
    lead = " ".join(segment.text for segment in _leads(script, at, article))
    own = [segment for segment in script.segments if segment.article == number]
    attribution = next((segment for segment in own if segment.role is Role.ATTRIBUTION), None)
    headline = next((s for s in own if s.pinned and s.role is not Role.BODY and s.text == article.headline), None)
    return DraftStory(
        headline=article.headline or "",
        spoken=headline.spoken if headline else "",
        source=article.source,
        url=article.url,
        site=article.site,
        section=article.section,
        image=article.image,
        published=article.published,
        byline=article.byline,
        agency=article.agency,
        also=article.also,
        developing=article.developing,
        lead=NONE if plan.programme.long_form else Choice(lead),
        attribution=Choice(attribution.text) if attribution else NONE,
        lines=tuple(_lines(script, number, plan)),
    )


def _leads(script: Script, at: int, article: Article) -> Iterator[Segment]:
    """Yield the segments that lead over to the story whose first segment is at the index `at`."""
    if at and script.segments[at - 1].role is Role.SUBHEAD and script.segments[at - 1].article is None:
        yield script.segments[at - 1]
    yield from takewhile(
        lambda segment: segment.role is Role.INTRO and segment.text != article.headline, script.segments[at:]
    )


def _lines(script: Script, number: int, plan: Plan) -> Iterator[DraftLine]:
    """Yield a story's sentences, with what was left out in its place; where that is not known, at the end."""
    say = order.saying(plan)
    told: list[Segment | str] = [
        s for s in script.segments if s.article == number and s.role in {Role.BODY, Role.SUBHEAD}
    ]
    dropped = [line for line in script.dropped if line.article == number]
    cut = script.cut[number] if script.cut else ()
    places = script.cut_places[number] if script.cut_places else range(len(told), len(told) + len(cut))
    for place, text in sorted(zip(places, cut, strict=True)):
        told.insert(place, text)
    for place, segment in enumerate(told):
        while dropped and dropped[0].place is not None and dropped[0].place <= place:
            yield DraftLine(dropped[0].text, LineKind.STRUCK, reason=dropped.pop(0).reason)
        if isinstance(segment, str):
            yield DraftLine(segment, LineKind.STRUCK, reason=CUT)
            continue
        pieces = [piece for piece in split_sentences(segment.text) if say(piece).strip()]
        whole = segment.role is Role.BODY and pieces != [segment.text]
        yield _said(
            segment,
            LineKind.SUBHEAD if segment.role is Role.SUBHEAD else LineKind.WHOLE if whole else LineKind.SAID,
        )
    yield from (DraftLine(line.text, LineKind.STRUCK, reason=line.reason) for line in dropped)


def _said(segment: Segment, kind: LineKind) -> DraftLine:
    spoken = segment.spoken if segment.pinned else ""
    return DraftLine(segment.text, kind, opens=segment.opens, spoken=spoken, reader=segment.reader or "")


def lexicon_of(draft: Draft, other: Lexicon) -> Lexicon:
    """Return the words of a draft over those of the user's other lexicons.

    Raises:
        LexiconError: what is to be said for a word cannot be said.
    """
    return Lexicon.of(draft.head.words).over(other)
