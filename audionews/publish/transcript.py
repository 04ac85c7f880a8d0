"""The transcript in three forms: WebVTT and SubRip for players, plain text for people. All from the same cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.model import Role
from audionews.publish.cues import cues
from audionews.publish.words import Words
from audionews.support import escape

if TYPE_CHECKING:
    from audionews.model import Episode, Line, Story


def vtt(episode: Episode) -> str:
    """Return the transcript as WebVTT (w3.org/TR/webvtt1), each cue with its speaker in a voice tag."""
    blocks = [
        f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n<v {escape.vtt(cue.speaker)}>"
        + "\n".join(map(escape.vtt, cue.rows))
        for cue in cues(episode)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def srt(episode: Episode) -> str:
    """Return the transcript as SubRip."""
    return "\n".join(
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n" + "\n".join(map(escape.srt, cue.rows)) + "\n"
        for number, cue in enumerate(cues(episode), 1)
    )


def _time(milliseconds: int, point: str) -> str:
    seconds, thousandth = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}{point}{thousandth:03}"


def plain(episode: Episode) -> str:
    """Return the transcript as plain text: title, date, then paragraphs, each story under its headline."""
    words = Words(episode.language)
    blocks = [escape.line(episode.title), words.day(episode.date)]
    story = None
    for paragraph in paragraphs(episode.segments):
        first = paragraph[0]
        if first.article is not None and first.article != story and first.role in {Role.INTRO, Role.BODY}:
            story = first.article
            blocks.append(_source(episode.articles[story], words))
        blocks.append(" ".join(escape.line(sentence.text) for sentence in paragraph))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _source(story: Story, words: Words) -> str:
    where = " · ".join(filter(None, [provenance(story), escape.address(story.url)]))
    return f"—— {words['source']}: {where}" if where else "——"


def provenance(story: Story) -> str:
    """Return where a story came from, as listeners may know it: the site, the host, or the file's bare name."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - beside its one use

    link = escape.address(story.url) or escape.address(story.source)
    host = (urlsplit(link).hostname or "") if link else ""
    file = story.source.replace("\\", "/").rpartition("/")[2].strip("-")
    return escape.line(story.site or host.removeprefix("www.") or file)


def paragraphs(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Return what is said in paragraphs: sentences of one story's body together, every other line by itself."""
    made: list[list[Line]] = []
    for line in lines:
        if not line.text.strip():
            continue
        last = made[-1][-1] if made else None
        goes_on = line.role is Role.BODY and last and last.role is Role.BODY and last.article == line.article
        if goes_on and not line.opens:
            made[-1].append(line)
        else:
            made.append([line])
    return made
