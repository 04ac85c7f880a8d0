"""All commands, and the one place where errors become a sentence, a hint and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from audionews.cli import debug
from audionews.cli.daily_command import daily
from audionews.cli.episode_commands import make, script
from audionews.cli.machine_commands import doctor, voices
from audionews.cli.say_command import say
from audionews.cli.settings_commands import config, init
from audionews.cli.show_commands import check, feed, publish, serve
from audionews.cli.upkeep_commands import cache, lexicon
from audionews.support.errors import AudionewsError, StorageError
from audionews.support.memory import share_arena
from audionews.support.version import __version__

if TYPE_CHECKING:
    from types import FrameType

app = typer.Typer(
    name="audionews",
    help="Bengali news articles in, one podcast-style MP3 out.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich help doubles the start-up time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
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


for command in (make, daily, init, config, script, say, feed, serve, check, publish, cache, doctor):
    app.command()(command)
for name, group in {"voices": voices, "lexicon": lexicon}.items():
    app.add_typer(group, name=name)


def main() -> NoReturn:
    """Run the command line and exit with a code of the table in `support/errors`."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    _open_streams()
    try:
        app()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException as error:  # the last door: whatever comes becomes a sentence and a code
        if debug.enabled():
            raise
        code = _complain(*_meaning(error))
    _leave(code)


def _open_streams() -> None:
    """Put an empty stream where whoever started us closed one: Python has None there."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, TextIOWrapper(BytesIO(), encoding="utf-8"))


class _Stopped(BaseException):
    """A signal came. Not KeyboardInterrupt, which typer would turn into exit code 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(number: int, _frame: FrameType | None) -> None:
    raise _Stopped(number)


def _meaning(error: BaseException) -> tuple[str, str | None, int]:
    """Return message, hint and exit code of an error that ended the run."""
    if isinstance(error, AudionewsError):
        return str(error), error.hint, error.exit_code
    if isinstance(error, _Stopped):
        return ("Interrupted." if error.number == signal.SIGINT else "Terminated."), _GO_ON, 128 + error.number
    if isinstance(error, OSError):  # what we write to files has its StorageError; this is a full or broken stdout
        return f"Cannot go on: {error.strerror or error}.", None, StorageError.exit_code
    return f"A mistake of audionews itself: {type(error).__name__}: {error}", _REPORT, AudionewsError.exit_code


_GO_ON = "What was spoken is kept: run the same command to go on."
_REPORT = "Run it again with --debug and report what it prints."


def _complain(message: str, hint: str | None, code: int) -> int:
    from audionews.support.escape import line

    typer.echo(f"Error: {line(message)}", err=True)
    if hint:
        typer.echo(f"  {line(hint)}", err=True)
    return code


def _leave(code: int) -> NoReturn:
    """Exit without waiting for threads that still talk to a speech service."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # told already; Python would try once more and complain
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if threading.active_count() > 1:
        os._exit(code)
    sys.exit(code)
