"""`config` and `init`: which settings hold and why, and a file to write them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from audionews.cli import cli_settings
from audionews.cli import options as o
from audionews.settings import BY_KEY, ProgrammeSettings
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
Settings of audionews. docs/settings.md has them all; `audionews config` shows which hold, and why.
A flag goes before the environment (AUDIONEWS_PRESET=betar), that before this file, this before the default.
Relative paths are counted from this file's folder. What begins with # is off: remove the # to set it."""


@o.takes()
def config(
    ctx: typer.Context,
    *,
    config: o.Config = None,  # noqa: ARG001 - `asked` reads it from the context
    json: o.Json = False,
) -> None:
    """Show each setting, its value, and where that came from: environment, file and line, or default.

    Examples:

      audionews config

      AUDIONEWS_PRESET=betar audionews config --json
    """
    import json as encoder

    from audionews.support.config import Value
    from audionews.support.escape import line
    from audionews.support.toml_template import shown

    made = cli_settings.values(ctx)
    rows = [(setting, made.get(key, Value(setting.default, "default"))) for key, setting in BY_KEY.items()]
    if json:
        fields = [
            {"key": setting.key, "value": _plain(value.value), "origin": value.origin, "about": setting.about}
            for setting, value in rows
        ]
        typer.echo(encoder.dumps(fields, ensure_ascii=False, indent=1))
        return
    for setting, value in rows:
        typer.echo(f"{setting.key:<20} {line(shown(value.value)) or '-':<36} {line(value.origin)}")


def _plain(value: Any) -> Any:
    from audionews.support.toml_template import shown

    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, bool | int | float | str | dict) else shown(value)


@o.takes()
def init(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The file to write.")] = Path("audionews.toml"),
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: write the defaults.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a file of settings, every one explained, with the answers to a few questions set.

    Examples:

      audionews init

      audionews init --yes ~/.config/audionews/audionews.toml
    """
    from audionews.support import files
    from audionews.support.toml_template import toml_template

    if file.exists() and not force:
        raise UsageError(f"There is a file {str(file)!r} already.", hint="--force replaces it.")
    try:
        answers = {} if yes else dict(_asked())
    except typer.Abort as end:
        raise UsageError("Nothing was written: the questions were not answered.", hint="--yes asks none.") from end
    files.folder(file.absolute().parent)
    files.write(file, toml_template(BY_KEY, answers, _HEAD))
    typer.echo(f"Wrote {file}. Next: audionews config, then audionews daily.")


def _asked() -> Iterator[tuple[str, Any]]:
    """Ask what a daily programme needs to know, and yield the answers that are no defaults."""
    sources = typer.prompt("Pages, feeds and folders to read (several with spaces between)", default="")
    if sources.split():
        yield "sources", sources.split()
    preset = typer.prompt("Whose words (neutral, akashvani, betar)", default="neutral")
    yield "preset", _known("preset", preset)
    zone = typer.prompt("Time zone", default="Asia/Dhaka" if preset == "betar" else "Asia/Kolkata")
    yield "timezone", _known("timezone", zone)
    at = typer.prompt("Time of the daily run", default="07:00")
    yield "daily.at", _known("daily.at", at)
    title = typer.prompt("Name of the podcast (empty: আজকের সংবাদ)", default="", show_default=False)
    if title:
        yield "show.title", title
    url = typer.prompt("Address at which it will be served (empty: not yet known)", default="", show_default=False)
    if url:
        yield "show.base_url", url


def _known(key: str, answer: str) -> Any:
    """Return an answer as its setting has it.

    Raises:
        UsageError: it cannot be.
    """
    from audionews.planning.choices import zone

    value = BY_KEY[key].fitting(answer, "The answer")
    if key == "timezone":
        zone(ProgrammeSettings(timezone=value))
    return value
