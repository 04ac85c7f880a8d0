"""Check that the manifest agrees with itself: times in order and inside the sound, stories around their sentences."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.model import Role
from audionews.publish.check.finding import Finding
from audionews.publish.render.forms import BOOK, COVER, PAGE, forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.model import Episode

FILES = ("episode.mp3", "chapters.json", "transcript.vtt", "transcript.srt")
FORMS = {PAGE: "index.html", BOOK: "episode.epub", COVER: "cover.jpg"}
_TOLERANCE = 0.02  # seconds


def checked(folder: Path, episode: Episode) -> Iterator[Finding]:
    """Check that all files exist, and that the times are possible."""
    place = str(folder / "episode.json")
    forms = forms_of(episode.recipe)
    for name in (*FILES, *(name for form, name in FORMS.items() if form in forms)):
        if not (folder / name).is_file():
            yield Finding("files", str(folder / name), "The file is missing.")
    for index, (one, other) in enumerate(pairwise(episode.segments), 1):
        if other.start < one.end - _TOLERANCE:
            yield Finding("timeline.order", f"{place}: segments[{index}]", "It begins before the one before it ends.")
    for index, line in enumerate(episode.segments):
        if line.end > episode.duration + _TOLERANCE:
            yield Finding("timeline.inside", f"{place}: segments[{index}]", "It ends after the sound.")
        if line.role is not Role.TUNE and not (line.text.strip() and line.spoken.strip()):
            yield Finding("timeline.text", f"{place}: segments[{index}]", "It says nothing.")
    yield from _stories(place, episode)


def _stories(place: str, episode: Episode) -> Iterator[Finding]:
    for index, line in enumerate(episode.segments):
        if line.article is None or line.role not in {Role.INTRO, Role.BODY}:
            continue
        story = episode.articles[line.article]
        if not story.start - _TOLERANCE <= line.start <= line.end <= story.end + _TOLERANCE:
            yield Finding("timeline.story", f"{place}: segments[{index}]", f"It lies outside its story {line.article}.")
