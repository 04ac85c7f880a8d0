"""`say`: one text to an MP3."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.cli.streams import piped_text
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from audionews.settings import Settings

_BARE = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/\S|www\.\S+\.")  # an address without its scheme
_PATH = re.compile(r"[./\\]")
_LONGEST_NAME = 256
_ENDINGS = {".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt", ".epub", ".eml", ".xml", ".json", ".mhtml"}


@o.takes("--engine --voice --locale --profile --loudness --rate --offline --lexicon")
def say(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT|-", help="What to say, or - for standard input.")],
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The MP3 to write, or - for standard output; without it, it is played.",
        ),
    ] = None,
    phonemes: o.Phonemes = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
) -> None:
    """Say one text, to an MP3 or to the loudspeaker.

    Examples:

      audionews say "আজ ২৩শে নভেম্বর।"

      audionews say "আজ ২৩শে নভেম্বর।" -o today.mp3

      echo "৫টি খবর" | audionews say - -o - | mpv -

      audionews say "মেঘে ঢাকা আকাশ" --phonemes
    """
    from audionews import episode, scripting
    from audionews.bengali.pronunciation.phonemize import in_notation
    from audionews.support import files

    settings = cli_settings.settings(ctx)
    if _is_source(text):
        raise UsageError(
            f"{text!r} is a link or a file, and say speaks the text that it is given.",
            hint=f"audionews make {text} reads it; audionews script {text} shows what would be said.",
        )
    if text == "-":
        text = piped_text()
    if phonemes:
        for segment in scripting.script_of(text, settings).segments:
            typer.echo(in_notation(segment.spoken))
        return
    if output is None:
        _play(text, settings, quiet=quiet)
        return
    if output != "-":
        files.try_place(Path(output))
    with listening(progress, quiet=quiet) as on_event:
        sound = episode.say(text, settings, on_event=on_event)
    if output == "-":
        sys.stdout.buffer.write(sound)
        sys.stdout.buffer.flush()
    else:
        files.deliver(Path(output), sound)


def _play(text: str, settings: Settings, *, quiet: bool) -> None:
    from audionews.cli.listen_command import play
    from audionews.listen import reading
    from audionews.synthesis.cache import cache_store

    with listening(o.ProgressForm.PLAIN, quiet=quiet) as on_event:
        play(reading.of_text(text, settings), settings, cache_store(), on_event)


def _is_source(text: str) -> bool:
    """Tell an address, or a file: by its ending, or since it is there."""
    if len(text.split()) == 1 and ("://" in text or _BARE.match(text)):
        return True
    if len(text) >= _LONGEST_NAME or "\n" in text:
        return False
    with suppress(OSError):  # a text may be longer than a name can be
        return Path(text).suffix.lower() in _ENDINGS or (_PATH.search(text) is not None and Path(text).is_file())
    return False
