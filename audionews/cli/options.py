"""The options that several commands share, each once; help texts speak to someone who is new here."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ProgressForm(StrEnum):
    """How progress is told."""

    AUTO = "auto"
    PLAIN = "plain"
    JSON = "json"


class SeparateForm(StrEnum):
    """Whether articles become episodes of their own."""

    NO = "no"
    ONLY = "only"
    ALSO = "also"


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...",
        help="Files, folders, pages, feeds, or - for standard input; none means those of audionews.toml, else seeds/.",
        show_default=False,
    ),
]
Output = Annotated[Path, typer.Option("-o", "--output", help="The folder of all episodes.")]
Engine = Annotated[
    str,
    typer.Option(
        help="Who speaks: espeak (built in, offline), gtts (Google), edge (Microsoft), neural, openai, command, "
        "or auto: gtts where it answers, else espeak. `audionews voices` lists them.",
    ),
]
Voice = Annotated[str | None, typer.Option(help="Voice of the stories; `audionews voices` lists them.")]
HeadlineVoice = Annotated[str | None, typer.Option(help="Voice of the headlines.")]
Title = Annotated[str | None, typer.Option(help="Title of the episode.")]
Date = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Date of the episode; else today.")
]
Time = Annotated[
    datetime | None, typer.Option(formats=["%H:%M"], metavar="HH:MM", help="Time of day that the greeting is for.")
]
Preset = Annotated[str, typer.Option(help="Whose words the programme uses: neutral, akashvani or betar.")]
Locale = Annotated[
    str | None,
    typer.Option(help="How numbers and dates are read: bn-IN (Kolkata) or bn-BD (Dhaka); else as the preset has it."),
]
BySection = Annotated[
    bool,
    typer.Option("--sections/--no-sections", help="Order the stories by section, each with a spoken head."),
]
MaxMinutes = Annotated[
    float | None,
    typer.Option(min=0.5, metavar="N", help="Shorten stories, the longest first and never their lead, to N minutes."),
]
Separate = Annotated[
    SeparateForm, typer.Option(help="One episode an article: only those, or also those beside the bulletin.")
]
LongForm = Annotated[
    bool, typer.Option("--long-form", help="Tell an article by itself, without greeting, with a chapter a subhead.")
]
Since = Annotated[
    str | None, typer.Option(metavar="24h", help="Of feeds, read what is younger than this: 90m, 24h, 3d, 1w.")
]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="Read at most N stories of each feed.")]
LimitAll = Annotated[int | None, typer.Option(min=1, metavar="N", help="Read at most N stories of all feeds together.")]
Config = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Settings to use in place of audionews.toml here or in your config folder."),
]
Profile = Annotated[
    list[str], typer.Option(help="podcast (44.1 kHz, 96 kbit/s) or small (24 kHz, 64 kbit/s); repeat for both.")
]
Rate = Annotated[int, typer.Option(min=50, max=200, metavar="PERCENT", help="Pace of speech, 100 is normal.")]
Jobs = Annotated[int, typer.Option(min=0, help="How many things run at once; 0 chooses.", show_default=False)]
Offline = Annotated[bool, typer.Option("--offline", help="Never use a network.")]
NoFallback = Annotated[
    bool, typer.Option("--no-fallback", help="Fail rather than let another engine speak what this one cannot.")
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        envvar="AUDIONEWS_ALLOW_PRIVATE",
        help="Fetch from loopback and private addresses too.",
        show_envvar=False,
    ),
]
Language = Annotated[str, typer.Option(help="Language of the labels on page and book: bn or en.")]
Cover = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="A picture to use as the cover.", show_default=False)
]
EpubAudio = Annotated[str, typer.Option(help="embed: the book reads itself aloud; none: it is text only.")]
Keep = Annotated[
    list[str], typer.Option(metavar="REASON", help="Read lines that would be left out for this reason; repeatable.")
]
Drop = Annotated[
    list[str], typer.Option(metavar="REGEX", help="Leave out lines in which this pattern is found; repeatable.")
]
Lexicon = Annotated[
    Path | None,
    typer.Option(
        exists=True, dir_okay=False, help="Your own words: word, tab, what to say. Also found as lexicon.tsv nearby."
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say of each change what it was taken for, and by which rule.")
]
Phonemes = Annotated[
    bool, typer.Option("--phonemes", help="Show the phonemes that the built-in voice would say, word by word.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 7 if anything was skipped or degraded.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be said, to whom it would be sent and at what cost; no more.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
Progress = Annotated[ProgressForm, typer.Option(help="How progress is told on standard error.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say more: each line that was left out, and why.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]
