"""What a user may ask of an episode, with the defaults: one frozen value that flows down from the command line.

A setting comes from a flag, else from the environment, else from `audionews.toml`, else it is the default.
docs/settings.md describes each; KEYS names them all.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.support import config
from audionews.support.config import Key, Value
from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import time

AUTO = "auto"
NO, ONLY, ALSO = "no", "only", "also"
"""The ways of `separate`."""


@dataclass(frozen=True)
class Daily:
    """The daily run's own settings."""

    since: timedelta = timedelta(hours=24)
    """Of feeds, read what is younger than this."""
    limit: int = 12
    """Most stories of all feeds together."""
    sections: bool = True
    """Order the stories by section where nothing else is asked for."""
    keep_days: int = 0
    """Episodes older than this many days are removed; 0 keeps all."""
    at: time | None = None
    """When the timer runs; None is 07:00."""
    notify: str | None = None
    """Command that is run after success and failure."""


@dataclass(frozen=True)
class Settings:
    """Everything that decides what an episode says and how it sounds."""

    sources: tuple[str, ...] = ()
    """What is read where the command line names nothing."""
    output: Path = Path("output")
    """The folder of all episodes."""
    engine: str = AUTO
    """Name of the engine, or `auto`: gTTS where it answers, else the built-in voice."""
    voice: str | None = None
    """Voice of the stories, of another engine as `engine:voice`; None takes the engine's first."""
    headline_voice: str | None = None
    """Voice of the headlines; None takes the engine's second, where it has one."""
    voices: Mapping[str, str] = field(default_factory=dict)
    """Role → voice, for roles that neither of the two readers shall speak."""
    story_voices: Mapping[str, str] = field(default_factory=dict)
    """Pattern of a story's source, site or section (`*dhaka*`) → voice that reads it."""
    title: str | None = None
    """Title of the episode; None takes the preset's."""
    date: date | None = None
    """Date of the episode; None is today."""
    time: time | None = None
    """Time of day of the greeting; None is now for a new episode of today, else the morning."""
    zone: str = "Asia/Kolkata"
    """Time zone of "today" and "now", and of dates that name none (IANA name)."""
    preset: str = "neutral"
    """Whose words the programme uses."""
    locale: str | None = None
    """Which reading of numbers and dates: `bn-IN` or `bn-BD`; None takes the preset's."""
    sections: tuple[str, ...] | None = None
    """Sections in the order they are read, with spoken heads, the rest after them; None keeps the sources' order."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """What papers call a section → the section, beside the names that are known."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """Section → how it is announced."""
    max_minutes: float | None = None
    """Stories are shortened to make about so many minutes."""
    separate: str = NO
    """One episode an article: `only` those, `also` those beside the bulletin, `no`."""
    long_form: bool = False
    """Tell each article by itself, with a chapter a subhead, instead of a bulletin."""
    language: str = "bn"
    """Language of the page's and book's labels, `bn` or `en`; what is told stays Bengali."""
    cover: Path | None = None
    """A picture to use as the cover; None draws one."""
    typeface: str | None = None
    """Font file or family for the drawn cover; None takes a Bengali one of the system."""
    epub_audio: str = "embed"
    """`embed` puts the sound into the book, so that it reads itself aloud; `none` leaves it out."""
    lexicon: Path | None = None
    """The user's own words; lexicons beside the articles and in the user's folders are found without being named."""
    words: Mapping[str, str] = field(default_factory=dict)
    """More of them: word → what to say."""
    keep: tuple[str, ...] = ()
    """Reasons for which no line is dropped."""
    drop: tuple[str, ...] = ()
    """Regular expressions; a line in which one is found is dropped."""
    fallback: tuple[str, ...] = ("gtts", "edge", "neural", "espeak")
    """Engines that speak what the chosen one cannot, the first that is ready; none for `--no-fallback`."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Settings of single engines by their names, as `{"gtts": {"tld": "co.in"}}`."""
    profiles: tuple[str, ...] = ("podcast",)
    """Sound profiles; the first one is the episode's main file."""
    pauses: Mapping[str, float] = field(default_factory=dict)
    """Role → seconds of silence after it, where not as `timeline.AFTER` has it."""
    rate: int = 100
    """Pace of speech in percent of normal."""
    jobs: int = 0
    """How many things may run at once; 0 leaves that to the engine and the machine."""
    offline: bool = False
    """Never use a network."""
    allow_private: bool = False
    """Fetch from loopback and private addresses too."""
    since: timedelta | None = None
    """Of feeds, read what is younger than this; None reads all."""
    limit: int | None = None
    """Most stories of each feed, its first ones; None reads all."""
    limit_all: int | None = None
    """Most stories of all feeds together; None reads all."""
    show: Mapping[str, Any] = field(default_factory=dict)
    """What the feed says of the show: fields of `publish.shows.Show`."""
    daily: Daily = field(default_factory=Daily)
    """What `audionews daily` does beside making the episode."""


_ROLES = ("greeting", "headline", "intro", "body", "subhead", "recap", "signoff")
_SHOW = {
    "base_url": (config.TEXT, "Where the output folder is served: https://example.org/podcast/."),
    "title": (config.TEXT, "Name of the podcast."),
    "description": (config.TEXT, "One paragraph about it."),
    "author": (config.TEXT, "Who makes it, as listeners see it."),
    "email": (config.TEXT, "Address that directories write to before they list it."),
    "category": (config.TEXT, "Category in Apple's list."),
    "subcategory": (config.TEXT, "Subcategory in Apple's list."),
    "explicit": (config.FLAG, "True where it is not for children."),
    "language": (config.TEXT, "Language of the feed, as bn."),
    "copyright": (config.TEXT, "Notice of rights."),
    "locked": (config.FLAG, "True forbids other hosts to import the feed."),
}
_FIELDS = {
    "timezone": "zone",
    "lexicon": "words",
    "lexicon_file": "lexicon",
    "voices.body": "voice",
    "voices.headline": "headline_voice",
    "voices.stories": "story_voices",
    "engines": "options",
    "sections.order": "sections",
    "sections.aliases": "aliases",
    "sections.heads": "heads",
}
"""Keys whose field has another name."""
KEYS = (
    Key("sources", config.SOURCES, "What is read: files, folders, pages, feeds."),
    Key("output", config.PATH, "The folder of all episodes."),
    Key("title", config.TEXT, "Title of each episode; the preset's is made of the date."),
    Key("preset", config.TEXT, "Whose words the programme uses: neutral, akashvani, betar."),
    Key("locale", config.TEXT, "How numbers and dates are read: bn-IN or bn-BD; the preset's own by default."),
    Key("timezone", config.TEXT, "Time zone of the dates, as Asia/Kolkata or Asia/Dhaka."),
    Key("time", config.CLOCK, "Time of day that the greeting is for."),
    Key("engine", config.TEXT, "Who speaks: auto, or a name from `audionews voices`."),
    Key("fallback", config.TEXTS, "Engines that stand in, the first that is ready."),
    Key("rate", config.WHOLE, "Pace of speech in percent."),
    Key("profiles", config.TEXTS, "Sound: podcast, small, or both."),
    Key("max_minutes", config.NUMBER, "Stories are shortened to make about so many minutes."),
    Key("separate", config.TEXT, "One episode an article: no, only those, or also those beside the bulletin."),
    Key("long_form", config.FLAG, "Tell each article by itself, a chapter a subhead."),
    Key("language", config.TEXT, "Language of the labels on page and book: bn or en."),
    Key("cover", config.PATH, "A picture to use as the cover."),
    Key("typeface", config.TEXT, "Font file or family for the drawn cover."),
    Key("epub_audio", config.TEXT, "embed puts the sound into the book, none leaves it out."),
    Key("lexicon", config.WORDS, "Your own words: what is to be said for a word."),
    Key("lexicon_file", config.PATH, "A file of them: word, tab, what to say."),
    Key("keep", config.TEXTS, "Reasons for which no line is left out, as `audionews script` shows them."),
    Key("drop", config.TEXTS, "Regular expressions; a line in which one is found is left out."),
    Key("jobs", config.WHOLE, "How many things run at once; 0 chooses."),
    Key("offline", config.FLAG, "Never use a network."),
    Key("allow_private", config.FLAG, "Fetch from loopback and private addresses too."),
    Key("since", config.SPAN, "Of feeds, read what is younger than this."),
    Key("limit", config.WHOLE, "Most stories of each feed, its first ones."),
    Key("limit_all", config.WHOLE, "Most stories of all feeds together."),
    Key(
        "sections.order",
        config.TEXTS,
        "Sections in the order they are read, with spoken heads; [] takes the usual order.",
    ),
    Key("sections.aliases", config.WORDS, "What papers call a section, and which section that is."),
    Key("sections.heads", config.WORDS, "How a section is announced."),
    *(Key(f"voices.{role}", config.TEXT, f"Voice of the role {role}, or engine:voice.") for role in _ROLES),
    Key("voices.stories", config.WORDS, "Voices of single stories: a pattern of source, site or section, and a voice."),
    Key("engines", config.TABLES, "Settings of single engines, a table each, as docs/engines.md has them."),
    *(Key(f"pauses.{role}", config.NUMBER, f"Seconds of silence after the role {role}.") for role in (*_ROLES, "tune")),
    *(Key(f"show.{name}", kind, about) for name, (kind, about) in _SHOW.items()),
    Key("daily.since", config.SPAN, "Of feeds, the daily run reads what is younger than this."),
    Key("daily.limit", config.WHOLE, "Most stories of all feeds together in the daily run."),
    Key("daily.sections", config.FLAG, "Order the stories of the daily run by section."),
    Key("daily.keep_days", config.WHOLE, "Episodes older than so many days are removed; 0 keeps all."),
    Key("daily.at", config.CLOCK, "When the timer runs that `audionews daily --install` sets up."),
    Key("daily.notify", config.TEXT, "Command that is run after success and failure."),
)
"""All keys of audionews.toml, in the order in which they are shown."""


def resolve(
    flags: Mapping[str, Any], named: Path | None = None, environment: Mapping[str, str] | None = None
) -> dict[str, Value]:
    """Return every setting that somebody made, by its key's name, with where it came from.

    `flags` are those given on the command line, by their key's name; `named` is the file they name.

    Raises:
        UsageError: the file or a value in it cannot be meant so; with file and line.
    """
    file = config.found(named)
    values = config.from_file(file, KEYS) if file else {}
    values |= config.from_environment(os.environ if environment is None else environment, KEYS)
    return values | {name: Value(value, _flag(name)) for name, value in flags.items()}


def _flag(name: str) -> str:
    spelled = {"profiles": "profile", "voices.body": "voice", "voices.headline": "headline-voice", "sources": "SOURCE"}
    found = spelled.get(name, name.partition(".")[0] if name.startswith("sections") else name)
    return found if found.isupper() else "--" + found.replace("_", "-")


def settings(values: Mapping[str, Value], **more: Any) -> Settings:
    """Return the settings that `values` make, the rest by default; `more` are fields of Settings that are no keys."""
    asked: dict[str, Any] = {"voices": {}, "pauses": {}, "show": {}, **more}
    run: dict[str, Any] = {}
    for name, made in values.items():
        table, _, rest = name.partition(".")
        if name in _FIELDS or not rest:
            asked[_FIELDS.get(name, name)] = made.value
        elif table == "daily":
            run[rest] = made.value
        else:
            asked[table][rest] = made.value
    return Settings(**asked, daily=Daily(**run))


def settings_from_kwargs(given: Mapping[str, Any]) -> Settings:
    """Return the settings that keywords of the Python API make; a folder, a day and profiles may be given as text.

    Raises:
        UsageError: there is no such setting, or a text is no day.
    """
    known = [one.name for one in fields(Settings)]
    for name in given:
        if name not in known:
            raise UsageError(f"There is no setting {name!r}.", hint=nearest(name, known))
    asked = dict(given)
    readers: dict[str, Callable[[Any], Any]] = {"output": Path, "date": _day, "profiles": _several}
    for name in readers.keys() & asked.keys():
        asked[name] = readers[name](asked[name])
    return Settings(**asked)


def _day(value: date | str | None) -> date | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no day.", hint="Give it as 2026-11-23.") from error


def _several(value: Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def default(name: str) -> Any:
    """Return the default of a key."""
    table, _, rest = name.partition(".")
    owner, wanted = (Daily, rest) if table == "daily" else (Settings, _FIELDS.get(name, name))
    return next((getattr(owner(), one.name) for one in fields(owner) if one.name == wanted), None)


def cache_folder() -> Path:
    """Return the folder of what can be made again: `AUDIONEWS_CACHE`, else the user's cache folder."""
    if named := os.environ.get("AUDIONEWS_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("audionews", appauthor=False)
