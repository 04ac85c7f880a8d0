"""`make` and `script`: an episode, and what it would say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.support.errors import FindingsError

if TYPE_CHECKING:
    from audionews.model import Episode, Script
    from audionews.settings import Settings

_SEEDS = "seeds"


def make(  # noqa: PLR0913 - one parameter an option
    sources: o.Sources = None,
    *,
    output: o.Output = Path("output"),
    engine: o.Engine = "auto",
    voice: o.Voice = None,
    headline_voice: o.HeadlineVoice = None,
    title: o.Title = None,
    date: o.Date = None,
    time: o.Time = None,
    preset: o.Preset = "neutral",
    locale: o.Locale = "bn-IN",
    profile: o.Profile = ["podcast"],  # noqa: B006 - typer's way to a list with a default
    rate: o.Rate = 100,
    jobs: o.Jobs = 0,
    offline: o.Offline = False,
    no_fallback: o.NoFallback = False,
    allow_private: o.AllowPrivate = False,
    strict: o.Strict = False,
    dry_run: o.DryRun = False,
    json: o.Json = False,
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Make one episode: an MP3 with chapters, transcripts and all that stands beside it.

    Examples:

      audionews make                          every article in seeds/

      audionews make news/ extra.txt          a folder and a file

      audionews make - < story.txt            standard input

      audionews make a.txt --engine gtts      with Google's voice
    """
    from audionews import episode  # noqa: PLC0415 - `--help` need not load the pipeline

    settings = _settings(
        output=output,
        engine=engine,
        voice=voice,
        headline_voice=headline_voice,
        title=title,
        date=date and date.date(),
        time=time and time.time(),
        preset=preset,
        locale=locale,
        profiles=tuple(dict.fromkeys(profile)),
        rate=rate,
        jobs=jobs,
        offline=offline,
        allow_private=allow_private,
        **({"fallback": ()} if no_fallback else {}),
    )
    if dry_run:
        _foretell(sources or [_SEEDS], settings, json=json, quiet=quiet)
        return
    with listening(progress, quiet=quiet) as on_event:
        folder, made = episode.make(sources or [_SEEDS], settings, stdin=sys.stdin.buffer, on_event=on_event)
    if verbose:
        _explain_dropped(made)
    typer.echo(_manifest(folder) if json else folder / made.audio.file)
    findings = len(made.skipped) + len(made.degraded)
    if strict and findings:
        raise FindingsError(f"{len(made.skipped)} skipped, {len(made.degraded)} degraded.", hint="See episode.json.")


def script(  # noqa: PLR0913 - one parameter an option
    sources: o.Sources = None,
    *,
    title: o.Title = None,
    date: o.Date = None,
    time: o.Time = None,
    preset: o.Preset = "neutral",
    locale: o.Locale = "bn-IN",
    offline: o.Offline = False,
    allow_private: o.AllowPrivate = False,
    strict: o.Strict = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Show what would be said, sentence by sentence, and what was dropped and why. Changes nothing.

    Examples:

      audionews script story.txt

      audionews script news/ --json
    """
    from audionews import episode  # noqa: PLC0415 - `--help` need not load the pipeline
    from audionews.publish import manifest  # noqa: PLC0415 - the same

    settings = _settings(
        title=title,
        date=date and date.date(),
        time=time and time.time(),
        preset=preset,
        locale=locale,
        offline=offline,
        allow_private=allow_private,
    )
    with listening(o.ProgressForm.PLAIN, quiet=quiet or not json) as on_event:
        written = episode.write_script(sources or [_SEEDS], settings, stdin=sys.stdin.buffer, on_event=on_event)
    typer.echo(manifest.script_json(written) if json else _readable(written), nl=not json)
    if strict and written.skipped:
        raise FindingsError(f"{len(written.skipped)} skipped.", hint="They are listed at the end of the script.")


def _foretell(sources: list[str], settings: Settings, *, json: bool, quiet: bool) -> None:
    """Show the plan of an episode."""
    from dataclasses import asdict  # noqa: PLC0415 - needed only here
    from json import dumps, loads  # noqa: PLC0415 - the same

    from audionews import episode, estimate  # noqa: PLC0415 - `--help` need not load the pipeline
    from audionews.publish import manifest  # noqa: PLC0415 - the same

    with listening(o.ProgressForm.PLAIN, quiet=quiet or not json) as on_event:
        written, plan = episode.estimated(sources, settings, stdin=sys.stdin.buffer, on_event=on_event)
    if json:
        document = {**loads(manifest.script_json(written)), "plan": asdict(plan)}
        typer.echo(dumps(document, ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join([_readable(written), "", *estimate.told(plan)]))


def _settings(**asked: object) -> Settings:
    from audionews.settings import Settings  # noqa: PLC0415 - `--help` need not load it

    return Settings(**asked)  # type: ignore[arg-type] # the fields' own types, from options.py


def _manifest(folder: Path) -> str:
    return (folder / "episode.json").read_text(encoding="utf-8").rstrip("\n")


def _explain_dropped(made: Episode) -> None:
    from audionews.support.escape import line  # noqa: PLC0415 - only where somebody asked

    for dropped in made.dropped:
        typer.echo(f"Left out ({dropped.reason}): {line(dropped.text)}", err=True)


def _readable(written: Script) -> str:
    """Return the script for people: role and spoken text, the written one below where it differs."""
    from audionews.support.escape import line  # noqa: PLC0415 - only where something is shown

    rows = [line(written.title), ""]
    for segment in written.segments:
        rows.append(f"{segment.role:<9} {line(segment.spoken)}".rstrip())
        if segment.text != segment.spoken:
            rows.append(f"{'':<9} ← {line(segment.text)}")
    rows += ["", "Left out:"] if written.dropped else []
    rows += [f"{dropped.reason:<13} {line(dropped.text)}" for dropped in written.dropped]
    rows += [f"Skipped {line(one.source)}: {line(one.why)}" for one in written.skipped]
    return "\n".join(rows)
