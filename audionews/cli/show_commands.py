"""`feed`, `serve`, `check` and `publish`: the show that the episodes make together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audionews.cli import options as o
from audionews.support.errors import FindingsError, UsageError
from audionews.support.escape import line

Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder of all episodes.", show_default=True)]


def feed(  # noqa: PLR0913 - one parameter an option
    folder: Folder = Path("output"),
    *,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="Where the folder will be on the web.")] = None,
    title: Annotated[str | None, typer.Option(help="Name of the show.")] = None,
    description: Annotated[str | None, typer.Option(help="What the show is, in a sentence or two.")] = None,
    author: Annotated[str | None, typer.Option(help="Who makes it.")] = None,
    email: Annotated[str | None, typer.Option(help="Where directories reach its owner.")] = None,
    category: Annotated[str | None, typer.Option(help="Apple's category, as News.")] = None,
    cover: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A picture of your own.")] = None,
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Build the podcast feed and the list of episodes again, from the episodes in DIR; what you set is remembered.

    Examples:

      audionews feed --base-url https://example.org/news/ --title "আজকের খবর"
    """
    from audionews import publish
    from audionews.support import files

    wishes = {"base_url": base_url, "title": title, "description": description, "author": author}
    if not folder.is_dir():
        raise UsageError(f"There is no folder {str(folder)!r}.", hint="Make an episode first: audionews make")
    with files.lock(folder):
        files.recover(folder)
        with files.unfinished(folder):
            report = publish.update_show(folder, cover=cover, **wishes, email=email, category=category)
    for sentence in (*report.damaged, *report.missing):
        typer.echo(line(sentence), err=True)
    typer.echo(f"{report.episodes} episodes", err=True)
    typer.echo(folder / "feed.xml")


def serve(
    folder: Folder = Path("output"),
    *,
    host: Annotated[str, typer.Option(help="Whom to serve: 127.0.0.1 is this machine, 0.0.0.0 everyone.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8000,
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Listen in a browser: serves DIR on this machine until Ctrl-C."""
    from audionews.publish.delivery import serve as server

    if not server.is_loopback(host):
        typer.echo("Warning: everyone in this network can listen.", err=True)

    def ready(url: str) -> None:
        code = None if server.is_loopback(host) else server.qr(url)
        typer.echo(f"{code or ''}{url}  (Ctrl-C stops)", err=True)

    server.serve(folder, host=host, port=port, ready=ready)


def check(
    path: Annotated[Path, typer.Argument(metavar="[PATH]", help="An episode, a feed, or the folder of all.")] = Path(
        "output"
    ),
    *,
    json: o.Json = False,
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Tell whether an episode or feed conforms to the standards: each finding with the rule, the place and the mend.

    Exits with 7 where there are findings.
    """
    import json as encoder
    from dataclasses import asdict

    from audionews.publish.check import check as examine

    findings = examine(path)
    if json:
        typer.echo(encoder.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            typer.echo(line(f"{finding.place}: {finding.what} [{finding.rule}]"))
            typer.echo(f"  {line(finding.mend)}")
    if findings:
        raise FindingsError(f"{len(findings)} finding{'s' * (len(findings) != 1)} in {path}.")
    typer.echo(f"{path} conforms.", err=True)


def publish(
    target: Annotated[str, typer.Argument(help="A folder, host:path (rsync), s3://bucket or another fsspec address.")],
    folder: Folder = Path("output"),
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
    quiet: o.Quiet = False,
    debug: o.Debug = False,  # noqa: ARG001 - looked at by main()
) -> None:
    """Copy the show to where people find it: sounds first, the feed last, only what changed.

    Examples:

      audionews publish user@example.org:/var/www/news

      audionews publish s3://my-bucket/news --dry-run
    """
    from audionews.publish.delivery import target as targets

    def tell(name: str) -> None:
        if not quiet:
            typer.echo(f"Sending {line(name)}", err=True)

    sent = targets.publish(folder, target, dry_run=dry_run, sending=tell)
    if dry_run:
        for name in sent.files:
            typer.echo(name)
    if not quiet:
        how = "would be sent" if dry_run else "sent"
        typer.echo(f"{len(sent.files)} files, {sent.bytes:,} bytes {how}, {sent.same} unchanged.", err=True)
