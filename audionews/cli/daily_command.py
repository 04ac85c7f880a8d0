"""`daily`: everything for today by the settings, by hand or by a timer."""

from __future__ import annotations

import sys
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.console import both, listening, told_as_lines
from audionews.support import escape
from audionews.support.errors import AudionewsError, FindingsError, UsageError
from audionews.support.version import __version__

if TYPE_CHECKING:
    from audionews.daily import Day
    from audionews.settings import Settings
    from audionews.support.events import OnEvent
    from audionews.support.run_log import RunLog

_SEVEN = time(7)
LOG = "log.txt"
"""What runs told, in the folder of what the daily run remembers."""


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

    Exit codes: 0 done or nothing new, 2 settings, 3 every source failed, 4 no speech, 5 no sound, 6 storage,
    7 findings with --strict.
    """
    from audionews import daily as day_run
    from audionews.support.run_log import RunLog

    settings = cli_settings.settings(ctx)
    if install or uninstall:
        _uninstall() if uninstall else _install(settings, config)
        return
    command = settings.daily.notify
    log = RunLog(settings.run.output / day_run.STATE / LOG)
    log.tell(f"audionews {__version__} begins")
    try:
        with listening(progress, quiet=quiet) as on_event:
            tell = both(on_event, told_as_lines(log.tell))
            if settings.daily.review:
                done = _reviewed(settings, again=again, log=log, on_event=tell)
            else:
                done = day_run.run(settings, again=again, now=_moment(settings), on_event=tell)
    except Exception as error:
        code = error.exit_code if isinstance(error, AudionewsError) else AudionewsError.exit_code
        log.tell(f"Failed, {code}: {error}")
        log.write()
        tell_command(command, f"audionews failed: {error}", status="failed", exit=str(code))
        raise
    if done is None:
        log.write()
        return
    log.tell(done.summary())
    log.write()
    typer.echo(document(done) if json else done.summary())
    findings = len(done.skipped) + done.degraded if strict else 0
    status = "findings" if findings else "done" if done.made else "nothing-new"
    folder = str(done.made[0][0]) if done.made else ""
    tell_command(
        command, done.summary(), status=status, exit=str(FindingsError.exit_code if findings else 0), episode=folder
    )
    if findings:
        raise FindingsError(f"{len(done.skipped)} skipped, {done.degraded} degraded.", hint="See episode.json.")


def _reviewed(settings: Settings, *, again: bool, log: RunLog, on_event: OnEvent) -> Day | None:
    """Put the day's bulletin up for approval, and wait for that as the settings say; None where nothing was made."""
    from audionews import review

    begun = review.begin(settings, again=again, now=_moment(settings), on_event=on_event)
    if not isinstance(begun, review.Review):
        return begun
    log.tell(begun.summary())
    typer.echo(begun.summary())
    heard = str(begun.preview.parent) if begun.preview else ""
    tell_command(
        settings.daily.notify, begun.summary(), status="review", exit="0", script=str(begun.script), episode=heard
    )
    if review.wait(settings, begun) or settings.daily.review_until is None:
        return None
    if settings.daily.review_then == "publish":
        return review.approve(settings, begun.name, on_event=on_event)[0]
    late = f"{begun.name}: nobody approved it by {settings.daily.review_until:%H:%M}; it still waits in {begun.script}"
    log.tell(late)
    tell_command(settings.daily.notify, late, status="waiting", exit="0", script=str(begun.script))
    return None


def _moment(settings: Settings) -> datetime | None:
    """Return the moment of the run: now, or the named day at its usual hour."""
    from audionews.planning.choices import zone

    asked = settings.programme
    at = asked.time or min(settings.daily.at, default=_SEVEN)
    return datetime.combine(asked.date, at, zone(asked)) if asked.date else None


def tell_command(command: str | None, message: str, **facts: str) -> None:
    """Run the command that is told how a run went, if there is one; a warning says why it could not be."""
    from audionews.support.escape import line
    from audionews.support.notify import notify

    if command and (why := notify(command, line(message), facts)):
        typer.echo(f"Warning: {line(why)}", err=True)


def document(done: Day) -> str:
    """Return what a run did as a JSON document."""
    import json as encoder

    fields = {
        "date": str(done.date),
        "edition": done.edition,
        "episodes": [str(folder) for folder, _ in done.made],
        "stories": [story.headline for _, episode in done.made for story in episode.articles],
        "new": done.fresh,
        "skipped": [vars(source) for source in done.skipped],
        "degraded": done.degraded,
        "removed": list(done.pruned),
        "published": done.sent,
        "told": done.summary(),
    }
    return escape.machine(encoder.dumps(fields, ensure_ascii=False, indent=1))


def _install(settings: Settings, named: Path | None) -> None:
    from audionews.planning.choices import zone
    from audionews.support import config, timer

    file = config.found(named)
    if file is None:
        raise UsageError("There is no audionews.toml to run by.", hint="`audionews init` writes one.")
    command = (sys.executable, "-m", "audionews", "daily", "--config", str(file.absolute()))
    here = zone(settings.programme)
    made = timer.Timer(settings.daily.at or (_SEVEN,), here.key, command, Path.cwd())
    if not timer.has_systemd():
        typer.echo("There is no systemd here that takes timers. Add these lines with `crontab -e`:", err=True)
        typer.echo(made.crontab(datetime.now(here).date()))
        return
    for path in timer.install(made):
        typer.echo(f"Wrote {path}")
    typer.echo(f"audionews runs every day at {made.times} ({made.zone}). `audionews daily --uninstall` ends that.")
    if not timer.lingers():
        typer.echo("It runs only while you are logged in. `loginctl enable-linger` lets it run always.", err=True)


def _uninstall() -> None:
    from audionews.support import timer

    gone = timer.uninstall()
    for path in gone:
        typer.echo(f"Removed {path}")
    if not gone:
        typer.echo("There is no timer. If you added a line to your crontab, take it out with `crontab -e`.", err=True)
