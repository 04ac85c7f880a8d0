"""Walk the whole chain of the daily run without making anything: will tomorrow's episode come out by itself?"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from audionews import scripting
from audionews.support import timer
from audionews.support.command_words import command_words
from audionews.support.counting import counted
from audionews.support.errors import AudionewsError
from audionews.upkeep.doctor import Diagnosis, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.settings import Settings


def diagnose_daily(settings: Settings, file: Path | None) -> list[Diagnosis]:
    """Check all that a daily run by the settings of `file` needs; sources are fetched, nothing is spoken or written."""
    return [_settings(settings, file), *_dry_run(settings), *_notify(settings), *_timer(file)]


def _settings(settings: Settings, file: Path | None) -> Diagnosis:
    if file is None:
        return Diagnosis("settings", State.BAD, "There is no audionews.toml here.", "`audionews init` writes one.")
    if not settings.run.sources:
        return Diagnosis("settings", State.BAD, f"{file} names no sources.", f"Write a line into it: {_SOURCES}")
    return Diagnosis("settings", State.GOOD, f"{file}, {counted(len(settings.run.sources), 'source')}")


_SOURCES = 'sources = ["https://example.org/feed.xml", "news"]'


def _dry_run(settings: Settings) -> Iterator[Diagnosis]:
    """Check what each source gives today and who would speak it."""
    if not settings.run.sources:
        return
    gathering, daily = settings.gathering, settings.daily
    bounded = settings.having(
        since=gathering.since or daily.since, limit_all=gathering.limit_all or daily.limit or None
    )
    try:
        script = scripting.write_script(settings.run.sources, bounded)
        takes = scripting.estimate_of(script, bounded)
    except AudionewsError as error:
        yield Diagnosis("dry run", State.BAD, str(error), error.hint)
        return
    for one in script.skipped:
        yield Diagnosis("source", State.LACKS, f"{one.source}: {one.why}", "The others are read without it.")
    stories = len(script.articles)
    who = ", ".join(share.engine for share in takes.shares)
    told = f"{counted(stories, 'story', 'stories')}, {takes.minutes:.0f} minutes, spoken by {who}"
    yield Diagnosis("dry run", State.GOOD, told)


def _notify(settings: Settings) -> Iterator[Diagnosis]:
    """Check that failures are told to somebody."""
    command = settings.daily.notify
    if not command:
        mend = 'A line `notify` below [daily] names a command: notify = "mail -s audionews me@example.org"'
        yield Diagnosis("notify", State.LACKS, "Nobody is told when a run fails.", mend)
        return
    try:
        program = command_words(command)[0]
    except (ValueError, IndexError) as error:
        yield Diagnosis("notify", State.BAD, f"{command!r} is no command: {error}.", "See [daily] notify.")
        return
    if shutil.which(program) is None:
        yield Diagnosis("notify", State.BAD, f"There is no program {program!r}.", "See [daily] notify.")
        return
    yield Diagnosis("notify", State.GOOD, command)


def _timer(file: Path | None) -> Iterator[Diagnosis]:
    """Check that something starts the run, whether or not its user is logged in."""
    if not timer.has_systemd():
        named = "crontab -l" if sys.platform != "win32" else "the task scheduler"
        yield Diagnosis(
            "timer", State.LACKS, "No systemd takes timers here.", f"See {named}; `audionews daily --install`."
        )
        return
    name = timer.installed(timer.daily_command("--config", file)) if file else None
    if name is None:
        yield Diagnosis(
            "timer", State.BAD, "No timer starts the daily run.", "`audionews daily --install` sets one up."
        )
        return
    yield Diagnosis("timer", State.GOOD, f"{name}.timer is active")
    if not timer.lingers():
        mend = "`loginctl enable-linger` lets it run always."
        yield Diagnosis("lingering", State.BAD, "The timer stops when its user logs out.", mend)
