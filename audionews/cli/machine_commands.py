"""`voices` and `doctor`: who can speak here, and what works on this machine."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.cli.groups import group
from audionews.support.errors import AudioError, FindingsError
from audionews.support.escape import line, machine

if TYPE_CHECKING:
    from audionews.settings import Settings

voices = group(invoke_without_command=True)

_SAMPLES = Path("samples")
_MARKS = {"good": "ok", "lacks": "lacks", "bad": "BAD"}


@voices.callback()
@o.takes("--offline")
def _voices(
    ctx: typer.Context,
    *,
    sample: Annotated[
        bool, typer.Option("--sample", help="Say a sentence in each voice that is ready; one MP3 each.")
    ] = False,
    attempt: Annotated[
        str | None,
        typer.Option(
            "--try",
            metavar="NAME",
            help="Ask an engine, or engine:voice, for a sentence; tell its cost, and play it.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The folder of samples, else samples; with --try, to write, not to play."),
    ] = None,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    json: o.Json = False,
) -> None:
    """List who can speak here, and what the others lack.

    Examples:

      audionews voices

      audionews voices --sample -o samples

      audionews voices --try sarvam:ritu

      audionews voices install bn_BD-google-medium
    """
    from audionews import casting

    if ctx.invoked_subcommand:
        return
    settings = cli_settings.settings(ctx)
    if sample:
        _say_samples(output or _SAMPLES, settings)
    elif attempt:
        _try(attempt, output, settings)
    elif json:
        typer.echo(machine(dumps(casting.roster(settings), ensure_ascii=False, indent=1)))
    else:
        for row in casting.roster(settings):
            typer.echo("\n".join(_told(row)))


@voices.command()
@o.takes()
def install(
    name: Annotated[str, typer.Argument(help="Name of a Piper voice, as bn_BD-google-medium.")],
    *,
    sha256: Annotated[
        str | None,
        typer.Option("--sha256", metavar="HEX", help="Accept only a model with this SHA-256; else that of the first."),
    ] = None,
    allow_private: o.AllowPrivate = False,
    quiet: o.Quiet = False,
) -> None:
    """Download a neural voice into your data folder.

    Its size and licence are told first. An interrupted download goes on where it stopped. The model's SHA-256 is kept,
    and a later download must have the same. With a voice installed, `--engine auto` speaks with it.

    Examples:

      audionews voices install bn_BD-google-medium
    """
    from audionews.engines import install as installing
    from audionews.support.events import Note, Progress
    from audionews.support.net import Fetcher, Reach

    with (
        Fetcher(Reach(allow_private=allow_private)) as fetcher,
        listening(o.ProgressForm.AUTO, quiet=quiet) as on_event,
    ):
        offered = installing.offer(name, fetcher)
        licence = offered.licence or f"not told; see {offered.card}"
        on_event(Note(f"{name}: {offered.size / 1e6:.1f} MB, licence: {licence}"))
        path, digest = installing.install(
            offered,
            fetcher,
            lambda done, total: on_event(Progress("fetch", done, total)),
            sha256.strip().lower() if sha256 else None,
        )
        on_event(Note(f"SHA-256 {digest}"))
    typer.echo(path)


def _say_samples(folder: Path, settings: Any) -> None:
    from audionews.upkeep import sampling

    with listening(o.ProgressForm.PLAIN, quiet=False) as on_event:
        for path in sampling.samples(folder, settings, on_event):
            typer.echo(path)


def _try(name: str, folder: Path | None, settings: Settings) -> None:
    """Have an engine say one sentence, and play it; write it where a folder is named, or nothing can be played."""
    from audionews import episode
    from audionews.cli.listen_command import play
    from audionews.listen import reading
    from audionews.planning.estimate import told
    from audionews.support import files
    from audionews.synthesis.cache import cache_store
    from audionews.upkeep import sampling

    asked, share = sampling.trial(name, settings)
    where = f"; the text goes to {share.host}" if share.host else ""
    typer.echo(f"{share.engine} ({line(', '.join(share.voices))}): {told(share)}{where}", err=True)
    with listening(o.ProgressForm.PLAIN, quiet=True) as on_event:
        if folder is None:
            with suppress(AudioError):  # no device, no player
                play(reading.of_text(sampling.SENTENCE, asked), asked, cache_store(), on_event)
                return
        sound = episode.say(sampling.SENTENCE, asked, on_event=on_event)
    path = files.folder(folder or _SAMPLES) / sampling.file_name(share.engine, share.voices[0])
    files.write(path, sound)
    typer.echo(path)


def _told(row: dict[str, Any]) -> list[str]:
    state = "ready" if row["ready"] else f"{row['why']} {row['mend'] or ''}"
    where = f" (the text goes to {row['host']})" if row["host"] else ""
    lines = [f"{row['engine']:<8} {line(state).strip()}{where}"]
    for voice in row["voices"]:
        name = f"{voice['name']} ({voice['alias']})" if voice["alias"] else voice["name"]
        lines.append(f"  {line(name):<32} {voice['locale']:<6} {voice['sex'] or '':<7} {line(voice['description'])}")
    return lines


@o.takes("--output --offline --allow-private")
def doctor(
    ctx: typer.Context,
    *,
    daily: Annotated[
        bool, typer.Option("--daily", help="Walk the chain of the daily run too: sources, voice, notice, timer.")
    ] = False,
    config: o.Config = None,
    json: o.Json = False,
) -> None:
    """Check what works on this machine.

    Engines, services, cache, output folder, space and fonts are tried.

    Examples:

      audionews doctor

      audionews doctor --daily                before you trust it with every morning
    """
    from audionews.upkeep import doctor as physician

    settings = cli_settings.settings(ctx)
    findings = physician.diagnose(settings)
    if daily:
        from audionews.support.config import found
        from audionews.upkeep.daily_chain import diagnose_daily

        findings += diagnose_daily(settings, found(config))
    if json:
        typer.echo(machine(dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1)))
    else:
        for finding in findings:
            typer.echo(f"{_MARKS[finding.state]:<6} {finding.what:<10} {line(finding.says)}")
            if finding.mend:
                typer.echo(f"{'':<17} {line(finding.mend)}")
    bad = [finding.what for finding in findings if finding.state == "bad"]
    if bad:
        raise FindingsError(
            f"Without this there is no {'daily run' if daily else 'episode'}: {', '.join(bad)}.",
            hint="See the lines above.",
        )
