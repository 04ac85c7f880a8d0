"""The story on a page, by its words: which prose tells it, and how strongly a heading belongs to what follows."""

from collections.abc import Sequence

from audionews.bengali.cleaning.lines import Line
from audionews.bengali.script.once import once

SUBHEAD = 4  # words of a short subhead


class StoryWords:
    """The lines of a page as they stand when it is made, with what many passes ask of them counted once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines of a page; those that are dropped already tell no story."""
        self.lines = lines
        self.prose = [at for at, line in enumerate(lines) if line.prose and not line.reason]

    @once
    def words(self) -> frozenset[str]:
        """The content words of its prose."""
        return frozenset(stem for at in self.prose for stem in self.lines[at].stems)

    @once
    def following(self) -> list[int]:
        """For each line the next prose behind it; the number of lines where there is none."""
        found, after = len(self.lines), []
        for line in reversed(self.lines):
            after.append(found)
            found = len(self.lines) - len(after) if line.prose and not line.reason else found
        return after[::-1]

    def is_strange(self, at: int) -> bool:
        """Tell a heading of some length without a word of the paragraphs that follow."""
        return len(self.lines[at].words) > SUBHEAD and not self.lines[at].stems & self._near(at)

    def belonging(self, at: int) -> int:
        """Return how strongly a heading belongs to the prose that follows it."""
        if self.following[at] >= len(self.lines):
            return 0
        words, short = self.lines[at].stems, len(self.lines[at].words) <= SUBHEAD
        shared = len(words & self._near(at))
        if not shared:
            return int(short)
        return 1 + int(short) + int(2 * shared >= len(words)) + int(shared >= 2)

    def _near(self, at: int) -> set[str]:
        """Return the content words of the two lines of prose that follow."""
        prose = self.following[at]
        return {stem for line in self.lines[prose : prose + 2] if not line.reason for stem in line.stems}
