"""What a person decided in a script, as rules that would decide so by themselves the next time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from audionews.desk.draft import CUT, DraftStory, LineKind
from audionews.support.toml_template import toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.desk.draft import Draft

_SPECIAL = re.compile(r"[\\^$.|?*+(){}\[\]]")
_EDGES = " \t।,;:?!()[]“”‘’\"'…—–-"
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class RuleOffer:
    """A rule that would do what a person did by hand."""

    kind: str
    """`word`: a line of the lexicon; `drop` or `keep`: an entry of the list of that name in audionews.toml."""
    what: str
    """The word as written, the regular expression, or the reason."""
    said: str = ""
    """What is said for the word."""

    @property
    def line(self) -> str:
        """The rule as it stands in its file: a line of lexicon.tsv, or of audionews.toml."""
        return f"{self.what}\t{self.said}" if self.kind == "word" else f"{self.kind} = [{toml(self.what)}]"

    @property
    def file(self) -> str:
        """The file that it belongs into."""
        return "lexicon.tsv" if self.kind == "word" else "audionews.toml"


def decisions(before: Draft, after: Draft) -> list[RuleOffer]:
    """Return what was decided between a script as it was written and as it was given back, each rule once.

    A line that was left out is a pattern; one that was taken back, a reason to keep; a word that was given another
    reading or was corrected, a line of the lexicon. What was reworded at large is news, and no rule.
    """
    found = [RuleOffer("word", word, said) for word, said in after.head.words.items() if word not in before.head.words]
    earlier = {_name(part): part for part in before.parts if isinstance(part, DraftStory)}
    for part in after.parts:
        if isinstance(part, DraftStory) and not part.left_out and (old := earlier.get(_name(part))):
            found += _of_story(old, part)
    return list(dict.fromkeys(found))


def _name(story: DraftStory) -> tuple[str, str]:
    return story.source, story.url or ""


def _of_story(before: DraftStory, after: DraftStory) -> Iterator[RuleOffer]:
    said = [line.text for line in before.lines if line.kind is not LineKind.STRUCK]
    struck = {line.text: line.reason for line in before.lines if line.kind is LineKind.STRUCK}
    for line in after.lines:
        if line.kind is LineKind.STRUCK and line.reason != CUT and line.text in said:
            yield RuleOffer("drop", f"^{_SPECIAL.sub(_literal, line.text)}$")
        elif line.kind is not LineKind.STRUCK and struck.get(line.text, CUT) != CUT:
            yield RuleOffer("keep", struck[line.text])
    yield from _readings(before, after)
    now = {line.text for line in after.lines}
    gone = [text for text in said if text not in now]
    for line in after.lines:
        if line.kind is not LineKind.STRUCK and line.text not in said:
            yield from chain.from_iterable(_word(old, line.text) for old in gone)


def _readings(before: DraftStory, after: DraftStory) -> Iterator[RuleOffer]:
    """Yield the words that lines with a reading of their own say otherwise than they are written."""
    known = {line.text for line in before.lines if line.spoken}
    for line in after.lines:
        if line.spoken and line.text not in known:
            yield from _word(line.text, line.spoken)
    if after.spoken and not before.spoken:
        yield from _word(after.headline, after.spoken)


def _word(written: str, said: str) -> Iterator[RuleOffer]:
    """Yield the one word in which two sentences differ; none where they differ in more, or in figures."""
    old, new = written.split(), said.split()
    if len(old) != len(new):
        return
    other = [(a.strip(_EDGES), b.strip(_EDGES)) for a, b in zip(old, new, strict=True) if a != b]
    if len(other) == 1 and all(other[0]) and other[0][0] != other[0][1] and not _FIGURE.search("".join(other[0])):
        yield RuleOffer("word", *other[0])


def _literal(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
