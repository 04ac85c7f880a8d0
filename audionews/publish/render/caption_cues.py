"""Subtitle cues: the sentences of an episode in lines that fit a screen, each with its time.

A sentence that needs more than two lines becomes several cues. When the later ones begin follows from the
words' times where the engine gave them, else from how much of what is *said* lies before them: `১৯৭১` is
one written word and five spoken ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from audionews.bengali.script.clauses import cut
from audionews.publish.render.labels import Words
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from audionews.model import Episode, TimedSegment

WIDTH = 65
"""Longest line of a cue, in characters (podcast namespace, transcripts)."""
ROWS = 2
"""Most lines of a cue."""

_WORD = re.compile(r"\S+")
_PUNCTUATION = ".,;:।?!'\"()‘’“”–—-"


@dataclass(frozen=True)
class CaptionCue:
    """A piece of a sentence on the screen."""

    start: int
    """Milliseconds."""
    end: int
    """Milliseconds, after `start` and not after the sound's end."""
    rows: tuple[str, ...]
    """Its lines, as written."""
    speaker: str
    """Who speaks, as listeners read it."""


def cues(episode: Episode) -> list[CaptionCue]:
    """Return the cues of every sentence of `episode`, in order; a tune has none."""
    speakers = _speakers(episode)
    last = int(episode.duration * 1000)
    return [
        cue
        for spoken in episode.segments
        if spoken.text.strip()
        for cue in _cues(spoken, speakers[spoken.engine, spoken.voice], last)
    ]


def _speakers(episode: Episode) -> dict[tuple[str | None, str | None], str]:
    """Name the voices: one newsreader, or newsreader 1, 2, … in the order in which they are heard."""
    words = Words(episode.language)
    voices = list(dict.fromkeys((each.engine, each.voice) for each in episode.segments if each.text.strip()))
    several = len(voices) > 1
    return {
        voice: f"{words['reader']} {words.number(count)}" if several else words["reader"]
        for count, voice in enumerate(voices, 1)
    }


def _cues(sentence: TimedSegment, speaker: str, last: int) -> list[CaptionCue]:
    rows = cut(line(sentence.text), WIDTH)
    parts = [tuple(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)]
    bounds = _rising([sentence.start, *_joints(sentence, parts), sentence.end], last)
    return [CaptionCue(start, end, part, speaker) for (start, end), part in zip(pairwise(bounds), parts, strict=True)]


def _rising(times: list[float], last: int) -> list[int]:
    """Return times in whole milliseconds, each after the one before, none after `last`."""
    room = len(times) - 1
    bounds: list[int] = []
    for index, time in enumerate(times):
        earliest = bounds[-1] + 1 if bounds else 0
        bounds.append(max(earliest, min(round(time * 1000), last - room + index)))
    return bounds


def _joints(sentence: TimedSegment, parts: list[tuple[str, ...]]) -> list[float]:
    """Return when each part but the first begins, in seconds."""
    if len(parts) < 2:  # most sentences
        return []
    written = _WORD.findall(sentence.text)
    spoken = list(_WORD.finditer(sentence.spoken))
    said = _aligned(written, [word.group() for word in spoken])
    starts = list(accumulate(len(" ".join(part).split()) for part in parts))[:-1]
    offsets = [*(word.start() for word in spoken), len(sentence.spoken)]
    return [_when(sentence, offsets[said(start)]) for start in starts]


def _when(sentence: TimedSegment, offset: int) -> float:
    """Return when the spoken text's character at `offset` is heard."""
    for word in sentence.words:
        if word.begins >= offset:
            return word.start
    return sentence.start + (sentence.end - sentence.start) * offset / max(1, len(sentence.spoken))


def _aligned(written: list[str], spoken: list[str]) -> Callable[[int], int]:
    """Return the way from a written word's index to the spoken word's: by equal words, between them by proportion."""
    one, other = ([word.strip(_PUNCTUATION) for word in words] for words in (written, spoken))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()

    def said(index: int) -> int:
        here = (0, 0)
        for begins, there, size in blocks:
            if index < begins:
                share = (index - here[0]) / (begins - here[0])
                return here[1] + round(share * (there - here[1]))
            if index < begins + size:
                return there + index - begins
            here = (begins + size, there + size)
        return here[1]

    return said
