"""`speech-dispatcher`: the voice of readers of the screen, as speech-dispatcher starts it; and its installation."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o


@o.takes("--engine --voice --locale --lexicon")
def speech_dispatcher(
    ctx: typer.Context,
    _file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="What speech-dispatcher names; it is not read.")
    ] = None,
    *,
    install: Annotated[bool, typer.Option("--install", help="Let speech-dispatcher find it, for this user.")] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take it away again.")] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
) -> None:
    """Speak Bengali for Orca and other screen readers.

    speech-dispatcher starts it. A voice on this machine speaks, and nothing of the screen is kept.

    Examples:

      audionews speech-dispatcher --install
    """
    from audionews.support import dispatcher_files

    if install:
        for path in dispatcher_files.install():
            typer.echo(f"Wrote {path}")
        typer.echo("Log in again, or: killall speech-dispatcher. Then: spd-say -o audionews -l bn ৫০০", err=True)
        typer.echo("In Orca: Preferences, Voice, Speech synthesizer, audionews.", err=True)
        return
    if uninstall:
        for path in dispatcher_files.uninstall():
            typer.echo(f"Removed {path}")
        return
    from audionews.api.dispatcher_module import DispatcherModule

    DispatcherModule(cli_settings.settings(ctx), sys.stdin.buffer, sys.stdout.buffer).run()
