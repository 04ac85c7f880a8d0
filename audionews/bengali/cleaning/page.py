"""A page on its way through the passes: its lines, and the one place where a line or a part of it is dropped."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from audionews.bengali.cleaning.lines import Cut, Evidence, Line
from audionews.bengali.cleaning.story_words import StoryWords
from audionews.bengali.script.once import once


class Asked(NamedTuple):
    """What the user asked for, and what is known beside the text."""

    keep: Collection[str] = ()
    """Reasons for which nothing is dropped."""
    drop: Sequence[re.Pattern[str]] = ()
    """Patterns; a line in which one is found is dropped."""
    headline: str | None = None
    """The headline, where the source declares it."""


class Page:
    """The lines of a page, and the pass that is at work on them."""

    def __init__(self, lines: Sequence[Line], asked: Asked) -> None:
        """Take the lines of a page from top to bottom, and what the user asked for."""
        self.lines = list(lines)
        self.asked = asked
        self.step = ""

    def run(self, passes: Iterable["Pass"]) -> None:
        """Let each pass look at the lines, in order."""
        for name, act in passes:
            self.step = name
            act(self)

    def drop(self, line: Line, reason: str, row: str = "", *, sure: bool = False) -> None:
        """Drop a line for a reason, and note which pass did it and which row of a table decided.

        What its page shows as part of the story stays unless the evidence is `sure`.
        """
        if line.news and not sure:
            return
        line.reason = reason
        line.evidence = Evidence(self.step, row)

    def cut(self, text: str, reason: str, row: str = "") -> Cut:
        """Return a part of a line as dropped."""
        return Cut(text, reason, Evidence(self.step, row))

    def stays(self, line: Line) -> bool:
        """Tell a line of which something is to be read: it is not dropped, or for a reason that the user keeps."""
        return not line.reason or line.reason in self.asked.keep

    @property
    def kept(self) -> Iterator[Line]:
        """The lines that are not dropped."""
        return (line for line in self.lines if not line.reason)

    @once
    def body(self) -> StoryWords:
        """The story as it stood when a pass first asked for it."""
        return StoryWords(self.lines)

    @once
    def under(self) -> int:
        """Index of the first line below the headline: 0 where the source declares one that is not a line."""
        if self.asked.headline is None or not self.lines:
            return 1
        return int(Line(self.asked.headline, gap=False).words in (line.words for line in self.lines))

    @property
    def span(self) -> tuple[int, int]:
        """Where the first kept line of prose stands, and the last; the number of lines and -1 where there is none."""
        prose = (at for at, line in enumerate(self.lines) if line.prose and not line.reason)
        last = (at for at in reversed(range(len(self.lines))) if self.lines[at].prose and not self.lines[at].reason)
        return next(prose, len(self.lines)), next(last, -1)


class Pass(NamedTuple):
    """One look at the whole page."""

    name: str
    """What stands in the evidence where no row of a table decided."""
    act: Callable[[Page], None]
    """Drops lines, or marks them for the passes behind it."""
