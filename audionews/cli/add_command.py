"""`add`: puts what is to be read later on the reading queue, and shows what waits there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.streams import piped_text
from audionews.support.errors import UsageError
from audionews.support.escape import line, machine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.sources.reading_queue import QueueItem


@o.takes("--output")
def add(
    ctx: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Links, files, folders, feeds, or - for a text on standard input."),
    ] = None,
    *,
    list_: Annotated[bool, typer.Option("--list", help="Show what waits.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take these off the queue again.")] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    json: o.Json = False,
) -> None:
    """Put links, files or a text on the reading queue.

    A later episode tells them. The queue belongs to the show in the output folder, and is the source `queue`.

    Each thing leaves it once an episode that tells it is whole.

    Examples:

      audionews add https://example.org/story.html

      audionews add - < story.txt

      audionews add --list

      audionews make queue          or a line in audionews.toml, for `daily`: sources = ["queue"]
    """
    from audionews.sources import reading_queue

    output = cli_settings.settings(ctx).run.output
    path = reading_queue.place(output)
    if not sources and not list_:
        raise UsageError("There is nothing to put on the queue.", hint="audionews add https://example.org/story.html")
    if remove:
        for item in reading_queue.remove(path, sources or []):
            typer.echo(f"Taken off: {line(item.shown)}", err=True)
    elif sources:
        links = [source for source in sources if source != "-"]
        put = reading_queue.add(path, links, [piped_text()] if "-" in sources else [])
        for item in put.fresh:
            typer.echo(f"Added to the queue of {line(str(output))}: {line(item.shown)}", err=True)
        for item in put.known:
            typer.echo(f"It waits already: {line(item.shown)}", err=True)
    if list_ or json:
        _show(reading_queue.waiting(path), json=json)


def _show(items: Sequence[QueueItem], *, json: bool) -> None:
    """Show what waits: one line an item, or one JSON document."""
    import json as encoder

    if json:
        rows = [{"source": item.source, "shown": line(item.shown), "added": item.added.isoformat()} for item in items]
        typer.echo(machine(encoder.dumps(rows, ensure_ascii=False, indent=1)))
        return
    for item in items:
        typer.echo(f"{item.added.astimezone():%Y-%m-%d %H:%M}  {_named(item)}")
    typer.echo(f"{len(items)} on the queue.", err=True)


def _named(item: QueueItem) -> str:
    return line(item.source if item.shown == item.source else f"{item.source}  {item.shown}")
