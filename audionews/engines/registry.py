"""Finds engines by name without importing them: ours and a third party's stand in the same entry points.

One of ours is its module, `engines/<name>.py` with the class `<Name>Engine`, so it is had without reading what every
installed package brings, which takes half the time of an unchanged episode.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from audionews.settings import AUTO
from audionews.support.errors import AudionewsError, NotReady, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from importlib.metadata import EntryPoint

    from audionews.engines.protocol import Engine

GROUP = "audionews.engines"


def names() -> list[str]:
    """Return the names of all installed engines, sorted."""
    return sorted({entry.name for entry in _entries()})


def load(name: str, settings: Mapping[str, Any] | None = None) -> Engine:
    """Return the engine called `name`, made with its `settings`.

    Raises:
        UsageError: no such engine is installed.
        NotReady: its package is broken; the message names the package and its error.
    """
    if ours := _ours(name):
        return _made(name, ours, settings or {})
    entry = next((entry for entry in _entries() if entry.name == name), None)
    if entry is None:
        raise UsageError(f"There is no engine {name!r}.", hint=nearest(name, [AUTO, *names()]))
    try:
        return _made(name, entry.load(), settings or {})
    except AudionewsError:
        raise
    except Exception as error:  # a third party's code may raise anything, and must break nothing else
        package = entry.dist.name if entry.dist else entry.module
        raise NotReady(
            f"The engine {name!r} of the package {package} is broken: {type(error).__name__}: {error}.",
            hint="Update or remove that package; the other engines work without it.",
        ) from error


def _entries() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def _ours(name: str) -> Callable[..., Engine] | None:
    """Return the class of an engine of ours."""
    module = f"{__package__}.{name}"
    if not name.isidentifier() or find_spec(module) is None:
        return None
    found: Callable[..., Engine] | None = getattr(import_module(module), f"{name.title()}Engine", None)
    return found


def _made(name: str, made: Callable[..., Engine], settings: Mapping[str, Any]) -> Engine:
    _fits(name, made, settings)
    return made(**settings)


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
