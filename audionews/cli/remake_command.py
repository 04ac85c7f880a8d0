"""`remake`: an episode again, from its own manifest."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.console import clock, listening
from audionews.support.errors import UsageError, nearest
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Episode, Script
    from audionews.settings import Settings

_VOICES = {"voices.body", "voices.headline", "engine"}


@o.takes("--output --engine --voice --headline-voice --lexicon --profile --loudness --rate --jobs --offline")
def remake(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="DATE", help="Date or name of the episode's folder, as 2026-11-23-2; or its path.")
    ],
    *,
    sentence: Annotated[
        list[int] | None,
        typer.Option("--sentence", metavar="N", help="Speak only this sentence anew, by its number in --list; repeat."),
    ] = None,
    as_said: Annotated[bool, typer.Option("--as-said", help="Keep how every text was read.")] = False,
    show: Annotated[
        bool, typer.Option("--list", help="Show the sentences with their numbers, and change none.")
    ] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
) -> None:
    """Make an episode again from its own manifest.

    Its sources are not asked; today's pronunciation and your lexicon hold.

    Examples:

      audionews remake 2026-11-23                          after a new line in the lexicon

      audionews remake 2026-11-23 --voice edge:tanishaa    the whole in another voice

      audionews remake 2026-11-23 --sentence 12            one sentence spoken once more
    """
    from audionews import episode
    from audionews.publish import manifest

    folder = _folder(which, cli_settings.settings(ctx).run.output)
    before = manifest.load(folder)
    if show:
        typer.echo("\n".join(_listed(before)))
        return
    settings = cli_settings.settings_of(ctx, before)
    voices = _VOICES & cli_settings.flags(ctx).keys()
    only = _chosen(sentence, before)
    edit = partial(_edited, settings=settings, sources=_sources(before, folder), as_said=as_said)
    if voices:
        edit = partial(edit, voice=(settings.voices.body if only else None,))
    with listening(progress, quiet=quiet) as on_event:
        _, made = episode.remake(
            folder,
            settings,
            partial(edit, only=only),
            recast=bool(voices) and (not only or "engine" in voices),
            fresh=only or (),
            on_event=on_event,
        )
    typer.echo(str(made.audio_path))


def _edited(
    script: Script,
    *,
    settings: Settings,
    sources: Sequence[str],
    as_said: bool,
    voice: tuple[str | None] | None = None,
    only: Sequence[int] | None = None,
) -> Script:
    from audionews.planning import jobs
    from audionews.rundown import retelling

    if not as_said:
        words = jobs.plan(settings, sources, script.date, jobs.MORNING).lexicon
        script = retelling.read_again(script, words, only)
    return retelling.revoiced(script, only, voice[0]) if voice else script


def _sources(made: Episode, folder: Path) -> list[str]:
    """Return where the sources of an episode were: the user's lexicon may lie beside them."""
    named = made.recipe.sources if made.recipe else ()
    return [str(folder.parent / source) for source in named if "://" not in source and not source.startswith("-")]


def _folder(which: str, output: Path) -> Path:
    """Return the folder of the episode that a date, a name or a path means.

    Raises:
        UsageError: there is no such episode.
    """
    from audionews.publish.show import episode_index

    for folder in (output / which, Path(which)):
        if (folder / "episode.json").is_file():
            return folder
    there = [folder.name for folder in episode_index.folders(output)]
    raise UsageError(
        f"There is no episode {which!r} in {output}.",
        hint=nearest(which, there) if there else "`audionews make` makes one.",
    )


def _spoken(made: Episode) -> list[int]:
    """Return the indexes of the segments that have a number for `--sentence`: those with speech, counted from 1."""
    return [index for index, line in enumerate(made.segments) if line.spoken]


def _chosen(numbers: Sequence[int] | None, made: Episode) -> list[int] | None:
    """Return the indexes of the segments with these numbers; None for all.

    Raises:
        UsageError: there is no sentence of such a number.
    """
    spoken = _spoken(made)
    for number in numbers or ():
        if not 1 <= number <= len(spoken):
            raise UsageError(f"There is no sentence {number}: there are {len(spoken)}.", hint="--list shows them.")
    return [spoken[number - 1] for number in numbers] if numbers else None


def _listed(made: Episode) -> list[str]:
    rows = ((number, made.segments[index]) for number, index in enumerate(_spoken(made), 1))
    return [
        f"{number:>4}  {clock(row.start):>7}  {f'{row.engine}:{row.voice}':<16} {line(row.text)}"
        for number, row in rows
    ]
