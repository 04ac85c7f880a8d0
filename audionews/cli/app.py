"""All commands, and the one place where errors become a sentence, a hint and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from contextlib import suppress
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from audionews.cli import debug
from audionews.cli.add_command import add
from audionews.cli.approve_command import approve
from audionews.cli.backup_commands import backup, restore
from audionews.cli.batch_command import batch
from audionews.cli.daily_command import daily
from audionews.cli.dispatcher_command import speech_dispatcher
from audionews.cli.episode_commands import make, script
from audionews.cli.episodes_commands import episodes
from audionews.cli.groups import group
from audionews.cli.listen_command import listen
from audionews.cli.listeners_commands import listeners
from audionews.cli.machine_commands import doctor, voices
from audionews.cli.normalize_command import normalize
from audionews.cli.remake_command import remake
from audionews.cli.say_command import say
from audionews.cli.settings_commands import config, init
from audionews.cli.show_commands import check, feed, publish, serve
from audionews.cli.stopping import SIGNALS, Stopped
from audionews.cli.streams import close_streams, hint, is_of_streams, open_streams
from audionews.cli.studio_command import studio
from audionews.cli.upkeep_commands import cache, lexicon
from audionews.support.errors import AudionewsError, FindingsError, StorageError, UsageError
from audionews.support.memory import share_arena
from audionews.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

app = group(
    name="audionews",
    help="Bengali news articles in, one podcast-style MP3 out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"audionews {__version__}")
        raise typer.Exit


@app.callback()
def _everywhere(
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Bengali news articles in, one podcast-style MP3 out."""
    share_arena()


for command in (
    make,
    batch,
    remake,
    backup,
    restore,
    daily,
    add,
    approve,
    init,
    config,
    script,
    listen,
    say,
    normalize,
    speech_dispatcher,
    feed,
    serve,
    studio,
    check,
    publish,
    cache,
    doctor,
):
    app.command()(command)
for name, several in {"episodes": episodes, "listeners": listeners, "voices": voices, "lexicon": lexicon}.items():
    app.add_typer(several, name=name)


def main() -> NoReturn:
    """Run the command line and exit with a code of the table in `support/errors`."""
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:  # by `nohup`, or the `&` of a script: it is to go on
            signal.signal(number, _stop)
    json = _json(sys.argv[1:])
    open_streams(json=json)
    try:
        code = app(standalone_mode=not any(json))
    except SystemExit as end:
        code = _CLOSED if getattr(end.__context__, "errno", None) == errno.EPIPE else end.code
    except BaseException as error:  # the last door: whatever comes becomes a sentence and a code
        if debug.enabled():
            raise
        code = _complain(error, json)
    if not json[1] and (how := hint()):
        typer.echo(how, err=True)
    _leave(code if isinstance(code, int) else 0)


def _json(words: Sequence[str]) -> tuple[bool, bool]:
    """Tell whether standard output and standard error are to be JSON, also where the other words make no sense."""
    said = words[: words.index("--")] if "--" in words else words
    return "--json" in said, "--progress=json" in said or ("--progress", "json") in pairwise(said)


_CLOSED = 141
"""128 + SIGPIPE, as any program says whose reader went away (`audionews script news.txt | head`)."""
_GRACE = 2.0
"""Seconds to leave in, once a signal came: a further one in that time is the same wish."""
_stopped_at: list[float] = []


def _stop(number: int, _frame: FrameType | None) -> None:
    now = monotonic()
    if _stopped_at and now - _stopped_at[0] > _GRACE:
        os._exit(128 + number)
    if not _stopped_at:
        _stopped_at.append(now)
        raise Stopped(number)


def _meaning(error: BaseException) -> tuple[str, str, str | None, int]:
    """Return kind, message, hint and exit code of an error that ended the run."""
    if isinstance(error, AudionewsError):
        return type(error).__name__, str(error), error.hint, error.exit_code
    if isinstance(error, Stopped):
        kind = "Interrupted" if error.number == signal.SIGINT else "Terminated"
        return kind, f"{kind}.", _GO_ON, 128 + error.number
    if isinstance(error, MemoryError):
        return StorageError.__name__, "There is not enough memory.", "Close other programs, or do less at once.", 6
    if isinstance(error, OSError):  # what we write to files has its StorageError; this is a full or broken stdout
        why = error.strerror or str(error)
        place = "standard output" if is_of_streams(error) else error.filename
        said = f"Cannot use {place}: {why}." if place else f"Cannot read or write what {_asking(error)} needs: {why}."
        hint = None if place else "See whether the disk is well, and run it again."
        return StorageError.__name__, said, hint, StorageError.exit_code
    if told := getattr(error, "format_message", None):  # typer's own, of a command line that it cannot read
        return UsageError.__name__, told(), "--help shows what there is.", UsageError.exit_code
    said = f"A mistake of audionews itself: {type(error).__name__}: {error}"
    return AudionewsError.__name__, said, _REPORT, AudionewsError.exit_code


def _asking(error: BaseException) -> str:
    """Return the module of ours that asked for what could not be had: a read that fails does not tell of which file."""
    name, at = "audionews", error.__traceback__
    while at is not None:
        module = str(at.tb_frame.f_globals.get("__name__"))
        name = module if module.startswith("audionews.") else name
        at = at.tb_next
    return name


_GO_ON = "What was spoken is kept: run the same command to go on."
_REPORT = "Run it again with --debug and report what it prints."


def _complain(error: BaseException, json: tuple[bool, bool]) -> int:
    """Tell an error to people, or in the JSON that was asked for (docs/schemas), and return its exit code."""
    from audionews.support.escape import line, machine

    kind, message, hint, code = _meaning(error)
    as_document, as_event = json
    if isinstance(error, FindingsError):
        as_document = False  # the work is done, and its own document printed
    if as_document or as_event:
        from json import dumps

        told = {"kind": kind, "message": line(message), "hint": hint and line(hint), "exit_code": code}
        document = {"error": told} if as_document else {"event": "error", **told}
        with suppress(OSError):
            typer.echo(machine(dumps(document, ensure_ascii=False)), err=not as_document)
        return code
    with suppress(OSError):  # standard error may be full or closed; the code still tells
        typer.echo(f"Error: {line(message)}", err=True)
        if hint:
            typer.echo(f"  {line(hint)}", err=True)
    return code


def _leave(code: int) -> NoReturn:
    """Exit without waiting for threads that still talk to a speech service."""
    with suppress(OSError):
        close_streams()
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # it ends already
    if leaving := sys.modules.get("audionews.support.leaving"):  # only what was used has something to tidy
        leaving.tidy()
    if threading.active_count() > 1:
        os._exit(code)
    sys.exit(code)
