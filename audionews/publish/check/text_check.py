"""Check chapters and transcripts: their formats, their times, and that each sentence is there exactly once."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.publish.check.finding import Finding, content
from audionews.publish.render import chapters
from audionews.publish.render.caption_cues import ROWS, WIDTH
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.model import Episode

_TIME = r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})"
_ARROW = re.compile(rf"^{_TIME} --> {_TIME}$")


def checked(folder: Path, episode: Episode) -> Iterator[Finding]:
    """Check chapters.json, transcript.vtt and transcript.srt."""
    yield from _chapters(folder / "chapters.json", episode)
    vtt = folder / "transcript.vtt"
    if not content(vtt).startswith("WEBVTT\n"):
        yield Finding("vtt.header", str(vtt), "It does not begin with the line WEBVTT.")
    for path in (vtt, folder / "transcript.srt"):
        yield from _cues(path, episode)


def _chapters(path: Path, episode: Episode) -> Iterator[Finding]:
    try:
        fields = json.loads(content(path))
        found = [float(entry["startTime"]) for entry in fields["chapters"] if isinstance(entry["title"], str)]
        version = fields["version"]
    except (ValueError, TypeError, KeyError) as error:
        yield Finding("chapters.json", str(path), f"It holds no chapters: {escape.line(str(error))}.")
        return
    if version != chapters.VERSION:
        yield Finding("chapters.version", str(path), f"Version {version}; it should be {chapters.VERSION}.")
    wanted = [mark.start for mark in chapters.chapters(episode)]
    if len(found) != len(wanted) or any(abs(one - other) > 0.02 for one, other in zip(found, wanted, strict=False)):
        yield Finding("chapters.times", str(path), "The chapters are not the episode's, or off by more than 20 ms.")


def blocks(text: str, kind: str) -> list[tuple[float, float, list[str]]]:
    """Parse subtitles of the `kind` vtt or srt; return each cue's start and end in seconds, and its lines unescaped."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        for number, line in enumerate(lines):
            if time := _ARROW.match(line.strip()):
                values = [int(value or 0) for value in time.groups()]
                rows = [_plain(row) if kind == "vtt" else row for row in lines[number + 1 :]]
                found.append((_seconds(values[:4]), _seconds(values[4:]), rows))
                break
    return found


def _seconds(values: list[int]) -> float:
    hour, minute, second, thousandth = values
    return hour * 3600 + minute * 60 + second + thousandth / 1000


def _plain(row: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", "", row))


def _cues(path: Path, episode: Episode) -> Iterator[Finding]:
    kind = path.suffix[1:]
    cues = blocks(content(path), kind)
    for number, (start, end, rows) in enumerate(cues, 1):
        place = f"{path}: cue {number}"
        if not 0 <= start < end <= episode.duration + 0.001:
            yield Finding(f"{kind}.times", place, "It has no length, or lies outside the sound.")
        if len(rows) > ROWS or any(len(row) > WIDTH for row in rows):
            yield Finding(
                f"{kind}.width", place, f"It has more than {ROWS} lines or one of more than {WIDTH} characters."
            )
    for number, (one, other) in enumerate(pairwise(cues), 2):
        if other[0] < one[1]:
            yield Finding(f"{kind}.order", f"{path}: cue {number}", "It begins before the one before it ends.")
    shown = "".join("".join(rows) for *_, rows in cues)
    form = escape.srt if kind == "srt" else escape.line
    if squeezed(shown) != squeezed("".join(form(line.text) for line in episode.segments)):
        yield Finding(f"{kind}.complete", str(path), "Its sentences are not those that are said.")


def squeezed(text: str) -> str:
    """Return `text` without white space, so that texts can be compared whatever their line breaks."""
    return "".join(text.split())
