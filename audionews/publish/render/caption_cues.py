"""Cut the sentences of an episode into subtitle cues that fit on a screen, each with its time.

A sentence that needs more than two lines becomes several cues. The later ones begin at the time of their first word if
the engine gave word times; else the time is divided by the length of the *spoken* text before them, since `১৯৭১` is one
written word and several spoken ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from audionews.bengali.script.clauses import cut
from audionews.publish.render.labels import Words
from audionews.publish.render.word_times import word_starts
from audionews.support.escape import line

if TYPE_CHECKING:
    from audionews.model import Episode, TimedSegment

WIDTH = 65
"""Longest line of a cue, in characters (podcast namespace, transcripts)."""
ROWS = 2
"""Most lines of a cue."""


@dataclass(frozen=True)
class CaptionCue:
    """A sentence, or a piece of one, on the screen."""

    start: int
    """When it appears, in milliseconds."""
    end: int
    """When it disappears, in milliseconds: after `start`, and not after the end of the sound."""
    rows: tuple[str, ...]
    """Its lines, as written."""
    speaker: str
    """Name of the speaker for listeners."""
    words: tuple[int, ...] = ()
    """When each word of its lines is heard, in milliseconds; empty without word times."""


def cues(episode: Episode) -> list[CaptionCue]:
    """Return the cues of all sentences of `episode` in order; a tune has none."""
    speakers = _speakers(episode)
    last = int(episode.duration * 1000)
    return [
        cue
        for spoken in episode.segments
        if _is_seen(spoken)
        for cue in _cues(spoken, speakers[spoken.engine, spoken.voice], last)
    ]


def _speakers(episode: Episode) -> dict[tuple[str | None, str | None], str]:
    """Return a name for each engine and voice: newsreader, or newsreader 1, 2, … in the order they are heard."""
    words = Words(episode.language)
    voices = list(dict.fromkeys((each.engine, each.voice) for each in episode.segments if _is_seen(each)))
    several = len(voices) > 1
    return {
        voice: f"{words['reader']} {words.number(count)}" if several else words["reader"]
        for count, voice in enumerate(voices, 1)
    }


def _is_seen(spoken: TimedSegment) -> bool:
    """Tell whether a line shows anything of a sentence: control characters alone are dropped."""
    return bool(line(spoken.text).strip())


def _cues(sentence: TimedSegment, speaker: str, last: int) -> list[CaptionCue]:
    rows = cut(line(sentence.text), WIDTH)
    parts = [tuple(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)]
    bounds = _rising([sentence.start, *_joints(sentence, parts), sentence.end], last)
    words = _words(sentence, parts)
    return [
        CaptionCue(start, end, part, speaker, times)
        for (start, end), part, times in zip(pairwise(bounds), parts, words, strict=True)
    ]


def _words(sentence: TimedSegment, parts: list[tuple[str, ...]]) -> list[tuple[int, ...]]:
    """Return when the words of each of a sentence's `parts` are heard."""
    counts = [len(" ".join(part).split()) for part in parts]
    starts = word_starts(sentence) if sentence.words else []
    if len(starts) != sum(counts):  # no word times, or a word that is longer than a row
        return [()] * len(parts)
    bounds = [0, *accumulate(counts)]
    return [tuple(round(start * 1000) for start in starts[one:other]) for one, other in pairwise(bounds)]


def _rising(times: list[float], last: int) -> list[int]:
    """Round `times` to whole milliseconds, each later than the one before, and none after `last`."""
    room = len(times) - 1
    bounds: list[int] = []
    for index, time in enumerate(times):
        earliest = bounds[-1] + 1 if bounds else 0
        bounds.append(max(earliest, min(round(time * 1000), last - room + index)))
    return bounds


def _joints(sentence: TimedSegment, parts: list[tuple[str, ...]]) -> list[float]:
    """Return when each of a sentence's `parts` but the first begins, in seconds."""
    if len(parts) < 2:  # most sentences
        return []
    firsts = list(accumulate(len(" ".join(part).split()) for part in parts))[:-1]
    starts = word_starts(sentence)
    return [starts[min(first, len(starts) - 1)] for first in firsts]  # a word longer than a row is several pieces
