"""Write the transcript in three forms: WebVTT and SubRip for players, from the same cues, and plain text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.publish.render.credits import authors, corrections, disclosure, paper, speakers
from audionews.publish.render.labels import Words
from audionews.publish.render.text_layout import text_parts
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.model import Episode, Story
    from audionews.publish.render.caption_cues import CaptionCue
    from audionews.publish.render.text_layout import Block


def vtt(cues: Sequence[CaptionCue], *, words: bool = False) -> str:
    """Return `cues` as WebVTT (w3.org/TR/webvtt1), each with its speaker in a voice tag.

    With `words`, a timestamp stands before each word whose time is known (section 3.3, cue timestamp).
    """
    blocks = [
        f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n<v {escape.vtt(cue.speaker)}>"
        + ("\n".join(_timed_rows(cue)) if words and cue.words else "\n".join(map(escape.vtt, cue.rows)))
        for cue in cues
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _timed_rows(cue: CaptionCue) -> Iterator[str]:
    """Yield the rows of a cue with timestamps, each later than the one before and inside the cue."""
    starts, last = iter(cue.words), cue.start
    for row in cue.rows:
        said = []
        for word, start in zip(row.split(), starts, strict=False):
            said.append(f"<{_time(start, '.')}>{escape.vtt(word)}" if last < start < cue.end else escape.vtt(word))
            last = max(last, start)
        yield " ".join(said)


def srt(cues: Sequence[CaptionCue]) -> str:
    """Return `cues` as SubRip."""
    return "\n".join(
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n" + "\n".join(map(escape.srt, cue.rows)) + "\n"
        for number, cue in enumerate(cues, 1)
    )


def _time(milliseconds: int, point: str) -> str:
    seconds, thousandth = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}{point}{thousandth:03}"


def plain(episode: Episode) -> str:
    """Return the transcript as plain text: title, date, then paragraphs, each story under its headline and source."""
    words = Words(episode.language)
    blocks = [escape.line(episode.title), words.day(episode.date), *corrections(episode, words)]
    for part in text_parts(episode):
        blocks += [*map(_paragraph, part.lead), _paragraph(part.heading)]
        blocks += [_source(part.story, words)] if part.story else []
        blocks += map(_paragraph, part.body)
    blocks.append(disclosure(speakers(episode.segments), words))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _paragraph(block: Block) -> str:
    return " ".join(escape.line(sentence.text) for sentence in block)


def _source(story: Story, words: Words) -> str:
    where = " · ".join(filter(None, [paper(story), *authors(story), escape.address(story.url)]))
    return f"—— {words['source']}: {where}" if where else "——"
