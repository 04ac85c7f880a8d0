"""Tells foreign headlines from subheads: what stands under a cue of related links, and strays without one.

Both lack a dari. A subhead shares words with the paragraph that follows it; a foreign headline shares few,
comes in runs, and wears the marks of a headline (an English topic and a colon, a pipe, an exclamation).
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property

from audionews.bengali.cleaning.lines import Line
from audionews.bengali.script.tables import rows

_TOPIC = re.compile(r"^\W*[a-z][a-z0-9 .,'’&@#|/()-]{2,60}[:|]\s*(?=.*[\u0985-\u09b9])")
_TEASER = re.compile(r"(?:জানুন|দেখুন|দেখে নিন|জেনে নিন|পড়ুন|বিস্তারিত|রইল|জানেন|ভিডিও|ভিডিয়ো|লাইভ)")
_BULLET = re.compile(r"^\s*(?:[>»›→▶►◾■●•👉👇]|\d{1,2}[.)]\s)")
_STEM = 4  # code points by which two forms of a word are taken for one (রাশিয়া, রাশিয়ার)
_TELLS = re.compile(r"[0-9০-৯:ঃ?!]|(?:ছে|ছেন|লেন|বে|বেন|নি|নেই|ুন|দিন|যান|নিন)(?!\S)")
# What a headline tells, with a finite verb at its end, and no subhead: those name, or ask.
_ASKS = r"^(?!.*(?:^|\s)(?:কী|কেন|কবে|কোথা|কত|কার|কোন|যা|যে)\S{0,6}\s)"
_TOLD = re.compile(rf"{_ASKS}.* \S+(?:ল|লেন|ছে|ছেন|নি)[.!’”\s]*$")
_ROW = re.compile(r"[^:]{2,40}: [^:]{0,24}[0-9০-৯]")  # a name and its figure
_INTRO = (":", ":-", "-", "–", "—", "ঃ")  # a line that ends so introduces a list
_AROUND = {"furniture", "plug", "copyright", "comment", "tags", "advert", "related-link"}
_SHORT = 5  # words; headlines have more
_SUBHEAD = 4  # words of a short subhead
_TAG = 4  # words of a keyword
_BLOCK, _STRAY = 2, 3  # evidence that drops a line under a cue, and without one


def close_blocks(lines: Sequence[Line]) -> None:
    """Mark the lines of blocks that a bare cue opened, and stray headlines, with their reasons."""
    page = _Blocks(lines)
    for index, line in enumerate(lines):
        if line.heads == "related-link":
            page.close_links(index)
        elif line.heads == "tags":
            page.close_tags(index)
        elif line.heads == "furniture":
            page.close_author(index)
    page.drop_strays()


class _Blocks:
    """The lines of a page, with what many of its questions need counted once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        speakers = Counter(line.speaker for line in lines if line.speaker and not line.reason)
        for line in lines:
            line.prose = line.prose or speakers[line.speaker] > 1
        self.prose = [at for at, line in enumerate(lines) if line.prose and not line.reason]

    @cached_property
    def story(self) -> frozenset[str]:
        """The content words of its prose."""
        return frozenset(stem for at in self.prose for stem in _stems(self.lines[at]))

    @cached_property
    def following(self) -> list[int]:
        """For each line the next prose behind it; the number of lines where there is none."""
        found, after = len(self.lines), []
        for line in reversed(self.lines):
            after.append(found)
            found = len(self.lines) - len(after) if line.prose and not line.reason else found
        return after[::-1]

    def close_links(self, index: int) -> None:
        """Drop the headings under a cue of related links, as far as they look like other stories'."""
        run = self._run(index)
        for place, at in enumerate(run):
            line, last = self.lines[at], at == run[-1] and self.following[at] < len(self.lines)
            weight = _marks(line) + (2 if place == 0 else 1) + (0 if last else 1)
            if last:
                weight += (0 if _stems(line) & self.story else 1) + self._strange(at) - self._belonging(at)
                weight += int(_TOLD.search(line.text) is not None)
                weight -= 2 if place and line.gap and not self.lines[run[place - 1]].gap else 0
            if weight < _BLOCK:
                return
            line.reason = "related-link"

    def _run(self, index: int) -> list[int]:
        """The headings that follow line `index`, over lines already dropped, up to prose or another cue."""
        run: list[int] = []
        for at in range(index + 1, len(self.lines)):
            line = self.lines[at]
            if line.heads or (line.prose and not line.reason):
                break
            if line.reason in ("", "foreign"):
                run.append(at)
        return run

    def close_tags(self, index: int) -> None:
        """Drop the keywords under a heading of tags."""
        for at in range(index + 1, len(self.lines)):
            line = self.lines[at]
            if line.prose or line.reason or len(line.words) > _TAG:
                return
            line.reason = "tags"

    def close_author(self, index: int) -> None:
        """Drop the paragraph under a heading that asks who the author is."""
        for line in self.lines[index + 1 : index + 2]:
            line.reason = line.reason or "furniture"

    def drop_strays(self) -> None:
        """Drop headlines of other stories that stand without a cue, within the story or behind it."""
        if not self.prose:
            return
        first, last = self.prose[0], self.prose[-1]
        self._drop_tags(last)
        self._drop_buttons(last)
        tail = sum(not line.reason for line in self.lines[last + 1 :])
        foreign = len(self.prose) > 1 and tail > 1 and not self.lines[last].text.endswith(_INTRO)
        listed, over = False, 0  # in a list that a line introduced; how much of the page has followed the story
        for at in range(first + 1, len(self.lines)):
            line = self.lines[at]
            listed = not line.reason and (self._begins_list(at) or (listed and not line.prose))
            over += at > last and line.reason in _AROUND
            if line.reason or line.prose or listed:
                continue
            weight = _marks(line) - self._belonging(at) + self._runs_on(at)
            if at > last:
                weight += int(foreign) + int(len(line.words) > _SHORT) + int(not _stems(line) & self.story) + over
            if weight >= _STRAY:
                line.reason = "related-link"

    def _begins_list(self, at: int) -> bool:
        """Tell the first line of a list: behind a colon, or a row of figures with its like below it."""
        if self.lines[at - 1].text.endswith(_INTRO):
            return True
        rows = self.lines[at : at + 2]
        return not self.lines[at - 1].reason and len(rows) > 1 and all(_ROW.match(row.text) for row in rows)

    def _runs_on(self, at: int) -> int:
        """Count for a headline that it stands between a link and another heading: no subhead would."""
        after = self.lines[at - 1].reason == "related-link"
        before = at + 1 < len(self.lines) and not self.lines[at + 1].prose and not self.lines[at + 1].reason
        return 2 + int(len(self.lines[at].words) > _SHORT) if after and before else 0

    def _drop_tags(self, last: int) -> None:
        """Drop keywords without a heading: short lines behind the story that tell nothing and that it speaks of.

        A list that ends the story (what is closed, what is shown) names what the story has not named.
        """
        rest = [line for line in self.lines[last + 1 :] if not line.reason]
        tags = [line for line in rest if len(line.words) <= _TAG and not _TELLS.search(line.text)]
        named = sum(bool(_stems(line) & self.story) for line in tags)
        for line in tags if len(tags) > 1 and 0 < len(tags) <= 3 * named else []:
            line.reason = "tags"

    def _drop_buttons(self, last: int) -> None:
        """Drop a word or two behind the story that stand between two pieces of the page around it."""
        for at in range(last + 2, len(self.lines) - 1):
            line = self.lines[at]
            between = {self.lines[at - 1].reason, self.lines[at + 1].reason} <= _AROUND
            if between and not line.reason and len(line.words) < _SUBHEAD:
                line.reason = "furniture"

    def _strange(self, at: int) -> int:
        """A heading of some length without a word of the paragraphs that follow."""
        return int(len(self.lines[at].words) > _SUBHEAD and not _stems(self.lines[at]) & self._near(at))

    def _near(self, at: int) -> set[str]:
        """The content words of the two lines of prose that follow."""
        prose = self.following[at]
        return {s for line in self.lines[prose : prose + 2] if not line.reason for s in _stems(line)}

    def _belonging(self, at: int) -> int:
        """How strongly a heading belongs to the prose that follows it."""
        if self.following[at] >= len(self.lines):
            return 0
        stems, short = _stems(self.lines[at]), len(self.lines[at].words) <= _SUBHEAD
        shared = len(stems & self._near(at))
        if not shared:
            return int(short)
        return 1 + int(short) + int(2 * shared >= len(stems)) + int(shared >= 2)


def _marks(line: Line) -> int:
    """The marks of a foreign headline."""
    return (
        (2 if _TOPIC.match(line.text) else 0)
        + (2 if "|" in line.text.strip("|") else 0)
        + (1 if "!" in line.text or "?" in line.text else 0)
        + (1 if _TEASER.search(line.text) else 0)
        + (1 if _BULLET.match(line.raw) else 0)
        + (1 if not line.bengali else 0)
        + (4 if line.linked else 0)
    )


def _stems(line: Line) -> set[str]:
    return {word[:_STEM] for word in line.words if len(word) >= _STEM} - _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(
        word[:_STEM] for kind, words in rows("vocabulary") if kind == "common" for word in words.split("|")
    )
