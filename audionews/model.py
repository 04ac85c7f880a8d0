"""The data that flows from stage to stage, immutable once made. This module imports nothing else of ours.

Article → Script (Segments) → Speech → Clip → Episode. Times are seconds unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from audionews.article_line import ArticleLine as ArticleLine  # noqa: PLC0414, TC001 - a noun of this module

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    import numpy as np
    from numpy.typing import NDArray


class Role(StrEnum):
    """The role of a segment in the bulletin, which decides its voice, its level and the pauses around it."""

    TUNE = "tune"
    """The signature tune; has no text."""
    GREETING = "greeting"
    """Salutation by the time of day, name of the programme, date."""
    HEADLINE = "headline"
    """A headline among the headlines at the start, or the line that announces or closes them."""
    INTRO = "intro"
    """A story's headline, said again before the story."""
    BODY = "body"
    """A sentence of a story."""
    ATTRIBUTION = "attribution"
    """Where a story comes from, said before its text: "… জানাচ্ছে,"."""
    SUBHEAD = "subhead"
    """A heading inside a story or, without an article, the head of a section."""
    RECAP = "recap"
    """A headline said once more before the end, or the line that announces them."""
    SIGNOFF = "signoff"
    """The farewell."""


@dataclass(frozen=True)
class Article:
    """A piece of news as it was found, before cleaning."""

    source: str
    """Its source in a form that people recognize: a path, an address, `-`."""
    text: str
    """The body as found: lines or paragraphs separated by line breaks, noise included."""
    headline: str | None = None
    """The headline its source declares (front matter, page metadata); None where the text must yield it."""
    published: datetime | None = None
    """When it was published, where the source says so."""
    url: str | None = None
    """Its public address."""
    site: str | None = None
    """Name of the paper or site."""
    section: str | None = None
    """Section it stands in, as the source names it."""
    image: str | None = None
    """Address of its picture."""
    also: tuple[str, ...] = ()
    """Other sources that tell the same story and are not read."""
    lines: tuple[ArticleLine, ...] = ()
    """The lines of `text` with their places, where the source is a page."""
    byline: str | None = None
    """Who wrote it, where that is known; not spoken."""
    agency: str | None = None
    """The news agency it came through, where that is known; not spoken."""
    developing: bool = False
    """Whether an earlier programme told it, and it has grown by a third since."""


class Slower(NamedTuple):
    """A part of a spoken text that is said slower than the rest."""

    begins: int
    """Index of its first character."""
    ends: int
    """Index after its last character."""
    pace: int
    """Its pace, in percent of the usual one."""


class Manner(NamedTuple):
    """How a sentence is said where it stands; the same words may be said in another manner elsewhere."""

    slower: tuple[Slower, ...] = ()
    """What its story mentions for the first time, in order and apart from one another."""
    depth: int = 0
    """How far the voice has come down in its paragraph: 0 in its first sentence."""


PLAIN = Manner()
"""The manner of a sentence by itself."""


@dataclass(frozen=True)
class Segment:
    """A unit of speech: a sentence, a headline, a greeting."""

    role: Role
    """Its role in the bulletin."""
    text: str
    """The written text, which is shown. Empty for a tune."""
    spoken: str
    """The text to speak: normalized, and the same for every engine. Empty for a tune."""
    article: int | None = None
    """Index of its story; None for the programme's own lines."""
    opens: bool = False
    """Whether it opens a paragraph; the pause before it is then longer."""
    reader: str | None = None
    """Who speaks it, where that was chosen for it alone: a voice, or `engine:voice`; None leaves it to the cast."""
    speaker: int = 0
    """Which voice of its story says it, where speakers have their own: 0 is the reader."""
    pinned: bool = False
    """Whether a person gave `spoken`: no later rule or lexicon changes it."""
    manner: Manner = PLAIN
    """How it is said, by engines that can."""


@dataclass(frozen=True)
class Dropped:
    """A line that is not read, and why."""

    article: int
    """Index of the story it stood in."""
    text: str
    """The line as found."""
    reason: str
    """A reason from the list in `bengali/data/clean_reasons.tsv`."""
    rule: str = ""
    """The row of a table that decided (`clean_cues.tsv:212`), else the pass of the cleaner; not in the manifest."""
    place: int | None = None
    """How many sentences of its story stand before it; not in the manifest, and None where that is not known."""


@dataclass(frozen=True)
class Skipped:
    """A source that gave no article, and why."""

    source: str
    """The source as the user named it."""
    why: str
    """One sentence for people."""


class CorrectionKind(StrEnum):
    """What was done to a story after it had been published."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Correction:
    """A change to a story that had been published, of which listeners are told for good."""

    day: date
    """When it was made."""
    kind: CorrectionKind
    """What was done."""
    headline: str
    """The story's headline as it was published; empty where it is not to be said again."""
    note: str = ""
    """What was wrong, in the words of those who publish."""


@dataclass(frozen=True)
class Script:
    """The rundown: all segments in the order in which they will be heard."""

    title: str
    """Title of the episode."""
    date: date
    """Date of the episode, in the listeners' time zone."""
    locale: str
    """`bn-IN` or `bn-BD`: which reading of numbers and dates."""
    articles: tuple[Article, ...]
    """The stories in order; each has a headline here."""
    segments: tuple[Segment, ...]
    """The segments in order."""
    dropped: tuple[Dropped, ...] = ()
    """Lines that cleaning removed."""
    skipped: tuple[Skipped, ...] = ()
    """Sources that gave no article."""
    cut: tuple[tuple[str, ...], ...] = ()
    """Sentences left out to keep the episode short, for each story; empty where nothing was cut."""
    cut_places: tuple[tuple[int, ...], ...] = ()
    """Where each of these stood among its story's sentences and subheads; empty where that is not known."""
    corrections: tuple[Correction, ...] = ()
    """What was changed after it had been published, oldest first."""


class Word(NamedTuple):
    """When a word of a segment is heard. A tuple, to save memory: an episode of five hours has forty thousand words."""

    start: float
    """Seconds from the start of the sound."""
    end: float
    """Seconds from the start of the sound."""
    begins: int
    """Index of the word's first character in the spoken text."""
    ends: int
    """Index after its last character."""


@dataclass(frozen=True, eq=False)
class Speech:
    """Sound in memory, as an engine returns it; it should be let go as soon as possible."""

    samples: NDArray[np.int16]
    """Mono 16-bit PCM, shape (n,)."""
    sample_rate: int
    """Hz."""
    words: tuple[Word, ...] = ()
    """Word times, where the engine gives them."""


@dataclass(frozen=True)
class Clip:
    """A reference to the sound of a segment in the cache; the sound itself stays on disk."""

    key: str
    """Key in the clip cache: digest of engine, its fingerprint, voice, text and manner."""
    duration: float
    """Length in seconds as the engine gave it, before trimming."""
    engine: str
    """Name of the engine that spoke it."""
    voice: str
    """Name of the voice."""
    words: tuple[Word, ...] = ()
    """Word times within the clip, where the engine gives them."""


@dataclass(frozen=True)
class Sound:
    """One audio file of an episode, measured."""

    file: str
    """File name inside the episode's folder."""
    bytes: int
    """Size of the file."""
    sha256: str
    """Digest of the whole file, lowercase hexadecimal."""
    sample_rate: int
    """Hz."""
    bitrate: int
    """Bits a second (constant)."""
    loudness_lufs: float
    """Integrated loudness, LUFS (ITU-R BS.1770-4)."""
    true_peak_dbtp: float
    """True peak, dBTP (ITU-R BS.1770-4, annex 2)."""


@dataclass(frozen=True)
class Story:
    """A story in a finished episode."""

    headline: str
    """Its headline, as written."""
    source: str
    """Its source in a form that people recognize."""
    published: str | None
    """Date of publication (ISO 8601), where known."""
    start: float
    """When its headline begins, in seconds."""
    end: float
    """When its last sentence ends, in seconds."""
    url: str | None = None
    """Its public address."""
    site: str | None = None
    """Name of the paper or site."""
    section: str | None = None
    """Section it stands in."""
    image: str | None = None
    """Address of its picture."""
    also: tuple[str, ...] = ()
    """Other sources with the same story."""
    byline: str | None = None
    """Who wrote it, where that is known; not spoken."""
    agency: str | None = None
    """The news agency it came through, where that is known; not spoken."""
    cut: tuple[str, ...] = ()
    """Sentences left out to keep the episode short, as written."""


@dataclass(frozen=True)
class TimedSegment:
    """A segment in a finished episode, with its time."""

    role: Role
    """Its role in the bulletin."""
    article: int | None
    """Index of its story; None for the programme's own lines."""
    text: str
    """The written text, which is shown."""
    spoken: str
    """The text that was spoken."""
    start: float
    """When its sound begins, in seconds."""
    end: float
    """When its sound ends and the pause begins, in seconds."""
    engine: str | None
    """Name of the engine that spoke it; None for a tune."""
    voice: str | None
    """Name of the voice; None for a tune."""
    words: tuple[Word, ...] = ()
    """Word times from the start of the episode, where known."""
    opens: bool = False
    """True where a paragraph begins."""
    pinned: bool = False
    """True where a person gave `spoken`."""


@dataclass(frozen=True)
class Degraded:
    """A segment that a fallback spoke."""

    segment: int
    """Index of the segment."""
    wanted: str
    """Name of the engine that should have spoken it."""
    used: str
    """Name of the engine that spoke it."""
    why: str
    """Why, in one sentence for people."""


@dataclass(frozen=True)
class Episode:
    """A finished episode: the content of `episode.json`, from which every other form is made."""

    title: str
    """Title of the episode."""
    date: date
    """Its date."""
    language: str
    """BCP 47 language of text and speech, `bn`."""
    duration: float
    """Length of the sound in seconds, as gapless decoders give it."""
    audio: Sound
    """The main sound file."""
    alternates: tuple[Sound, ...]
    """The same sound in other profiles."""
    articles: tuple[Story, ...]
    """The stories in order."""
    segments: tuple[TimedSegment, ...]
    """All segments in order."""
    dropped: tuple[Dropped, ...] = ()
    """Lines that cleaning removed."""
    skipped: tuple[Skipped, ...] = ()
    """Sources that gave no article."""
    degraded: tuple[Degraded, ...] = ()
    """Segments that a fallback spoke."""
    recipe: Recipe | None = None
    """What the episode was made from; lets the same call find and update it."""
    corrections: tuple[Correction, ...] = ()
    """What was changed after it had been published, oldest first."""
    made: datetime | None = None
    """When it was first made, in the programme's time zone; episodes of version 0.1.0 do not tell."""
    edition: int | None = None
    """Which of its day's editions it is, from 1; None for a programme without editions."""
    folder: Path = field(default=Path(), compare=False)
    """Where it lies; not in its manifest, which may be moved with it."""

    @property
    def audio_path(self) -> Path:
        """The path of the main sound file."""
        return self.folder / self.audio.file


@dataclass(frozen=True)
class Recipe:
    """What an episode was made from, so that the same call finds it again; it tells nothing of the machine."""

    sources: tuple[str, ...]
    """The sources that the user named: paths relative to the output folder, addresses, digests of standard input."""
    digest: str
    """Digest of every input and setting that the sound depends on."""
    time: str = "morning"
    """The time of day of the greeting, or `HH:MM`."""
    settings: Mapping[str, Any] | None = None
    """Settings that shape it and were not at their default, by key; None where an older version kept none."""
