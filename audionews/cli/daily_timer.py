"""Puts up the timer of a daily run, and takes it away."""

from __future__ import annotations

import sys
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.settings import Settings
    from audionews.support.timer import Timer

SEVEN = time(7)
"""When it runs, unless the settings say."""


def put_up(settings: Settings, named: Path | None) -> None:
    """Set up the timer of the show that the file of settings is for; it is called after the file's folder.

    Raises:
        UsageError: there is no such file.
        StorageError: the timer cannot be written.
    """
    from audionews.support import config, timer

    file = config.found(named)
    if file is None:
        raise UsageError("There is no audionews.toml to run by.", hint="`audionews init` writes one.")
    begin(settings, timer.daily_command("--config", file), file.absolute().parent.name)


def begin(settings: Settings, command: Sequence[str], called: str) -> None:
    """Set up the timer of a show that is `called` so and made by `command`; show what does it without systemd.

    Raises:
        StorageError: the timer cannot be written.
    """
    from audionews.planning.choices import zone
    from audionews.support import timer
    from audionews.support.slugs import slug

    here = zone(settings.programme)
    made = timer.Timer(settings.daily.at or (SEVEN,), here.key, command, Path.cwd(), slug(called))
    today = datetime.now(here).date()
    if sys.platform == "win32":
        typer.echo("Give these lines to a command prompt; the task scheduler then runs it every day:", err=True)
        typer.echo(made.tasks(today))
        return
    if not timer.has_systemd():
        typer.echo("There is no systemd here that takes timers. Add these lines with `crontab -e`:", err=True)
        typer.echo(made.crontab(today))
        return
    _install(made)


def _install(made: Timer) -> None:
    from audionews.support import timer

    for path in timer.install(made):
        typer.echo(f"Wrote {path}")
    typer.echo(f"audionews runs every day at {made.times} ({made.zone}). `--uninstall` in its place ends that.")
    if not timer.lingers():
        typer.echo("It runs only while you are logged in. `loginctl enable-linger` lets it run always.", err=True)


def take_away(named: Path | None) -> None:
    """Take away the timer of the show that the file of settings is for.

    Raises:
        StorageError: it cannot be removed.
    """
    from audionews.support import config, timer

    file = config.found(named)
    end(timer.daily_command("--config", file) if file else ())


def end(command: Sequence[str]) -> None:
    """Take away the timer that runs `command`, and say so.

    Raises:
        StorageError: it cannot be removed.
    """
    from audionews.support import timer

    gone = timer.uninstall(command) if command else []
    for path in gone:
        typer.echo(f"Removed {path}")
    if not gone:
        typer.echo("There is no timer. If you added a line to your crontab, take it out with `crontab -e`.", err=True)
