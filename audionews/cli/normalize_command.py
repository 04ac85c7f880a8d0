"""`normalize`: text in, text as it is said out, line by line, for other programs."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.support.errors import UsageError
from audionews.support.escape import machine

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 1_000_000  # bytes of a line; what goes on behind is another line


@o.takes("--preset --locale --lexicon")
def normalize(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Texts in UTF-8, or - for standard input, which none means too."),
    ] = None,
    *,
    sentences: Annotated[bool, typer.Option("--sentences", help="Write a line a sentence, not a line a line.")] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    json: Annotated[bool, typer.Option("--json", help="Write a JSON object a sentence: text and spoken.")] = False,
) -> None:
    """Write text as it is said.

    Each line is written as soon as it is read, so that a reader can be fed from a pipe without an end.

    Nothing is left out of it: `audionews script` is for pages.

    Examples:

      audionews normalize story.txt

      echo "১২/১১/২০২৬ তারিখে ₹৫০০" | audionews normalize

      tail -f notices.txt | audionews normalize --sentences | some-reader
    """
    from json import dumps

    from audionews.bengali.normalization.normalizer import said_sentences
    from audionews.planning.lexica import words
    from audionews.rundown.retelling import locale_of

    encoded = partial(dumps, ensure_ascii=False)
    settings = cli_settings.settings(ctx)
    named = files or [Path("-")]
    lexicon = words([str(path) for path in named], settings.text)
    locale = locale_of(settings.programme)
    for path in named:
        for line in _lines(path):
            told = said_sentences(line, locale, lexicon if lexicon.entries else None)
            if json:
                parts = [machine(encoded({"text": text, "spoken": spoken})) for text, spoken in told]
            elif sentences:
                parts = [spoken for _, spoken in told]
            else:
                parts = [" ".join(spoken for _, spoken in told)]
            for part in parts:
                sys.stdout.write(f"{part}\n")
            sys.stdout.flush()


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file, each as soon as it is there.

    Raises:
        UsageError: it cannot be read.
    """
    if str(path) == "-":
        yield from _read(sys.stdin.buffer)
        return
    try:
        with path.open("rb") as file:
            yield from _read(file)
    except OSError as error:
        raise UsageError(
            f"{str(path)!r} cannot be read: {error.strerror or error}.", hint="Name a text file."
        ) from error


def _read(file: BinaryIO) -> Iterator[str]:
    first = True
    while line := file.readline(_LONGEST):
        yield line.removeprefix(b"\xef\xbb\xbf" if first else b"").decode("utf-8", "replace")
        first = False
