"""`daily`: everything for today by the settings, by hand or by a timer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audionews.cli import cli_settings, daily_timer, shows_daily
from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.cli.daily_run import document, dumped, found, logged
from audionews.support.errors import FindingsError


@o.takes(
    "--output --engine --date --time --preset --max-minutes --since --limit --limit-all --offline --allow-private "
    "--notify --review"
)
def daily(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    *,
    again: Annotated[bool, typer.Option("--again", help="Read what was read before once more.")] = False,
    config: o.Config = None,
    install: Annotated[
        bool, typer.Option("--install", help="Run every day: set up a systemd user timer, or show a crontab line.")
    ] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take the timer away again.")] = False,
    shows: Annotated[
        Path | None, typer.Option("--shows", metavar="FILE", help="Make all shows of this file, side by side.")
    ] = None,
    show: Annotated[
        list[str] | None, typer.Option("--show", metavar="NAME", help="Of these, make this one alone; repeat for more.")
    ] = None,
    strict: o.Strict = False,
    json: o.Json = False,
    progress: o.Progress = o.ProgressForm.PLAIN,
    quiet: o.Quiet = False,
) -> None:
    """Make today's episode of the sources in audionews.toml.

    It is published, what is old is removed, and a second run does no harm.

    Examples:

      audionews daily                         fetch, make, publish

      audionews daily --install               every day at the time that daily.at says

      audionews daily --review                a script and a preview, until `audionews approve`

      audionews daily --notify "notify-send audionews"

      audionews daily --shows shows.toml      forty local editions

    Exit codes: 0 done or nothing new, 2 settings, 3 every source failed, 4 no speech, 5 no sound, 6 storage,
    7 findings with --strict, or a show that failed among many.
    """
    if shows or show:
        shows_daily.run(
            ctx, shows, show or (), again=again, install=install, uninstall=uninstall, strict=strict, json=json
        )
        return
    settings = cli_settings.settings(ctx)
    if install or uninstall:
        daily_timer.take_away(config) if uninstall else daily_timer.put_up(settings, config)
        return
    with listening(progress, quiet=quiet) as on_event:
        done = logged(settings, again=again, strict=strict, on_event=on_event)
    if done is None:
        return
    typer.echo(dumped(document(done)) if json else done.summary())
    if strict and found(done):
        raise FindingsError(f"{len(done.skipped)} skipped, {done.degraded} degraded.", hint="See episode.json.")
