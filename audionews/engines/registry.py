"""Finds engines by name without importing them: ours and a third party's come through the same entry points."""

from __future__ import annotations

import inspect
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from audionews.settings import AUTO
from audionews.support.errors import AudionewsError, NotReady, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from audionews.engines.protocol import Engine

GROUP = "audionews.engines"


def names() -> list[str]:
    """Return the names of all installed engines, sorted."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def load(name: str, settings: Mapping[str, Any] | None = None) -> Engine:
    """Return the engine called `name`, made with its `settings`.

    Raises:
        UsageError: no such engine is installed.
        NotReady: its package is broken; the message names the package and its error.
    """
    found = [entry for entry in entry_points(group=GROUP) if entry.name == name]
    if not found:
        raise UsageError(f"There is no engine {name!r}.", hint=nearest(name, [AUTO, *names()]))
    try:
        made = found[0].load()
        _fits(name, made, settings or {})
        engine: Engine = made(**(settings or {}))
    except AudionewsError:
        raise
    except Exception as error:  # a third party's code may raise anything, and must break nothing else
        package = found[0].dist.name if found[0].dist else found[0].module
        raise NotReady(
            f"The engine {name!r} of the package {package} is broken: {type(error).__name__}: {error}.",
            hint="Update or remove that package; the other engines work without it.",
        ) from error
    return engine


def _fits(name: str, made: Callable[..., Engine], settings: Mapping[str, Any]) -> None:
    """Raise UsageError for a setting that the engine does not know."""
    known = inspect.signature(made).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in known):
        return
    for setting in settings:
        if setting not in {parameter.name for parameter in known}:
            hint = nearest(setting, [parameter.name for parameter in known])
            raise UsageError(f"The engine {name!r} has no setting {setting!r}.", hint=hint)


def voice_of(engine: Engine, wanted: str | None) -> str:
    """Return the name of the voice called `wanted`, by its name or alias, or the engine's first one.

    Raises:
        UsageError: the engine has no such voice.
    """
    voices = engine.voices()
    if wanted is None:
        return voices[0].name
    names = {name.lower(): voice.name for voice in voices for name in (voice.alias, voice.name) if name}
    if wanted.lower() in names:
        return names[wanted.lower()]
    if engine.limits.any_voice:
        return wanted
    known = [voice.alias or voice.name for voice in voices]
    raise UsageError(f"The engine {engine.name!r} has no voice {wanted!r}.", hint=nearest(wanted, known))
