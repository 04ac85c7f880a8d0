"""What a user may ask of an episode, with the defaults: one frozen value that flows down from the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

AUTO = "auto"


@dataclass(frozen=True)
class Settings:
    """Everything that decides what an episode says and how it sounds."""

    output: Path = Path("output")
    """The folder of all episodes."""
    engine: str = AUTO
    """Name of the engine, or `auto`: gTTS where it answers, else the built-in voice."""
    voice: str | None = None
    """Voice of the stories, of another engine as `engine:voice`; None takes the engine's first."""
    headline_voice: str | None = None
    """Voice of the headlines; None takes the engine's second, where it has one."""
    title: str | None = None
    """Title of the episode; None takes the preset's."""
    date: date | None = None
    """Date of the episode; None is today."""
    time: time | None = None
    """Time of day of the greeting; None is now for a new episode of today, else the morning."""
    preset: str = "neutral"
    """Whose words the programme uses."""
    locale: str = "bn-IN"
    """Which reading of numbers and dates: `bn-IN` or `bn-BD`."""
    fallback: tuple[str, ...] = ("gtts", "edge", "neural", "espeak")
    """Engines that speak what the chosen one cannot, the first that is ready; none for `--no-fallback`."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Settings of single engines by their names, as `{"gtts": {"tld": "co.in"}}`."""
    profiles: tuple[str, ...] = ("podcast",)
    """Sound profiles; the first one is the episode's main file."""
    rate: int = 100
    """Pace of speech in percent of normal."""
    jobs: int = 0
    """How many things may run at once; 0 leaves that to the engine and the machine."""
    offline: bool = False
    """Never use a network."""
    allow_private: bool = False
    """Fetch from loopback and private addresses too."""
    lexicon: Path | None = None
    """The user's own words; lexicons beside the articles and in the user's folders are found without being named."""
    keep: tuple[str, ...] = ()
    """Reasons for which no line is dropped."""
    drop: tuple[str, ...] = ()
    """Regular expressions; a line in which one is found is dropped."""


def cache_folder() -> Path:
    """Return the folder of what can be made again: `AUDIONEWS_CACHE`, else the user's cache folder."""
    if named := os.environ.get("AUDIONEWS_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed by `--help`

    return user_cache_path("audionews", appauthor=False)
