"""The options of the commands: those that are settings, made from their declarations, and the few that are not."""

from __future__ import annotations

import inspect
from enum import StrEnum
from functools import wraps
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from audionews.cli.debug import enable
from audionews.settings import ALL
from audionews.support import value_kinds
from audionews.support.toml_template import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from audionews.support.declaration import Setting


class ProgressForm(StrEnum):
    """How progress is told."""

    AUTO = "auto"
    PLAIN = "plain"
    JSON = "json"


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...",
        help="Files, folders, pages, feeds, or - for standard input; none means those of audionews.toml, else seeds/.",
        show_default=False,
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Settings to use in place of audionews.toml here or in your config folder."),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say of each change what it was taken for, and by which rule.")
]
Phonemes = Annotated[
    bool, typer.Option("--phonemes", help="Show the phonemes that the built-in voice would say, word by word.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 7 if anything was skipped or degraded.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be said, to whom it would be sent and at what cost; no more.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
Progress = Annotated[ProgressForm, typer.Option(help="How progress is told on standard error.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say more: each line that was left out, and why.")]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        envvar="AUDIONEWS_ALLOW_PRIVATE",
        help="Fetch from loopback and private addresses too.",
        show_envvar=False,
    ),
]

_DEBUG = inspect.Parameter(
    "debug",
    inspect.Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[
        bool,
        typer.Option("--debug", callback=enable, is_eager=True, help="Show tracebacks, what is decided, what is sent."),
    ],
)


def _parameter_name(option: str) -> str:
    """Return the name of the parameter that an option has: `--allow-private`, `show.title`, `--with`."""
    name = option.lstrip("-").replace("-", "_").replace(".", "_")
    return f"{name}_" if iskeyword(name) else name


BY_PARAMETER = {_parameter_name((made.flag and made.option) or made.key): made for made in ALL}
"""Settings by the name of the parameter that an option of theirs has."""


def option_of(setting: Setting) -> str:
    """Return the long option of a setting: its own, else that of the commands which take it by its key."""
    return setting.option or f"--{setting.name.replace('_', '-')}"


def takes(options: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of settings, before its own, and `--debug`: `@takes("--engine --rate")`.

    A setting without an option of its own is named by its key: `show.title` is `--title` of that command.

    The command does not get their values as arguments: `cli_settings` reads them from the context.
    """
    names = [_parameter_name(option) for option in options.split()]

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def call(**given: Any) -> None:
            command(**{name: value for name, value in given.items() if name not in {*names, "debug"}})

        own = list(inspect.signature(command, eval_str=True).parameters.values())
        first = [parameter for parameter in own if parameter.kind is not inspect.Parameter.KEYWORD_ONLY]
        made = [*first, *map(_parameter, names), *own[len(first) :], _DEBUG]
        call.__signature__ = inspect.Signature(made)  # type: ignore[attr-defined]
        call.__annotations__ = {parameter.name: parameter.annotation for parameter in made}
        return call

    return wrap


def _parameter(name: str) -> inspect.Parameter:
    """Return the parameter by which typer makes a setting's option."""
    setting = BY_PARAMETER[name]
    kind, default = _type(setting)
    option = typer.Option(
        *(setting.flag or option_of(setting)).split(","),
        help=setting.about,
        metavar=None if kind is bool else "|".join(setting.choices) or setting.kind.metavar,
        show_default=bool(default),
        autocompletion=_completion(setting),
    )
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])


def _completion(setting: Setting) -> Callable[[], list[str]] | None:
    """Return what names the values among which a shell completes; None where a value may be anything."""
    if setting.choices:
        return lambda: list(setting.choices)
    return {"engine": _engines, "keep": _reasons}.get(setting.name)


def _engines() -> list[str]:
    from audionews.engines.registry import names
    from audionews.settings import AUTO

    return [AUTO, *names()]


def _reasons() -> list[str]:
    from audionews.bengali.script.tables import mapping

    return list(mapping("clean_reasons"))


def _type(setting: Setting) -> tuple[Any, Any]:
    """Return the type that typer reads a setting as, a text for our declaration to judge, and the default to show."""
    if setting.kind is value_kinds.FLAG or setting.switch:
        return bool, False
    if setting.kind in {value_kinds.TEXTS, value_kinds.PATTERNS}:
        return list[str], list(setting.default or ())
    return str | None, shown(setting.default) or None
