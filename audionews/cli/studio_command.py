"""`studio`: a bulletin without a terminal, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.stopping import until_stopped


@o.takes("--output --engine --voice --headline-voice --preset --lexicon --rate --offline --allow-private")
def studio(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder of your drafts.")] = Path("drafts"),
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8017,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
) -> None:
    """Make a bulletin in the browser, without a terminal.

    Gather stories, put them in order, hear and correct every sentence, make the episode and publish it.

    It is served to this machine alone, and prints its address; drafts are script files, saved as you work.

    Examples:

      audionews studio

      audionews studio ~/bulletins --no-browser
    """
    from audionews.studio import studio_server

    settings = cli_settings.settings(ctx)

    def ready(url: str) -> None:
        typer.echo(url)
        typer.echo("The studio is at this address, for you alone. (Ctrl-C stops)", err=True)
        if browser:
            import webbrowser

            webbrowser.open(url)

    with until_stopped():
        studio_server.run(folder, settings, port=port, ready=ready)
