"""`daily --shows FILE`: the day of many shows, each by its own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from audionews.cli import cli_settings, daily_timer
from audionews.cli.daily_run import document, dumped, found, logged
from audionews.support import escape
from audionews.support.errors import AudionewsError, FindingsError, UsageError
from audionews.support.events import ignore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from audionews.batch.many_shows import ShowRun
    from audionews.settings import Settings


def run(  # noqa: PLR0913 - one an option
    ctx: typer.Context,
    file: Path | None,
    only: Sequence[str],
    *,
    again: bool,
    install: bool,
    uninstall: bool,
    strict: bool,
    json: bool,
) -> None:
    """Make the shows of a file side by side, or set up a timer for each.

    Raises:
        UsageError: the file cannot be meant so.
        FindingsError: a show failed; the others are made.
    """
    from audionews.batch import many_shows
    from audionews.batch.crews import ProcessCrew
    from audionews.support import timer
    from audionews.support.parallel import processors

    if file is None:
        raise UsageError("--show names one of the shows in a file.", hint="Name it: --shows shows.toml --show dhaka")
    shows = many_shows.read(file, cli_settings.flags(ctx), only)
    if install or uninstall:
        for name, settings in shows.items():
            command = timer.daily_command("--shows", file, "--show", name)
            daily_timer.end(command) if uninstall else daily_timer.begin(settings, command, name)
        return
    crew = ProcessCrew(min(len(shows), processors()))
    try:
        done = []
        for one in many_shows.run(shows, crew, _one, again, strict):
            done.append(one)
            if not json:
                typer.echo(escape.line(f"{one.show}: {one.told}"))
    finally:
        crew.close()
    if json:
        typer.echo(dumped([{"show": one.show, "exit": one.code, **one.document, "told": one.told} for one in done]))
    failed = [one.show for one in done if one.code]
    if failed:
        raise FindingsError(
            f"{len(failed)} of {len(done)} shows failed: {', '.join(failed)}.", hint="See their log.txt."
        )
    if strict and any(one.findings for one in done):
        raise FindingsError("Something was skipped or degraded.", hint="See each episode.json.")


def _one(name: str, settings: Settings, again: bool, strict: bool) -> ShowRun:
    """Make the day of one show; its failure is a result like another."""
    from audionews.batch.many_shows import ShowRun

    try:
        done = logged(settings, again=again, strict=strict, on_event=ignore)
    except AudionewsError as error:
        return ShowRun(name, f"failed: {error} {error.hint or ''}".rstrip(), error.exit_code)
    if done is None:
        return ShowRun(name, "waits for approval")
    return ShowRun(name, done.summary(), findings=found(done), document=document(done))
