"""The programme around the stories: tune, greeting, headlines, what leads from story to story, recap, farewell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from audionews.model import Role, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from audionews.rundown.preset import Preset
    from audionews.rundown.sections import Section
    from audionews.rundown.story import Say, StoryText

RECAPPED = 3
"""Fewest stories whose headlines are worth saying again."""
_TUNE = Segment(Role.TUNE, "", "")


@dataclass(frozen=True)
class Programme:
    """The announcer: knows the preset's words, the day, and how to say what is written."""

    words: Preset
    """The programme's own lines."""
    day: date
    """Decides which of several lines is taken."""
    known: Mapping[str, str]
    """What stands for the `{…}` of the lines."""
    say: Say
    """Written → spoken."""

    def bulletin(self, stories: Sequence[StoryText], *, sectioned: bool) -> Iterator[Segment]:
        """Yield a whole bulletin; `sectioned` says the heads of sections, for stories that are in their order."""
        words = self.words
        yield _TUNE
        yield from self.lines(Role.GREETING, words.greeting)
        yield from self.lines(Role.HEADLINE, words.headlines)
        yield from self._headlines(Role.HEADLINE, stories)
        yield from self.lines(Role.HEADLINE, words.stories)
        leads = self._leads(stories, sectioned=sectioned)
        for (number, story), lead in zip(enumerate(stories), leads, strict=True):
            yield from lead
            yield from self._story(number, story)
        if words.recap and len(stories) >= RECAPPED:
            yield from self.lines(Role.RECAP, words.recap)
            yield from self._headlines(Role.RECAP, stories)
        yield from self.lines(Role.SIGNOFF, words.signoff)
        yield _TUNE

    def alone(self, parts: Sequence[StoryText]) -> Iterator[Segment]:
        """Yield the parts of a long article, each behind its heading, without greeting and headlines."""
        yield _TUNE
        yield from self.lines(Role.GREETING, self.words.opening)
        for number, part in enumerate(parts):
            yield from self._story(number, part)
        yield from self.lines(Role.SIGNOFF, self.words.closing)
        yield _TUNE

    def lines(self, role: Role, lines: Iterable[str], article: int | None = None, **known: str) -> Iterator[Segment]:
        """Yield lines of the programme's own, filled in."""
        for line in lines:
            text = line.format(**self.known, **known)
            yield Segment(role, text, self.say(text), article)

    def _headlines(self, role: Role, stories: Sequence[StoryText]) -> Iterator[Segment]:
        for number, story in enumerate(stories):
            yield self._headline(role, number, story)

    def _headline(self, role: Role, number: int, story: StoryText) -> Segment:
        title = story.article.headline or ""
        return Segment(role, title, self.say(title).strip(), number)

    def _story(self, number: int, story: StoryText) -> Iterator[Segment]:
        yield self._headline(Role.INTRO, number, story)
        yield from (replace(segment, article=number) for segment in story.sentences)

    def _leads(self, stories: Sequence[StoryText], *, sectioned: bool) -> Iterator[list[Segment]]:
        """Yield what is said before each story: the head of its section, or what leads over from the one before.

        Every line is taken once before any is said again, in an order that the day decides.
        """
        heads, nexts = self._shuffled(self.words.next_section), self._shuffled(self.words.transitions)
        sections = transitions = 0
        before: Section | None = None
        for number, story in enumerate(stories):
            section, last = story.section, number and number == len(stories) - 1
            if section and section != before and (sectioned or number):
                lines = heads[(sections - 1) % len(heads)] if number else self._shuffled(self.words.first_section)[0]
                role, article = (Role.SUBHEAD, None) if sectioned else (Role.INTRO, number)
                yield list(self.lines(role, [lines], article, section=section.head))
                sections += 1
            elif last and len(stories) >= RECAPPED:
                yield list(self.lines(Role.INTRO, self._shuffled(self.words.last)[:1], number))
            elif number:
                yield list(self.lines(Role.INTRO, [nexts[transitions % len(nexts)]], number))
                transitions += 1
            else:
                yield []
            before = section

    def _shuffled(self, lines: Iterable[str]) -> list[str]:
        """Return `lines` in the day's order: the same for a date on every machine, another one tomorrow."""
        return sorted(lines, key=lambda line: sha256(f"{self.day}{line}".encode()).digest())
