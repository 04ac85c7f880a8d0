"""`make` and `script`: an episode, and what it would say."""

from __future__ import annotations

import sys
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings, consent
from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.support.errors import FindingsError, UsageError
from audionews.support.escape import machine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audionews.bengali import Change
    from audionews.desk.draft import Draft
    from audionews.model import Episode, Script
    from audionews.planning.estimate import Estimate
    from audionews.settings import Settings
    from audionews.support.config import Value


@o.takes(
    "--output --engine --voice --headline-voice --title --date --time --preset --locale --sections --max-minutes "
    "--long-form --separate --split --with --language --cover --epub-audio --vtt-words --lexicon --keep --drop "
    "--profile --loudness --rate --jobs --since --limit --limit-all --offline --no-fallback --verify --allow-private"
)
def make(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    sources: o.Sources = None,
    *,
    script: Annotated[
        Path | None,
        typer.Option("--script", metavar="FILE", help="Make what this script says, as `audionews script -o` wrote it."),
    ] = None,
    config: o.Config = None,
    strict: o.Strict = False,
    dry_run: o.DryRun = False,
    json: o.Json = False,
    progress: o.Progress = o.ProgressForm.AUTO,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Make an episode: an MP3, and all that stands beside it.

    Examples:

      audionews make                          every article in seeds/

      audionews make news/ extra.txt          a folder and a file

      audionews make - < story.txt            standard input

      audionews make a.txt --engine gtts      with Google's voice

      audionews make --script bulletin.md     a script that you have edited
    """
    from audionews import episode, scripting

    settings = cli_settings.settings(ctx)
    draft = _draft(script, sources, cli_settings.flags(ctx)) if script else None
    named = [] if draft else sources or settings.run.sources or _seeds()
    if dry_run:
        with listening(o.ProgressForm.PLAIN, quiet=quiet or not json) as on_event:
            if draft and script:
                from audionews import editing

                written = editing.script_of_draft(draft, settings, beside=script.parent)
                settings = editing.settings_of(draft, settings)
            else:
                written = scripting.write_script(named, settings, stdin=sys.stdin.buffer, on_event=on_event)
            _foretell(written, scripting.estimate_of(written, settings, on_event), json=json)
        return
    if not quiet and not json and progress is not o.ProgressForm.JSON:
        settings = consent.with_answer(settings, config)
    with listening(progress, quiet=quiet) as on_event:
        if draft and script:
            from audionews import editing

            made = [editing.make_draft(draft, settings, beside=script.parent, on_event=on_event)]
        else:
            made = episode.make_all(named, settings, stdin=sys.stdin.buffer, on_event=on_event)
    if verbose:
        _explain_dropped(made)
    if json:
        typer.echo(
            _manifests(
                [folder for folder, _ in made], alone=settings.programme.separate == settings.programme.split == "no"
            )
        )
    else:
        typer.echo("\n".join(str(episode.audio_path) for _, episode in made))
    skipped, degraded = len(made[0][1].skipped), sum(len(episode.degraded) for _, episode in made)
    if strict and skipped + degraded:
        raise FindingsError(f"{skipped} skipped, {degraded} degraded.", hint="See episode.json.")


@o.takes(
    "--title --date --time --preset --locale --sections --max-minutes --long-form --lexicon --keep --drop "
    "--since --limit --limit-all --offline --allow-private"
)
def script(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    sources: o.Sources = None,
    *,
    into: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write a script to edit, for `make --script`; - is standard output."
        ),
    ] = None,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    strict: o.Strict = False,
    explain: o.Explain = False,
    phonemes: o.Phonemes = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Show what would be said, and what is left out and why.

    Examples:

      audionews script story.txt

      audionews script news/ --json

      audionews script story.txt --explain

      audionews script news/ -o bulletin.md   to edit, then: audionews make --script bulletin.md
    """
    from audionews import scripting
    from audionews.publish import manifest

    settings = cli_settings.settings(ctx)
    named = sources or settings.run.sources or _seeds()
    if into:
        _write_draft(named, settings, into, quiet=quiet, strict=strict)
        return
    with listening(o.ProgressForm.PLAIN, quiet=quiet or not json) as on_event:
        written = scripting.write_script(named, settings, stdin=sys.stdin.buffer, on_event=on_event)
    changes = scripting.explained(written, named, settings) if explain else []
    shown = _readable(written, changes, phonemes=phonemes, explain=explain)
    typer.echo(machine(manifest.script_json(written, rules=explain)) if json else shown, nl=not json)
    if strict and written.skipped:
        raise FindingsError(f"{len(written.skipped)} skipped.", hint="They are listed at the end of the script.")


def _draft(path: Path, sources: Sequence[str] | None, flags: Mapping[str, Value]) -> Draft:
    from audionews import editing

    if sources:
        hint = "`audionews script SOURCE… -o FILE` writes a script of articles."
        raise UsageError("--script takes no sources: the script holds the stories.", hint=hint)
    draft = editing.open_draft(path)
    editing.check(draft, flags)
    return draft


def _write_draft(named: Sequence[str], settings: Settings, into: str, *, quiet: bool, strict: bool) -> None:
    from audionews import editing

    path = Path(into)
    with listening(o.ProgressForm.PLAIN, quiet=quiet) as on_event:
        beside = Path() if into == "-" else path.parent
        draft = editing.write_draft(named, settings, beside=beside, stdin=sys.stdin.buffer, on_event=on_event)
    if into == "-":
        typer.echo(editing.text_of(draft), nl=False)
    else:
        editing.save_draft(draft, path, settings)
        typer.echo(into)
    if strict and draft.skipped:
        raise FindingsError(f"{len(draft.skipped)} skipped.", hint="They are listed at the end of the script.")


def _seeds() -> list[str]:
    """Return what is read where nobody names anything: the folder that audionews' own repository has.

    Raises:
        UsageError: there is none here.
    """
    if not Path("seeds").is_dir():
        raise UsageError(
            "There is nothing to read: no articles were named, and here is no folder seeds/.",
            hint="Name files, folders, links or feeds: audionews make story.txt. `audionews init` writes a file that "
            "names them for good.",
        )
    return ["seeds"]


def _manifests(folders: Sequence[Path], *, alone: bool) -> str:
    """Return the manifest of the one episode with its folder, or the list of all where there may be several."""
    from json import dumps, loads

    made = [loads((folder / "episode.json").read_text("utf-8")) | {"folder": str(folder)} for folder in folders]
    return machine(dumps(made[0] if alone else made, ensure_ascii=False, indent=1))


def _foretell(written: Script, plan: Estimate, *, json: bool) -> None:
    """Show the plan of an episode."""
    from dataclasses import asdict
    from json import dumps, loads

    from audionews.planning import estimate
    from audionews.publish import manifest

    if json:
        document = {**loads(manifest.script_json(written)), "plan": asdict(plan)}
        typer.echo(machine(dumps(document, ensure_ascii=False, indent=1)))
    else:
        typer.echo("\n".join([_readable(written), "", *estimate.described(plan)]))


def _explain_dropped(made: Sequence[tuple[Path, Episode]]) -> None:
    from audionews.support.escape import line

    for dropped in dict.fromkeys((text.reason, text.text) for _, episode in made for text in episode.dropped):
        typer.echo(f"Left out ({dropped[0]}): {line(dropped[1])}", err=True)


def _reason(change: Change) -> str:
    by = f"{change.rule}, {change.place}" if change.place else change.rule
    return f"{change.written!r} → {change.spoken!r}  ({change.kind}, by {by})"


def _readable(
    written: Script, changes: Sequence[Sequence[Change]] = (), *, phonemes: bool = False, explain: bool = False
) -> str:
    """Return the script for people: role and spoken text, below it its sound, the written one and what changed why."""
    from audionews.support.escape import line

    rows = [line(written.title), ""]
    for segment, why in zip(written.segments, changes or repeat(()), strict=False):
        rows.append(f"{segment.role:<9} {line(segment.spoken)}".rstrip())
        rows += [f"{'':<9} {line(_sounded(segment.spoken))}"] if phonemes and segment.spoken else []
        if segment.text != segment.spoken:
            rows.append(f"{'':<9} ← {line(segment.text)}")
        rows += [f"{'':<11} {_reason(change)}" for change in why]
    rows += ["", "Left out:"] if written.dropped else []
    for dropped in written.dropped:
        reason = f"{dropped.reason}: {dropped.rule}" if explain and dropped.rule else dropped.reason
        rows.append(f"{reason:<{36 if explain else 13}} {line(dropped.text)}")
    rows += [f"Skipped {line(source.source)}: {line(source.why)}" for source in written.skipped]
    return "\n".join(rows)


def _sounded(spoken: str) -> str:
    from audionews.bengali.pronunciation.phonemize import in_notation

    return in_notation(spoken)
