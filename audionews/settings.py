"""Every setting, declared once: its default, kind, help, where it may be set, and whether an episode depends on it.

A setting comes from a flag, else from the environment, else from `audionews.toml`, else it is the default. The groups
mirror the tables of that file; a stage is handed its group. Flags, keywords of the Python functions, the file that
`audionews init` writes, docs/settings.md and the digest of an episode are made from these declarations.
"""

from __future__ import annotations

import os
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.support.config import Value, every, found, from_environment, from_file
from audionews.support.declaration import Group, setting
from audionews.support.errors import UsageError, nearest
from audionews.support.value_kinds import (
    ADDRESS,
    CLOCK,
    CLOCKS,
    DAY,
    FILE,
    FLAG,
    LINK,
    NUMBER,
    PATH,
    PATTERNS,
    SIGNED,
    SOURCES,
    SPAN,
    TABLES,
    TARGET,
    TEXT,
    TEXTS,
    WHOLE,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

AUTO = "auto"
CHAPTERS = "chapters"
NO, ONLY, ALSO = "no", "only", "also"
"""The ways of `separate`."""
NUMBERING = (NO, "all", "year")
"""The ways of numbering a show's episodes."""
PRESETS = ("akashvani", "betar", "neutral")
PROFILES = ("podcast", "small", "opus")
LOCALES = ("bn-IN", "bn-BD")
FORMS = ("page", "book", "cover")

_ARTICLES = "It decides which articles are read, and an episode depends on these."
_FEED = "Feed and list alone tell it, and every run brings them up to date."
_PLACE = "It says where and when, not what."
_SPEAKERS = "The engines and voices that are chosen are in the digest themselves."


class RunSettings(Group):
    """What a run works on, and what it may use."""

    sources: tuple[str, ...] = setting(
        default=(),
        kind=SOURCES,
        about="What is read where the command line names nothing: files, folders, pages, feeds.",
        irrelevant=_ARTICLES,
    )
    output: Path = setting(
        default=Path("output"),
        kind=PATH,
        about="The folder of all episodes.",
        flag="-o,--output",
        irrelevant=_PLACE,
    )
    jobs: int = setting(
        default=0,
        kind=WHOLE,
        about="How many things run at once; 0 chooses.",
        flag="--jobs",
        irrelevant="It changes how fast the work is done, not what comes of it.",
    )
    offline: bool = setting(
        default=False, kind=FLAG, about="Never use a network.", flag="--offline", irrelevant=_SPEAKERS
    )
    allow_private: bool = setting(
        default=False,
        kind=FLAG,
        about="Fetch from loopback and private addresses too.",
        flag="--allow-private",
        irrelevant=_ARTICLES,
    )


class GatheringSettings(Group):
    """Which stories of feeds are read."""

    since: timedelta | None = setting(
        default=None,
        kind=SPAN,
        about="Of feeds, read what is younger than this: 90m, 24h, 3d, 1w.",
        flag="--since",
        irrelevant=_ARTICLES,
    )
    limit: int | None = setting(
        default=None,
        kind=WHOLE,
        about="Most stories of each feed: its first ones, or its last where the oldest stands first.",
        flag="--limit",
        irrelevant=_ARTICLES,
    )
    limit_all: int | None = setting(
        default=None,
        kind=WHOLE,
        about="Most stories of all feeds together: those told most often, then those highest in their feeds.",
        flag="--limit-all",
        irrelevant=_ARTICLES,
    )
    minutes: float = setting(
        default=10.0,
        kind=NUMBER,
        about="Minutes after which nothing more is fetched, and what has come is read.",
        key="gathering.minutes",
        keyword="gathering_minutes",
        bounds=(0.001, 1440),
        irrelevant=_ARTICLES,
    )


class ProgrammeSettings(Group):
    """What is said around the stories, when, and in which form."""

    title: str | None = setting(
        default=None, kind=TEXT, about="Title of the episode; the preset's is made of the date.", flag="--title"
    )
    date: date | None = setting(
        default=None, kind=DAY, about="Date of the episode; else today.", key="", flag="--date", irrelevant=_PLACE
    )
    time: time | None = setting(
        default=None,
        kind=CLOCK,
        about="Time of day that the greeting is for.",
        flag="--time",
        irrelevant="The recipe of an episode holds the time of its greeting beside the digest.",
    )
    timezone: str = setting(
        default="Asia/Kolkata",
        kind=TEXT,
        about="Time zone of the dates, as Asia/Kolkata or Asia/Dhaka.",
        also=("zone",),
        irrelevant="It decides the day and the times of the articles, which are in the digest themselves.",
    )
    preset: str = setting(
        default="neutral",
        kind=TEXT,
        about="Whose words the programme uses: neutral, akashvani (Kolkata) or betar (Dhaka).",
        flag="--preset",
        choices=PRESETS,
    )
    locale: str | None = setting(
        default=None,
        kind=TEXT,
        about="How numbers and dates are read: bn-IN (Kolkata) or bn-BD (Dhaka); else as the preset has it.",
        flag="--locale",
        choices=LOCALES,
    )
    max_minutes: float | None = setting(
        default=None,
        kind=NUMBER,
        about="Cut the longest stories from their ends, never their lead, to about so many minutes.",
        flag="--max-minutes",
        bounds=(0.1, 10_000),
    )
    headlines: int = setting(
        default=6, kind=WHOLE, about="Most headlines at the start; 0 reads none. One story alone has none."
    )
    recap: int = setting(default=4, kind=WHOLE, about="Most headlines at the end; 0 reads none.")
    attribution: bool = setting(
        default=True, kind=FLAG, about="Say once a story where it comes from, if that is a page or a feed."
    )
    disclosure: bool = setting(
        default=True, kind=FLAG, about="Say at the end that the voice is synthetic, as directories and laws ask for."
    )
    separate: str = setting(
        default=NO,
        kind=TEXT,
        about="One episode an article: no, only those, or also those beside the bulletin.",
        flag="--separate",
        choices=(NO, ONLY, ALSO),
        irrelevant="It decides which episodes are made; each has sources of its own.",
    )
    split: str = setting(
        default=NO,
        kind=TEXT,
        about="Make an episode of each of a document's chapters: chapters; or no.",
        flag="--split",
        choices=(NO, CHAPTERS),
        irrelevant="It decides which episodes are made; each has sources of its own.",
    )
    long_form: bool = setting(
        default=False,
        kind=FLAG,
        about="Tell each article by itself, without greeting, with a chapter a subhead.",
        flag="--long-form",
    )


class SectionsSettings(Group):
    """The order in which stories are read, with spoken heads."""

    table = "sections"
    order: tuple[str, ...] | None = setting(
        default=None,
        kind=TEXTS,
        about="Read the stories by section, each with a spoken head; a list gives the order, [] the usual one.",
        flag="--sections/--no-sections",
        switch={True: (), False: None},
        keyword="sections",
    )
    aliases: Mapping[str, str] = setting(
        default={}, kind=WORDS, about="What papers call a section, and which section that is.", keyword="aliases"
    )
    heads: Mapping[str, str] = setting(default={}, kind=WORDS, about="How a section is announced.", keyword="heads")


class TextSettings(Group):
    """What of an article is read, and how its words are said."""

    lexicon: Mapping[str, str] = setting(
        default={}, kind=WORDS, about="Your own words: what is to be said for a word.", keyword="words"
    )
    lexicon_file: Path | None = setting(
        default=None,
        kind=FILE,
        about="A file of your own words: word, tab, what to say. Also found as lexicon.tsv nearby.",
        flag="--lexicon",
        keyword="lexicon",
    )
    keep: tuple[str, ...] = setting(
        default=(),
        kind=TEXTS,
        about="Read lines that would be left out for this reason, as `audionews script` shows it.",
        flag="--keep",
    )
    drop: tuple[str, ...] = setting(
        default=(), kind=PATTERNS, about="Leave out lines in which this regular expression is found.", flag="--drop"
    )


class VoicesSettings(Group):
    """Who speaks."""

    engine: str = setting(
        default=AUTO,
        kind=TEXT,
        about="Who speaks: espeak (built in, offline), gtts (Google), edge (Microsoft), neural, openai, command, "
        "or auto: the best voice here, gtts where `voices.online` allows it. `audionews voices` lists them.",
        flag="--engine",
        irrelevant=_SPEAKERS,
    )
    online: bool | None = setting(
        default=None,
        kind=FLAG,
        about="Whether auto may send the text to Google Translate; until it is set, `make` asks on a terminal.",
        key="voices.online",
        irrelevant=_SPEAKERS,
    )
    fallback: tuple[str, ...] = setting(
        default=("gtts", "edge", "neural", "espeak"),
        kind=TEXTS,
        about="Engines that stand in where the chosen one cannot speak; --no-fallback: none, rather fail.",
        flag="--no-fallback",
        switch={True: (), False: None},
        irrelevant="An episode in which another engine spoke is degraded, and made again in any case.",
    )
    budget: float | None = setting(
        default=None,
        kind=NUMBER,
        about="US dollars that all engines together may cost in a month; then the next of `fallback` speaks.",
        irrelevant=_SPEAKERS,
    )
    body: str | None = setting(
        default=None,
        kind=TEXT,
        about="Voice of the stories; of another engine as engine:voice. `audionews voices` lists them.",
        key="voices.body",
        flag="--voice",
        keyword="voice",
        irrelevant=_SPEAKERS,
    )
    headline: str | None = setting(
        default=None,
        kind=TEXT,
        about="Voice of the headlines; else the engine's second, where it has one.",
        key="voices.headline",
        flag="--headline-voice",
        keyword="headline_voice",
        irrelevant=_SPEAKERS,
    )
    greeting: str | None = setting(
        default=None, kind=TEXT, about="Voice of the greeting.", key="voices.greeting", keyword="", irrelevant=_SPEAKERS
    )
    intro: str | None = setting(
        default=None,
        kind=TEXT,
        about="Voice of the headline before its story.",
        key="voices.intro",
        keyword="",
        irrelevant=_SPEAKERS,
    )
    subhead: str | None = setting(
        default=None,
        kind=TEXT,
        about="Voice of subheads in a story.",
        key="voices.subhead",
        keyword="",
        irrelevant=_SPEAKERS,
    )
    recap: str | None = setting(
        default=None,
        kind=TEXT,
        about="Voice of the headlines at the end.",
        key="voices.recap",
        keyword="",
        irrelevant=_SPEAKERS,
    )
    signoff: str | None = setting(
        default=None, kind=TEXT, about="Voice of the farewell.", key="voices.signoff", keyword="", irrelevant=_SPEAKERS
    )
    speakers: int = setting(
        default=1,
        kind=WHOLE,
        about="Voices in a story: at 2, speakers of an interview and quotations have one beside the reader's.",
        key="voices.speakers",
        bounds=(1, 99),
    )
    stories: Mapping[str, str] = setting(
        default={},
        kind=WORDS,
        about="Voices of single stories: a pattern of source, site or section, and a voice.",
        key="voices.stories",
        keyword="story_voices",
    )
    engines: Mapping[str, Mapping[str, Any]] = setting(
        default={},
        kind=TABLES,
        about="Settings of single engines, a table each, as docs/engines.md has them.",
        also=("options",),
        irrelevant=_SPEAKERS,
    )

    def roles(self) -> dict[str, str]:
        """Return the voices of single roles beside the two readers, by role."""
        named = {role: getattr(self, role) for role in ("greeting", "intro", "subhead", "recap", "signoff")}
        return {role: voice for role, voice in named.items() if voice}


class SoundSettings(Group):
    """How it sounds."""

    profiles: tuple[str, ...] = setting(
        default=("podcast",),
        kind=TEXTS,
        about="Sound files: podcast (MP3, 96 kbit/s), small (MP3, 64), opus (32, beside an MP3); repeat for more.",
        flag="--profile",
        choices=PROFILES,
    )
    loudness: float = setting(
        default=-16.0,
        kind=SIGNED,
        about="Integrated loudness in LUFS, -24 to -9; podcasts have -16, European television -23; the built-in "
        "voice bears up to -14.",
        flag="--loudness",
        bounds=(-24, -9),
    )
    rate: int = setting(
        default=100, kind=WHOLE, about="Pace of speech in percent of normal.", flag="--rate", bounds=(50, 200)
    )


class PausesSettings(Group):
    """Seconds of silence after each role; None is as `timeline.AFTER` has it."""

    table = "pauses"
    greeting: float | None = setting(default=None, kind=NUMBER, about="Seconds of silence after the greeting.")
    headline: float | None = setting(default=None, kind=NUMBER, about="Seconds of silence after a headline.")
    intro: float | None = setting(
        default=None, kind=NUMBER, about="Seconds of silence after a headline before its story."
    )
    attribution: float | None = setting(
        default=None, kind=NUMBER, about="Seconds of silence after what tells where a story comes from."
    )
    body: float | None = setting(default=None, kind=NUMBER, about="Seconds of silence after a sentence of a story.")
    subhead: float | None = setting(default=None, kind=NUMBER, about="Seconds of silence after a subhead.")
    recap: float | None = setting(default=None, kind=NUMBER, about="Seconds of silence after a headline at the end.")
    signoff: float | None = setting(
        default=None, kind=NUMBER, about="Seconds of silence after a sentence of the farewell."
    )
    tune: float | None = setting(default=None, kind=NUMBER, about="Seconds of silence after the tune.")


class PageSettings(Group):
    """What the forms beside the sound look like."""

    language: str = setting(
        default="bn",
        kind=TEXT,
        about="Language of the labels on page and book: bn or en; what is told stays Bengali.",
        flag="--language",
        choices=("bn", "en"),
    )
    cover: Path | None = setting(
        default=None, kind=FILE, about="A picture to use as the cover; else one is drawn.", flag="--cover"
    )
    typeface: str | None = setting(
        default=None, kind=TEXT, about="Font file or family for the drawn cover; else a Bengali one of the system."
    )
    epub_audio: str = setting(
        default="embed",
        kind=TEXT,
        about="embed: the book reads itself aloud; none: it is text only.",
        flag="--epub-audio",
        choices=("embed", "none"),
    )
    vtt_words: bool = setting(
        default=False,
        kind=FLAG,
        about="Mark in the WebVTT transcript when each word is said, where the engine tells.",
        flag="--vtt-words",
    )
    forms: tuple[str, ...] = setting(
        default=FORMS,
        kind=TEXTS,
        about="What is made beside sound, chapters and transcripts: page, book, cover; all, but in a batch none.",
        flag="--with",
        choices=FORMS,
    )


class Show(Group):
    """What a podcast says of itself."""

    table = "show"
    base_url: str | None = setting(
        default=None,
        kind=ADDRESS,
        about="Where the output folder is served: https://example.org/podcast/; else links are relative.",
        irrelevant=_FEED,
    )
    title: str = setting(default="আজকের সংবাদ", kind=TEXT, about="Name of the podcast.")
    description: str = setting(
        default="বাংলা সংবাদ, শোনার জন্য।", kind=TEXT, about="One paragraph about it.", irrelevant=_FEED
    )
    author: str = setting(default="audionews", kind=TEXT, about="Who makes it, as listeners see it.")
    email: str | None = setting(
        default=None,
        kind=TEXT,
        about="Address of the owner; directories write to it before they list the show.",
        irrelevant=_FEED,
    )
    category: str = setting(default="News", kind=TEXT, about="Category in Apple's list.", irrelevant=_FEED)
    subcategory: str | None = setting(
        default="Daily News", kind=TEXT, about="Subcategory in Apple's list.", irrelevant=_FEED
    )
    explicit: bool = setting(default=False, kind=FLAG, about="True where it is not for children.", irrelevant=_FEED)
    language: str = setting(default="bn", kind=TEXT, about="Language of the feed (BCP 47).", irrelevant=_FEED)
    copyright: str | None = setting(default=None, kind=TEXT, about="Notice of rights.", irrelevant=_FEED)
    license: str | None = setting(
        default=None, kind=TEXT, about="Licence of the show: cc-by-4.0, or a name of your own.", irrelevant=_FEED
    )
    license_url: str | None = setting(
        default=None, kind=LINK, about="Where the text of a licence of your own stands.", irrelevant=_FEED
    )
    funding: str | None = setting(
        default=None, kind=LINK, about="Where listeners can support the show.", irrelevant=_FEED
    )
    funding_text: str | None = setting(
        default=None, kind=TEXT, about="What apps call that; else words of ours.", irrelevant=_FEED
    )
    location: str | None = setting(
        default=None, kind=TEXT, about="The place that the show is about, as people call it: Kolkata.", irrelevant=_FEED
    )
    location_geo: str | None = setting(
        default=None, kind=TEXT, about="Where that is, as geo:22.5726,88.3639 (RFC 5870).", irrelevant=_FEED
    )
    numbering: str = setting(
        default=NO,
        kind=TEXT,
        about="Number the episodes: no, all in one row, or anew each year, which is then their season.",
        choices=NUMBERING,
        irrelevant=_FEED,
    )
    trailer: str | None = setting(
        default=None,
        kind=TEXT,
        about="The episode that is the show's trailer, by the name of its folder: 2026-11-23-2.",
        irrelevant=_FEED,
    )
    target: str | None = setting(
        default=None,
        kind=TARGET,
        about="Where `publish` and `daily` copy the show: a folder, host:path or another address, without a password.",
        irrelevant=_FEED,
    )
    private: bool = setting(
        default=False,
        kind=FLAG,
        about="True puts the show under an address that nobody can guess; `publish --new-address` changes it.",
        irrelevant=_FEED,
    )
    hub: str | None = setting(
        default=None,
        kind=LINK,
        about="A WebSub hub that `publish` tells of a changed feed: https://pubsubhubbub.appspot.com/.",
        irrelevant=_FEED,
    )
    locked: bool = setting(
        default=False, kind=FLAG, about="True forbids other hosts to import the feed.", irrelevant=_FEED
    )
    recent: int = setting(
        default=100,
        kind=WHOLE,
        about="Newest episodes in the feed itself; older ones stand in its archive pages (RFC 5005).",
        bounds=(1, 1000),
        irrelevant=_FEED,
    )

    def link(self, *path: str) -> str:
        """Return the address of a file in the show's folder, relative without a base URL."""
        from audionews.support.escape import quoted

        return (self.base_url or "") + "/".join(map(quoted, path))


_DAILY = "The daily run alone reads it."


class DailySettings(Group):
    """What `audionews daily` does beside making the episode."""

    table = "daily"
    since: timedelta = setting(
        default=timedelta(hours=24),
        kind=SPAN,
        about="Of feeds, the daily run reads what is younger than this.",
        irrelevant=_DAILY,
    )
    limit: int = setting(
        default=12,
        kind=WHOLE,
        about="Most stories of all feeds together in the daily run; 0 for all.",
        irrelevant=_DAILY,
    )
    sections: bool = setting(
        default=True, kind=FLAG, about="Order the stories of the daily run by section.", irrelevant=_DAILY
    )
    keep_days: int = setting(
        default=0, kind=WHOLE, about="Episodes older than so many days are removed; 0 keeps all.", irrelevant=_DAILY
    )
    at: tuple[time, ...] = setting(
        default=(),
        kind=CLOCKS,
        about="When the timer runs that `audionews daily --install` sets up, else 07:00; each time has an episode.",
        irrelevant=_DAILY,
    )
    review: bool = setting(
        default=False,
        kind=FLAG,
        about="Write a script and a preview, and wait for `audionews approve` before anything is published.",
        flag="--review",
        irrelevant=_DAILY,
    )
    review_folder: Path = setting(
        default=Path("review"), kind=PATH, about="Where script and preview are put.", irrelevant=_DAILY
    )
    review_until: time | None = setting(
        default=None,
        kind=CLOCK,
        about="The run waits until this time of day for approval; else it ends, and approval may come whenever.",
        irrelevant=_DAILY,
    )
    review_then: str = setting(
        default="wait",
        kind=TEXT,
        about="What happens at that time without approval: publish what the script says then, or wait on.",
        choices=("publish", "wait"),
        irrelevant=_DAILY,
    )
    notify: str | None = setting(
        default=None,
        kind=TEXT,
        about="Command run after success and failure, with the summary for {message} or, as JSON, {json}; "
        "else as its last word.",
        flag="--notify",
        irrelevant=_DAILY,
    )


class VerifySettings(Group):
    """Whether and by whom what was spoken is heard, and compared with what was to be said."""

    table = "verify"
    on: bool = setting(
        default=False,
        kind=FLAG,
        about="Have what was spoken written down, and speak again what was heard as another sentence.",
        flag="--verify",
        key="verify.on",
        keyword="verify_on",
    )
    url: str | None = setting(
        default=None,
        kind=LINK,
        about="A transcription service with OpenAI's protocol, as https://api.openai.com/v1; else faster-whisper here.",
    )
    model: str | None = setting(
        default=None, kind=TEXT, about="Its model: whisper-1 of a service, large-v3 or a folder of faster-whisper."
    )
    key: str = setting(
        default="OPENAI_API_KEY",
        kind=TEXT,
        about="The environment variable that holds the service's key.",
        irrelevant="It changes nothing of what is heard.",
    )
    share: float = setting(
        default=1.0,
        kind=NUMBER,
        about="Share of the sentences that is heard: 0.2 is a fifth, those with numbers before the others.",
        bounds=(0.01, 1),
    )
    minutes: float = setting(
        default=10.0,
        kind=NUMBER,
        about="Minutes after which nothing more is heard.",
        bounds=(0.01, 1440),
        irrelevant="It changes how much is looked at before the episode is made, as the weather of the network does.",
    )


class ListenSettings(Group):
    """How `audionews listen` plays."""

    table = "listen"
    device: str = setting(
        default="system",
        kind=TEXT,
        about="What is played on: system, or null, which plays nothing at the pace of a real device.",
        choices=("system", "null"),
        irrelevant="Listening makes no episode.",
    )


class Settings(Group):
    """Everything that a user may ask for."""

    run: RunSettings = RunSettings()
    gathering: GatheringSettings = GatheringSettings()
    programme: ProgrammeSettings = ProgrammeSettings()
    sections: SectionsSettings = SectionsSettings()
    text: TextSettings = TextSettings()
    voices: VoicesSettings = VoicesSettings()
    sound: SoundSettings = SoundSettings()
    pauses: PausesSettings = PausesSettings()
    page: PageSettings = PageSettings()
    show: Show = Show()
    daily: DailySettings = DailySettings()
    listen: ListenSettings = ListenSettings()
    verify: VerifySettings = VerifySettings()

    def having(self, **keywords: Any) -> Settings:
        """Return the settings with others in place of some; names and values as `from_keywords` takes them.

        Raises:
            UsageError: there is no such setting, or a value does not fit.
        """
        return _with(self, _from_keywords(keywords))


ALL = tuple(made for group in Settings.groups.values() for made in group.declared.values())
"""All settings in the order of their declaration."""
BY_KEY = every(Settings)
"""Those that a file can set, by their place in it."""


DEFAULTS = Settings()
"""What nobody asked to be otherwise."""


def resolve(
    flags: Mapping[str, Value], named: Path | None = None, environment: Mapping[str, str] | None = None
) -> dict[str, Value]:
    """Return every setting that somebody made, by its key (`date`, which no file has, by its name), with its origin.

    `flags` are those given on the command line; `named` is the file they name.

    Raises:
        UsageError: the file or a value in it cannot be meant so; with file and line.
    """
    file = found(named)
    values = from_file(file, BY_KEY) if file else {}
    return {**values, **from_environment(os.environ if environment is None else environment, BY_KEY), **flags}


def settings_from_values(values: Mapping[str, Value]) -> Settings:
    """Return the settings that `values`, as `resolve` returns them, make; the rest by default."""
    return _with(Settings(), {made: values[name].value for made in ALL if (name := made.key or made.name) in values})


def from_keywords(given: Mapping[str, Any]) -> Settings:
    """Return the settings that keywords of the Python functions make, each value checked as on the command line.

    A table of the file is a keyword too, with a mapping as its value: `show={"title": …}`, `pauses={"body": 0.5}`.

    Raises:
        UsageError: there is no such setting, or a value does not fit; the message says what would.
    """
    return _with(Settings(), _from_keywords(given))


def _from_keywords(given: Mapping[str, Any]) -> dict[Any, Any]:
    known = {name: made for made in ALL for name in (made.keyword, made.key, *made.also) if name.isidentifier()}
    known |= {made.keyword: made for made in ALL if made.keyword}
    values: dict[Any, Any] = {}
    for name, raw in given.items():
        if isinstance(raw, dict) and name in Settings.groups:
            values |= _from_table(name, raw)
        elif name not in known:
            choices = sorted({*known, *Settings.groups})
            raise UsageError(f"There is no setting {name!r}.", hint=nearest(name, choices))
        elif raw is not None or known[name].default is not None:
            values[known[name]] = known[name].fitting(raw, f"{name}={raw!r}")
        else:
            values[known[name]] = None
    return values


def _from_table(table: str, given: Mapping[str, Any]) -> dict[Any, Any]:
    declared = Settings.groups[table].declared
    for name in given:
        if name not in declared:
            raise UsageError(f"There is no setting {table}.{name}.", hint=nearest(str(name), list(declared)))
    return {
        declared[name]: declared[name].fitting(raw, f"{table}={{{name!r}: {raw!r}}}") for name, raw in given.items()
    }


def _with(settings: Settings, values: Mapping[Any, Any]) -> Settings:
    changes: dict[str, dict[str, Any]] = {}
    for made, value in values.items():
        changes.setdefault(made.group, {})[made.name] = value
    groups = {name: getattr(settings, name).changed(**fields) for name, fields in changes.items()}
    return settings.changed(**groups)
