"""From options to settings: what was given on the command line goes before environment, file and default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from audionews.cli.options import BY_PARAMETER, option_of
from audionews.settings import resolve, settings_from_values
from audionews.support.config import Value

if TYPE_CHECKING:
    import typer

    from audionews.model import Episode
    from audionews.settings import Settings
    from audionews.support.declaration import Setting

FILE_HEAD = """\
Settings of audionews. docs/settings.md has them all; `audionews config` shows which hold, and why.
A flag goes before the environment (AUDIONEWS_PRESET=betar), that before this file, this before the default.
Relative paths are counted from this file's folder. What begins with # is off: remove the # to set it."""
"""The first lines of a file of settings that is written for a user."""


def settings(ctx: typer.Context) -> Settings:
    """Return the settings of this call.

    Raises:
        UsageError: the file of settings, the environment or an option cannot be meant so.
    """
    return settings_from_values(values(ctx))


def settings_of(ctx: typer.Context, made: Episode) -> Settings:
    """Return the settings to make an episode again: its own, those of options before them.

    Raises:
        UsageError: as `settings`.
    """
    from audionews.planning import jobs

    return settings_from_values(jobs.as_noted(resolve({}, _named(ctx)), made.recipe, "episode.json") | flags(ctx))


def values(ctx: typer.Context) -> dict[str, Value]:
    """Return every setting that somebody made, with where it came from."""
    return resolve(flags(ctx), _named(ctx))


def flags(ctx: typer.Context) -> dict[str, Value]:
    """Return the settings that stand on the command line, by key."""
    return {
        setting.key or setting.name: Value(_meant(setting, given), option_of(setting))
        for name, given in ctx.params.items()
        if (setting := BY_PARAMETER.get(name)) and _is_said(ctx, name)
    }


def _named(ctx: typer.Context) -> Path | None:
    named = ctx.params.get("config")
    return Path(named) if named else None


def _meant(setting: Setting, given: Any) -> Any:
    return setting.switch[given] if setting.switch else setting.fitting(given, option_of(setting))


def _is_said(ctx: typer.Context, option: str) -> bool:
    """Tell whether an option stands on the command line, rather than having its default."""
    source = ctx.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"
