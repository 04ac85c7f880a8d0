"""Write the programme around the stories: tune, greeting, headlines, transitions between stories, recap, farewell."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from audionews.bengali.script.endings import BN, join
from audionews.model import Role, Segment
from audionews.settings import ProgrammeSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from audionews.rundown.preset import Preset
    from audionews.rundown.sections import Section
    from audionews.rundown.story import Say, StoryText

RECAPPED = 3
"""Fewest stories for which the headlines are recapped at the end."""
_ASIDE = re.compile(r"(?:(?<!\s)\s+)?[|:»·–—]\s*|(?<!\s)\s+-\s+|(?:(?<!\s)\s+)?\(")
"""What parts a paper's name from its slogan."""
_BENGALI_END = re.compile(f"[{BN}]$")
_TUNE = Segment(Role.TUNE, "", "")


@dataclass(frozen=True)
class Programme:
    """Turns stories and the preset's lines into segments."""

    words: Preset
    """The programme's own lines."""
    day: date
    """Date of the episode; it decides which of several lines is used."""
    known: Mapping[str, str]
    """Texts that replace the `{…}` of the lines, by name."""
    say: Say
    """Turns written text into spoken text."""
    settings: ProgrammeSettings = ProgrammeSettings()
    """How many headlines are read, and what is told of sources and voice."""

    def bulletin(self, stories: Sequence[StoryText], *, sectioned: bool) -> Iterator[Segment]:
        """Yield a whole bulletin; with `sectioned`, stories come in order of sections, each of them announced."""
        words = self.words
        yield _TUNE
        yield from self.lines(Role.GREETING, words.greeting)
        if told := list(self.headlines(Role.HEADLINE, stories, sectioned=sectioned)):
            yield from self.lines(Role.HEADLINE, words.headlines)
            yield from told
            yield from self.lines(Role.HEADLINE, words.stories)
        leads = self.leads(stories, sectioned=sectioned)
        for (number, story), lead in zip(enumerate(stories), leads, strict=True):
            yield from lead
            yield from self._story(number, story)
        again = list(self.headlines(Role.RECAP, stories, sectioned=sectioned))
        if words.recap and again and len(stories) >= RECAPPED:
            yield from self.lines(Role.RECAP, words.recap)
            yield from again
        yield from self._farewell(words.signoff)
        yield _TUNE

    def alone(self, parts: Sequence[StoryText]) -> Iterator[Segment]:
        """Yield the parts of a long article, each after its heading, without greeting and headlines."""
        yield _TUNE
        yield from self.lines(Role.GREETING, self.words.opening)
        for number, part in enumerate(parts):
            yield from self._story(number, part)
        yield from self._farewell(self.words.closing)
        yield _TUNE

    def _farewell(self, lines: Sequence[str]) -> Iterator[Segment]:
        """Yield the last lines, with what the voice is before the very last."""
        told = self.words.disclosure if self.settings.disclosure else ()
        yield from self.lines(Role.SIGNOFF, [*lines[:-1], *told, *lines[-1:]])

    def lines(self, role: Role, lines: Iterable[str], article: int | None = None, **known: str) -> Iterator[Segment]:
        """Yield the programme's own `lines` as segments of `role`, with their `{…}` filled in."""
        for line in lines:
            text = line.format(**self.known, **known)
            yield Segment(role, text, self.say(text), article)

    def headlines(self, role: Role, stories: Sequence[StoryText], *, sectioned: bool) -> Iterator[Segment]:
        """Yield the headlines that are read at the start (`HEADLINE`; none of a single story) or at the end."""
        opening = self.settings.headlines if len(stories) > 1 else 0
        for number in foremost(stories, opening if role is Role.HEADLINE else self.settings.recap, sectioned=sectioned):
            yield self.headline(role, number, stories[number])

    def headline(self, role: Role, number: int, story: StoryText) -> Segment:
        """Return a story's headline, read in this role."""
        title = story.article.headline or ""
        return Segment(role, title, story.said or self.say(title).strip(), number, pinned=bool(story.said))

    def _story(self, number: int, story: StoryText) -> Iterator[Segment]:
        if not story.opens_with_headline:
            yield self.headline(Role.INTRO, number, story)
        yield from self.attribution(number, story)
        yield from (replace(segment, article=number) for segment in story.sentences)

    def attribution(self, number: int, story: StoryText) -> Iterator[Segment]:
        """Yield where a story comes from, if it is a page's or a feed's."""
        article = story.article
        if self.settings.attribution and article.url and (site := site_name(article.site, article.url)):
            forms = self._shuffled(self.words.attributions)
            named = {"site": site, "of_site": genitive(site)}
            yield from self.lines(Role.ATTRIBUTION, [forms[number % len(forms)]], number, **named)

    def leads(self, stories: Sequence[StoryText], *, sectioned: bool) -> Iterator[list[Segment]]:
        """Yield, for each story, the segments before it: the head of its section, or a transition.

        No line is used again before all have been used; the date decides their order.
        """
        heads, nexts = self._shuffled(self.words.next_section), self._shuffled(self.words.transitions)
        sections = transitions = 0
        before: Section | None = None
        for number, story in enumerate(stories):
            section, last = story.section, number and number == len(stories) - 1
            again = self._shuffled(self.words.developing)[:1] if story.article.developing else []
            developing = list(self.lines(Role.INTRO, again, number))
            if section and section != before and (sectioned or number):
                lines = heads[(sections - 1) % len(heads)] if number else self._shuffled(self.words.first_section)[0]
                role, article = (Role.SUBHEAD, None) if sectioned else (Role.INTRO, number)
                yield [*self.lines(role, [lines], article, section=section.head), *developing]
                sections += 1
            elif developing:
                yield developing
            elif last and len(stories) >= RECAPPED:
                yield list(self.lines(Role.INTRO, self._shuffled(self.words.last)[:1], number))
            elif number:
                yield list(self.lines(Role.INTRO, [nexts[transitions % len(nexts)]], number))
                transitions += 1
            else:
                yield []
            before = section

    def _shuffled(self, lines: Iterable[str]) -> list[str]:
        """Return `lines` in an order that depends on the date alone: the same on every machine, but not tomorrow."""
        return sorted(lines, key=lambda line: sha256(f"{self.day}{line}".encode()).digest())


def foremost(stories: Sequence[StoryText], most: int, *, sectioned: bool) -> list[int]:
    """Return the indexes of at most so many stories, in their order.

    They are those that are pinned, then the first ones; with `sectioned`, the first of each section, then the second
    of each.
    """
    turns: list[tuple[bool, int, int]] = []
    for _, group in groupby(range(len(stories)), key=lambda number: stories[number].section if sectioned else None):
        turns += [(not stories[number].pinned, turn, number) for turn, number in enumerate(group)]
    return sorted(number for _, _, number in sorted(turns)[:most])


def genitive(site: str) -> str:
    """Return the genitive of a paper's name: a Bengali word takes the ending itself, another with a hyphen."""
    return join(site, "এর") if _BENGALI_END.search(site) else f"{site}-এর"


def site_name(site: str | None, url: str) -> str:
    """Return how a paper is called: its name without a slogan, else the host of its address."""
    name = _ASIDE.split((site or "").strip())[0].strip()
    return name or url.partition("://")[2].partition("/")[0].removeprefix("www.").partition(":")[0]
