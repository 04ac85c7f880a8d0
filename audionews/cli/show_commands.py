"""`feed`, `serve`, `check` and `publish`: the show that the episodes make together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.cli.stopping import until_stopped
from audionews.support.counting import counted
from audionews.support.errors import FindingsError, UsageError
from audionews.support.escape import line, machine

if TYPE_CHECKING:
    from audionews.publish.delivery.serve import Beside


def _folder(named: str | Path) -> Path:
    if not str(named):  # as of a variable that is not set: to pathlib, the working folder
        raise typer.BadParameter("it names no folder.")
    return Path(named)


Folder = Annotated[
    Path, typer.Argument(metavar="[DIR]", help="The folder of all episodes.", show_default=True, parser=_folder)
]


@o.takes("show.base_url show.title show.description show.author show.email show.category --cover")
def feed(
    ctx: typer.Context,
    folder: Folder = Path("output"),
    *,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
) -> None:
    """Build the podcast feed and the list of episodes again.

    They are made from the episodes in DIR; what you set is remembered.

    Examples:

      audionews feed --base-url https://example.org/news/ --title "আজকের খবর"
    """
    from audionews import publish
    from audionews.publish.show import episode_folders

    settings = cli_settings.settings(ctx)
    if not folder.is_dir():
        raise UsageError(f"There is no folder {str(folder)!r}.", hint="Make an episode first: audionews make")
    with episode_folders.changing(folder):
        report = publish.update_show(folder, cover=settings.page.cover, **settings.show.given)
    for sentence in (*report.damaged, *report.missing):
        typer.echo(line(sentence), err=True)
    typer.echo(counted(report.episodes, "episode"), err=True)
    typer.echo(folder / "feed.xml")


@o.takes()
def serve(
    ctx: typer.Context,
    folder: Folder = Path("output"),
    *,
    host: Annotated[str, typer.Option(help="Whom to serve: 127.0.0.1 is this machine, 0.0.0.0 everyone.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8000,
    api: Annotated[
        bool,
        typer.Option("--api", help="Speak for other programs too: OpenAI's POST /v1/audio/speech, and /normalize."),
    ] = False,
    key_env: Annotated[
        str,
        typer.Option(
            "--key-env", metavar="NAME", help="Environment variable with the key that clients of --api must bring."
        ),
    ] = "AUDIONEWS_API_KEY",
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
) -> None:
    """Listen in a browser: serve DIR until Ctrl-C.

    An episode that is being made there is heard at /now.mp3, as far as it is ready.

    Examples:

      audionews serve

      audionews serve --host 0.0.0.0      for the phone in the same network

      audionews serve --api               a voice for other programs, at http://127.0.0.1:8000/v1
    """
    from audionews.publish.delivery import serve as server

    if not server.is_loopback(host):
        typer.echo("Warning: everyone in this network can listen.", err=True)

    def ready(url: str) -> None:
        code = None if server.is_loopback(host) else server.qr(url)
        typer.echo(f"{code or ''}{url}  (Ctrl-C stops)", err=True)

    beside = _speech_server(ctx, folder, key_env, away=not server.is_loopback(host)) if api else None
    with until_stopped():
        server.serve(folder, host=host, port=port, beside=beside, ready=ready)


def _speech_server(ctx: typer.Context, folder: Path, key_env: str, *, away: bool) -> Beside:
    """Return what speaks for other programs.

    Raises:
        UsageError: others in the network could ask, and there is no key.
    """
    import os

    from audionews.api.speech_server import speech_server
    from audionews.support import files

    key = os.environ.get(key_env) or None
    if away and key is None:
        raise UsageError(
            "Others in the network may use --api only with a key.",
            hint=f"Put a long random one into the environment variable {key_env}, and give it to the clients.",
        )
    files.folder(folder)
    return speech_server(cli_settings.settings(ctx), key)


@o.takes()
def check(
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="An episode, a feed, the folder of all, or a batch's address.")
    ] = "output",
    *,
    json: o.Json = False,
) -> None:
    """Tell whether an episode or feed conforms to standards.

    Each finding has its rule, place and mend.

    Exits with 7 where there are findings.

    Examples:

      audionews check

      audionews check output/2026-11-23 --json

      audionews check s3://bucket/news        what a batch has put there: every file, by its sum
    """
    import json as encoder
    from dataclasses import asdict

    from audionews.batch.ledger import NAME
    from audionews.batch.sums import check_sums
    from audionews.publish.check import check as examine

    findings = [] if "://" in path else examine(Path(path))
    if "://" in path or (Path(path) / NAME).is_file():
        findings += check_sums(path)
    if json:
        typer.echo(machine(encoder.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1)))
    else:
        for finding in findings:
            typer.echo(line(f"{finding.place}: {finding.what} [{finding.rule}]"))
            typer.echo(f"  {line(finding.mend)}")
    if findings:
        raise FindingsError(f"{len(findings)} finding{'s' * (len(findings) != 1)} in {path}.")
    typer.echo(f"{path} conforms.", err=True)


@o.takes()
def publish(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    target: Annotated[
        str | None,
        typer.Argument(help="A folder, host:path (rsync), s3://bucket or another fsspec address; else [show] target."),
    ] = None,
    folder: Folder = Path("output"),
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
    delete: Annotated[
        bool, typer.Option("--delete", help="Remove whatever else lies there, though we did not put it there.")
    ] = False,
    new_address: Annotated[
        bool, typer.Option("--new-address", help="Give a private show another address, and remove what is at the old.")
    ] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    quiet: o.Quiet = False,
) -> None:
    """Copy the show to where people find it.

    Sounds go first, the feed last, and only what changed.

    What was sent before and is no longer in the show is removed there.

    Examples:

      audionews publish user@example.org:/var/www/news

      audionews publish s3://my-bucket/news --dry-run
    """
    from audionews.publish import deliver
    from audionews.publish.show import other_houses

    if not quiet and (warning := other_houses.warning(folder)):
        typer.echo(f"Warning: {line(warning)}", err=True)

    def tell(name: str) -> None:
        if not quiet:
            typer.echo(f"Sent {line(name)}", err=True)

    def wait() -> None:
        typer.echo(f"Waiting for another audionews that is writing to {line(str(folder))}.", err=True)

    wanted = target if target is not None else cli_settings.settings(ctx).show.target
    sent = deliver(folder, wanted, dry_run=dry_run, delete=delete, sending=tell, waiting=wait, new_address=new_address)
    if dry_run:
        for name in sent.files:
            typer.echo(name)
    if not quiet:
        typer.echo("\n".join(sent.described(dry_run=dry_run)), err=True)
