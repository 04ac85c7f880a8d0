"""`cache` and `lexicon`: what is kept between runs, and the user's own words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import options as o
from audionews.cli.groups import group
from audionews.support.counting import counted
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from audionews.bengali.normalization.suggest import Suggestion

lexicon = group(help="Your own words: what is to be said for them.", no_args_is_help=True)


@lexicon.command()
@o.takes()
def suggest(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Text files, folders, pages, or -.")],
    *,
    locale: Annotated[str, typer.Option(help="bn-IN or bn-BD.")] = "bn-IN",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Words to print, the most worth a look first.")] = 100,
) -> None:
    """Print the words that are likeliest said wrong.

    Those that come most often in these articles stand first, as a file ready to be edited.

    Latin words and acronyms stand with what is said for them now, Bengali words with their phonemes and what else they
    may be.

    Examples:

      audionews lexicon suggest news/ > lexicon.tsv
    """
    from audionews.planning import lexica

    rows = lexica.suggestions(sources, locale, stdin=sys.stdin.buffer)
    typer.echo("# Your own words: the word as written, a tab, what to say. Change what sounds wrong, delete the rest.")
    for row in rows[:limit]:
        typer.echo(f"# {row.count} times{_doubt(row)}\n{row.written}\t{row.spoken}")


def _doubt(row: Suggestion) -> str:
    if row.known:
        return ""
    other = f", or {row.instead}" if row.instead else ""
    return f"  ({'by rule' if row.why == 'latin' else row.why}, {row.doubt:.0%} in doubt{other})"


@lexicon.command()
@o.takes()
def install(
    url: Annotated[str, typer.Option(metavar="URL", help="Where it lies, if not at its public home.")] = "",
    sha256: Annotated[str | None, typer.Option("--sha256", metavar="HEX", help="Refuse it unless it has this.")] = None,
    *,
    allow_private: o.AllowPrivate = False,
) -> None:
    """Fetch Google's Bengali lexicon (CC BY 4.0).

    The built-in voice then looks words up before it guesses.

    Examples:

      audionews lexicon install
    """
    from audionews.support.net import Fetcher, Reach
    from audionews.upkeep import lexicon_download

    digest = sha256.strip().lower() if sha256 else None
    with Fetcher(Reach(allow_private=allow_private)) as fetcher:
        found = lexicon_download.install(fetcher, url or lexicon_download.URL, digest)
    typer.echo(found.path)
    typer.echo(f"{found.words:,} words of {found.size:,} bytes, SHA-256 {found.digest}", err=True)
    typer.echo(lexicon_download.CREDIT, err=True)


@o.takes()
def cache(
    *,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what was not used for longest, down to --limit.")] = (
        False
    ),
    clear: Annotated[bool, typer.Option("--clear", help="Remove everything.")] = False,
    limit: Annotated[int, typer.Option(min=0, metavar="MB", help="Size to keep with --prune.")] = 1000,
    json: o.Json = False,
) -> None:
    """Show what is kept between runs, or remove it.

    Kept are spoken sentences and encoded stories, and what the pages of a site have in common.

    Examples:

      audionews cache

      audionews cache --prune
    """
    import json as encoder

    from audionews.synthesis import cache as kept

    if prune and clear:
        raise UsageError("--prune and --clear exclude each other.")
    if prune or clear:
        count, freed = kept.prune(0 if clear else limit * 1_000_000)
        typer.echo(f"{counted(count, 'entry', 'entries')} removed, {freed / 1e6:.1f} MB.", err=True)
    state = kept.state()
    if json:
        typer.echo(encoder.dumps(state))
    else:
        typer.echo(f"{state['folder']}: {counted(state['entries'], 'entry', 'entries')}, {state['bytes'] / 1e6:.1f} MB")
        sites = state["sites"]
        typer.echo(f"Sites whose pages are known: {sites['entries']}, {sites['bytes'] / 1e3:.1f} kB")
        if state["last_run"]:
            hits, misses = state["last_run"]["hits"], state["last_run"]["misses"]
            share = hits / (hits + misses) if hits + misses else 0.0
            typer.echo(f"Last run: {hits} of {hits + misses} sentences were here already ({share:.0%}).")
