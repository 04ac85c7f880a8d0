"""`episodes`: what is in the folder, kept, removed, corrected, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.console import clock, listening
from audionews.cli.groups import group
from audionews.support.counting import counted
from audionews.support.escape import line, machine

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.publish.show.keeping import KeptEpisode
    from audionews.settings import Settings

episodes = group(invoke_without_command=True)

Name = Annotated[str, typer.Argument(metavar="DATE", help="Name of the episode's folder: 2026-11-23, 2026-11-23-2.")]
StoryName = Annotated[
    str, typer.Argument(metavar="STORY", help="The story's number in the episode, from 1, or a part of its headline.")
]
NoteText = Annotated[
    str, typer.Option("--note", metavar="TEXT", help="What was wrong; it is said in the episode, and stands beside it.")
]
Unnamed = Annotated[bool, typer.Option("--unnamed", help="Do not say the story's headline again.")]


@episodes.callback()
@o.takes("--output")
def _episodes(ctx: typer.Context, *, config: o.Config = None, json: o.Json = False) -> None:  # noqa: ARG001 - the same
    """List the episodes, and what each was made from.

    Examples:

      audionews episodes

      audionews episodes remove 2026-11-23

      audionews episodes withdraw 2026-11-23 2 --note "ভুল খবর।"
    """
    import dataclasses
    import json as encoder

    from audionews.publish.show import keeping

    if ctx.invoked_subcommand:
        return
    root = cli_settings.settings(ctx).run.output
    found = keeping.kept(root) if root.is_dir() else []
    if json:
        rows = [dataclasses.asdict(each) for each in found]
        typer.echo(machine(encoder.dumps(rows, ensure_ascii=False, indent=1)))
        return
    for each in found:
        typer.echo("\n".join(_told(each)))
    typer.echo(f"{counted(len(found), 'episode')}, {sum(each.bytes for each in found) / 1e6:.1f} MB", err=True)


def _told(each: KeptEpisode) -> list[str]:
    marks = [*(["pinned"] if each.pinned else []), *([f"{each.corrections} corrected"] if each.corrections else [])]
    count = counted(each.stories, "story", "stories")
    facts = [clock(each.seconds), f"{each.bytes / 1e6:.1f} MB", count, *marks]
    rows = [f"{each.name:<13} {', '.join(facts)}: {line(each.title)}"]
    return [*rows, *(f"{'':<13} from {line(source)}" for source in each.sources)]


@episodes.command()
@o.takes("--output")
def remove(ctx: typer.Context, name: Name, *, config: o.Config = None) -> None:  # noqa: ARG001 - the same
    """Remove an episode.

    Feed and list follow, and the next `publish` removes it where listeners find it.

    Examples:

      audionews episodes remove 2026-11-23-2
    """
    from audionews import publish
    from audionews.publish.show import keeping

    root = cli_settings.settings(ctx).run.output
    keeping.found(root, name)
    with publish.held(root):
        keeping.remove(root, name)
    typer.echo(f"{line(name)} is removed.", err=True)


@episodes.command()
@o.takes("--output")
def pin(
    ctx: typer.Context,
    name: Name,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Let it grow old again.")] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
) -> None:
    """Keep an episode for good, whatever `daily.keep_days` says.

    Examples:

      audionews episodes pin 2026-11-23

      audionews episodes pin 2026-11-23 --undo
    """
    from audionews import publish
    from audionews.publish.show import keeping

    root = cli_settings.settings(ctx).run.output
    keeping.found(root, name)
    with publish.held(root):
        keeping.pin(root, name, pinned=not undo)
    typer.echo(f"{line(name)} is {'no longer kept for good' if undo else 'kept for good'}.", err=True)


@episodes.command()
@o.takes("--output --lexicon --jobs --offline")
def correct(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    name: Name,
    story: StoryName,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The article as it is right: a file, a page.")],
    *,
    note: NoteText = "",
    unnamed: Unnamed = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
) -> None:
    """Put another text in the place of a story that was published.

    The episode is made again, says so behind its greeting, and every form and the feed keep a dated line. Podcast apps
    that have it fetch it again.

    Examples:

      audionews episodes correct 2026-11-23 2 right.txt --note "মৃতের সংখ্যা ভুল ছিল।"
    """
    from audionews import correction

    folder, settings = _opened(ctx, name)
    with listening(progress, quiet=quiet) as on_event:
        _, made = correction.correct(folder, story, source, settings, note=note, named=not unnamed, on_event=on_event)
    typer.echo(str(made.audio_path))


@episodes.command()
@o.takes("--output --lexicon --jobs --offline")
def withdraw(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    name: Name,
    story: StoryName,
    *,
    note: NoteText = "",
    unnamed: Unnamed = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
) -> None:
    """Take a story out of an episode that was published.

    It is said, and a line is kept, as with `correct`.

    Examples:

      audionews episodes withdraw 2026-11-23 "সেতু" --note "খবরটি ঠিক ছিল না।"
    """
    from audionews import correction

    folder, settings = _opened(ctx, name)
    with listening(progress, quiet=quiet) as on_event:
        _, made = correction.withdraw(folder, story, settings, note=note, named=not unnamed, on_event=on_event)
    typer.echo(str(made.audio_path))


def _opened(ctx: typer.Context, name: str) -> tuple[Path, Settings]:
    """Return the folder of an episode, and the settings that it was made with, those of options before them.

    Raises:
        UsageError: there is no such episode, or an option cannot be meant so.
    """
    from audionews.publish import manifest
    from audionews.publish.show import keeping

    folder = keeping.found(cli_settings.settings(ctx).run.output, name)
    return folder, cli_settings.settings_of(ctx, manifest.load(folder))
