"""What a script file holds: the programme's own lines and the stories, in the order in which they will be heard.

A draft is what a person edits; from it the script is made (`recasting`). It knows neither engines nor sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from audionews.model import Role

CUT = "max-minutes"
"""The reason of a sentence that was left out to keep the episode short."""
USER = "user"
"""The reason of a line that a person left out."""


class LineKind(StrEnum):
    """What a line of a script file is."""

    SAID = "said"
    """Text, cut into sentences where it has several."""
    WHOLE = "whole"
    """Text that is one sentence, though the rules would cut it."""
    SUBHEAD = "subhead"
    """A heading inside a story."""
    STRUCK = "struck"
    """Text that is not said."""
    TUNE = "tune"
    """The signature tune."""
    HEADLINES = "headlines"
    """The headlines of the stories, as many as the settings say."""


@dataclass(frozen=True)
class DraftLine:
    """One line."""

    text: str = ""
    """The written text; empty for a tune and the headlines."""
    kind: LineKind = LineKind.SAID
    """What it is."""
    opens: bool = False
    """Whether it opens a paragraph."""
    spoken: str = ""
    """How it is said, where a person said so."""
    reader: str = ""
    """Who speaks it, where a person said so: a voice, or `engine:voice`."""
    reason: str = ""
    """Why it is struck out: a reason of `clean_reasons.tsv`, or `max-minutes`."""
    number: int = field(default=0, compare=False)
    """Its number in the file, from 1; 0 for one that was not read from a file."""


@dataclass(frozen=True)
class Choice:
    """Something that is audionews's to choose unless a person did."""

    text: str = ""
    """What was chosen; empty for nothing at all, as no line that leads over."""
    own: bool = False
    """Whether a person chose; else `text` only shows what audionews chose when it wrote the file."""
    number: int = field(default=0, compare=False)
    """The number of its line."""


NOBODY = Choice()
"""Nobody in particular: audionews chooses, and has not shown whom."""
NONE = Choice(own=True)
"""A person's choice to have none."""


@dataclass(frozen=True)
class DraftStory:
    """A story under its headline."""

    headline: str
    """The headline, as written."""
    spoken: str = ""
    """How the headline is said, where a person said so."""
    left_out: bool = False
    """Whether the whole story is struck out."""
    source: str = ""
    """Its source in a form that people recognize; empty for one that a person added."""
    url: str | None = None
    """Its public address."""
    site: str | None = None
    """Name of the paper or site."""
    section: str | None = None
    """Section it stands in."""
    image: str | None = None
    """Address of its picture."""
    published: datetime | None = None
    """When it was published."""
    byline: str | None = None
    """Who wrote it; not spoken."""
    agency: str | None = None
    """The news agency it came through; not spoken."""
    also: tuple[str, ...] = ()
    """Other sources that tell the same story."""
    voice: Choice = NOBODY
    """Who reads it."""
    lead: Choice = NONE
    """The line that leads over to it."""
    attribution: Choice = NONE
    """The line that says where it comes from."""
    developing: bool = False
    """Whether it was told before, and there is more of it now."""
    pinned: bool = False
    """Whether its headline is read at the start and the end before those of others."""
    lines: tuple[DraftLine, ...] = ()
    """What is said of it, and what is not."""
    number: int = field(default=0, compare=False)
    """The number of the line of its headline."""


@dataclass(frozen=True)
class DraftPart:
    """Lines of the programme itself."""

    role: Role
    """Greeting, headlines, recap or farewell."""
    lines: tuple[DraftLine, ...] = ()
    """What is said."""
    number: int = field(default=0, compare=False)
    """The number of the line of its heading."""


@dataclass(frozen=True)
class DraftHead:
    """What holds for the whole episode."""

    title: str
    """Title of the episode."""
    date: date
    """Its date."""
    time: str
    """Time of day of the greeting: `HH:MM`, or `morning`."""
    preset: str
    """Whose words the programme uses."""
    voice: Choice = Choice("auto")
    """Who reads the stories."""
    headline_voice: Choice = Choice("auto")
    """Who reads the headlines."""
    edition: int | None = None
    """Which of its day's editions it is; None for a programme without editions."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Other settings of the programme that are not at their default, by key."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words of the user's lexicon that occur in it, and what is said for them."""
    sources: tuple[str, ...] = ()
    """The sources it was made from, as a recipe names them."""
    origin: tuple[str, str] | None = None
    """Digest of what the script was made from, and of what it said then; None for one that a person began."""
    numbers: Mapping[str, int] = field(default_factory=dict, compare=False)
    """The number of the line of each entry, by its name in the file."""


@dataclass(frozen=True)
class Draft:
    """A script file."""

    head: DraftHead
    """What holds for the whole episode."""
    parts: tuple[DraftPart | DraftStory, ...]
    """The programme's lines and the stories in order."""
    skipped: tuple[tuple[str, str], ...] = ()
    """The sources that gave no story, and why."""
    name: str = field(default="script", compare=False)
    """The file's name, for messages."""

    @property
    def stories(self) -> list[DraftStory]:
        """The stories that are told, in order."""
        return [part for part in self.parts if isinstance(part, DraftStory) and not part.left_out]
