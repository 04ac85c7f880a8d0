"""From options to settings: what was given on the command line goes before environment, file and default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import typer

    from audionews.settings import Settings
    from audionews.support.config import Value

_KEYS = {
    "profile": "profiles",
    "lexicon": "lexicon_file",
    "voice": "voices.body",
    "headline_voice": "voices.headline",
    "no_fallback": "fallback",
    "by_section": "sections.order",
}
"""Options whose key in the settings has another name."""
_MEANT: Mapping[str, Callable[[Any], Any]] = {
    "profile": lambda names: tuple(dict.fromkeys([names] if isinstance(names, str) else names)),
    "time": lambda moment: moment.time(),
    "no_fallback": lambda _: (),
    "by_section": lambda wanted: () if wanted else None,
    "separate": str,
    "keep": tuple,
    "drop": tuple,
}


def settings(ctx: typer.Context, **more: Any) -> Settings:
    """Return the settings of this call; `more` are fields of Settings that no file can set.

    Raises:
        UsageError: the file of settings, the environment or an option cannot be meant so.
    """
    from audionews import settings as every

    return every.settings(values(ctx), **more)


def values(ctx: typer.Context) -> dict[str, Value]:
    """Return every setting that somebody made, with where it came from."""
    from audionews import settings as every
    from audionews.support.config import fitting

    keys = {key.name: key for key in every.KEYS}
    flags: dict[str, Any] = {}
    for option, given in ctx.params.items():
        key = _KEYS.get(option, option)
        if key in keys and given is not None and _is_said(ctx, option):
            if option in _MEANT:
                flags[key] = _MEANT[option](given)
            elif option != "sources":
                flags[key] = fitting(keys[key], given, f"--{option.replace('_', '-')}")
    named = ctx.params.get("config")
    return every.resolve(flags, Path(named) if named else None)


def _is_said(ctx: typer.Context, option: str) -> bool:
    """Tell whether an option stands on the command line, rather than having its default."""
    source = ctx.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"
