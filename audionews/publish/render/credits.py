"""Say whose news an episode tells, and that machines speak it: the same words on page, in book, feed and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audionews.publish.render.labels import table
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audionews.model import Correction, Episode, Script, Story, TimedSegment
    from audionews.publish.render.labels import Words

    Speaker = tuple[str, str]


def paper(story: Story) -> str:
    """Return the paper or site that a story comes from; nothing for a file of the user's own that names none."""
    link = escape.address(story.url) or escape.address(story.source)
    host = (urlsplit(link).hostname or "") if link else ""
    return escape.line(story.site or host.removeprefix("www."))


def authors(story: Story) -> list[str]:
    """Return who wrote a story and the agency that it came through, each unless the paper is meant."""
    named = dict.fromkeys(escape.line(name) for name in (story.byline, story.agency) if name)
    return [name for name in named if name and name != paper(story)]


def speakers(lines: Iterable[TimedSegment]) -> list[Speaker]:
    """Return engine and voice of all who speak in an episode, in the order in which they are first heard."""
    return list(dict.fromkeys((line.engine, line.voice or "") for line in lines if line.engine))


def called(speaker: Speaker) -> str:
    """Return the name of a voice for people: its engine's, and its own."""
    engine, voice = speaker
    return escape.line(f"{table('engines.toml').get(engine, engine)} {voice}")


def disclosure(heard: Sequence[Speaker], words: Words) -> str:
    """Return the sentence that says that the voices are synthetic and of which engines; nothing where nobody speaks."""
    names = dict.fromkeys(escape.line(table("engines.toml").get(engine, engine)) for engine, _ in heard)
    return words["disclosure"].replace("{}", ", ".join(names)) if names else ""


def corrections(made: Episode | Script, words: Words) -> list[str]:
    """Return a dated line for each story that was changed after it had been published."""
    return [_correction(each, words) for each in made.corrections]


def _correction(correction: Correction, words: Words) -> str:
    told = [f"{words.day(correction.day)}: {words[correction.kind]}", escape.line(correction.headline)]
    return " — ".join(filter(None, [*told, escape.line(correction.note)]))
