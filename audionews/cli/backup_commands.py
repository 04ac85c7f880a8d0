"""`backup` and `restore`: what cannot be made again, in one file that another machine takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o

File = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, as audionews.zip.")]


@o.takes("--output")
def backup(ctx: typer.Context, file: File, *, config: o.Config = None) -> None:
    """Keep all that belongs to a show in one file.

    Settings, words, what was read, the show's identity and its listeners are in it.

    Episodes are not in it: copy the output folder for these. Whoever has the file can listen as your listeners do.

    Examples:

      audionews backup audionews.zip
    """
    from audionews import daily
    from audionews.upkeep import backup as archive

    output = cli_settings.settings(ctx).run.output
    for name in archive.backup(file, output, daily.STATE, _here(config)):
        typer.echo(name)


@o.takes("--output")
def restore(
    ctx: typer.Context,
    file: File,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace files that say something else.")] = False,
    config: o.Config = None,
) -> None:
    """Put what `backup` kept in its places again.

    Here, or on another machine.

    Examples:

      audionews restore audionews.zip
    """
    from audionews import daily
    from audionews.upkeep import backup as archive

    output = cli_settings.settings(ctx).run.output
    written = archive.restore(file, output, daily.STATE, _here(config), force=force)
    for name in written:
        typer.echo(name)
    if not written:
        typer.echo("All of it is here already.", err=True)


def _here(config: Path | None) -> Path:
    """Return the folder of the settings: that of the named file, else the working folder."""
    return config.parent if config else Path()
