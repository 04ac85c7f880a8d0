"""Write a draft as the text of a script file (docs/script.md is the specification)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audionews.desk.draft import NOBODY, Draft, DraftPart, DraftStory, LineKind
from audionews.desk.line_form import as_json, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.desk.draft import Choice, DraftHead, DraftLine

FORMAT = "1"
NOTE = """\
<!-- audionews make --script makes an episode of this file, just as it stands.
A line is a sentence, an empty line ends a paragraph, ## is a headline, ### a subhead.
Change, move, add and delete what you like. ~~Two tildes~~ around a line leave it out; take them away, and the
reason after them, and it is said. A line that begins with = says how the line above it is read. What stands in
brackets after lead, attribution and voice is audionews's choice: write what you want without brackets, or take the
line away. docs/script.md tells the rest. -->"""
NAMED = {
    "from": "source",
    "url": "url",
    "site": "site",
    "section": "section",
    "image": "image",
    "byline": "byline",
    "agency": "agency",
}
"""The texts that a story may have under its headline, by their name in the file."""
_BRACE = r"\}"
_CHOICE = re.compile(r"\(")


def written(draft: Draft) -> str:
    """Return the text of a script file."""
    blocks = [*_head(draft.head), "", NOTE, ""]
    for part in draft.parts:
        blocks += [*(_part(part) if isinstance(part, DraftPart) else _story(part)), ""]
    if draft.skipped:
        blocks += ["# skipped", "", *(_pair(source, ": ", why) for source, why in draft.skipped), ""]
    return "\n".join(blocks)


def _pair(first: str, apart: str, second: str) -> str:
    return escaped(first, apart=apart) + apart + escaped(second, marks=None)


def _head(head: DraftHead) -> Iterator[str]:
    yield "---"
    yield f"audionews: {FORMAT}"
    yield f"title: {escaped(head.title, marks=None)}"
    yield f"date: {head.date}"
    yield f"time: {head.time}"
    yield f"preset: {head.preset}"
    if head.edition is not None:
        yield f"edition: {head.edition}"
    yield from _chosen("voice", head.voice)
    yield from _chosen("headline-voice", head.headline_voice)
    for key, value in head.settings.items():
        yield f"{key}: {as_json(value)}"
    for word, said in head.words.items():
        yield f"say: {_pair(word, ' = ', said)}"
    for source in head.sources:
        yield f"from: {escaped(source, marks=None)}"
    if head.origin:
        yield f"origin: {' '.join(head.origin)}"
    yield "---"


def _chosen(name: str, choice: Choice) -> Iterator[str]:
    if not choice.own:
        yield f"{name}: ({escaped(choice.text, marks=None)})"
    elif choice.text:
        yield f"{name}: {escaped(choice.text, marks=_CHOICE)}"


def _part(part: DraftPart) -> Iterator[str]:
    yield f"# {part.role}"
    yield from _lines(part.lines)


def _story(story: DraftStory) -> Iterator[str]:
    headline = escaped(story.headline)
    yield f"## ~~{escaped(story.headline, marks=None)}~~" if story.left_out else f"## {headline}"
    if story.spoken:
        yield f"= {escaped(story.spoken, marks=None)}"
    for name, field in NAMED.items():
        if value := getattr(story, field):
            yield f"{name}: {escaped(value, marks=None)}"
    if story.published:
        yield f"published: {story.published.isoformat()}"
    yield from (f"also: {escaped(other, marks=None)}" for other in story.also)
    if story.voice != NOBODY:
        yield from _chosen("voice", story.voice)
    yield from _chosen("lead", story.lead)
    yield from _chosen("attribution", story.attribution)
    if story.developing:
        yield "developing: yes"
    if story.pinned:
        yield "pin: yes"
    yield from _lines(story.lines)


def _lines(lines: Sequence[DraftLine]) -> Iterator[str]:
    """Yield an empty line and the lines, with an empty one before each that opens a paragraph.

    What is struck out inside a paragraph stands in it; elsewhere it is a paragraph of its own.
    """
    yield ""
    parts = True  # whether the next line that is said opens a paragraph, or there is none
    apart: list[bool] = []
    for line in reversed(lines):
        parts = parts if line.kind is LineKind.STRUCK else line.opens
        apart.append(parts)
    struck = False
    for number, (line, own) in enumerate(zip(lines, reversed(apart), strict=True)):
        if number and own and not (struck and line.kind is LineKind.STRUCK):
            yield ""
        yield from _line(line)
        struck = line.kind is LineKind.STRUCK


def _line(line: DraftLine) -> Iterator[str]:
    reader = f"{{{escaped(line.reader, marks=None).replace('}', _BRACE)}}} " if line.reader else ""
    match line.kind:
        case LineKind.TUNE | LineKind.HEADLINES:
            yield f"[{line.kind}]"
            return
        case LineKind.STRUCK:
            yield f"~~{escaped(line.text, marks=None)}~~ ({line.reason})"
            return
        case LineKind.SUBHEAD:
            yield f"### {reader}{escaped(line.text)}"
        case LineKind.WHOLE:
            yield f"{reader}| {escaped(line.text)}"
        case LineKind.SAID:
            yield f"{reader}{escaped(line.text)}"
    if line.spoken:
        yield f"= {escaped(line.spoken, marks=None)}"
