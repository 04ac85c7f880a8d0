"""`approve`: publishes a bulletin that waits, as its script now stands."""

from __future__ import annotations

from typing import Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.cli.daily_run import document, dumped, tell_command
from audionews.support.escape import line


@o.takes("--output --engine --offline --notify")
def approve(
    ctx: typer.Context,
    which: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="Which one, as 2026-11-23; the latest.", show_default=False)
    ] = None,
    *,
    show: Annotated[bool, typer.Option("--list", help="Show which ones wait, and publish none.")] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    json: o.Json = False,
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
) -> None:
    """Publish the bulletin that `daily --review` wrote.

    It is made as its script now stands. What you decided in it is offered as rules.

    Examples:

      audionews approve

      audionews approve 2026-11-23
    """
    from audionews import review

    settings = cli_settings.settings(ctx)
    if show:
        for name in review.waiting(settings):
            typer.echo(f"{name}  {settings.daily.review_folder / name}.md")
        return
    with listening(progress, quiet=quiet) as on_event:
        done, rules = review.approve(settings, which, on_event=on_event)
    typer.echo(dumped(document(done)) if json else done.summary())
    for rule in rules if not quiet else ():
        typer.echo(f"As a rule, in {rule.file}: {line(rule.line)}", err=True)
    folder = str(done.made[0][0]) if done.made else ""
    tell_command(settings.daily.notify, done.summary(), status="done", exit="0", episode=folder)
