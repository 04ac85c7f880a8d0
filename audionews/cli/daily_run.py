"""One day of one show with its log and its notice, as a person or a timer starts it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from audionews.cli.console import PlainLines, both
from audionews.cli.daily_timer import SEVEN
from audionews.support import escape
from audionews.support.errors import AudionewsError, FindingsError
from audionews.support.version import __version__

if TYPE_CHECKING:
    from audionews.daily import Day
    from audionews.settings import Settings
    from audionews.support.events import OnEvent
    from audionews.support.run_log import RunLog

LOG = "log.txt"
"""What runs told, in the folder of what the daily run remembers."""


def logged(settings: Settings, *, again: bool, strict: bool, on_event: OnEvent) -> Day | None:
    """Make the day's episode, keep a log of it, and tell the command that is to be told; None where it is in review.

    Raises:
        AudionewsError: as `daily.run`, once that is told.
    """
    from audionews import daily as day_run
    from audionews.support.run_log import RunLog

    command = settings.daily.notify
    log = RunLog(settings.run.output / day_run.STATE / LOG)
    log.tell(f"audionews {__version__} begins")
    tell = both(on_event, PlainLines(log.tell))
    try:
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
        return None
    log.tell(done.summary())
    log.write()
    findings = found(done) if strict else 0
    status = "findings" if findings else "done" if done.made else "nothing-new"
    folder = str(done.made[0][0]) if done.made else ""
    tell_command(
        command, done.summary(), status=status, exit=str(FindingsError.exit_code if findings else 0), episode=folder
    )
    return done


def found(done: Day) -> int:
    """Return how many sources were skipped, and sentences spoken by another voice."""
    return len(done.skipped) + done.degraded


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
    at = asked.time or min(settings.daily.at, default=SEVEN)
    return datetime.combine(asked.date, at, zone(asked)) if asked.date else None


def tell_command(command: str | None, message: str, **facts: str) -> None:
    """Run the command that is told how a run went, if there is one; a warning says why it could not be."""
    from audionews.support.escape import line
    from audionews.support.notify import notify

    if command and (why := notify(command, line(message), facts)):
        typer.echo(f"Warning: {line(why)}", err=True)


def dumped(fields: object) -> str:
    """Return a JSON document for programs."""
    import json as encoder

    return escape.machine(encoder.dumps(fields, ensure_ascii=False, indent=1))


def document(done: Day) -> dict[str, Any]:
    """Return what a run did as the fields of a JSON document."""
    return {
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
