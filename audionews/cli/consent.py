"""The one question that plain `make` asks on a terminal: whether the text may go to Google. The answer is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from audionews.cli.cli_settings import FILE_HEAD
from audionews.settings import AUTO, BY_KEY
from audionews.support import config
from audionews.support.errors import AudionewsError

if TYPE_CHECKING:
    from audionews.settings import Settings

KEY = "voices.online"
QUESTION = (
    "Google Translate's voice sounds more natural than the built-in one, and is sent every sentence that it says.\n"
    "May it speak your articles where it answers?"
)


def with_answer(settings: Settings, named: Path | None) -> Settings:
    """Return `settings` with the answer to the question, which is asked where the settings leave it open.

    The answer is written into the file of settings that holds (`named`, if there is one), else into the user's own.
    It is asked only of a person at a terminal; the end of input is no answer, and is not kept.
    """
    left_open = settings.voices.engine == AUTO and settings.voices.online is None and not settings.run.offline
    if not (left_open and sys.stdin.isatty() and sys.stderr.isatty()):
        return settings
    try:
        answer = typer.confirm(QUESTION, default=False, err=True)
    except typer.Abort:
        typer.echo(err=True)
        return settings
    _keep(answer, config.found(named) or config.user_file())
    if not answer:
        typer.echo("A better voice on this machine: audionews voices install bn_BD-google-medium", err=True)
    return settings.having(online=answer)


def _keep(answer: bool, file: Path) -> None:
    from audionews.support import files, own_files, toml_file
    from audionews.support.toml_template import toml_template, with_value

    told = f"[voices] online = {str(answer).lower()}"
    try:
        if file.exists():
            text = with_value(own_files.text(file, most=toml_file.MOST_BYTES), KEY, answer)
        else:
            files.folder(file.parent)
            text = toml_template(BY_KEY, {KEY: answer}, FILE_HEAD)
        files.write(file, text)
    except (AudionewsError, ValueError, OSError) as error:
        typer.echo(f"Your answer holds for this run; {file} cannot keep it: {error}", err=True)
        typer.echo(f"Write it there yourself, so that you are not asked again: {told}", err=True)
        return
    typer.echo(f"Kept in {file}: {told}", err=True)
