"""`listeners`: who may listen to what `serve` gives out, each under an address of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.groups import group
from audionews.support.escape import line

listeners = group(help="Who may listen to what `serve` gives out.", no_args_is_help=True)

Listener = Annotated[str, typer.Argument(metavar="NAME", help="What you call the listener.")]


@listeners.command()
@o.takes("--output")
def add(ctx: typer.Context, name: Listener, *, config: o.Config = None) -> None:  # noqa: ARG001 - the same
    """Give a listener an address of their own.

    From the first one on, `serve` answers at such addresses alone.

    Examples:

      audionews listeners add grandmother
    """
    from audionews.publish.show import listeners as known
    from audionews.support import files

    root = files.folder(cli_settings.settings(ctx).run.output)
    with files.lock(root):
        typer.echo(f"/{known.add(root, name)}/feed.xml")
    typer.echo("Put it behind the address that `audionews serve` shows.", err=True)


@listeners.command()
@o.takes("--output")
def remove(ctx: typer.Context, name: Listener, *, config: o.Config = None) -> None:  # noqa: ARG001 - the same
    """Take a listener's address back.

    From that moment on `serve` does not know it.

    Examples:

      audionews listeners remove grandmother
    """
    from audionews.publish.show import listeners as known
    from audionews.support import files

    root = files.folder(cli_settings.settings(ctx).run.output)
    with files.lock(root):
        known.remove(root, name)
    typer.echo(f"{line(name)} cannot listen any more.", err=True)


@listeners.command(name="list")
@o.takes("--output")
def show_listeners(ctx: typer.Context, *, config: o.Config = None) -> None:  # noqa: ARG001 - the same
    """Show the listeners and their addresses.

    Examples:

      audionews listeners list
    """
    from audionews.publish.show import listeners as known

    for name, secret in known.listeners(cli_settings.settings(ctx).run.output).items():
        typer.echo(f"{line(name)}: /{secret}/feed.xml")
