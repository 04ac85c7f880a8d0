"""`config` and `init`: which settings hold and why, and a file to write them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from audionews.cli import cli_settings, consent
from audionews.cli import options as o
from audionews.settings import BY_KEY, ProgrammeSettings
from audionews.support.errors import UsageError
from audionews.support.value_kinds import QUEUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.support.config import Value
    from audionews.support.declaration import Setting

_SOURCES = "Pages, feeds and folders to read (several with spaces between)"
_SECRET = {"key", "token", "password", "secret", "api_key"}


@o.takes()
def config(
    ctx: typer.Context,
    *,
    explain: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Explain one setting.", autocompletion=lambda: list(BY_KEY)),
    ] = None,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    json: o.Json = False,
) -> None:
    """Show which settings hold, and why.

    Each has its value, and where that came from: environment, file and line, or default.

    Examples:

      audionews config

      audionews config --explain daily.keep_days

      AUDIONEWS_PRESET=betar audionews config --json
    """
    import json as encoder

    from audionews.support.config import Value
    from audionews.support.errors import nearest
    from audionews.support.escape import line, machine
    from audionews.support.toml_template import shown

    if explain is not None and explain not in BY_KEY:
        raise UsageError(f"There is no setting {explain!r}.", hint=nearest(explain, list(BY_KEY)))
    made = cli_settings.values(ctx)
    made = {
        key: value._replace(value=_without_secrets(value.value, key.rpartition(".")[2])) for key, value in made.items()
    }
    rows = [(setting, made.get(key, Value(setting.default, "default"))) for key, setting in BY_KEY.items()]
    if explain is not None:
        rows = [(setting, value) for setting, value in rows if setting.key == explain]
        if not json:
            typer.echo("\n".join(_explained(*rows[0])))
            return
    if json:
        fields = [
            {"key": setting.key, "value": _told(setting, value.value), "origin": value.origin, "about": setting.about}
            for setting, value in rows
        ]
        typer.echo(machine(encoder.dumps(fields, ensure_ascii=False, indent=1)))
        return
    for setting, value in rows:
        typer.echo(f"{setting.key:<20} {line(shown(value.value)) or '-':<36} {line(value.origin)}")


def _without_secrets(value: Any, name: str = "") -> Any:
    """Return a value for the screen: what stands where the name of a key's variable belongs may be the key.

    Addresses are without name and password.
    """
    from audionews.engines.service_keys import is_variable
    from audionews.sources.web_addresses import without_password

    if isinstance(value, dict):
        return {inner: _without_secrets(meant, inner) for inner, meant in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_without_secrets(one) for one in value)
    if isinstance(value, str) and "://" in value:
        return without_password(value)
    secret = name.lower() in _SECRET and isinstance(value, str) and not is_variable(value)
    return "(hidden)" if secret else value


def _explained(setting: Setting, value: Value) -> Iterator[str]:
    """Yield all that there is to know of a setting, a line each."""
    from audionews.support.escape import line
    from audionews.support.toml_template import shown, toml

    table, _, name = setting.key.rpartition(".")
    place = f"below [{table}]" if table else "before all tables"
    yield f"{setting.key}: {setting.about}"
    yield f"  takes         {setting.kind.what}"
    if setting.choices:
        yield f"  one of        {', '.join(setting.choices)}"
    if setting.bounds:
        yield "  between       {:g} and {:g}".format(*setting.bounds)
    yield f"  now           {line(shown(value.value)) or 'nothing'} ({line(value.origin)})"
    yield f"  default       {line(shown(setting.default)) or 'none'}"
    yield f"  in the file   {name} = {toml(value.value)}, {place}"
    if setting.flag:
        yield f"  option        {setting.flag.replace(',', ', ').replace('/', ', ')}"
    if setting.variable:
        yield f"  environment   {setting.variable}"


def _told(setting: Setting, value: Any) -> Any:
    """Return a value for JSON; a time of day that may be several is told as it was when it could be only one."""
    from audionews.support.value_kinds import CLOCKS

    if setting.kind is CLOCKS and len(value) < 2:
        value = value[0] if value else None
    return _plain(value)


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
    """Write a file of settings, every one explained.

    The answers to a few questions are set in it.

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
    text = toml_template(BY_KEY, answers, cli_settings.FILE_HEAD)
    files.write(file, text)
    named = f" --config {file}" if file != Path("audionews.toml") else ""
    first = (
        ""
        if "sources" in answers
        else f"write pages, feeds or folders into its line `sources` ({file}:{_line(text)}), then "
    )
    typer.echo(f"Wrote {file}. Next: {first}audionews daily{named}.")


def _line(text: str) -> int:
    """Return the number of the line in which a file that `init` writes has its sources."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("# sources = "))


def _asked() -> Iterator[tuple[str, Any]]:
    """Ask what a daily programme needs to know, and yield the answers that are no defaults."""
    sources = _sources()
    if sources:
        yield "sources", sources
    preset = _answer("preset", "Whose words (neutral, akashvani, betar)", "neutral")
    yield "preset", preset
    yield "timezone", _answer("timezone", "Time zone", "Asia/Dhaka" if preset == "betar" else "Asia/Kolkata")
    yield "daily.at", _answer("daily.at", "Time of the daily run", "07:00")
    title = typer.prompt("Name of the podcast (empty: আজকের সংবাদ)", default="", show_default=False)
    if title:
        yield "show.title", title
    url = _answer("show.base_url", "Address at which it will be served (empty: not yet known)", "")
    if url:
        yield "show.base_url", url
    yield consent.KEY, typer.confirm(consent.QUESTION, default=False)


def _sources() -> list[str]:
    """Ask for sources until each may be one; of a folder or file that is not there say so: it may come yet."""
    from audionews.sources.folders import existing, is_short_address

    while True:
        answer: list[str] = typer.prompt(_SOURCES, default="").split()
        missing = [one for one in answer if "://" not in one and one != QUEUE and not Path(one).exists()]
        for one in missing:
            try:
                existing(one)
            except UsageError as error:
                typer.echo(f"  {error} {error.hint or 'Make it before the first run.'}", err=True)
        if not any(map(is_short_address, missing)):
            return answer


def _answer(key: str, question: str, default: str) -> Any:
    """Ask until the answer is one that the setting can have; an empty one, where that is the default, is none."""
    while True:
        answer = typer.prompt(question, default=default, show_default=bool(default))
        try:
            return _known(key, answer) if answer else ""
        except UsageError as error:
            typer.echo(f"  {error} {error.hint or ''}".rstrip(), err=True)


def _known(key: str, answer: str) -> Any:
    """Return an answer as its setting has it.

    Raises:
        UsageError: it cannot be.
    """
    from audionews.planning.choices import zone

    value = BY_KEY[key].fitting(answer, repr(answer))
    if key == "timezone":
        zone(ProgrammeSettings(timezone=value))
    return value
