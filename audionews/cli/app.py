"""All commands, and the one place where errors become a sentence, a hint and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from audionews import __version__
from audionews.cli.episodes import make, script
from audionews.cli.speaking import say, voices
from audionews.support.errors import AudionewsError

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED, TERMINATED, CLOSED_PIPE, OUR_MISTAKE = 130, 143, 141, 1

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
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Bengali news articles in, one podcast-style MP3 out."""


for command in (make, script, say, voices):
    app.command()(command)


def main() -> NoReturn:
    """Run the command line and exit with a code of the table in `support/errors`."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = app(standalone_mode=False) or 0
    except BaseException as error:  # noqa: BLE001 - the last door: whatever comes becomes a sentence and a code
        code = _told(error)
    _leave(code)


class _Terminated(BaseException):
    """SIGTERM came."""


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise _Terminated


def _told(error: BaseException) -> int:
    """Say what happened, for people, and return the exit code."""
    import click  # noqa: PLC0415 - typer has it loaded; only its errors are needed

    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else OUR_MISTAKE
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        # Nobody listens any more: no message, and none from Python's own flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    if "--debug" in sys.argv[1:]:
        raise error
    return _complain(*_meaning(error))


def _meaning(error: BaseException) -> tuple[str, str | None, int]:
    """Return message, hint and exit code of an error that ended the run."""
    if isinstance(error, AudionewsError):
        return str(error), error.hint, error.exit_code
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":  # click's word for Ctrl-C
        return "Interrupted.", _GO_ON, INTERRUPTED
    if isinstance(error, _Terminated):
        return "Terminated.", _GO_ON, TERMINATED
    return f"A mistake of audionews itself: {type(error).__name__}: {error}", _REPORT, OUR_MISTAKE


_GO_ON = "What was spoken is kept: run the same command to go on."
_REPORT = "Run it again with --debug and report what it prints."


def _complain(message: str, hint: str | None, code: int) -> int:
    from audionews.support.escape import line  # noqa: PLC0415 - only where something went wrong

    typer.echo(f"Error: {line(message)}", err=True)
    if hint:
        typer.echo(f"  {line(hint)}", err=True)
    return code


def _leave(code: int) -> NoReturn:
    """Exit without waiting for threads that still talk to a speech service."""
    sys.stdout.flush()
    sys.stderr.flush()
    if threading.active_count() > 1:
        os._exit(code)
    sys.exit(code)
