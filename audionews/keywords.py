"""The keywords of `make` and `script`, for type checkers. Made by tools/settings_forms.py."""
# ruff: noqa: E501 - a line a setting

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, time, timedelta
    from pathlib import Path


class Keywords(TypedDict, total=False):
    """Any setting; docs/settings.md describes each."""

    output: Path | str
    """The folder of all episodes."""
    jobs: int
    """How many things run at once; 0 chooses."""
    offline: bool
    """Never use a network."""
    allow_private: bool
    """Fetch from loopback and private addresses too."""
    since: timedelta | str | None
    """Of feeds, read what is younger than this: 90m, 24h, 3d, 1w."""
    limit: int | None
    """Most stories of each feed: its first ones, or its last where the oldest stands first."""
    limit_all: int | None
    """Most stories of all feeds together: those told most often, then those highest in their feeds."""
    gathering_minutes: float
    """Minutes after which nothing more is fetched, and what has come is read."""
    title: str | None
    """Title of the episode; the preset's is made of the date."""
    date: date | str | None
    """Date of the episode; else today."""
    time: time | str | None
    """Time of day that the greeting is for."""
    timezone: str
    """Time zone of the dates, as Asia/Kolkata or Asia/Dhaka."""
    preset: str
    """Whose words the programme uses: neutral, akashvani (Kolkata) or betar (Dhaka)."""
    locale: str | None
    """How numbers and dates are read: bn-IN (Kolkata) or bn-BD (Dhaka); else as the preset has it."""
    max_minutes: float | None
    """Cut the longest stories from their ends, never their lead, to about so many minutes."""
    headlines: int
    """Most headlines at the start; 0 reads none. One story alone has none."""
    recap: int
    """Most headlines at the end; 0 reads none."""
    attribution: bool
    """Say once a story where it comes from, if that is a page or a feed."""
    disclosure: bool
    """Say at the end that the voice is synthetic, as directories and laws ask for."""
    separate: str
    """One episode an article: no, only those, or also those beside the bulletin."""
    split: str
    """Make an episode of each of a document's chapters: chapters; or no."""
    long_form: bool
    """Tell each article by itself, without greeting, with a chapter a subhead."""
    sections: Sequence[str] | str | None
    """Read the stories by section, each with a spoken head; a list gives the order, [] the usual one."""
    aliases: Mapping[str, str]
    """What papers call a section, and which section that is."""
    heads: Mapping[str, str]
    """How a section is announced."""
    words: Mapping[str, str]
    """Your own words: what is to be said for a word."""
    lexicon: Path | str | None
    """A file of your own words: word, tab, what to say. Also found as lexicon.tsv nearby."""
    keep: Sequence[str] | str
    """Read lines that would be left out for this reason, as `audionews script` shows it."""
    drop: Sequence[str] | str
    """Leave out lines in which this regular expression is found."""
    engine: str
    """Who speaks: espeak (built in, offline), gtts (Google), edge (Microsoft), neural, openai, command, or auto: the best voice here, gtts where `voices.online` allows it. `audionews voices` lists them."""
    online: bool | None
    """Whether auto may send the text to Google Translate; until it is set, `make` asks on a terminal."""
    fallback: Sequence[str] | str
    """Engines that stand in where the chosen one cannot speak; --no-fallback: none, rather fail."""
    budget: float | None
    """US dollars that all engines together may cost in a month; then the next of `fallback` speaks."""
    voice: str | None
    """Voice of the stories; of another engine as engine:voice. `audionews voices` lists them."""
    headline_voice: str | None
    """Voice of the headlines; else the engine's second, where it has one."""
    speakers: int
    """Voices in a story: at 2, speakers of an interview and quotations have one beside the reader's."""
    story_voices: Mapping[str, str]
    """Voices of single stories: a pattern of source, site or section, and a voice."""
    engines: Mapping[str, Mapping[str, Any]]
    """Settings of single engines, a table each, as docs/engines.md has them."""
    profiles: Sequence[str] | str
    """Sound files: podcast (MP3, 96 kbit/s), small (MP3, 64), opus (32, beside an MP3); repeat for more."""
    loudness: float
    """Integrated loudness in LUFS, -24 to -9; podcasts have -16, European television -23; the built-in voice bears up to -14."""
    rate: int
    """Pace of speech in percent of normal."""
    language: str
    """Language of the labels on page and book: bn or en; what is told stays Bengali."""
    cover: Path | str | None
    """A picture to use as the cover; else one is drawn."""
    typeface: str | None
    """Font file or family for the drawn cover; else a Bengali one of the system."""
    epub_audio: str
    """embed: the book reads itself aloud; none: it is text only."""
    vtt_words: bool
    """Mark in the WebVTT transcript when each word is said, where the engine tells."""
    forms: Sequence[str] | str
    """What is made beside sound, chapters and transcripts: page, book, cover; all, but in a batch none."""
    verify_on: bool
    """Have what was spoken written down, and speak again what was heard as another sentence."""
    voices: Mapping[str, Any]
    """Voices of single roles: a mapping, as the table of the file."""
    pauses: Mapping[str, Any]
    """Seconds of silence after roles: a mapping, as the table of the file."""
    show: Mapping[str, Any]
    """[show]: a mapping, as the table of the file."""
    daily: Mapping[str, Any]
    """[daily]: a mapping, as the table of the file."""
