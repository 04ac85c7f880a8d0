"""`batch`: a backlog of many episodes, by this machine or by a cluster."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.support.counting import counted
from audionews.support.errors import FindingsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.batch.backlog import Backlog
    from audionews.batch.crews import Crew
    from audionews.settings import Settings

_CLUSTER = "A running Dask scheduler, as tcp://127.0.0.1:8786; else the processors of this machine."


def _kinds() -> list[str]:
    from audionews.batch.grouping import PER

    return list(PER)


@o.takes(
    "--engine --voice --headline-voice --date --time --preset --locale --max-minutes --with --language --cover "
    "--epub-audio --vtt-words --lexicon --keep --drop --profile --loudness --rate --jobs --since --limit --limit-all "
    "--offline --no-fallback --allow-private"
)
def batch(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="What `make` reads, and patterns, tables (.jsonl, .csv, .parquet), addresses that fsspec reads.",
            show_default=False,
        ),
    ] = None,
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="URL", help="A folder, or an address that fsspec writes to.")
    ] = "output",
    per: Annotated[
        str, typer.Option(metavar="article|day|section|folder", help="What an episode is of.", autocompletion=_kinds)
    ] = "article",
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="Which column is text, title, date, id, url, section: text=body."),
    ] = None,
    scheduler: Annotated[str | None, typer.Option(metavar="URL", help=_CLUSTER)] = None,
    cache: Annotated[
        str | None,
        typer.Option("--cache", metavar="URL", help="Share spoken sentences there, where all workers reach it."),
    ] = None,
    detach: Annotated[bool, typer.Option("--detach", help="Leave the work to the cluster, and return.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Tell how the batch into this output stands.")] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 7 if anything failed or was degraded.")] = False,
    dry_run: o.DryRun = False,
    json: o.Json = False,
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
) -> None:
    """Make many episodes in one go: an archive.

    Each is in a folder of its own, DATE-NAME. A second run makes what is missing or has changed.

    Examples:

      audionews batch archive/ -o episodes

      audionews batch news.jsonl --columns text=body,title=head -o s3://bucket/news

      audionews batch "archive/**/*.html" --per day --with page -o episodes

      audionews batch news.parquet -o s3://bucket/news --scheduler tcp://10.0.0.1:8786 --detach

      audionews batch --status -o s3://bucket/news
    """
    from audionews.batch import backlog
    from audionews.batch.backlog import anywhere

    if status:
        _tell_status(anywhere(output) if scheduler else output, scheduler, json=json)
        return
    settings = cli_settings.settings(ctx)
    asked = _asked(sources or settings.run.sources, output, per, columns, cache)
    asked = asked.anywhere() if scheduler else asked
    if detach:
        _detach(asked, settings, scheduler)
        return
    with listening(progress, quiet=quiet) as on_event, _crew(settings, scheduler, quiet=quiet) as crew:
        made = (backlog.foretold if dry_run else backlog.run)(asked, settings, crew, on_event)
    typer.echo(_document(made) if json else "\n".join(made.lines()))
    degraded = getattr(made, "degraded", 0)
    if strict and made.failed + degraded:
        raise FindingsError(f"{made.failed} failed, {degraded} degraded.", hint=f"See {output}/failed.jsonl.")


def _asked(
    sources: list[str] | tuple[str, ...], output: str, per: str, columns: list[str] | None, cache: str | None
) -> Backlog:
    from audionews.batch import article_tables
    from audionews.batch.backlog import Backlog

    if not sources:
        raise UsageError("There is nothing to read.", hint="Name files, folders, tables or feeds.")
    return Backlog(tuple(sources), output, per, article_tables.columns(columns or ()), cache)


@contextmanager
def _crew(settings: Settings, scheduler: str | None, *, quiet: bool) -> Iterator[Crew]:
    """Yield the workers, who are sent away in the end."""
    crew: Crew
    if scheduler is None:
        from audionews.batch.crews import ProcessCrew

        crew = ProcessCrew(settings.run.jobs)
    else:
        from audionews.batch.dask_crew import DaskCrew, client

        crew = cluster = DaskCrew(client(scheduler))
        if not quiet:
            typer.echo(f"{counted(cluster.size, 'worker')}; what they do: {cluster.dashboard}", err=True)
    try:
        yield crew
    finally:
        crew.close()


def _detach(asked: Backlog, settings: Settings, scheduler: str | None) -> None:
    from audionews.batch import detaching

    if scheduler is None:
        raise UsageError("--detach needs a cluster to leave the work to.", hint="Name its --scheduler.")
    detaching.detach(asked, settings, scheduler)
    typer.echo(f"The cluster works on it. See: audionews batch --status -o {asked.output} --scheduler {scheduler}")


def _tell_status(output: str, scheduler: str | None, *, json: bool) -> None:
    from audionews.batch import reports

    report = reports.status(output)
    known = None
    if scheduler:
        from audionews.batch import detaching

        known = detaching.state(output, scheduler)
    if json:
        typer.echo(_document(report, **({"scheduler": known} if known else {})))
        return
    typer.echo(f"{report.state}, {report.share:.0%} of the sources read; told at {report.told}")
    typer.echo("\n".join(report.lines()))
    if known:
        typer.echo(f"The scheduler says: {known}")


def _document(made: object, **more: str) -> str:
    from dataclasses import asdict
    from json import dumps

    from audionews.support.escape import machine

    return machine(dumps(asdict(made) | more, ensure_ascii=False, indent=1))  # type: ignore[call-overload]
