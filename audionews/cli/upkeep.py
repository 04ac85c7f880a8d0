"""`cache` and `lexicon`: what is kept between runs, and the user's own words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from audionews.cli import options as o
from audionews.support.errors import UsageError

lexicon = typer.Typer(help="Your own words: what is to be said for them.", no_args_is_help=True, rich_markup_mode=None)


@lexicon.command()
def suggest(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Text files, folders, pages, or -.")],
    *,
    locale: Annotated[str, typer.Option(help="bn-IN or bn-BD.")] = "bn-IN",
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Print the Latin words and acronyms of these articles with what is said now, as a file ready to be edited.

    Example:

      audionews lexicon suggest news/ > lexicon.tsv
    """
    from audionews import lexica  # noqa: PLC0415 - `--help` need not load the pipeline

    rows = lexica.suggestions(sources, locale, stdin=sys.stdin.buffer)
    typer.echo("# Your own words: the word as written, a tab, what to say. Change what sounds wrong, delete the rest.")
    for row in rows:
        known = "" if row.known else "  (by rule)"
        typer.echo(f"# {row.count} times{known}\n{row.written}\t{row.spoken}")


def cache(
    *,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what was not used for longest, down to --limit.")] = (
        False
    ),
    clear: Annotated[bool, typer.Option("--clear", help="Remove everything.")] = False,
    limit: Annotated[int, typer.Option(min=0, metavar="MB", help="Size to keep with --prune.")] = 1000,
    json: o.Json = False,
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Show what is kept between runs (spoken sentences, encoded stories), or remove it."""
    import json as encoder  # noqa: PLC0415 - only here

    from audionews import upkeep  # noqa: PLC0415 - `--help` need not load it

    if prune and clear:
        raise UsageError("--prune and --clear exclude each other.")
    if prune or clear:
        count, freed = upkeep.prune(0 if clear else limit * 1_000_000)
        typer.echo(f"{count} entries removed, {freed / 1e6:.1f} MB.", err=True)
    state = upkeep.state()
    if json:
        typer.echo(encoder.dumps(state))
    else:
        typer.echo(f"{state['folder']}: {state['entries']} entries, {state['bytes'] / 1e6:.1f} MB")
        if state["last_run"]:
            hits, misses = state["last_run"]["hits"], state["last_run"]["misses"]
            share = hits / (hits + misses) if hits + misses else 0.0
            typer.echo(f"Last run: {hits} of {hits + misses} sentences were here already ({share:.0%}).")
