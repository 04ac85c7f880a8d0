"""Make the script that a draft asks for: just its lines, and around them what it leaves to audionews."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from audionews.bengali import normalize, split_sentences
from audionews.desk.draft import CUT, DraftPart, DraftStory, LineKind
from audionews.desk.draft_reader import DraftError
from audionews.manner import with_manner
from audionews.model import Article, Dropped, Role, Script, Segment, Skipped
from audionews.rundown import order
from audionews.rundown.preset import names, preset
from audionews.rundown.programme import foremost
from audionews.rundown.speakers import voiced
from audionews.rundown.story import StoryText
from audionews.support.errors import NoInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.desk.draft import Choice, Draft, DraftLine
    from audionews.rundown.plan import Plan
    from audionews.rundown.programme import Programme

ADDED = "script"
"""The source of a story that a person wrote into the script."""
LEFT_OUT = "The script leaves it out."


def script_of(draft: Draft, plan: Plan) -> Script:
    """Return the script of a draft; `plan` is that of its head.

    Raises:
        DraftError: a line cannot be said, or what stands in brackets is not audionews's own choice.
        NoInputError: it tells no story.
    """
    return _Recast(draft, plan).script()


class _Recast:
    def __init__(self, draft: Draft, plan: Plan) -> None:
        self._draft, self._plan = draft, plan
        self._programme: Programme = order.programme_of(plan)
        self._say = order.saying(plan)
        told = [self._text(story) for story in draft.stories]
        self._stories = order.in_sections(told, plan)

    def script(self) -> Script:
        draft, plan = self._draft, self._plan
        if not self._stories:
            raise NoInputError(f"{draft.name} tells no story.", hint="A story begins with a line of ## and a headline.")
        cut = tuple(_struck(story, cut=True) for story in draft.stories)
        out = [part for part in draft.parts if isinstance(part, DraftStory) and part.left_out]
        return Script(
            title=draft.head.title,
            date=draft.head.date,
            locale=plan.reading,
            articles=tuple(story.article for story in self._stories),
            segments=tuple(with_manner(self._segments(), self._say)),
            dropped=tuple(line for number, story in enumerate(draft.stories) for line in _dropped(number, story)),
            skipped=(
                *(Skipped(source, why) for source, why in draft.skipped),
                *(Skipped(story.source or ADDED, LEFT_OUT) for story in out),
            ),
            cut=cut if any(cut) else (),
        )

    def _segments(self) -> Iterator[Segment]:
        sectioned = order.is_sectioned(self._stories, self._plan)
        leads: list[list[Segment]] = [[] for _ in self._stories]
        if not self._plan.programme.long_form:
            leads = list(self._programme.leads(self._stories, sectioned=sectioned))
        number = 0
        for part in self._draft.parts:
            if isinstance(part, DraftPart):
                for line in part.lines:
                    yield from self._part_line(part.role, line, sectioned=sectioned)
            elif not part.left_out:
                yield from self._story(number, part, leads[number])
                number += 1

    def _part_line(self, role: Role, line: DraftLine, *, sectioned: bool) -> Iterator[Segment]:
        if line.kind is LineKind.TUNE:
            yield Segment(Role.TUNE, "", "")
        elif line.kind is LineKind.HEADLINES:
            asked = self._plan.programme
            most = asked.recap if role is Role.RECAP else asked.headlines
            for number in foremost(self._stories, most, sectioned=sectioned):
                yield self._programme.headline(role, number, self._stories[number])
        else:
            yield from self._sentences(role, line)

    def _story(self, number: int, story: DraftStory, lead: Sequence[Segment]) -> Iterator[Segment]:
        text = self._stories[number]
        yield from self._lead(number, story.lead, lead)
        if not text.opens_with_headline:
            yield self._programme.headline(Role.INTRO, number, text)
        if story.attribution.own:
            yield from self._own(Role.ATTRIBUTION, number, story.attribution)
        else:
            self._check(story.attribution, _attributions())
            yield from self._programme.attribution(number, text)
        yield from (replace(segment, article=number) for segment in text.sentences)

    def _lead(self, number: int, choice: Choice, lead: Sequence[Segment]) -> Iterator[Segment]:
        if not choice.own:
            self._check(choice, _leads())
            yield from lead
        elif lead and lead[0].article is None:  # in place of the head of a section
            yield from self._own(Role.SUBHEAD, None, choice)
        else:
            yield from self._own(Role.INTRO, number, choice)

    def _own(self, role: Role, article: int | None, choice: Choice) -> Iterator[Segment]:
        if choice.text:
            yield Segment(role, choice.text, self._spoken(choice.text, choice.number), article)

    def _check(self, choice: Choice, known: re.Pattern[str]) -> None:
        """Raise DraftError where text in brackets was changed: it would not be said."""
        if choice.text and not known.fullmatch(choice.text):
            raise DraftError(
                self._draft.name,
                choice.number,
                f"what stands in brackets is audionews's choice, and {choice.text!r} is none of its lines",
                "Take the brackets away to have it said as it is.",
            )

    def _text(self, story: DraftStory) -> StoryText:
        """Return a story as the rundown has it."""
        article = Article(
            source=story.source or ADDED,
            text="",
            headline=story.headline,
            published=story.published,
            url=story.url,
            site=story.site,
            section=story.section,
            image=story.image,
            also=story.also,
            developing=story.developing,
            byline=story.byline,
            agency=story.agency,
        )
        said = self._reading(story.spoken, story.number) if story.spoken else None
        if not said:
            self._spoken(story.headline, story.number)
        own = story.voice.text if story.voice.own else ""
        sentences = [
            replace(segment, reader=segment.reader or own or None)
            for line in story.lines
            if line.kind is not LineKind.STRUCK
            for segment in self._sentences(Role.SUBHEAD if line.kind is LineKind.SUBHEAD else Role.BODY, line)
        ]
        heard = voiced(sentences, self._say, self._plan.speakers)
        own_words = tuple(
            replace(now, spoken=was.spoken) if was.pinned else now for was, now in zip(sentences, heard, strict=True)
        )
        return StoryText(article, own_words, said=said, pinned=story.pinned)

    def _sentences(self, role: Role, line: DraftLine) -> Iterator[Segment]:
        """Yield what is said of a line: its sentences, or the whole where that is one or has a reading of its own."""
        reader = line.reader or None
        if line.spoken:
            spoken = self._reading(line.spoken, line.number)
            yield Segment(role, line.text, spoken, opens=line.opens, reader=reader, pinned=True)
            return
        whole = self._spoken(line.text, line.number)
        cut = line.kind is LineKind.SAID and role is Role.BODY
        pieces = [piece for piece in split_sentences(line.text) if self._say(piece).strip()] if cut else []
        if len(pieces) < 2:
            spoken = whole.strip() if role in {Role.BODY, Role.SUBHEAD} else whole
            yield Segment(role, line.text, spoken, opens=line.opens, reader=reader)
            return
        for number, piece in enumerate(pieces):
            opens = line.opens and not number
            yield Segment(role, piece, self._say(piece).strip(), opens=opens, reader=reader)

    def _spoken(self, text: str, number: int) -> str:
        """Return how text is said.

        Raises:
            DraftError: there is nothing in it that can be said.
        """
        spoken = self._say(text)
        if not spoken.strip():
            raise DraftError(self._draft.name, number, f"there is nothing to say in {text[:60]!r}")
        return spoken

    def _reading(self, given: str, number: int) -> str:
        """Return a reading that a person gave, in the letters and signs that engines take."""
        spoken = normalize(given, self._plan.reading).strip()
        if not spoken:
            raise DraftError(self._draft.name, number, f"there is nothing to say in {given[:60]!r}")
        return spoken


def _struck(story: DraftStory, *, cut: bool) -> tuple[str, ...]:
    return tuple(line.text for line in story.lines if line.kind is LineKind.STRUCK and (line.reason == CUT) is cut)


def _dropped(number: int, story: DraftStory) -> Iterator[Dropped]:
    place = 0
    for line in story.lines:
        if line.kind is not LineKind.STRUCK:
            place += 1
        elif line.reason != CUT:
            yield Dropped(number, line.text, line.reason, place=place)


@cache
def _leads() -> re.Pattern[str]:
    """Match what may lead over to a story, in any preset: a line of its place, that it goes on, or both."""
    words = [preset(name) for name in names()]
    forms = {form for own in words for form in (*own.transitions, *own.last, *own.first_section, *own.next_section)}
    further = {form for own in words for form in own.developing}
    both = {f"{form} {more}" for form in forms for more in further}
    return _matching(forms | further | both)


@cache
def _attributions() -> re.Pattern[str]:
    return _matching({form for name in names() for form in preset(name).attributions})


def _matching(forms: set[str]) -> re.Pattern[str]:
    """Match a line of one of the `forms`, whatever their `{…}` are filled with."""
    return re.compile(
        "|".join(".+".join(map(re.escape, re.split(r"\{\w+\}", form))) for form in sorted(forms)), re.DOTALL
    )
